#include "web/pages/plan_sums.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "core/plan_state.h"

/* ---- Which units --------------------------------------------------------------- */

static void
add_unit(struct plan_sums *s, uint32_t unit, unsigned depth, const uint32_t *first,
    const uint32_t *next)
{
	bool reads = plan_view_reads(s->view, unit);
	size_t at = s->count;

	if (reads) {
		s->place[unit] = at;
		s->units[s->count++] = (struct unit_sum){ .unit = unit, .depth = depth };
	}
	for (uint32_t u = first[unit]; u != PLAN_NONE; u = next[u])
		if (depth < PLAN_DEPTH_MAX)
			add_unit(s, u, depth + reads, first, next);
	if (reads)
		s->units[at].below = s->count - at - 1;
}

static void
add_units(struct plan_sums *s)
{
	const struct plan *plan = s->view->plan;
	uint32_t n = (uint32_t)plan->unit_count;
	uint32_t *first = mem_array(s->view->mem, n + 1, sizeof(*first));
	uint32_t *next = mem_array(s->view->mem, n + 1, sizeof(*next));

	for (uint32_t u = 0; u <= n; u++)
		first[u] = PLAN_NONE;
	for (uint32_t u = n; u-- > 0;) { /* backwards: lists are in the plan's order */
		uint32_t parent = plan->units[u].parent < n ? plan->units[u].parent : n;

		s->place[u] = SIZE_MAX;
		next[u] = first[parent];
		first[parent] = u;
	}
	for (uint32_t u = first[n]; u != PLAN_NONE; u = next[u])
		add_unit(s, u, 0, first, next);
}

/* ---- Their rows ---------------------------------------------------------------- */

static struct unit_sum *
sum_of(const struct plan_sums *s, uint32_t unit)
{
	if (unit >= s->view->plan->unit_count || s->place[unit] == SIZE_MAX)
		return NULL;
	return &s->units[s->place[unit]];
}

static void
add_rows(struct plan_sums *s)
{
	const struct plan *plan = s->view->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct unit_sum *sum = node->deleted ? NULL : sum_of(s, node->unit);

		if (sum == NULL)
			continue;
		if (plan_is_leaf_level(plan, node->level)) {
			sum->activities++;
			continue;
		}
		sum->objectives++;
		if (node->budget_cents != NUM_ABSENT)
			sum->budget_cents += node->budget_cents;
	}
}

static void
add_weight(const struct plan_sums *s, struct unit_sum *sum, int64_t weight_e4)
{
	const char *text = view_percent(s->view, weight_e4);

	sum->weights_wrong = sum->weights_wrong || weight_e4 != 100 * E4;
	if (sum->weights == NULL)
		sum->weights = text;
	else if (strcmp(sum->weights, text) != 0) /* the same all over is said once */
		sum->weights = mem_printf(s->view->mem, "%s · %s", sum->weights, text);
}

/* What the objectives of a unit weigh under each framework node. */
static void
add_weights(struct plan_sums *s)
{
	const struct plan *plan = s->view->plan;
	const struct plan_kids *roots = &s->view->tree->roots;
	int64_t *weights = mem_array(s->view->mem, s->count + 1, sizeof(*weights));
	bool *serves = mem_array(s->view->mem, s->count + 1, sizeof(*serves));

	for (uint32_t r = 0; r < roots->count; r++) {
		const struct plan_kids *kids = plan_tree_kids(s->view->tree, roots->list[r]);

		memset(weights, 0, s->count * sizeof(*weights));
		memset(serves, 0, s->count * sizeof(*serves));
		for (uint32_t k = 0; k < kids->count; k++) {
			const struct plan_node *node = &plan->nodes[kids->list[k]];

			if (sum_of(s, node->unit) == NULL)
				continue;
			serves[s->place[node->unit]] = true;
			if (node->weight_e4 != NUM_ABSENT)
				weights[s->place[node->unit]] += node->weight_e4;
		}
		for (size_t i = 0; i < s->count; i++)
			if (serves[i])
				add_weight(s, &s->units[i], weights[i]);
	}
}

static void
add_rollup(struct plan_sums *s)
{
	const struct rollup *r = s->view->rollup;

	for (size_t i = 0; i < s->count; i++) {
		struct unit_sum *sum = &s->units[i];

		sum->total_e9 = NUM_ABSENT;
		if (!r->unit_known[sum->unit])
			continue;
		sum->month_e9 = r->unit_month_e9 + (size_t)sum->unit * r->period_count;
		sum->total_e9 = r->unit_total_e9[sum->unit];
	}
}

/* ---- Findings ------------------------------------------------------------------ */

bool
plan_sums_shows(const struct plan_view *view, const struct finding *f)
{
	uint32_t unit = finding_unit(view->plan, f);

	if (unit < view->plan->unit_count || f->node < view->plan->node_count)
		return plan_view_reads(view, unit);
	return actor_may(view->visit->app->by, MAY_READ_PLAN, view->visit->institution_id,
	    ORG_UNIT_ALL); /* a form's, or of several units */
}

static void
add_findings(struct plan_sums *s)
{
	size_t kept = 0;

	plan_live_findings(s->view->live, s->view->mem, &s->findings);
	for (size_t i = 0; i < s->findings.count; i++) {
		const struct finding *f = &s->findings.items[i];
		struct unit_sum *sum;

		if (!plan_sums_shows(s->view, f))
			continue;
		sum = sum_of(s, finding_unit(s->view->plan, f));
		if (sum != NULL)
			sum->counts[f->severity]++;
		s->findings.items[kept++] = *f;
	}
	s->findings.count = kept;
}

void
plan_sums_make(const struct plan_view *view, struct plan_sums *out)
{
	struct plan_sums s = { .view = view };
	size_t n = view->plan->unit_count;

	s.units = mem_array(view->mem, n + 1, sizeof(*s.units));
	s.place = mem_array(view->mem, n + 1, sizeof(*s.place));
	add_units(&s);
	add_rows(&s);
	add_weights(&s);
	add_rollup(&s);
	add_findings(&s);
	*out = s;
}

/* ---- Several as one --------------------------------------------------------------- */

static void
add_one(const struct plan_sums *sums, const struct unit_sum *u, struct whole_sum *w)
{
	unsigned n = sums->view->plan->period_count;

	w->units++;
	w->objectives += u->objectives;
	w->activities += u->activities;
	w->budget_cents += u->budget_cents;
	w->states[sums->view->plan->units[u->unit].state % UNIT_STATE__COUNT]++;
	for (int s = 0; s < SEVERITY__COUNT; s++)
		w->counts[s] += u->counts[s];
	if (u->month_e9 == NULL)
		return;
	w->rolled++;
	for (unsigned m = 0; m < n; m++)
		w->month_e9[m] += u->month_e9[m];
}

static void
count_findings(const struct plan_sums *sums, size_t counts[SEVERITY__COUNT])
{
	memset(counts, 0, SEVERITY__COUNT * sizeof(*counts));
	for (size_t i = 0; i < sums->findings.count; i++)
		counts[sums->findings.items[i].severity]++;
}

void
plan_sums_add(const struct plan_sums *sums, size_t first, size_t count, struct whole_sum *out)
{
	struct whole_sum w = { .total_e9 = NUM_ABSENT };

	for (size_t i = first; i < first + count && i < sums->count; i++)
		add_one(sums, &sums->units[i], &w);
	if (first == 0 && count == sums->count)
		count_findings(sums, w.counts);
	if (w.rolled > 0)
		w.total_e9 = 0;
	for (unsigned m = 0; w.rolled > 0 && m < sums->view->plan->period_count; m++) {
		w.month_e9[m] = div_round(w.month_e9[m], (int64_t)w.rolled);
		w.total_e9 += w.month_e9[m];
	}
	*out = w;
}
