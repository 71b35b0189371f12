/*
 * follow_up_edit.h - a follow-up that was read from a document, corrected by a person:
 * its figures, its texts, and what a line of averages is the average of.
 *
 * What is typed is read as in any form (core/typed.h).  Averages are computed again;
 * what was printed stays as printed until a person says otherwise.  Pure.
 */
#ifndef YUP_CORE_FOLLOW_UP_EDIT_H
#define YUP_CORE_FOLLOW_UP_EDIT_H

#include "core/followup.h"

enum fu_field {
	FU_NAME,     /* of a unit or level */
	FU_ORDINAL,  /* of a unit */
	FU_EXPECTED, /* of an operation, and down to FU_MEASURE */
	FU_OBTAINED,
	FU_CAUSE,
	FU_MEASURE,
	FU_PHYSICAL,  /* of any line: as stated or as printed, per cent */
	FU_FINANCIAL, /* of an operation or level */
	FU_OF,        /* of a level: the ids of what it averages, a blank between them */
	FU_FIELD__COUNT
};

enum { FU_TEXT_MAX = 8000, FU_NAME_MAX = 500, FU_ORDINAL_MAX = 4 };

struct fu_edit {
	const char *line; /* the id of an operation, unit or level: "o12" */
	enum fu_field field;
	const char *text; /* "" empties it */
};

/* A cell that is otherwise than it was, as people would type it. */
struct fu_change {
	const char *line;
	enum fu_field field;
	const char *before, *after;
};

/*
 * Put what was typed in `fu`; `out`, in fu->mem, are the cells that changed.  On a
 * refusal, which names the field, `fu` may be half changed: drop it.
 *
 * YUP_ENOTFOUND "follow_up_absent": no such line; YUP_EINVALID "request_malformed": it
 * has no such field, "fu_members_wrong": a level averages units and the levels below
 * its own, one at least; "text_absent" and those of core/typed.h.
 */
MUST_CHECK int follow_up_edit(struct follow_up *fu, const struct fu_edit *edits, size_t count,
    struct fu_change **out, size_t *out_count, struct err *err);

/* What differs between two versions of one follow-up, whose lines have the same ids. */
void follow_up_changes(struct mem *mem, const struct follow_up *before,
    const struct follow_up *after, struct fu_change **out, size_t *out_count);

/* What a cell says, as people would type it; NULL: the line has no such field. */
const char *follow_up_cell(struct mem *mem, const struct follow_up *fu, const char *line,
    enum fu_field field);

/* "name", "physical" ... stable. */
const char *fu_field_key(enum fu_field field);

/* One correction for each average that is not as printed: the computed one. */
struct fu_edit *follow_up_fixes(struct mem *mem, const struct follow_up *fu, size_t *out_count);

#endif
