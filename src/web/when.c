#include "web/when.h"

#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/mem.h"
#include "text/catalogue.h"
#include "web/router.h"

const char *
when_day(struct mem *mem, const char *day)
{
	if (!date_is_valid(day))
		return day;
	return mem_printf(mem, "%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

const char *
when_instant(struct mem *mem, const char *instant)
{
	int64_t seconds = instant_seconds(instant);
	time_t at = (time_t)seconds;
	char text[INSTANT_SIZE];
	struct tm tm;

	if (seconds == INT64_MIN || localtime_r(&at, &tm) == NULL ||
	    strftime(text, sizeof(text), "%d/%m/%Y %H:%M", &tm) == 0)
		return instant;
	return mem_strdup(mem, text);
}

const char *
when_last(struct mem *mem, const char *to)
{
	char last[DATE_SIZE];

	if (!date_is_valid(to))
		return "";
	date_add(to, -1, last);
	return mem_strdup(mem, last);
}

const char *
when_validity(const struct visit *visit, const char *from, const char *to)
{
	struct mem *mem = visit->req->mem;

	if (to[0] == '\0')
		return mem_printf(mem, "%s %s", html_translated(&visit->html, N_("desde")),
		    when_day(mem, from));
	return mem_printf(mem, "%s – %s", when_day(mem, from), when_day(mem, when_last(mem, to)));
}
