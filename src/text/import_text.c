#include "text/import_text.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "core/staged.h"
#include "text/catalogue.h"
#include "text/number_text.h"

enum { QUOTE_COLUMNS = 60 };

static const struct {
	const char *key, *text;
} ISSUES[] = {
	{ "number", N_("no es un número, y debería serlo") },
	{ "out_of_range", N_("el número pasa de lo posible y se dejó de lado") },
	{ "code", N_("el código no corresponde a ningún nivel y la fila se dejó de lado") },
	{ "row", N_("fila de una tabla que no se reconoce y se dejó de lado") },
	{ "duplicate_form", N_("formulario impreso por segunda vez; cuenta una sola") },
	{ "joined_row", N_("fila cortada por el salto de página, unida a la anterior") },
	{ "no_institution",
	    N_("el texto no dice de qué institución es; se tomó esta. Si es otra, repita con "
	       "--institution") },
	{ "unclosed",
	    N_("el texto termina sin cerrar este formulario: le falta «Presupuesto:» o «Total:», y "
	       "puede que también filas") },
	{ "shifted", N_("a la fila le falta una celda: el avance se leyó una columna antes") },
	{ "unit_unlinked",
	    N_("varias unidades de la institución pueden ser esta: quedó sin vincular, y solo quien "
	       "tiene un rol sobre toda la institución puede cambiarla") },
	{ "sheet", N_("esta hoja del libro se numera desde esta línea") },
	{ "sheet_unread", N_("hoja sin formularios ni tablas de un plan: no se leyó") },
	{ "hidden_sheet",
	    N_("hoja oculta: no se leyó. Si es del documento, muéstrela y envíelo otra vez") },
	{ "hidden_rows", N_("filas ocultas en la hoja, que se leyeron igual") },
	{ "uncached",
	    N_("fórmulas guardadas sin su resultado, que se leyeron como vacías: abra el libro en su "
	       "programa de planillas y guárdelo otra vez") },
	{ "cell_error", N_("la celda muestra un error y se leyó como vacía") },
	{ "wide", N_("celdas más allá de la columna IV, que no se leen") },
	{ "table", N_("no es un formulario oficial: se leyó por sus encabezados, que están aquí") },
	{ "row_skipped", N_("fila sin código ni actividad, que se dejó de lado") },
	{ "code_made", N_("la tabla no trae un código que sirva: se puso este") },
	{ "orphan_cause", N_("causa de desviación que no corresponde a ninguna operación") },
};

static const struct {
	const char *key, *text;
} FIELDS[] = {
	{ "code_read", N_("código") },
	{ "title", N_("descripción") },
	{ "weight", N_("ponderación") },
	{ "indicator", N_("indicador") },
	{ "responsible", N_("responsable") },
	{ "baseline", N_("línea base") },
	{ "target", N_("meta") },
	{ "verification", N_("medio de verificación") },
	{ "formula", N_("fórmula del indicador") },
	{ "data_source", N_("fuente de los datos") },
	{ "frequency", N_("frecuencia de medición") },
	{ "direction", N_("sentido del indicador") },
	{ "measure_unit", N_("unidad de medida") },
	{ "window", N_("inicio y fin") },
	{ "percent", N_("cronograma en porcentaje") },
	{ "schedule", N_("cronograma") },
	{ "total", N_("total") },
	{ "budget", N_("presupuesto") },
	{ "budget_total", N_("total del presupuesto") },
	{ "published_rollup", N_("agregación impresa") },
	{ "published_rollup_total", N_("total de la agregación impresa") },
	{ "published_weight", N_("ponderación en el formulario de actividades") },
	{ "published_total", N_("total de la unidad") },
	{ "published_total_sum", N_("suma del total de la unidad") },
	{ "state", N_("lectura") },
	{ "cells_read", N_("celdas leídas") },
	{ "published_cells", N_("celdas de la agregación impresa") },
	{ "published_total_cells", N_("celdas del total de la unidad") },
	{ "name", N_("nombre") },
	{ "acronym", N_("sigla") },
	{ "code", N_("código") },
	{ "parent", N_("va debajo de") },
	{ "unit", N_("unidad") },
	{ "area", N_("área") },
	{ "expected", N_("resultado esperado") },
	{ "obtained", N_("resultado obtenido") },
	{ "physical", N_("avance físico") },
	{ "financial", N_("avance presupuestario") },
	{ "cause", N_("causa de desviación") },
	{ "measure", N_("medida correctiva") },
	{ "printed", N_("promedio impreso") },
	{ "printed_financial", N_("promedio presupuestario impreso") },
};

void
import_issue_sentence_in(struct str *out, const char *key, const char *text,
    const struct catalogue *catalogue)
{
	const char *sentence = key;

	for (size_t i = 0; i < sizeof(ISSUES) / sizeof(ISSUES[0]); i++)
		if (strcmp(ISSUES[i].key, key) == 0)
			sentence = ISSUES[i].text;
	if (text != NULL && text[0] != '\0') {
		size_t n = utf8_prefix(text, QUOTE_COLUMNS);

		str_put(out, "«");
		for (size_t i = 0; i < n; i++)
			if (text[i] == '\t')
				str_put_char(out, ' ');
			else
				str_put_char(out, text[i]);
		str_put(out, text[n] != '\0' ? "…»: " : "»: ");
	}
	str_put(out, catalogue_find(catalogue, sentence));
}

void
import_issue_sentence(struct str *out, const char *key, const char *text)
{
	import_issue_sentence_in(out, key, text, NULL);
}

void
import_line_in(struct str *out, const struct staged_rows *rows, uint32_t line,
    const struct catalogue *catalogue)
{
	const struct staged_sheet *sheet = NULL;

	for (size_t i = 0; rows != NULL && i < rows->sheet_count; i++)
		if (rows->sheets[i].before < line)
			sheet = &rows->sheets[i];
	if (sheet == NULL)
		str_printf(out, "%s %u", catalogue_find(catalogue, N_("línea")), line);
	else
		str_printf(out, "%s «%s», %s %u", catalogue_find(catalogue, N_("hoja")),
		    sheet->name, catalogue_find(catalogue, N_("fila")), line - sheet->before);
}

const char *
import_state_word(const char *key)
{
	if (strcmp(key, "as_read") == 0)
		return N_("tal como está");
	return strcmp(key, "repaired") == 0 ? N_("reparada") : N_("sin resolver");
}

void
import_field_label_in(struct str *out, const char *field, unsigned period, const struct pack *pack,
    const struct catalogue *catalogue)
{
	const char *label = field;

	for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
		if (strcmp(FIELDS[i].key, field) == 0)
			label = FIELDS[i].text;
	str_put(out, catalogue_find(catalogue, label));
	if (period == 0)
		return;
	str_put(out, ", ");
	number_put_period_in(out, pack, period, catalogue);
}

void
import_field_label(struct str *out, const char *field, unsigned period, const struct pack *pack)
{
	import_field_label_in(out, field, period, pack, NULL);
}
