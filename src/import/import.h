/*
 * import.h - from the bytes of a file to a plan or a follow-up, nothing stored.
 *
 * The kind of a file is detected by its content.  A bad row is not an error:
 * it becomes an issue or an unresolved node, and reading goes on.  A bad file
 * is refused whole, with the line and what to do.
 */
#ifndef YUP_IMPORT_IMPORT_H
#define YUP_IMPORT_IMPORT_H

#include "base/err.h"
#include "core/followup.h"
#include "core/plan.h"
#include "core/staged.h"

enum import_kind { IMPORT_PLAN_TEXT, IMPORT_FOLLOW_UP_TEXT };

enum import_issue_kind {
	ISSUE_NUMBER,         /* a cell that should be a number is not: text = the cell */
	ISSUE_OUT_OF_RANGE,   /* a number past the limits */
	ISSUE_CODE,           /* a code that no level takes; the row was left out */
	ISSUE_ROW,            /* a row in a table that is no kind of row; left out */
	ISSUE_DUPLICATE_FORM, /* a form printed a second time; its rows add sources only */
	ISSUE_JOINED_ROW,     /* a row cut by the page, joined to the one before */
	ISSUE_NO_INSTITUTION, /* no name in the text: the file's was taken */
	ISSUE_ORPHAN_CAUSE,   /* a cause that belongs to no operation */
	ISSUE_UNIT_UNLINKED, /* several of the institution's units may be this one: text = its path */
	ISSUE_UNCLOSED,      /* the text ends inside a form */
	ISSUE_SHIFTED,       /* a lost cell left the others one column to the left */
	/* of workbooks and tables; text = the sheet, and how many where there are many */
	ISSUE_SHEET,        /* its rows are numbered from this line on */
	ISSUE_SHEET_UNREAD, /* it has no table of a plan or follow-up */
	ISSUE_HIDDEN_SHEET, /* it is hidden: not read */
	ISSUE_HIDDEN_ROWS,  /* rows that are hidden, and were read */
	ISSUE_UNCACHED,     /* formulas saved without their value: taken as blank */
	ISSUE_CELL_ERROR,   /* a cell that shows an error: text = the error */
	ISSUE_WIDE,         /* cells past the last column that is read */
	ISSUE_TABLE,        /* a table that is no form: text = the sheet; its heads are here */
	ISSUE_ROW_SKIPPED,  /* a row of a table that says neither code nor title */
	ISSUE_CODE_MADE,    /* the table has no code that fits: text = the one it was given */
};

struct import_issue {
	enum import_issue_kind kind;
	uint32_t line;
	const char *text;
};

struct import_result {
	enum import_kind kind;
	const char *file;
	const char *encoding;        /* "xlsx" of a workbook */
	enum num_style number_style; /* the decimals taken */
	struct plan *plan;           /* IMPORT_PLAN_TEXT */
	struct follow_up *follow_up; /* IMPORT_FOLLOW_UP_TEXT */
	struct staged_rows staged;
	const char *table_print, *table_map; /* of the first table that is no form; NULL: none */
	struct import_issue *issues;
	size_t issue_count, issue_room;
};

struct table_how;
struct table_list;
struct grids;

/*
 * Read one document: a text, a workbook or a table with separators.  `file` is its name as shown to people.  Everything
 * lives in `mem`; `*out` is untouched on failure.
 * YUP_EINVALID: not text, empty, no kind we know, two documents in one file.
 * YUP_ELIMIT: a line, a row or the file past the limits.
 */
MUST_CHECK int import_text(struct mem *mem, const struct pack *pack, const char *file,
    const char *bytes, size_t length, struct import_result *out, struct err *err);

/*
 * The same, with what a person told of tables that are not the official forms (import/table.h);
 * NULL: nothing.  Further YUP_EINVALID: "table_columns": such a table, and which column is which
 * is not certain: the message is the guess; "table_year", "table_no_rows", "table_text"; refusals
 * of workbook_open().
 */
MUST_CHECK int import_document(struct mem *mem, const struct pack *pack, const char *file,
    const char *bytes, size_t length, const struct table_how *how, struct import_result *out,
    struct err *err);

/*
 * The tables of a file, for a person to tell their columns: `*out_tables` has none where it is
 * made of official forms, or is a text.  Refusals as import_document().
 */
MUST_CHECK int import_tables(struct mem *mem, const struct pack *pack, const char *bytes,
    size_t length, const struct table_how *how, struct grids *out_grids,
    struct table_list *out_tables, struct err *err);

/* For the readers. */
void import_issue_add(struct mem *mem, struct import_result *r, enum import_issue_kind kind,
    uint32_t line, const char *text);
void import_stage(struct mem *mem, struct import_result *r, const char *kind, char form,
    uint32_t line, const char *cells);

/* A stable word for JSON: "number", "out_of_range" ... */
const char *import_issue_key(enum import_issue_kind kind);

#endif
