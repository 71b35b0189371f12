#include "report/bundle_json.h"

#include "report/json_writer.h"
#include "report/plan_json.h"

static void
put_periods(struct json_writer *w, const struct bundle *b)
{
	json_array(w, "calendar");
	for (size_t i = 0; i < b->period_count; i++) {
		json_line_object(w, NULL);
		json_int(w, "period", b->periods[i].number);
		json_int(w, "first", b->periods[i].first);
		json_int(w, "last", b->periods[i].last);
		json_text(w, "state", period_state_key((enum period_state)b->periods[i].state));
		json_text(w, "due_on", b->periods[i].due_on);
		json_object_end(w);
	}
	json_array_end(w);
}

static void
put_units(struct json_writer *w, const struct bundle *b)
{
	json_array(w, "unit_reports");
	for (size_t i = 0; i < b->unit_count; i++) {
		json_line_object(w, NULL);
		json_int(w, "period", b->units[i].period);
		json_text(w, "unit", b->units[i].unit_id);
		json_text(w, "state", unit_state_key((enum unit_state)b->units[i].state));
		json_text_or_null(w, "due_on", b->units[i].due_on);
		json_object_end(w);
	}
	json_array_end(w);
}

/* Whole numbers and amounts as what they are; what nobody said is left out. */
static void
put_field(struct json_writer *w, const struct report *r, enum report_field field)
{
	const char *key = report_field_key(field);

	if (!report_field_is_number(field)) {
		if (r->text[field][0] != '\0')
			json_text(w, key, r->text[field]);
		return;
	}
	if (r->number[field] == NUM_ABSENT)
		return;
	if (field == REPORT_EXECUTED)
		json_money(w, key, r->number[field]);
	else if (field == REPORT_MEASURE || field == REPORT_MEASURE_MONTH)
		json_int(w, key, r->number[field]);
	else
		json_quantity(w, key, r->number[field]);
}

static void
put_reports(struct json_writer *w, const struct bundle *b)
{
	json_array(w, "reports");
	for (size_t i = 0; i < b->report_count; i++) {
		json_line_object(w, NULL);
		json_text(w, "node", b->reports[i].node_id);
		json_int(w, "period", b->reports[i].period);
		for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++)
			put_field(w, &b->reports[i], (enum report_field)f);
		json_object_end(w);
	}
	json_array_end(w);
}

void
bundle_json(struct json_writer *w, const struct bundle *b, const struct rollup *rolled)
{
	json_object(w, NULL);
	json_text(w, "schema", "yupana.bundle/1");
	json_line_object(w, "from");
	json_text(w, "name", b->institution);
	json_text(w, "acronym", b->acronym);
	json_object_end(w);
	json_text(w, "to", b->to);
	json_int(w, "serial", b->serial);
	json_text(w, "made_at", b->made_at);
	json_text(w, "pack", b->pack);
	json_line_object(w, "approval");
	json_text_or_null(w, "at", b->approved_at);
	json_text_or_null(w, "resolution", b->resolution);
	json_text_or_null(w, "resolution_date", b->resolution_date);
	json_object_end(w);
	json_array(w, "plans");
	plan_json(w, b->plan, rolled);
	json_array_end(w);
	put_periods(w, b);
	put_units(w, b);
	put_reports(w, b);
	json_object_end(w);
}
