/*
 * board.h - what boards of progress share: how units of an institution, or institutions
 * of a ministry, stand period by period, and the charts and lists made of it.
 *
 * Light and order follow efficacy: what was reached of what was planned to date.
 */
#ifndef YUP_WEB_PAGES_BOARD_H
#define YUP_WEB_PAGES_BOARD_H

#include "core/standing.h"
#include "web/router.h"

enum { BOARD_ENDS_MAX = 5 };

/* One unit, level or institution through the year. */
struct board_line {
	const char *name;
	const char *code;           /* "VRP/UPR"; "" */
	const char *link;           /* to it, now; NULL: nowhere to go */
	const struct standing **at; /* of each column; NULL: it does not stand there */
	const char **cell_link;     /* of each column, NULL: nowhere */
};

struct board {
	struct visit *visit;
	struct mem *mem;
	const struct pack *pack;
	const char *lines_name;     /* "Unidades", "Instituciones" */
	const char **columns;       /* "Ene", "Ene–Mar": of periods, in the reader's language */
	const char **column_names;  /* "enero", "Primer trimestre" */
	unsigned column_count, now; /* now: the column that is told, from 0 */
	struct board_line *whole;   /* NULL: who looks may not see it */
	struct board_line *lines;
	size_t count;
	struct board_line *members; /* what the whole averages */
	size_t member_count;
	/* made by board_draw() */
	const struct board_line **best, **worst; /* BOARD_ENDS_MAX at most, none in both */
	size_t best_count, worst_count;
	const char *curve, *spots;                              /* SVG; NULL: nothing to draw */
	const int64_t *planned_e9, *achieved_e9, *projected_e9; /* of the whole, by column */
};

/* Lists and charts of the rest. */
void board_draw(struct board *b);

/* Where a line stands now; NULL: nowhere. */
const struct standing *board_now(const struct board *b, const struct board_line *line);

/* Efficacy there; NUM_ABSENT. */
int64_t board_efficacy(const struct standing *s);

/* How much further it is than in the column before, in points; NUM_ABSENT. */
int64_t board_trend(const struct board *b, const struct board_line *line);

/* "12,5 %", "—"; "+3,2", "-1,0", "" for none; money with the pack's currency, "—". */
const char *board_percent(const struct board *b, int64_t value_e9);
const char *board_points(const struct board *b, int64_t value_e9);
const char *board_money(const struct board *b, int64_t cents);

#endif
