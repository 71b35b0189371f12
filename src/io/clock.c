#include "io/clock.h"

#include <time.h>

void
clock_now(char out[CLOCK_TEXT_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	(void)gmtime_r(&now, &tm);
	(void)strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
