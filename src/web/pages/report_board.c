/* report_board.c - /seguimiento/…/panel and /resumen; see report_board.h. */
#include "web/pages/report_board.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/registers.h"
#include "app/standings.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/pack_setting.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "text/setting_text.h"
#include "web/frame.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* ---- Columns ---------------------------------------------------------------------------- */

static const char *
short_span(const struct report_board *v, const struct report_period *period)
{
	const struct pack *pack = v->b.pack;
	const char *first = html_translated(&v->p.visit->html,
	    pack->periods[period->first - 1].abbr);
	const char *last = html_translated(&v->p.visit->html, pack->periods[period->last - 1].abbr);

	return period->first == period->last ? first
					     : mem_printf(v->p.mem, "%s–%s", first, last);
}

static void
make_columns(struct report_board *v)
{
	struct board *b = &v->b;
	size_t n = v->p.period_count;

	b->columns = mem_array(b->mem, n, sizeof(*b->columns));
	b->column_names = mem_array(b->mem, n, sizeof(*b->column_names));
	for (size_t i = 0; i < n; i++) {
		b->columns[i] = short_span(v, &v->p.periods[i]);
		b->column_names[i] = report_period_name(b->mem, v->p.visit->html.catalogue, b->pack,
		    &v->p.periods[i], n);
	}
	b->column_count = (unsigned)n;
	b->now = v->p.which.period - 1;
}

/* ---- Lines -------------------------------------------------------------------------------- */

static const struct standing *
find_standing(const struct app_standing *of, const struct standing *like)
{
	for (size_t i = 0; i < of->count; i++)
		if (standing_is_unit(&of->list[i]) == standing_is_unit(like) &&
		    strcmp(of->list[i].id, like->id) == 0)
			return &of->list[i];
	return NULL;
}

static const char *
link_of(const struct report_board *v, const struct standing *s, unsigned period)
{
	return mem_printf(v->b.mem, "/seguimiento/%d/%u/%s%s", v->p.which.year, period,
	    standing_is_unit(s) ? "unidad/" : "panel?unidad=", s->id);
}

static struct board_line
line_of(const struct report_board *v, const struct app_standings *year, const struct map *units,
    const struct standing *s)
{
	const struct plan *plan = v->p.plan.plan;
	unsigned n = v->b.column_count;
	uint32_t unit = map_get(units, s->id);
	struct board_line line = { .name = plan->institution, .code = "" };

	if (unit != MAP_NONE) {
		line.code = plan->units[unit].path;
		line.name = plan->units[unit].name[0] != '\0' ? plan->units[unit].name : line.code;
	}
	line.at = mem_array(v->b.mem, n, sizeof(const struct standing *));
	line.cell_link = mem_array(v->b.mem, n, sizeof(const char *));
	for (unsigned c = 0; c < n; c++) {
		line.at[c] = c == v->b.now ? s : find_standing(&year->of[c], s);
		line.cell_link[c] = link_of(v, s, c + 1);
	}
	line.link = line.cell_link[v->b.now];
	return line;
}

/* The line that is told as the whole: its place, PLAN_NONE where who looks may not see it. */
static uint32_t
find_whole(const struct app_standing *now, const char *id)
{
	for (size_t i = 0; i < now->count; i++)
		if (id[0] == '\0' ? now->list[i].level == FU_INSTITUTION
				  : strcmp(now->list[i].id, id) == 0)
			return (uint32_t)i; /* levels stand before units: a level before its own unit */
	return now->count == 1 ? 0 : PLAN_NONE;
}

static bool
is_below(const struct app_standing *now, uint32_t i, uint32_t top)
{
	for (unsigned depth = 0; i != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (i == top)
			return true;
		i = now->list[i].parent;
	}
	return top == PLAN_NONE;
}

static void
make_lines(struct report_board *v, const struct app_standings *year)
{
	const struct plan *plan = v->p.plan.plan;
	const struct app_standing *now = &year->of[v->b.now];
	uint32_t whole = find_whole(now, v->scope_id);
	struct board *b = &v->b;
	struct map units;

	map_init(&units, b->mem);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		map_set(&units, plan->units[u].id, u);
	b->lines = mem_array(b->mem, now->count + 1, sizeof(*b->lines));
	b->members = mem_array(b->mem, now->count + 1, sizeof(*b->members));
	if (whole != PLAN_NONE) {
		b->whole = mem_alloc(b->mem, sizeof(*b->whole));
		*b->whole = line_of(v, year, &units, &now->list[whole]);
		v->scope_name = v->scope_id[0] != '\0' ? b->whole->name : "";
	}
	for (uint32_t i = 0; i < now->count; i++) {
		if (!is_below(now, i, whole))
			continue;
		if (standing_is_unit(&now->list[i]))
			b->lines[b->count++] = line_of(v, year, &units, &now->list[i]);
		if (whole != PLAN_NONE && now->list[i].parent == whole)
			b->members[b->member_count++] = line_of(v, year, &units, &now->list[i]);
	}
}

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
		.lines_name = html_translated(&visit->html, N_("Unidades")) };
	v->policy = setting_choice_name("average_above",
	    pack_setting_value(v->p.mem, v->b.pack, "average_above"));
	make_columns(v);
	make_lines(v, &year);
	board_draw(&v->b);
	return find_late(v, err);
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
