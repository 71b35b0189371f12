/*
 * follow_up_text.h - a follow-up's text: results by unit and level, then causes
 * of deviation and corrective measures.
 */
#ifndef YUP_IMPORT_FOLLOW_UP_TEXT_H
#define YUP_IMPORT_FOLLOW_UP_TEXT_H

#include "core/pack.h"
#include "import/import.h"
#include "import/sheet.h"

/* Read the whole document, join its two tables and settle what each line averages. */
MUST_CHECK int follow_up_text_read(struct mem *mem, const struct pack *pack,
    const struct sheet *sheet, const char *text, size_t text_length, struct import_result *result,
    struct err *err);

/*
 * Decide what each aggregate averages: among the readings the layout allows,
 * the one whose mean from the leaves shows as printed; else the usual one.
 */
MUST_CHECK int follow_up_settle(struct follow_up *fu, struct err *err);

#endif
