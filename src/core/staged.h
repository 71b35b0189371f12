/*
 * staged.h - a line of a document as it was read, kept beside what was made of it.
 */
#ifndef YUP_CORE_STAGED_H
#define YUP_CORE_STAGED_H

#include <stddef.h>
#include <stdint.h>

struct staged_row {
	uint32_t line;     /* from 1 */
	char form;         /* 'A', 'B', or 0 outside the forms */
	const char *kind;  /* "objective", "activity", "framework", "footer", "total", "operation" ... */
	const char *cells; /* as in the file, tabs between cells */
};

struct staged_rows {
	struct staged_row *items;
	size_t count, room;
};

#endif
