/*
 * moment.h - a date that a person asks about, as an instant.
 */
#ifndef YUP_APP_MOMENT_H
#define YUP_APP_MOMENT_H

#include <stdbool.h>

#include "base/err.h"

struct mem;

/*
 * The last second, UTC, of a day as 2027-01-31; an instant, 2027-01-31T08:00:00Z,
 * is itself.  In `mem`.  YUP_EINVALID "date_invalid".
 */
MUST_CHECK int app_moment(struct mem *mem, const char *text, const char **out, struct err *err);

/* A day of the calendar, as 2027-01-31. */
bool app_is_date(const char *text);

#endif
