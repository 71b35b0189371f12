/*
 * registers.h - things followed to closure, one mechanism for every register that
 * the institution's pack has (core/register.h).
 *
 * Who may read plans reads the items of those units; who follows registers
 * (MAY_FOLLOW_REGISTER) opens, changes, passes and comments those of its own.
 * What is of no unit takes a role over the whole.
 *
 * Refusals of them all: YUP_ENOTFOUND "register_absent", "register_item_absent".
 */
#ifndef YUP_APP_REGISTERS_H
#define YUP_APP_REGISTERS_H

#include "base/date.h"
#include "core/register.h"

struct app;
struct db_tx;
struct mem;

/* One register, and how it stands: of the items that app->by may read. */
struct app_register_sum {
	const struct pack_register *reg;
	size_t total, open, late, faulty;
};

/* All of the pack, in its order; in `mem`. */
MUST_CHECK int app_register_all(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_register_sum **out, size_t *out_count, struct err *err);

struct app_register_list {
	const struct pack *pack;
	const struct pack_register *reg;
	struct register_item *items; /* that the filter leaves, by id */
	size_t count, all;           /* all: without the filter */
	char today[DATE_SIZE];
};

/* Items of the register `key` that app->by may read; `filter` may be NULL. */
MUST_CHECK int app_register_items(const struct app *app, struct mem *mem, int64_t institution_id,
    const char *key, const struct register_filter *filter, struct app_register_list *out,
    struct err *err);

/* Which item; `reg` NULL: of whichever register. */
struct app_register_ref {
	int64_t institution_id;
	const char *reg;
	int64_t id;
};

struct app_register_item {
	const struct pack *pack;
	const struct pack_register *reg;
	struct register_item item; /* with its acts */
	bool may_follow;
	char today[DATE_SIZE];
};

/* YUP_EINVALID "register_gone": the pack no longer has its register. */
MUST_CHECK int app_register_get(const struct app *app, struct mem *mem,
    const struct app_register_ref *which, struct app_register_item *out, struct err *err);

/*
 * Open one: `typed` are its fields, title, unit and kind among them (core/register.h).
 * `*out_id` is its id.  Refusals of register_typed(); YUP_EINVALID "org_unit_absent";
 * YUP_ELIMIT "register_full".
 */
MUST_CHECK int app_register_open(const struct app *app, int64_t institution_id, const char *key,
    const struct register_value *typed, size_t count, int64_t *out_id, struct err *err);

/*
 * Change fields; those that are as they were change nothing.  `seen` is the revision
 * that was seen, 0: any.  YUP_ECONFLICT "register_changed": another was changed since;
 * "register_item_closed".
 */
MUST_CHECK int app_register_change(const struct app *app, const struct app_register_ref *which,
    uint32_t seen, const struct register_value *typed, size_t count, struct err *err);

/* Pass it to another state, with a word.  Refusals of register_step(); "register_changed". */
MUST_CHECK int app_register_pass(const struct app *app, const struct app_register_ref *which,
    uint32_t seen, const char *state, const char *word, struct err *err);

MUST_CHECK int app_register_comment(const struct app *app, const struct app_register_ref *which,
    const char *word, struct err *err);

/* ---- What the next amendment does -------------------------------------------- */

struct app_amendment {
	const struct pack_register *reg; /* NULL: the pack follows no measures */
	struct register_item *items;     /* of the plan's year: open, and done by changing it */
	size_t count;
};

/* Of the plan `plan_id`, by row and period; those another amendment took are left out. */
MUST_CHECK int app_register_amendment(const struct app *app, struct mem *mem,
    int64_t institution_id, int64_t plan_id, struct app_amendment *out, struct err *err);

/*
 * The amendment `plan_id` does it; 0: it is given back.  YUP_EINVALID "not_an_amendment":
 * that plan is none, or of another year; YUP_ECONFLICT "register_taken",
 * "register_not_amending".
 */
MUST_CHECK int app_register_take(const struct app *app, const struct app_register_ref *which,
    int64_t plan_id, struct err *err);

/* ---- Measures of reports ------------------------------------------------------ */

struct app_measure {
	int year;
	unsigned period;
	const char *node_id; /* of the plan's row */
	int64_t org_unit;    /* 0: nobody has said */
	const char *kind;    /* a key of the register's kinds: "eliminate" */
	const char *text, *responsible;
	const char *due;   /* a day, "" where none was said */
	const char *month; /* "Agosto", "" for none */
};

/*
 * Open an item for each measure whose report's row has none yet, inside `tx`, with
 * its record in the log.  `*out_opened` (may be NULL) is how many.
 *
 * A measure promised again opens nothing: where an item of the same row and year is open,
 * of the same kind and with the same responsible, it becomes a comment there, once for each
 * period: "4/2031: " (period, year), the text, and the day where one was said.  Another kind
 * or another responsible, or one that was closed, is another item.
 *
 *  A kind that the
 * register has not is kept out.  Whoever accepts the report has asked for the right.
 */
MUST_CHECK int app_register_from_reports(const struct app *app, struct db_tx *tx,
    int64_t institution_id, const struct app_measure *list, size_t count, size_t *out_opened,
    struct err *err);

#endif
