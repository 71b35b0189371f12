/*
 * report_marks.h - what observations leave open of the reports of units that were
 * returned with them, and which of them a change answers; for app/ only.
 */
#ifndef YUP_APP_REPORT_MARKS_H
#define YUP_APP_REPORT_MARKS_H

#include "app/observe_acts.h"
#include "app/report_open.h"

/* Those of the units that are typed in. */
struct report_marks {
	struct observation *list; /* sent and not settled */
	bool *touched;            /* what it points at was changed */
	size_t count, room, touched_room;
};

/* Read those of a unit that was returned, once; in `mem`. */
MUST_CHECK int report_marks_read(struct report_marks *marks, struct db *db, struct mem *mem,
    int64_t institution_id, const struct report_period *period, uint32_t unit, struct err *err);

/*
 * What is about to be changed in a row of the unit: YUP_ECONFLICT "cell_not_marked", with
 * the field, where the unit has observations and none of them points at it.
 */
MUST_CHECK int report_marks_touch(struct report_marks *marks, const struct report_open *open,
    uint32_t row, const struct report_change *cells, size_t count, struct err *err);

/* The observations that were touched are answered, with a record of their own. */
MUST_CHECK int report_marks_answer(const struct report_marks *marks, struct acting *acting,
    struct mem *mem, struct err *err);

#endif
