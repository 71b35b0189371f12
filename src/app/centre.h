/*
 * centre.h - the reports centre: every document and every format that there is of it, made
 * at once or, where it is long, as work beside (app/job.h), kept for some days.
 */
#ifndef YUP_APP_CENTRE_H
#define YUP_APP_CENTRE_H

#include "app/export.h"
#include "app/paper.h"
#include "store/job_store.h"

/* The first ones are those of app_paper_what, as they are. */
enum centre_what {
	CENTRE_PLAN = APP_PAPER_PLAN,
	CENTRE_FORM_A = APP_PAPER_FORM_A,
	CENTRE_FORM_B = APP_PAPER_FORM_B,
	CENTRE_FOLLOW_UP = APP_PAPER_FOLLOW_UP,
	CENTRE_SUMMARY = APP_PAPER_SUMMARY,
	CENTRE_FINDINGS = APP_PAPER_FINDINGS,
	CENTRE_OPEN_DATA = APP_PAPER__COUNT, /* everything in force, for other programs */
	CENTRE_WHAT__COUNT
};

enum centre_format {
	CENTRE_PDF,
	CENTRE_HTML,
	CENTRE_XLSX,
	CENTRE_CSV,
	CENTRE_JSON,
	CENTRE_IATI,
	CENTRE_FISCAL,
	CENTRE_OCDS,
	CENTRE_DHIS2,
	CENTRE_FORMAT__COUNT
};

enum {
	CENTRE_LONG_ROWS = 4000, /* some 3 s as PDF, at 0.8 ms a row: past it, it is work beside */
	CENTRE_SIZE_MAX = 64 << 20, /* of a file that is kept */
	CENTRE_LASTS_DAYS = 7,
	CENTRE_KEPT_MAX = 20, /* by an institution: the oldest goes */
	CENTRE_SHOWN = 30,
};

/* "pdf", "html" ...: as it is asked for, and what a file of it is. */
struct centre_format_text {
	const char *key, *ending, *media;
};

extern const struct centre_format_text centre_formats[CENTRE_FORMAT__COUNT];

/* As pages ask for it and files are called: "plan", "formulario-a" ... */
extern const char *const centre_whats[CENTRE_WHAT__COUNT];

/* What may be said of one besides its year and version. */
enum centre_takes {
	CENTRE_TAKES_UNIT = 1u << 0,
	CENTRE_TAKES_PAPER = 1u << 1,
	CENTRE_TAKES_PERIOD = 1u << 2,
};

struct centre_request {
	int64_t institution_id;
	enum centre_what what;
	enum centre_format format;
	struct app_choice choice; /* year and version; never a day */
	const char *unit;         /* NULL: all; where it takes one, else it is not read, as: */
	unsigned period;
	const struct doc_paper *paper;
	bool of_plan;        /* see struct app_paper */
	const char *address; /* the same */
};

/* Is it made, and what does it take (enum centre_takes)?  `takes` may be NULL. */
bool app_centre_offers(enum centre_what what, enum centre_format format, unsigned *takes);

/* By its key.  False: there is none. */
bool app_centre_find_what(const char *key, enum centre_what *out);
bool app_centre_find_format(const char *key, enum centre_format *out);

/* As a document for paper, whatever its format: for issuing.  Not of CENTRE_OPEN_DATA. */
void app_centre_paper(const struct centre_request *request, struct app_paper *out);

/* "formulario-b-2027-DGP.pdf"; in `mem`. */
const char *app_centre_name(struct mem *mem, const struct centre_request *request);

/*
 * Make it now into `write`.  MAY_EXPORT over the whole, or over its unit; it is in the log
 * before it leaves.  YUP_EINVALID "centre_not_offered", "centre_whole_only": in that
 * format it takes no unit or period; else as app_paper_make() and app_export().
 */
MUST_CHECK int app_centre_make(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, json_write_fn write, void *context, struct err *err);

/* Is it of more than CENTRE_LONG_ROWS rows?  What is of one unit is not.  MAY_EXPORT somewhere. */
MUST_CHECK int app_centre_is_long(const struct app *app, const struct centre_request *request,
    bool *out, struct err *err);

/* ---- As work beside ------------------------------------------------------------------------ */

/* Ask for it: refused as app_centre_make() would be, and YUP_ECONFLICT "job_many". */
MUST_CHECK int app_centre_ask(const struct app *app, struct mem *mem,
    const struct centre_request *request, int64_t *out_job, struct err *err);

/*
 * The last CENTRE_SHOWN, the newest first: of everybody for who may take out the whole, else
 * one's own.  What is over its days is not kept any more.  In `mem`.  MAY_EXPORT somewhere.
 */
MUST_CHECK int app_centre_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct job_document **out, size_t *out_count, struct err *err);

/* One of those.  YUP_ENOTFOUND "document_job_absent"; YUP_EDENIED "document_foreign". */
MUST_CHECK int app_centre_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t job_id, struct job_document *out, struct err *err);

/* The same, one's own that has not ended.  YUP_EDENIED "job_foreign"; YUP_ECONFLICT "job_over". */
MUST_CHECK int app_centre_own(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t job_id, struct job_document *out, struct err *err);

/*
 * Its bytes, for who could make it today.  It is in the log before they leave.
 * YUP_ENOTFOUND "document_over": it is not kept (any more).
 */
MUST_CHECK int app_centre_bytes(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct job_document *document, file_write_fn write, void *context, struct err *err);

/* What its file is, by what was asked (job_row.ask): "application/pdf". */
const char *app_centre_media(const char *ask);

/* What is over its days goes, of every institution: when a server starts. */
MUST_CHECK int app_centre_expire(const struct app *app, struct err *err);

#endif
