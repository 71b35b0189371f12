/*
 * board_units.h - the columns and lines of a board of an institution: its periods, its
 * units, and what its whole, or one of its levels, averages.
 */
#ifndef YUP_WEB_PAGES_BOARD_UNITS_H
#define YUP_WEB_PAGES_BOARD_UNITS_H

#include "app/standings.h"
#include "web/pages/board.h"

struct board_units {
	const struct plan *plan; /* names */
	const struct app_standings *year;
	const char *scope; /* a unit or level; "": the institution */
	const char *path;  /* of the year's pages; NULL: none that who looks may open */
};

/* Before it, board->now is the place of the period that is told. */
void board_units_make(struct board *board, const struct board_units *of);

#endif
