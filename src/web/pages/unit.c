/* unit.c - a unit's form A or form B, to read and to fill in. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/edit.h"
#include "app/plan_list.h"
#include "base/str.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/state_text.h"
#include "web/assets.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/unit_view.h"
#include "web/web.h"
#include "web/when.h"

static int
open_unit(struct visit *visit, struct unit_view *out, struct err *err)
{
	struct plan_view plan;
	uint32_t unit = 0;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = plan_view_unit(&plan, visit->args[1], &unit, err);
	if (rc == YUP_OK)
		unit_view_make(&plan, unit, unit_form_shown(visit), out);
	if (rc == YUP_OK)
		rc = unit_view_observe(out, err);
	return rc;
}

static int
show(struct visit *visit, struct unit_view *view)
{
	struct frame f = frame_make(visit, view->plan.plan->units[view->unit].name, PLACE_PLAN);
	unsigned long change = strtoul(visit_field(visit, "cambio"), NULL, 10);

	if (view->fills || view->marks)
		f.script = assets_path(visit->web->assets, "grid.js");
	if (visit->req->method == METHOD_GET && view->open && f.notice != NULL &&
	    change <= view->plan.plan->revision) {
		view->undo = (uint32_t)change;
		view->notice = f.notice;
	}
	if (view->undo > 0)
		f.notice = NULL;
	f.wrong = view->refused.wrong;
	tpl_unit(&visit->html, &f, view);
	return YUP_OK;
}

static int
unit_show(struct visit *visit, struct err *err)
{
	struct unit_view view;
	int rc = open_unit(visit, &view, err);

	if (rc < 0)
		return rc;
	view.asks = strcmp(visit_field(visit, "confirmar"), "enviar") == 0 && view.may_submit &&
	    view.counts[SEVERITY_ERROR] > 0;
	return show(visit, &view);
}

enum { CELLS_MAX = 64 }; /* of a row */

/* ---- Without script: the form as a whole, or one button of it ------------------------- */

static const char *
back_to(const struct visit *visit, const char *done)
{
	return mem_printf(visit->req->mem, "/plan/%s/unidad/%s?formulario=%s&listo=%s",
	    visit->args[0], visit->args[1], unit_form_shown(visit) == UNIT_FORM_A ? "a" : "b",
	    done);
}

/* The same, with a button that undoes `change`, at a row (PLAN_NONE: at none). */
static const char *
back_to_row(const struct visit *visit, const char *done, uint32_t change, uint32_t row)
{
	struct mem *mem = visit->req->mem;
	const char *to = back_to(visit, done);

	if (change > 0)
		to = mem_printf(mem, "%s&cambio=%u", to, change);
	return row != PLAN_NONE ? mem_printf(mem, "%s#fila-%u", to, row) : to;
}

/* "12.schedule.3": false where the name of an input is no cell. */
static bool
read_name(const char *name, uint32_t *row, enum node_field *field, unsigned *period)
{
	char *end;
	unsigned long value = strtoul(name, &end, 10);

	if (end == name || *end != '.' || value >= UINT32_MAX)
		return false;
	*row = (uint32_t)value;
	return node_field_find(end + 1, field, period);
}

/* The cells of `row` that are not as they are, from the form. */
static void
read_row(const struct visit *visit, const struct plan_view *plan, uint32_t row,
    struct app_edit_row *out)
{
	const struct http_values *form = &visit->req->form;
	const char *seen = visit_field(visit, mem_printf(visit->req->mem, "%u.seen", row));
	struct typed_cell *typed = mem_array(visit->req->mem, CELLS_MAX, sizeof(*typed));

	*out = (struct app_edit_row){ .node = row,
		.seen = seen[0] != '\0' ? (uint32_t)strtoul(seen, NULL, 10) : APP_SEEN_ANY,
		.typed = typed };
	for (size_t i = 0; i < form->count && out->typed_count < CELLS_MAX; i++) {
		struct typed_cell cell = { .text = form->items[i].value };
		uint32_t at;

		if (read_name(form->items[i].name, &at, &cell.field, &cell.period) && at == row &&
		    strcmp(view_cell(plan, row, cell.field, cell.period), cell.text) != 0)
			typed[out->typed_count++] = cell;
	}
}

/* What was typed in any row, as one change. */
static int
save_rows(struct visit *visit, const struct unit_view *view, struct app_edited *edited,
    struct err *err)
{
	struct app_edit_row *rows = mem_array(visit->req->mem, view->row_count + 1, sizeof(*rows));
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.plan_id = view->plan.plan_id,
		.kind = CHANGE_CELLS,
		.rows = rows };

	*edited = (struct app_edited){ .refused = PLAN_NONE };
	for (size_t i = 0; i < view->row_count; i++) {
		read_row(visit, &view->plan, view->rows[i].row, &rows[request.row_count]);
		if (rows[request.row_count].typed_count > 0)
			request.row_count++;
	}
	if (request.row_count == 0)
		return YUP_OK;
	return app_edit(visit->app, visit->plans, visit->req->mem, &request, edited, err);
}

static const struct app_conflict *
conflict_of(const struct app_edited *edited, const char *name)
{
	enum node_field field;
	unsigned period;
	uint32_t row;

	if (!read_name(name, &row, &field, &period))
		return NULL;
	for (size_t i = 0; i < edited->conflict_count; i++)
		if (edited->conflicts[i].node == row && edited->conflicts[i].field == field &&
		    edited->conflicts[i].period == period)
			return &edited->conflicts[i];
	return NULL;
}

/*
 * A form says every cell of its rows.  Those that came back as they were before
 * others changed them nobody typed: they become what they are.
 */
static bool
refresh_form(struct visit *visit, const struct plan_view *plan, const struct app_edited *edited)
{
	struct http_values *form = &visit->req->form;
	bool any = false;

	for (size_t i = 0; i < form->count; i++) {
		const struct app_conflict *c = conflict_of(edited, form->items[i].name);

		if (c == NULL ||
		    strcmp(view_value(plan, c->node, c->field, c->before), form->items[i].value) !=
			0)
			continue;
		form->items[i].value = view_value(plan, c->node, c->field, c->after);
		any = true;
	}
	return any;
}

static int
save_form(struct visit *visit, struct unit_view *view, struct app_edited *edited, struct err *err)
{
	int rc = save_rows(visit, view, edited, err);
	struct err ignored;

	if (rc != YUP_ECONFLICT || edited->conflict_count == 0)
		return rc;
	if (open_unit(visit, view, &ignored) < 0 || !refresh_form(visit, &view->plan, edited))
		return rc;
	return save_rows(visit, view, edited, err);
}

/* Those of the cells that were typed. */
static void
take_conflicts(const struct unit_view *view, const struct app_edited *edited,
    struct unit_refused *out)
{
	struct mem *mem = view->plan.mem;

	out->conflicts = mem_array(mem, edited->conflict_count + 1, sizeof(*out->conflicts));
	for (size_t i = 0; i < edited->conflict_count; i++) {
		CLEANUP(str_done) struct str label = { 0 };
		const struct app_conflict *c = &edited->conflicts[i];

		if (c->mine == NULL)
			continue;
		node_field_label(&label, c->field, c->period, view->plan.plan->pack);
		out->conflicts[out->conflict_count++] = (struct unit_conflict){
			.code = view->plan.plan->nodes[c->node].code,
			.label = mem_strdup(mem, str_text(&label)),
			.theirs = view_value(&view->plan, c->node, c->field, c->after),
			.mine = c->mine,
			.actor = c->actor,
			.at = when_instant(mem, c->at),
		};
	}
}

/* The form again, as it came, and why it was not saved. */
static int
show_refused(struct visit *visit, int rc, const struct app_edited *edited, const struct err *err)
{
	struct unit_view view;
	struct err ignored;

	if (!form_refused(visit, rc, err) || open_unit(visit, &view, &ignored) < 0)
		return rc;
	view.refused = (struct unit_refused){ .wrong = form_sentence(visit, err),
		.row = edited->refused,
		.field = err->field,
		.period = (unsigned)err->line };
	take_conflicts(&view, edited, &view.refused);
	return show(visit, &view);
}

static const struct finding_choice *
find_fix(const struct unit_view *view, const char *mark)
{
	const struct finding_choice *found = NULL;

	for (size_t i = 0; i < view->told_count && found == NULL; i++)
		found = finding_choice_called(&view->told[i].fixes, mark);
	return found;
}

static int
apply_fix(struct visit *visit, const struct unit_view *view, const char *mark,
    struct app_edited *edited, uint32_t *row, struct err *err)
{
	const struct finding_choice *choice = find_fix(view, mark);
	struct app_edit_request request = {
		.institution_id = visit->institution_id,
		.plan_id = view->plan.plan_id,
		.kind = CHANGE_FIX,
		.seen = APP_SEEN_ANY,
	};

	if (choice == NULL)
		return err_refuse(err, YUP_ECONFLICT, "finding_gone", "%s", mark);
	request.fix = choice->fix.changes;
	request.fix_count = choice->fix.count;
	*row = choice->fix.changes[0].node;
	return app_edit(visit->app, visit->plans, visit->req->mem, &request, edited, err);
}

/* ---- Rows ------------------------------------------------------------------------------- */

/* "nueva:12", "debajo:12", "duplicar:12", "borrar:12", "subir:12", "bajar:12". */
static bool
read_action(const char *text, const char *action, uint32_t *row)
{
	size_t length = strlen(action);

	if (strncmp(text, action, length) != 0 || text[length] != ':')
		return false;
	*row = (uint32_t)strtoul(text + length + 1, NULL, 10);
	return true;
}

/* The neighbour of `row` among its parent's children: before it, or after. */
static uint32_t
neighbour(const struct plan_view *plan, uint32_t row, int step)
{
	const struct plan_kids *kids = plan_tree_kids(plan->tree, plan->plan->nodes[row].parent);

	for (uint32_t i = 0; i < kids->count; i++)
		if (kids->list[i] == row && (step > 0 ? i + 1 < kids->count : i > 0))
			return kids->list[step > 0 ? i + 1 : i - 1];
	return PLAN_NONE;
}

static bool
place_beside(const struct plan_view *plan, uint32_t row, int step, struct edit_place *out)
{
	uint32_t other = neighbour(plan, row, step), before;

	if (other == PLAN_NONE)
		return false;
	*out = (struct edit_place){ .parent = plan->plan->nodes[row].parent, .after = other };
	if (step > 0)
		return true;
	before = neighbour(plan, other, -1);
	out->after = before;
	out->first = before == PLAN_NONE;
	return true;
}

/* Where a row is looked for once it is gone: the one before it, or what it hangs from. */
static uint32_t
row_left(const struct plan_view *plan, uint32_t row)
{
	uint32_t before = neighbour(plan, row, -1);

	return before != PLAN_NONE ? before : plan->plan->nodes[row].parent;
}

/* `at` is the row to come back to. */
static int
do_action(struct visit *visit, const struct unit_view *view, const char *action,
    struct app_edited *edited, uint32_t *at, struct err *err)
{
	const struct plan_view *plan = &view->plan;
	struct app_edit_request request = {
		.institution_id = visit->institution_id,
		.plan_id = plan->plan_id,
		.kind = CHANGE__COUNT,
		.seen = APP_SEEN_ANY,
		.unit = view->unit,
	};
	uint32_t row = PLAN_NONE;
	int rc;

	if (read_action(action, "nueva", &row)) {
		request.kind = CHANGE_CREATE;
		request.place = (struct edit_place){ .parent = row, .after = PLAN_NONE };
	} else if (read_action(action, "debajo", &row) && row < plan->plan->node_count) {
		request.kind = CHANGE_CREATE;
		request.place = (struct edit_place){ .parent = plan->plan->nodes[row].parent,
			.after = row };
	} else if (read_action(action, "duplicar", &row)) {
		request.kind = CHANGE_DUPLICATE;
	} else if (read_action(action, "borrar", &row)) {
		request.kind = CHANGE_DELETE;
	} else if (read_action(action, "subir", &row) || read_action(action, "bajar", &row)) {
		request.kind = CHANGE_REORDER;
	}
	if (request.kind == CHANGE__COUNT || row >= plan->plan->node_count)
		return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", action);
	request.node = row;
	*at = request.kind == CHANGE_DELETE ? row_left(plan, row) : row;
	if (request.kind == CHANGE_REORDER &&
	    !place_beside(plan, row, action[0] == 's' ? -1 : 1, &request.place))
		return YUP_OK;
	rc = app_edit(visit->app, visit->plans, visit->req->mem, &request, edited, err);
	if (rc == YUP_OK && (request.kind == CHANGE_CREATE || request.kind == CHANGE_DUPLICATE))
		*at = edited->node;
	return rc;
}

static int
unit_save(struct visit *visit, struct err *err)
{
	const char *fix = visit_field(visit, "reparar"), *action = visit_field(visit, "accion");
	struct app_edited edited = { .refused = PLAN_NONE }, work = edited;
	uint32_t row = PLAN_NONE;
	struct unit_view view;
	int rc = open_unit(visit, &view, err);

	if (rc < 0)
		return rc;
	if (fix[0] != '\0') {
		rc = apply_fix(visit, &view, fix, &work, &row, err);
	} else {
		rc = save_form(visit, &view, &edited, err);
		if (rc == YUP_OK && action[0] != '\0')
			rc = do_action(visit, &view, action, &work, &row, err);
	}
	return rc < 0 ? show_refused(visit, rc, &edited, err)
		      : answer_see(visit, back_to_row(visit, "guardado", work.revision, row));
}

/* The change that a notice offered to undo. */
static int
unit_undo(struct visit *visit, struct err *err)
{
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_UNDO,
		.seen = APP_SEEN_ANY,
		.revision = (uint32_t)strtoul(visit_field(visit, "cambio"), NULL, 10) };
	struct app_edited edited = { .refused = PLAN_NONE };
	struct unit_view view;
	const struct plan_unit *unit;
	int rc = open_unit(visit, &view, err);

	if (rc < 0)
		return rc;
	unit = &view.plan.plan->units[view.unit];
	rc = app_require(visit->app, MAY_EDIT_NODE, visit->institution_id, unit->org_unit_id,
	    unit->path, err);
	if (rc < 0)
		return rc;
	request.plan_id = view.plan.plan_id;
	rc = app_edit(visit->app, visit->plans, visit->req->mem, &request, &edited, err);
	if (rc < 0)
		return show_refused(visit, rc, &edited, err);
	return answer_see(visit, back_to_row(visit, "deshecho", 0, edited.node));
}

/* ---- Steps -------------------------------------------------------------------------------- */

/* The unit again, with why the step was refused and the reason that was typed. */
static int
show_unpassed(struct visit *visit, int rc, const struct err *err)
{
	struct unit_view view;
	struct err ignored;

	if (!form_refused(visit, rc, err) || open_unit(visit, &view, &ignored) < 0)
		return rc;
	view.refused = (struct unit_refused){ .wrong = form_sentence(visit, err),
		.row = PLAN_NONE };
	view.why = visit_field(visit, "motivo");
	return show(visit, &view);
}

/*
 * Sent with errors only by who was told how many: where there are more than that, or
 * nobody was, it is asked.
 */
static bool
must_ask(const struct visit *visit, const struct plan_view *plan, uint32_t unit)
{
	struct unit_view view;

	unit_view_make(plan, unit, UNIT_FORM_B, &view);
	return view.may_submit &&
	    view.counts[SEVERITY_ERROR] > strtoul(visit_field(visit, "confirmado"), NULL, 10);
}

static int
unit_pass(struct visit *visit, struct err *err)
{
	static const struct {
		const char *name, *done;
		enum unit_state to;
	} STEPS[] = {
		{ "enviar", "enviado", UNIT_SUBMITTED },
		{ "aprobar", "aprobado", UNIT_APPROVED },
		{ "devolver", "devuelto", UNIT_RETURNED },
		{ "validar", "validado", UNIT_VALIDATED },
	};
	const char *name = visit_field(visit, "paso");
	struct app_step step = { .why = visit_field(visit, "motivo") };
	struct app_version version;
	struct plan_view plan;
	uint32_t unit = 0;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = plan_view_unit(&plan, visit->args[1], &unit, err);
	if (rc == YUP_OK && strcmp(name, "enviar") == 0 && must_ask(visit, &plan, unit))
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/plan/%s/unidad/%s?formulario=%s&confirmar=enviar",
			visit->args[0], visit->args[1],
			unit_form_shown(visit) == UNIT_FORM_A ? "a" : "b"));
	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan.plan_id,
		    &version, err);
	for (size_t i = 0; rc == YUP_OK && i < sizeof(STEPS) / sizeof(STEPS[0]); i++)
		if (strcmp(STEPS[i].name, name) == 0) {
			rc = app_units_pass(visit->app, &version, &plan.plan->units[unit].id, 1,
			    STEPS[i].to, &step, err);
			return rc < 0 ? show_unpassed(visit, rc, err)
				      : answer_see(visit, back_to(visit, STEPS[i].done));
		}
	return rc < 0 ? rc : err_refuse(err, YUP_EINVALID, "request_malformed", "%s", name);
}

const struct route pages_unit[] = {
	{ METHOD_GET, "/plan/{plan}/unidad/{unidad}", unit_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/unidad/{unidad}", unit_save, ASKS_ROLE, MAY_READ_PLAN,
	    4 << 20 },
	{ METHOD_POST, "/plan/{plan}/unidad/{unidad}/deshacer", unit_undo, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/plan/{plan}/unidad/{unidad}/paso", unit_pass, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ 0 },
};
