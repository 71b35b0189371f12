#include "core/sheet_value.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/plan_typed.h"

enum { FIGURES_MAX = 18, PERCENT_SCALE = 6 };

/* ---- Texts ----------------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *
sheet_text(struct mem *mem, const char *text)
{
	size_t length, n = 0;
	char *out;

	while (is_blank(*text))
		text++;
	length = strlen(text);
	if (length > SHEET_TEXT_MAX)
		for (length = SHEET_TEXT_MAX; (text[length] & 0xc0) == 0x80;)
			length--;
	while (length > 0 && is_blank(text[length - 1]))
		length--;
	if (memchr(text, '\r', length) == NULL)
		return text[length] == '\0' ? text : mem_strndup(mem, text, length);
	out = mem_array(mem, length + 1, 1);
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\r' && text[i + 1] == '\n')
			continue;
		out[n++] = text[i] == '\r' ? '\n' : text[i];
	}
	return out;
}

/* ---- Numbers ----------------------------------------------------------------------- */

bool
sheet_decimal(const char *text, unsigned scale, int64_t *out)
{
	bool negative = text[0] == '-', point = false, up = false;
	unsigned places = 0, figures = 0;
	int64_t value = 0;
	const char *p = text + negative;

	for (; (*p >= '0' && *p <= '9') || (*p == '.' && !point); p++) {
		if (*p == '.') {
			point = true;
			continue;
		}
		if (point && places == scale) {
			up = figures++ == 0 ? *p >= '5' : up;
			continue;
		}
		if (value > INT64_MAX / 10 - 1)
			return false;
		value = value * 10 + (*p - '0');
		places += point;
	}
	if (p == text + negative || (*p != '\0' && *p != '%'))
		return false;
	for (; places < scale; places++) {
		if (value > INT64_MAX / 10 - 1)
			return false;
		value *= 10;
	}
	value += up;
	*out = negative ? -value : value;
	return true;
}

/* A number that nobody can read in two ways: "1.2340", not "1.234". */
static const char *
plain(struct mem *mem, int64_t value_e4, bool percent)
{
	char digits[NUM_TEXT_SIZE];
	unsigned keep = value_e4 % 10 == 0 && value_e4 % 100 != 0 ? 4 : 0;

	(void)num_write(digits, value_e4, 4, keep);
	return mem_printf(mem, "%s%s", digits, percent ? "%" : "");
}

/* What a cell says, when it says a number. */
struct said {
	int64_t value_e4;    /* as shown: of "50%", 50 */
	int64_t fraction_e4; /* the number behind it x 100: of 0.5, 50 */
	bool percent;        /* it shows % */
};

static bool
read_said(const struct sheet_cell *cell, struct said *out)
{
	size_t length = strlen(cell->text);
	struct num n;

	if (cell->number) {
		out->percent = length > 0 && cell->text[length - 1] == '%';
		return sheet_decimal(cell->text, 4, &out->value_e4) &&
		    sheet_decimal(cell->text, PERCENT_SCALE, &out->fraction_e4);
	}
	if (num_parse(cell->text, length, NUM_AUTO, &n) < 0)
		return false;
	*out = (struct said){ n.value_e4, n.value_e4 * 100, n.percent };
	return true;
}

static bool
percent_of(const struct plan *plan, uint32_t row, enum node_field field)
{
	switch (field) {
	case FIELD_WEIGHT:
		return true;
	case FIELD_SCHEDULE:
		return edit_value(plan, row, FIELD_PERCENT, 0).number != 0;
	case FIELD_TOTAL:
		return edit_value(plan, row, FIELD_TOTAL_PERCENT, 0).number != 0;
	case FIELD_BASELINE:
		return edit_value(plan, row, FIELD_BASELINE_PERCENT, 0).number != 0;
	case FIELD_TARGET:
		return edit_value(plan, row, FIELD_TARGET_PERCENT, 0).number != 0;
	default:
		return false;
	}
}

/*
 * A number beside what the row holds.  Whoever takes the per cent format from a cell, or
 * gives it one, has not changed it: 0.5 where there was 50%, 50% where there was 0.5.
 */
static const char *
typed_number_of(struct mem *mem, const struct said *said, bool percent, int64_t held, bool new_row)
{
	bool fraction = said->fraction_e4 >= -100 * E4 && said->fraction_e4 <= 100 * E4;

	if (held != NUM_ABSENT && held == said->value_e4 &&
	    (said->percent == percent || percent || held == 0))
		return NULL;
	if (percent && !said->percent) {
		if (held != NUM_ABSENT && held == said->fraction_e4)
			return NULL;
		return plain(mem, fraction ? said->fraction_e4 : said->value_e4, true);
	}
	if (!percent && said->percent && !new_row && held != NUM_ABSENT &&
	    said->value_e4 == held * 100)
		return NULL;
	return plain(mem, said->value_e4, said->percent);
}

bool
sheet_measure_is_number(const struct plan *plan, uint32_t row, enum node_field field)
{
	struct cell_value held = edit_value(plan, row, field, 0);

	return held.number != NUM_ABSENT && held.text != NULL &&
	    strspn(held.text, "0123456789.,%- ") == strlen(held.text);
}

static const char *
typed_quantity(struct mem *mem, const struct plan *plan, uint32_t row,
    const struct sheet_cell *cell)
{
	int64_t held = edit_value(plan, row, cell->field, cell->period).number;
	struct said said;

	if (!read_said(cell, &said))
		return cell->text;
	/* of a text nobody knows the number behind: "50" where there were per cents is 50% */
	if (!cell->number && percent_of(plan, row, cell->field))
		said.percent = true;
	return typed_number_of(mem, &said, percent_of(plan, row, cell->field), held,
	    row >= plan->node_count);
}

/* ---- Each field ---------------------------------------------------------------------- */

static const char *
typed_text_of(struct mem *mem, const struct plan *plan, uint32_t row, const struct sheet_cell *cell)
{
	const char *held = edit_value(plan, row, cell->field, 0).text;
	const char *said = sheet_text(mem, cell->text);

	return held != NULL && strcmp(sheet_text(mem, held), said) == 0 ? NULL : said;
}

/* "6 nuevos" is a text; "50%" a number, however it is shown. */
static const char *
typed_measure(struct mem *mem, const struct plan *plan, uint32_t row, const struct sheet_cell *cell)
{
	const char *typed = typed_text_of(mem, plan, row, cell);
	struct said said;

	if (typed == NULL || !read_said(cell, &said))
		return typed;
	if (!sheet_measure_is_number(plan, row, cell->field))
		return cell->number ? plain(mem, said.value_e4, said.percent) : typed;
	/* a count in the place of a per cent is a count; a fraction is one that lost its format */
	if (cell->number && !said.percent && said.value_e4 > E4 &&
	    percent_of(plan, row, cell->field) &&
	    said.fraction_e4 != edit_value(plan, row, cell->field, 0).number)
		return plain(mem, said.value_e4, false);
	return typed_quantity(mem, plan, row, cell);
}

static const char *
typed_money_of(struct mem *mem, const struct plan *plan, uint32_t row,
    const struct sheet_cell *cell)
{
	int64_t held = edit_value(plan, row, cell->field, 0).number, cents;
	char digits[NUM_TEXT_SIZE];
	struct num n;

	if (cell->number && sheet_decimal(cell->text, 2, &cents)) {
		if (cents == held)
			return NULL;
		(void)num_write(digits, cents, 2, 2);
		return mem_strdup(mem, digits);
	}
	if (num_parse(cell->text, strlen(cell->text), NUM_AUTO, &n) == YUP_OK &&
	    held != NUM_ABSENT && n.value_e4 == held * (E4 / 100))
		return NULL;
	return cell->text;
}

/* Months and words: what they are read as tells. */
static const char *
typed_word_of(struct mem *mem, const struct plan *plan, uint32_t row, const struct sheet_cell *cell)
{
	struct typed_cell typed = { cell->field, 0, cell->text };
	struct cell_value held = edit_value(plan, row, cell->field, 0);
	unsigned level = row < plan->node_count ? plan->nodes[row].level : 0;
	struct typed_value value;

	if (cell->text[0] == '\0' && cell->field != FIELD_FIRST_MONTH &&
	    cell->field != FIELD_LAST_MONTH)
		return NULL; /* nobody says that a row has no behaviour */
	if (typed_read(mem, plan, level, &typed, &value, NULL) < 0)
		return cell->text;
	return value.value.number == held.number ? NULL : cell->text;
}

const char *
sheet_typed(struct mem *mem, const struct plan *plan, uint32_t row, const struct sheet_cell *cell)
{
	struct sheet_cell trimmed = *cell;

	trimmed.text = sheet_text(mem, cell->text);
	switch (cell->field) {
	case FIELD_BASELINE:
	case FIELD_TARGET:
		return typed_measure(mem, plan, row, &trimmed);
	case FIELD_WEIGHT:
	case FIELD_TOTAL:
	case FIELD_SCHEDULE:
	case FIELD_BUDGET:
		if (trimmed.text[0] == '\0')
			return edit_value(plan, row, cell->field, cell->period).number == NUM_ABSENT
			    ? NULL
			    : "";
		return cell->field == FIELD_BUDGET ? typed_money_of(mem, plan, row, &trimmed)
						   : typed_quantity(mem, plan, row, &trimmed);
	case FIELD_FIRST_MONTH:
	case FIELD_LAST_MONTH:
	case FIELD_BEHAVIOUR:
	case FIELD_BASIS:
	case FIELD_PERCENT:
	case FIELD_FREQUENCY:
	case FIELD_DIRECTION:
		return typed_word_of(mem, plan, row, &trimmed);
	default:
		return typed_text_of(mem, plan, row, &trimmed);
	}
}
