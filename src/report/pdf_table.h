/*
 * pdf_table.h - measures of tables in a PDF, in thousandths of a point; for pdf_*.c only.
 */
#ifndef YUP_REPORT_PDF_TABLE_H
#define YUP_REPORT_PDF_TABLE_H

enum {
	TABLE_SIZE = 7300, /* of letters, where there is room */
	TABLE_SIZE_GOOD = 6700,
	TABLE_SIZE_LEAST = 4900,
	TABLE_PAD_X = 2000,
	TABLE_PAD_Y = 1500,
	TABLE_INDENT = 7000, /* a level of depth */
	TABLE_MARK = 8000,   /* a band's mark before its word */
	TABLE_COLUMNS_MAX = 64,
};

#endif
