#include "report/doc_cell.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/str.h"
#include "core/pack.h"
#include "text/number_text.h"

/* 1.234,5 as it stands, or 1,234.5. */
static void
put_number(struct str *out, int64_t value, unsigned scale, unsigned keep, bool dot)
{
	char text[NUMBER_TEXT_SIZE];
	size_t length = number_write(text, value, scale, keep);

	for (size_t i = 0; dot && i < length; i++)
		if (text[i] == '.')
			text[i] = ',';
		else if (text[i] == ',')
			text[i] = '.';
	str_put_n(out, text, length);
}

void
doc_date_put(struct str *out, const char *iso)
{
	if (date_is_valid(iso))
		str_printf(out, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
	else
		str_put(out, iso);
}

static void
put_value(struct str *out, const struct doc_cell *cell, bool dot)
{
	switch (cell->kind) {
	case DOC_COUNT:
		put_number(out, cell->number, 0, 0, dot);
		break;
	case DOC_QUANTITY:
	case DOC_PERCENT:
		put_number(out, cell->number, 4, cell->decimals, dot);
		break;
	case DOC_RATIO:
	case DOC_SHARE:
		put_number(out, ratio_round(cell->number, cell->decimals), cell->decimals,
		    cell->decimals, dot);
		break;
	case DOC_MONEY:
		put_number(out, cell->number, 2, 2, dot);
		break;
	default:
		return;
	}
	if (cell->kind == DOC_PERCENT || cell->kind == DOC_RATIO)
		str_put_char(out, '%');
}

void
doc_cell_put(struct str *out, const struct doc_cell *cell, bool dot_decimals)
{
	if (cell->kind == DOC_TEXT && cell->text != NULL)
		str_put(out, cell->text);
	else if (cell->kind == DOC_DATE && cell->text != NULL)
		doc_date_put(out, cell->text);
	else if (cell->number != NUM_ABSENT)
		put_value(out, cell, dot_decimals);
}

const struct pack_band *
doc_cell_band(const struct doc_head *head, const struct doc_cell *cell)
{
	for (size_t i = 0; cell->band != NULL && i < head->band_count; i++)
		if (strcmp(head->bands[i].key, cell->band) == 0)
			return &head->bands[i];
	return NULL;
}
