#include "text/number_text.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "core/pack.h"
#include "text/catalogue.h"

static const char ABSENT[] = "sin dato";

enum { GROUP = 3 }; /* digits of a thousand, and decimals that could be taken for one */

/* Where its decimals begin, or its end. */
static char *
find_point(char *text)
{
	while (*text != '.' && *text != '\0')
		text++;
	return text;
}

/* Thousands with '.', the decimal '.' becomes ','. */
size_t
number_write(char out[NUMBER_TEXT_SIZE], int64_t value, unsigned scale, unsigned keep)
{
	char plain[NUM_TEXT_SIZE], *digits = plain, *point, *p = out;

	(void)num_write(plain, value, scale, keep);
	if (*digits == '-')
		*p++ = *digits++;
	point = find_point(digits);
	for (; digits < point; digits++) {
		*p++ = *digits;
		if (point - digits > GROUP && (point - digits) % GROUP == 1)
			*p++ = '.';
	}
	if (*point == '.') {
		*p++ = ',';
		while (*++point != '\0')
			*p++ = *point;
	}
	*p = '\0';
	return (size_t)(p - out);
}

size_t
number_write_typed(char out[NUMBER_TEXT_SIZE], int64_t value, unsigned scale)
{
	size_t length = num_write(out, value, scale, 0);
	char *point = find_point(out);

	if (*point == '\0')
		return length;
	*point = ',';
	if (out + length - point == GROUP + 1)
		out[length++] = '0';
	return length;
}

void
number_put(struct str *out, int64_t value, unsigned scale, unsigned keep)
{
	char text[NUMBER_TEXT_SIZE];

	if (value == NUM_ABSENT)
		str_put(out, ABSENT);
	else
		str_put_n(out, text, number_write(text, value, scale, keep));
}

void
number_put_quantity(struct str *out, int64_t quantity_e4)
{
	number_put(out, quantity_e4, 4, 0);
}

void
number_put_percent(struct str *out, int64_t percent_e4)
{
	number_put(out, percent_e4, 4, 0);
	if (percent_e4 != NUM_ABSENT)
		str_put(out, " %");
}

void
number_put_ratio(struct str *out, int64_t ratio_e9, unsigned decimals)
{
	if (ratio_e9 == NUM_ABSENT)
		str_put(out, ABSENT);
	else
		number_put(out, ratio_round(ratio_e9, decimals), decimals, decimals);
}

void
number_put_money(struct str *out, int64_t cents, const char *currency)
{
	if (cents != NUM_ABSENT && currency != NULL && currency[0] != '\0') {
		str_put(out, currency);
		str_put_char(out, ' ');
	}
	number_put(out, cents, 2, 2);
}

void
number_put_count(struct str *out, int64_t count)
{
	number_put(out, count, 0, 0);
}

void
number_put_plain_quantity(struct str *out, int64_t quantity_e4)
{
	if (quantity_e4 != NUM_ABSENT)
		num_put(out, quantity_e4, 4, 0);
}

void
number_put_plain_ratio(struct str *out, int64_t ratio_e9, unsigned decimals)
{
	if (ratio_e9 != NUM_ABSENT)
		num_put(out, ratio_round(ratio_e9, decimals), decimals, 0);
}

void
number_put_plain_money(struct str *out, int64_t cents)
{
	if (cents != NUM_ABSENT)
		num_put(out, cents, 2, 2);
}

void
number_put_period_in(struct str *out, const struct pack *pack, unsigned period,
    const struct catalogue *catalogue)
{
	if (period >= 1 && period <= pack->period_count && pack->periods[period - 1].name != NULL)
		str_put(out, catalogue_find(catalogue, pack->periods[period - 1].name));
	else
		str_printf(out, "%u", period);
}

void
number_put_period(struct str *out, const struct pack *pack, unsigned period)
{
	number_put_period_in(out, pack, period, NULL);
}

void
number_put_range_in(struct str *out, const struct pack *pack, unsigned first, unsigned last,
    const struct catalogue *catalogue)
{
	str_put(out, catalogue_find(catalogue, first == last ? N_("en ") : N_("de ")));
	number_put_period_in(out, pack, first, catalogue);
	if (first == last)
		return;
	str_put(out, catalogue_find(catalogue, N_(" a ")));
	number_put_period_in(out, pack, last, catalogue);
}

void
number_put_range(struct str *out, const struct pack *pack, unsigned first, unsigned last)
{
	number_put_range_in(out, pack, first, last, NULL);
}

const char *
number_period_word(const struct pack *pack, bool plural)
{
	if (pack->period_count == 12)
		return plural ? N_("meses") : N_("mes");
	return plural ? N_("períodos") : N_("período");
}
