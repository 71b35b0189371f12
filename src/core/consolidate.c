#include "core/consolidate.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/progress.h"
#include "core/standing.h"

enum { MONTHS = 12 };

struct making {
	struct mem *mem;
	const struct plan *plan;
	const struct consolidation *what;
	struct follow_up *fu;
	const uint32_t **leaves;       /* of each plan unit, ended by PLAN_NONE; NULL: none */
	uint32_t *unit_of;             /* plan unit -> document unit */
	bool *wanted;                  /* plan units with leaves, or with others that have */
	bool *has_below;               /* others hang from it that are wanted */
	const struct standing **known; /* of each plan unit, NULL: its rows are read */
};

const char *
pack_period_end(struct mem *mem, const struct pack *pack, int year, unsigned period)
{
	static const unsigned char DAYS[MONTHS] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	unsigned months = pack->start_month - 1 + period * (MONTHS / pack->period_count);
	unsigned month = (months - 1) % MONTHS;
	bool leap;

	year += (int)((months - 1) / MONTHS);
	leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return mem_printf(mem, "%04d-%02u-%02u", year, month + 1,
	    DAYS[month] + (month == 1 && leap));
}

/* ---- Which units, and their leaves ------------------------------------------------ */

static bool
is_below(const struct plan *plan, uint32_t unit, uint32_t top)
{
	for (unsigned depth = 0; unit != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (unit == top)
			return true;
		unit = plan->units[unit].parent;
	}
	return top == PLAN_NONE;
}

static void
want_with_parents(struct making *k, uint32_t unit)
{
	while (unit != PLAN_NONE && !k->wanted[unit]) {
		k->wanted[unit] = is_below(k->plan, unit, k->what->below);
		unit = k->plan->units[unit].parent;
		if (unit != PLAN_NONE)
			k->has_below[unit] = true;
	}
}

static bool
is_operation(const struct plan *plan, const struct plan_node *node)
{
	return plan_is_leaf_level(plan, node->level) && node->unit != PLAN_NONE;
}

static void
find_leaves(struct making *k)
{
	const struct plan *plan = k->plan;
	size_t units = plan->unit_count;
	uint32_t *count = mem_array(k->mem, units + 1, sizeof(*count));
	uint32_t **at = mem_array(k->mem, units + 1, sizeof(*at));

	for (size_t i = 0; i < plan->node_count; i++)
		if (is_operation(plan, &plan->nodes[i]) &&
		    is_below(plan, plan->nodes[i].unit, k->what->below))
			count[plan->nodes[i].unit]++;
	k->leaves = mem_array(k->mem, units + 1, sizeof(*k->leaves));
	k->wanted = mem_array(k->mem, units + 1, sizeof(*k->wanted));
	k->has_below = mem_array(k->mem, units + 1, sizeof(*k->has_below));
	for (uint32_t u = 0; u < units; u++) {
		if (count[u] == 0)
			continue;
		at[u] = mem_array(k->mem, count[u] + 1, sizeof(**at));
		at[u][count[u]] = PLAN_NONE;
		k->leaves[u] = at[u];
		want_with_parents(k, u);
	}
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (is_operation(plan, &plan->nodes[i]) && at[plan->nodes[i].unit] != NULL)
			*at[plan->nodes[i].unit]++ = i;
}

/* ---- Operations --------------------------------------------------------------------- */

/* An activity's weight of its unit's whole: of its objective, and that of the ones above. */
static int64_t
whole_weight(const struct plan *plan, const struct plan_node *node)
{
	int64_t weight = node->weight_e4;

	while (weight != NUM_ABSENT && node->parent != PLAN_NONE &&
	    plan->nodes[node->parent].weight_e4 != NUM_ABSENT) {
		node = &plan->nodes[node->parent];
		weight = muldiv_round(weight, node->weight_e4, 100 * E4);
	}
	return weight;
}

static int64_t
own_budget(const struct plan *plan, const struct plan_node *node)
{
	const struct plan_node *above;

	if (node->budget_cents != NUM_ABSENT || node->parent == PLAN_NONE)
		return node->budget_cents;
	above = &plan->nodes[node->parent];
	if (above->budget_cents == NUM_ABSENT || node->weight_e4 == NUM_ABSENT)
		return NUM_ABSENT;
	return muldiv_round(above->budget_cents, node->weight_e4, 100 * E4);
}

static const char *
cause_of(const struct making *k, const struct report *said)
{
	const struct pack *pack = k->plan->pack;
	const char *key = said->text[REPORT_CAUSE], *text = said->text[REPORT_CAUSE_TEXT];
	size_t cause = pack_cause_by_key(pack, key);
	const char *name = cause < pack->cause_count ? pack->causes[cause].name : key;

	if (name[0] == '\0' || text[0] == '\0')
		return name[0] != '\0' ? name : text;
	return mem_printf(k->mem, "%s: %s", name, text);
}

static struct fu_reported *
reported_of(const struct making *k, uint32_t node)
{
	const struct plan_node *n = &k->plan->nodes[node];
	const struct report_book *book = k->what->book;
	unsigned period = k->what->period;
	struct fu_reported *r = mem_alloc(k->mem, sizeof(*r));

	r->row = n->row;
	r->progress = report_progress_of(book, node, period);
	r->before_e9 = period > 1 ? report_progress_of(book, node, period - 1).physical_e9
				  : NUM_ABSENT;
	r->weight_e4 = whole_weight(k->plan, n);
	r->budget_cents = own_budget(k->plan, n);
	r->said = report_at(book, node, period);
	r->evidence_count = k->what->evidence_count != NULL
	    ? k->what->evidence_count(k->what->context, n->id, period)
	    : SIZE_MAX;
	r->threshold = threshold_ask(k->plan->pack, k->fu->threshold_e4, r->progress.physical_e9,
	    r->progress.efficacy_e9);
	return r;
}

static void
add_operation(struct making *k, uint32_t unit, uint32_t node)
{
	const struct plan_node *n = &k->plan->nodes[node];
	const struct fu_reported *r = reported_of(k, node);
	struct fu_operation *op = follow_up_add_operation(k->fu);

	op->id = n->id;
	op->code = n->code;
	op->unit = unit;
	op->expected = n->title;
	op->cause_expected = n->title;
	op->reported = r;
	op->source = node_source(n);
	if (r->progress.physical_e9 != NUM_ABSENT)
		op->physical_e4 = div_round(r->progress.physical_e9, E9 / E4);
	if (r->progress.financial_e9 != NUM_ABSENT)
		op->financial_e4 = div_round(r->progress.financial_e9, E9 / E4);
	if (r->said == NULL)
		return;
	op->obtained = r->said->text[REPORT_OBTAINED];
	op->cause = cause_of(k, r->said);
	op->measure = r->said->text[REPORT_MEASURE_TEXT];
}

/* ---- Money -------------------------------------------------------------------------- */

static void
add_money(int64_t *to, int64_t cents)
{
	if (cents != NUM_ABSENT)
		*to = (*to == NUM_ABSENT ? 0 : *to) + cents;
}

/* What a row says itself stands for what those below it say. */
static struct fu_money
money_of(const struct making *k, uint32_t node, const struct fu_money *below)
{
	struct fu_money money = { k->plan->nodes[node].budget_cents,
		report_progress_of(k->what->book, node, k->what->period).executed_cents };

	if (money.budget_cents == NUM_ABSENT)
		money.budget_cents = below->budget_cents;
	if (money.executed_cents == NUM_ABSENT)
		money.executed_cents = below->executed_cents;
	return money;
}

/* From the leaves up; the rows just below the framework are the unit's. */
static void
sum_money(const struct making *k)
{
	const struct plan *plan = k->plan;
	struct fu_money *below = mem_array(k->mem, plan->node_count + 1, sizeof(*below));

	for (size_t i = 0; i < plan->node_count; i++)
		below[i] = (struct fu_money){ NUM_ABSENT, NUM_ABSENT };
	for (size_t i = plan->node_count; i-- > 0;) {
		const struct plan_node *n = &plan->nodes[i];
		struct fu_money money, *to;
		bool is_top = n->parent == PLAN_NONE || plan->nodes[n->parent].unit == PLAN_NONE;

		if (n->unit == PLAN_NONE || k->known[n->unit] != NULL ||
		    (is_top && k->unit_of[n->unit] == PLAN_NONE))
			continue;
		money = money_of(k, (uint32_t)i, &below[i]);
		to = is_top ? &k->fu->units[k->unit_of[n->unit]].money : &below[n->parent];
		add_money(&to->budget_cents, money.budget_cents);
		add_money(&to->executed_cents, money.executed_cents);
	}
}

/* ---- Units and the levels above ------------------------------------------------------- */

static bool
begins_with(struct mem *mem, const char *name, const struct pack_words *words)
{
	const char *folded = utf8_fold(mem, name);

	for (size_t i = 0; i < words->count; i++) {
		const char *word = utf8_fold(mem, words->words[i]);

		if (strncmp(folded, word, strlen(word)) == 0)
			return true;
	}
	return false;
}

static enum fu_level
level_of(const struct making *k, const struct plan_unit *unit)
{
	const struct pack_forms *forms = &k->plan->pack->forms;

	if (begins_with(k->mem, unit->name, &forms->vice_ministry))
		return FU_VICE_MINISTRY;
	return begins_with(k->mem, unit->name, &forms->directorate) ? FU_DIRECTORATE : FU_GROUP;
}

static void
add_unit(struct making *k, uint32_t u, uint32_t parent)
{
	const struct plan_unit *from = &k->plan->units[u];
	struct fu_unit *unit = follow_up_add_unit(k->fu);

	k->unit_of[u] = (uint32_t)(k->fu->unit_count - 1);
	unit->id = from->id;
	unit->name = from->name[0] != '\0' ? from->name : from->path;
	unit->ordinal = mem_printf(k->mem, "%02zu", k->fu->unit_count);
	unit->cause_ordinal = unit->ordinal;
	unit->cause_name = unit->name;
	unit->parent = parent;
	unit->source = from->source;
	unit->known = k->known[u];
	if (unit->known != NULL)
		return;
	for (const uint32_t *leaf = k->leaves[u]; *leaf != PLAN_NONE; leaf++) {
		add_operation(k, k->unit_of[u], *leaf);
		k->fu->units[k->unit_of[u]].count++;
	}
}

static void
add_aggregate(struct making *k, const char *id, const char *name, enum fu_level level,
    uint32_t parent)
{
	struct fu_aggregate *a = follow_up_add_aggregate(k->fu);

	a->id = id;
	a->name = name;
	a->level = level;
	a->parent = parent;
}

/* The units below `top` (PLAN_NONE: at the top), in order, under an aggregate. */
static int
add_units(struct making *k, uint32_t top, uint32_t aggregate, unsigned depth, struct err *err)
{
	if (depth > PLAN_DEPTH_MAX)
		return err_set(err, YUP_ELIMIT, "units nest past %d levels", PLAN_DEPTH_MAX);
	for (uint32_t u = 0; u < k->plan->unit_count; u++) {
		const struct plan_unit *unit = &k->plan->units[u];
		uint32_t under = aggregate;
		int rc;

		if (!k->wanted[u] || (unit->parent != top && !(depth == 0 && u == k->what->below)))
			continue;
		if (k->has_below[u]) {
			under = (uint32_t)k->fu->aggregate_count;
			add_aggregate(k, unit->id, unit->name[0] != '\0' ? unit->name : unit->path,
			    level_of(k, unit), aggregate);
		}
		if (k->leaves[u] != NULL)
			add_unit(k, u, under);
		rc = add_units(k, u, under, depth + 1, err);
		if (rc < 0)
			return rc;
	}
	return YUP_OK;
}

/* What hangs from each aggregate is what it averages. */
static void
settle_members(struct making *k)
{
	struct follow_up *fu = k->fu;

	for (uint32_t a = 0; a < fu->aggregate_count; a++) {
		struct fu_member *of = mem_array(k->mem, fu->unit_count + fu->aggregate_count,
		    sizeof(*of));
		size_t count = 0;

		for (uint32_t u = 0; u < fu->unit_count; u++)
			if (fu->units[u].parent == a)
				of[count++] = (struct fu_member){ true, u };
		for (uint32_t b = 0; b < fu->aggregate_count; b++)
			if (fu->aggregates[b].parent == a)
				of[count++] = (struct fu_member){ false, b };
		fu->aggregates[a].of = of;
		fu->aggregates[a].of_count = count;
	}
}

static void
start(struct making *k)
{
	const struct plan *plan = k->plan;
	const struct report_period *period = &k->what->book->periods[k->what->period - 1];
	struct follow_up *fu = follow_up_new(k->mem, plan->pack);

	fu->institution = plan->institution;
	fu->acronym = plan->acronym;
	fu->year = plan->year;
	fu->as_of = pack_period_end(k->mem, plan->pack, plan->year, period->last);
	fu->is_reported = true;
	fu->average = plan->pack->average;
	fu->average_above = plan->pack->average_above;
	fu->blank_is_zero = plan->pack->blank_is_zero;
	k->fu = fu;
	k->unit_of = mem_array(k->mem, plan->unit_count + 1, sizeof(*k->unit_of));
	for (size_t u = 0; u < plan->unit_count; u++)
		k->unit_of[u] = PLAN_NONE;
}

/* The sums of every unit that has leaves, but of the one that changed. */
static int
find_known(struct making *k, struct err *err)
{
	const struct consolidation *what = k->what;
	struct map by_id;

	k->known = mem_array(k->mem, k->plan->unit_count + 1, sizeof(*k->known));
	if (what->known == NULL)
		return YUP_OK;
	map_init(&by_id, k->mem);
	for (size_t i = 0; i < what->known_count; i++)
		if (standing_is_unit(&what->known[i]))
			map_set(&by_id, what->known[i].id, (uint32_t)i);
	for (uint32_t u = 0; u < k->plan->unit_count; u++) {
		uint32_t at = map_get(&by_id, k->plan->units[u].id);

		if (u == what->changed || k->leaves[u] == NULL)
			continue;
		if (at == MAP_NONE)
			return err_set(err, YUP_ENOTFOUND, "no sums of unit %s",
			    k->plan->units[u].path);
		k->known[u] = &what->known[at];
	}
	return YUP_OK;
}

int
follow_up_consolidate(struct mem *mem, const struct consolidation *what, struct follow_up **out,
    struct err *err)
{
	struct making k = { .mem = mem, .plan = what->book->plan, .what = what };
	int rc;

	start(&k);
	find_leaves(&k);
	rc = find_known(&k, err);
	if (rc < 0)
		return rc;
	if (what->below == PLAN_NONE)
		add_aggregate(&k, "institution", k.plan->institution, FU_INSTITUTION, PLAN_NONE);
	rc = add_units(&k, PLAN_NONE, what->below == PLAN_NONE ? 0 : PLAN_NONE, 0, err);
	if (rc < 0)
		return rc;
	settle_members(&k);
	sum_money(&k);
	rc = progress_compute(k.fu, err);
	if (rc == YUP_OK)
		*out = k.fu;
	return rc;
}
