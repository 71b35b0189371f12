#include "report/plan_sheet.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/sheet_value.h"
#include "report/xlsx_book.h"
#include "text/sheet_text.h"

enum {
	ROW_KEYS,
	ROW_TITLE,
	ROW_NOTE,
	ROW_SUMS,
	ROW_HEADS,
	ROW_FIRST,
	ROWS_LAST = 100000, /* validations reach here, for rows added below */
};

enum { FIXED_COLUMNS = 5, LINE_POINTS = 14, LINES_MOST = 28 };

enum colour {
	COLOUR_HEAD = 0x1f4e79,
	COLOUR_GIVEN = 0xf2f2f2,     /* what names a row */
	COLOUR_OBJECTIVE = 0xe2ecf7, /* over its activities */
	COLOUR_WRONG = 0xffc7ce,
};

enum lists { LIST_UNIT, LIST_LEVEL, LIST_FRAMEWORK, LIST_TITLE, LIST__COUNT };

struct writing {
	const struct plan_sheet_order *order;
	const struct plan *plan;
	const struct pack *pack;
	struct mem *mem;
	struct xlsx *x;
	unsigned columns, rows; /* of the sheet of rows; how many rows are filled */
};

/* ---- Styles ------------------------------------------------------------------------- */

static unsigned
head_style(const struct writing *w)
{
	return xlsx_style(w->x,
	    &(struct xlsx_style){ .bold = true,
		.white = true,
		.wrap = true,
		.border = true,
		.align = XLSX_ALIGN_CENTRE,
		.fill = COLOUR_HEAD });
}

/* What people write a field in, before there is a number to show. */
static struct xlsx_style
field_style(enum node_field field)
{
	struct xlsx_style style = { .border = true, .unlocked = true, .wrap = true };

	switch (field) {
	case FIELD_WEIGHT:
		style.format = XLSX_PERCENT;
		style.decimals = 2;
		break;
	case FIELD_BUDGET:
		style.format = XLSX_NUMBER;
		style.decimals = 2;
		break;
	case FIELD_SCHEDULE:
	case FIELD_TOTAL:
	case FIELD_BASELINE:
	case FIELD_TARGET:
		style.align = XLSX_ALIGN_RIGHT;
		break;
	default:
		style.format = XLSX_TEXT_FORMAT;
		break;
	}
	return style;
}

/* Per cents show one decimal, or two where there are. */
static void
as_percent(struct xlsx_style *style, int64_t value_e4)
{
	style->format = XLSX_PERCENT;
	style->decimals = value_e4 % E4 == 0 ? 0 : value_e4 % (E4 / 10) == 0 ? 1 : 2;
}

/* ---- Cells ---------------------------------------------------------------------------- */

static bool
is_percent(const struct plan_node *node, enum node_field field)
{
	return field == FIELD_WEIGHT || (field == FIELD_SCHEDULE && node->percent) ||
	    (field == FIELD_TOTAL && node->total_percent) ||
	    (field == FIELD_BASELINE && node->baseline.percent) ||
	    (field == FIELD_TARGET && node->target.percent);
}

/* The formula that a total follows from its months by; NULL: it does not. */
static const char *
total_formula(const struct writing *w, size_t i, unsigned row)
{
	const struct plan_node *node = &w->plan->nodes[i];
	const int64_t *month = plan_schedule(w->plan, i);
	unsigned first = sheet_column_of(w->pack, SHEET_FIELD, FIELD_SCHEDULE);
	int64_t value = 0;

	if (node->total_e4 == NUM_ABSENT || node->given == 0 ||
	    node->percent != node->total_percent)
		return NULL;
	for (unsigned m = 0; m < w->plan->period_count; m++) {
		if (node->behaviour == BEHAVIOUR_SUM)
			value += month[m];
		else if (month[m] > value)
			value = month[m];
	}
	if (value != node->total_e4)
		return NULL;
	return mem_printf(w->mem, "=%s(%s:%s)", node->behaviour == BEHAVIOUR_SUM ? "SUM" : "MAX",
	    xlsx_place(w->mem, row, first),
	    xlsx_place(w->mem, row, first + w->plan->period_count - 1));
}

static void
put_number(const struct writing *w, unsigned column, struct xlsx_style style, size_t i,
    enum node_field field, int64_t value, unsigned row)
{
	bool percent = is_percent(&w->plan->nodes[i], field);
	unsigned scale = percent ? 6 : field == FIELD_BUDGET ? 2 : 4;
	const char *formula = field == FIELD_TOTAL ? total_formula(w, i, row) : NULL;

	if (percent && field != FIELD_WEIGHT && value != NUM_ABSENT)
		as_percent(&style, value);
	if (formula != NULL)
		xlsx_formula(w->x, column, xlsx_style(w->x, &style), formula, value, scale);
	else
		xlsx_number(w->x, column, xlsx_style(w->x, &style), value, scale);
}

static const char *
word_of(const struct writing *w, enum node_field field, int64_t number)
{
	bool month = field == FIELD_FIRST_MONTH || field == FIELD_LAST_MONTH;

	if (month)
		return number > 0 ? w->pack->periods[number - 1].abbr : "";
	if (number == 0 && (field == FIELD_FREQUENCY || field == FIELD_DIRECTION))
		return "";
	return sheet_words(field)[number];
}

static void
put_field(const struct writing *w, const struct sheet_column *c, unsigned column, size_t i,
    unsigned row)
{
	struct cell_value value = edit_value(w->plan, (uint32_t)i, c->field, c->period);
	struct xlsx_style style = field_style(c->field);

	if (w->plan->nodes[i].level == 1)
		style.fill = COLOUR_OBJECTIVE;
	switch (c->field) {
	case FIELD_WEIGHT:
	case FIELD_TOTAL:
	case FIELD_BUDGET:
	case FIELD_SCHEDULE:
		put_number(w, column, style, i, c->field, value.number, row);
		return;
	case FIELD_BASELINE:
	case FIELD_TARGET:
		if (sheet_measure_is_number(w->plan, (uint32_t)i, c->field)) {
			put_number(w, column, style, i, c->field, value.number, row);
			return;
		}
		break;
	case FIELD_FIRST_MONTH:
	case FIELD_LAST_MONTH:
	case FIELD_BEHAVIOUR:
	case FIELD_BASIS:
	case FIELD_FREQUENCY:
	case FIELD_DIRECTION:
		value.text = word_of(w, c->field, value.number);
		break;
	default:
		break;
	}
	xlsx_text(w->x, column, xlsx_style(w->x, &style), sheet_text(w->mem, value.text));
}

/* Points for the longest of its texts: not every program makes rows as high as they need. */
static unsigned
height_of(const struct writing *w, size_t i)
{
	const struct plan_node *node = &w->plan->nodes[i];
	size_t most = 1;

	for (unsigned k = 0; k < w->columns; k++) {
		struct sheet_column c = sheet_column_at(w->pack, k);
		const char *text = c.role == SHEET_LEVEL ? w->pack->levels[node->level].name
		    : c.role == SHEET_UNIT               ? w->plan->units[node->unit].path
		    : c.role == SHEET_FIELD && c.period == 0
		    ? edit_value(w->plan, (uint32_t)i, c.field, 0).text
		    : NULL;
		size_t lines = text != NULL ? utf8_width(text) / (c.width - 1) + 1 : 1;

		if (lines > most)
			most = lines;
	}
	return (unsigned)(most < LINES_MOST ? most : LINES_MOST) * LINE_POINTS + 2;
}

static void
put_node(struct writing *w, size_t i)
{
	const struct plan_node *node = &w->plan->nodes[i];
	struct xlsx_style given = { .format = XLSX_TEXT_FORMAT,
		.border = true,
		.unlocked = true,
		.wrap = true,
		.fill = node->level == 1 ? COLOUR_OBJECTIVE : COLOUR_GIVEN };
	unsigned row = xlsx_row(w->x, height_of(w, i), false), style = xlsx_style(w->x, &given);

	for (unsigned k = 0; k < w->columns; k++) {
		struct sheet_column c = sheet_column_at(w->pack, k);

		if (c.role == SHEET_ID)
			xlsx_text(w->x, k, style, node->id);
		else if (c.role == SHEET_UNIT)
			xlsx_text(w->x, k, style, w->plan->units[node->unit].path);
		else if (c.role == SHEET_LEVEL)
			xlsx_text(w->x, k, style, w->pack->levels[node->level].name);
		else
			put_field(w, &c, k, i, row);
	}
	w->rows++;
}

static void
put_empty(const struct writing *w)
{
	struct xlsx_style given = { .format = XLSX_TEXT_FORMAT, .border = true, .unlocked = true };

	(void)xlsx_row(w->x, 0, false);
	for (unsigned k = 0; k < w->columns; k++) {
		struct sheet_column c = sheet_column_at(w->pack, k);
		struct xlsx_style style = c.role == SHEET_FIELD ? field_style(c.field) : given;

		xlsx_blank(w->x, k, xlsx_style(w->x, &style));
	}
}

/* ---- The sheet of rows --------------------------------------------------------------------- */

static bool
is_in(const struct writing *w, size_t i)
{
	uint32_t unit = w->plan->nodes[i].unit;

	return unit < w->plan->unit_count && w->order->units[unit];
}

static void
put_heads(const struct writing *w)
{
	unsigned head = head_style(w);

	(void)xlsx_row(w->x, 30, false);
	for (unsigned k = 0; k < w->columns; k++)
		xlsx_text(w->x, k, head, sheet_column_at(w->pack, k).head);
}

static void
put_keys(const struct writing *w)
{
	unsigned style = xlsx_style(w->x, &(struct xlsx_style){ 0 });

	(void)xlsx_row(w->x, 0, true);
	for (unsigned k = 0; k < w->columns; k++)
		xlsx_text(w->x, k, style, sheet_column_at(w->pack, k).key);
}

/* Amounts of one level only: an objective's are its activities' again. */
static void
put_sums(const struct writing *w)
{
	unsigned label = xlsx_style(w->x,
	    &(struct xlsx_style){ .bold = true, .align = XLSX_ALIGN_RIGHT });
	unsigned sum = xlsx_style(w->x,
	    &(struct xlsx_style){ .bold = true,
		.format = XLSX_NUMBER,
		.decimals = 2,
		.border = true });
	unsigned budget = sheet_column_of(w->pack, SHEET_FIELD, FIELD_BUDGET);
	unsigned level = sheet_column_of(w->pack, SHEET_LEVEL, FIELD_LEVEL);
	const char *name = w->pack->levels[1].name;
	int64_t total = 0;

	for (size_t i = 0; i < w->plan->node_count; i++)
		if (is_in(w, i) && w->plan->nodes[i].level == 1 &&
		    w->plan->nodes[i].budget_cents != NUM_ABSENT)
			total += w->plan->nodes[i].budget_cents;
	(void)xlsx_row(w->x, 0, false);
	xlsx_text(w->x, budget - 1, label, "Total Ppto.");
	xlsx_formula(w->x, budget, sum,
	    mem_printf(w->mem, "=SUMIF(%s:%s,\"%s\",%s:%s)", xlsx_place(w->mem, ROW_FIRST, level),
		xlsx_place(w->mem, ROWS_LAST, level), name, xlsx_place(w->mem, ROW_FIRST, budget),
		xlsx_place(w->mem, ROWS_LAST, budget)),
	    total, 2);
}

static void
put_top(const struct writing *w)
{
	unsigned title = xlsx_style(w->x, &(struct xlsx_style){ .bold = true, .size = 14 });
	unsigned note = xlsx_style(w->x, &(struct xlsx_style){ .italic = true });

	put_keys(w);
	(void)xlsx_row(w->x, 22, false);
	xlsx_text(w->x, 1, title,
	    mem_printf(w->mem, "%s · PROGRAMA OPERATIVO ANUAL %d", w->plan->institution,
		w->plan->year));
	(void)xlsx_row(w->x, 0, false);
	xlsx_text(w->x, 1, note,
	    "Cambie lo que haga falta, agregue filas al final o entre otras, ordene y filtre. "
	    "La columna oculta reconoce cada fila: no la borre.");
	put_sums(w);
	put_heads(w);
}

static struct xlsx_area
area_of(const struct writing *w, enum sheet_role role, enum node_field field)
{
	return (struct xlsx_area){ sheet_column_of(w->pack, role, field), ROW_FIRST, ROWS_LAST };
}

/* A total that is not what its months say. */
static void
mark_totals(const struct writing *w)
{
	struct xlsx_area total = area_of(w, SHEET_FIELD, FIELD_TOTAL);
	unsigned first = sheet_column_of(w->pack, SHEET_FIELD, FIELD_SCHEDULE);
	const char *cell = xlsx_place(w->mem, ROW_FIRST, total.column);

	xlsx_mark(w->x, &total,
	    mem_printf(w->mem, "=AND(%s=\"%s\",ISNUMBER(%s),ABS(SUM(%s:%s)-%s)>0.00005)",
		xlsx_place(w->mem, ROW_FIRST,
		    sheet_column_of(w->pack, SHEET_FIELD, FIELD_BEHAVIOUR)),
		sheet_words(FIELD_BEHAVIOUR)[BEHAVIOUR_SUM], cell,
		xlsx_place(w->mem, ROW_FIRST, first),
		xlsx_place(w->mem, ROW_FIRST, first + w->plan->period_count - 1), cell),
	    COLOUR_WRONG);
}

static void
put_choices(const struct writing *w)
{
	static const enum node_field WORDS[] = { FIELD_BEHAVIOUR, FIELD_BASIS, FIELD_FREQUENCY,
		FIELD_DIRECTION };
	static const enum node_field MONTHS[] = { FIELD_FIRST_MONTH, FIELD_LAST_MONTH };
	static const char TITLE[] = "No está en la lista", ASK[] = "Elija uno de la lista.";
	const char **abbrs = mem_array(w->mem, w->plan->period_count + 1u, sizeof(*abbrs));
	struct xlsx_area area;

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
		area = area_of(w, SHEET_FIELD, WORDS[i]);
		xlsx_choices(w->x, &area, sheet_words(WORDS[i]), true, TITLE, ASK);
	}
	for (unsigned m = 0; m < w->plan->period_count; m++)
		abbrs[m] = w->pack->periods[m].abbr;
	for (size_t i = 0; i < sizeof(MONTHS) / sizeof(MONTHS[0]); i++) {
		area = area_of(w, SHEET_FIELD, MONTHS[i]);
		xlsx_choices(w->x, &area, abbrs, true, TITLE, ASK);
	}
	area = area_of(w, SHEET_UNIT, FIELD_UNIT);
	xlsx_choices_of(w->x, &area,
	    mem_printf(w->mem, "=%s!$A$2:$A$%zu", SHEET_LISTS_NAME, w->plan->unit_count + 1), TITLE,
	    ASK);
	area = area_of(w, SHEET_LEVEL, FIELD_LEVEL);
	xlsx_choices_of(w->x, &area,
	    mem_printf(w->mem, "=%s!$B$2:$B$%zu", SHEET_LISTS_NAME, w->pack->level_count), TITLE,
	    ASK);
	area = area_of(w, SHEET_FIELD, FIELD_BUDGET);
	xlsx_positive(w->x, &area, "No es un monto", "Escriba un número, sin letras.");
}

/* Each objective, then its activities, as form B has them. */
static void
put_nodes(struct writing *w)
{
	bool *done = mem_array(w->mem, w->plan->node_count + 1, sizeof(*done));
	struct plan_children children;

	plan_index_children(w->mem, w->plan, &children);
	for (size_t i = 0; i < w->plan->node_count; i++) {
		size_t count;
		const uint32_t *kids = plan_children_of(&children, i, &count);

		if (!is_in(w, i) || done[i])
			continue;
		put_node(w, i);
		done[i] = true;
		for (size_t k = 0; k < count; k++) {
			if (!is_in(w, kids[k]) || done[kids[k]])
				continue;
			put_node(w, kids[k]);
			done[kids[k]] = true;
		}
	}
}

static void
put_rows(struct writing *w)
{
	unsigned plain = xlsx_style(w->x, &(struct xlsx_style){ .unlocked = true });

	xlsx_sheet(w->x, SHEET_PLAN_NAME);
	for (unsigned k = 0; k < w->columns; k++) {
		struct sheet_column c = sheet_column_at(w->pack, k);

		xlsx_column(w->x, k, c.width, plain, c.role == SHEET_ID);
	}
	put_top(w);
	put_nodes(w);
	for (unsigned i = 0; i < PLAN_SHEET_ROOM; i++)
		put_empty(w);
	xlsx_filter(w->x, ROW_HEADS, ROW_FIRST + w->rows + PLAN_SHEET_ROOM - 1, w->columns - 1);
	xlsx_freeze(w->x, ROW_FIRST, FIXED_COLUMNS);
	xlsx_print(w->x, ROW_HEADS, ROW_HEADS);
	put_choices(w);
	mark_totals(w);
	xlsx_protect(w->x, true);
}

/* ---- The other sheets ------------------------------------------------------------------------ */

static void
put_instructions(const struct writing *w)
{
	static const char *const LINES[] = {
		"1. En la hoja «Plan» está cada objetivo y cada actividad en una fila. Las filas "
		"celestes son objetivos; las que les siguen, sus actividades.",
		"2. Escriba sobre lo que quiera corregir. Una celda vacía dice «no hay dato»; un 0 "
		"dice cero.",
		"3. Para agregar una actividad use una fila en blanco: elija su unidad y su nivel, y "
		"escriba el código que le toca bajo su objetivo (si lo deja vacío se le da el "
		"siguiente). Para un objetivo, el código debe empezar con el de su objetivo "
		"institucional (hoja «Referencia»).",
		"4. Para quitar una fila, bórrela entera. Puede ordenar, filtrar y ocultar columnas: "
		"nada de eso cambia el plan.",
		"5. El total es una fórmula donde sigue a los meses. Se pinta de rojo si no coincide.",
		"6. Los porcentajes son porcentajes: 20% se escribe 20%.",
		"7. Guarde el libro como .xlsx y súbalo en la página del plan, «Planilla». Antes de "
		"guardar nada verá qué cambia, qué cambió otra persona mientras tanto, y elegirá.",
	};
	unsigned title = xlsx_style(w->x, &(struct xlsx_style){ .bold = true, .size = 16 });
	unsigned text = xlsx_style(w->x, &(struct xlsx_style){ .wrap = true });

	xlsx_sheet(w->x, "Instrucciones");
	xlsx_column(w->x, 0, 100, text, false);
	(void)xlsx_row(w->x, 26, false);
	xlsx_text(w->x, 0, title,
	    mem_printf(w->mem, "Planilla del plan %d · %s", w->plan->year, w->plan->institution));
	for (size_t i = 0; i < sizeof(LINES) / sizeof(LINES[0]); i++) {
		(void)xlsx_row(w->x, 48, false);
		xlsx_text(w->x, 0, text, LINES[i]);
	}
	xlsx_protect(w->x, false);
}

/* The i-th row of the framework, node_count where there are no more. */
static size_t
next_of_framework(const struct writing *w, size_t i)
{
	while (i < w->plan->node_count && w->plan->nodes[i].level != 0)
		i++;
	return i;
}

static void
put_lists(const struct writing *w)
{
	static const char *const HEADS[LIST__COUNT] = { "Unidades", "Niveles", "Cod.",
		"Objetivo institucional" };
	static const unsigned WIDTHS[LIST__COUNT] = { 24, 34, 8, 80 };
	unsigned head = head_style(w),
		 text = xlsx_style(w->x, &(struct xlsx_style){ .wrap = true });
	size_t root = 0;

	xlsx_sheet(w->x, SHEET_LISTS_NAME);
	for (unsigned k = 0; k < LIST__COUNT; k++)
		xlsx_column(w->x, k, WIDTHS[k], text, false);
	(void)xlsx_row(w->x, 0, false);
	for (unsigned k = 0; k < LIST__COUNT; k++)
		xlsx_text(w->x, k, head, HEADS[k]);
	for (size_t i = 0;; i++) {
		root = next_of_framework(w, root);
		if (i >= w->plan->unit_count && i + 1 >= w->pack->level_count &&
		    root == w->plan->node_count)
			break;
		(void)xlsx_row(w->x, 0, false);
		if (i < w->plan->unit_count)
			xlsx_text(w->x, LIST_UNIT, text, w->plan->units[i].path);
		if (i + 1 < w->pack->level_count)
			xlsx_text(w->x, LIST_LEVEL, text, w->pack->levels[i + 1].name);
		if (root == w->plan->node_count)
			continue;
		xlsx_text(w->x, LIST_FRAMEWORK, text, w->plan->nodes[root].code);
		xlsx_text(w->x, LIST_TITLE, text, w->plan->nodes[root++].title);
	}
	xlsx_freeze(w->x, 1, 0);
	xlsx_protect(w->x, false);
}

static void
put_mark_line(const struct writing *w, enum sheet_mark_line line, const char *value)
{
	unsigned text = xlsx_style(w->x, &(struct xlsx_style){ .format = XLSX_TEXT_FORMAT });

	(void)xlsx_row(w->x, 0, false);
	xlsx_text(w->x, 0, text, sheet_mark_lines[line]);
	xlsx_text(w->x, 1, text, value);
}

static void
put_mark(const struct writing *w)
{
	unsigned text = xlsx_style(w->x, &(struct xlsx_style){ .format = XLSX_TEXT_FORMAT });

	xlsx_sheet(w->x, SHEET_MARK_NAME);
	(void)xlsx_row(w->x, 0, false);
	xlsx_text(w->x, 0, text, SHEET_MARK_KIND);
	put_mark_line(w, MARK_INSTITUTION, w->plan->institution);
	put_mark_line(w, MARK_YEAR, mem_printf(w->mem, "%d", w->plan->year));
	put_mark_line(w, MARK_VERSION, mem_printf(w->mem, "%u", w->plan->version));
	put_mark_line(w, MARK_PLAN, mem_printf(w->mem, "%lld", (long long)w->order->plan_id));
	put_mark_line(w, MARK_REVISION, mem_printf(w->mem, "%u", w->plan->revision));
	put_mark_line(w, MARK_MADE, w->order->now);
	for (size_t u = 0; u < w->plan->unit_count; u++)
		if (w->order->units[u])
			put_mark_line(w, MARK_UNIT, w->plan->units[u].id);
	xlsx_hide(w->x);
}

int
plan_sheet_write(struct mem *mem, const struct plan_sheet_order *order, struct str *out,
    struct err *err)
{
	CLEANUP(xlsx_done) struct xlsx *x = NULL;
	struct xlsx_head head = {
		.title = mem_printf(mem, "POA %d", order->plan->year),
		.author = order->plan->institution,
		.created = order->now,
	};
	struct writing w = { .order = order,
		.plan = order->plan,
		.pack = order->plan->pack,
		.mem = mem,
		.columns = sheet_column_count(order->plan->pack) };
	int rc = xlsx_begin(mem, &head, &x, err);

	if (rc < 0)
		return rc;
	w.x = x;
	put_instructions(&w);
	put_rows(&w);
	put_lists(&w);
	put_mark(&w);
	return xlsx_end(&x, out, err);
}
