/*
 * number_cells.h - the figures of a row, with the decimals the document uses.
 */
#ifndef YUP_IMPORT_NUMBER_CELLS_H
#define YUP_IMPORT_NUMBER_CELLS_H

#include "base/decimal.h"
#include "core/plan.h"
#include "import/sheet.h"

enum cell_state { CELL_BLANK, CELL_NUMBER, CELL_TEXT, CELL_OUT_OF_RANGE };

/* Which decimals the document writes, by its unambiguous cells; `usual` where they do not say. */
enum num_style number_style_of(const struct sheet *sheet, enum num_style usual);

/* Read one cell; bold marks are ignored. */
enum cell_state cell_number(const char *cell, enum num_style style, struct num *out);

/* True when the cell looks like a figure: digits, separators, a per cent sign. */
bool cell_is_numeric(const char *cell);

/* Money of a cell in centavos, NUM_ABSENT where it has none. */
int64_t cell_money(const char *cell, enum num_style style);

/* The text and the number in it where there is one: "50%", "6 nuevos", "2,500". */
struct measure cell_measure(const char *cell, enum num_style style);

#endif
