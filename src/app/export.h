/*
 * export.h - `yupana export`: what is stored, for other programs.
 */
#ifndef YUP_APP_EXPORT_H
#define YUP_APP_EXPORT_H

#include "app/check.h"
#include "core/observation.h"
#include "report/csv_writer.h"
#include "report/json_writer.h"

enum app_format {
	APP_FORMAT_JSON,
	APP_FORMAT_CSV,
	APP_FORMAT_TEXT, /* the forms of a plan; the follow-up document, with computed averages */
	APP_FORMAT_IATI, /* from here on, plans with what was reported (report/open_year.h) */
	APP_FORMAT_FISCAL,
	APP_FORMAT_OCDS,
	APP_FORMAT_DHIS2,
	APP_FORMAT__COUNT
};

/* "json", "csv" ... as people ask for them. */
const char *app_format_key(enum app_format format);

/* One of another kind of program, of whole plans: what is left out of it cannot be asked. */
bool app_format_is_open(enum app_format format);

enum app_what {
	APP_WHAT_USUAL, /* JSON: plans and follow-ups; CSV: the plan, or else the follow-up */
	APP_WHAT_PLAN,
	APP_WHAT_FOLLOW_UP,
	APP_WHAT_FINDINGS,
	APP_WHAT_SUMMARY,
};

struct app_export_request {
	const char *institution; /* NULL: every one */
	enum app_format format;
	enum app_what what;
	bool guarded; /* CSV from a page: no text of it is a formula */
};

/* Into a stream; of several CSV tables, the first.  YUP_ENOTFOUND: nothing of it is stored. */
MUST_CHECK int app_export(const struct app *app, struct mem *mem,
    const struct app_export_request *request, json_write_fn write, void *context, struct err *err);

/*
 * Into a file, whole or not at all.  What is of several files into a folder (CSV: every
 * table, with datapackage.json that says what they are; fiscal; dhis2): one that is
 * there, or a name that ends in `/`, which is made.
 */
MUST_CHECK int app_export_save(const struct app *app, struct mem *mem,
    const struct app_export_request *request, const char *path, struct err *err);

/*
 * Findings of one plan as a table, for whoever may take out some unit of it: which of
 * them is for the caller to choose.  It is in the log before they leave.
 */
MUST_CHECK int app_export_findings(const struct app *app, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, const struct finding_list *list, struct csv_writer *w,
    struct err *err);

/* Observations of one plan, in the same way; `plan` holds all its rows. */
MUST_CHECK int app_export_observations(const struct app *app, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, const struct observation *list, size_t count,
    struct csv_writer *w, struct err *err);

/*
 * Somebody takes a list of a page out, called `name`, as "csv" or "xlsx": whoever has `permission` over
 * some of it; which rows is for the caller to choose.  It is in the log before they leave.
 */
MUST_CHECK int app_export_list(const struct app *app, int64_t institution_id,
    enum permission permission, const char *name, const char *format, struct err *err);

/* Something of a plan is taken out: may it be, and it is in the log.  For app/ only. */
MUST_CHECK int app_export_record(const struct app *app, int64_t institution_id, int64_t plan_id,
    const char *detail, struct err *err);

/* What is told: `rule` 0 is every one, `severity` the least, -1 for all. */
struct app_check_filter {
	unsigned rule;
	int severity;
};

/* Findings as yupana.findings/1, with `count` items of registers that have some. */
MUST_CHECK int app_check_json(const struct app_check *check, const struct app_checked_item *items,
    size_t count, const struct app_check_filter *filter, json_write_fn write, void *context,
    struct err *err);

#endif
