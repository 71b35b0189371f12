#include "io/clock.h"

#include <time.h>

static int64_t shift;

void
clock_shift(int64_t seconds)
{
	shift = seconds;
}

void
clock_now(char out[CLOCK_TEXT_SIZE])
{
	time_t now = time(NULL) + (time_t)shift;
	struct tm tm;

	(void)gmtime_r(&now, &tm);
	(void)strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
