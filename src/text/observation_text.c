#include "text/observation_text.h"

#include "base/str.h"
#include "text/report_text.h"
#include "text/state_text.h"

#define N_(text) text

const char *
observation_state_word(enum observation_state state)
{
	static const char *const WORDS[OBSERVATION_STATE__COUNT] = { N_("por enviar"),
		N_("por responder"), N_("respondida"), N_("atendida"), N_("retirada") };

	return WORDS[state];
}

const char *
observation_act_word(enum observation_act_kind kind)
{
	static const char *const WORDS[OBSERVATION_ACT__COUNT] = { N_("observa"),
		N_("la envía con la devolución"), N_("responde"), N_("insiste"),
		N_("cambia lo observado"), N_("la da por atendida"), N_("la retira") };

	return WORDS[kind];
}

void
observation_put_place(struct str *out, const struct plan *plan, const struct anchor *anchor)
{
	if (anchor->node >= plan->node_count) {
		str_put(out, "la unidad entera");
		return;
	}
	str_printf(out, "%s: ", plan->nodes[anchor->node].code);
	if (anchor->report > 0 && anchor->field < REPORT_FIELD__COUNT)
		str_put(out, report_field_word((enum report_field)anchor->field));
	else if (anchor->field < FIELD__COUNT)
		node_field_label(out, (enum node_field)anchor->field, anchor->period, plan->pack);
	else
		str_put(out, "toda la fila");
}
