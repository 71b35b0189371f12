/*
 * zip_made.h - archives made byte by byte, so that a test may claim in their headers
 * what is not so; and workbooks of a few parts that a person can read.
 */
#ifndef YUP_TESTS_ZIP_MADE_H
#define YUP_TESTS_ZIP_MADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct zip_made {
	struct str bytes, directory; /* str_done() both */
	unsigned count;
};

/* What a member's headers say; 0 in a field: as it is. */
struct zip_claim {
	uint16_t flags;
	uint16_t method; /* 8: `data` is deflated already */
	uint32_t size;   /* inflated */
};

void zip_made_add(struct zip_made *z, const char *name, const void *data, size_t size,
    const struct zip_claim *claim);

/* The directory; `bytes` is then the archive. */
void zip_made_end(struct zip_made *z);
void zip_made_done(struct zip_made *z);

/* A part of a workbook: its name, "xl/workbook.xml", and what it holds. */
struct book_part {
	const char *name, *text;
};

/*
 * A workbook of these parts; what every workbook needs and is not among them is put: one sheet,
 * "Hoja1", with shared texts and styles where their parts are there.
 */
void book_made(struct zip_made *z, const struct book_part *parts, size_t count);

#endif
