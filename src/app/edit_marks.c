#include "app/edit_marks.h"

#include "app/observe_acts.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/plan_state.h"
#include "store/observation_store.h"

/* ---- What was pointed at ----------------------------------------------------------- */

static int
read_unit(struct edit_marks *m, uint32_t unit, struct unit_marks *out, struct err *err)
{
	size_t count = 0, kept = 0;
	int rc = observation_store_list(m->app->db, m->mem, m->institution_id, m->plan_id, 0, unit,
	    &out->list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (observation_is_live(out->list[i].state))
			out->list[kept++] = out->list[i];
	out->count = kept;
	return rc;
}

/* Of a unit that was returned; `*out` has none where it opens whole. */
static int
marks_of(struct edit_marks *m, const struct plan *plan, uint32_t unit, struct unit_marks *out,
    struct err *err)
{
	int rc;

	*out = (struct unit_marks){ .unit = unit };
	if (unit >= plan->unit_count || plan->units[unit].state != UNIT_RETURNED)
		return YUP_OK;
	for (size_t i = 0; i < m->count; i++)
		if (m->units[i].unit == unit) {
			*out = m->units[i];
			return YUP_OK;
		}
	rc = read_unit(m, unit, out, err);
	if (rc < 0)
		return rc;
	MEM_PUSH(m->mem, m->units, m->count, m->room);
	m->units[m->count - 1] = *out;
	return YUP_OK;
}

/* ---- What a change touches ----------------------------------------------------------- */

static const struct cell_edit *
cell_of(const struct edit *edit, uint32_t node, enum node_field field)
{
	for (size_t i = 0; i < edit->count; i++)
		if (edit->cells[i].node == node && edit->cells[i].field == field)
			return &edit->cells[i];
	return NULL;
}

/* Behaviour and basis that nobody stated follow the figures. */
static bool
is_inferred(const struct plan *plan, const struct edit *edit, uint32_t node)
{
	return cell_of(edit, node, FIELD_BEHAVIOUR_INFERRED) == NULL &&
	    edit_value(plan, node, FIELD_BEHAVIOUR_INFERRED, 0).number != 0;
}

static bool
types_measure(const struct app_edit_request *request, uint32_t node)
{
	for (size_t i = 0; request->row_count == 0 && i < request->typed_count; i++)
		if (request->typed[i].field == FIELD_PERCENT)
			return true;
	for (size_t r = 0; r < request->row_count; r++)
		for (size_t i = 0; i < request->rows[r].typed_count; i++)
			if (request->rows[r].node == node &&
			    request->rows[r].typed[i].field == FIELD_PERCENT)
				return true;
	return false;
}

/* It follows from the others, or is nobody's: siblings that make room for a row. */
static bool
follows(const struct plan *plan, const struct edit *edit, const struct app_edit_request *request,
    const struct cell_edit *cell)
{
	switch (cell->field) {
	case FIELD_EXISTS:
	case FIELD_PARENT:
	case FIELD_UNIT:
		return false;
	case FIELD_POSITION:
		return request->kind != CHANGE_UNDO &&
		    (request->kind != CHANGE_REORDER || cell->node != request->node);
	case FIELD_BEHAVIOUR:
	case FIELD_BASIS:
		return is_inferred(plan, edit, cell->node);
	case FIELD_PERCENT: /* of the first figure of a row, where nobody typed it */
		return cell_of(edit, cell->node, FIELD_SCHEDULE) != NULL &&
		    !types_measure(request, cell->node);
	default:
		return !node_field_is_typed((enum node_field)cell->field);
	}
}

static bool
is_opened(const struct plan *plan, const struct unit_marks *marks, const struct cell_edit *cell)
{
	for (size_t i = 0; i < marks->count; i++)
		if (anchor_opens(plan, &marks->list[i].anchor, cell->node,
			(enum node_field)cell->field, cell->period))
			return true;
	return marks->count == 0;
}

static int
refuse(const struct plan *plan, uint32_t unit, const struct cell_edit *cell, uint32_t *out_node,
    struct err *err)
{
	(void)err_refuse(err, YUP_ECONFLICT, "cell_not_marked", "%s", plan->units[unit].path);
	if (cell->node < plan->node_count)
		*out_node = cell->node;
	if (err != NULL) {
		err->field = node_field_key((enum node_field)cell->field);
		err->line = cell->period;
	}
	return YUP_ECONFLICT;
}

static int
allow_in(struct edit_marks *m, const struct plan *plan, uint32_t unit, const struct cell_edit *cell,
    uint32_t *out_node, struct err *err)
{
	struct unit_marks marks;
	int rc = marks_of(m, plan, unit, &marks, err);

	if (rc == YUP_OK && !is_opened(plan, &marks, cell))
		rc = refuse(plan, unit, cell, out_node, err);
	return rc;
}

/* Where a row is, or the owner a new one will have. */
static uint32_t
unit_of(const struct plan *plan, const struct edit *edit, const struct cell_edit *cell)
{
	const struct cell_edit *owner;

	if (cell->node < plan->node_count)
		return plan->nodes[cell->node].unit;
	owner = cell_of(edit, cell->node, FIELD_UNIT);
	return owner != NULL && owner->after.number != NUM_ABSENT ? (uint32_t)owner->after.number
								  : PLAN_NONE;
}

int
edit_marks_allow(struct edit_marks *m, const struct plan *plan, const struct edit *edit,
    const struct app_edit_request *request, uint32_t *out_node, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < edit->count; i++) {
		const struct cell_edit *cell = &edit->cells[i];
		bool is_new = cell->node >= plan->node_count;

		if (is_new ? cell->field != FIELD_EXISTS : follows(plan, edit, request, cell))
			continue;
		rc = allow_in(m, plan, unit_of(plan, edit, cell), cell, out_node, err);
		if (rc == YUP_OK && cell->field == FIELD_UNIT && cell->after.number != NUM_ABSENT)
			rc = allow_in(m, plan, (uint32_t)cell->after.number, cell, out_node, err);
	}
	return rc;
}

/* ---- What it answers ------------------------------------------------------------------- */

static bool
is_answered(const struct plan *plan, const struct edit *edit, const struct observation *o)
{
	for (size_t i = 0; i < edit->count; i++) {
		const struct cell_edit *cell = &edit->cells[i];

		if (node_field_is_told((enum node_field)cell->field) &&
		    unit_of(plan, edit, cell) == o->anchor.unit &&
		    anchor_opens(plan, &o->anchor, cell->node, (enum node_field)cell->field,
			cell->period))
			return true;
	}
	return false;
}

int
edit_marks_answer(struct edit_marks *m, const struct plan *plan, const struct edit *edit,
    struct acting *acting, struct err *err)
{
	CLEANUP(str_done) struct str told = { 0 };
	int rc = YUP_OK;

	str_put(&told, "changed:");
	for (size_t u = 0; u < m->count; u++)
		for (size_t i = 0; rc == YUP_OK && i < m->units[u].count; i++) {
			const struct observation *o = &m->units[u].list[i];

			if (o->state != OBSERVATION_OPEN || !is_answered(plan, edit, o))
				continue;
			rc = acting_do(acting, o->id, OBSERVATION_CHANGED, "", err);
			str_printf(&told, " %u", o->id);
		}
	return rc < 0 ? rc : acting_end(acting, m->mem, "observation.change", str_text(&told), err);
}
