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
};

struct import_issue {
	enum import_issue_kind kind;
	uint32_t line;
	const char *text;
};

struct import_result {
	enum import_kind kind;
	const char *file;
	const char *encoding;
	enum num_style number_style; /* the decimals taken */
	struct plan *plan;           /* IMPORT_PLAN_TEXT */
	struct follow_up *follow_up; /* IMPORT_FOLLOW_UP_TEXT */
	struct staged_rows staged;
	struct import_issue *issues;
	size_t issue_count, issue_room;
};

/*
 * Read one document.  `file` is its name as shown to people.  Everything
 * lives in `mem`; `*out` is untouched on failure.
 * YUP_EINVALID: not text, empty, no kind we know, two documents in one file.
 * YUP_ELIMIT: a line, a row or the file past the limits.
 */
MUST_CHECK int import_text(struct mem *mem, const struct pack *pack, const char *file,
    const char *bytes, size_t length, struct import_result *out, struct err *err);

/* For the readers. */
void import_issue_add(struct mem *mem, struct import_result *r, enum import_issue_kind kind,
    uint32_t line, const char *text);
void import_stage(struct mem *mem, struct import_result *r, const char *kind, char form,
    uint32_t line, const char *cells);

/* A stable word for JSON: "number", "out_of_range" ... */
const char *import_issue_key(enum import_issue_kind kind);

#endif
