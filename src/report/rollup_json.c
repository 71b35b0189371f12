#include "report/rollup_json.h"

#include "report/findings_json.h"
#include "report/json_writer.h"
#include "report/plan_json.h"

static void
unit_row(struct json_writer *w, const struct plan *plan, const struct rollup *r, size_t u)
{
	const struct plan_unit *unit = &plan->units[u];
	unsigned n = plan->period_count;

	json_object(w, NULL);
	json_text(w, "id", unit->id);
	json_text(w, "path", unit->path);
	json_text(w, "name", unit->name);
	json_ratios(w, "months", r->unit_month_e9 + u * n, n);
	json_ratio(w, "total", r->unit_total_e9[u]);
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

	json_object(w, NULL);
	json_text(w, "id", node->id);
	json_text(w, "level", plan->pack->levels[node->level].key);
	json_text_or_null(w, "unit", node->unit != PLAN_NONE ? plan->units[node->unit].path : NULL);
	json_text(w, "code", node->code);
	json_text(w, "title", node->title);
	json_quantity(w, "weight", node->weight_e4);
	json_ratios(w, "months", rollup_of_node(r, i), n);
	json_ratio(w, "total", r->total_e9[r->row_of[i]]);
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
		if (r->unit_known[u])
			unit_row(w, plan, r, u);
	json_array_end(w);
	json_array(w, "nodes");
	for (size_t i = 0; i < plan->node_count; i++)
		if (rollup_of_node(r, i) != NULL)
			node_row(w, plan, r, i);
	json_array_end(w);
	json_object_end(w);
}
