#include "core/repair_match.h"

#include <stdlib.h>
#include <string.h>

enum { E4_TO_E9 = 100000 };

static int64_t
to_e9(int64_t v_e4)
{
	return v_e4 == NUM_ABSENT || v_e4 > 1000000 * E4 ? NUM_ABSENT : v_e4 * E4_TO_E9;
}

static void
place(struct placed_row *row, unsigned month, int64_t value_e4)
{
	row->month_e9[month] = to_e9(value_e4);
	if (row->month_e9[month] != NUM_ABSENT)
		row->known |= (uint16_t)(1u << month);
}

/* `v` placed from period 0, leaving a gap at `gap` (n: none) and `drop` out (n + 1: none). */
static struct placed_row
place_all(unsigned n, const int64_t *v, unsigned gap, unsigned drop)
{
	struct placed_row row = { .known = 0 };
	unsigned from = 0;

	for (unsigned m = 0; m < n; m++) {
		if (from == drop)
			from++;
		if (m == gap)
			row.month_e9[m] = NUM_ABSENT;
		else
			place(&row, m, v[from++]);
	}
	return row;
}

static bool
same(const struct placed_row *a, const struct placed_row *b, unsigned n)
{
	return a->known == b->known && memcmp(a->month_e9, b->month_e9, n * sizeof(int64_t)) == 0;
}

size_t
placed_rows(unsigned n, const struct repair_cells *cells,
    struct placed_row out[PACK_PERIODS_MAX + 1])
{
	size_t count = 0;

	if (cells->count == n + 1) {
		out[count++] = place_all(n, cells->v_e4, n, n + 1);
	} else if (cells->count == n) {
		for (unsigned gap = 0; gap < n; gap++)
			out[count++] = place_all(n, cells->v_e4, gap, n + 1);
	} else if (cells->count == n + 2) {
		for (unsigned drop = 0; drop <= n; drop++) {
			out[count] = place_all(n, cells->v_e4, n, drop);
			if (count == 0 || !same(&out[count], &out[count - 1], n))
				count++;
		}
	}
	return count;
}

bool
placed_matches(const struct placed_row *row, unsigned n, const int64_t *month_e9,
    int64_t tolerance_e9)
{
	for (unsigned m = 0; m < n; m++)
		if ((row->known & (1u << m)) &&
		    llabs(row->month_e9[m] - month_e9[m]) > tolerance_e9)
			return false;
	return true;
}

static bool
near(int64_t cell_e4, int64_t value_e9, int64_t tolerance_e9)
{
	int64_t v = to_e9(cell_e4);

	return v != NUM_ABSENT && llabs(v - value_e9) <= tolerance_e9;
}

bool
cells_show(unsigned n, const struct repair_cells *cells, const int64_t *month_e9,
    int64_t tolerance_e9)
{
	unsigned periods, at = 0;

	if (cells->count < 2)
		return false;
	periods = cells->count - 1u; /* the last one is the total */
	if (periods >= n) {
		/* every computed month among the cells, in order */
		for (unsigned m = 0; m < n; m++, at++) {
			while (at < periods && !near(cells->v_e4[at], month_e9[m], tolerance_e9))
				at++;
			if (at >= periods || (periods == n && at != m))
				return false;
		}
		return true;
	}
	/* every cell among the computed months, in order */
	for (unsigned c = 0; c < periods; c++, at++) {
		while (at < n && !near(cells->v_e4[c], month_e9[at], tolerance_e9))
			at++;
		if (at >= n)
			return false;
	}
	return true;
}
