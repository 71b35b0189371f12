/*
 * doc_cell.h - a cell of a document as it is printed, for the writers of paper.
 */
#ifndef YUP_REPORT_DOC_CELL_H
#define YUP_REPORT_DOC_CELL_H

#include "report/doc.h"

struct str;

/* "1,234.50", "16.67", "100%", "30/06/2027"; nothing where it is blank or absent. */
void doc_cell_put(struct str *out, const struct doc_cell *cell, bool dot_decimals);

/* "2027-06-30" as 30/06/2027; another text as it is. */
void doc_date_put(struct str *out, const char *iso);

/* Columns it takes. */
static inline size_t
doc_cell_span(const struct doc_cell *cell)
{
	return cell->span > 1 ? cell->span : 1;
}

/* The band that a cell names; NULL. */
const struct pack_band *doc_cell_band(const struct doc_head *head, const struct doc_cell *cell);

/* ---- Cells, for those who say documents ------------------------------------------- */

static inline struct doc_cell
doc_text(const char *text)
{
	return (struct doc_cell){ .kind = DOC_TEXT, .text = text };
}

static inline struct doc_cell
doc_number(enum doc_value kind, int64_t number)
{
	return (struct doc_cell){ .kind = kind, .number = number };
}

/* Per cent that were computed, with so many decimals; DOC_RATIO or DOC_SHARE. */
static inline struct doc_cell
doc_ratio(enum doc_value kind, int64_t ratio_e9, unsigned decimals)
{
	return (struct doc_cell){ .kind = kind, .number = ratio_e9, .decimals = (uint8_t)decimals };
}

#endif
