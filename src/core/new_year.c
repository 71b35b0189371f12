#include "core/new_year.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, YEAR_DIGITS = 4 };

struct roller {
	struct mem *mem;
	const struct plan *from;
	const struct new_year *options;
	struct plan *to;
	uint32_t *index_of; /* of each of from's nodes; PLAN_NONE: left out */
};

/* ---- Texts ------------------------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of four digits that stands alone, within a year of the older plan's. */
static int
year_at(const struct roller *k, const char *text, const char *p)
{
	char digits[YEAR_DIGITS + 1] = { 0 };
	int year;

	for (size_t i = 0; i < YEAR_DIGITS; i++) {
		if (!is_digit(p[i]))
			return 0;
		digits[i] = p[i];
	}
	if (is_digit(p[YEAR_DIGITS]) || (p > text && (is_digit(p[-1]) || p[-1] == '.')))
		return 0;
	year = (int)strtol(digits, NULL, 10);
	return abs(year - k->from->year) <= 1 ? year : 0;
}

/* "Informe 2027" becomes "Informe 2028". */
static const char *
move_years(const struct roller *k, const char *text)
{
	char *moved = NULL;

	for (const char *p = text; *p != '\0'; p++) {
		int year = year_at(k, text, p);
		const char *digits;

		if (year == 0)
			continue;
		if (moved == NULL)
			moved = mem_strdup(k->mem, text);
		digits = mem_printf(k->mem, "%04d", year + k->options->year - k->from->year);
		memcpy(moved + (p - text), digits, YEAR_DIGITS);
		p += YEAR_DIGITS - 1;
	}
	return moved != NULL ? moved : text;
}

/* ---- Nodes ---------------------------------------------------------------------- */

static bool
unit_is_chosen(const struct roller *k, uint32_t unit)
{
	return unit == PLAN_NONE || k->options->units == NULL || k->options->units[unit];
}

/* The framework stays where something hangs from it; without a choice, all of it does. */
static bool *
choose(const struct roller *k)
{
	bool *kept = mem_array(k->mem, k->from->node_count + 1, sizeof(*kept));

	for (size_t i = k->from->node_count; i-- > 0;) {
		const struct plan_node *node = &k->from->nodes[i];

		kept[i] = kept[i] || k->options->units == NULL ||
		    (node->unit != PLAN_NONE && unit_is_chosen(k, node->unit));
		if (kept[i] && node->parent != PLAN_NONE)
			kept[node->parent] = true;
	}
	return kept;
}

static struct measure
baseline_of(const struct roller *k, const struct plan_node *node)
{
	struct measure measure = { "", NUM_ABSENT, false };

	if (k->options->baseline == NEW_YEAR_BASELINE_KEPT)
		measure = node->baseline;
	else if (k->options->baseline == NEW_YEAR_BASELINE_TARGET)
		measure = node->target;
	measure.text = move_years(k, measure.text);
	return measure;
}

static void
take_node(struct roller *k, uint32_t i)
{
	const struct plan_node *old = &k->from->nodes[i];
	struct plan_node *node = plan_add_node(k->to);
	size_t at = k->to->node_count - 1;
	struct plan_node fresh = *node;

	k->index_of[i] = (uint32_t)at;
	fresh.id = old->id;
	fresh.parent = old->parent == PLAN_NONE ? PLAN_NONE : k->index_of[old->parent];
	fresh.unit = old->unit;
	fresh.level = old->level;
	fresh.code = fresh.code_read = old->code;
	fresh.title = move_years(k, old->title);
	fresh.indicator = move_years(k, old->indicator);
	fresh.responsible = old->responsible;
	fresh.verification = move_years(k, old->verification);
	fresh.sheet = old->sheet;
	fresh.baseline = baseline_of(k, old);
	fresh.target = old->target;
	fresh.target.text = move_years(k, old->target.text);
	fresh.weight_e4 = old->weight_e4;
	fresh.behaviour = old->behaviour;
	fresh.behaviour_inferred = old->behaviour_inferred;
	fresh.basis = old->basis;
	fresh.first_month = old->first_month;
	fresh.last_month = old->last_month;
	fresh.decimals = old->decimals;
	fresh.percent = old->percent;
	if (!k->options->empty_schedules) {
		fresh.total_e4 = old->total_e4;
		fresh.total_percent = old->total_percent;
		fresh.budget_cents = old->budget_cents;
		fresh.given = old->given;
		fresh.has_schedule = old->has_schedule;
		memcpy(plan_schedule(k->to, at), plan_schedule(k->from, i),
		    k->to->period_count * sizeof(*k->to->schedule_e4));
	}
	*node = fresh;
}

/* ---- Codes ------------------------------------------------------------------------ */

/* Numbered from 1 in each parent and owner, below the parent's new code. */
static void
roll_codes(struct roller *k)
{
	struct plan *plan = k->to;
	unsigned *ordinals = mem_array(k->mem, plan->node_count + 1, sizeof(*ordinals));
	uint32_t *newest = mem_array(k->mem, plan->node_count + 1, sizeof(*newest)); /* + 1 */
	uint32_t *before = mem_array(k->mem, plan->node_count + 1, sizeof(*before)); /* + 1 */

	for (uint32_t i = 0; i < plan->node_count; i++) {
		struct plan_node *node = &plan->nodes[i];
		const char *code;

		if (node->parent == PLAN_NONE)
			continue;
		ordinals[i] = 1;
		before[i] = newest[node->parent];
		newest[node->parent] = i + 1;
		for (uint32_t s = before[i]; s != 0 && ordinals[i] == 1; s = before[s - 1])
			if (plan->nodes[s - 1].unit == node->unit)
				ordinals[i] = ordinals[s - 1] + 1;
		code = mem_printf(k->mem, "%s.%u", plan->nodes[node->parent].code, ordinals[i]);
		if (mask_fits(plan->pack->levels[node->level].mask, code))
			node->code = node->code_read = code;
	}
}

/* ---- All of it ------------------------------------------------------------------------ */

static void
take_units(struct roller *k)
{
	for (size_t u = 0; u < k->from->unit_count; u++) {
		const struct plan_unit *old = &k->from->units[u];
		struct plan_unit *unit = plan_add_unit(k->to);

		unit->id = old->id;
		unit->parent = old->parent;
		unit->name = old->name;
		unit->acronym = old->acronym;
		unit->own_acronym = old->own_acronym;
		unit->path = old->path;
		unit->org_unit_id = old->org_unit_id;
	}
}

int
plan_new_year(struct mem *mem, const struct plan *from, const struct new_year *options,
    struct plan **out, struct err *err)
{
	struct roller k = { .mem = mem, .from = from, .options = options };
	bool *kept;

	if (options->year == from->year || options->year < FIRST_YEAR || options->year > LAST_YEAR)
		return err_refuse(err, YUP_EINVALID, "year_invalid", "%d", options->year);
	k.to = plan_new(mem, from->pack);
	k.to->institution = from->institution;
	k.to->acronym = from->acronym;
	k.to->year = options->year;
	k.to->policy = from->pack->new_policy;
	k.index_of = mem_array(mem, from->node_count + 1, sizeof(*k.index_of));
	take_units(&k);
	kept = choose(&k);
	for (uint32_t i = 0; i < from->node_count; i++)
		if (kept[i])
			take_node(&k, i);
	if (k.to->node_count != from->node_count) /* something was left out */
		roll_codes(&k);
	plan_renumber(k.to);
	*out = k.to;
	return YUP_OK;
}
