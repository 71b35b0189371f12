/*
 * log_view.h - the log as the page shows it.
 */
#ifndef YUP_WEB_PAGES_LOG_VIEW_H
#define YUP_WEB_PAGES_LOG_VIEW_H

#include "app/log.h"
#include "web/listing.h"
#include "web/router.h"

enum { LOG_PAGE = 50, LOG_CSV_STEP = 500 };

struct log_row {
	const char *at, *who, *who_key, *origin, *action;
	const char *subject, *detail;                 /* in words */
	const char *action_key, *subject_key, *exact; /* as the log keeps them */
	bool refused;
	long long seq;
};

struct log_view {
	struct visit *visit;
	struct listing list; /* for its links */
	struct log_row *rows;
	size_t count;
	const char *older;  /* the address of the page after; NULL at the end */
	const char *newest; /* of the first page, NULL on it */
	bool filtered;
	bool may_sign;
};

/* As the address says. */
MUST_CHECK int log_view_load(struct visit *visit, struct log_view *out, struct err *err);

/* All that the filters leave, as a file for a spreadsheet. */
MUST_CHECK int log_view_csv(struct visit *visit, struct err *err);

/* The institution of who asks, as app/log.h takes it. */
MUST_CHECK int log_own_institution(struct visit *visit, const char **out, struct err *err);

#endif
