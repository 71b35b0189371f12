#include "text/register_text.h"

#include <string.h>

#include "base/str.h"
#include "text/catalogue.h"

const char *
register_act_word(enum register_act_kind kind)
{
	static const char *const WORDS[REGISTER_ACT__COUNT] = { N_("lo abre"), N_("cambia"),
		N_("lo pasa a"), N_("comenta"), N_("lo cierra como"), N_("lo reabre como"),
		N_("lo lleva al reformulado"), N_("lo saca del reformulado") };

	return WORDS[kind];
}

const char *
register_field_name(const struct pack_register *reg, const char *field)
{
	const struct pack_register_field *f = register_field_find(reg, field);

	if (f != NULL)
		return f->name;
	if (strcmp(field, REGISTER_TITLE) == 0)
		return N_("Asunto");
	if (strcmp(field, REGISTER_ORG_UNIT) == 0)
		return N_("Unidad");
	return strcmp(field, REGISTER_SORT) == 0 ? N_("Clase") : field;
}

/* {field} is what is lacking. */
static const char *const SENTENCES[REGISTER_FAULT__COUNT] = {
	N_("Falta «{field}»."),
	N_("Pasó su fecha y sigue abierto."),
	N_("Su estado ya no es ninguno de los del registro: páselo a otro."),
	N_("Pide cambiar el plan: llévelo al próximo reformulado o ciérrelo con su razón."),
};

void
register_put_finding(struct str *out, const struct register_finding *finding,
    const struct catalogue *catalogue)
{
	const char *text = catalogue_find(catalogue, SENTENCES[finding->fault]);
	const char *place = strstr(text, "{field}");

	if (place == NULL) {
		str_put(out, text);
		return;
	}
	str_put_n(out, text, (size_t)(place - text));
	str_put(out, finding->field != NULL ? finding->field->name : "");
	str_put(out, place + strlen("{field}"));
}
