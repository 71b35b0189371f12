/*
 * edit_marks.h - in a unit that was returned with observations only what they point
 * at may change, and changing it answers them; for edit.c.
 */
#ifndef YUP_APP_EDIT_MARKS_H
#define YUP_APP_EDIT_MARKS_H

#include "app/edit.h"
#include "core/observation.h"

struct acting;

/* The observations of the units that a change touches, read as it meets them. */
struct edit_marks {
	const struct app *app;
	struct mem *mem;
	int64_t institution_id, plan_id;
	struct unit_marks {
		uint32_t unit;
		struct observation *list; /* those that are sent and not settled */
		size_t count;
	} * units;
	size_t count, room;
};

/*
 * YUP_ECONFLICT "cell_not_marked": the change touches what nobody pointed at, in
 * `*out_node`; the field is in `err`.  `plan` is as it was before the change.
 */
MUST_CHECK int edit_marks_allow(struct edit_marks *marks, const struct plan *plan,
    const struct edit *edit, const struct app_edit_request *request, uint32_t *out_node,
    struct err *err);

/* What the change answers, with its record; `acting` has the transaction. */
MUST_CHECK int edit_marks_answer(struct edit_marks *marks, const struct plan *plan,
    const struct edit *edit, struct acting *acting, struct err *err);

#endif
