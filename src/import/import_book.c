#include "import/import_book.h"

#include <string.h>

#include "base/mem.h"
#include "import/words.h"

enum { HEAD_CELLS_LEAST = 4 };

static bool
is_title(struct mem *mem, const struct pack_forms *f, const struct sheet_line *line)
{
	const char *folded = words_fold(mem, line->cells[line->first]);

	return words_begin(&f->plan_title, folded) || words_begin(&f->follow_up_title, folded) ||
	    words_equal(&f->form_a, folded) || words_equal(&f->form_b, folded);
}

/* The column the heads begin in, where the line is one of heads; SHEET_CELLS_MAX: it is not. */
static unsigned
code_column(struct mem *mem, const struct pack_forms *f, const struct sheet_line *line)
{
	unsigned filled = 0, column = SHEET_CELLS_MAX;

	for (unsigned c = line->first; c < line->used; c++) {
		filled += line->cells[c][0] != '\0';
		if (column == SHEET_CELLS_MAX &&
		    words_equal(&f->code_head, words_fold(mem, line->cells[c])))
			column = c;
	}
	return filled >= HEAD_CELLS_LEAST ? column : SHEET_CELLS_MAX;
}

bool
book_has_forms(struct mem *mem, const struct pack *pack, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_line *line = &sheet->lines[i];
		char c = line->cells[line->first][0];

		if (c >= '0' && c <= '9')
			continue;
		if (is_title(mem, &pack->forms, line) ||
		    code_column(mem, &pack->forms, line) < SHEET_CELLS_MAX)
			return true;
	}
	return false;
}

/* The line from this column on; one that has only what is before it stays. */
static struct sheet_line
line_from(const struct sheet_line *line, unsigned column)
{
	struct sheet_line cut = *line;

	if (column == 0 || line->used <= column)
		return cut;
	cut.cells += column;
	cut.count = (uint16_t)(line->count - column);
	cut.used = (uint16_t)(line->used - column);
	cut.first = 0;
	while (cut.cells[cut.first][0] == '\0')
		cut.first++;
	return cut;
}

/*
 * As wide as its table: a sheet has no cells where nothing is, and a line alone on a
 * page reads otherwise than one of a table.
 */
static void
widen(struct mem *mem, struct sheet_line *line, uint16_t count)
{
	char **cells;

	if (line->count >= count)
		return;
	cells = mem_array(mem, count, sizeof(*cells));
	for (uint16_t i = 0; i < count; i++)
		cells[i] = i < line->count ? line->cells[i] : mem_strdup(mem, "");
	line->cells = cells;
	line->count = count;
}

/* A title stands in the middle of the page: where does not matter. */
static struct sheet_line
alone(const struct sheet_line *line)
{
	return (struct sheet_line){ line->cells + line->first, line->number, 1, 0, 1 };
}

static size_t
add_lines(struct mem *mem, const struct pack *pack, const struct grid *grid, struct sheet *out,
    size_t count)
{
	const struct pack_forms *f = &pack->forms;
	unsigned column = SHEET_CELLS_MAX;
	uint16_t width = 0; /* of the table; 0: outside of one */
	uint32_t before = 0;

	for (size_t i = 0; i < grid->sheet.count && column == SHEET_CELLS_MAX; i++)
		column = code_column(mem, f, &grid->sheet.lines[i]);
	for (size_t i = 0; i < grid->sheet.count; i++) {
		struct sheet_line *line = &out->lines[count++];

		*line = line_from(&grid->sheet.lines[i], column < SHEET_CELLS_MAX ? column : 0);
		if (code_column(mem, f, line) < SHEET_CELLS_MAX)
			width = line->count;
		else if (line->number > before + 1 ||
		    (line->used == line->first + 1u && is_title(mem, f, line)))
			width = 0; /* tables end in a blank row */
		if (width == 0 && line->used == line->first + 1u)
			*line = alone(line);
		widen(mem, line, width);
		before = line->number;
	}
	return count;
}

void
book_forms(struct mem *mem, const struct pack *pack, const struct grids *grids,
    struct import_result *result, struct sheet *out)
{
	size_t room = 1;
	bool begun = false, any = false;

	for (size_t g = 0; g < grids->count; g++) {
		room += grids->items[g].sheet.count;
		any |= book_has_forms(mem, pack, &grids->items[g].sheet);
	}
	*out = (struct sheet){ .lines = mem_array(mem, room, sizeof(*out->lines)) };
	for (size_t g = 0; g < grids->count; g++) {
		const struct grid *grid = &grids->items[g];
		bool ours = book_has_forms(mem, pack, &grid->sheet);

		begun |= ours;
		if (begun && !ours) { /* before the first form, a sheet is the cover */
			import_issue_add(mem, result, ISSUE_SHEET_UNREAD, 0, grid->name);
			continue;
		}
		if (any && grid->before > 0)
			import_issue_add(mem, result, ISSUE_SHEET, grid->before + 1, grid->name);
		out->count = add_lines(mem, pack, grid, out, out->count);
		out->last_line = grid->sheet.last_line;
	}
}
