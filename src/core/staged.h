/*
 * staged.h - the rows of an imported file, as they were read.
 *
 * Importers make them, the store keeps them, and explanations show them: the
 * last answer to "who said so".  Plain data; texts live where the maker says.
 */
#ifndef YUP_CORE_STAGED_H
#define YUP_CORE_STAGED_H

#include <stddef.h>
#include <stdint.h>

struct staged_row {
	uint32_t line;     /* in the file, from 1 */
	char form;         /* 'A', 'B', or 0 outside the forms */
	const char *kind;  /* what the reader took it for: "activity", "total" ... */
	const char *cells; /* as read, a tab between cells */
};

/* A sheet of a workbook: the lines after `before` are its rows, from 1. */
struct staged_sheet {
	const char *name;
	uint32_t before;
};

struct staged_rows {
	struct staged_row *items;
	size_t count, room;
	const struct staged_sheet *sheets; /* in the order of their lines; not stored */
	size_t sheet_count;                /* 0: a text or a table, or read from the store */
};

#endif
