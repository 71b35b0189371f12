/*
 * workbook_zip.h - the parts of a workbook, inside its archive; for workbook*.c.
 *
 * What the archive claims is held against the limits of workbook.h before anything is
 * inflated, and what comes out against what was claimed.
 */
#ifndef YUP_IMPORT_WORKBOOK_ZIP_H
#define YUP_IMPORT_WORKBOOK_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/workbook_xml.h"

struct mem;
struct zip;
struct zip_file;

struct workbook_part {
	struct zip_file *file;
	const char *name;
	uint64_t left; /* bytes it said it has */
};

/* Refusals of workbook_open(). */
MUST_CHECK int workbook_zip_open(struct mem *mem, const void *bytes, size_t size, struct zip **out,
    struct err *err);
void workbook_zip_close(struct zip *zip);

/* Is there a part of this name?  "xl/workbook.xml", in any case of letters. */
bool workbook_zip_has(struct zip *zip, const char *name);

/* `*out` needs workbook_part_done(); `bytes` reads it.  "workbook_broken": it is not there. */
MUST_CHECK int workbook_zip_part(struct zip *zip, const char *name, struct workbook_part *out,
    struct workbook_bytes *bytes, struct err *err);
void workbook_part_done(struct workbook_part *part);

#endif
