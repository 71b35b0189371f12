#include "core/apportion.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"

struct rest {
	__int128 size;
	size_t index;
};

static int
compare_rests(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* The sum of the parts, or 0 where they cannot be shared out. */
static __int128
sum_of(const int64_t *parts, size_t count)
{
	__int128 sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (parts[i] < 0)
			return 0;
		sum += parts[i];
	}
	return sum;
}

bool
apportion(struct mem *mem, int64_t *parts, size_t count, int64_t total, int64_t step)
{
	__int128 sum = sum_of(parts, count);
	int64_t left = total;
	struct rest *rests;

	if (sum == 0 || total < 0 || total % step != 0)
		return false;
	rests = mem_array(mem, count, sizeof(*rests));
	for (size_t i = 0; i < count; i++) {
		__int128 whole = (__int128)parts[i] * total / (sum * step);

		rests[i] = (struct rest){ (__int128)parts[i] * total - whole * sum * step, i };
		parts[i] = (int64_t)whole * step;
		left -= parts[i];
	}
	qsort(rests, count, sizeof(*rests), compare_rests);
	for (size_t i = 0; left > 0; i++, left -= step)
		parts[rests[i].index] += step;
	return true;
}

int64_t
apportion_step(const int64_t *parts, size_t count)
{
	int64_t step = E4;

	for (size_t i = 0; i < count; i++)
		while (parts[i] % step != 0)
			step /= 10;
	return step;
}
