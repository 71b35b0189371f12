#include "report/observation_json.h"

static void
put_acts(struct json_writer *w, const struct observation *o)
{
	json_array(w, "acts");
	for (size_t i = 0; i < o->act_count; i++) {
		const struct observation_act *act = &o->acts[i];

		json_line_object(w, NULL);
		json_text(w, "act", observation_act_key(act->kind));
		json_text(w, "at", act->at);
		json_text(w, "actor", act->actor);
		json_text_or_null(w, "text", act->text);
		json_object_end(w);
	}
	json_array_end(w);
}

void
observation_json(struct json_writer *w, const char *key, const struct plan *plan,
    const struct observation *o)
{
	const struct anchor *a = &o->anchor;
	bool of_row = a->node < plan->node_count;

	json_object(w, key);
	json_int(w, "id", o->id);
	json_text(w, "state", observation_state_key(o->state));
	json_text(w, "unit", a->unit < plan->unit_count ? plan->units[a->unit].path : "");
	if (of_row)
		json_int(w, "node", a->node);
	else
		json_null(w, "node");
	json_text_or_null(w, "code", of_row ? plan->nodes[a->node].code : "");
	json_text_or_null(w, "field", anchor_field_key(a));
	json_int(w, "period", a->period);
	if (a->report > 0)
		json_int(w, "report", a->report);
	else
		json_null(w, "report");
	json_text(w, "by", o->office ? "planning_office" : "unit_head");
	json_text(w, "text", o->act_count > 0 ? o->acts[0].text : "");
	put_acts(w, o);
	json_object_end(w);
}
