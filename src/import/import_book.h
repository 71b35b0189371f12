/*
 * import_book.h - workbooks and tables become the lines that the readers of text read;
 * for import.c.
 */
#ifndef YUP_IMPORT_IMPORT_BOOK_H
#define YUP_IMPORT_IMPORT_BOOK_H

#include "import/table.h"

/* The sheets with a form, one behind the other; a table's left edge is its code. */
void book_forms(struct mem *mem, const struct pack *pack, const struct grids *grids,
    struct import_result *result, struct sheet *out);

/* Does a line of the sheet begin a form, a follow-up or their tables? */
bool book_has_forms(struct mem *mem, const struct pack *pack, const struct sheet *sheet);

#endif
