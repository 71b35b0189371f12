/* org_store.c - see org_store.h. */
#include "store/org_store.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "store/row.h"

static int
load_periods(struct db *db, struct mem *mem, int64_t institution_id, struct org_history *history,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ORG_PERIOD_LIST);
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		struct org_period *p;
		int64_t parent;

		MEM_PUSH(mem, history->periods, history->period_count, history->period_room);
		p = &history->periods[history->period_count - 1];
		p->unit = stmt_get_int(q);
		p->from = stmt_get_text(q, mem);
		p->to = stmt_get_text(q, mem);
		parent = stmt_get_num(q);
		p->parent = parent != NUM_ABSENT ? parent : ORG_TOP;
		p->name = stmt_get_text(q, mem);
		p->acronym = stmt_get_text(q, mem);
		p->position = stmt_get_int(q);
	}
	return rc;
}

static int
load_successions(struct db *db, struct mem *mem, int64_t institution_id,
    struct org_history *history, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ORG_SUCCESSOR_LIST);
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		struct org_succession *s;

		MEM_PUSH(mem, history->successions, history->succession_count,
		    history->succession_room);
		s = &history->successions[history->succession_count - 1];
		s->unit = stmt_get_int(q);
		s->successor = stmt_get_int(q);
		s->since = stmt_get_text(q, mem);
	}
	return rc;
}

int
org_store_load(struct db *db, struct mem *mem, int64_t institution_id, struct org_history *out,
    struct err *err)
{
	struct org_history history = { 0 };
	int rc;

	rc = load_periods(db, mem, institution_id, &history, err);
	if (rc == YUP_OK)
		rc = load_successions(db, mem, institution_id, &history, err);
	if (rc == YUP_OK)
		*out = history;
	return rc;
}

int
org_store_add(struct db_tx *tx, int64_t institution_id, const char *now, int64_t *out_id,
    struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_ORG_UNIT_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_text(q, now);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
require_unit(struct db_tx *tx, int64_t institution_id, int64_t unit, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_ORG_UNIT_EXISTS);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, unit);
	return stmt_one(q, "org unit", err);
}

static int
put_period(struct db_tx *tx, struct mem *mem, int64_t institution_id, const struct org_period *p,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_ORG_PERIOD_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, p->unit);
	stmt_put_text(q, p->from);
	stmt_put_text(q, p->to[0] != '\0' ? p->to : NULL);
	stmt_put_num(q, p->parent != ORG_TOP ? p->parent : NUM_ABSENT);
	stmt_put_text(q, p->name);
	stmt_put_text(q, utf8_fold(mem, p->name));
	stmt_put_text(q, p->acronym);
	stmt_put_text(q, utf8_fold(mem, p->acronym));
	stmt_put_int(q, p->position);
	return stmt_send(q, err);
}

int
org_store_put_periods(struct db_tx *tx, int64_t institution_id, const struct org_period *periods,
    size_t count, int64_t unit, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct stmt *q;
	int rc;

	rc = require_unit(tx, institution_id, unit, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_ORG_PERIOD_CLEAR);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, unit);
	rc = stmt_run(q, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = put_period(tx, mem, institution_id, &periods[i], err);
	return rc == YUP_OK ? db_settle(tx->db, err) : rc;
}

int
org_store_add_succession(struct db_tx *tx, int64_t institution_id,
    const struct org_succession *succession, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_ORG_SUCCESSOR_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, succession->unit);
	stmt_put_int(q, succession->successor);
	stmt_put_text(q, succession->since);
	return stmt_run(q, err);
}

int
org_store_link(struct db_tx *tx, int64_t institution_id, int64_t plan_id, size_t plan_unit,
    int64_t org_unit, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_PLAN_UNIT_LINK);

	stmt_put_int(q, org_unit);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	stmt_put_int(q, (int64_t)plan_unit);
	return stmt_send(q, err);
}

int
org_store_links(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_PLAN_UNIT_LINKS);
	int64_t *links = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	while ((rc = stmt_next(q, err)) > 0) {
		int64_t link = stmt_get_num(q);

		MEM_PUSH(mem, links, count, room);
		links[count - 1] = link != NUM_ABSENT ? link : 0;
	}
	if (rc < 0)
		return rc;
	*out = links;
	*out_count = count;
	return YUP_OK;
}
