#include "core/explain.h"

#include "base/mem.h"
#include "core/progress.h"

enum { E4_TO_E9 = 100000 };

/* What a printed roll-up may be off by: two decimals, fewer ones below, a unit's one decimal. */
static const int64_t FINE_E9 = 11000000, COARSE_E9 = 15000000, UNIT_E9 = 60000000;

const char *
explain_kind_key(enum explain_kind kind)
{
	static const char *const KEYS[EXPLAIN__COUNT] = { "row", "rollup", "share", "unit",
		"operation", "follow_up_unit", "aggregate" };

	return KEYS[kind];
}

static struct explanation *
new_one(struct mem *mem, enum explain_kind kind, uint32_t index, unsigned period)
{
	struct explanation *e = mem_alloc(mem, sizeof(*e));

	*e = (struct explanation){
		.kind = kind,
		.index = index,
		.root = PLAN_NONE,
		.period = period,
		.result_e9 = NUM_ABSENT,
		.weight_e4 = NUM_ABSENT,
		.numerator_e4 = NUM_ABSENT,
		.denominator_e4 = NUM_ABSENT,
		.printed_e4 = NUM_ABSENT,
		.from_printed_e9 = NUM_ABSENT,
	};
	return e;
}

static struct explain_term
new_term(const struct explanation *of)
{
	return (struct explain_term){
		.weight_e4 = NUM_ABSENT,
		.numerator_e4 = NUM_ABSENT,
		.denominator_e4 = NUM_ABSENT,
		.value_e9 = of->result_e9,
		.result_e9 = of->result_e9,
		.of = of,
	};
}

static void
compare_printed(struct explanation *e, int64_t printed_e4, int64_t tolerance_e9)
{
	int64_t off;

	e->printed_e4 = printed_e4;
	if (printed_e4 == NUM_ABSENT || e->result_e9 == NUM_ABSENT)
		return;
	off = e->result_e9 - printed_e4 * E4_TO_E9;
	e->agreement = (off < 0 ? -off : off) <= tolerance_e9 ? PRINTED_AGREES : PRINTED_DIFFERS;
}

/* Some row that the figure is made of, or its weight, is no longer as printed. */
static bool
was_edited(const struct plan *plan, const struct explanation *e)
{
	if ((e->kind == EXPLAIN_LEAF || e->kind == EXPLAIN_NODE) && plan->nodes[e->index].edited)
		return true;
	for (size_t i = 0; i < e->term_count; i++)
		if (was_edited(plan, e->terms[i].of))
			return true;
	return false;
}

static void
compare_in_plan(struct explanation *e, const struct plan *plan, int64_t printed_e4,
    int64_t tolerance_e9)
{
	compare_printed(e, printed_e4, tolerance_e9);
	if (e->agreement == PRINTED_DIFFERS && was_edited(plan, e))
		e->agreement = PRINTED_OVERTAKEN;
}

/* ---- A plan's nodes ---------------------------------------------------------- */

static int64_t
weight_of(const struct plan_node *node)
{
	int64_t w = node->published != NULL ? node->published->weight_e4 : node->weight_e4;

	if (w == NUM_ABSENT)
		w = node->weight_e4;
	return w == NUM_ABSENT ? 0 : w;
}

/* Numerator of a cumulative row in month m (from 0), and its denominator. */
static void
share_of_last(const int64_t *v, unsigned n, unsigned m, int64_t baseline_e4, int64_t *num,
    int64_t *den)
{
	int64_t first = 0, last = 0, start = 0, before;
	unsigned end = 0;

	for (unsigned i = 0; i < n; i++) {
		if (v[i] == 0)
			continue;
		first = first == 0 ? v[i] : first;
		last = v[i];
		end = i;
	}
	if (baseline_e4 != NUM_ABSENT && baseline_e4 > 0 && baseline_e4 < first)
		start = baseline_e4;
	before = start;
	for (unsigned i = 0; i < m && i < n; i++)
		before = v[i] != 0 ? v[i] : before;
	*num = m > end ? 0 : (v[m] != 0 ? v[m] : before) - before;
	*den = last - start;
}

/* share(m) of a leaf as a fraction; a denominator of 0 contributes nothing. */
static void
share_of(const struct plan *plan, uint32_t i, enum rollup_policy policy, unsigned m, int64_t *num,
    int64_t *den)
{
	const struct plan_node *node = &plan->nodes[i];
	const int64_t *v = plan_schedule(plan, i);
	unsigned n = plan->period_count;

	*num = *den = 0;
	if (policy == ROLLUP_BY_BEHAVIOUR && node->behaviour == BEHAVIOUR_LAST) {
		share_of_last(v, n, m, node->baseline.value_e4, num, den);
	} else if (policy == ROLLUP_BY_BEHAVIOUR && node->behaviour == BEHAVIOUR_AVERAGE) {
		for (unsigned k = 0; k < n; k++)
			*den += v[k] != 0 ? E4 : 0;
		*num = v[m] != 0 ? E4 : 0;
	} else {
		for (unsigned k = 0; k < n; k++)
			*den += v[k];
		*num = v[m];
	}
}

/* What a leaf adds to its parent; in the total, all that its months add. */
static struct explain_term
leaf_term(struct mem *mem, const struct plan *plan, const struct rollup *r, uint32_t i,
    unsigned period)
{
	struct explanation *e = new_one(mem, EXPLAIN_LEAF, i, period);
	struct explain_term term = new_term(e);
	unsigned n = plan->period_count;
	int64_t *months = mem_array(mem, n, sizeof(*months));

	term.weight_e4 = plan->nodes[i].weight_e4 == NUM_ABSENT ? 0 : plan->nodes[i].weight_e4;
	if (!node_is_whole(plan, &plan->nodes[i]))
		return term;
	(void)rollup_add_leaf(months, plan_schedule(plan, i), n, term.weight_e4,
	    (enum behaviour)plan->nodes[i].behaviour, plan->nodes[i].baseline.value_e4, r->policy);
	e->month_e9 = months;
	e->result_e9 = 0;
	for (unsigned m = 0; m < n; m++)
		e->result_e9 += period == 0 || period == m + 1 ? months[m] : 0;
	share_of(plan, i, r->policy, period > 0 ? period - 1 : 0, &term.numerator_e4,
	    &term.denominator_e4);
	if (period == 0)
		term.numerator_e4 = term.denominator_e4;
	term.value_e9 = term.result_e9 = e->result_e9;
	e->weight_e4 = term.weight_e4;
	e->numerator_e4 = term.numerator_e4;
	e->denominator_e4 = term.denominator_e4;
	return term;
}

static int64_t
printed_of(const struct published_row *p, unsigned period)
{
	if (p == NULL)
		return NUM_ABSENT;
	return period == 0 ? p->total_e4 : p->month_e4[period - 1];
}

static void
compare_node(struct explanation *e, const struct plan *plan, bool coarse)
{
	const struct published_row *p = plan->nodes[e->index].published;

	compare_in_plan(e, plan, printed_of(p, e->period), coarse ? COARSE_E9 : FINE_E9);
	e->printed_inferred = p != NULL && e->period > 0 &&
	    (p->inferred & 1u << (e->period - 1)) != 0;
}

static struct explain_term
weighted_term(const struct plan *plan, uint32_t node, const struct explanation *of)
{
	struct explain_term term = new_term(of);

	term.weight_e4 = weight_of(&plan->nodes[node]);
	if (of->result_e9 != NUM_ABSENT)
		term.result_e9 = muldiv_round(of->result_e9, term.weight_e4, 100 * E4);
	return term;
}

/* The children of `node`, which stand after it. */
static void
add_children(struct mem *mem, const struct plan *plan, const struct rollup *r,
    struct explanation *e)
{
	const struct published_row *p = plan->nodes[e->index].published;
	struct explain_term *terms = NULL;
	size_t room = 0;
	bool coarse = false;

	for (uint32_t i = e->index + 1; i < plan->node_count; i++) {
		if (plan->nodes[i].parent != e->index)
			continue;
		MEM_PUSH(mem, terms, e->term_count, room);
		if (plan_is_leaf_level(plan, plan->nodes[i].level))
			terms[e->term_count - 1] = leaf_term(mem, plan, r, i, e->period);
		else
			terms[e->term_count - 1] = weighted_term(plan, i,
			    explain_node(mem, plan, r, i, e->period));
		coarse = coarse || (p != NULL && plan->nodes[i].decimals < p->decimals);
	}
	e->terms = terms;
	compare_node(e, plan, coarse);
}

const struct explanation *
explain_node(struct mem *mem, const struct plan *plan, const struct rollup *r, uint32_t node,
    unsigned period)
{
	const int64_t *months = rollup_of_node(r, node);
	struct explanation *e;

	if (plan_is_leaf_level(plan, plan->nodes[node].level))
		return leaf_term(mem, plan, r, node, period).of;
	if (months == NULL)
		return new_one(mem, EXPLAIN_LEAF, node, period);
	e = new_one(mem, EXPLAIN_NODE, node, period);
	e->month_e9 = months;
	e->result_e9 = period > 0 ? months[period - 1] : r->total_e9[r->row_of[node]];
	add_children(mem, plan, r, e);
	return e;
}

/* ---- A plan's units ------------------------------------------------------------ */

static bool
counts_for(const struct plan *plan, const struct rollup *r, uint32_t i, uint32_t unit)
{
	const struct plan_node *node = &plan->nodes[i];

	return node->level == 1 && node->unit == unit &&
	    (rollup_of_node(r, i) != NULL || node->published != NULL);
}

static const struct explanation *
explain_share(struct mem *mem, const struct plan *plan, const struct rollup *r, uint32_t unit,
    uint32_t root, unsigned period)
{
	struct explanation *e = new_one(mem, EXPLAIN_SHARE, unit, period);
	struct explain_term *terms = NULL;
	size_t room = 0;

	e->root = root;
	e->result_e9 = 0;
	for (uint32_t i = 0; i < plan->node_count; i++) {
		if (!counts_for(plan, r, i, unit) || plan->nodes[i].parent != root)
			continue;
		MEM_PUSH(mem, terms, e->term_count, room);
		terms[e->term_count - 1] = weighted_term(plan, i,
		    explain_node(mem, plan, r, i, period));
		if (terms[e->term_count - 1].result_e9 != NUM_ABSENT)
			e->result_e9 += terms[e->term_count - 1].result_e9;
	}
	e->terms = terms;
	return e;
}

static bool
is_new_root(const struct explain_term *terms, size_t count, uint32_t root)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].of->root == root)
			return false;
	return true;
}

const struct explanation *
explain_unit(struct mem *mem, const struct plan *plan, const struct rollup *r, uint32_t unit,
    unsigned period)
{
	struct explanation *e = new_one(mem, EXPLAIN_UNIT, unit, period);
	const struct plan_unit *u = &plan->units[unit];
	struct explain_term *terms = NULL;
	size_t room = 0;
	int64_t printed;

	if (!r->unit_known[unit])
		return e;
	for (uint32_t i = 0; i < plan->node_count; i++) {
		uint32_t root = plan->nodes[i].parent;

		if (!counts_for(plan, r, i, unit) || !is_new_root(terms, e->term_count, root))
			continue;
		MEM_PUSH(mem, terms, e->term_count, room);
		terms[e->term_count - 1] = new_term(
		    explain_share(mem, plan, r, unit, root, period));
	}
	e->terms = terms;
	e->month_e9 = r->unit_month_e9 + (size_t)unit * r->period_count;
	e->result_e9 = period > 0 ? e->month_e9[period - 1] : r->unit_total_e9[unit];
	printed = !u->has_total ? NUM_ABSENT
	    : period > 0        ? u->total_e4[period - 1]
				: u->total_sum_e4;
	compare_in_plan(e, plan, printed,
	    period == 0 && printed != NUM_ABSENT && printed % E4 == 0 ? E9 / 2 : UNIT_E9);
	e->printed_inferred = period > 0 && (u->total_inferred & 1u << (period - 1)) != 0;
	return e;
}

/* ---- Follow-ups ------------------------------------------------------------------ */

static int64_t
to_e9(int64_t value_e4)
{
	return value_e4 == NUM_ABSENT ? NUM_ABSENT : value_e4 * E4_TO_E9;
}

static void
compare_progress(struct explanation *e, int64_t printed_e4)
{
	e->printed_e4 = printed_e4;
	if (printed_e4 != NUM_ABSENT)
		e->agreement = progress_matches(e->result_e9, printed_e4) ? PRINTED_AGREES
									  : PRINTED_DIFFERS;
}

const struct explanation *
explain_operation(struct mem *mem, const struct follow_up *fu, uint32_t operation)
{
	struct explanation *e = new_one(mem, EXPLAIN_OPERATION, operation, 0);

	e->result_e9 = to_e9(fu->operations[operation].physical_e4);
	if (fu->pack->cap_at_100 && e->result_e9 > 100 * E9)
		e->result_e9 = 100 * E9;
	e->printed_e4 = fu->operations[operation].physical_e4;
	return e;
}

const struct explanation *
explain_fu_unit(struct mem *mem, const struct follow_up *fu, uint32_t unit)
{
	struct explanation *e = new_one(mem, EXPLAIN_FU_UNIT, unit, 0);
	const struct fu_unit *u = &fu->units[unit];
	struct explain_term *terms = mem_array(mem, u->count + 1, sizeof(*terms));

	for (uint32_t i = 0; i < u->count; i++)
		terms[e->term_count++] = new_term(explain_operation(mem, fu, u->first + i));
	e->terms = terms;
	e->result_e9 = u->computed_e9;
	compare_progress(e, u->printed_e4);
	return e;
}

const struct explanation *
explain_aggregate(struct mem *mem, const struct follow_up *fu, uint32_t aggregate)
{
	struct explanation *e = new_one(mem, EXPLAIN_AGGREGATE, aggregate, 0);
	const struct fu_aggregate *a = &fu->aggregates[aggregate];
	struct explain_term *terms = mem_array(mem, a->of_count + 1, sizeof(*terms));

	for (size_t i = 0; i < a->of_count; i++)
		terms[e->term_count++] = new_term(a->of[i].is_unit
			? explain_fu_unit(mem, fu, a->of[i].index)
			: explain_aggregate(mem, fu, a->of[i].index));
	e->terms = terms;
	e->result_e9 = a->computed_e9;
	e->from_printed_e9 = a->computed_from_printed_e9;
	compare_progress(e, a->printed_e4);
	return e;
}
