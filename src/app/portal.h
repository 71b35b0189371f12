/*
 * portal.h - what an institution publishes: the plan of a year once it is approved, and
 * its reporting periods once they are closed, as of today or as of any day.
 *
 * Anybody may look, where the institution opened its portal (core/pack_setting.h);
 * nothing else of it is told.  Names of staff are taken out of what is loaded, so that
 * no page or file has them by mistake, unless the institution says that it shows them.
 */
#ifndef YUP_APP_PORTAL_H
#define YUP_APP_PORTAL_H

#include "app/standings.h"
#include "report/open_year.h"

struct str;

struct app_portal {
	const struct institution *institution;
	const struct pack *pack; /* as the institution has it */
	const int *years;        /* that have an approved plan, the newest first */
	size_t year_count;
};

/* Every institution whose portal is open, by name; in `mem`. */
MUST_CHECK int app_portal_list(const struct app *app, struct mem *mem, struct app_portal **out,
    size_t *out_count, struct err *err);

/* The one with that acronym (or name), in any case.  YUP_ENOTFOUND "portal_absent". */
MUST_CHECK int app_portal_find(const struct app *app, struct mem *mem, const char *acronym,
    struct app_portal *out, struct err *err);

struct app_portal_year {
	const struct app_portal *portal;
	const char *as_of; /* the day asked for; NULL: today */
	struct plan *plan;
	int64_t plan_id;
	const char *approved_at; /* an instant */
	const char *resolution;  /* and its date; "" where none was said */
	const char *resolution_date;
	struct report_book book;        /* of what was reported to the last closed period */
	unsigned closed;                /* the last period that was closed, 0: none */
	struct app_standings standings; /* of each period; none while nothing is closed */
	struct follow_up *fu;           /* of the last closed; else the newest document, or NULL */
	bool is_document;               /* fu was read in a document */
};

/*
 * A year in `mem`.  YUP_ENOTFOUND "portal_year_absent": no plan of it was approved
 * (by then).  YUP_EINVALID "date_invalid", "portal_day_ahead".
 */
MUST_CHECK int app_portal_open(const struct app *app, struct mem *mem,
    const struct app_portal *portal, int year, const char *as_of, struct app_portal_year *out,
    struct err *err);

/*
 * What changes when something that is published changes: a text of hexadecimal digits.
 * Cheap: nothing is loaded.
 */
MUST_CHECK int app_portal_mark(const struct app *app, struct mem *mem,
    const struct app_portal *portal, const char **out, struct err *err);

/* ---- Files ------------------------------------------------------------------------- */

struct app_portal_file {
	const char *name, *type; /* "plan.json", "application/json" */
};

/* Those there are of a year, ended by a NULL name. */
extern const struct app_portal_file app_portal_files[];

/* One of them.  YUP_ENOTFOUND "page_absent". */
MUST_CHECK int app_portal_write(const struct app_portal_year *year, struct mem *mem,
    const char *name, const char *today, struct str *out, struct err *err);

/* ---- What readers find wrong -------------------------------------------------------- */

enum {
	PORTAL_NOTICES_MAX = 300, /* unattended */
	PORTAL_NOTICES_HOUR = 20, /* of an institution, whoever sends them */
	PORTAL_NOTICE_MAX = 1000,
	PORTAL_CONTACT_MAX = 200,
};

struct app_portal_notice {
	const char *place;   /* the page, and the figure in words */
	const char *text;    /* what is wrong with it */
	const char *contact; /* whom to answer; may be "" */
};

/*
 * It goes to the institution's register of them (pack_register.follows_portal).
 * YUP_ELIMIT "portal_notices_many", "portal_notices_hour": so many wait, or came, already; refusals of field_check();
 * YUP_ENOTFOUND "register_absent": the pack has no such register.
 */
MUST_CHECK int app_portal_notify(const struct app *app, const struct app_portal *portal,
    const struct app_portal_notice *notice, struct err *err);

#endif
