#include "core/calendar.h"

#include "base/date.h"
#include "base/mem.h"
#include "core/consolidate.h"

struct report_period *
calendar_lay_out(struct mem *mem, const struct pack *pack, int year, unsigned every, unsigned days,
    size_t *out_count)
{
	unsigned count = pack->period_count / every;
	struct report_period *periods = mem_array(mem, count, sizeof(*periods));

	for (unsigned p = 0; p < count; p++) {
		char due[DATE_SIZE];

		periods[p] = (struct report_period){ .number = (uint8_t)(p + 1),
			.first = (uint8_t)(p * every + 1),
			.last = (uint8_t)((p + 1) * every) };
		date_add(pack_period_end(mem, pack, year, periods[p].last), days, due);
		periods[p].due_on = mem_strdup(mem, due);
	}
	*out_count = count;
	return periods;
}
