/*
 * report_take.h - a follow-up document taken as what units report in a period
 * (core/follow_up_take.h): looked at first, then typed as a person would, all or nothing.
 *
 * Only rows that app->by may report of, in units whose report is open, or in a closed
 * period those it may correct; what is not taken is told, and why.
 */
#ifndef YUP_APP_REPORT_TAKE_H
#define YUP_APP_REPORT_TAKE_H

#include "app/reports.h"
#include "core/follow_up_take.h"

enum app_take_choice {
	APP_TAKE_LOOK,    /* only tell what would be taken */
	APP_TAKE_ASK,     /* take it where nothing else was said, or refuse it all */
	APP_TAKE_KEEP,    /* where something else was said, keep that */
	APP_TAKE_REPLACE, /* put the document's in its place; what it was stays on record */
};

struct app_take_request {
	const char *name; /* the file's */
	const char *bytes;
	size_t size;
	enum app_take_choice choice;
	bool alike;      /* also rows whose words are alike */
	const char *why; /* in a closed period */
};

struct app_take {
	const struct plan *plan;
	const struct follow_up *fu;
	struct follow_up_taken found;
	size_t taken, left, conflicts; /* operations taken, and not; cells that said otherwise */
};

/*
 * YUP_EINVALID "not_a_follow_up", "follow_up_other_period", "take_nothing"; YUP_ECONFLICT
 * "already_typed", where `*out` is set all the same; those of import_text() and
 * app_report_edit().
 */
MUST_CHECK int app_report_take(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_take_request *request, struct app_take *out,
    struct err *err);

#endif
