/* report_board.c - /seguimiento/…/panel and /resumen; see report_board.h. */
#include "web/pages/report_board.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/registers.h"
#include "base/mem.h"
#include "core/pack_setting.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/setting_text.h"
#include "web/frame.h"
#include "web/pages/board_units.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* ---- Who is late ---------------------------------------------------------------------------- */

static int
find_late(struct report_board *v, struct err *err)
{
	struct app_unit_report *units = NULL;
	size_t count = 0;
	int rc = app_report_units(v->p.visit->app, v->p.visit->plans, v->p.mem, &v->p.which, &units,
	    &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		v->states[units[i].state]++;
		v->unit_count++;
		if (!units[i].is_late || v->p.period->state != PERIOD_OPEN)
			continue;
		if (v->late_count < BOARD_LATE_MAX)
			v->late[v->late_count] = &units[i];
		v->late_count++;
	}
	return rc;
}

int
report_board_make(struct report_board *v, struct err *err)
{
	struct visit *visit = v->p.visit;
	struct app_standings year;
	int rc = app_standings(visit->app, visit->plans, v->p.mem, visit->institution_id,
	    v->p.which.year, &year, err);

	if (rc < 0)
		return rc;
	v->b = (struct board){ .visit = visit,
		.mem = v->p.mem,
		.pack = v->p.plan.plan->pack,
		.lines_name = html_translated(&visit->html, N_("Unidades")),
		.now = v->p.which.period - 1 };
	v->policy = setting_choice_name("average_above",
	    pack_setting_value(v->p.mem, v->b.pack, "average_above"));
	board_units_make(&v->b,
	    &(struct board_units){ v->p.plan.plan, &year, v->scope_id,
		mem_printf(v->p.mem, "/seguimiento/%d", v->p.which.year) });
	if (v->scope_id[0] != '\0' && v->b.whole != NULL)
		v->scope_name = v->b.whole->name;
	board_draw(&v->b);
	return YUP_OK;
}

int
report_board_open(struct visit *visit, struct report_board *out, struct err *err)
{
	struct report_board v = { .scope_id = visit_field(visit, "unidad"), .scope_name = "" };
	uint32_t unit;
	int rc = period_view_open(visit, &v.p, err);

	if (rc == YUP_OK && v.scope_id[0] != '\0')
		rc = plan_view_unit(&v.p.plan, v.scope_id, &unit, err);
	if (rc == YUP_OK)
		rc = report_board_make(&v, err);
	if (rc == YUP_OK)
		rc = find_late(&v, err);
	if (rc == YUP_OK)
		*out = v;
	return rc;
}

static int
board_show(struct visit *visit, struct err *err)
{
	struct report_board v;
	struct frame f;
	int rc = report_board_open(visit, &v, err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Panel de avance")), PLACE_REPORTS);
	tpl_report_board(&visit->html, &f, &v);
	return YUP_OK;
}

/* ---- The summary ------------------------------------------------------------------------------ */

static int
most_first(const void *a, const void *b)
{
	const struct board_cause *x = a, *y = b;

	return x->count != y->count ? (x->count > y->count ? -1 : 1) : strcmp(x->name, y->name);
}

/* "Demora en la contratación: dos procesos" counts for what stands before the colon. */
static void
count_causes(struct report_board *v)
{
	const struct pack *pack = v->b.pack;

	v->causes = mem_array(v->p.mem, pack->cause_count + 1, sizeof(*v->causes));
	for (size_t i = 0; i < pack->cause_count; i++)
		v->causes[i].name = pack->causes[i].name;
	for (size_t i = 0; i < v->fu->operation_count; i++) {
		const struct report *said = v->fu->operations[i].reported->said;
		size_t cause = said != NULL ? pack_cause_by_key(pack, said->text[REPORT_CAUSE])
					    : pack->cause_count;

		if (cause < pack->cause_count)
			v->causes[cause].count++;
	}
	if (pack->cause_count > 0)
		qsort(v->causes, pack->cause_count, sizeof(*v->causes), most_first);
	while (v->cause_count < pack->cause_count && v->causes[v->cause_count].count > 0)
		v->cause_count++;
}

/* How far a row is behind its plan, in points. */
static int64_t
lag_of(const struct fu_operation *op)
{
	const struct report_progress *p = &op->reported->progress;

	return p->planned_e9 == NUM_ABSENT || p->physical_e9 == NUM_ABSENT
	    ? 0
	    : p->planned_e9 - p->physical_e9;
}

static void
find_rows(struct report_board *v)
{
	for (size_t i = 0; i < v->fu->operation_count; i++) {
		const struct fu_operation *op = &v->fu->operations[i];
		size_t at = v->row_count;

		if (op->reported->threshold == THRESHOLD_WELL)
			continue;
		v->below++;
		while (at > 0 && lag_of(v->rows[at - 1]) < lag_of(op)) {
			if (at < SUMMARY_ROWS_MAX)
				v->rows[at] = v->rows[at - 1];
			at--;
		}
		if (at < SUMMARY_ROWS_MAX)
			v->rows[at] = op;
		if (v->row_count < SUMMARY_ROWS_MAX)
			v->row_count++;
	}
}

static bool
is_level(const struct report_board *v, const struct board_line *line)
{
	return !standing_is_unit(board_now(&v->b, line));
}

/* Not more than as many others are farther behind. */
static bool
is_told(const struct report_board *v, const struct board_line *line, size_t room)
{
	int64_t mine = board_efficacy(board_now(&v->b, line));
	size_t behind = 0;

	for (size_t i = 0; i < v->b.member_count; i++) {
		const struct board_line *other = &v->b.members[i];
		int64_t theirs = board_efficacy(board_now(&v->b, other));

		if (!is_level(v, other) && theirs != NUM_ABSENT)
			behind += theirs < mine || (theirs == mine && other < line);
	}
	return mine != NUM_ABSENT && behind < room;
}

/* What fits on a page. */
static void
choose_lines(struct report_board *v)
{
	size_t levels = 0, room;

	for (size_t i = 0; i < v->b.member_count; i++)
		levels += is_level(v, &v->b.members[i]);
	room = levels < SUMMARY_LINES_MAX ? SUMMARY_LINES_MAX - levels : 0;
	for (size_t i = 0; i < v->b.member_count && v->line_count < SUMMARY_LINES_MAX; i++) {
		const struct board_line *line = &v->b.members[i];

		if (is_level(v, line) || is_told(v, line, room))
			v->lines[v->line_count++] = line;
	}
}

static int
read_registers(struct report_board *v, struct err *err)
{
	int rc = app_register_all(v->p.visit->app, v->p.mem, v->p.which.institution_id,
	    &v->registers, &v->register_count, err);

	return rc == YUP_ENOTFOUND ? YUP_OK : rc; /* a pack may have none */
}

static int
summary_show(struct visit *visit, struct err *err)
{
	struct report_board v;
	struct follow_up *fu = NULL;
	struct frame f;
	uint32_t below = PLAN_NONE;
	int rc = report_board_open(visit, &v, err);

	if (rc == YUP_OK && v.scope_id[0] != '\0')
		rc = plan_view_unit(&v.p.plan, v.scope_id, &below, err);
	if (rc == YUP_OK)
		rc = app_report_follow_up(visit->app, visit->plans, v.p.mem, &v.p.which, below, &fu,
		    err);
	if (rc == YUP_OK)
		rc = read_registers(&v, err);
	if (rc < 0)
		return rc;
	v.fu = fu;
	v.as_of = when_day(v.p.mem, fu->as_of);
	count_causes(&v);
	find_rows(&v);
	choose_lines(&v);
	f = frame_make(visit, html_translated(&visit->html, N_("Resumen ejecutivo")),
	    PLACE_REPORTS);
	tpl_report_summary(&visit->html, &f, &v);
	return YUP_OK;
}

const struct route pages_report_board[] = {
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/panel", board_show, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/resumen", summary_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
