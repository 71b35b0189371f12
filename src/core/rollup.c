#include "core/rollup.h"

#include <assert.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

enum {
	WEIGHT_TO_E9 = 100000, /* x 10^4 -> x 10^9 */
	WHOLE_E4 = 1000000,    /* 100 per cent */
	LOOK_AHEAD = 12,       /* nodes: enough to hide the memory's latency */
};

/*
 * a x v / k for many v and one a and k, each rounded to the nearest: one
 * division a row instead of one a month.  `inverse` is floor(a x 2^(64 - up) / k);
 * for 0 <= v <= k, the high half of (v << up) x inverse is the quotient's floor
 * or one less, and the remainder, exact modulo 2^64, tells which.
 * Limits: a < 2^41, k < 2^48, so nothing overflows.
 */
struct divider {
	uint64_t a, k, inverse;
	unsigned up;
};

static struct divider
divider_make(uint64_t a, uint64_t k)
{
	struct divider d = { .a = a, .k = k };

	if (a >= k)
		d.up = 1u + (unsigned)(__builtin_clzll(k) - __builtin_clzll(a));
	d.inverse = (uint64_t)(((unsigned __int128)a << (64 - d.up)) / k);
	return d;
}

static inline int64_t
divider_round(const struct divider *d, uint64_t v)
{
	uint64_t q = (uint64_t)(((unsigned __int128)(v << d->up) * d->inverse) >> 64);
	uint64_t twice = (d->a * v - q * d->k) * 2; /* below 4 k */

	return (int64_t)(q + (twice >= d->k) + (twice >= d->k * 3));
}

static inline __attribute__((always_inline)) bool
add_sum_of(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4)
{
	struct divider d;
	int64_t k = 0, signs = 0;

#pragma GCC unroll 12
	for (unsigned m = 0; m < n; m++) {
		k += v[m];
		signs |= v[m];
	}
	if (k <= 0 || signs < 0 || weight_e4 <= 0)
		return k > 0 && signs >= 0;
	d = divider_make((uint64_t)weight_e4 * WEIGHT_TO_E9, (uint64_t)k);
#pragma GCC unroll 12
	for (unsigned m = 0; m < n; m++)
		out[m] += divider_round(&d, (uint64_t)v[m]);
	return true;
}

/* Twelve is by far the most usual number: a loop the compiler may unroll. */
static bool
add_sum(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4)
{
	return n == 12 ? add_sum_of(out, v, 12, weight_e4) : add_sum_of(out, v, n, weight_e4);
}

static bool
add_average(int64_t *out, const int64_t *v, unsigned n, int64_t weight_e4)
{
	int64_t active = 0, signs = 0, share;

	for (unsigned m = 0; m < n; m++) {
		active += v[m] != 0;
		signs |= v[m];
	}
	if (active == 0 || signs < 0)
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
	struct divider d;
	unsigned end = 0;

	for (unsigned m = 0; m < n; m++) {
		if (v[m] < 0)
			return false;
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
	if (weight_e4 <= 0)
		return true;
	d = divider_make((uint64_t)weight_e4 * WEIGHT_TO_E9, (uint64_t)(last - start));
	before = start;
	for (unsigned m = 0; m <= end; m++) {
		int64_t now = v[m] != 0 ? v[m] : before, step = now - before;

		if (step >= 0 && step <= last - start)
			out[m] += divider_round(&d, (uint64_t)step);
		else
			out[m] += div_round((__int128)weight_e4 * WEIGHT_TO_E9 * step,
			    last - start);
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

int64_t
rollup_table_weight(const struct plan_node *node)
{
	int64_t w = node->published != NULL ? node->published->weight_e4 : node->weight_e4;

	if (w == NUM_ABSENT)
		w = node->weight_e4;
	return w == NUM_ABSENT ? 0 : w;
}

/* In 64 bits where they are enough. */
void
rollup_add_weighted(int64_t *out, const int64_t *months_e9, unsigned n, int64_t weight_e4)
{
	enum { WHOLE = 1000000 }; /* 100 per cent x 10^4 */

	for (unsigned m = 0; m < n; m++) {
		int64_t v = months_e9[m];

		if (v >= 0 && v <= 100000 * E9)
			out[m] += v / WHOLE * weight_e4 +
			    (v % WHOLE * weight_e4 + WHOLE / 2) / WHOLE;
		else
			out[m] += muldiv_round(v, weight_e4, WHOLE);
	}
}

/* That a unit serves a framework node. */
struct service {
	uint32_t root;
	uint32_t next; /* the unit's next one */
};

struct builder {
	struct mem *mem;
	const struct plan *plan;
	struct rollup *r;
	size_t row_room;
	uint32_t *row_of;
	struct service *services;
	size_t service_count, service_room;
	uint32_t *service_of_unit; /* unit -> its newest one */
};

/* The node's row, made when first asked for: children come before parents here. */
static uint32_t
row_of_node(struct builder *b, uint32_t node)
{
	struct rollup *r = b->r;

	if (b->row_of[node] != PLAN_NONE)
		return b->row_of[node];
	if (r->row_count == b->row_room) {
		size_t n = r->period_count;
		size_t room = b->row_room ? b->row_room * 2 : b->plan->node_count / 5 + 64;

		r->month_e9 = mem_grow(b->mem, r->month_e9, r->row_count * n, room * n,
		    sizeof(int64_t));
		r->total_e9 = mem_grow(b->mem, r->total_e9, r->row_count, room, sizeof(int64_t));
		r->leaves = mem_grow(b->mem, r->leaves, r->row_count, room, sizeof(uint32_t));
		b->row_room = room;
	}
	b->row_of[node] = (uint32_t)r->row_count++;
	return b->row_of[node];
}

static int64_t *
months_of_row(const struct rollup *r, uint32_t row)
{
	return &r->month_e9[(size_t)row * r->period_count];
}

static void
note_service(struct builder *b, uint32_t unit, uint32_t root)
{
	uint32_t i = b->service_of_unit[unit];

	assert(b->services != NULL || i == PLAN_NONE);
	while (i != PLAN_NONE && b->services[i].root != root)
		i = b->services[i].next;
	if (i != PLAN_NONE)
		return;
	MEM_PUSH(b->mem, b->services, b->service_count, b->service_room);
	i = (uint32_t)b->service_count - 1;
	b->services[i] = (struct service){ root, b->service_of_unit[unit] };
	b->service_of_unit[unit] = i;
}

/* A node whose children are all in: its total, and what it gives to the level above. */
static void
finish_row(struct builder *b, const struct plan_node *node, uint32_t row)
{
	struct rollup *r = b->r;
	unsigned n = r->period_count;

	assert(r->leaves != NULL);
	for (unsigned m = 0; m < n; m++)
		r->total_e9[row] += months_of_row(r, row)[m];
	if (node->level == 1) {
		if (node->unit == PLAN_NONE || (r->leaves[row] == 0 && node->published == NULL))
			return;
		note_service(b, node->unit, node->parent);
		rollup_add_weighted(&r->unit_month_e9[(size_t)node->unit * n],
		    months_of_row(r, row), n, rollup_table_weight(node));
		r->unit_known[node->unit] = true;
	} else if (node->level > 1 && node->parent != PLAN_NONE) {
		uint32_t up = row_of_node(b, node->parent);

		rollup_add_weighted(months_of_row(r, up), months_of_row(r, row), n,
		    rollup_table_weight(node));
		r->leaves[up] += r->leaves[row] > 0;
	}
}

/* Children stand after their parents, so one walk backwards is enough. */
static int
add_nodes(struct builder *b, struct err *err)
{
	const struct plan *plan = b->plan;
	struct rollup *r = b->r;

	for (size_t i = plan->node_count; i-- > 0;) {
		const struct plan_node *node = &plan->nodes[i];
		uint32_t up;

		__builtin_prefetch(&plan->nodes[i > LOOK_AHEAD ? i - LOOK_AHEAD : 0]);
		if (node->parent != PLAN_NONE && node->parent >= i)
			return err_set(err, YUP_EBUG, "node %zu stands before its parent", i);
		if (!plan_is_leaf_level(plan, node->level)) {
			finish_row(b, node, row_of_node(b, (uint32_t)i));
			continue;
		}
		if (node->parent == PLAN_NONE || !node_is_whole(plan, node))
			continue;
		up = row_of_node(b, node->parent);
		assert(r->leaves != NULL);
		/* the baseline lies in another cache line: fetched only where it counts */
		(void)rollup_add_leaf(months_of_row(r, up), plan_schedule(plan, i), r->period_count,
		    node->weight_e4, node->behaviour,
		    node->behaviour == BEHAVIOUR_LAST ? node->baseline.value_e4 : NUM_ABSENT,
		    r->policy);
		r->leaves[up]++;
	}
	return YUP_OK;
}

/* The simple mean over the framework nodes that the unit serves: their sums are already added. */
static void
finish_units(struct builder *b)
{
	struct rollup *r = b->r;
	unsigned n = r->period_count;

	for (size_t u = 0; u < b->plan->unit_count; u++) {
		int64_t served = 0, *months = &r->unit_month_e9[u * n];

		for (uint32_t i = b->service_of_unit[u]; i != PLAN_NONE; i = b->services[i].next) {
			assert(b->services != NULL);
			served++;
		}
		for (unsigned m = 0; m < n; m++) {
			if (served > 1)
				months[m] = div_round(months[m], served);
			r->unit_total_e9[u] += months[m];
		}
	}
}

static void
begin(struct builder *b)
{
	const struct plan *plan = b->plan;
	struct rollup *r = b->r;

	b->row_of = mem_array(b->mem, plan->node_count + 1, sizeof(*b->row_of));
	memset(b->row_of, 0xFF, plan->node_count * sizeof(*b->row_of));
	b->service_of_unit = mem_array(b->mem, plan->unit_count + 1, sizeof(*b->service_of_unit));
	memset(b->service_of_unit, 0xFF, plan->unit_count * sizeof(*b->service_of_unit));
	r->row_of = b->row_of;
	r->unit_month_e9 = mem_array(b->mem, (plan->unit_count + 1) * r->period_count,
	    sizeof(int64_t));
	r->unit_total_e9 = mem_array(b->mem, plan->unit_count + 1, sizeof(int64_t));
	r->unit_known = mem_array(b->mem, plan->unit_count + 1, sizeof(bool));
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
	struct builder b = { .mem = mem, .plan = plan, .r = &r };
	int rc;

	begin(&b);
	rc = add_nodes(&b, err);
	if (rc < 0)
		return rc;
	rc = check_limits(&r, err);
	if (rc < 0)
		return rc;
	finish_units(&b);
	*out = r;
	return YUP_OK;
}

const int64_t *
rollup_of_node(const struct rollup *r, size_t node)
{
	uint32_t row = r->row_of[node];

	if (row == PLAN_NONE || r->leaves[row] == 0)
		return NULL;
	return &r->month_e9[(size_t)row * r->period_count];
}

const int64_t *
rollup_of_leaf(const struct plan *plan, enum rollup_policy policy, size_t leaf, int64_t *months_e9)
{
	const struct plan_node *node = &plan->nodes[leaf];
	unsigned n = plan->period_count;

	if (!node_is_whole(plan, node))
		return NULL;
	memset(months_e9, 0, n * sizeof(*months_e9));
	if (!rollup_add_leaf(months_e9, plan_schedule(plan, leaf), n, WHOLE_E4, node->behaviour,
		node->baseline.value_e4, policy))
		return NULL;
	return months_e9;
}
