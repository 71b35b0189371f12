/* rollup_store.c - see rollup_store.h. */
#include "store/rollup_store.h"

#include <string.h>

#include "base/mem.h"
#include "core/rollup.h"
#include "store/derived.h"
#include "store/row.h"

static const char *
cache_name(enum rollup_policy policy)
{
	return policy == ROLLUP_AS_PUBLISHED ? "rollup.0" : "rollup.1";
}

static struct stmt *
use(struct db *db, enum query query, const struct rollup_key *key, enum rollup_policy policy)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, key->institution_id);
	stmt_put_int(q, key->plan_id);
	stmt_put_int(q, (int64_t)policy);
	return q;
}

struct map_of_rows {
	uint32_t *node;
	size_t count;
};

/* ---- Nodes ---------------------------------------------------------------- */

/* The stored row of each rolled-up one. */
static uint32_t *
nodes_of_rows(struct mem *mem, const struct plan *plan, const struct rollup *rollup)
{
	uint32_t *nodes = mem_array(mem, rollup->row_count, sizeof(*nodes));

	for (size_t i = 0; i < plan->node_count; i++)
		if (rollup->row_of[i] != PLAN_NONE)
			nodes[rollup->row_of[i]] = plan->nodes[i].row;
	return nodes;
}

static int
save_nodes(struct db *db, const struct rollup_key *key, const struct plan *plan,
    const struct rollup *r, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	const uint32_t *nodes = nodes_of_rows(scratch, plan, r);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < r->row_count; i++) {
		struct stmt *q = use(db, Q_ROLLUP_NODE_INSERT, key, r->policy);

		stmt_put_int(q, (int64_t)i);
		stmt_put_int(q, nodes[i]);
		put_some_periods(q, r->month_e9 + i * r->period_count, r->period_count);
		stmt_put_int(q, r->total_e9[i]);
		stmt_put_int(q, r->leaves[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

/* Where each stored row stands in the plan. */
static struct map_of_rows
map_rows(struct mem *mem, const struct plan *plan)
{
	struct map_of_rows map = { 0 };

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].row >= map.count)
			map.count = plan->nodes[i].row + 1u;
	map.node = mem_array(mem, map.count + 1, sizeof(*map.node));
	memset(map.node, 0xFF, (map.count + 1) * sizeof(*map.node)); /* PLAN_NONE */
	for (size_t i = 0; i < plan->node_count; i++)
		map.node[plan->nodes[i].row] = (uint32_t)i;
	return map;
}

/* Rows come in order; there are no more of them than nodes. */
static int
load_nodes(struct db *db, const struct rollup_key *key, const struct plan *plan, struct rollup *r,
    uint32_t *row_of, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_ROLLUP_NODE_LIST, key, r->policy);
	struct map_of_rows map = map_rows(scratch, plan);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t row = get_place(q, map.count);
		uint32_t node = row != PLAN_NONE ? map.node[row] : PLAN_NONE;
		size_t i = r->row_count;

		if (node == PLAN_NONE || row_of[node] != PLAN_NONE) {
			stmt_spoil(q, "a node rolled up twice");
			continue;
		}
		row_of[node] = (uint32_t)r->row_count++;
		get_some_periods(q, r->month_e9 + i * r->period_count, r->period_count);
		r->total_e9[i] = stmt_get_int(q);
		r->leaves[i] = get_u32(q);
	}
	return rc;
}

/* ---- Units ---------------------------------------------------------------- */

static int
save_units(struct db *db, const struct rollup_key *key, const struct plan *plan,
    const struct rollup *r, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < plan->unit_count; i++) {
		struct stmt *q = use(db, Q_ROLLUP_UNIT_INSERT, key, r->policy);

		stmt_put_int(q, (int64_t)i);
		stmt_put_int(q, r->unit_known[i]);
		put_some_periods(q, r->unit_month_e9 + i * r->period_count, r->period_count);
		stmt_put_int(q, r->unit_total_e9[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_units(struct db *db, const struct rollup_key *key, const struct plan *plan, struct rollup *r,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_ROLLUP_UNIT_LIST, key, r->policy);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t i = get_place(q, plan->unit_count);

		if (i == PLAN_NONE)
			continue;
		r->unit_known[i] = stmt_get_bool(q);
		get_some_periods(q, r->unit_month_e9 + (size_t)i * r->period_count,
		    r->period_count);
		r->unit_total_e9[i] = stmt_get_int(q);
	}
	return rc;
}

/* ---- All of it ------------------------------------------------------------ */

int
rollup_store_save(struct db_tx *tx, const struct rollup_key *key, const struct plan *plan,
    const struct rollup *rollup, struct err *err)
{
	int rc;

	rc = stmt_run(use(tx->db, Q_ROLLUP_NODE_DELETE, key, rollup->policy), err);
	if (rc == YUP_OK)
		rc = stmt_run(use(tx->db, Q_ROLLUP_UNIT_DELETE, key, rollup->policy), err);
	if (rc == YUP_OK)
		rc = save_nodes(tx->db, key, plan, rollup, err);
	if (rc == YUP_OK)
		rc = save_units(tx->db, key, plan, rollup, err);
	if (rc == YUP_OK)
		rc = derived_mark(tx, key->institution_id, key->plan_id, cache_name(rollup->policy),
		    key->made_by, err);
	return rc;
}

static struct rollup
make_room(struct mem *mem, const struct plan *plan, enum rollup_policy policy)
{
	size_t n = plan->period_count;
	struct rollup r = { .period_count = plan->period_count, .policy = policy };

	r.month_e9 = mem_array(mem, plan->node_count * n, sizeof(*r.month_e9));
	r.total_e9 = mem_array(mem, plan->node_count, sizeof(*r.total_e9));
	r.leaves = mem_array(mem, plan->node_count, sizeof(*r.leaves));
	r.unit_month_e9 = mem_array(mem, plan->unit_count * n, sizeof(*r.unit_month_e9));
	r.unit_total_e9 = mem_array(mem, plan->unit_count, sizeof(*r.unit_total_e9));
	r.unit_known = mem_array(mem, plan->unit_count, sizeof(*r.unit_known));
	return r;
}

int
rollup_store_load(struct db *db, struct mem *mem, const struct rollup_key *key,
    const struct plan *plan, enum rollup_policy policy, struct rollup *out, struct err *err)
{
	uint32_t *row_of = mem_array(mem, plan->node_count, sizeof(*row_of));
	struct rollup r = make_room(mem, plan, policy);
	int rc;

	memset(row_of, 0xFF, plan->node_count * sizeof(*row_of)); /* PLAN_NONE */
	r.row_of = row_of;
	rc = derived_check(db, key->institution_id, key->plan_id, cache_name(policy), key->made_by,
	    err);
	if (rc == YUP_OK)
		rc = load_nodes(db, key, plan, &r, row_of, err);
	if (rc == YUP_OK)
		rc = load_units(db, key, plan, &r, err);
	if (rc == YUP_OK)
		*out = r;
	return rc;
}
