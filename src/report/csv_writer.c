#include "report/csv_writer.h"

#include <assert.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "report/xlsx_list.h"

enum { HEAD_MAX = 63 };

static void
begin_field(struct csv_writer *w)
{
	if (w->row_begun)
		str_put_char(w->out, ',');
	w->row_begun = true;
}

void
csv_row_end(struct csv_writer *w)
{
	if (w->sheet != NULL)
		xlsx_list_row_end(w->sheet);
	else
		str_put(w->out, "\r\n");
	w->row_begun = false;
}

void
csv_begin(struct csv_writer *w, struct str *out, const char *heads)
{
	if (out != NULL)
		*w = (struct csv_writer){ .out = out };
	while (*heads != '\0') {
		char name[HEAD_MAX + 1] = { 0 };
		size_t n = strcspn(heads, " ");

		assert(n <= HEAD_MAX);
		memcpy(name, heads, n);
		csv_text(w, name);
		heads += n;
		heads += strspn(heads, " ");
	}
	csv_row_end(w);
}

void
csv_guard(struct csv_writer *w)
{
	w->guarded = true;
}

/* "=1+1", "+x", "@x", "-x"; not "-12,5". */
static bool
is_computed(const char *text)
{
	if (text[0] == '-')
		return strspn(text + 1, "0123456789.,") != strlen(text + 1);
	return text[0] != '\0' && strchr("=+@\t\r\n", text[0]) != NULL;
}

void
csv_text(struct csv_writer *w, const char *text)
{
	const char *guard = w->guarded && text != NULL && is_computed(text) ? "'" : "";

	if (w->sheet != NULL) {
		xlsx_list_text(w->sheet, text);
		return;
	}
	begin_field(w);
	if (text == NULL)
		return;
	if (strpbrk(text, ",\"\r\n") == NULL) {
		str_put(w->out, guard);
		str_put(w->out, text);
		return;
	}
	str_put_char(w->out, '"');
	str_put(w->out, guard);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_put_char(w->out, '"');
		str_put_char(w->out, *text);
	}
	str_put_char(w->out, '"');
}

void
csv_int(struct csv_writer *w, int64_t value)
{
	if (w->sheet != NULL) {
		xlsx_list_number(w->sheet, value, 0, 0);
		return;
	}
	begin_field(w);
	str_printf(w->out, "%lld", (long long)value);
}

static void
put_decimal(struct csv_writer *w, int64_t value, unsigned scale, unsigned keep)
{
	if (w->sheet != NULL) {
		xlsx_list_number(w->sheet, value, scale, keep);
		return;
	}
	begin_field(w);
	if (value != NUM_ABSENT)
		num_put(w->out, value, scale, keep);
}

void
csv_quantity(struct csv_writer *w, int64_t quantity_e4)
{
	put_decimal(w, quantity_e4, 4, 0);
}

void
csv_ratio(struct csv_writer *w, int64_t ratio_e9)
{
	put_decimal(w, ratio_e9 == NUM_ABSENT ? NUM_ABSENT : ratio_round(ratio_e9, 4), 4, 0);
}

void
csv_money(struct csv_writer *w, int64_t cents)
{
	put_decimal(w, cents, 2, 2);
}
