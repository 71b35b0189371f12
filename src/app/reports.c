#include "app/reports.h"

#include <string.h>

#include "app/actor.h"
#include "app/report_open.h"
#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "store/evidence_store.h"

/* ---- What every use case starts from ------------------------------------------------ */

const char *
report_subject(struct mem *mem, const struct app_period *which)
{
	return mem_printf(mem, "period %d/%u", which->year, which->period);
}

int
report_open(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, struct report_open *out, struct err *err)
{
	const struct plan_live *live = NULL;
	struct plan *plan = NULL;
	int rc = report_store_periods(app->db, mem, which->institution_id, which->year,
	    &out->periods, &out->period_count, err);

	if (rc < 0)
		return rc;
	if (which->period < 1 || which->period > out->period_count)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", which->year,
		    which->period);
	out->period = &out->periods[which->period - 1];
	if (out->period->state == PERIOD_PLANNED)
		return err_refuse(err, YUP_ECONFLICT, "period_not_open", "planned");
	rc = app_plan_live(app, plans, which->institution_id, out->period->plan_id, &live, err);
	if (rc == YUP_OK)
		rc = plan_live_settled(live, mem, &plan, err);
	if (rc < 0)
		return rc;
	out->plan = plan;
	out->rows = plan_live_plan(live);
	return YUP_OK;
}

uint32_t
report_node_of_row(const struct plan *plan, uint32_t row)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].row == row)
			return i;
	return PLAN_NONE;
}

int64_t
report_org_unit(const struct plan *plan, uint32_t unit)
{
	return unit < plan->unit_count ? plan->units[unit].org_unit_id : ORG_UNIT_NONE;
}

bool
report_is_asked(const struct plan *plan, const struct plan_node *node)
{
	return node->unit != PLAN_NONE && plan_is_leaf_level(plan, node->level);
}

void
report_make_book(const struct report_open *open, struct mem *mem, const struct report *reports,
    size_t count, struct report_book *out)
{
	report_book_init(out, mem, open->plan, open->periods, (unsigned)open->period_count, reports,
	    count);
}

/* ---- Units --------------------------------------------------------------------------- */

static const struct unit_report *
stored_of(const struct unit_report *list, size_t count, const char *unit_id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].unit_id, unit_id) == 0)
			return &list[i];
	return NULL;
}

static bool
lacks_explanation(const struct fu_operation *op)
{
	return op->reported->threshold != THRESHOLD_WELL &&
	    (op->cause[0] == '\0' || op->measure[0] == '\0');
}

static void
count_rows(struct app_unit_report *to, const struct follow_up *fu)
{
	to->physical_e9 = to->planned_e9 = NUM_ABSENT;
	for (size_t u = 0; u < fu->unit_count; u++) {
		const struct fu_unit *unit = &fu->units[u];

		if (strcmp(unit->id, to->unit_id) != 0)
			continue;
		to->physical_e9 = unit->computed_e9;
		to->planned_e9 = unit->planned_e9;
		to->rows = unit->count;
		for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
			const struct fu_operation *op = &fu->operations[i];

			to->reported += op->physical_e4 != NUM_ABSENT;
			to->unexplained += lacks_explanation(op);
		}
	}
}

/* The head has not approved it by its day. */
static bool
is_late(const struct app *app, const struct app_unit_report *unit)
{
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];

	app->now(now);
	date_of(now, today);
	return strcmp(today, unit->due_on) > 0 && unit->state != UNIT_APPROVED &&
	    unit->state != UNIT_VALIDATED;
}

static size_t
count_evidence(void *context, const char *node_id, unsigned period)
{
	uint32_t files = map_get(context, node_id);

	(void)period; /* it was counted to that period's end */
	return files != MAP_NONE ? files : 0;
}

/* How many files each row has to the period's end. */
static int
map_evidence(const struct app *app, struct mem *mem, const struct app_period *which,
    struct map *out, struct err *err)
{
	struct evidence_of_row *rows = NULL;
	size_t count = 0;
	int rc = evidence_store_rows(app->db, mem, which->institution_id, which->year,
	    which->period, &rows, &count, err);

	map_init(out, mem);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		map_set(out, rows[i].node_id, rows[i].files);
	return rc;
}

static int
consolidate(struct mem *mem, const struct report_open *open, const struct app_period *which,
    uint32_t unit, const struct report *reports, size_t count, struct map *evidence,
    struct follow_up **out, struct err *err)
{
	struct report_book book;
	struct consolidation what = { .book = &book,
		.period = which->period,
		.below = unit,
		.evidence_count = evidence != NULL ? count_evidence : NULL,
		.context = evidence };

	report_make_book(open, mem, reports, count, &book);
	return follow_up_consolidate(mem, &what, out, err);
}

int
app_report_units(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, struct app_unit_report **out, size_t *out_count,
    struct err *err)
{
	struct report_open open;
	struct report *reports = NULL;
	struct unit_report *stored = NULL;
	struct app_unit_report *list;
	struct follow_up *fu = NULL;
	size_t count = 0, report_count = 0, stored_count = 0;
	int rc = report_open(app, plans, mem, which, &open, err);

	if (rc == YUP_OK)
		rc = report_store_list(app->db, mem, which->institution_id, which->year,
		    which->period, &reports, &report_count, err);
	if (rc == YUP_OK)
		rc = report_store_units(app->db, mem, which->institution_id, which->year,
		    which->period, &stored, &stored_count, err);
	if (rc == YUP_OK)
		rc = consolidate(mem, &open, which, PLAN_NONE, reports, report_count, NULL, &fu,
		    err);
	if (rc < 0)
		return rc;
	list = mem_array(mem, open.plan->unit_count + 1, sizeof(*list));
	for (uint32_t u = 0; u < open.plan->unit_count; u++) {
		const struct plan_unit *unit = &open.plan->units[u];
		const struct unit_report *is = stored_of(stored, stored_count, unit->id);
		struct app_unit_report *to = &list[count];

		*to = (struct app_unit_report){ .unit = u,
			.unit_id = unit->id,
			.path = unit->path,
			.name = unit->name,
			.org_unit_id = unit->org_unit_id,
			.state = is != NULL ? is->state : UNIT_DRAFT,
			.is_extended = is != NULL && is->due_on[0] != '\0' };
		to->due_on = to->is_extended ? is->due_on : open.period->due_on;
		to->is_late = is_late(app, to);
		count_rows(to, fu);
		if (to->rows > 0 &&
		    actor_may(app->by, MAY_READ_PLAN, which->institution_id, unit->org_unit_id))
			count++;
	}
	*out = list;
	*out_count = count;
	return YUP_OK;
}

const struct app_unit_report *
app_report_unit_called(const struct app_unit_report *units, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(units[i].path, name) == 0 || strcmp(units[i].unit_id, name) == 0 ||
		    strcmp(units[i].name, name) == 0)
			return &units[i];
	return NULL;
}

/* ---- The whole, or a unit of it ---------------------------------------------------------- */

static int
require_unit(const struct app *app, struct mem *mem, const struct app_period *which,
    const struct plan *plan, uint32_t unit, struct err *err)
{
	return app_require(app, MAY_READ_PLAN, which->institution_id,
	    unit == PLAN_NONE ? ORG_UNIT_ALL : report_org_unit(plan, unit),
	    report_subject(mem, which), err);
}

static uint32_t
unit_called(const struct plan *plan, const char *name)
{
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].path, name) == 0 || strcmp(plan->units[u].id, name) == 0)
			return u;
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].name, name) == 0)
			return u;
	return PLAN_NONE;
}

int
app_report_place(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const char *name, uint32_t *out, struct err *err)
{
	struct report_open open;
	int rc = report_open(app, plans, mem, which, &open, err);

	if (rc < 0)
		return rc;
	*out = unit_called(open.plan, name);
	if (*out == PLAN_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%s", name);
	return require_unit(app, mem, which, open.plan, *out, err);
}

int
app_report_book(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t unit, struct app_book *out, struct err *err)
{
	struct report_open open;
	int rc = report_open(app, plans, mem, which, &open, err);

	if (rc == YUP_OK)
		rc = require_unit(app, mem, which, open.plan, unit, err);
	if (rc < 0)
		return rc;
	*out = (struct app_book){ .plan = open.plan,
		.periods = open.periods,
		.period_count = open.period_count };
	rc = unit == PLAN_NONE ? report_store_list(app->db, mem, which->institution_id, which->year,
				     which->period, &out->reports, &out->report_count, err)
			       : report_store_list_of_unit(app->db, mem, which->institution_id,
				     which->year, which->period, open.period->plan_id, unit,
				     &out->reports, &out->report_count, err);
	if (rc == YUP_OK)
		report_make_book(&open, mem, out->reports, out->report_count, &out->book);
	return rc;
}

int
app_report_follow_up(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t unit, struct follow_up **out, struct err *err)
{
	struct report_open open;
	struct report *reports = NULL;
	struct map evidence;
	size_t count = 0;
	int rc = report_open(app, plans, mem, which, &open, err);

	if (rc == YUP_OK)
		rc = require_unit(app, mem, which, open.plan, unit, err);
	if (rc == YUP_OK)
		rc = report_store_list(app->db, mem, which->institution_id, which->year,
		    which->period, &reports, &count, err);
	if (rc == YUP_OK)
		rc = map_evidence(app, mem, which, &evidence, err);
	return rc < 0 ? rc
		      : consolidate(mem, &open, which, unit, reports, count, &evidence, out, err);
}

int
app_report_past(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t row, struct report_change **out, size_t *out_count,
    struct err *err)
{
	struct report_open open;
	uint32_t node;
	int rc = report_open(app, plans, mem, which, &open, err);

	if (rc < 0)
		return rc;
	node = report_node_of_row(open.plan, row);
	if (node == PLAN_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "node_absent", "%u", row);
	rc = require_unit(app, mem, which, open.plan, open.plan->nodes[node].unit, err);
	return rc < 0 ? rc
		      : report_store_past(app->db, mem, which->institution_id, which->year,
			    open.plan->nodes[node].id, 0, out, out_count, err);
}
