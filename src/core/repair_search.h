/*
 * repair_search.h - inside core/repair: the search over one objective's rows,
 * shared by repair_group.c (finds) and repair.c (verifies, answers).
 */
#ifndef YUP_CORE_REPAIR_SEARCH_H
#define YUP_CORE_REPAIR_SEARCH_H

#include "core/repair.h"
#include "core/repair_match.h"

struct mem;

enum {
	REPAIR_FINE_E9 = 11000000,   /* 0.011: objective rows print two decimals */
	REPAIR_COARSE_E9 = 15000000, /* 0.015: an activity prints fewer decimals */
	REPAIR_UNIT_E9 = 60000000,   /* 0.06: unit totals print one decimal */
	REPAIR_TERMS_E9 = 510000000, /* 0.51: form A may print whole per cents */
};

/* One way to read all rows of an objective. */
struct solution {
	const struct repair_candidate **rows; /* one per row */
	int64_t month_e9[PACK_PERIODS_MAX];   /* what they roll up to */
	unsigned cost;
	bool own_equations; /* every repaired row keeps its own total and window */
};

struct group_search {
	struct mem *mem;
	unsigned n;
	struct repair_group *group;
	int64_t tolerance_e9;
	struct placed_row placed[PACK_PERIODS_MAX + 1];
	size_t placed_count;
	bool without_objective; /* found by other equations: the printed row is garbled */

	struct repair_candidate **lists; /* per row, its candidates */
	size_t *counts;
	bool *damaged;    /* lacks or gained cells: must be repaired */
	bool *suspicious; /* breaks its own total or window */
	uint32_t *open;   /* rows that may take another candidate now */
	size_t open_count;

	const struct repair_candidate **pick;
	struct solution *found;
	size_t found_count, found_room;
	bool overflow;
	int64_t budget;
};

/* Find the readings of one objective's rows that its printed row allows. */
void group_solve(struct group_search *s);

/* True when form A's row of the objective shows these months, in the same terms. */
bool group_form_a_shows(const struct group_search *s, const int64_t *month_e9);

#endif
