/*
 * table.h - tables that are not the official forms: which column is which, guessed or
 * told, and their rows as lines of the forms, which the readers of forms then read.
 *
 * What is told of a table is a text, "A=code,B=title,E=m1,...", and is remembered
 * under its heads' fingerprint, so that the next one with the same heads is read alike.
 */
#ifndef YUP_IMPORT_TABLE_H
#define YUP_IMPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/pack.h"
#include "import/grids.h"

enum {
	TABLE_COLUMNS_MAX = 100,
	TABLE_HEADS_LOOKED = 40, /* a head is among a sheet's first lines */
	TABLE_PRINT_SIZE = 33,
	TABLE_TEXT_MAX = 1024, /* bytes of what is told of one */
};

enum table_column {
	COLUMN_UNUSED,
	COLUMN_CODE,
	COLUMN_TITLE,
	COLUMN_OBJECTIVE, /* an objective's title, where it has a column of its own */
	COLUMN_LEVEL,     /* says whether the row is an objective or an activity */
	COLUMN_UNIT,
	COLUMN_RESPONSIBLE,
	COLUMN_WEIGHT,
	COLUMN_INDICATOR,
	COLUMN_BASELINE,
	COLUMN_TARGET,
	COLUMN_VERIFICATION,
	COLUMN_WINDOW, /* "Ene-Dic" */
	COLUMN_FIRST,
	COLUMN_LAST,
	COLUMN_TOTAL,
	COLUMN_BUDGET,
	COLUMN_PERIOD, /* the first; the others follow */
	COLUMN__COUNT = COLUMN_PERIOD + PACK_PERIODS_MAX
};

/* Whose rows they are, where no column says it. */
enum table_unit { TABLE_UNIT_SHEET, TABLE_UNIT_LINE, TABLE_UNIT__COUNT };

struct table_map {
	uint8_t columns[TABLE_COLUMNS_MAX]; /* enum table_column of each */
	uint8_t head_rows;                  /* 1 or 2 */
	uint8_t unit;                       /* enum table_unit */
};

/* "code", "m3"; NULL: none. */
const char *table_column_key(unsigned column);
unsigned table_column_by_key(const char *key, size_t length); /* COLUMN__COUNT: none */

/* "head=2,unit=sheet,A=code,B=title"; in `mem`. */
const char *table_map_text(struct mem *mem, const struct table_map *map);

/* YUP_EINVALID "table_text": the message is the part that is not understood. */
MUST_CHECK int table_map_parse(const char *text, struct table_map *out, struct err *err);

/* What was told before of tables with these heads. */
struct table_known {
	const char *print;
	const char *map;
};

/* How a person wants tables read. */
struct table_how {
	const struct table_known *known;
	size_t known_count;
	const char *map;   /* of this file; NULL: as known or guessed */
	uint32_t head_row; /* with `map`: the row its heads are in; 0: as guessed */
};

/* A sheet's table. */
struct table_found {
	const struct grid *grid;
	size_t head; /* which line of the sheet */
	struct table_map map;
	char print[TABLE_PRINT_SIZE]; /* of its heads */
	unsigned score;               /* heads that were recognised */
	bool certain;                 /* told, or guessed by its words alone */
	bool known;                   /* told, now or before */
};

struct table_list {
	struct table_found *items; /* at most one a sheet, those that have one */
	size_t count;
};

/* The heads without case, accents and years, so that next year's are the same. */
void table_print(struct mem *mem, const struct sheet *sheet, size_t head, unsigned rows,
    char out[TABLE_PRINT_SIZE]);

/* The tables of each sheet.  Refusals of table_map_parse(). */
MUST_CHECK int table_find(struct mem *mem, const struct pack *pack, const struct grids *grids,
    const struct table_how *how, struct table_list *out, struct err *err);

/* The best guess of one sheet; false: it has no table. */
bool table_guess(struct mem *mem, const struct pack *pack, const struct grid *grid,
    struct table_found *out);

/* Which is which with the heads in this row, for a person to correct. */
void table_guess_at(struct mem *mem, const struct pack *pack, const struct grid *grid, size_t head,
    unsigned rows, struct table_found *out);

/*
 * The tables as lines of forms, in `result` what was left out.  `file` is where the year is
 * looked for last.  YUP_EINVALID "table_year": nothing says it; "table_no_rows".
 */
MUST_CHECK int table_lines(struct mem *mem, const struct pack *pack, const struct grids *grids,
    const struct table_list *tables, struct import_result *result, struct sheet *out,
    struct err *err);

#endif
