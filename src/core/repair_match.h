/*
 * repair_match.h - does a printed row, perhaps short or long of a cell, show
 * these exact values?
 */
#ifndef YUP_CORE_REPAIR_MATCH_H
#define YUP_CORE_REPAIR_MATCH_H

#include "core/repair.h"

/* A printed row placed on the periods: NUM_ABSENT where a cell was lost. */
struct placed_row {
	int64_t month_e9[PACK_PERIODS_MAX];
	uint16_t known; /* bit m: printed */
};

/*
 * Every way to place `cells` (periods and a total) on n periods: as they stand
 * when whole, one gap at each place when one is lost, one left out at each
 * place when one is too many.  At most n + 1 rows; 0 when too damaged.
 */
size_t placed_rows(unsigned n, const struct repair_cells *cells,
    struct placed_row out[PACK_PERIODS_MAX + 1]);

/* True when every known period is within `tolerance_e9` of the computed one. */
bool placed_matches(const struct placed_row *row, unsigned n, const int64_t *month_e9,
    int64_t tolerance_e9);

/*
 * True when the computed months appear in the printed cells in order: all of
 * them when cells were gained, all of the cells when some were lost.
 */
bool cells_show(unsigned n, const struct repair_cells *cells, const int64_t *month_e9,
    int64_t tolerance_e9);

#endif
