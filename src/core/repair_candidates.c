/*
 * repair_candidates.c - every way one row may have been before it was damaged.
 *
 * Values for a lost or wrong cell come from the row itself: zero, what the
 * total lacks, and the values that stand beside it.  Cost grows with the
 * number of edits and with disagreement; equal vectors are kept once, at the
 * lowest cost.
 */
#include "core/repair.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	COST_EDIT = 4,       /* one cell put in, taken out or changed */
	COST_MOVE = 6,       /* one taken out and another put in */
	COST_TOTAL_LOST = 6, /* the missing cell was the total itself */
	COST_OFF_TOTAL = 5,  /* periods and total disagree under every behaviour */
	COST_OFF_WINDOW = 1, /* an active period outside first-last */
	COST_SHIFT_BACK = 1, /* the whole row moved, and is inside first-last again */
	COST_BROKEN = 1,     /* left as read although it breaks its total or first-last */
	COST_RISING = 1,     /* agrees with the total only as a cumulative row */
	CANDIDATES_MAX = 2048,
};

struct maker {
	unsigned n;
	const struct repair_row *row;
	struct repair_candidate *list;
	size_t count, room;
	struct mem *mem;
};

static int64_t
sum_of(const int64_t *v, unsigned count)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < count; i++)
		sum += v[i] == NUM_ABSENT ? 0 : v[i];
	return sum;
}

static bool
agrees_with_total(const struct repair_candidate *c, unsigned n, int64_t target_e4)
{
	int64_t sum = 0, tolerance = 0;
	enum behaviour b;

	if (c->total_e4 == NUM_ABSENT)
		return false;
	for (unsigned m = 0; m < n; m++) {
		sum += c->month_e4[m];
		if (c->month_e4[m] % E4 != 0)
			tolerance = E4 / 10;
	}
	if (llabs(sum - c->total_e4) <= tolerance)
		return true;
	b = behaviour_infer(c->month_e4, n, c->total_e4, target_e4);
	if (b != BEHAVIOUR_LAST)
		return b == BEHAVIOUR_AVERAGE;
	for (unsigned m = 1; m < n; m++)
		if (c->month_e4[m] != 0 && c->month_e4[m] < c->month_e4[m - 1])
			return false;
	return true;
}

static bool
inside_window(const struct repair_candidate *c, unsigned n, const struct repair_row *row)
{
	if (row->first == 0 || row->last == 0)
		return true;
	for (unsigned m = 0; m < n; m++)
		if (c->month_e4[m] != 0 && (m + 1 < row->first || m + 1 > row->last))
			return false;
	return true;
}

static uint8_t
own_equations(const struct repair_candidate *c, unsigned n, const struct repair_row *row)
{
	unsigned kept = 0;

	if (agrees_with_total(c, n, row->target_e4))
		kept |= EQUATION_TOTAL;
	if (inside_window(c, n, row))
		kept |= EQUATION_WINDOW;
	return (uint8_t)kept;
}

/* Judge, and keep the vector unless a cheaper equal one is there. */
static void
offer(struct maker *k, struct repair_candidate c, unsigned cost)
{
	if (k->count >= CANDIDATES_MAX)
		return;
	for (unsigned m = 0; m < k->n; m++)
		if (c.month_e4[m] < 0)
			return; /* absent or negative */
	c.equations = own_equations(&c, k->n, k->row);
	if (!(c.equations & EQUATION_TOTAL))
		cost += COST_OFF_TOTAL;
	else if (c.total_e4 == c.month_e4[k->n - 1] && c.month_e4[0] != c.total_e4 &&
	    sum_of(c.month_e4, k->n) != c.total_e4)
		cost += COST_RISING;
	if (!(c.equations & EQUATION_WINDOW))
		cost += COST_OFF_WINDOW;
	c.cost = (uint8_t)cost;
	for (size_t i = 0; i < k->count; i++) {
		if (memcmp(k->list[i].month_e4, c.month_e4, k->n * sizeof(int64_t)) != 0)
			continue;
		if (c.cost < k->list[i].cost)
			k->list[i] = c;
		return;
	}
	MEM_PUSH(k->mem, k->list, k->count, k->room);
	k->list[k->count - 1] = c;
}

static struct repair_candidate
begin(const int64_t *months, unsigned n, int64_t total)
{
	struct repair_candidate c = { .total_e4 = total };

	memcpy(c.month_e4, months, n * sizeof(int64_t));
	return c;
}

static void
add_edit(struct repair_candidate *c, enum repair_edit_kind kind, unsigned month, int64_t value,
    int64_t was)
{
	if (c->edit_count < REPAIR_EDITS_MAX)
		c->edits[c->edit_count++] = (struct repair_edit){ kind, (uint8_t)(month + 1), value,
			was };
}

/* What a cell between `before` and `after` may have held; the sum lacks `lack`. */
struct guesses {
	int64_t v[5];
	unsigned count;
};

static void
guess(struct guesses *g, int64_t value)
{
	if (value == NUM_ABSENT || value < 0 || value > QUANTITY_MAX_E4)
		return;
	for (unsigned i = 0; i < g->count; i++)
		if (g->v[i] == value)
			return;
	g->v[g->count++] = value;
}

static struct guesses
guesses_for(int64_t lack, int64_t before, int64_t after, int64_t total)
{
	struct guesses g = { .count = 0 };

	guess(&g, lack);
	guess(&g, 0);
	guess(&g, before);
	guess(&g, after);
	guess(&g, total);
	return g;
}

/* `have` periods and their total: put one in at every place. */
static void
offer_inserts(struct maker *k, const int64_t *v, unsigned have, int64_t total, unsigned cost,
    const struct repair_candidate *from)
{
	int64_t lack = total == NUM_ABSENT ? NUM_ABSENT : total - sum_of(v, have);

	for (unsigned p = 0; p <= have; p++) {
		struct guesses g = guesses_for(lack, p > 0 ? v[p - 1] : NUM_ABSENT,
		    p < have ? v[p] : NUM_ABSENT, total);

		for (unsigned i = 0; i < g.count; i++) {
			struct repair_candidate c = *from;

			c.total_e4 = total;
			memcpy(c.month_e4, v, p * sizeof(int64_t));
			c.month_e4[p] = g.v[i];
			memcpy(c.month_e4 + p + 1, v + p, (have - p) * sizeof(int64_t));
			add_edit(&c, EDIT_INSERT, p, g.v[i], NUM_ABSENT);
			offer(k, c, cost);
		}
	}
}

/* One cell too many among the first n + 1. */
static void
offer_deletes(struct maker *k, const int64_t *v, int64_t total)
{
	for (unsigned p = 0; p <= k->n; p++) {
		struct repair_candidate c = { .total_e4 = total };

		memcpy(c.month_e4, v, p * sizeof(int64_t));
		memcpy(c.month_e4 + p, v + p + 1, (k->n - p) * sizeof(int64_t));
		add_edit(&c, EDIT_DELETE, p, NUM_ABSENT, v[p]);
		offer(k, c, COST_EDIT);
	}
}

static void
offer_changes(struct maker *k, const int64_t *v, int64_t total)
{
	for (unsigned p = 0; p < k->n; p++) {
		int64_t was = v[p] == NUM_ABSENT ? 0 : v[p];
		int64_t lack = total == NUM_ABSENT ? NUM_ABSENT : total - (sum_of(v, k->n) - was);
		struct guesses g = guesses_for(lack, p > 0 ? v[p - 1] : NUM_ABSENT,
		    p + 1 < k->n ? v[p + 1] : NUM_ABSENT, total);

		for (unsigned i = 0; i < g.count; i++) {
			struct repair_candidate c = begin(v, k->n, total);

			if (g.v[i] == v[p])
				continue;
			c.month_e4[p] = g.v[i];
			add_edit(&c, EDIT_CHANGE, p, g.v[i], v[p]);
			offer(k, c, COST_EDIT);
		}
	}
}

/* A row that was outside first-last and is inside once moved was surely moved. */
static unsigned
shift_cost(const struct maker *k, const struct repair_candidate *as_read,
    const struct repair_candidate *moved)
{
	return !inside_window(as_read, k->n, k->row) && inside_window(moved, k->n, k->row)
	    ? COST_SHIFT_BACK
	    : COST_EDIT;
}

static void
offer_shifts(struct maker *k, const int64_t *v, int64_t total)
{
	struct repair_candidate as_read = begin(v, k->n, total), later = as_read, earlier = as_read;

	if (v[k->n - 1] == 0) {
		memmove(later.month_e4 + 1, later.month_e4, (k->n - 1) * sizeof(int64_t));
		later.month_e4[0] = 0;
		add_edit(&later, EDIT_SHIFT, 0, 1, NUM_ABSENT);
		offer(k, later, shift_cost(k, &as_read, &later));
	}
	if (v[0] == 0) {
		memmove(earlier.month_e4, earlier.month_e4 + 1, (k->n - 1) * sizeof(int64_t));
		earlier.month_e4[k->n - 1] = 0;
		add_edit(&earlier, EDIT_SHIFT, 0, -1, NUM_ABSENT);
		offer(k, earlier, shift_cost(k, &as_read, &earlier));
	}
}

/* One cell out, another in: what a lost and a doubled cell in one row leave. */
static void
offer_moves(struct maker *k, const int64_t *v, int64_t total)
{
	for (unsigned p = 0; p < k->n; p++) {
		int64_t rest[PACK_PERIODS_MAX];
		struct repair_candidate from = { .total_e4 = total };

		if (p > 0 && v[p] == v[p - 1])
			continue; /* taking either of two equals is the same */
		memcpy(rest, v, p * sizeof(int64_t));
		memcpy(rest + p, v + p + 1, (k->n - p - 1) * sizeof(int64_t));
		add_edit(&from, EDIT_DELETE, p, NUM_ABSENT, v[p]);
		offer_inserts(k, rest, k->n - 1, total, COST_MOVE, &from);
	}
}

/* n cells: a period was lost, or the total was. */
static void
offer_short(struct maker *k, const struct repair_cells *cells)
{
	struct repair_candidate none = { 0 };
	struct repair_candidate c = begin(cells->v_e4, k->n, NUM_ABSENT);

	offer_inserts(k, cells->v_e4, k->n - 1, cells->v_e4[k->n - 1], COST_EDIT, &none);
	c.total_e4 = sum_of(c.month_e4, k->n);
	add_edit(&c, EDIT_TOTAL, 0, c.total_e4, NUM_ABSENT);
	offer(k, c, COST_TOTAL_LOST);
}

/* n - 1 cells: two periods were lost; the second takes only zero and what lacks. */
static void
offer_two_short(struct maker *k, const struct repair_cells *cells)
{
	unsigned have = k->n - 2;
	int64_t total = cells->v_e4[have];

	for (unsigned p = 0; p <= have; p++) {
		int64_t one[PACK_PERIODS_MAX];
		struct repair_candidate from = { .total_e4 = total };
		struct guesses g = guesses_for(NUM_ABSENT, p > 0 ? cells->v_e4[p - 1] : NUM_ABSENT,
		    p < have ? cells->v_e4[p] : NUM_ABSENT, NUM_ABSENT);

		for (unsigned i = 0; i < g.count; i++) {
			memcpy(one, cells->v_e4, p * sizeof(int64_t));
			one[p] = g.v[i];
			memcpy(one + p + 1, cells->v_e4 + p, (have - p) * sizeof(int64_t));
			from.edit_count = 0;
			add_edit(&from, EDIT_INSERT, p, g.v[i], NUM_ABSENT);
			offer_inserts(k, one, k->n - 1, total, 2 * COST_EDIT, &from);
		}
	}
}

bool
repair_as_read(unsigned n, const struct repair_row *row, struct repair_candidate *out)
{
	if (row->cells.count != n + 1)
		return false;
	for (unsigned m = 0; m < n; m++)
		if (row->cells.v_e4[m] < 0)
			return false; /* blank or negative */
	*out = begin(row->cells.v_e4, n, row->cells.v_e4[n]);
	out->equations = own_equations(out, n, row);
	return true;
}

static int
by_cost(const void *a, const void *b)
{
	const struct repair_candidate *x = a, *y = b;

	if ((x->edit_count == 0) != (y->edit_count == 0))
		return x->edit_count == 0 ? -1 : 1; /* the row as read comes first */
	if (x->cost != y->cost)
		return (int)x->cost - (int)y->cost;
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		if (x->month_e4[m] != y->month_e4[m])
			return x->month_e4[m] < y->month_e4[m] ? -1 : 1;
	return 0;
}

/* Blanks between figures count as lost where they are: zero, or what the total lacks. */
static void
offer_whole(struct maker *k, const struct repair_cells *cells, bool moves)
{
	const int64_t *v = cells->v_e4;
	int64_t total = v[k->n];
	struct repair_candidate as_read = begin(v, k->n, total);
	unsigned blanks = 0;

	for (unsigned m = 0; m < k->n; m++)
		if (v[m] == NUM_ABSENT) {
			as_read.month_e4[m] = 0;
			add_edit(&as_read, EDIT_CHANGE, m, 0, NUM_ABSENT);
			blanks++;
		}
	if (blanks > 0) {
		offer(k, as_read, COST_EDIT);
		if (blanks == 1)
			offer_changes(k, v, total);
		return;
	}
	offer(k, as_read, 0);
	if (k->count > 0)
		k->list[0].cost = k->list[0].equations == (EQUATION_TOTAL | EQUATION_WINDOW)
		    ? 0
		    : COST_BROKEN;
	offer_changes(k, v, total);
	offer_shifts(k, v, total);
	if (moves)
		offer_moves(k, v, total);
}

size_t
repair_candidates(struct mem *mem, unsigned n, const struct repair_row *row, bool moves,
    struct repair_candidate **out)
{
	struct maker k = { .n = n, .row = row, .mem = mem };
	unsigned count = row->cells.count;

	if (count == n + 1)
		offer_whole(&k, &row->cells, moves);
	else if (count == n)
		offer_short(&k, &row->cells);
	else if (count == n - 1 && n > 2)
		offer_two_short(&k, &row->cells);
	else if (count == n + 2)
		offer_deletes(&k, row->cells.v_e4, row->cells.v_e4[n + 1]);
	if (k.count > 1)
		qsort(k.list, k.count, sizeof(*k.list), by_cost);
	*out = k.list;
	return k.count;
}
