/*
 * register_work.h - what the use cases of registers share: the pack, one item, its
 * transaction and its record in the log; for app/ only.
 */
#ifndef YUP_APP_REGISTER_WORK_H
#define YUP_APP_REGISTER_WORK_H

#include "app/audit.h"
#include "app/registers.h"
#include "io/clock.h"
#include "store/engine/db.h"

struct register_work {
	const struct app *app;
	struct err *err;
	struct mem *mem;
	struct db_tx tx;
	struct audit what;
	int64_t institution_id;
	const struct pack *pack;
	const struct pack_register *reg;
	struct register_item item; /* as it is; once begun, nobody else writes it */
	bool denied;               /* and the log has it already */
	char now[CLOCK_TEXT_SIZE];
};

struct register_work register_work(const struct app *app, int64_t institution_id,
    const char *action, struct err *err);
void register_work_done(struct register_work *w); /* undoes what was not committed */

/* The institution's pack, as it has it. */
MUST_CHECK int register_pack(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct pack **out, struct err *err);
MUST_CHECK int register_called(const struct pack *pack, const char *key,
    const struct pack_register **out, struct err *err);
MUST_CHECK int register_item_called(struct db *db, struct mem *mem,
    const struct app_register_ref *which, struct register_item *out, struct err *err);

/* "register audit_recommendations item 12" */
const char *register_subject(struct mem *mem, const char *reg, int64_t id);

/* A number that register_typed() let pass; 0 of any other text. */
int64_t register_id(const char *text);

MUST_CHECK int register_check_word(const char *word, struct err *err);

/* To follow what is of that unit, 0: of none. */
MUST_CHECK int register_require(struct register_work *w, int64_t org_unit);

/* The item as it is, for who follows it; w->denied: it may not. */
MUST_CHECK int register_open_item(struct register_work *w, const struct app_register_ref *which);

/* The transaction; in it, the item again; an act; the record and the end. */
MUST_CHECK int register_begin(struct register_work *w);
MUST_CHECK int register_take_item(struct register_work *w, const struct app_register_ref *which);
MUST_CHECK int register_do(struct register_work *w, const struct register_act *act);
MUST_CHECK int register_commit(struct register_work *w);

/* A new item with its values, opened; its id goes into `item`. */
MUST_CHECK int register_put_new(struct register_work *w, struct register_item *item,
    const struct register_value *values, size_t count);

/* Undone, and in the log; `rc` as it was. */
int register_refused(struct register_work *w, int rc);

#endif
