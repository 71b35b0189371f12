#include "report/findings_json.h"

#include "report/json_writer.h"
#include "text/finding_text.h"

static const char *
period_abbr(const struct pack *pack, int64_t period)
{
	if (period < 1 || period > pack->period_count)
		return "?";
	return pack->periods[period - 1].abbr;
}

void
value_json(struct json_writer *w, const char *key, const struct value *v, const struct pack *pack)
{
	struct str range = { 0 };

	switch (v->kind) {
	case VALUE_E4:
	case VALUE_PERCENT_E4:
		json_quantity(w, key, v->number);
		break;
	case VALUE_E9:
		json_ratio(w, key, v->number);
		break;
	case VALUE_CENTS:
		json_money(w, key, v->number);
		break;
	case VALUE_COUNT:
		json_int(w, key, v->number);
		break;
	case VALUE_TEXT:
		json_text(w, key, v->text);
		break;
	case VALUE_RANGE:
		str_printf(&range, "%s-%s", period_abbr(pack, v->number / 100),
		    period_abbr(pack, v->number % 100));
		json_text(w, key, range.text);
		str_done(&range);
		break;
	default:
		json_null(w, key);
	}
}

void
plan_head_json(struct json_writer *w, const char *key, const struct plan *plan)
{
	json_line_object(w, key);
	json_text(w, "institution", plan->institution);
	json_int(w, "year", plan->year);
	json_int(w, "version", plan->version);
	json_object_end(w);
}

void
follow_up_head_json(struct json_writer *w, const char *key, const struct follow_up *fu)
{
	json_line_object(w, key);
	json_text(w, "institution", fu->institution);
	json_int(w, "year", fu->year);
	json_text_or_null(w, "as_of", fu->as_of);
	json_object_end(w);
}

/* What the place of a finding names; NULL where it names none. */
struct place {
	const char *file, *unit, *unit_id, *code, *node, *aggregate;
};

static struct place
plan_place(const struct finding *f, const struct plan *plan)
{
	struct place p = { 0 };
	uint32_t unit = f->unit;

	if (f->node != PLAN_NONE) {
		p.code = plan->nodes[f->node].code;
		p.node = plan->nodes[f->node].id;
		if (unit == PLAN_NONE)
			unit = plan->nodes[f->node].unit;
	}
	if (unit != PLAN_NONE) {
		p.unit = plan->units[unit].path;
		p.unit_id = plan->units[unit].id;
	}
	if (f->source.file < plan->file_count)
		p.file = plan->files[f->source.file];
	return p;
}

static struct place
follow_up_place(const struct finding *f, const struct follow_up *fu)
{
	struct place p = { 0 };
	uint32_t unit = f->unit;

	if (f->node != PLAN_NONE) {
		p.code = fu->operations[f->node].code;
		p.node = fu->operations[f->node].id;
		if (unit == PLAN_NONE)
			unit = fu->operations[f->node].unit;
	}
	if (unit != PLAN_NONE) {
		p.unit = fu->units[unit].name;
		p.unit_id = fu->units[unit].id;
	}
	if (f->aggregate != PLAN_NONE) {
		p.aggregate = fu->aggregates[f->aggregate].id;
		if (p.unit == NULL)
			p.unit = fu->aggregates[f->aggregate].name;
	}
	if (f->source.file < fu->file_count)
		p.file = fu->files[f->source.file];
	return p;
}

static void
place_json(struct json_writer *w, const struct finding *f, const struct place *p)
{
	char form[2] = { f->source.form, '\0' };

	json_line_object(w, "place");
	json_text_or_null(w, "file", p->file);
	if (f->source.line > 0)
		json_int(w, "line", f->source.line);
	else
		json_null(w, "line");
	json_text_or_null(w, "form", form);
	json_text_or_null(w, "unit", p->unit);
	json_text_or_null(w, "unit_id", p->unit_id);
	json_text_or_null(w, "code", p->code);
	json_text_or_null(w, "node", p->node);
	json_text_or_null(w, "aggregate", p->aggregate);
	if (f->period > 0)
		json_int(w, "period", f->period);
	else
		json_null(w, "period");
	json_object_end(w);
}

static void
fix_json(struct json_writer *w, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	const struct pack *pack = plan != NULL ? plan->pack : fu->pack;

	if (f->fix_count == 0) {
		json_null(w, "fix");
		return;
	}
	json_array(w, "fix");
	for (size_t i = 0; i < f->fix_count; i++) {
		const struct fix_change *c = &f->fix[i];
		bool node = c->node != PLAN_NONE;

		json_line_object(w, NULL);
		json_text(w, "field", fix_key(c->field));
		json_text_or_null(w, "node", !node ? NULL : plan != NULL ?
		    plan->nodes[c->node].id : fu->operations[c->node].id);
		json_text_or_null(w, "code", !node ? NULL : plan != NULL ?
		    plan->nodes[c->node].code : fu->operations[c->node].code);
		if (c->period > 0)
			json_int(w, "period", c->period);
		else
			json_null(w, "period");
		value_json(w, "value", &c->value, pack);
		json_object_end(w);
	}
	json_array_end(w);
}

void
finding_json(struct json_writer *w, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	const struct pack *pack = plan != NULL ? plan->pack : fu->pack;
	struct place place = plan != NULL ? plan_place(f, plan) : follow_up_place(f, fu);
	struct str text = { 0 };

	json_object(w, NULL);
	str_printf(&text, "R%02u", f->rule);
	json_text(w, "rule", text.text);
	json_text(w, "severity", severity_key(f->severity));
	if (plan != NULL)
		plan_head_json(w, "plan", plan);
	else
		follow_up_head_json(w, "follow_up", fu);
	place_json(w, f, &place);
	str_clear(&text);
	finding_sentence(&text, f, plan, fu);
	json_text(w, "message", str_text(&text));
	value_json(w, "expected", &f->expected, pack);
	value_json(w, "found", &f->found, pack);
	fix_json(w, f, plan, fu);
	json_object_end(w);
	str_done(&text);
}
