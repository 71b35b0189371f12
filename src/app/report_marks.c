#include "app/report_marks.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/engine/db.h"
#include "store/observation_store.h"

static bool
is_read(const struct report_marks *marks, uint32_t unit)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->list[i].anchor.unit == unit)
			return true;
	return false;
}

int
report_marks_read(struct report_marks *marks, struct db *db, struct mem *mem,
    int64_t institution_id, const struct report_period *period, uint32_t unit, struct err *err)
{
	struct observation *list = NULL;
	size_t count = 0, touched = marks->count;
	int rc;

	if (is_read(marks, unit))
		return YUP_OK;
	rc = observation_store_list(db, mem, institution_id, period->plan_id, period->number, unit,
	    &list, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (!observation_is_live(list[i].state))
			continue;
		MEM_PUSH(mem, marks->list, marks->count, marks->room);
		marks->list[marks->count - 1] = list[i];
		MEM_PUSH(mem, marks->touched, touched, marks->touched_room);
		marks->touched[touched - 1] = false;
	}
	return rc;
}

static int
touch(struct report_marks *marks, const struct plan *plan, uint32_t row, enum report_field field,
    struct err *err)
{
	uint32_t unit = plan->nodes[row].unit;
	bool open = !is_read(marks, unit);

	for (size_t i = 0; i < marks->count; i++) {
		const struct anchor *anchor = &marks->list[i].anchor;

		if (anchor->unit != unit || !anchor_opens_report(plan, anchor, row, field))
			continue;
		marks->touched[i] = true;
		open = true;
	}
	if (open)
		return YUP_OK;
	(void)err_refuse(err, YUP_ECONFLICT, "cell_not_marked", "%s", plan->units[unit].path);
	if (err != NULL)
		err->field = report_field_key(field);
	return YUP_ECONFLICT;
}

int
report_marks_touch(struct report_marks *marks, const struct report_open *open, uint32_t row,
    const struct report_change *cells, size_t count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = touch(marks, open->rows, row, (enum report_field)cells[i].field, err);
	return rc;
}

int
report_marks_answer(const struct report_marks *marks, struct acting *acting, struct mem *mem,
    struct err *err)
{
	CLEANUP(str_done) struct str told = { 0 };
	bool held = false;
	int rc = YUP_OK;

	str_put(&told, "changed:");
	for (size_t i = 0; rc == YUP_OK && i < marks->count; i++) {
		if (!marks->touched[i] || marks->list[i].state != OBSERVATION_OPEN)
			continue;
		if (!held)
			rc = observation_store_hold(acting->tx, acting->institution_id,
			    acting->plan_id, &acting->revision, err);
		held = true;
		if (rc == YUP_OK)
			rc = acting_do(acting, marks->list[i].id, OBSERVATION_CHANGED, "", err);
		str_printf(&told, " %u", marks->list[i].id);
	}
	return rc < 0 ? rc : acting_end(acting, mem, "observation.change", str_text(&told), err);
}
