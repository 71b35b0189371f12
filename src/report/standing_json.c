#include "report/standing_json.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/progress.h"

static void
put_figures(struct json_writer *w, const struct standing *s)
{
	json_ratio(w, "physical", s->physical_e9);
	json_ratio(w, "planned", s->planned_e9);
	json_ratio(w, "efficacy", standing_efficacy(s));
	json_ratio(w, "financial", money_progress(&s->money));
	json_ratio(w, "efficiency", standing_efficiency(s));
	json_ratio(w, "projected", standing_projected(s));
	json_money(w, "budget", s->money.budget_cents);
	json_money(w, "executed", s->money.executed_cents);
	json_int(w, "operations", s->operations);
	json_int(w, "reported", s->reported);
	json_int(w, "below", s->below);
	json_int(w, "unexplained", s->unexplained);
}

void
standing_figures_json(struct json_writer *w, const char *key, const struct standing *s)
{
	json_line_object(w, key);
	put_figures(w, s);
	json_object_end(w);
}

/* Where the plan has no such unit it is the institution. */
static void
put_name(struct json_writer *w, const struct plan *plan, uint32_t unit)
{
	const struct plan_unit *u = unit != MAP_NONE ? &plan->units[unit] : NULL;

	json_text_or_null(w, "code", u != NULL ? u->path : "");
	if (u == NULL)
		json_text(w, "name", plan->institution);
	else
		json_text(w, "name", u->name[0] != '\0' ? u->name : u->path);
}

void
standing_lines_json(struct json_writer *w, const struct plan *plan, const struct standing *list,
    size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct map units;

	map_init(&units, mem);
	for (uint32_t u = 0; count > 0 && u < plan->unit_count; u++)
		map_set(&units, plan->units[u].id, u);
	json_array(w, "lines");
	for (size_t i = 0; i < count; i++) {
		const struct standing *s = &list[i];

		json_line_object(w, NULL);
		json_text(w, "id", s->id);
		json_text(w, "level",
		    standing_is_unit(s) ? "unit" : fu_level_key((enum fu_level)s->level));
		json_text_or_null(w, "parent", s->parent != PLAN_NONE ? list[s->parent].id : "");
		put_name(w, plan, map_get(&units, s->id));
		put_figures(w, s);
		json_object_end(w);
	}
	json_array_end(w);
}

void
standing_period_json(struct json_writer *w, const struct report_period *period)
{
	json_int(w, "period", period->number);
	json_int(w, "first", period->first);
	json_int(w, "last", period->last);
	json_text(w, "due_on", period->due_on);
	json_text(w, "state", period_state_key((enum period_state)period->state));
}
