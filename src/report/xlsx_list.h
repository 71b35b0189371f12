/*
 * xlsx_list.h - a plain table as a workbook: heads that stay in sight, a filter, columns
 * as wide as what is in them.  csv_writer.h writes into one as it writes CSV.
 */
#ifndef YUP_REPORT_XLSX_LIST_H
#define YUP_REPORT_XLSX_LIST_H

#include "report/xlsx_book.h"

struct xlsx_list;

/* A workbook for lists; it lives in `mem`. */
MUST_CHECK int xlsx_list_begin(struct mem *mem, const struct xlsx_head *head,
    struct xlsx_list **out, struct err *err);

/* The next sheet; its first row is the heads. */
void xlsx_list_sheet(struct xlsx_list *list, const char *name);

void xlsx_list_text(struct xlsx_list *list, const char *text); /* NULL is blank */
void xlsx_list_number(struct xlsx_list *list, int64_t value, unsigned scale, unsigned keep);
void xlsx_list_row_end(struct xlsx_list *list);

/* The file added to `out`; then `*list` is NULL. */
MUST_CHECK int xlsx_list_end(struct xlsx_list **list, struct str *out, struct err *err);
void xlsx_list_done(struct xlsx_list **list); /* for CLEANUP */

#endif
