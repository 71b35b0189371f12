#include "import/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

struct reader {
	struct mem *mem;
	char *at;
	char separator;
	uint32_t line;
	struct err *err;
};

static char
separator_of(const char *text)
{
	size_t head = strcspn(text, "\n");

	for (const char *s = ";,\t"; *s != '\0'; s++)
		if (memchr(text, *s, head) != NULL)
			return *s;
	return ',';
}

/* A cell in quotes, cut in place; `at` is left after it. */
static int
read_quoted(struct reader *r, const char **out)
{
	char *to = ++r->at;
	uint32_t began = r->line;

	*out = to;
	while (*r->at != '\0') {
		if (*r->at == '"' && r->at[1] != '"')
			break;
		if (*r->at == '"')
			r->at++;
		r->line += *r->at == '\n';
		*to++ = *r->at++;
	}
	if (*r->at == '\0') {
		(void)err_refuse(r->err, YUP_EINVALID, "csv_quote", "line %u", began);
		return r->err != NULL ? err_at(r->err, "", began) : YUP_EINVALID;
	}
	r->at++;
	*to = '\0';
	while (*r->at != '\0' && *r->at != '\n' && *r->at != r->separator)
		r->at++;
	return YUP_OK;
}

static bool
is_blank_char(char c)
{
	return c == ' ' || c == '\r' || c == '\t';
}

static void
read_plain(struct reader *r, const char **out)
{
	char stops[3] = { '\n', r->separator, '\0' };
	char *from = r->at, *end;

	r->at += strcspn(r->at, stops);
	end = r->at;
	while (from < end && is_blank_char(*from))
		from++;
	while (end > from && is_blank_char(end[-1]))
		end--;
	*out = from;
	if (end < r->at)
		*end = '\0'; /* else read_row() ends it, having looked at what is there */
}

static int
read_row(struct reader *r, struct csv_row *out)
{
	const char *cells[CSV_CELLS_MAX];
	size_t count = 0;
	char stop;

	out->line = r->line;
	do {
		int rc = YUP_OK;

		if (count == CSV_CELLS_MAX)
			return err_refuse(r->err, YUP_ELIMIT, "csv_large", "%u", r->line);
		while (*r->at == ' ')
			r->at++;
		if (*r->at == '"')
			rc = read_quoted(r, &cells[count++]);
		else
			read_plain(r, &cells[count++]);
		if (rc < 0)
			return rc;
		stop = *r->at;
		if (stop != '\0')
			*r->at++ = '\0';
	} while (stop == r->separator);
	r->line += stop == '\n';
	out->cells = mem_array(r->mem, count, sizeof(*out->cells));
	memcpy(out->cells, cells, count * sizeof(*cells));
	out->count = count;
	return YUP_OK;
}

static bool
is_blank_row(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i][0] != '\0')
			return false;
	return true;
}

int
csv_read(struct mem *mem, char *text, struct csv *out, struct err *err)
{
	struct reader r = { mem, text, separator_of(text), 1, err };
	struct csv csv = { 0 };
	size_t room = 0;
	int rc = read_row(&r, &csv.head);

	if (rc < 0)
		return rc;
	if (is_blank_row(&csv.head))
		return err_refuse(err, YUP_EINVALID, "empty_file", "no head");
	while (rc == YUP_OK && *r.at != '\0') {
		struct csv_row row;

		rc = read_row(&r, &row);
		if (rc < 0 || is_blank_row(&row))
			continue;
		if (csv.count == CSV_ROWS_MAX)
			return err_refuse(err, YUP_ELIMIT, "csv_large", "%u", row.line);
		MEM_PUSH(mem, csv.rows, csv.count, room);
		csv.rows[csv.count - 1] = row;
	}
	if (rc == YUP_OK)
		*out = csv;
	return rc;
}

size_t
csv_column(const struct csv *csv, const char *name)
{
	size_t i = 0;

	while (i < csv->head.count && strcmp(csv->head.cells[i], name) != 0)
		i++;
	return i;
}

const char *
csv_cell(const struct csv_row *row, size_t column)
{
	return column < row->count ? row->cells[column] : "";
}
