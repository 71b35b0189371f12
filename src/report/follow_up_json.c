/* follow_up_json.c - a follow-up as JSON; see plan_json.h. */
#include "report/json_writer.h"
#include "report/plan_json.h"

static void
one_source(struct json_writer *w, const struct follow_up *fu, const struct source *source,
    const struct source *second)
{
	json_array(w, "sources");
	if (source->line > 0)
		source_json(w, NULL, source, fu->files, fu->file_count);
	if (second != NULL && second->line > 0)
		source_json(w, NULL, second, fu->files, fu->file_count);
	json_array_end(w);
}

static void
operation_json(struct json_writer *w, const struct follow_up *fu, const struct fu_operation *op)
{
	json_object(w, NULL);
	json_text(w, "id", op->id);
	json_text(w, "code", op->code);
	json_text_or_null(w, "area", op->area);
	json_text(w, "expected", op->expected);
	json_text(w, "obtained", op->obtained);
	json_quantity(w, "physical", op->physical_e4);
	json_quantity(w, "financial", op->financial_e4);
	json_text_or_null(w, "cause", op->cause);
	json_text_or_null(w, "measure", op->measure);
	one_source(w, fu, &op->source, &op->cause_source);
	json_object_end(w);
}

static void
unit_json(struct json_writer *w, const struct follow_up *fu, const struct fu_unit *unit)
{
	json_object(w, NULL);
	json_text(w, "id", unit->id);
	json_text(w, "ordinal", unit->ordinal);
	json_text(w, "name", unit->name);
	json_text_or_null(w, "parent",
	    unit->parent != PLAN_NONE ? fu->aggregates[unit->parent].id : NULL);
	json_quantity(w, "printed", unit->printed_e4);
	json_ratio(w, "computed", unit->computed_e9);
	json_array(w, "operations");
	for (uint32_t i = 0; i < unit->count; i++)
		operation_json(w, fu, &fu->operations[unit->first + i]);
	json_array_end(w);
	one_source(w, fu, &unit->source, &unit->cause_source);
	json_object_end(w);
}

static void
aggregate_json(struct json_writer *w, const struct follow_up *fu, const struct fu_aggregate *a)
{
	json_object(w, NULL);
	json_text(w, "id", a->id);
	json_text(w, "name", a->name);
	json_text(w, "level", fu_level_key(a->level));
	json_text_or_null(w, "parent",
	    a->parent != PLAN_NONE ? fu->aggregates[a->parent].id : NULL);
	json_quantity(w, "printed", a->printed_e4);
	json_ratio(w, "computed", a->computed_e9);
	json_ratio(w, "computed_from_printed", a->computed_from_printed_e9);
	json_quantity(w, "printed_financial", a->printed_financial_e4);
	json_ratio(w, "computed_financial", a->computed_financial_e9);
	json_line_array(w, "of");
	for (size_t i = 0; i < a->of_count; i++)
		json_text(w, NULL, a->of[i].is_unit ? fu->units[a->of[i].index].id :
		                                      fu->aggregates[a->of[i].index].id);
	json_array_end(w);
	one_source(w, fu, &a->source, NULL);
	json_object_end(w);
}

static void
orphan_json(struct json_writer *w, const struct follow_up *fu, const struct fu_orphan *orphan)
{
	json_object(w, NULL);
	json_text(w, "unit", orphan->unit_name);
	json_text(w, "code", orphan->code);
	json_text(w, "expected", orphan->expected);
	json_text_or_null(w, "cause", orphan->cause);
	json_text_or_null(w, "measure", orphan->measure);
	one_source(w, fu, &orphan->source, NULL);
	json_object_end(w);
}

void
follow_up_json(struct json_writer *w, const struct follow_up *fu)
{
	json_object(w, NULL);
	json_line_object(w, "institution");
	json_text(w, "name", fu->institution);
	json_text(w, "acronym", fu->acronym);
	json_object_end(w);
	json_int(w, "year", fu->year);
	json_text_or_null(w, "as_of", fu->as_of);
	json_text(w, "pack", fu->pack->name);
	json_quantity(w, "threshold", fu->threshold_e4);
	json_bool(w, "threshold_stated", fu->threshold_stated);
	json_array(w, "units");
	for (size_t u = 0; u < fu->unit_count; u++)
		unit_json(w, fu, &fu->units[u]);
	json_array_end(w);
	json_array(w, "aggregates");
	for (size_t a = 0; a < fu->aggregate_count; a++)
		aggregate_json(w, fu, &fu->aggregates[a]);
	json_array_end(w);
	json_array(w, "orphans");
	for (size_t i = 0; i < fu->orphan_count; i++)
		orphan_json(w, fu, &fu->orphans[i]);
	json_array_end(w);
	json_object_end(w);
}
