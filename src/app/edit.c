#include "app/edit.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/edit_marks.h"
#include "app/edit_text.h"
#include "app/observe_acts.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/plan_digest.h"

/* One change on its way. */
struct editing {
	const struct app *app;
	struct app_plans *plans;
	struct mem *mem;
	const struct app_edit_request *request;
	struct app_live *at;
	struct edit edit;
	struct edit_marks marks;
	struct app_edit_row row;         /* of a request of one */
	const struct app_edit_row *rows; /* those that are looked at */
	size_t row_count;
	struct app_edited *out;
	struct audit what;
	bool touched; /* the kept plan is no longer what the database has */
	struct err *err;
};

static const struct plan *
plan_of(const struct editing *e)
{
	return plan_live_plan(e->at->live);
}

/* ---- Who may -------------------------------------------------------------------- */

static int64_t
org_unit_of(const struct plan *plan, uint32_t unit)
{
	return unit < plan->unit_count ? plan->units[unit].org_unit_id : ORG_UNIT_NONE;
}

static enum permission
permission_for(uint32_t unit, enum node_field field)
{
	if (field == FIELD_BUDGET)
		return MAY_EDIT_BUDGET;
	return unit == PLAN_NONE ? MAY_EDIT_FRAMEWORK : MAY_EDIT_NODE;
}

/* Before anything else is looked at: the row, or the place of the new one. */
static int
require_first(const struct editing *e)
{
	const struct app_edit_request *r = e->request;
	const struct plan *plan = plan_of(e);
	uint32_t row = r->kind == CHANGE_CREATE         ? r->place.parent
	    : r->kind == CHANGE_FIX && r->fix_count > 0 ? r->fix[0].node
							: e->rows[0].node;
	uint32_t unit = r->kind == CHANGE_CREATE ? r->unit : PLAN_NONE;
	bool only_budget = r->kind == CHANGE_CELLS && e->rows[0].typed_count > 0;

	if (row < plan->node_count && plan->nodes[row].unit != PLAN_NONE)
		unit = plan->nodes[row].unit;
	for (size_t i = 0; i < e->rows[0].typed_count; i++)
		only_budget = only_budget && e->rows[0].typed[i].field == FIELD_BUDGET;
	if (r->kind == CHANGE_UNDO || r->kind == CHANGE_SHEET)
		return YUP_OK; /* its cells tell which units */
	return app_require(e->app, permission_for(unit, only_budget ? FIELD_BUDGET : FIELD_TITLE),
	    e->at->institution_id, org_unit_of(plan, unit), e->what.subject, e->err);
}

static int
allow(const struct editing *e, uint32_t unit, enum node_field field)
{
	const struct plan *plan = plan_of(e);

	if (!actor_may(e->app->by, permission_for(unit, field), e->at->institution_id,
		org_unit_of(plan, unit)))
		return err_refuse(e->err, YUP_EDENIED, "not_allowed", "%s",
		    permission_key(permission_for(unit, field)));
	if (unit < plan->unit_count && !unit_is_open((enum unit_state)plan->units[unit].state))
		return err_refuse(e->err, YUP_ECONFLICT, "unit_closed", "%s",
		    plan->units[unit].path);
	return YUP_OK;
}

/* The owner a new row will have, from its own cells, which begin at `at`. */
static uint32_t
unit_of_new(const struct editing *e, size_t at)
{
	uint32_t row = e->edit.cells[at].node;

	for (size_t i = at; i < e->edit.count && e->edit.cells[i].node == row; i++)
		if (e->edit.cells[i].field == FIELD_UNIT &&
		    e->edit.cells[i].after.number != NUM_ABSENT)
			return (uint32_t)e->edit.cells[i].after.number;
	return PLAN_NONE;
}

/* The rows that people named, and those that are new. */
static int
allow_named(const struct editing *e)
{
	const struct plan *plan = plan_of(e);
	enum change_kind kind = e->request->kind;
	int rc = YUP_OK;

	if (kind == CHANGE_DELETE || kind == CHANGE_MOVE || kind == CHANGE_REORDER ||
	    kind == CHANGE_DUPLICATE)
		rc = allow(e, plan->nodes[e->request->node].unit, FIELD_TITLE);
	for (size_t i = 0; rc == YUP_OK && kind == CHANGE_FIX && i < e->request->fix_count; i++)
		rc = allow(e, plan->nodes[e->request->fix[i].node].unit, FIELD_TITLE);
	for (size_t i = 0; rc == YUP_OK && i < e->edit.count; i++)
		if (e->edit.cells[i].node >= plan->node_count &&
		    e->edit.cells[i].field == FIELD_EXISTS)
			rc = allow(e, unit_of_new(e, i), FIELD_TITLE);
	return rc;
}

/*
 * Every unit the change takes from or gives to.  Siblings that make room for a row
 * change only their position, and that is nobody's; but undoing asks for all.
 */
static int
allow_all(struct editing *e)
{
	const struct plan *plan = plan_of(e);
	uint32_t last = PLAN_NONE - 1;
	enum node_field last_field = FIELD_TITLE;
	bool undo = e->request->kind == CHANGE_UNDO;
	int rc = allow_named(e);

	for (size_t i = 0; rc == YUP_OK && i < e->edit.count; i++) {
		const struct cell_edit *cell = &e->edit.cells[i];
		enum node_field field = cell->field == FIELD_BUDGET ? FIELD_BUDGET : FIELD_TITLE;
		bool is_new = cell->node >= plan->node_count;
		uint32_t unit = is_new ? PLAN_NONE : plan->nodes[cell->node].unit;

		if (cell->field == FIELD_UNIT && cell->after.number != NUM_ABSENT)
			rc = allow(e, (uint32_t)cell->after.number, FIELD_TITLE);
		if (rc < 0 || is_new || cell->field == FIELD_EDITED ||
		    (cell->field == FIELD_POSITION && !undo) ||
		    (unit == last && field == last_field))
			continue;
		rc = allow(e, unit, field);
		last = unit;
		last_field = field;
	}
	return rc < 0
	    ? rc
	    : edit_marks_allow(&e->marks, plan, &e->edit, e->request, &e->out->refused, e->err);
}

/* ---- What others changed --------------------------------------------------------- */

static const char *
typed_in(const struct app_edit_row *row, enum node_field field, unsigned period)
{
	for (size_t i = 0; i < row->typed_count; i++)
		if (row->typed[i].field == field && row->typed[i].period == period)
			return row->typed[i].text;
	return NULL;
}

/* The cell among those others changed, made where it is not there. */
static struct app_conflict *
conflict_at(struct editing *e, const struct app_edit_row *row, const struct cell_edit *cell,
    size_t *room)
{
	struct app_edited *out = e->out;
	enum node_field field = (enum node_field)cell->field;

	for (size_t i = out->conflict_count; i-- > 0;)
		if (out->conflicts[i].node == row->node && out->conflicts[i].field == field &&
		    out->conflicts[i].period == cell->period)
			return &out->conflicts[i];
	MEM_PUSH(e->mem, out->conflicts, out->conflict_count, *room);
	out->conflicts[out->conflict_count - 1] = (struct app_conflict){ .node = row->node,
		.field = field,
		.period = cell->period,
		.before = cell->before,
		.mine = typed_in(row, field, cell->period) };
	return &out->conflicts[out->conflict_count - 1];
}

static void
list_conflicts(struct editing *e, const struct app_edit_row *row, const struct change *changes,
    size_t count)
{
	size_t room = e->out->conflict_count;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < changes[i].cell_count; k++) {
			const struct cell_edit *cell = &changes[i].cells[k];
			struct app_conflict *c;

			if (!node_field_is_told((enum node_field)cell->field))
				continue; /* what follows is no dispute of theirs */
			c = conflict_at(e, row, cell, &room);
			c->after = cell->after;
			c->actor = changes[i].actor;
			c->at = changes[i].at;
		}
}

/* A cell that this change and others' both make, to other values; or of a row it takes away. */
static bool
is_disputed(const struct editing *e)
{
	for (size_t i = 0; i < e->out->conflict_count; i++)
		for (size_t k = 0; k < e->edit.count; k++)
			if (e->edit.cells[k].node == e->out->conflicts[i].node &&
			    (e->edit.cells[k].field == FIELD_EXISTS ||
				(e->edit.cells[k].field == e->out->conflicts[i].field &&
				    e->edit.cells[k].period == e->out->conflicts[i].period)))
				return true;
	return false;
}

/* What was done to a row since its author saw it, into e->out->conflicts. */
static int
look_at_row(struct editing *e, const struct app_edit_row *row)
{
	struct change *changes = NULL;
	size_t count = 0;
	int rc;

	if (row->seen == APP_SEEN_ANY || row->node >= plan_of(e)->node_count)
		return YUP_OK;
	if (row->seen > plan_of(e)->revision)
		return err_refuse(e->err, YUP_EINVALID, "revision_unmade", "%u", row->seen);
	if (plan_of(e)->nodes[row->node].revision <= row->seen)
		return YUP_OK;
	rc = change_store_list_of_node(e->app->db, e->mem, e->at->institution_id, e->at->plan_id,
	    row->node, row->seen, &changes, &count, e->err);
	if (rc == YUP_OK)
		list_conflicts(e, row, changes, count);
	return rc;
}

static int
look_since(struct editing *e)
{
	enum change_kind kind = e->request->kind;
	int rc = YUP_OK;

	if (kind == CHANGE_CREATE || kind == CHANGE_UNDO || kind == CHANGE_FIX)
		return YUP_OK;
	for (size_t i = 0; rc == YUP_OK && i < e->row_count; i++)
		rc = look_at_row(e, &e->rows[i]);
	return rc;
}

static bool
is_gone(const struct editing *e)
{
	const struct plan *plan = plan_of(e);

	for (size_t i = 0; i < e->row_count; i++)
		if (e->rows[i].node < plan->node_count && plan->nodes[e->rows[i].node].deleted)
			return true;
	return false;
}

static int
settle_conflicts(struct editing *e)
{
	if (e->out->conflict_count == 0)
		return YUP_OK;
	e->out->live = e->at->live;
	if (is_gone(e) || e->request->kind == CHANGE_DELETE || is_disputed(e))
		return err_refuse(e->err, YUP_ECONFLICT, "row_changed", "%s",
		    e->out->conflicts[e->out->conflict_count - 1].actor);
	e->out->conflicts = NULL; /* other cells: both stand */
	e->out->conflict_count = 0;
	return YUP_OK;
}

/* ---- The change -------------------------------------------------------------------- */

static int
build_undo(struct editing *e)
{
	struct change_range range = { e->request->revision - 1, e->request->revision };
	struct change *changes = NULL;
	size_t count = 0;
	int rc;

	if (e->request->revision == 0)
		return err_refuse(e->err, YUP_ENOTFOUND, "change_absent", "0");
	rc = change_store_list(e->app->db, e->mem, e->at->institution_id, e->at->plan_id, &range,
	    &changes, &count, e->err);
	if (rc == YUP_OK && count == 0)
		rc = err_refuse(e->err, YUP_ENOTFOUND, "change_absent", "%u", e->request->revision);
	if (rc == YUP_OK)
		rc = edit_undo(&e->edit, changes[0].cells, changes[0].cell_count, e->err);
	if (rc == YUP_OK && changes[0].cell_count > 0)
		e->out->node = changes[0].cells[0].node;
	return rc;
}

static int
build_cells(struct editing *e)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < e->row_count; i++) {
		rc = edit_change(&e->edit, e->rows[i].node, e->rows[i].typed,
		    e->rows[i].typed_count, e->err);
		if (rc < 0)
			e->out->refused = e->rows[i].node;
	}
	return rc;
}

static int
build_sheet(struct editing *e)
{
	const struct app_edit_request *r = e->request;
	int rc = edit_batch(&e->edit, r->acts, r->act_count, NULL, &e->out->refused_act, e->err);

	if (rc < 0 && e->out->refused_act < r->act_count &&
	    r->acts[e->out->refused_act].kind != BATCH_CREATE)
		e->out->refused = r->acts[e->out->refused_act].node;
	return rc;
}

static int
build(struct editing *e)
{
	const struct app_edit_request *r = e->request;

	edit_init(&e->edit, e->mem, plan_of(e), plan_live_tree(e->at->live));
	e->edit.id_suffix = mem_printf(e->mem, "-%lld", (long long)e->at->plan_id);
	e->out->node = r->node;
	switch (r->kind) {
	case CHANGE_CREATE:
		return edit_create(&e->edit, &r->place, r->unit, r->typed, r->typed_count,
		    &e->out->node, e->err);
	case CHANGE_DELETE:
		return edit_delete(&e->edit, r->node, e->err);
	case CHANGE_MOVE:
	case CHANGE_REORDER:
		return edit_move(&e->edit, r->node, &r->place, e->err);
	case CHANGE_DUPLICATE:
		return edit_duplicate(&e->edit, r->node, &e->out->node, e->err);
	case CHANGE_UNDO:
		return build_undo(e);
	case CHANGE_FIX:
		return edit_fix(&e->edit, r->fix, r->fix_count, e->err);
	case CHANGE_SHEET:
		return build_sheet(e);
	default:
		return build_cells(e);
	}
}

static int
save(struct editing *e, struct db_tx *tx, uint32_t revision)
{
	const struct actor *by = e->app->by;
	size_t rows = plan_of(e)->node_count;
	char now[CLOCK_TEXT_SIZE];
	struct change change = {
		.revision = revision,
		.at = now,
		.user_id = by != NULL ? by->user_id : 0,
		.actor = by != NULL && by->name != NULL ? by->name : "",
		.kind = e->request->kind,
		.why = e->request->why != NULL ? e->request->why : "",
		.cells = e->edit.cells,
		.cell_count = e->edit.count,
	};
	struct acting acting = { .app = e->app,
		.tx = tx,
		.institution_id = e->at->institution_id,
		.plan_id = e->at->plan_id,
		.revision = revision,
		.now = now };
	int rc;

	e->app->now(now);
	e->touched = true;
	e->what.detail = edit_text(e->mem, plan_of(e), e->request->kind, e->edit.cells,
	    e->edit.count);
	e->what.mark = digest_mark_change(e->mem, e->at->plan_id, &change);
	rc = plan_live_apply(e->at->live, e->mem, e->edit.cells, e->edit.count, revision,
	    &e->out->outcome, e->err);
	if (rc == YUP_OK)
		rc = edit_marks_answer(&e->marks, plan_of(e), &e->edit, &acting, e->err);
	if (rc == YUP_OK) /* it asks and waits: after it, everything leaves together */
		rc = audit_done(tx, e->app, &e->what, e->err);
	if (rc == YUP_OK)
		rc = change_store_save(tx, e->at->institution_id, e->at->plan_id, &change,
		    plan_of(e), rows, e->err);
	return rc;
}

static int
change(struct editing *e)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	uint32_t revision = 0;
	int rc = db_begin(e->app->db, &tx, e->err);

	if (rc == YUP_OK)
		rc = app_live_take(e->app, e->at, &tx, &revision, e->err);
	if (rc == YUP_OK)
		rc = look_since(e);
	if (rc == YUP_OK)
		rc = build(e);
	if (rc == YUP_OK || rc == YUP_ENOTFOUND) {
		int disputed = settle_conflicts(e);

		rc = disputed < 0 ? disputed : rc;
	}
	if (rc == YUP_OK)
		rc = allow_all(e);
	if (rc < 0)
		return rc;
	e->out->revision = plan_of(e)->revision;
	e->out->live = e->at->live;
	if (e->edit.count == 0)
		return YUP_OK; /* it is so already: nothing to record */
	rc = save(e, &tx, revision);
	if (rc == YUP_OK)
		rc = db_commit(&tx, e->err);
	if (rc == YUP_OK)
		e->out->revision = revision;
	return rc;
}

static int
check_request(const struct app_edit_request *request, struct err *err)
{
	if (request->why != NULL && strlen(request->why) > EDIT_TEXT_MAX) {
		(void)err_refuse(err, YUP_EINVALID, "text_too_long", "%d", EDIT_TEXT_MAX);
		return err_in(err, "why");
	}
	return YUP_OK;
}

/* The rows that a workbook names, as those of a request of several. */
static struct app_edit_request
sheet_request(struct mem *mem, const struct app_edit_request *request)
{
	struct app_edit_request out = *request;
	struct app_edit_row *rows = mem_array(mem, request->act_count + 1, sizeof(*rows));

	out.row_count = 0;
	for (size_t i = 0; i < request->act_count; i++)
		if (request->acts[i].kind != BATCH_CREATE)
			rows[out.row_count++] = (struct app_edit_row){ request->acts[i].node,
				request->seen, request->acts[i].typed,
				request->acts[i].typed_count };
	out.rows = rows;
	out.node = PLAN_NONE;
	return out;
}

static struct editing
begin_editing(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_edit_request *request, struct app_edited *out, struct err *err)
{
	bool several = request->row_count > 0;
	struct editing e = {
		.app = app,
		.plans = plans,
		.mem = mem,
		.request = request,
		.out = out,
		.err = err,
		.row_count = several ? request->row_count : 1,
		.marks = { .app = app,
		    .mem = mem,
		    .institution_id = request->institution_id,
		    .plan_id = request->plan_id },
		.what = {
			.institution_id = request->institution_id,
			.action = "plan.change",
			.subject = edit_subject(mem, request->plan_id, request->kind,
			    several ? request->rows[0].node : request->node),
		},
	};

	*out = (struct app_edited){ .refused = PLAN_NONE, .refused_act = BATCH_NONE };
	return e;
}

/* The rows of the request: its own list, or the one it names. */
static void
take_rows(struct editing *e)
{
	const struct app_edit_request *r = e->request;

	e->row = (struct app_edit_row){ r->node, r->seen, r->typed, r->typed_count };
	e->rows = r->row_count > 0 ? r->rows : &e->row;
}

int
app_edit(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_edit_request *request, struct app_edited *out, struct err *err)
{
	struct app_edit_request of_sheet = request->kind == CHANGE_SHEET
	    ? sheet_request(mem, request)
	    : *request;
	struct err local = { 0 };
	struct editing e = begin_editing(app, plans, mem, &of_sheet, out,
	    err != NULL ? err : &local);
	int rc = check_request(request, e.err);

	take_rows(&e);
	if (rc == YUP_OK)
		rc = app_live_get(app, plans, request->institution_id, request->plan_id, &e.at,
		    e.err);
	if (rc == YUP_OK) {
		rc = require_first(&e);
		if (rc < 0)
			return rc; /* recorded there */
	}
	if (rc == YUP_OK)
		rc = change(&e);
	if (rc == YUP_OK)
		return YUP_OK;
	if (e.touched)
		app_live_drop(e.at);
	if (e.what.detail == NULL)
		e.what.detail = edit_typed_text(mem, e.rows[0].typed, e.rows[0].typed_count);
	return audit_refused(app, &e.what, rc, e.err);
}

int
app_edit_try(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_edit_request *request, live_try_fn use, void *context, struct err *err)
{
	struct err local = { 0 };
	struct app_edited nothing;
	struct editing e = begin_editing(app, plans, mem, request, &nothing,
	    err != NULL ? err : &local);
	int rc = app_live_get(app, plans, request->institution_id, request->plan_id, &e.at, e.err);

	take_rows(&e);
	if (rc == YUP_OK)
		rc = require_first(&e);
	if (rc == YUP_OK)
		rc = app_live_catch_up(app, e.at, e.err);
	if (rc == YUP_OK && plan_of(&e)->state != PLAN_DRAFT)
		rc = err_refuse(e.err, YUP_ECONFLICT,
		    plan_of(&e)->state == PLAN_SUPERSEDED ? "plan_replaced" : "plan_not_draft",
		    "%s", plan_state_key((enum plan_state)plan_of(&e)->state));
	if (rc == YUP_OK)
		rc = build(&e);
	if (rc == YUP_OK)
		rc = allow_all(&e);
	if (rc == YUP_OK)
		rc = plan_live_try(e.at->live, mem, e.edit.cells, e.edit.count, use, context,
		    e.err);
	return rc;
}
