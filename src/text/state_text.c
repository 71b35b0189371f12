#include "text/state_text.h"

#include "base/str.h"
#include "core/pack.h"
#include "text/catalogue.h"
#include "text/number_text.h"

const char *
plan_state_word(enum plan_state state)
{
	static const char *const WORDS[PLAN_STATE__COUNT] = { N_("borrador"), N_("en revisión"),
		N_("validado"), N_("aprobado"), N_("reemplazado por otra versión") };

	return WORDS[state];
}

const char *
unit_state_word(enum unit_state state)
{
	static const char *const WORDS[UNIT_STATE__COUNT] = { N_("borrador"), N_("presentado"),
		N_("aprobado por su jefe"), N_("devuelto"), N_("validado") };

	return WORDS[state];
}

const char *
change_kind_word(enum change_kind kind)
{
	static const char *const WORDS[CHANGE__COUNT] = { N_("cambia"), N_("crea"), N_("borra"),
		N_("mueve"), N_("reordena"), N_("duplica"), N_("deshace"), N_("arregla"),
		N_("toma una planilla") };

	return WORDS[kind];
}

const char *
sheet_frequency_word(enum sheet_frequency frequency)
{
	static const char *const WORDS[FREQUENCY__COUNT] = { N_("sin decir"), N_("mensual"),
		N_("trimestral"), N_("semestral"), N_("anual") };

	return WORDS[frequency < FREQUENCY__COUNT ? frequency : FREQUENCY_NONE];
}

const char *
sheet_direction_word(enum sheet_direction direction)
{
	static const char *const WORDS[DIRECTION__COUNT] = { N_("sin decir"), N_("subir es mejor"),
		N_("bajar es mejor") };

	return WORDS[direction < DIRECTION__COUNT ? direction : DIRECTION_NONE];
}

static const char *const FIELDS[FIELD__COUNT] = {
	[FIELD_EXISTS] = N_("está"),
	[FIELD_PARENT] = N_("va debajo de"),
	[FIELD_POSITION] = N_("lugar"),
	[FIELD_UNIT] = N_("unidad"),
	[FIELD_LEVEL] = N_("nivel"),
	[FIELD_CODE] = N_("código"),
	[FIELD_CODE_READ] = N_("código como está escrito"),
	[FIELD_TITLE] = N_("descripción"),
	[FIELD_INDICATOR] = N_("indicador"),
	[FIELD_RESPONSIBLE] = N_("responsable"),
	[FIELD_VERIFICATION] = N_("medio de verificación"),
	[FIELD_BASELINE] = N_("línea base"),
	[FIELD_BASELINE_PERCENT] = N_("línea base en porcentaje"),
	[FIELD_TARGET] = N_("meta"),
	[FIELD_TARGET_PERCENT] = N_("meta en porcentaje"),
	[FIELD_WEIGHT] = N_("ponderación"),
	[FIELD_TOTAL] = N_("total"),
	[FIELD_TOTAL_PERCENT] = N_("total en porcentaje"),
	[FIELD_BUDGET] = N_("presupuesto"),
	[FIELD_BEHAVIOUR] = N_("comportamiento"),
	[FIELD_BEHAVIOUR_INFERRED] = N_("comportamiento deducido"),
	[FIELD_BASIS] = N_("base del cronograma"),
	[FIELD_STATE] = N_("estado de la lectura"),
	[FIELD_FIRST_MONTH] = N_("mes inicial"),
	[FIELD_LAST_MONTH] = N_("mes final"),
	[FIELD_DECIMALS] = N_("decimales"),
	[FIELD_PERCENT] = N_("cronograma en porcentaje"),
	[FIELD_HAS_SCHEDULE] = N_("tiene cronograma"),
	[FIELD_SCHEDULE] = N_("cronograma"),
	[FIELD_FORM_A] = N_("formulario A"),
	[FIELD_FORM_B] = N_("formulario B"),
	[FIELD_ID] = N_("identificador"),
	[FIELD_EDITED] = N_("ya no es como se imprimió"),
	[FIELD_FORMULA] = N_("fórmula del indicador"),
	[FIELD_DATA_SOURCE] = N_("fuente de los datos"),
	[FIELD_FREQUENCY] = N_("frecuencia de medición"),
	[FIELD_DIRECTION] = N_("sentido del indicador"),
	[FIELD_MEASURE_UNIT] = N_("unidad de medida"),
};

void
node_field_label_in(struct str *out, enum node_field field, unsigned period,
    const struct pack *pack, const struct catalogue *catalogue)
{
	str_put(out, catalogue_find(catalogue, FIELDS[field]));
	if (period == 0)
		return;
	str_put(out, ", ");
	number_put_period_in(out, pack, period, catalogue);
}

void
node_field_label(struct str *out, enum node_field field, unsigned period, const struct pack *pack)
{
	node_field_label_in(out, field, period, pack, NULL);
}
