/*
 * when.h - days and instants as people here read them: 31/01/2027, and 08:30 by
 * the clock of the machine that serves (TZ); what is kept stays in UTC.
 */
#ifndef YUP_WEB_WHEN_H
#define YUP_WEB_WHEN_H

struct mem;
struct visit;

/* "2027-01-31" is "31/01/2027"; anything else stays as it is.  In `mem`. */
const char *when_day(struct mem *mem, const char *day);

/* "2027-01-31T12:30:00Z" is "31/01/2027 08:30" four hours west; the same of others. */
const char *when_instant(struct mem *mem, const char *instant);

/*
 * A role's days, the last included: "01/02/2027 – 30/06/2027"; `to` is the day on
 * which it no longer holds, "" where none is known: "desde 01/02/2027".
 */
const char *when_validity(const struct visit *visit, const char *from, const char *to);

/* The last day of what no longer holds on `to`, as a date input takes it; "" for "". */
const char *when_last(struct mem *mem, const char *to);

#endif
