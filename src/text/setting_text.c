#include "text/setting_text.h"

#include <stddef.h>
#include <string.h>

#include "text/catalogue.h"

static const struct {
	const char *key, *name, *about;
} SETTINGS[] = {
	{ "new_plan", N_("Cómo suman los planes nuevos"),
	    N_("Vale para los planes que se formulen desde ahora. Los que ya están guardan la suya y sus "
	       "cifras no cambian.") },
	{ "average", N_("Promedio del avance"),
	    N_("Cómo se promedian las actividades de una unidad al medir su avance. Los seguimientos "
	       "importados se recalculan siempre con el promedio simple de su documento.") },
	{ "average_above", N_("Promedio de direcciones y niveles"),
	    N_("Cómo se promedian las unidades en su dirección, viceministerio e institución. Por "
	       "ponderación, cada una cuenta por sus actividades.") },
	{ "blanks", N_("Actividades sin informar"),
	    N_("Si una actividad que no se informó queda fuera del promedio o cuenta como cero.") },
	{ "threshold.policy", N_("Desde cuándo un avance es bajo"),
	    N_("Decide a qué operaciones se les pide explicar la causa. No cambia ninguna cifra.") },
	{ "threshold.percent", N_("Umbral, en por ciento"),
	    N_("Vale para los seguimientos que lleguen desde ahora sin decir el suyo. Los que ya están "
	       "guardan el que tienen.") },
	{ "cap_at_100", N_("Avance de más de 100 %"),
	    N_("Vale al promediar los seguimientos que lleguen desde ahora. Los que ya están se promedian "
	       "como antes.") },
	{ "evidence.megabytes", N_("Tamaño de un archivo de evidencia, en MB"),
	    N_("Lo más que puede tener cada archivo que se adjunte desde ahora. Los que ya están se "
	       "quedan.") },
	{ "portal", N_("Portal público"),
	    N_("Si cualquiera, sin ingresar, puede ver el plan aprobado y los seguimientos cerrados "
	       "en /portal. Los borradores y los períodos abiertos no se ven nunca.") },
	{ "portal.staff", N_("Nombres del personal en el portal"),
	    N_("Si el portal y sus descargas dicen quién es responsable de cada actividad.") },
	{ "paper.legal_basis", N_("Base legal de creación"),
	    N_("Las normas que crean la institución y rigen lo que hace. Va en el POA impreso.") },
	{ "paper.mission", N_("Misión"), N_("Va en el POA y en el seguimiento impresos.") },
	{ "paper.vision", N_("Visión"), N_("Va en el POA y en el seguimiento impresos.") },
	{ "paper.address", N_("Dirección donde se verifican los documentos"),
	    N_("La de este sistema vista desde fuera, «https://poa.ejemplo.gob.bo»: va en el código QR "
	       "de lo que se emite. Vacía, se usa la del servidor.") },
	{ "paper.prepared.name", N_("Elaborado por: nombre"),
	    N_("Quien firma como autor. Vacío, se escribe a mano.") },
	{ "paper.prepared.post", N_("Elaborado por: cargo"), "" },
	{ "paper.reviewed.name", N_("Revisado por: nombre"),
	    N_("Quien firma la revisión. Vacío, se escribe a mano.") },
	{ "paper.reviewed.post", N_("Revisado por: cargo"), "" },
	{ "paper.approved.name", N_("Aprobado por: nombre"),
	    N_("La autoridad que aprueba. Vacío, se escribe a mano.") },
	{ "paper.approved.post", N_("Aprobado por: cargo"), "" },
};

static const struct {
	const char *key, *value, *name;
} CHOICES[] = {
	{ "new_plan", "as_published", N_("Todo como suma, igual que los documentos impresos") },
	{ "new_plan", "by_behaviour", N_("Cada cronograma según su comportamiento") },
	{ "average", "mean", N_("Simple") },
	{ "average", "weighted", N_("Por ponderación") },
	{ "average", "budget_weighted", N_("Por presupuesto") },
	{ "average_above", "mean", N_("Simple") },
	{ "average_above", "weighted", N_("Por número de actividades") },
	{ "average_above", "budget_weighted", N_("Por presupuesto") },
	{ "blanks", "excluded", N_("Quedan fuera") },
	{ "blanks", "zero", N_("Cuentan como cero") },
	{ "threshold.policy", "flat", N_("Por debajo de un porcentaje fijo") },
	{ "threshold.policy", "planned_to_date",
	    N_("Por debajo de un porcentaje de lo programado a la fecha") },
	{ "cap_at_100", "false", N_("Se cuenta entero") },
	{ "cap_at_100", "true", N_("Se cuenta como 100 %") },
	{ "evidence.megabytes", "5", N_("5 MB") },
	{ "evidence.megabytes", "10", N_("10 MB") },
	{ "evidence.megabytes", "20", N_("20 MB") },
	{ "evidence.megabytes", "40", N_("40 MB") },
	{ "portal", "false", N_("Cerrado") },
	{ "portal", "true", N_("Abierto a la ciudadanía") },
	{ "portal.staff", "false", N_("No se muestran") },
	{ "portal.staff", "true", N_("Se muestran") },
};

static const struct {
	const char *key, *name;
} SHAPES[] = {
	{ "octagon", N_("octágono") },
	{ "triangle", N_("triángulo") },
	{ "square", N_("cuadrado") },
	{ "circle", N_("círculo") },
	{ "star", N_("estrella") },
	{ "diamond", N_("rombo") },
	{ "pentagon", N_("pentágono") },
	{ "hexagon", N_("hexágono") },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *
setting_name(const char *key)
{
	for (size_t i = 0; i < COUNT(SETTINGS); i++)
		if (strcmp(SETTINGS[i].key, key) == 0)
			return SETTINGS[i].name;
	return NULL;
}

const char *
setting_about(const char *key)
{
	for (size_t i = 0; i < COUNT(SETTINGS); i++)
		if (strcmp(SETTINGS[i].key, key) == 0)
			return SETTINGS[i].about;
	return NULL;
}

const char *
setting_choice_name(const char *key, const char *value)
{
	for (size_t i = 0; i < COUNT(CHOICES); i++)
		if (strcmp(CHOICES[i].key, key) == 0 && strcmp(CHOICES[i].value, value) == 0)
			return CHOICES[i].name;
	return value;
}

const char *
band_shape_name(const char *shape)
{
	for (size_t i = 0; i < COUNT(SHAPES); i++)
		if (strcmp(SHAPES[i].key, shape) == 0)
			return SHAPES[i].name;
	return shape;
}
