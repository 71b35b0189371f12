#include "base/decimal.h"

#include "base/str.h"

static const int64_t POWERS[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000 };

enum { HALF_TOLERANCE_E9 = 500, MAX_DECIMALS = 4 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The number without blanks, sign and per cent sign. */
struct body {
	const char *text;
	size_t length;
	bool negative;
	bool percent;
};

static struct body
strip(const char *text, size_t length)
{
	struct body b = { text, length, false, false };

	while (b.length > 0 && is_blank(*b.text))
		b.text++, b.length--;
	while (b.length > 0 && is_blank(b.text[b.length - 1]))
		b.length--;
	if (b.length > 0 && b.text[b.length - 1] == '%') {
		b.percent = true;
		b.length--;
		while (b.length > 0 && is_blank(b.text[b.length - 1]))
			b.length--;
	}
	if (b.length > 0 && (*b.text == '-' || *b.text == '+')) {
		b.negative = *b.text == '-';
		b.text++, b.length--;
	}
	return b;
}

/* How the separators lie: enough to tell which one is the decimal sign. */
struct shape {
	unsigned dots, commas;
	size_t last_dot, last_comma; /* positions, valid where counted */
};

static int
measure(const struct body *b, struct shape *out)
{
	struct shape s = { 0 };

	if (b->length == 0 || b->length > 40)
		return YUP_EINVALID;
	for (size_t i = 0; i < b->length; i++) {
		if (b->text[i] == '.')
			s.dots++, s.last_dot = i;
		else if (b->text[i] == ',')
			s.commas++, s.last_comma = i;
		else if (!is_digit(b->text[i]))
			return YUP_EINVALID;
	}
	*out = s;
	return YUP_OK;
}

/*
 * One separator with exactly three digits behind it and one to three before
 * can be thousands or decimals, unless the number begins with a zero.
 */
static bool
is_ambiguous(const struct body *b, size_t separator)
{
	return b->length - separator - 1 == 3 && separator >= 1 && separator <= 3 &&
	    b->text[0] != '0';
}

static int
choose_style(const struct body *b, const struct shape *s, enum num_style *out)
{
	if (s->dots == 0 && s->commas == 0)
		*out = NUM_AUTO;
	else if (s->dots > 0 && s->commas > 0)
		*out = s->last_dot > s->last_comma ? NUM_DOT_DECIMAL : NUM_COMMA_DECIMAL;
	else if (s->dots > 1)
		*out = NUM_COMMA_DECIMAL;
	else if (s->commas > 1)
		*out = NUM_DOT_DECIMAL;
	else if (is_ambiguous(b, s->dots ? s->last_dot : s->last_comma))
		return YUP_ECONFLICT;
	else
		*out = s->dots ? NUM_DOT_DECIMAL : NUM_COMMA_DECIMAL;
	return YUP_OK;
}

/* Digits before the decimal sign; thousands come in threes or not at all. */
static int
read_whole(const char *text, size_t length, char thousands, int64_t *out)
{
	int64_t value = 0;
	size_t run = 0;
	bool grouped = false;

	if (length == 0)
		return YUP_EINVALID;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == thousands) {
			if (run == 0 || (grouped ? run != 3 : run > 3))
				return YUP_EINVALID;
			grouped = true;
			run = 0;
			continue;
		}
		if (!is_digit(text[i]))
			return YUP_EINVALID;
		if (value > INT64_C(1000000000000))
			return YUP_ELIMIT;
		value = value * 10 + (text[i] - '0');
		run++;
	}
	if (grouped && run != 3)
		return YUP_EINVALID;
	*out = value;
	return YUP_OK;
}

/* Digits behind the decimal sign, as ten-thousandths. */
static int
read_fraction(const char *text, size_t length, int64_t *out, uint8_t *decimals)
{
	int64_t value = 0;
	unsigned n = 0;

	if (length == 0 || length > 20)
		return YUP_EINVALID;
	for (size_t i = 0; i < length; i++) {
		if (!is_digit(text[i]))
			return YUP_EINVALID;
		if (i >= MAX_DECIMALS) {
			if (text[i] != '0')
				return YUP_EINVALID;
			continue;
		}
		value = value * 10 + (text[i] - '0');
		n++;
	}
	*out = value * POWERS[MAX_DECIMALS - n];
	*decimals = (uint8_t)n;
	return YUP_OK;
}

int
num_parse(const char *text, size_t length, enum num_style style, struct num *out)
{
	struct body b = strip(text, length);
	struct num n = { .percent = b.percent };
	struct shape s;
	int64_t whole, fraction = 0;
	size_t point = b.length;
	int rc;

	rc = measure(&b, &s);
	if (rc < 0)
		return rc;
	if (style == NUM_AUTO) {
		rc = choose_style(&b, &s, &style);
		if (rc < 0)
			return rc;
	}
	n.style = s.dots || s.commas ? style : NUM_AUTO;
	if (style == NUM_DOT_DECIMAL && s.dots)
		point = s.last_dot;
	else if (style == NUM_COMMA_DECIMAL && s.commas)
		point = s.last_comma;

	rc = read_whole(b.text, point, style == NUM_COMMA_DECIMAL ? '.' : ',', &whole);
	if (rc < 0)
		return rc;
	if (point < b.length) {
		rc = read_fraction(b.text + point + 1, b.length - point - 1, &fraction,
		    &n.decimals);
		if (rc < 0)
			return rc;
	}
	n.value_e4 = whole * E4 + fraction;
	if (n.value_e4 > NUM_MAX_E4)
		return YUP_ELIMIT;
	if (b.negative)
		n.value_e4 = -n.value_e4;
	*out = n;
	return YUP_OK;
}

static int64_t
saturate(__int128 v)
{
	if (v > INT64_MAX)
		return INT64_MAX;
	if (v < -INT64_MAX)
		return -INT64_MAX;
	return (int64_t)v;
}

int64_t
div_round(__int128 sum, int64_t count)
{
	__int128 half = count / 2;

	if (sum < 0)
		return saturate(-((-sum + half) / count));
	return saturate((sum + half) / count);
}

int64_t
muldiv_round(int64_t a, int64_t b, int64_t c)
{
	return div_round((__int128)a * b, c);
}

int64_t
ratio_round(int64_t ratio_e9, unsigned decimals)
{
	int64_t unit, whole, rest;
	bool negative = ratio_e9 < 0;

	if (decimals >= 9)
		return ratio_e9;
	unit = POWERS[9 - decimals];
	if (negative)
		ratio_e9 = -ratio_e9;
	whole = ratio_e9 / unit;
	rest = ratio_e9 % unit;
	if (rest >= unit / 2 - (decimals < 6 ? HALF_TOLERANCE_E9 : 0))
		whole++;
	return negative ? -whole : whole;
}

/* The digits of `number` before `end`, at least `least`; where they begin. */
static char *
digits_before(char *end, uint64_t number, unsigned least)
{
	char *p = end;

	do
		*--p = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	while (end - p < (ptrdiff_t)least)
		*--p = '0';
	return p;
}

/* To divide by a number known beforehand is to multiply: most have one of these scales. */
static uint64_t
whole_part(uint64_t magnitude, unsigned scale)
{
	switch (scale) {
	case 2:
		return magnitude / 100;
	case 4:
		return magnitude / 10000;
	default:
		return magnitude / (uint64_t)POWERS[scale];
	}
}

static unsigned
count_digits(uint64_t number)
{
	unsigned count = 1;

	while ((number /= 10) > 0)
		count++;
	return count;
}

size_t
num_write(char out[NUM_TEXT_SIZE], int64_t value, unsigned scale, unsigned keep)
{
	uint64_t magnitude = value < 0 ? (uint64_t) - (value + 1) + 1 : (uint64_t)value;
	uint64_t whole = whole_part(magnitude, scale);
	uint64_t fraction = magnitude - whole * (uint64_t)POWERS[scale];
	unsigned digits = scale;
	size_t length;
	char *p;

	if (fraction == 0 && keep < scale)
		digits = keep;
	while (digits > keep && fraction % 10 == 0) {
		fraction /= 10;
		digits--;
	}
	length = (value < 0) + count_digits(whole) + (digits > 0 ? digits + 1 : 0);
	p = out + length;
	*p = '\0';
	if (digits > 0) {
		p = digits_before(p, fraction, digits);
		*--p = '.';
	}
	p = digits_before(p, whole, 1);
	if (value < 0)
		*--p = '-';
	return length;
}

void
num_put(struct str *s, int64_t value, unsigned scale, unsigned keep)
{
	char text[NUM_TEXT_SIZE];

	str_put_n(s, text, num_write(text, value, scale, keep));
}
