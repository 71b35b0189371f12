#include "base/date.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { YEAR_LEAST = 1900, YEAR_MOST = 2200, DATE_LENGTH = 10, INSTANT_LENGTH = 20 };

/* The number in `count` digits, -1 where one is not. */
static int
digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static int
days_in(int year, int month)
{
	static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : DAYS[month - 1];
}

/* The first ten letters are a day. */
static bool
begins_with_date(const char *text, int *year, int *month, int *day)
{
	if (strnlen(text, DATE_LENGTH) < DATE_LENGTH || text[4] != '-' || text[7] != '-')
		return false;
	*year = digits(text, 4);
	*month = digits(text + 5, 2);
	*day = digits(text + 8, 2);
	return *year >= YEAR_LEAST && *year <= YEAR_MOST && *month >= 1 && *month <= 12 &&
	    *day >= 1 && *day <= days_in(*year, *month);
}

bool
date_is_valid(const char *text)
{
	int year, month, day;

	return begins_with_date(text, &year, &month, &day) && text[DATE_LENGTH] == '\0';
}

/*
 * Days since 1970-01-01 and back, by counting years from March, so that the
 * leap day is a year's last (Howard Hinnant, "chrono-compatible low-level date
 * algorithms"); years here are after 1600, so nothing is negative in between.
 */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / 400, of_era = y % 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void
put_day(int64_t days, char out[DATE_SIZE])
{
	int64_t z = days + 719468, era = z / 146097, of_era = z % 146097;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * of_year + 2) / 153;
	unsigned day = (unsigned)(of_year - (153 * m + 2) / 5 + 1);
	unsigned month = (unsigned)(m < 10 ? m + 3 : m - 9);
	unsigned year = (unsigned)(y + era * 400 + (month <= 2));

	(void)snprintf(out, DATE_SIZE, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}

void
date_add(const char *date, int64_t days, char out[DATE_SIZE])
{
	int year = 0, month = 0, day = 0;
	bool valid = begins_with_date(date, &year, &month, &day);

	assert(valid);
	(void)valid;
	put_day(days_of(year, month, day) + days, out);
}

void
date_of(const char *instant, char out[DATE_SIZE])
{
	(void)snprintf(out, DATE_SIZE, "%.10s", instant);
}

int64_t
instant_seconds(const char *instant)
{
	int year, month, day, hour, minute, second;

	if (!begins_with_date(instant, &year, &month, &day) ||
	    strnlen(instant, INSTANT_LENGTH + 1) != INSTANT_LENGTH || instant[10] != 'T' ||
	    instant[13] != ':' || instant[16] != ':' || instant[19] != 'Z')
		return INT64_MIN;
	hour = digits(instant + 11, 2);
	minute = digits(instant + 14, 2);
	second = digits(instant + 17, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return INT64_MIN;
	return days_of(year, month, day) * DAY_S + hour * HOUR_S + minute * MINUTE_S + second;
}

void
instant_add(const char *instant, int64_t seconds, char out[INSTANT_SIZE])
{
	int64_t at = instant_seconds(instant), of_day;
	char date[DATE_SIZE];

	assert(at != INT64_MIN);
	at += seconds;
	of_day = (at % DAY_S + DAY_S) % DAY_S;
	put_day((at - of_day) / DAY_S, date);
	(void)snprintf(out, INSTANT_SIZE, "%.10sT%02u:%02u:%02uZ", date,
	    (unsigned)(of_day / HOUR_S) % 100, (unsigned)(of_day / MINUTE_S % 60),
	    (unsigned)(of_day % 60));
}
