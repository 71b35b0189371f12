#include "text/refusal_field.h"

#include <string.h>

#include "text/catalogue.h"

/* Inputs as their boxes are labelled. */
static const struct {
	const char *field, *label;
} FIELDS[] = {
	{ "login", N_("el nombre para entrar") },
	{ "name", N_("el nombre") },
	{ "email", N_("el correo electrónico") },
	{ "post", N_("el puesto") },
	{ "title", N_("el título") },
	{ "unit", N_("la unidad") },
	{ "acronym", N_("la sigla") },
	{ "role", N_("el rol") },
	{ "scope", N_("el alcance") },
	{ "first", N_("el primer día") },
	{ "last", N_("el último día") },
	{ "on", N_("la fecha") },
	{ "password", N_("la contraseña") },
	{ "old", N_("la contraseña actual") },
	{ "supervisor", N_("la institución que supervisa") },
	{ "code", N_("el código") },
	{ "indicator", N_("el indicador") },
	{ "responsible", N_("el responsable") },
	{ "verification", N_("el medio de verificación") },
	{ "formula", N_("la fórmula del indicador") },
	{ "data_source", N_("la fuente de los datos") },
	{ "frequency", N_("la frecuencia de medición") },
	{ "direction", N_("el sentido del indicador") },
	{ "measure_unit", N_("la unidad de medida") },
	{ "baseline", N_("la línea base") },
	{ "target", N_("la meta") },
	{ "weight", N_("la ponderación") },
	{ "total", N_("el total") },
	{ "budget", N_("el presupuesto") },
	{ "behaviour", N_("el comportamiento") },
	{ "schedule_basis", N_("la base del cronograma") },
	{ "first_month", N_("el mes inicial") },
	{ "last_month", N_("el mes final") },
	{ "schedule", N_("el cronograma") },
	{ "why", N_("el motivo") },
	{ "ordinal", N_("el número de orden") },
	{ "expected", N_("el resultado esperado") },
	{ "physical", N_("el avance físico") },
	{ "financial", N_("el avance presupuestario") },
	{ "level_name", N_("el nombre del nivel") },
	{ "paper_text", N_("el texto de los documentos impresos") },
	{ "band_name", N_("el nombre de la banda") },
};

const char *
refusal_field_label(const char *field)
{
	for (size_t i = 0; field != NULL && i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
		if (strcmp(FIELDS[i].field, field) == 0)
			return FIELDS[i].label;
	return field != NULL ? field : "";
}
