#include "web/pages/sheet_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/xlsx_book.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
#include "text/sheet_text.h"
#include "text/state_text.h"
#include "web/html.h"
#include "web/pages/form.h"
#include "web/when.h"

/* ---- Names of boxes ---------------------------------------------------------------- */

static const char *
name_of(struct mem *mem, const struct merge_item *item, const struct merge_cell *cell)
{
	const char *row = item->kind == MERGE_REMOVE
	    ? mem_printf(mem, "b%u", item->node)
	    : mem_printf(mem, "f%u.%s", item->line, item->sheet);

	if (cell == NULL)
		return row;
	return cell->period > 0
	    ? mem_printf(mem, "%s|%s.%u", row, node_field_key(cell->field), cell->period)
	    : mem_printf(mem, "%s|%s", row, node_field_key(cell->field));
}

static bool
is_named(const struct sheet_choice *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->names[i], name) == 0)
			return true;
	return false;
}

bool
sheet_choice_wants(const void *choice, const struct merge_item *item, const struct merge_cell *cell)
{
	const struct sheet_choice *c = choice;
	enum merge_state state = cell != NULL ? cell->state
	    : item->kind == MERGE_ADD         ? MERGE_CLEAN
					      : item->state;

	if (c->all || (c->clean && state == MERGE_CLEAN))
		return true;
	/* a new row comes whole */
	return is_named(c, name_of(c->mem, item, NULL)) ||
	    (item->kind == MERGE_CHANGE && is_named(c, name_of(c->mem, item, cell)));
}

/* ---- Lines ---------------------------------------------------------------------------- */

static const char *
reason_of(const struct plan_view *view, const char *key, const char *field, const char *detail)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct err err = { .key = key, .code = YUP_EINVALID, .field = field };

	if (key == NULL)
		return "";
	for (size_t i = 0; detail != NULL && detail[i] != '\0' && i + 1 < sizeof(err.message); i++)
		err.message[i] = detail[i];
	refusal_sentence_in(&s, &err, view->visit->html.catalogue);
	return mem_strdup(view->mem, str_text(&s));
}

static const char *
unit_of(const struct plan_view *view, uint32_t unit)
{
	return unit < view->plan->unit_count ? view->plan->units[unit].path : "";
}

static struct sheet_view_line
line_of(const struct plan_view *view, const struct merge_item *item)
{
	return (struct sheet_view_line){ .unit = unit_of(view, item->unit),
		.code = item->code,
		.title = item->title,
		.place = "",
		.base = "",
		.sheet = "",
		.now = "",
		.reason = "" };
}

static const char *
place_of(const struct plan_view *view, const struct merge_item *item, unsigned column)
{
	return mem_printf(view->mem, "%s, %s", item->sheet,
	    xlsx_place(view->mem, item->line - 1, column));
}

static const char *
cells_of(const struct plan_view *view, const struct merge_item *item)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < item->count; i++) {
		str_put(&s, i > 0 ? "; " : "");
		node_field_label_in(&s, item->cells[i].field, item->cells[i].period,
		    view->plan->pack, view->visit->html.catalogue);
		str_printf(&s, ": %s", item->cells[i].shown);
	}
	return mem_strdup(view->mem, str_text(&s));
}

static const char *
value_of(const struct plan_view *view, uint32_t row, enum node_field field, struct cell_value value)
{
	const char *word = sheet_word_of(view->plan->pack, field, value);

	return word != NULL ? word : view_value(view, row, field, value);
}

static struct sheet_view_line
cell_line(const struct plan_view *view, const struct merge_item *item,
    const struct merge_cell *cell)
{
	struct sheet_view_line line = line_of(view, item);
	CLEANUP(str_done) struct str what = { 0 };

	node_field_label_in(&what, cell->field, cell->period, view->plan->pack,
	    view->visit->html.catalogue);
	line.name = name_of(view->mem, item, cell);
	line.place = place_of(view, item, cell->column);
	line.what = mem_strdup(view->mem, str_text(&what));
	line.base = value_of(view, item->node, cell->field, cell->base);
	line.now = value_of(view, item->node, cell->field, cell->now);
	line.sheet = cell->shown;
	line.state = cell->state;
	line.reason = reason_of(view, cell->key, node_field_key(cell->field), cell->detail);
	return line;
}

static struct sheet_view_line
row_line(const struct plan_view *view, const struct merge_item *item)
{
	struct sheet_view_line line = line_of(view, item);

	line.whole = true;
	line.name = name_of(view->mem, item, NULL);
	line.what = html_translated(&view->visit->html,
	    item->kind == MERGE_ADD ? N_("Fila nueva") : N_("Fila borrada"));
	if (item->kind == MERGE_ADD) {
		line.place = place_of(view, item, 0);
		line.sheet = cells_of(view, item);
	}
	/* what is wrong with a cell of a new row leaves the cell out, not the row */
	line.state = item->kind == MERGE_ADD && item->key == NULL ? MERGE_CLEAN : item->state;
	line.reason = reason_of(view, item->key, NULL, item->detail);
	return line;
}

static void
add_line(struct sheet_view *v, size_t *room, struct sheet_view_line line)
{
	if (v->count == SHEET_LINES_SHOWN) {
		v->hidden++;
		return;
	}
	line.chosen = line.state == MERGE_CLEAN;
	MEM_PUSH(v->plan->mem, v->lines, v->count, *room);
	v->lines[v->count - 1] = line;
}

static void
add_lines(struct sheet_view *v, size_t *room, enum merge_state state)
{
	for (size_t i = 0; i < v->sheet->merge.count; i++) {
		const struct merge_item *item = &v->sheet->merge.items[i];
		bool whole = item->kind != MERGE_CHANGE || item->key != NULL;
		struct sheet_view_line line;

		if (whole) {
			line = row_line(v->plan, item);
			if (item->kind == MERGE_CHANGE)
				line.what = html_translated(&v->plan->visit->html, N_("Fila"));
			if (line.state == state)
				add_line(v, room, line);
		}
		for (size_t k = 0; k < item->count; k++)
			if (item->cells[k].state == state &&
			    (item->kind == MERGE_CHANGE || state == MERGE_REFUSED)) {
				line = cell_line(v->plan, item, &item->cells[k]);
				if (k == 0 && item->count > 1 && item->kind == MERGE_CHANGE)
					line.row = name_of(v->plan->mem, item, NULL);
				add_line(v, room, line);
			}
	}
}

void
sheet_view_make(const struct plan_view *plan, const struct pending *pending,
    const struct app_sheet *sheet, struct sheet_view *out)
{
	size_t room = 0;

	*out = (struct sheet_view){
		.plan = plan,
		.pending = pending,
		.sheet = sheet,
		.made = when_instant(plan->mem, sheet->mark.made),
		.expires = when_instant(plan->mem, pending->expires_at),
		.seen = sheet->plan->revision,
		.taken = (uint32_t)strtoul(visit_field(plan->visit, "revision"), NULL, 10),
		.may = sheet->merge.clean + sheet->merge.conflicts > 0,
	};
	add_lines(out, &room, MERGE_CONFLICT);
	add_lines(out, &room, MERGE_REFUSED);
	add_lines(out, &room, MERGE_CLEAN);
}
