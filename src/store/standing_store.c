#include "store/standing_store.h"

#include "base/mem.h"
#include "store/row.h"

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int year)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	return q;
}

/* ---- Reading ---------------------------------------------------------------------- */

int
standing_store_heads(struct db *db, struct mem *mem, int64_t institution_id, int year,
    struct standing_head **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_STANDING_HEAD_LIST, institution_id, year);
	struct standing_head *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].period = get_u8(q, PACK_PERIODS_MAX);
		list[count - 1].made_by = stmt_get_text(q, mem);
		list[count - 1].revision = stmt_get_int(q);
	}
	*out = list;
	*out_count = count;
	return rc;
}

static void
get_sums(struct stmt *q, struct standing *s)
{
	s->physical_e9 = stmt_get_num(q);
	s->planned_e9 = stmt_get_num(q);
	s->money.budget_cents = stmt_get_num(q);
	s->money.executed_cents = stmt_get_num(q);
	s->operations = get_u32(q);
	s->reported = get_u32(q);
	s->below = get_u32(q);
	s->unexplained = get_u32(q);
}

static struct standing
get_standing(struct stmt *q, struct mem *mem, size_t place)
{
	struct standing s = { 0 };

	(void)get_place(q, place + 1);
	s.id = stmt_get_text(q, mem);
	s.parent = get_index(q, place); /* it stands before those below it */
	s.level = get_u8(q, FU_LEVEL__COUNT);
	get_sums(q, &s);
	return s;
}

int
standing_store_list(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct standing **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_STANDING_LIST, institution_id, year);
	struct standing *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_standing(q, mem, count - 1);
	}
	*out = list;
	*out_count = count;
	return rc;
}

static struct standing_whole
get_whole(struct stmt *q, struct mem *mem)
{
	struct standing_whole w = { .period = { .number = get_u8(q, PACK_PERIODS_MAX) } };

	w.period.first = get_u8(q, PACK_PERIODS_MAX);
	w.period.last = get_u8(q, PACK_PERIODS_MAX);
	w.period.state = get_u8(q, PERIOD_STATE__COUNT - 1);
	w.period.due_on = stmt_get_text(q, mem);
	w.made_by = stmt_get_text(q, mem);
	w.units = get_u32(q);
	w.sent = get_u32(q);
	w.waiting = get_u32(q);
	w.whole = (struct standing){ .id = "institution",
		.parent = PLAN_NONE,
		.level = FU_INSTITUTION };
	get_sums(q, &w.whole);
	return w;
}

int
standing_store_wholes(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *today, struct standing_whole **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_STANDING_WHOLE_LIST);
	struct standing_whole *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_text(q, today);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_whole(q, mem);
	}
	*out = list;
	*out_count = count;
	return rc;
}

int
standing_store_revision(struct db *db, int64_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_STANDING_REVISION);
	int rc = stmt_one(q, "standing_head", err);

	if (rc < 0)
		return rc;
	*out = stmt_get_int(q);
	return stmt_end(q, err);
}

/* ---- Writing ------------------------------------------------------------------------ */

static int
put_head(struct db_tx *tx, int64_t institution_id, int year, unsigned period, const char *made_by,
    struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_STANDING_HEAD_PUT, institution_id, year);

	stmt_put_int(q, period);
	stmt_put_text(q, made_by);
	return stmt_run(q, err);
}

static int
delete_all(struct db_tx *tx, int64_t institution_id, int year, unsigned period, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_STANDING_DELETE, institution_id, year);

	stmt_put_int(q, period);
	return stmt_run(q, err);
}

static int
put_one(struct db_tx *tx, int64_t institution_id, int year, unsigned period,
    const struct standing *s, size_t place, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_STANDING_PUT, institution_id, year);

	stmt_put_int(q, period);
	stmt_put_int(q, (int64_t)place);
	stmt_put_text(q, s->id);
	put_index(q, s->parent, place);
	stmt_put_int(q, s->level);
	stmt_put_num(q, s->physical_e9);
	stmt_put_num(q, s->planned_e9);
	stmt_put_num(q, s->money.budget_cents);
	stmt_put_num(q, s->money.executed_cents);
	stmt_put_int(q, s->operations);
	stmt_put_int(q, s->reported);
	stmt_put_int(q, s->below);
	stmt_put_int(q, s->unexplained);
	return stmt_send(q, err);
}

int
standing_store_put(struct db_tx *tx, int64_t institution_id, int year, unsigned period,
    const char *made_by, const struct standing *list, size_t count, const struct standing *before,
    size_t before_count, struct err *err)
{
	bool fits = before != NULL && before_count == count;
	int rc = put_head(tx, institution_id, year, period, made_by, err);

	if (rc == YUP_OK && !fits)
		rc = delete_all(tx, institution_id, year, period, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (!fits || !standing_is(&list[i], &before[i]))
			rc = put_one(tx, institution_id, year, period, &list[i], i, err);
	return rc;
}

int
standing_store_touch(struct db_tx *tx, int64_t institution_id, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_STANDING_TOUCH);

	stmt_put_int(q, institution_id);
	return stmt_run(q, err);
}
