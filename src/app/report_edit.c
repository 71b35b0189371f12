/* report_edit.c - see reports.h: what is typed in rows of a report, saved or tried. */
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/edit.h"
#include "app/report_marks.h"
#include "app/report_open.h"
#include "app/standings.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/field.h"
#include "core/plan_state.h"
#include "store/engine/db.h"

enum { DETAIL_MAX = 600 };

/* One edit on its way. */
struct typing {
	const struct app *app;
	struct mem *mem;
	const struct app_period *which;
	struct report_open open;
	const struct app_report_row *rows;
	size_t count;
	uint32_t *nodes; /* of each row */
	const char *why; /* "" but in a correction */
	struct report_marks marks;
	struct app_reported *out;
	size_t conflict_room;
	struct str detail;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

/* ---- Who may ------------------------------------------------------------------------ */

static enum permission
permission_for(const struct typing *t, const struct app_report_row *row)
{
	bool only_money = row->count > 0;

	if (t->open.period->state == PERIOD_CLOSED)
		return MAY_CORRECT_REPORT;
	for (size_t i = 0; i < row->count; i++)
		only_money = only_money && row->typed[i].field == REPORT_EXECUTED;
	return only_money ? MAY_EDIT_BUDGET : MAY_REPORT;
}

static int
find_rows(struct typing *t)
{
	t->nodes = mem_array(t->mem, t->count + 1, sizeof(*t->nodes));
	for (size_t i = 0; i < t->count; i++) {
		t->nodes[i] = report_node_of_row(t->open.plan, t->rows[i].row);
		if (t->nodes[i] == PLAN_NONE)
			return err_refuse(t->err, YUP_ENOTFOUND, "node_absent", "%u",
			    t->rows[i].row);
	}
	return YUP_OK;
}

/* Who could type while it was open is told that it no longer is, not that it may not. */
static bool
came_late(const struct typing *t, int64_t org_unit)
{
	int64_t institution = t->which->institution_id;

	return t->open.period->state == PERIOD_CLOSED &&
	    !actor_may(t->app->by, MAY_CORRECT_REPORT, institution, org_unit) &&
	    (actor_may(t->app->by, MAY_REPORT, institution, org_unit) ||
		actor_may(t->app->by, MAY_EDIT_BUDGET, institution, org_unit));
}

static int
require_all(const struct typing *t)
{
	int rc = YUP_OK;

	for (size_t i = 0; i < t->count; i++)
		if (came_late(t,
			report_org_unit(t->open.plan, t->open.plan->nodes[t->nodes[i]].unit)))
			return err_refuse(t->err, YUP_ECONFLICT, "report_period_closed", "%d/%u",
			    t->which->year, t->which->period);
	for (size_t i = 0; rc == YUP_OK && i < t->count; i++)
		rc = app_require(t->app, permission_for(t, &t->rows[i]), t->which->institution_id,
		    report_org_unit(t->open.plan, t->open.plan->nodes[t->nodes[i]].unit),
		    report_subject(t->mem, t->which), t->err);
	return rc;
}

static int
check_rows(const struct typing *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct plan_node *node = &t->open.plan->nodes[t->nodes[i]];

		if (node->unit == PLAN_NONE)
			return err_refuse(t->err, YUP_EINVALID, "row_not_reported", "%s",
			    node->code);
		for (size_t k = 0; k < t->rows[i].count; k++)
			if (!report_is_asked(t->open.plan, node) &&
			    t->rows[i].typed[k].field != REPORT_EXECUTED)
				return err_refuse(t->err, YUP_EINVALID, "row_not_reported", "%s",
				    node->code);
	}
	if (t->open.period->state == PERIOD_CLOSED)
		return field_check(t->why, REPORT_TEXT_MAX, FIELD_NEEDED, "why", t->err);
	return YUP_OK;
}

/* A unit is still its drafters' to type in; returned with observations, where they point. */
static int
check_unit(struct typing *t, struct db *db, uint32_t place, const struct unit_report *state)
{
	if (!unit_is_open((enum unit_state)state->state))
		return err_refuse(t->err, YUP_ECONFLICT, "report_closed", "%s",
		    t->open.plan->units[place].path);
	return state->state != UNIT_RETURNED
	    ? YUP_OK
	    : report_marks_read(&t->marks, db, t->mem, t->which->institution_id, t->open.period,
		  place, t->err);
}

/* Asked while the period is held. */
static int
check_open(struct typing *t, struct db *db, const struct report_period *period)
{
	struct unit_report *units = NULL;
	size_t count = 0;
	int rc;

	if (period->state != t->open.period->state)
		return err_refuse(t->err, YUP_ECONFLICT, "period_changed", "%s",
		    period_state_key((enum period_state)period->state));
	if (period->state == PERIOD_CLOSED)
		return YUP_OK;
	rc = report_store_units(db, t->mem, t->which->institution_id, t->which->year,
	    t->which->period, &units, &count, t->err);
	for (size_t i = 0; rc == YUP_OK && i < t->count; i++) {
		uint32_t place = t->open.plan->nodes[t->nodes[i]].unit;
		const struct plan_unit *unit = &t->open.plan->units[place];

		for (size_t u = 0; rc == YUP_OK && u < count; u++)
			if (strcmp(units[u].unit_id, unit->id) == 0)
				rc = check_unit(t, db, place, &units[u]);
	}
	return rc;
}

/* ---- What differs --------------------------------------------------------------------- */

static struct cell_value
value_of(const struct report *r, unsigned field)
{
	return (struct cell_value){ r->number[field], r->text[field] };
}

static void
add_conflict(struct typing *t, const struct app_report_row *row, const struct typed_report *typed,
    const struct report *now, const struct report_change *theirs)
{
	struct app_reported *out = t->out;

	MEM_PUSH(t->mem, out->conflicts, out->conflict_count, t->conflict_room);
	out->conflicts[out->conflict_count - 1] = (struct app_report_conflict){
		.row = row->row,
		.field = typed->field,
		.theirs = value_of(now, typed->field),
		.mine = typed->text,
		.actor = theirs->actor,
		.at = theirs->at,
	};
}

/* Cells that others changed since the author looked, and that what was typed is not. */
static int
find_conflicts(struct typing *t, struct db *db, const struct app_report_row *row,
    const struct report *now, const struct report *after)
{
	struct report_change *past = NULL;
	size_t count = 0;
	int rc;

	if (row->seen == APP_SEEN_ANY || row->seen >= now->revision)
		return YUP_OK;
	rc = report_store_past(db, t->mem, t->which->institution_id, t->which->year, now->node_id,
	    t->which->period, &past, &count, t->err);
	for (size_t k = 0; rc == YUP_OK && k < row->count; k++) {
		const struct report_change *last = NULL;
		unsigned field = row->typed[k].field;

		for (size_t i = 0; i < count; i++)
			if (past[i].revision > row->seen && past[i].field == field)
				last = &past[i];
		if (last != NULL && !cell_value_is(value_of(now, field), value_of(after, field)))
			add_conflict(t, row, &row->typed[k], now, last);
	}
	return rc;
}

static void
tell(struct typing *t, const struct plan_node *node, const struct report_change *c)
{
	if (t->detail.length >= DETAIL_MAX)
		return;
	str_printf(&t->detail, "%s%s %s", t->detail.length > 0 ? "; " : "", node->code,
	    report_field_key((enum report_field)c->field));
	if (c->after.number != NUM_ABSENT)
		str_printf(&t->detail, " %lld", (long long)c->after.number);
}

/* The cells in which `after` differs from `now`; how many. */
static size_t
cells_of(struct typing *t, const struct plan_node *node, const struct report *now,
    const struct report *after, struct report_change **out)
{
	struct report_change *cells = mem_array(t->mem, REPORT_FIELD__COUNT, sizeof(*cells));
	struct report_step by = app_report_step(t->app, t->which, t->now);
	size_t count = 0;

	for (unsigned field = 0; field < REPORT_FIELD__COUNT; field++) {
		if (cell_value_is(value_of(now, field), value_of(after, field)))
			continue;
		cells[count] = (struct report_change){ .period = after->period,
			.field = (uint8_t)field,
			.before = value_of(now, field),
			.after = value_of(after, field),
			.at = t->now,
			.user_id = by.user_id,
			.actor = by.actor,
			.why = t->why };
		tell(t, node, &cells[count++]);
	}
	*out = cells;
	return count;
}

/* ---- What it comes to ------------------------------------------------------------------- */

/* The reports of the units of all rows, with those that were typed in put over. */
static int
load_beside(struct typing *t, struct db *db, struct report **out, size_t *out_count)
{
	struct report *all = NULL;
	size_t count = 0, room = 0;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < t->count; i++) {
		uint32_t unit = t->open.plan->nodes[t->nodes[i]].unit;
		struct report *some = NULL;
		size_t some_count = 0;
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again = again || t->open.plan->nodes[t->nodes[k]].unit == unit;
		if (again)
			continue;
		rc = report_store_list_of_unit(db, t->mem, t->which->institution_id, t->which->year,
		    t->which->period, t->open.period->plan_id, unit, &some, &some_count, t->err);
		for (size_t k = 0; rc == YUP_OK && k < some_count; k++) {
			MEM_PUSH(t->mem, all, count, room);
			all[count - 1] = some[k];
		}
	}
	for (size_t i = 0; rc == YUP_OK && i < t->out->count; i++) {
		MEM_PUSH(t->mem, all, count, room);
		all[count - 1] = t->out->reports[i];
	}
	*out = all;
	*out_count = count;
	return rc;
}

static int
measure(struct typing *t, struct db *db)
{
	struct app_reported *out = t->out;
	struct report *all = NULL;
	struct report_book book;
	size_t count = 0;
	int rc = load_beside(t, db, &all, &count);

	if (rc < 0)
		return rc;
	report_make_book(&t->open, t->mem, all, count, &book);
	out->progress = mem_array(t->mem, t->count + 1, sizeof(*out->progress));
	out->threshold = mem_array(t->mem, t->count + 1, sizeof(*out->threshold));
	for (size_t i = 0; i < t->count; i++) {
		const struct pack *pack = t->open.plan->pack;

		out->progress[i] = report_progress_of(&book, t->nodes[i], t->which->period);
		out->threshold[i] = threshold_ask(pack, pack->threshold_e4,
		    out->progress[i].physical_e9, out->progress[i].efficacy_e9);
	}
	return YUP_OK;
}

/* ---- Rows --------------------------------------------------------------------------------- */

/* What was reported to the end of a period is done again after it, not before. */
static int
check_month(const struct typing *t, const struct report *now, const struct report *after)
{
	int64_t month = after->number[REPORT_MEASURE_MONTH];
	int rc;

	if (month == NUM_ABSENT || month == now->number[REPORT_MEASURE_MONTH] ||
	    month > t->open.period->last)
		return YUP_OK;
	rc = err_refuse(t->err, YUP_EINVALID, "measure_month_past", "%s",
	    t->open.plan->pack->periods[month - 1].name);
	return rc < 0 ? err_in(t->err, report_field_key(REPORT_MEASURE_MONTH)) : rc;
}

static int
type_row(struct typing *t, struct db_tx *tx, size_t i)
{
	const struct plan_node *node = &t->open.plan->nodes[t->nodes[i]];
	const struct app_report_row *row = &t->rows[i];
	struct db *db = tx != NULL ? tx->db : t->app->db;
	struct report now, *after = &t->out->reports[i];
	struct report_change *cells;
	size_t count;
	int rc = report_store_get(db, t->mem, t->which->institution_id, t->which->year, node->id,
	    t->which->period, &now, t->err);

	if (rc < 0)
		return rc;
	*after = now;
	rc = report_typed(t->mem, t->open.plan, row->typed, row->count, after, t->err);
	if (rc < 0) {
		t->out->refused = row->row;
		return rc;
	}
	rc = check_month(t, &now, after);
	if (rc < 0) {
		t->out->refused = row->row;
		return rc;
	}
	rc = find_conflicts(t, db, row, &now, after);
	count = cells_of(t, node, &now, after, &cells);
	if (rc < 0 || tx == NULL || count == 0 || t->out->conflict_count > 0)
		return rc;
	rc = report_marks_touch(&t->marks, &t->open, row->row, cells, count, t->err);
	if (rc < 0) {
		t->out->refused = row->row;
		return rc;
	}
	after->revision = now.revision + 1;
	return report_store_put(tx, t->which->institution_id, t->which->year, after, cells, count,
	    t->err);
}

static int
type_rows(struct typing *t, struct db_tx *tx)
{
	uint32_t *asked = mem_array(t->mem, t->count + 1, sizeof(*asked));
	int rc = YUP_OK;

	t->out->rows = asked;
	t->out->reports = mem_array(t->mem, t->count + 1, sizeof(*t->out->reports));
	for (size_t i = 0; rc == YUP_OK && i < t->count; i++) {
		asked[i] = t->rows[i].row;
		rc = type_row(t, tx, i);
		t->out->count = i + 1;
	}
	if (rc == YUP_OK && t->out->conflict_count > 0)
		rc = err_refuse(t->err, YUP_ECONFLICT, "row_changed", "%zu cells",
		    t->out->conflict_count);
	return rc;
}

/* The sums of the units that were typed in follow. */
static int
sum(struct typing *t, struct db_tx *tx)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < t->count; i++) {
		uint32_t unit = t->open.plan->nodes[t->nodes[i]].unit;
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again = again || t->open.plan->nodes[t->nodes[k]].unit == unit;
		if (!again)
			rc = app_standings_changed(tx, t->app, t->mem, t->which, t->open.plan, unit,
			    t->err);
	}
	return rc;
}

static int
answer_marks(struct typing *t, struct db_tx *tx)
{
	struct acting acting = { .app = t->app,
		.tx = tx,
		.institution_id = t->which->institution_id,
		.plan_id = t->open.period->plan_id,
		.report = t->which->period,
		.now = t->now };

	return report_marks_answer(&t->marks, &acting, t->mem, t->err);
}

static int
save(struct typing *t)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct report_period held;
	struct audit what = { .institution_id = t->which->institution_id,
		.action = t->why[0] != '\0' ? "report.correct" : "report.change",
		.subject = report_subject(t->mem, t->which) };
	int rc = db_begin(t->app->db, &tx, t->err);

	if (rc == YUP_OK)
		rc = report_store_hold(&tx, t->mem, t->which->institution_id, t->which->year,
		    t->which->period, &held, t->err);
	if (rc == YUP_OK)
		rc = check_open(t, tx.db, &held);
	if (rc == YUP_OK)
		rc = type_rows(t, &tx);
	if (rc == YUP_OK)
		rc = measure(t, tx.db);
	if (rc < 0 || t->detail.length == 0)
		return rc; /* nothing differs: nothing to keep */
	what.detail = str_text(&t->detail);
	rc = sum(t, &tx);
	if (rc == YUP_OK)
		rc = answer_marks(t, &tx);
	if (rc == YUP_OK)
		rc = audit_done(&tx, t->app, &what, t->err);
	return rc < 0 ? rc : db_commit(&tx, t->err);
}

static int
begin(struct typing *t, struct app_plans *plans)
{
	int rc = report_open(t->app, plans, t->mem, t->which, &t->open, t->err);

	*t->out = (struct app_reported){ .refused = PLAN_NONE };
	t->app->now(t->now);
	return rc < 0 ? rc : find_rows(t);
}

int
app_report_edit(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_report_row *rows, size_t count,
    const char *why, struct app_reported *out, struct err *err)
{
	struct typing t = { .app = app,
		.mem = mem,
		.which = which,
		.rows = rows,
		.count = count,
		.why = why != NULL ? why : "",
		.out = out,
		.err = err };
	struct audit what = { .institution_id = which->institution_id,
		.action = "report.change",
		.subject = report_subject(mem, which) };
	int rc = begin(&t, plans);

	if (rc == YUP_OK)
		rc = require_all(&t);
	if (rc == YUP_EDENIED)
		return rc; /* recorded there */
	if (rc == YUP_OK && t.open.period->state != PERIOD_CLOSED)
		t.why = ""; /* only corrections say why */
	if (rc == YUP_OK)
		rc = check_rows(&t);
	if (rc == YUP_OK)
		rc = save(&t);
	str_done(&t.detail);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

int
app_report_try(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_report_row *rows, size_t count,
    struct app_reported *out, struct err *err)
{
	struct typing t = { .app = app,
		.mem = mem,
		.which = which,
		.rows = rows,
		.count = count,
		.why = "-",
		.out = out,
		.err = err };
	int rc = begin(&t, plans);

	if (rc == YUP_OK)
		rc = require_all(&t);
	if (rc == YUP_OK)
		rc = check_rows(&t);
	if (rc == YUP_OK)
		rc = type_rows(&t, NULL);
	if (rc == YUP_OK)
		rc = measure(&t, app->db);
	str_done(&t.detail);
	return rc;
}
