/*
 * workbook_parts.h - what a workbook's parts say: its shared texts, its styles, one
 * sheet; for workbook.c and the fuzz targets.
 */
#ifndef YUP_IMPORT_WORKBOOK_PARTS_H
#define YUP_IMPORT_WORKBOOK_PARTS_H

#include "import/workbook.h"
#include "import/workbook_xml.h"

struct workbook_texts {
	const char **items;
	size_t count, room, bytes;
};

struct workbook_style {
	uint8_t format; /* enum workbook_format */
	uint8_t decimals;
};

struct workbook_styles {
	struct workbook_style *items; /* by the number a cell has */
	size_t count, room;
};

MUST_CHECK int workbook_texts_read(struct mem *mem, const struct workbook_bytes *bytes,
    struct workbook_texts *out, struct err *err);

MUST_CHECK int workbook_styles_read(struct mem *mem, const struct workbook_bytes *bytes,
    struct workbook_styles *out, struct err *err);

/* How a format shows a number, by its code: "0.00%" a per cent with two decimals. */
struct workbook_style workbook_style_of(const char *code);

struct workbook_merges {
	struct workbook_range *items;
	size_t count, room;
};

struct workbook_sheet_ask {
	const struct workbook_texts *texts;
	const struct workbook_styles *styles;
	bool since_1904;
	workbook_row_fn on_row;
	void *context;
};

/* The merged ranges go to `merges`, which is emptied before. */
MUST_CHECK int workbook_sheet_read(struct mem *mem, const struct workbook_bytes *bytes,
    const struct workbook_sheet_ask *ask, struct workbook_merges *merges, struct err *err);

/* "_x000D_" in a text, cut in place: how a letter is written that XML cannot hold. */
size_t workbook_text_plain(char *text, size_t length);

#endif
