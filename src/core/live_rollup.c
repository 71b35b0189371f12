#include "core/live_rollup.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

/* That a unit serves a framework node, with how many objectives. */
struct live_service {
	uint32_t root;
	uint32_t objectives;
	struct live_service *next;
};

static size_t
periods(const struct live_rollup *live)
{
	return live->plan->period_count;
}

void
live_rollup_grow(struct live_rollup *live)
{
	size_t n = periods(live), old = live->room;
	size_t room = live->plan->node_count + live->plan->node_count / 8 + 16;

	if (live->plan->node_count <= old)
		return;
	live->row_of = mem_grow(live->mem, live->row_of, old, room, sizeof(*live->row_of));
	memset(live->row_of + old, 0xFF, (room - old) * sizeof(*live->row_of)); /* PLAN_NONE */
	live->r.month_e9 = mem_grow(live->mem, live->r.month_e9, old * n, room * n,
	    sizeof(int64_t));
	live->r.total_e9 = mem_grow(live->mem, live->r.total_e9, old, room, sizeof(int64_t));
	live->r.leaves = mem_grow(live->mem, live->r.leaves, old, room, sizeof(uint32_t));
	live->r.row_of = live->row_of;
	live->r.row_count = room;
	live->room = room;
}

void
live_rollup_init(struct live_rollup *live, struct mem *mem, const struct plan *plan,
    const struct plan_tree *tree)
{
	size_t units = plan->unit_count + 1;

	*live = (struct live_rollup){ .mem = mem, .plan = plan, .tree = tree };
	live->r.period_count = plan->period_count;
	live->r.policy = plan->policy;
	live->r.unit_month_e9 = mem_array(mem, units * plan->period_count, sizeof(int64_t));
	live->r.unit_total_e9 = mem_array(mem, units, sizeof(int64_t));
	live->r.unit_known = mem_array(mem, units, sizeof(bool));
	live->unit_sum_e9 = mem_array(mem, units * plan->period_count, sizeof(int64_t));
	live->services = mem_array(mem, units, sizeof(*live->services));
	live_rollup_grow(live);
}

static void
add_child(struct live_rollup *live, int64_t *months, uint32_t *leaves, uint32_t child)
{
	const struct plan_node *node = &live->plan->nodes[child];
	const struct rollup *r = &live->r;

	if (plan_is_leaf_level(live->plan, node->level)) {
		if (!node_is_whole(live->plan, node))
			return;
		(void)rollup_add_leaf(months, plan_schedule(live->plan, child), r->period_count,
		    node->weight_e4, node->behaviour,
		    node->behaviour == BEHAVIOUR_LAST ? node->baseline.value_e4 : NUM_ABSENT,
		    r->policy);
		++*leaves;
	} else if (node->level > 1) {
		rollup_add_weighted(months, &r->month_e9[(size_t)child * r->period_count],
		    r->period_count, rollup_table_weight(node));
		*leaves += r->leaves[child] > 0;
	}
}

void
live_rollup_row(struct live_rollup *live, uint32_t row)
{
	const struct plan_kids *kids = plan_tree_kids(live->tree, row);
	struct rollup *r = &live->r;
	size_t n = periods(live);
	int64_t *months = &r->month_e9[row * n];
	bool leaf = plan_is_leaf_level(live->plan, live->plan->nodes[row].level);

	memset(months, 0, n * sizeof(*months));
	r->total_e9[row] = 0;
	r->leaves[row] = 0;
	live->row_of[row] = leaf && kids->count == 0 ? PLAN_NONE : row;
	for (uint32_t i = 0; i < kids->count; i++)
		add_child(live, months, &r->leaves[row], kids->list[i]);
	for (size_t m = 0; m < n && !leaf; m++)
		r->total_e9[row] += months[m];
}

/* ---- Units -------------------------------------------------------------------- */

static struct live_service *
service_of(struct live_rollup *live, uint32_t unit, uint32_t root)
{
	struct live_service *s = live->services[unit];

	while (s != NULL && s->root != root)
		s = s->next;
	if (s != NULL)
		return s;
	s = mem_alloc(live->mem, sizeof(*s));
	*s = (struct live_service){ .root = root, .next = live->services[unit] };
	live->services[unit] = s;
	return s;
}

void
live_rollup_serve(struct live_rollup *live, uint32_t row, int times)
{
	const struct plan_node *node = &live->plan->nodes[row];
	int64_t given[PACK_PERIODS_MAX] = { 0 };
	size_t n = periods(live);

	if (node->deleted || node->level != 1 || node->unit == PLAN_NONE ||
	    plan_is_leaf_level(live->plan, node->level) ||
	    (live->r.leaves[row] == 0 && node->published == NULL))
		return;
	service_of(live, node->unit, node->parent)->objectives += (uint32_t)times;
	rollup_add_weighted(given, &live->r.month_e9[row * n], (unsigned)n,
	    rollup_table_weight(node));
	for (size_t m = 0; m < n; m++)
		live->unit_sum_e9[node->unit * n + m] += times * given[m];
}

void
live_rollup_unit(struct live_rollup *live, uint32_t unit)
{
	struct rollup *r = &live->r;
	size_t n = periods(live);
	int64_t served = 0;

	for (const struct live_service *s = live->services[unit]; s != NULL; s = s->next)
		served += s->objectives > 0;
	r->unit_known[unit] = served > 0;
	r->unit_total_e9[unit] = 0;
	for (size_t m = 0; m < n; m++) {
		int64_t sum = live->unit_sum_e9[unit * n + m];

		r->unit_month_e9[unit * n + m] = served > 1 ? div_round(sum, served) : sum;
		r->unit_total_e9[unit] += r->unit_month_e9[unit * n + m];
	}
}
