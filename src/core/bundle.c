#include "core/bundle.h"

#include <stdlib.h>
#include <string.h>

bool
report_field_same(const struct report *a, const struct report *b, enum report_field field)
{
	if (report_field_is_number(field))
		return a->number[field] == b->number[field];
	return strcmp(a->text[field], b->text[field]) == 0;
}

static int
by_row(const void *a, const void *b)
{
	const struct report *x = a, *y = b;
	int order = strcmp(x->node_id, y->node_id);

	return order != 0 ? order : (int)x->period - (int)y->period;
}

void
bundle_sort_reports(struct report *list, size_t count)
{
	if (count > 0)
		qsort(list, count, sizeof(*list), by_row);
}

const struct report *
bundle_report_of(const struct report *list, size_t count, const char *node_id, unsigned period)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(list[middle].node_id, node_id);

		if (order == 0)
			order = (int)list[middle].period - (int)period;
		if (order == 0)
			return &list[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

size_t
bundle_compare_reports(const struct report *before, size_t before_count, const struct bundle *after,
    struct bundle_cell *cells, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < after->report_count; i++) {
		const struct report *now = &after->reports[i];
		const struct report *was = bundle_report_of(before, before_count, now->node_id,
		    now->period);
		struct report blank;

		report_init(&blank, now->node_id, now->period);
		for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++) {
			if (report_field_same(was != NULL ? was : &blank, now,
				(enum report_field)f))
				continue;
			if (count < most)
				cells[count] = (struct bundle_cell){ now->node_id, now->period,
					(enum report_field)f };
			count++;
		}
	}
	return count;
}
