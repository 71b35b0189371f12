#include "web/pages/import_columns.h"

#include <stdlib.h>
#include <string.h>

#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/when.h"

static const struct {
	unsigned kind;
	const char *name;
} NAMES[] = {
	{ COLUMN_UNUSED, N_("No usar") },
	{ COLUMN_CODE, N_("Código") },
	{ COLUMN_TITLE, N_("Actividad (o actividad y objetivo)") },
	{ COLUMN_OBJECTIVE, N_("Objetivo, en su propia columna") },
	{ COLUMN_LEVEL, N_("Nivel: si es objetivo o actividad") },
	{ COLUMN_UNIT, N_("Unidad") },
	{ COLUMN_RESPONSIBLE, N_("Responsable") },
	{ COLUMN_WEIGHT, N_("Ponderación") },
	{ COLUMN_INDICATOR, N_("Indicador") },
	{ COLUMN_BASELINE, N_("Línea base") },
	{ COLUMN_TARGET, N_("Meta") },
	{ COLUMN_VERIFICATION, N_("Medio de verificación") },
	{ COLUMN_WINDOW, N_("Inicio y fin, como Ene-Dic") },
	{ COLUMN_FIRST, N_("Inicio") },
	{ COLUMN_LAST, N_("Fin") },
	{ COLUMN_TOTAL, N_("Total") },
	{ COLUMN_BUDGET, N_("Presupuesto") },
};

/* ---- What was asked -------------------------------------------------------------- */

static uint32_t
number_field(const struct visit *visit, const char *name, uint32_t most)
{
	unsigned long value = strtoul(visit_field(visit, name), NULL, 10);

	return value <= most ? (uint32_t)value : 0;
}

static struct app_tables_ask
ask_of(const struct visit *visit)
{
	return (struct app_tables_ask){ .sheet = visit_field(visit, "hoja"),
		.head_row = number_field(visit, "fila", INT32_MAX),
		.head_rows = number_field(visit, "filas", 2) };
}

static const char *
field_of(struct mem *mem, unsigned column)
{
	return mem_numbered(mem, 'c', column);
}

/* ---- The page ---------------------------------------------------------------------- */

static void
make_choices(const struct visit *visit, struct columns_view *v)
{
	const struct pack *pack = v->tables->pack;
	size_t named = sizeof(NAMES) / sizeof(NAMES[0]);

	v->choices = mem_array(visit->req->mem, named + pack->period_count, sizeof(*v->choices));
	for (size_t i = 0; i < named; i++)
		v->choices[v->choice_count++] = (struct column_choice){ table_column_key(
									    NAMES[i].kind),
			html_translated(&visit->html, NAMES[i].name) };
	for (unsigned m = 0; m < pack->period_count; m++)
		v->choices[v->choice_count++] = (struct column_choice){
			table_column_key(COLUMN_PERIOD + m), pack->periods[m].name
		};
}

static const char *
letters_of(struct mem *mem, unsigned column)
{
	return column < 26
	    ? mem_printf(mem, "%c", 'A' + (int)column)
	    : mem_printf(mem, "%c%c", 'A' + (int)column / 26 - 1, 'A' + (int)column % 26);
}

static void
make_columns(const struct visit *visit, struct columns_view *v)
{
	struct mem *mem = visit->req->mem;
	const struct sheet *sheet = &v->tables->found.grid->sheet;
	size_t head = v->tables->found.head, width = 0;

	for (size_t i = head; i < sheet->count && i < head + COLUMNS_ROWS_SHOWN; i++)
		if (sheet->lines[i].used > width)
			width = sheet->lines[i].used;
	if (width > TABLE_COLUMNS_MAX)
		width = TABLE_COLUMNS_MAX;
	v->columns = mem_array(mem, width + 1, sizeof(*v->columns));
	v->column_count = width;
	for (unsigned c = 0; c < width; c++) {
		const char *field = field_of(mem, c), *sent = visit_field(visit, field);
		unsigned kind = table_column_by_key(sent, strlen(sent));

		v->columns[c] = (struct column_view){ letters_of(mem, c), field,
			sent[0] != '\0' && kind < COLUMN__COUNT ? kind
								: v->tables->found.map.columns[c] };
	}
}

/* Three rows over the heads, so that one sees where they are, and some below. */
static void
make_rows(const struct visit *visit, struct columns_view *v)
{
	struct mem *mem = visit->req->mem;
	const struct table_found *found = &v->tables->found;
	const struct sheet *sheet = &found->grid->sheet;
	size_t from = found->head > 3 ? found->head - 3 : 0;

	v->rows = mem_array(mem, COLUMNS_ROWS_SHOWN, sizeof(*v->rows));
	for (size_t i = from; i < sheet->count && v->row_count < COLUMNS_ROWS_SHOWN; i++) {
		const struct sheet_line *line = &sheet->lines[i];
		struct columns_row *row = &v->rows[v->row_count++];

		row->number = line->number - found->grid->before;
		row->head = i >= found->head && i < found->head + v->head_rows;
		row->cells = mem_array(mem, v->column_count + 1, sizeof(*row->cells));
		for (size_t c = 0; c < v->column_count; c++)
			row->cells[c] = c < line->count ? line->cells[c] : "";
	}
}

int
import_columns_show(struct visit *visit, const char *wrong, struct err *err)
{
	const struct app_tables_ask ask = ask_of(visit);
	struct app_tables tables;
	struct columns_view v = { .tables = &tables };
	struct frame f;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_tables_look(visit->app, visit->req->mem, visit->institution_id, id, &ask,
		    &tables, err);
	if (rc < 0)
		return rc;
	v.head_row = tables.found.grid->sheet.lines[tables.found.head].number -
	    tables.found.grid->before;
	v.head_rows = tables.found.map.head_rows;
	v.unit_line = tables.found.map.unit == TABLE_UNIT_LINE;
	make_choices(visit, &v);
	make_columns(visit, &v);
	make_rows(visit, &v);
	f = frame_make(visit, html_translated(&visit->html, N_("Columnas")), PLACE_IMPORT);
	f.wrong = wrong;
	tpl_import_columns(&visit->html, &f, &v);
	return YUP_OK;
}

/* ---- What was told ------------------------------------------------------------------- */

static int
map_of(const struct visit *visit, unsigned head_rows, struct table_map *out, struct err *err)
{
	struct table_map map = { .head_rows = (uint8_t)head_rows };

	map.unit = strcmp(visit_field(visit, "unidad"), "line") == 0 ? TABLE_UNIT_LINE
								     : TABLE_UNIT_SHEET;
	for (unsigned c = 0; c < TABLE_COLUMNS_MAX; c++) {
		const char *sent = visit_field(visit, field_of(visit->req->mem, c));
		unsigned kind = table_column_by_key(sent, strlen(sent));

		if (kind == COLUMN__COUNT || kind == COLUMN_UNUSED)
			continue;
		if (memchr(map.columns, (int)kind, sizeof(map.columns)) != NULL)
			return err_refuse(err, YUP_EINVALID, "column_twice", "%s",
			    letters_of(visit->req->mem, c));
		map.columns[c] = (uint8_t)kind;
	}
	*out = map;
	return YUP_OK;
}

int
import_columns_tell(struct visit *visit, struct err *err)
{
	const struct app_tables_ask ask = ask_of(visit);
	struct table_map map;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = map_of(visit, ask.head_rows == 2 ? 2 : 1, &map, err);
	if (rc == YUP_OK)
		rc = app_tables_tell(visit->app, visit->institution_id, id, &ask, &map, err);
	return rc < 0
	    ? rc
	    : answer_see(visit, mem_printf(visit->req->mem, "/importar/%lld", (long long)id));
}
