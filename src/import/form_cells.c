/* form_cells.c - what stands in the cells of a form's row; see form_build.h. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_build.h"
#include "import/number_cells.h"
#include "import/words.h"

const char *
form_cell_at(const struct form_builder *b, const struct form_row *row, uint8_t column)
{
	return column < row->used ? words_plain(b->mem, row->cells[column]) : "";
}

int64_t
form_weight_at(struct form_builder *b, const struct form_row *row)
{
	const char *cell = form_cell_at(b, row, row->columns.weight);
	struct num n;

	switch (cell_number(cell, b->style, &n)) {
	case CELL_NUMBER:
		if (n.value_e4 >= 0 && n.value_e4 <= WEIGHT_MAX_E4)
			return n.value_e4;
		import_issue_add(b->mem, b->result, ISSUE_OUT_OF_RANGE, row->line, cell);
		return NUM_ABSENT;
	case CELL_BLANK:
		return NUM_ABSENT;
	case CELL_OUT_OF_RANGE:
		import_issue_add(b->mem, b->result, ISSUE_OUT_OF_RANGE, row->line, cell);
		return NUM_ABSENT;
	default:
		import_issue_add(b->mem, b->result, ISSUE_NUMBER, row->line, cell);
		return NUM_ABSENT;
	}
}

/* Where in the year this name stands: "Ene", "enero", "ENE." are 1; 0 for none. */
static uint8_t
period_named(const struct form_builder *b, const char *name)
{
	const char *folded = utf8_fold(b->mem, name);

	for (unsigned m = 0; m < b->pack->period_count; m++) {
		const char *abbr = utf8_fold(b->mem, b->pack->periods[m].abbr);

		if (strncmp(folded, abbr, strlen(abbr)) == 0)
			return (uint8_t)(m + 1);
	}
	return 0;
}

/* "Ene-Dic": first and last period; a single one is both. */
static struct window
window_read(const struct form_builder *b, const char *cell)
{
	const char *dash = strchr(cell, '-');
	struct window w = { .cell = cell };

	if (dash != NULL) {
		w.first = period_named(b, mem_strndup(b->mem, cell, (size_t)(dash - cell)));
		w.last = period_named(b, dash + 1);
	} else {
		w.first = w.last = period_named(b, cell);
	}
	if (w.first == 0 || w.last == 0)
		w.first = w.last = 0;
	return w;
}

/* Few windows are written many times: the last ones read are kept. */
void
form_window_at(struct form_builder *b, const struct form_row *row, uint8_t *first, uint8_t *last)
{
	const char *cell = form_cell_at(b, row, row->columns.window);
	struct window *w = &b->windows[hash_text(cell) % WINDOWS_KEPT];

	*first = *last = 0;
	if (cell[0] == '\0')
		return;
	if (w->cell == NULL || strcmp(w->cell, cell) != 0)
		*w = window_read(b, cell);
	*first = w->first;
	*last = w->last;
}

static bool
is_money(const char *cell, enum num_style style)
{
	struct num n;

	return cell_number(cell, style, &n) == CELL_NUMBER && n.decimals == 2 && !n.percent;
}

/*
 * A table's cells stand where its columns are: none is lost or moved, and a total that
 * it does not write is blank.  How many there are; 0: the row has none.
 */
static unsigned
table_cells(const struct form_builder *b, const struct form_row *row)
{
	unsigned from = row->columns.schedule, n = b->pack->period_count + 1;
	unsigned end = row->form == FORM_A ? from + n + 1 : from + n;

	for (unsigned i = from; i < end && i < row->count; i++)
		if (row->cells[i][0] != '\0')
			return end - from < row->count - from ? end - from : row->count - from;
	return 0;
}

struct repair_cells
form_row_cells(const struct form_builder *b, const struct form_row *row, bool *percent,
    int64_t *budget_cents)
{
	struct repair_cells cells = { .count = 0 };
	unsigned from = row->columns.schedule, to = row->used, n = b->pack->period_count;

	*percent = false;
	*budget_cents = NUM_ABSENT;
	if (b->result->table_map != NULL)
		to = from + table_cells(b, row);
	if (row->form == FORM_A && to > from &&
	    (to - from >= n + 2 || is_money(row->cells[to - 1], b->style))) {
		to--;
		*budget_cents = cell_money(row->cells[to], b->style);
		if (*budget_cents == NUM_ABSENT && row->cells[to][0] != '\0')
			import_issue_add(b->mem, b->result, ISSUE_OUT_OF_RANGE, row->line,
			    row->cells[to]);
	}
	while (to > from && row->cells[to - 1][0] == '\0' && b->result->table_map == NULL)
		to--;
	for (unsigned i = from; i < to && cells.count < REPAIR_CELLS_MAX; i++) {
		struct num num = { 0 };
		enum cell_state state = cell_number(row->cells[i], b->style, &num);
		bool fits = state == CELL_NUMBER && num.value_e4 >= 0 &&
		    num.value_e4 <= QUANTITY_MAX_E4;

		if (!fits && state != CELL_BLANK)
			import_issue_add(b->mem, b->result,
			    state == CELL_TEXT ? ISSUE_NUMBER : ISSUE_OUT_OF_RANGE, row->line,
			    row->cells[i]);
		if (fits && i + 1 < to) {
			*percent = *percent || num.percent;
			if (num.decimals > cells.decimals && num.value_e4 % E4 != 0)
				cells.decimals = num.decimals;
		}
		cells.v_e4[cells.count++] = fits ? num.value_e4 : NUM_ABSENT;
	}
	return cells;
}
