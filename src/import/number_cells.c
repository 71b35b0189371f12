#include "import/number_cells.h"

#include <string.h>

enum { VOTES_WANTED = 4000 };

/* The cell between its bold marks. */
static const char *
strip_marks(const char *cell, size_t *length)
{
	size_t n = strlen(cell);

	while (n > 0 && (*cell == '*' || *cell == ' '))
		cell++, n--;
	while (n > 0 && (cell[n - 1] == '*' || cell[n - 1] == ' '))
		n--;
	*length = n;
	return cell;
}

bool
cell_is_numeric(const char *cell)
{
	size_t length;
	bool digit = false;
	const char *p = strip_marks(cell, &length);

	if (length == 0 || length > 40)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (p[i] >= '0' && p[i] <= '9')
			digit = true;
		else if (strchr(".,%- +", p[i]) == NULL)
			return false;
	}
	return digit;
}

enum num_style
number_style_of(const struct sheet *sheet, enum num_style usual)
{
	size_t dots = 0, commas = 0;

	for (size_t i = 0; i < sheet->count && dots + commas < VOTES_WANTED; i++) {
		const struct sheet_line *line = &sheet->lines[i];

		for (unsigned c = line->first + 1u; c < line->used; c++) {
			size_t length;
			const char *p = strip_marks(line->cells[c], &length);
			struct num n;

			if (length == 0 || length > 24 || !cell_is_numeric(p))
				continue;
			if (num_parse(p, length, NUM_AUTO, &n) < 0)
				continue;
			dots += n.style == NUM_DOT_DECIMAL;
			commas += n.style == NUM_COMMA_DECIMAL;
		}
	}
	if (dots == commas)
		return usual;
	return dots > commas ? NUM_DOT_DECIMAL : NUM_COMMA_DECIMAL;
}

enum cell_state
cell_number(const char *cell, enum num_style style, struct num *out)
{
	size_t length;
	const char *p = strip_marks(cell, &length);
	int rc;

	if (length == 0 || (length == 1 && *p == '-'))
		return CELL_BLANK;
	rc = num_parse(p, length, style, out);
	if (rc == YUP_EINVALID) /* the other style, where the cell shows it without doubt */
		rc = num_parse(p, length, NUM_AUTO, out);
	if (rc == YUP_ELIMIT)
		return CELL_OUT_OF_RANGE;
	return rc == YUP_OK ? CELL_NUMBER : CELL_TEXT;
}

int64_t
cell_money(const char *cell, enum num_style style)
{
	struct num n;

	if (cell_number(cell, style, &n) != CELL_NUMBER || n.value_e4 % 100 != 0)
		return NUM_ABSENT;
	if (n.value_e4 / 100 > MONEY_MAX_CENTS || n.value_e4 / 100 < -MONEY_MAX_CENTS)
		return NUM_ABSENT;
	return n.value_e4 / 100;
}

/* The first run of figures in a text: "6 nuevos" gives 6. */
static bool
first_number(const char *text, enum num_style style, struct num *out)
{
	const char *p = text + strcspn(text, "0123456789");
	size_t n = strspn(p, "0123456789.,");

	while (n > 0 && (p[n - 1] == '.' || p[n - 1] == ','))
		n--;
	if (n == 0)
		return false;
	if (p[n] == '%')
		n++;
	return num_parse(p, n, style, out) == YUP_OK;
}

struct measure
cell_measure(const char *cell, enum num_style style)
{
	struct measure m = { cell, NUM_ABSENT, false };
	struct num n;

	if (cell_number(cell, style, &n) != CELL_NUMBER && !first_number(cell, style, &n))
		return m;
	if (n.value_e4 > QUANTITY_MAX_E4 || n.value_e4 < -QUANTITY_MAX_E4)
		return m;
	m.value_e4 = n.value_e4;
	m.percent = n.percent;
	return m;
}
