#include "import/sheet.h"

#include <string.h>

#include "base/mem.h"

struct cutter {
	struct mem *mem;
	struct sheet sheet;
	size_t room;
	char **cells; /* a block of cells shared by many lines */
	size_t cells_left;
};

static char *
trim(char *begin, char *end)
{
	while (begin < end && *begin == ' ')
		begin++;
	while (end > begin && end[-1] == ' ')
		end--;
	*end = '\0';
	return begin;
}

/* Room for the cells of one line, from the block. */
static char **
take_cells(struct cutter *c, size_t count)
{
	char **cells;

	if (c->cells_left < count) {
		c->cells_left = 8192;
		c->cells = mem_array(c->mem, c->cells_left, sizeof(*c->cells));
	}
	cells = c->cells;
	c->cells += count;
	c->cells_left -= count;
	return cells;
}

static int
cut_line(struct cutter *c, char *begin, char *end, uint32_t number, struct err *err)
{
	char *cells[SHEET_CELLS_MAX];
	struct sheet_line line = { .number = number, .first = SHEET_CELLS_MAX };

	for (char *p = begin;;) {
		char *tab = memchr(p, '\t', (size_t)(end - p));
		char *stop = tab != NULL ? tab : end;

		if (line.count == SHEET_CELLS_MAX) {
			err->line = number;
			return err_refuse(err, YUP_ELIMIT, "too_many_cells",
			    "the line has more than %d cells", SHEET_CELLS_MAX);
		}
		cells[line.count] = trim(p, stop);
		if (cells[line.count][0] != '\0') {
			if (line.first == SHEET_CELLS_MAX)
				line.first = line.count;
			line.used = line.count + 1;
		}
		line.count++;
		if (tab == NULL)
			break;
		p = tab + 1;
	}
	if (line.used == 0)
		return YUP_OK;
	line.cells = take_cells(c, line.count);
	memcpy(line.cells, cells, line.count * sizeof(*cells));
	MEM_PUSH(c->mem, c->sheet.lines, c->sheet.count, c->room);
	c->sheet.lines[c->sheet.count - 1] = line;
	return YUP_OK;
}

int
sheet_read(struct mem *mem, char *text, size_t length, struct sheet *out, struct err *err)
{
	struct cutter c = { .mem = mem };
	struct err local = { 0 };
	char *end = text + length;
	uint32_t number = 0;

	if (err == NULL)
		err = &local;
	for (char *p = text; p < end;) {
		char *stop = memchr(p, '\n', (size_t)(end - p));
		int rc;

		number++;
		if (stop == NULL)
			stop = end;
		if (stop - p > SHEET_LINE_MAX || number > SHEET_LINES_MAX) {
			err->line = number;
			return err_refuse(err, YUP_ELIMIT, "line_too_long",
			    number > SHEET_LINES_MAX
				? "the file has more than 4,000,000 lines"
				: "the line is longer than 256 KiB: no form has such a line");
		}
		rc = cut_line(&c, p, stop, number, err);
		if (rc < 0)
			return rc;
		p = stop + 1;
	}
	c.sheet.last_line = number;
	*out = c.sheet;
	return YUP_OK;
}

char *
sheet_line_text(struct mem *mem, const struct sheet_line *line)
{
	size_t lengths[2 * SHEET_CELLS_MAX], total = 1; /* a joined line has two lines' cells */
	char *text, *to;

	for (unsigned i = 0; i < line->count; i++) {
		lengths[i] = strlen(line->cells[i]);
		total += lengths[i] + 1;
	}
	text = to = mem_alloc(mem, total);
	for (unsigned i = 0; i < line->count; i++) {
		if (i > 0)
			*to++ = '\t';
		memcpy(to, line->cells[i], lengths[i]);
		to += lengths[i];
	}
	return text;
}
