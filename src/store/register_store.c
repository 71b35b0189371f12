#include "store/register_store.h"

#include <limits.h>

#include "base/mem.h"
#include "core/plan.h"
#include "store/row.h"

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int64_t item_id)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, item_id);
	return q;
}

static void
put_id(struct stmt *q, int64_t id)
{
	stmt_put_num(q, id != 0 ? id : NUM_ABSENT);
}

static int64_t
get_id(struct stmt *q)
{
	int64_t id = stmt_get_num(q);

	return id != NUM_ABSENT ? id : 0;
}

static void
put_text(struct stmt *q, const char *text)
{
	stmt_put_text(q, text[0] != '\0' ? text : NULL);
}

/* ---- Writing ------------------------------------------------------------------ */

int
register_store_add(struct db_tx *tx, int64_t institution_id, const struct register_item *item,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = use(tx->db, Q_REGISTER_ITEM_INSERT, institution_id, id);
	stmt_put_text(q, item->reg);
	put_id(q, item->org_unit);
	stmt_put_text(q, item->title);
	stmt_put_text(q, item->sort);
	stmt_put_num(q, item->year != 0 ? item->year : NUM_ABSENT);
	stmt_put_num(q, item->year != 0 ? (int64_t)item->period : NUM_ABSENT);
	stmt_put_text(q, item->year != 0 ? item->node_id : NULL);
	stmt_put_text(q, item->opened_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
register_store_change(struct db_tx *tx, int64_t institution_id, const struct register_item *item,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_REGISTER_ITEM_CHANGE);

	stmt_put_text(q, item->title);
	stmt_put_text(q, item->sort);
	put_id(q, item->org_unit);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, item->id);
	return stmt_run(q, err);
}

int
register_store_put(struct db_tx *tx, int64_t institution_id, int64_t item_id,
    const struct register_value *value, struct err *err)
{
	bool empty = value->text[0] == '\0';
	struct stmt *q = use(tx->db, empty ? Q_REGISTER_VALUE_DELETE : Q_REGISTER_VALUE_PUT,
	    institution_id, item_id);

	stmt_put_text(q, value->field);
	if (!empty)
		stmt_put_text(q, value->text);
	return stmt_run(q, err);
}

int
register_store_hold(struct db_tx *tx, int64_t institution_id, int64_t item_id, struct err *err)
{
	return stmt_run(use(tx->db, Q_REGISTER_ITEM_HOLD, institution_id, item_id), err);
}

static int
take_number(struct db_tx *tx, int64_t institution_id, int64_t item_id, uint32_t *out,
    struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_REGISTER_ITEM_NEXT, institution_id, item_id);
	uint32_t number;
	int rc = stmt_one(q, "register item", err);

	if (rc < 0)
		return rc;
	number = get_u32(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = number;
	return rc;
}

int
register_store_act(struct db_tx *tx, int64_t institution_id, int64_t item_id,
    const struct register_act *act, struct err *err)
{
	uint32_t number = 0;
	struct stmt *q;
	int rc = take_number(tx, institution_id, item_id, &number, err);

	if (rc < 0)
		return rc;
	q = use(tx->db, Q_REGISTER_ACT_INSERT, institution_id, item_id);
	stmt_put_int(q, number);
	stmt_put_int(q, act->kind);
	stmt_put_text(q, act->at);
	put_id(q, act->user_id);
	stmt_put_text(q, act->actor);
	put_text(q, act->state);
	put_text(q, act->field);
	put_text(q, act->was);
	stmt_put_text(q, act->text);
	put_id(q, act->plan_id);
	return stmt_run(q, err);
}

/* ---- Reading ------------------------------------------------------------------ */

static struct register_item
get_item(struct stmt *q, struct mem *mem)
{
	struct register_item item = { .id = stmt_get_int(q) };

	item.reg = stmt_get_text(q, mem);
	item.org_unit = get_id(q);
	item.title = stmt_get_text(q, mem);
	item.sort = stmt_get_text(q, mem);
	if (stmt_at_null(q)) {
		for (int i = 0; i < 2; i++)
			(void)stmt_get_num(q);
	} else {
		item.year = (int)stmt_get_int_in(q, 1, INT_MAX);
		item.period = get_u8(q, PACK_PERIODS_MAX);
	}
	item.node_id = stmt_get_text(q, mem);
	item.opened_at = stmt_get_text(q, mem);
	item.revision = get_u32(q);
	item.state = stmt_get_text(q, mem);
	item.plan_id = get_id(q);
	return item;
}

/* Of one item, while the rows of the list go by. */
struct values {
	struct register_value *list;
	size_t count, room;
};

static void
give(struct register_item *items, size_t count, size_t *at, int64_t id, const struct values *values)
{
	while (*at < count && items[*at].id < id)
		(*at)++;
	if (*at >= count || items[*at].id != id)
		return;
	items[*at].values = values->list;
	items[*at].value_count = values->count;
}

static void
add_value(struct stmt *q, struct mem *mem, struct values *values)
{
	struct register_value value = { .field = stmt_get_text(q, mem) };

	value.text = stmt_get_text(q, mem);
	MEM_PUSH(mem, values->list, values->count, values->room);
	values->list[values->count - 1] = value;
}

static int
list_values(struct db *db, struct mem *mem, int64_t institution_id, const char *reg,
    struct register_item *items, size_t count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REGISTER_VALUE_LIST);
	struct values values = { 0 };
	int64_t id = 0;
	size_t at = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, reg);
	while ((rc = stmt_next(q, err)) > 0) {
		int64_t next = stmt_get_int(q);

		if (next != id) {
			give(items, count, &at, id, &values);
			values = (struct values){ 0 };
			id = next;
		}
		add_value(q, mem, &values);
	}
	give(items, count, &at, id, &values);
	return rc;
}

int
register_store_list(struct db *db, struct mem *mem, int64_t institution_id, const char *reg,
    struct register_item **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REGISTER_ITEM_LIST);
	struct register_item *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, reg);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_item(q, mem);
	}
	if (rc == YUP_OK && count > 0)
		rc = list_values(db, mem, institution_id, reg, list, count, err);
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

static int
get_head(struct db *db, struct mem *mem, int64_t institution_id, int64_t item_id,
    struct register_item *out, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(db, Q_REGISTER_ITEM_GET, institution_id, item_id);
	struct register_item item;
	int rc = stmt_one(q, "register item", err);

	if (rc < 0)
		return rc;
	item = get_item(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = item;
	return rc;
}

static int
get_values(struct db *db, struct mem *mem, int64_t institution_id, struct register_item *item,
    struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(db, Q_REGISTER_VALUE_GET, institution_id, item->id);
	struct values values = { 0 };
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		add_value(q, mem, &values);
	item->values = values.list;
	item->value_count = values.count;
	return rc;
}

static int
get_acts(struct db *db, struct mem *mem, int64_t institution_id, struct register_item *item,
    struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(db, Q_REGISTER_ACT_LIST, institution_id, item->id);
	struct register_act *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		struct register_act *act;

		MEM_PUSH(mem, list, count, room);
		act = &list[count - 1];
		act->kind = (enum register_act_kind)get_u8(q, REGISTER_ACT__COUNT - 1);
		act->at = stmt_get_text(q, mem);
		act->user_id = get_id(q);
		act->actor = stmt_get_text(q, mem);
		act->state = stmt_get_text(q, mem);
		act->field = stmt_get_text(q, mem);
		act->was = stmt_get_text(q, mem);
		act->text = stmt_get_text(q, mem);
		act->plan_id = get_id(q);
	}
	item->acts = list;
	item->act_count = count;
	return rc;
}

int
register_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t item_id,
    struct register_item *out, struct err *err)
{
	struct register_item item = { 0 };
	int rc = get_head(db, mem, institution_id, item_id, &item, err);

	if (rc == YUP_OK)
		rc = get_values(db, mem, institution_id, &item, err);
	if (rc == YUP_OK)
		rc = get_acts(db, mem, institution_id, &item, err);
	if (rc == YUP_OK)
		*out = item;
	return rc;
}

int
register_store_reported(struct db *db, struct mem *mem, int64_t institution_id, const char *reg,
    int year, unsigned period, const char ***out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REGISTER_ITEM_REPORTED);
	const char **list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, reg);
	stmt_put_int(q, year);
	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = stmt_get_text(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
register_store_of_row(struct db *db, struct mem *mem, int64_t institution_id, const char *reg,
    int year, const char *node_id, int64_t **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REGISTER_ITEM_OF_ROW);
	int64_t *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, reg);
	stmt_put_int(q, year);
	stmt_put_text(q, node_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = stmt_get_int(q);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
