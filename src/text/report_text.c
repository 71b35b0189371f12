#include "text/report_text.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/catalogue.h"
#include "text/number_text.h"

static const char *const QUARTERS[] = { N_("Primer trimestre"), N_("Segundo trimestre"),
	N_("Tercer trimestre"), N_("Cuarto trimestre") };
static const char *const HALVES[] = { N_("Primer semestre"), N_("Segundo semestre") };

const char *
report_period_name(struct mem *mem, const struct catalogue *catalogue, const struct pack *pack,
    const struct report_period *period, size_t count)
{
	unsigned i = period->number - 1u;

	if (count == pack->period_count)
		return catalogue_find(catalogue, pack->periods[i].name);
	if (count == 4 && i < 4)
		return catalogue_find(catalogue, QUARTERS[i]);
	if (count == 2 && i < 2)
		return catalogue_find(catalogue, HALVES[i]);
	if (count == 1)
		return catalogue_find(catalogue, N_("Todo el año"));
	return mem_printf(mem, "%s %u", catalogue_find(catalogue, N_("Período")), period->number);
}

const char *
report_period_span(struct mem *mem, const struct catalogue *catalogue, const struct pack *pack,
    const struct report_period *period, size_t count)
{
	const char *first = catalogue_find(catalogue, pack->periods[period->first - 1].name);

	if (count == pack->period_count)
		return "";
	if (period->first == period->last)
		return first;
	return mem_printf(mem, "%s %s %s", first, catalogue_find(catalogue, N_("a")),
	    catalogue_find(catalogue, pack->periods[period->last - 1].name));
}

const char *
period_state_word(unsigned state)
{
	static const char *const WORDS[PERIOD_STATE__COUNT] = { N_("Por abrir"), N_("Abierto"),
		N_("Cerrado") };

	return WORDS[state];
}

const char *
measure_word(unsigned kind)
{
	static const char *const WORDS[MEASURE__COUNT] = {
		[MEASURE_UNSAID] = "",
		[MEASURE_NONE] = N_("Ninguna"),
		[MEASURE_ELIMINATE] = N_("Eliminar"),
		[MEASURE_CHANGE_RESULT] = N_("Modificar el resultado"),
		[MEASURE_CHANGE_INDICATOR] = N_("Modificar el indicador"),
		[MEASURE_RESCHEDULE] = N_("Reprogramar"),
		[MEASURE_OTHER] = N_("Otra medida"),
	};

	return WORDS[kind];
}

const char *
take_answer_word(enum take_answer answer)
{
	static const char *const WORDS[TAKE_ANSWER__COUNT] = {
		[TAKE_IT] = N_("Se toma"),
		[TAKE_SAME] = N_("Ya está informado así"),
		[TAKE_NO_UNIT] = N_("El plan no tiene una unidad con ese nombre"),
		[TAKE_UNITS] = N_("Varias unidades del plan se llaman así"),
		[TAKE_NO_ROW] = N_("La unidad no tiene una fila con ese código ni ese título"),
		[TAKE_ALIKE] = N_("Una fila se le parece, pero no es igual"),
		[TAKE_TWICE] = N_("Otra línea del documento ya es esa fila"),
		[TAKE_NOTHING] = N_("El documento no dice nada de ella"),
		[TAKE_NOT_ALLOWED] = N_("Usted no informa de esa unidad"),
		[TAKE_CLOSED] = N_("El informe de su unidad ya se envió"),
	};

	return WORDS[answer];
}

const char *
take_by_word(enum take_by by)
{
	static const char *const WORDS[] = { [TAKE_BY_CODE] = N_("por su código"),
		[TAKE_BY_TITLE] = N_("por su título"),
		[TAKE_BY_WORDS] = N_("por sus palabras") };

	return WORDS[by];
}

const char *
take_left_word(unsigned bit)
{
	switch (bit) {
	case TAKE_LEFT_MONEY:
		return N_("sin el avance presupuestario: la fila no tiene presupuesto");
	case TAKE_LEFT_LESS:
		return N_("sin el avance presupuestario: es menos que lo ya ejecutado");
	case TAKE_LEFT_LONG:
		return N_("sin un texto que pasa de lo que cabe en un informe");
	default:
		return "";
	}
}

const char *
report_field_word(enum report_field field)
{
	static const char *const WORDS[REPORT_FIELD__COUNT] = {
		[REPORT_VALUE] = N_("logrado en el período"),
		[REPORT_STATED] = N_("avance a la fecha, %"),
		[REPORT_EXECUTED] = N_("ejecutado en el período"),
		[REPORT_OBTAINED] = N_("resultado obtenido"),
		[REPORT_CAUSE] = N_("causa"),
		[REPORT_CAUSE_TEXT] = N_("detalle de la causa"),
		[REPORT_MEASURE] = N_("medida"),
		[REPORT_MEASURE_TEXT] = N_("detalle de la medida"),
		[REPORT_MEASURE_MONTH] = N_("mes al que se reprograma"),
		[REPORT_RESPONSIBLE] = N_("responsable"),
		[REPORT_MEASURE_DUE] = N_("fecha de la medida"),
		[REPORT_NOTE] = N_("aclaración"),
	};

	return WORDS[field];
}

static void
put_percent(struct str *out, int64_t value_e9)
{
	number_put(out, ratio_round(value_e9, 2), 2, 0);
	str_put(out, " %");
}

void
threshold_put(struct str *out, const struct pack *pack, const struct report_progress *progress,
    enum threshold_answer answer, const struct catalogue *catalogue)
{
	if (answer == THRESHOLD_WELL)
		return;
	str_put(out, catalogue_find(catalogue, N_("Lleva ")));
	put_percent(out, progress->physical_e9);
	if (answer == THRESHOLD_BELOW_PLAN) {
		str_put(out, catalogue_find(catalogue, N_(" y a la fecha debía llevar ")));
		put_percent(out, progress->planned_e9);
		str_put(out, catalogue_find(catalogue, N_(": es el ")));
		put_percent(out, progress->efficacy_e9);
		str_put(out, catalogue_find(catalogue, N_(" de lo programado")));
	}
	str_put(out, catalogue_find(catalogue, N_(" y el umbral es ")));
	put_percent(out, pack->threshold_e4 * (E9 / E4));
	str_put(out, catalogue_find(catalogue, N_(". Diga la causa y la medida.")));
}
