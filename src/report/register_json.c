#include "report/register_json.h"

#include "base/mem.h"
#include "base/str.h"
#include "text/register_text.h"

/* ---- A register --------------------------------------------------------------- */

static void
put_fields(struct json_writer *w, const struct pack_register *reg)
{
	json_array(w, "fields");
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct pack_register_field *f = &reg->fields[i];

		json_line_object(w, NULL);
		json_text(w, "key", f->key);
		json_text(w, "name", f->name);
		json_text(w, "kind", pack_register_kind_words[f->kind]);
		json_text(w, "needed", pack_register_need_words[f->needed]);
		json_object_end(w);
	}
	json_array_end(w);
}

static void
put_states(struct json_writer *w, const struct pack_register *reg)
{
	json_array(w, "states");
	for (size_t i = 0; i < reg->state_count; i++) {
		json_line_object(w, NULL);
		json_text(w, "key", reg->states[i].key);
		json_text(w, "name", reg->states[i].name);
		json_bool(w, "final", reg->states[i].final);
		json_object_end(w);
	}
	json_array_end(w);
	json_array(w, "kinds");
	for (size_t i = 0; i < reg->sort_count; i++) {
		json_line_object(w, NULL);
		json_text(w, "key", reg->sorts[i].key);
		json_text(w, "name", reg->sorts[i].name);
		json_bool(w, "amends", reg->sorts[i].amends);
		json_object_end(w);
	}
	json_array_end(w);
}

void
register_json(struct json_writer *w, const char *key, const struct pack_register *reg,
    const struct register_counts *counts)
{
	json_object(w, key);
	json_text(w, "key", reg->key);
	json_text(w, "name", reg->name);
	json_text(w, "singular", reg->singular);
	json_bool(w, "follows_measures", reg->follows_measures);
	json_int(w, "total", (int64_t)counts->total);
	json_int(w, "open", (int64_t)counts->open);
	json_int(w, "late", (int64_t)counts->late);
	json_int(w, "faulty", (int64_t)counts->faulty);
	put_states(w, reg);
	put_fields(w, reg);
	json_object_end(w);
}

/* ---- An item ------------------------------------------------------------------ */

static void
put_id(struct json_writer *w, const char *key, int64_t id)
{
	if (id != 0)
		json_int(w, key, id);
	else
		json_null(w, key);
}

static void
put_warnings(struct json_writer *w, const struct pack_register *reg,
    const struct register_item *item, const char *today)
{
	static const char *const FAULTS[REGISTER_FAULT__COUNT] = { "lacks", "late", "state_gone",
		"not_amended" };
	struct register_finding found[REGISTER_FINDINGS_MAX];
	size_t count = register_check(reg, item, today, found);

	json_array(w, "warnings");
	for (size_t i = 0; i < count; i++) {
		char rule[] = { 'R', (char)('0' + found[i].rule / 10),
			(char)('0' + found[i].rule % 10), '\0' };

		json_line_object(w, NULL);
		json_text(w, "rule", rule);
		json_text(w, "what", FAULTS[found[i].fault]);
		json_text_or_null(w, "field", found[i].field != NULL ? found[i].field->key : "");
		json_object_end(w);
	}
	json_array_end(w);
}

void
register_item_json(struct json_writer *w, const char *key, const struct pack_register *reg,
    const struct register_item *item, const char *today)
{
	json_object(w, key);
	json_int(w, "id", item->id);
	json_text(w, "register", item->reg);
	json_text(w, "title", item->title);
	put_id(w, "unit", item->org_unit);
	json_text_or_null(w, "kind", item->sort);
	json_text(w, "state", item->state);
	json_bool(w, "open", register_is_open(reg, item));
	json_bool(w, "late", register_is_late(reg, item, today));
	put_id(w, "year", item->year);
	put_id(w, "period", item->period);
	json_text_or_null(w, "node_id", item->node_id);
	put_id(w, "amendment", item->plan_id);
	json_text(w, "opened_at", item->opened_at);
	json_int(w, "revision", item->revision);
	json_array(w, "values");
	for (size_t i = 0; i < item->value_count; i++) {
		json_line_object(w, NULL);
		json_text(w, "field", item->values[i].field);
		json_text(w, "text", item->values[i].text);
		json_object_end(w);
	}
	json_array_end(w);
	put_warnings(w, reg, item, today);
	json_object_end(w);
}

void
register_acts_json(struct json_writer *w, const struct register_item *item)
{
	json_array(w, "acts");
	for (size_t i = 0; i < item->act_count; i++) {
		const struct register_act *a = &item->acts[i];

		json_line_object(w, NULL);
		json_text(w, "act", register_act_key(a->kind));
		json_text(w, "at", a->at);
		json_text(w, "actor", a->actor);
		json_text_or_null(w, "state", a->state);
		json_text_or_null(w, "field", a->field);
		json_text_or_null(w, "was", a->was);
		json_text_or_null(w, "text", a->text);
		put_id(w, "amendment", a->plan_id);
		json_object_end(w);
	}
	json_array_end(w);
}

void
register_finding_json(struct json_writer *w, const char *institution,
    const struct pack_register *reg, const struct register_item *item,
    const struct register_finding *finding)
{
	CLEANUP(str_done) struct str sentence = { 0 };

	register_put_finding(&sentence, finding, NULL);
	json_line_object(w, NULL);
	json_text(w, "rule", finding->rule == 40 ? "R40" : "R48");
	json_text(w, "severity", "warning");
	json_text(w, "institution", institution);
	json_text(w, "register", reg->key);
	json_int(w, "item", item->id);
	json_text(w, "title", item->title);
	json_text(w, "message", str_text(&sentence));
	json_object_end(w);
}
