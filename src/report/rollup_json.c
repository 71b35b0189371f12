#include "report/rollup_json.h"

#include "report/findings_json.h"
#include "report/json_writer.h"
#include "report/plan_json.h"

/* Where nothing was computed, null and not a row of zeros. */
static void
put_months(struct json_writer *w, const int64_t *months_e9, unsigned n)
{
	int64_t total = 0;

	if (months_e9 == NULL) {
		json_null(w, "months");
		json_null(w, "total");
		return;
	}
	for (unsigned m = 0; m < n; m++)
		total += months_e9[m];
	json_ratios(w, "months", months_e9, n);
	json_ratio(w, "total", total);
}

static void
unit_row(struct json_writer *w, const struct plan *plan, const struct rollup *r, size_t u)
{
	const struct plan_unit *unit = &plan->units[u];
	unsigned n = plan->period_count;

	json_object(w, NULL);
	json_text(w, "id", unit->id);
	json_text(w, "path", unit->path);
	json_text(w, "name", unit->name);
	put_months(w, r->unit_known[u] ? r->unit_month_e9 + u * n : NULL, n);
	if (unit->has_total)
		json_quantities(w, "published", unit->total_e4, n);
	else
		json_null(w, "published");
	json_quantity(w, "published_total", unit->has_total ? unit->total_sum_e4 : NUM_ABSENT);
	json_object_end(w);
}

static void
node_row(struct json_writer *w, const struct plan *plan, const struct rollup *r, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];
	const struct published_row *p = node->published;
	unsigned n = plan->period_count;
	int64_t own[PACK_PERIODS_MAX];

	json_object(w, NULL);
	json_text(w, "id", node->id);
	json_text(w, "level", plan->pack->levels[node->level].key);
	json_text_or_null(w, "unit", node->unit != PLAN_NONE ? plan->units[node->unit].path : NULL);
	json_text(w, "code", node->code);
	json_text(w, "title", node->title);
	json_quantity(w, "weight", node->weight_e4);
	put_months(w,
	    plan_is_leaf_level(plan, node->level) ? rollup_of_leaf(plan, r->policy, i, own)
						  : rollup_of_node(r, i),
	    n);
	if (p != NULL)
		json_quantities(w, "published", p->month_e4, n);
	else
		json_null(w, "published");
	json_quantity(w, "published_total", p != NULL ? p->total_e4 : NUM_ABSENT);
	json_object_end(w);
}

void
rollup_json(struct json_writer *w, const struct plan *plan, const struct rollup *r)
{
	json_object(w, NULL);
	plan_head_json(w, "plan", plan);
	json_text(w, "policy", policy_key(r->policy));
	json_int(w, "period_count", plan->period_count);
	json_array(w, "units");
	for (size_t u = 0; u < plan->unit_count; u++)
		unit_row(w, plan, r, u);
	json_array_end(w);
	json_array(w, "nodes");
	for (size_t i = 0; i < plan->node_count; i++)
		node_row(w, plan, r, i);
	json_array_end(w);
	json_object_end(w);
}
