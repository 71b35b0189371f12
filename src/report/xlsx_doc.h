/*
 * xlsx_doc.h - a document as a workbook: a sheet for each table, what stands before them on
 * a first one.
 *
 * Heads stay in sight and are repeated on paper, numbers are numbers, sums are formulas
 * with the value they have, and bands colour their column by its values.  Written as it
 * goes; the same document gives the same bytes.
 */
#ifndef YUP_REPORT_XLSX_DOC_H
#define YUP_REPORT_XLSX_DOC_H

#include "report/doc.h"
#include "report/json_writer.h"

struct mem;

/*
 * Into `write`.  YUP_EIO "output_failed", what the document fails with, and refusals of
 * report/xlsx_book.h.
 */
MUST_CHECK int xlsx_doc_write(struct mem *mem, doc_say_fn say, const void *document,
    json_write_fn write, void *context, struct err *err);

#endif
