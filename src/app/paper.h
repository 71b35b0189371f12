/*
 * paper.h - documents for paper: made when asked for, and issued, which gives them a
 * number and keeps their bytes for ever.
 *
 * A document is of what app->choice says (year, version, day), as an export.
 */
#ifndef YUP_APP_PAPER_H
#define YUP_APP_PAPER_H

#include "app/live.h"
#include "app/periods.h"
#include "report/doc_pdf.h"
#include "store/issued_store.h"

enum app_paper_what {
	APP_PAPER_PLAN,   /* the whole programme; of a unit: its forms */
	APP_PAPER_FORM_A, /* of a unit, or of all */
	APP_PAPER_FORM_B,
	APP_PAPER_FOLLOW_UP, /* the document in force, or a reporting period */
	APP_PAPER_SUMMARY,   /* of a follow-up or a period where there is one, else of the plan */
	APP_PAPER_FINDINGS,  /* the same */
	APP_PAPER__COUNT
};

enum app_paper_format {
	APP_PAPER_PDF,
	APP_PAPER_HTML,
	APP_PAPER_TEXT,
	APP_PAPER_XLSX,
	APP_PAPER_FORMAT__COUNT
};

struct app_paper {
	int64_t institution_id; /* 0: the one called `institution`, NULL: the only one there is */
	const char *institution;
	enum app_paper_what what;
	bool usual; /* nobody said which: `what` is APP_PAPER_PLAN, and where there is no plan
	               a follow-up is made; nothing is issued so */
	enum app_paper_format format;
	const char *unit; /* path, id or name; NULL: all */
	unsigned period;  /* of app->choice.year (0: of the newest that has any); 0: none */
	bool of_plan;     /* summary and findings: of the plan even where there is a follow-up */
	const struct doc_paper *paper; /* NULL: A4 */
	const char *address; /* of the server, for the code to verify; NULL: as the settings say */
};

/* "plan", "form_a" ... as --what has them with dashes; NULL after the last. */
extern const char *const app_paper_keys[APP_PAPER__COUNT + 1];

/*
 * Make one into `write`; it is in the log before it leaves.  MAY_EXPORT over the whole, or
 * over `unit`.  YUP_ENOTFOUND "nothing_stored", "unit_absent"; YUP_EINVALID
 * "paper_institution": several, and none is named.
 */
MUST_CHECK int app_paper_make(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, json_write_fn write, void *context, struct err *err);

/* The same into a file, whole or not at all. */
MUST_CHECK int app_paper_save(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, const char *path, struct err *err);

enum { ISSUED_SIZE_MAX = 64 * 1024 * 1024, ISSUED_SHOWN = 500 };

/*
 * Issue it as PDF, whatever its format: the next number of its kind in its year, kept.
 * MAY_START_PLAN over the whole besides.
 * YUP_ELIMIT "issued_large"; YUP_ECONFLICT "issued_draft": a plan that is not approved;
 * "issued_taken": others issued all the time.
 */
MUST_CHECK int app_paper_issue(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, struct issued *out, struct err *err);

/* The last ISSUED_SHOWN, the newest first, for those who may read the whole; in `mem`. */
MUST_CHECK int app_issued_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct issued **out, size_t *out_count, struct err *err);

/* YUP_ENOTFOUND "issued_absent". */
MUST_CHECK int app_issued_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct issued *out, struct err *err);

/* Its bytes, as they were issued. */
MUST_CHECK int app_issued_bytes(const struct app *app, int64_t institution_id,
    const struct issued *issued, file_write_fn write, void *context, struct err *err);

/* The same into a file. */
MUST_CHECK int app_issued_save(const struct app *app, int64_t institution_id,
    const struct issued *issued, const char *path, struct err *err);

/*
 * Was a document issued that says so?  Anybody may ask who has it in their hands; what is
 * answered is what stands on it.  YUP_EINVALID "hash_invalid"; YUP_ENOTFOUND "issued_unknown".
 */
MUST_CHECK int app_issued_verify(const struct app *app, struct mem *mem, const char *hash,
    struct issued *out, struct err *err);

#endif
