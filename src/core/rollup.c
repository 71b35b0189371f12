#include "core/rollup.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"

enum { WEIGHT_TO_E9 = 100000 }; /* x 10^4 -> x 10^9 */

/*
 * a x v / k for many v and one a and k, each rounded to the nearest: one
 * division a row instead of one a month.  `inverse` is floor(a x 2^shift / k)
 * with 62 to 63 significant bits, so the quotient it gives for 0 <= v <= k is
 * the floor or one less; the remainder, exact modulo 2^64, tells which.
 */
struct divider {
	uint64_t a, k, inverse;
	unsigned shift;
};

static struct divider
divider_make(uint64_t a, uint64_t k)
{
	struct divider d = { .a = a, .k = k };
	int bits = 62 + (__builtin_clzll(a) - __builtin_clzll(k));

	d.shift = bits < 0 ? 0 : bits > 88 ? 88 : (unsigned)bits;
	d.inverse = (uint64_t)(((unsigned __int128)a << d.shift) / k);
	return d;
}

static inline int64_t
divider_round(const struct divider *d, uint64_t v)
{
	uint64_t q = (uint64_t)(((unsigned __int128)v * d->inverse) >> d->shift);
	uint64_t rest = d->a * v - q * d->k;

	if (rest >= d->k) {
		rest -= d->k;
		q++;
	}
	return (int64_t)(q + (rest * 2 >= d->k));
}

static bool
add_sum(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4)
{
	struct divider d;
	int64_t k = 0;

	for (unsigned m = 0; m < n; m++)
		k += v[m];
	if (k <= 0 || weight_e4 <= 0)
		return k > 0;
	d = divider_make((uint64_t)weight_e4 * WEIGHT_TO_E9, (uint64_t)k);
	for (unsigned m = 0; m < n; m++)
		out[m] += divider_round(&d, (uint64_t)v[m]);
	return true;
}

static bool
add_average(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4)
{
	int64_t active = 0, share;

	for (unsigned m = 0; m < n; m++)
		active += v[m] != 0;
	if (active == 0)
		return false;
	share = div_round((__int128)weight_e4 * WEIGHT_TO_E9, active);
	for (unsigned m = 0; m < n; m++)
		if (v[m] != 0)
			out[m] += share;
	return true;
}

/* A zero between active months carries the value forward; before the first it is the start. */
static bool
add_last(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4, int64_t baseline_e4)
{
	int64_t before, start = 0, last = 0, first = 0;
	unsigned end = 0;

	for (unsigned m = 0; m < n; m++) {
		if (v[m] == 0)
			continue;
		if (first == 0)
			first = v[m];
		last = v[m];
		end = m;
	}
	if (baseline_e4 != NUM_ABSENT && baseline_e4 > 0 && baseline_e4 < first)
		start = baseline_e4;
	if (last <= start)
		return false;
	before = start;
	for (unsigned m = 0; m <= end; m++) {
		int64_t now = v[m] != 0 ? v[m] : before;

		out[m] += div_round((__int128)weight_e4 * WEIGHT_TO_E9 * (now - before), last - start);
		before = now;
	}
	return true;
}

bool
rollup_add_leaf(int64_t *months_e9, const int64_t *v_e4, unsigned n, int64_t weight_e4,
    enum behaviour behaviour, int64_t baseline_e4, enum rollup_policy policy)
{
	if (weight_e4 == NUM_ABSENT)
		weight_e4 = 0;
	if (policy == ROLLUP_AS_PUBLISHED || behaviour == BEHAVIOUR_SUM)
		return add_sum(months_e9, v_e4, n, weight_e4);
	if (behaviour == BEHAVIOUR_AVERAGE)
		return add_average(months_e9, v_e4, n, weight_e4);
	return add_last(months_e9, v_e4, n, weight_e4, baseline_e4);
}

/* The weight its own table printed: form B's where the node stands in one. */
static int64_t
table_weight(const struct plan_node *node)
{
	int64_t w = node->published != NULL ? node->published->weight_e4 : node->weight_e4;

	if (w == NUM_ABSENT)
		w = node->weight_e4;
	return w == NUM_ABSENT ? 0 : w;
}

static void
add_weighted(int64_t *out, const int64_t *months_e9, unsigned n, int64_t weight_e4)
{
	for (unsigned m = 0; m < n; m++)
		out[m] += muldiv_round(months_e9[m], weight_e4, 100 * E4);
}

/* Rows for every node that is not a leaf. */
static void
make_rows(struct mem *mem, const struct plan *plan, struct rollup *r)
{
	uint32_t *row_of = mem_array(mem, plan->node_count + 1, sizeof(*row_of));

	for (size_t i = 0; i < plan->node_count; i++)
		row_of[i] = plan_is_leaf_level(plan, plan->nodes[i].level) ? PLAN_NONE :
		    (uint32_t)r->row_count++;
	r->row_of = row_of;
	r->month_e9 = mem_array(mem, (r->row_count + 1) * r->period_count, sizeof(int64_t));
	r->total_e9 = mem_array(mem, r->row_count + 1, sizeof(int64_t));
	r->leaves = mem_array(mem, r->row_count + 1, sizeof(uint32_t));
	r->unit_month_e9 = mem_array(mem, (plan->unit_count + 1) * r->period_count, sizeof(int64_t));
	r->unit_total_e9 = mem_array(mem, plan->unit_count + 1, sizeof(int64_t));
	r->unit_known = mem_array(mem, plan->unit_count + 1, sizeof(bool));
}

/* Children stand after their parents, so one walk backwards is enough. */
static int
add_nodes(const struct plan *plan, struct rollup *r, struct err *err)
{
	unsigned n = r->period_count;

	for (size_t i = plan->node_count; i-- > 0;) {
		const struct plan_node *node = &plan->nodes[i];
		uint32_t row = r->row_of[i], up;

		if (row != PLAN_NONE)
			for (unsigned m = 0; m < n; m++)
				r->total_e9[row] += r->month_e9[row * n + m];
		if (node->parent == PLAN_NONE || plan->nodes[node->parent].level == 0)
			continue;
		if (node->parent >= i)
			return err_set(err, YUP_EBUG, "node %zu stands before its parent", i);
		up = r->row_of[node->parent];
		if (up == PLAN_NONE)
			return err_set(err, YUP_EBUG, "node %zu hangs under a leaf", i);
		if (row != PLAN_NONE) {
			add_weighted(&r->month_e9[up * n], &r->month_e9[row * n], n, table_weight(node));
			r->leaves[up] += r->leaves[row] > 0;
		} else if (node_is_whole(plan, node)) {
			(void)rollup_add_leaf(&r->month_e9[up * n], plan_schedule(plan, i), n,
			    node->weight_e4, node->behaviour, node->baseline.value_e4, r->policy);
			r->leaves[up]++;
		}
	}
	return YUP_OK;
}

/* One unit's objectives under one framework node. */
struct share {
	uint32_t unit, root;
	uint32_t next; /* the unit's next share */
	int64_t month_e9[PACK_PERIODS_MAX];
};

struct shares {
	struct share *items;
	size_t count, room;
	uint32_t *of_unit; /* unit -> its newest share */
};

static struct share *
share_of(struct mem *mem, struct shares *s, uint32_t unit, uint32_t root)
{
	uint32_t i = s->of_unit[unit];

	while (i != PLAN_NONE && s->items[i].root != root)
		i = s->items[i].next;
	if (i != PLAN_NONE)
		return &s->items[i];
	MEM_PUSH(mem, s->items, s->count, s->room);
	i = (uint32_t)s->count - 1;
	s->items[i] = (struct share){ .unit = unit, .root = root, .next = s->of_unit[unit] };
	s->of_unit[unit] = i;
	return &s->items[i];
}

/* The simple mean over the framework nodes that the unit serves. */
static void
add_units(struct mem *mem, const struct plan *plan, struct rollup *r)
{
	unsigned n = r->period_count;
	struct shares s = { .of_unit = mem_array(mem, plan->unit_count + 1, sizeof(uint32_t)) };

	memset(s.of_unit, 0xFF, plan->unit_count * sizeof(uint32_t));
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->level != 1 || node->unit == PLAN_NONE)
			continue;
		if (r->leaves[r->row_of[i]] == 0 && node->published == NULL)
			continue;
		add_weighted(share_of(mem, &s, node->unit, node->parent)->month_e9,
		    &r->month_e9[r->row_of[i] * n], n, table_weight(node));
		r->unit_known[node->unit] = true;
	}
	for (size_t u = 0; u < plan->unit_count; u++) {
		int64_t served = 0;

		for (uint32_t i = s.of_unit[u]; i != PLAN_NONE; i = s.items[i].next) {
			for (unsigned m = 0; m < n; m++)
				r->unit_month_e9[u * n + m] += s.items[i].month_e9[m];
			served++;
		}
		for (unsigned m = 0; served > 0 && m < n; m++) {
			r->unit_month_e9[u * n + m] = div_round(r->unit_month_e9[u * n + m], served);
			r->unit_total_e9[u] += r->unit_month_e9[u * n + m];
		}
	}
}

static int
check_limits(const struct rollup *r, struct err *err)
{
	for (size_t i = 0; i < r->row_count; i++)
		if (r->total_e9[i] > RATIO_MAX_E9 || r->total_e9[i] < -RATIO_MAX_E9)
			return err_set(err, YUP_ELIMIT, "a roll-up is past %lld per cent",
			    (long long)(RATIO_MAX_E9 / E9));
	return YUP_OK;
}

int
rollup_compute(struct mem *mem, const struct plan *plan, enum rollup_policy policy,
    struct rollup *out, struct err *err)
{
	struct rollup r = { .period_count = plan->period_count, .policy = policy };
	int rc;

	make_rows(mem, plan, &r);
	rc = add_nodes(plan, &r, err);
	if (rc < 0)
		return rc;
	rc = check_limits(&r, err);
	if (rc < 0)
		return rc;
	add_units(mem, plan, &r);
	*out = r;
	return YUP_OK;
}

const int64_t *
rollup_of_node(const struct rollup *r, size_t node)
{
	uint32_t row = r->row_of[node];

	if (row == PLAN_NONE || r->leaves[row] == 0)
		return NULL;
	return &r->month_e9[row * r->period_count];
}
