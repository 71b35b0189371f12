/*
 * follow_up_lines.h - a follow-up line by line, in the order in which it is printed.
 *
 * One that was read keeps the order of its own lines.  One made here has headings
 * (directorates, vice-ministries and, of what was reported, groups) above what they
 * hold, the averages of groups and of the institution below it.
 *
 * Pure.
 */
#ifndef YUP_CORE_FOLLOW_UP_LINES_H
#define YUP_CORE_FOLLOW_UP_LINES_H

#include "core/followup.h"

enum fu_line_kind {
	FU_LINE_LEVEL,     /* index: of the aggregate */
	FU_LINE_UNIT,      /* of the unit */
	FU_LINE_AREA,      /* of the first operation of the area */
	FU_LINE_OPERATION, /* of the operation */
};

struct fu_line {
	enum fu_line_kind kind;
	uint32_t index;
};

/*
 * All lines, or those of a unit or level and of what stands below it; `of` may be
 * NULL.  An array in `mem`.
 */
struct fu_line *follow_up_lines(struct mem *mem, const struct follow_up *fu,
    const struct fu_member *of, size_t *out_count);

/* It has its row in the second table: a cause or a measure. */
bool fu_operation_explains(const struct fu_operation *op);
bool fu_unit_explains(const struct follow_up *fu, uint32_t unit);

/* "u3", "a1": the unit or level whose id that is; false: there is none. */
bool follow_up_find_line(const struct follow_up *fu, const char *id, struct fu_member *out);

#endif
