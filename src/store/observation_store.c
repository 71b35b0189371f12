#include "store/observation_store.h"

#include "base/mem.h"
#include "store/row.h"

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int64_t plan_id)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	return q;
}

/* ---- Adding ------------------------------------------------------------------ */

static int
take_number(struct stmt *q, uint32_t *out, struct err *err)
{
	uint32_t number;
	int rc = stmt_one(q, "observation", err);

	if (rc < 0)
		return rc;
	number = get_u32(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = number;
	return rc;
}

static void
put_field(struct stmt *q, unsigned field)
{
	if (field < FIELD__COUNT)
		stmt_put_int(q, field);
	else
		stmt_put_null(q);
}

int
observation_store_add(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const struct anchor *anchor, bool office, uint32_t *out, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_OBSERVATION_INSERT, institution_id, plan_id);

	stmt_put_int(q, anchor->unit);
	put_index(q, anchor->node, PLAN_NODES_MAX);
	put_field(q, anchor->field);
	stmt_put_int(q, anchor->period);
	stmt_put_int(q, anchor->report);
	stmt_put_int(q, office);
	return take_number(q, out, err);
}

int
observation_store_hold(struct db_tx *tx, int64_t institution_id, int64_t plan_id, uint32_t *out,
    struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_OBSERVATION_HOLD, institution_id, plan_id);

	return take_number(q, out, err);
}

int
observation_store_act(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    uint32_t observation, const struct observation_act *act, uint32_t *out, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_OBSERVATION_ACT_INSERT, institution_id, plan_id);

	stmt_put_int(q, observation);
	stmt_put_int(q, act->kind);
	stmt_put_text(q, act->at);
	stmt_put_num(q, act->user_id != 0 ? act->user_id : NUM_ABSENT);
	stmt_put_text(q, act->actor);
	stmt_put_text(q, act->text);
	stmt_put_int(q, act->revision);
	return take_number(q, out, err);
}

/* ---- Reading ----------------------------------------------------------------- */

static struct anchor
get_anchor(struct stmt *q)
{
	struct anchor a = { .unit = get_place(q, PLAN_UNITS_MAX) };

	a.node = get_index(q, PLAN_NODES_MAX);
	if (stmt_at_null(q)) {
		(void)stmt_get_num(q);
		a.field = FIELD__COUNT;
	} else {
		a.field = get_u8(q, FIELD__COUNT - 1);
	}
	a.period = get_u8(q, PACK_PERIODS_MAX);
	a.report = get_u8(q, PACK_PERIODS_MAX);
	return a;
}

static struct observation_act
get_act(struct stmt *q, struct mem *mem)
{
	struct observation_act act = { .kind = (enum observation_act_kind)get_u8(q,
					   OBSERVATION_ACT__COUNT - 1) };

	act.at = stmt_get_text(q, mem);
	act.user_id = stmt_get_num(q);
	if (act.user_id == NUM_ABSENT)
		act.user_id = 0;
	act.actor = stmt_get_text(q, mem);
	act.text = stmt_get_text(q, mem);
	act.revision = get_u32(q);
	return act;
}

static void
put_which(struct stmt *q, int report, uint32_t unit)
{
	stmt_put_int(q, report);
	stmt_put_int(q, unit != PLAN_NONE ? (int64_t)unit : -1);
}

static int
list_heads(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id, int report,
    uint32_t unit, struct observation **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_OBSERVATION_LIST, institution_id, plan_id);
	struct observation *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	put_which(q, report, unit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = (struct observation){ .id = get_u32(q) };
		list[count - 1].anchor = get_anchor(q);
		list[count - 1].office = stmt_get_bool(q);
	}
	*out = list;
	*out_count = count;
	return rc;
}

/* What was said of one observation, while the rows of the list go by. */
struct thread {
	struct observation_act *acts;
	size_t count, room;
};

static void
give(struct observation *list, size_t count, size_t *at, uint32_t id, const struct thread *thread)
{
	while (*at < count && list[*at].id < id)
		(*at)++;
	if (*at >= count || list[*at].id != id)
		return;
	list[*at].acts = thread->acts;
	list[*at].act_count = thread->count;
	list[*at].state = observation_state_of(thread->acts, thread->count);
}

static int
list_acts(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id, int report,
    uint32_t unit, struct observation *list, size_t count, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(db, Q_OBSERVATION_ACT_LIST, institution_id, plan_id);
	struct thread thread = { 0 };
	uint32_t id = 0;
	size_t at = 0;
	int rc;

	put_which(q, report, unit);
	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t next = get_u32(q);

		if (next != id) {
			give(list, count, &at, id, &thread);
			thread = (struct thread){ 0 };
			id = next;
		}
		MEM_PUSH(mem, thread.acts, thread.count, thread.room);
		thread.acts[thread.count - 1] = get_act(q, mem);
	}
	give(list, count, &at, id, &thread);
	return rc;
}

int
observation_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int report, uint32_t unit, struct observation **out, size_t *out_count, struct err *err)
{
	struct observation *list = NULL;
	size_t count = 0;
	int rc = list_heads(db, mem, institution_id, plan_id, report, unit, &list, &count, err);

	if (rc == YUP_OK && count > 0)
		rc = list_acts(db, mem, institution_id, plan_id, report, unit, list, count, err);
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
observation_store_lines(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    uint32_t after, struct observation_line **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(db, Q_OBSERVATION_ACT_AFTER, institution_id, plan_id);
	struct observation_line *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, after);
	while ((rc = stmt_next(q, err)) > 0) {
		struct observation_line line = { .act = get_u32(q) };

		line.observation = get_u32(q);
		line.said = get_act(q, mem);
		line.anchor = get_anchor(q);
		line.office = stmt_get_bool(q);
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = line;
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
