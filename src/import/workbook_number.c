#include "import/workbook_number.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

enum { FIGURES = 15, FIGURES_READ = 17, PLAIN_MAX = 40, POWER_MAX = 400 };

/* 0.d1d2d3... x 10^point */
struct figures {
	char d[FIGURES_READ];
	int count, point;
	bool negative, more; /* figures that are not zero follow those kept */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
take_figure(struct figures *f, char c, bool whole)
{
	if (f->count == 0 && c == '0') {
		f->point -= !whole;
		return;
	}
	f->point += whole;
	if (f->count < FIGURES_READ)
		f->d[f->count++] = c;
	else
		f->more |= c != '0';
}

/* "E+05": its power; false where what is there is none. */
static bool
take_power(const char *p, const char *end, int *power)
{
	bool negative = false;
	int value = 0;

	if (p == end)
		return true;
	if (*p != 'e' && *p != 'E')
		return false;
	p++;
	if (p < end && (*p == '-' || *p == '+'))
		negative = *p++ == '-';
	if (p == end)
		return false;
	for (; p < end; p++) {
		if (!is_digit(*p))
			return false;
		if (value < POWER_MAX)
			value = value * 10 + (*p - '0');
	}
	*power += negative ? -value : value;
	return true;
}

static bool
take_all(const char *p, const char *end, struct figures *f, int *power)
{
	bool any = false;

	if (p < end && (*p == '-' || *p == '+'))
		f->negative = *p++ == '-';
	for (; p < end && is_digit(*p); p++, any = true)
		take_figure(f, *p, true);
	if (p < end && *p == '.')
		for (p++; p < end && is_digit(*p); p++, any = true)
			take_figure(f, *p, false);
	return any && take_power(p, end, power);
}

/* To 15 figures, half away from zero. */
static void
round_figures(struct figures *f)
{
	bool up = f->count > FIGURES && f->d[FIGURES] >= '5';

	if (f->count > FIGURES)
		f->count = FIGURES;
	for (int i = f->count - 1; up && i >= 0; i--) {
		up = f->d[i] == '9';
		f->d[i] = (char)(up ? '0' : f->d[i] + 1);
	}
	if (up) {
		f->d[0] = '1';
		f->count = 1;
		f->point++;
	}
	while (f->count > 0 && f->d[f->count - 1] == '0')
		f->count--;
}

/* The figures with the point where it belongs. */
static bool
write_plain(const struct figures *f, char out[WORKBOOK_NUMBER_SIZE])
{
	int first = f->point < 1 ? f->point - 1 : 0; /* a zero before the point at least */
	int last = f->count > f->point ? f->count : f->point;
	char *to = out;

	if (f->count == 0) {
		memcpy(out, "0", 2);
		return true;
	}
	if (last - first > PLAIN_MAX)
		return false;
	if (f->negative)
		*to++ = '-';
	for (int i = first; i < last; i++) {
		if (i == f->point)
			*to++ = '.';
		*to++ = i >= 0 && i < f->count ? f->d[i] : '0';
	}
	*to = '\0';
	return true;
}

bool
workbook_number_plain(const char *text, size_t length, int power, char out[WORKBOOK_NUMBER_SIZE])
{
	struct figures f = { .count = 0 };

	if (length == 0 || length > 64 || !take_all(text, text + length, &f, &power))
		return false;
	f.point += power;
	round_figures(&f);
	return write_plain(&f, out);
}

enum { DAYS_MOST = 110000 }; /* past the year 2200 */

/* Thousandths of thousandths of a day as seconds, to the nearest. */
static int64_t
seconds_of(const char *fraction)
{
	int64_t value = 0;

	for (int i = 0; i < 9; i++)
		value = value * 10 + (is_digit(*fraction) ? *fraction++ - '0' : 0);
	return (value * DAY_S + 500000000) / 1000000000;
}

static bool
day_of(int64_t days, bool since_1904, char out[DATE_SIZE])
{
	if (since_1904)
		date_add("1904-01-01", days, out);
	else if (days > 60)
		date_add("1900-03-01", days - 61, out);
	else if (days >= 1 && days < 60)
		date_add("1900-01-01", days - 1, out);
	else
		return false;
	return date_is_valid(out);
}

bool
workbook_number_day(const char *plain, bool since_1904, char out[WORKBOOK_NUMBER_SIZE])
{
	char day[DATE_SIZE] = "", time[16];
	int64_t days = 0, seconds;
	const char *p = plain;

	for (; is_digit(*p); p++)
		if ((days = days * 10 + (*p - '0')) > DAYS_MOST)
			return false;
	if (p == plain || (*p != '\0' && *p != '.'))
		return false;
	seconds = *p == '.' ? seconds_of(p + 1) : 0;
	if (seconds == DAY_S) {
		seconds = 0;
		days++;
	}
	(void)snprintf(time, sizeof(time), "%02d:%02d:%02d", (int)(seconds / HOUR_S),
	    (int)(seconds % HOUR_S / MINUTE_S), (int)(seconds % MINUTE_S));
	if (days == 0 && seconds > 0) {
		memcpy(out, time, sizeof(time));
		return true;
	}
	if (!day_of(days, since_1904, day))
		return false;
	(void)snprintf(out, WORKBOOK_NUMBER_SIZE, seconds > 0 ? "%sT%s" : "%s%.0s", day, time);
	return true;
}
