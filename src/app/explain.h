/*
 * explain.h - `yupana explain`: one figure, from its formula down to the cells.
 */
#ifndef YUP_APP_EXPLAIN_H
#define YUP_APP_EXPLAIN_H

#include "app/documents.h"
#include "app/rollup.h"
#include "core/explain.h"
#include "core/staged.h"
#include "store/document_store.h"

struct app_explain_request {
	const char *institution; /* NULL: any */
	const char *unit;        /* a path, an id, an acronym or a name */
	const char *code;        /* a code, or a row's id; NULL: the unit's own figure */
	unsigned month;          /* 0: the total */
	unsigned what;           /* APP_PLANS | APP_FOLLOW_UPS */
	enum app_policy policy;
};

/* A document behind the figure, and its rows as read. */
struct app_source {
	struct document document;
	const char *sha256;
	struct staged_row *rows;
	size_t row_count;
};

struct app_explained {
	const struct plan *plan; /* one of the two */
	const struct follow_up *fu;
	struct rollup rollup; /* of the plan */
	const struct explanation *explanation;
	struct app_source *sources; /* one for each file of the plan or follow-up */
	size_t source_count;
};

/*
 * Look among the newest plan and follow-up of each institution; what matches
 * best decides: a path, then an id, then an acronym, then a name or ordinal.
 *
 * YUP_ENOTFOUND: no such unit or code.  YUP_ECONFLICT: several, listed in the
 * message.  YUP_EINVALID: a month that is not.
 */
MUST_CHECK int app_explain(const struct app *app, struct mem *mem,
    const struct app_explain_request *request, struct app_explained *out, struct err *err);

/*
 * Only the documents of a plan and their rows as read, into `out->sources`, for
 * what belongs to `org_unit` (app/actor.h) to be shown.
 */
MUST_CHECK int app_plan_sources(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int64_t org_unit, struct app_explained *out, struct err *err);

/* The same of a follow-up, for those who may read the whole institution. */
MUST_CHECK int app_follow_up_sources(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_explained *out, struct err *err);

/* The cells of a source as read, a tab between them; NULL where they were not kept. */
const char *app_cells_at(const struct app_explained *explained, const struct source *source);

#endif
