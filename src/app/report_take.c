#include "app/report_take.h"

#include <string.h>

#include "app/actor.h"
#include "app/report_open.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "import/import.h"
#include "store/engine/db.h"
#include "store/report_store.h"

struct taking {
	const struct app *app;
	struct app_plans *plans;
	struct mem *mem;
	const struct app_period *which;
	const struct app_take_request *request;
	struct report_open open;
	struct report_book book;
	struct unit_report *units;
	size_t unit_count;
	struct app_take take;
	struct err *err;
};

/* ---- The document -------------------------------------------------------------------- */

/* A document of another day is of another period: its figures would be wrong here. */
static int
check_day(const struct taking *t, const struct follow_up *fu)
{
	const char *end = pack_period_end(t->mem, t->open.plan->pack, t->which->year,
	    t->open.period->last);

	if (fu->as_of[0] == '\0' ? fu->year == t->which->year : strcmp(fu->as_of, end) == 0)
		return YUP_OK;
	return err_refuse(t->err, YUP_EINVALID, "follow_up_other_period", "%s",
	    fu->as_of[0] != '\0' ? fu->as_of : mem_printf(t->mem, "%d", fu->year));
}

static int
read_document(struct taking *t)
{
	struct import_result read = { 0 };
	int rc = import_text(t->mem, t->open.plan->pack, t->request->name, t->request->bytes,
	    t->request->size, &read, t->err);

	if (rc == YUP_OK && read.follow_up == NULL)
		rc = err_refuse(t->err, YUP_EINVALID, "not_a_follow_up", "%s", t->request->name);
	if (rc == YUP_OK)
		rc = check_day(t, read.follow_up);
	if (rc == YUP_OK)
		t->take.fu = read.follow_up;
	return rc;
}

/* ---- What may be taken ------------------------------------------------------------------ */

static bool
is_handed_in(const struct taking *t, uint32_t unit)
{
	if (t->open.period->state == PERIOD_CLOSED)
		return false;
	for (size_t i = 0; i < t->unit_count; i++)
		if (strcmp(t->units[i].unit_id, t->open.plan->units[unit].id) == 0)
			return !unit_is_open((enum unit_state)t->units[i].state);
	return false;
}

static enum permission
permission_of(const struct taking *t)
{
	return t->open.period->state == PERIOD_CLOSED ? MAY_CORRECT_REPORT : MAY_REPORT;
}

/* Whose rows they are decides; of another's nothing is told. */
static void
leave_others(struct taking *t)
{
	for (size_t i = 0; i < t->take.found.count; i++) {
		struct take_row *row = &t->take.found.rows[i];
		uint32_t unit = row->node != PLAN_NONE ? t->open.plan->nodes[row->node].unit
						       : PLAN_NONE;

		if (unit == PLAN_NONE)
			continue;
		if (!actor_may(t->app->by, permission_of(t), t->which->institution_id,
			report_org_unit(t->open.plan, unit))) {
			row->answer = TAKE_NOT_ALLOWED;
			row->count = 0;
			row->left = 0;
		} else if (is_handed_in(t, unit)) {
			row->answer = TAKE_CLOSED;
		}
	}
}

static void
count_all(struct app_take *take)
{
	for (size_t i = 0; i < take->found.count; i++) {
		const struct take_row *row = &take->found.rows[i];

		take->taken += row->answer == TAKE_IT;
		take->left += row->answer != TAKE_IT && row->answer != TAKE_SAME;
		for (size_t k = 0; row->answer == TAKE_IT && k < row->count; k++)
			take->conflicts += row->cells[k].conflicts;
	}
}

static int
look(struct taking *t)
{
	struct report *reports = NULL;
	size_t count = 0;
	int rc = report_open(t->app, t->plans, t->mem, t->which, &t->open, t->err);

	if (rc == YUP_OK)
		rc = app_require(t->app, permission_of(t), t->which->institution_id, ORG_UNIT_SOME,
		    report_subject(t->mem, t->which), t->err);
	if (rc == YUP_OK)
		rc = read_document(t);
	if (rc == YUP_OK)
		rc = report_store_list(t->app->db, t->mem, t->which->institution_id, t->which->year,
		    t->which->period, &reports, &count, t->err);
	if (rc == YUP_OK)
		rc = report_store_units(t->app->db, t->mem, t->which->institution_id,
		    t->which->year, t->which->period, &t->units, &t->unit_count, t->err);
	if (rc < 0)
		return rc;
	report_make_book(&t->open, t->mem, reports, count, &t->book);
	t->take.plan = t->open.plan;
	follow_up_take(t->mem, t->take.fu, &t->book, t->which->period, t->request->alike,
	    &t->take.found);
	leave_others(t);
	count_all(&t->take);
	return YUP_OK;
}

/* ---- Typing it ---------------------------------------------------------------------------- */

/* What of a row is typed; how many cells. */
static size_t
cells_of(const struct taking *t, const struct take_row *row, struct typed_report *out)
{
	size_t count = 0;

	for (size_t k = 0; k < row->count; k++)
		if (!row->cells[k].conflicts || t->request->choice == APP_TAKE_REPLACE)
			out[count++] = (struct typed_report){ row->cells[k].field,
				row->cells[k].text };
	return count;
}

static int
type_all(struct taking *t)
{
	struct app_report_row *rows = mem_array(t->mem, t->take.found.count + 1, sizeof(*rows));
	struct app_reported out;
	size_t count = 0;

	for (size_t i = 0; i < t->take.found.count; i++) {
		const struct take_row *row = &t->take.found.rows[i];
		struct typed_report *typed;
		const struct report *said;

		if (row->answer != TAKE_IT)
			continue;
		typed = mem_array(t->mem, TAKE_CELLS_MAX, sizeof(*typed));
		said = report_at(&t->book, row->node, t->which->period);
		rows[count] = (struct app_report_row){ t->open.plan->nodes[row->node].row,
			said != NULL ? said->revision : 0, typed, cells_of(t, row, typed) };
		count += rows[count].count > 0;
	}
	if (count == 0)
		return err_refuse(t->err, YUP_EINVALID, "take_nothing", "%zu", t->take.left);
	return app_report_edit(t->app, t->plans, t->mem, t->which, rows, count, t->request->why,
	    &out, t->err);
}

int
app_report_take(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_take_request *request, struct app_take *out,
    struct err *err)
{
	struct taking t = { .app = app,
		.plans = plans,
		.mem = mem,
		.which = which,
		.request = request,
		.err = err };
	int rc = look(&t);

	if (rc < 0)
		return rc;
	*out = t.take;
	if (request->choice == APP_TAKE_LOOK)
		return YUP_OK;
	if (request->choice == APP_TAKE_ASK && t.take.conflicts > 0)
		return err_refuse(err, YUP_ECONFLICT, "already_typed", "%zu", t.take.conflicts);
	return type_all(&t);
}
