#include "app/moment.h"

#include <string.h>

#include "base/mem.h"

/* `count` digits as a number, -1 where they are not. */
static int
digits(const char *text, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static int
days_of(int year, int month)
{
	static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return DAYS[month - 1] + (month == 2 && leap);
}

/* The text begins with a day of the calendar. */
static bool
begins_with_date(const char *text)
{
	int year, month, day;

	if (strlen(text) < 10 || text[4] != '-' || text[7] != '-')
		return false;
	year = digits(text, 4);
	month = digits(text + 5, 2);
	day = digits(text + 8, 2);
	return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool
app_is_date(const char *text)
{
	return begins_with_date(text) && text[10] == '\0';
}

static bool
is_instant(const char *text)
{
	if (!begins_with_date(text) || strlen(text) != 20 || text[10] != 'T' || text[13] != ':' ||
	    text[16] != ':' || text[19] != 'Z')
		return false;
	return digits(text + 11, 2) >= 0 && digits(text + 11, 2) < 24 &&
	    digits(text + 14, 2) >= 0 && digits(text + 14, 2) < 60 && digits(text + 17, 2) >= 0 &&
	    digits(text + 17, 2) < 60;
}

int
app_moment(struct mem *mem, const char *text, const char **out, struct err *err)
{
	if (app_is_date(text))
		*out = mem_printf(mem, "%sT23:59:59Z", text);
	else if (is_instant(text))
		*out = text;
	else {
		(void)err_refuse(err, YUP_EINVALID, "date_invalid", "%s", text);
		return err != NULL ? err_in(err, "as_of") : YUP_EINVALID;
	}
	return YUP_OK;
}
