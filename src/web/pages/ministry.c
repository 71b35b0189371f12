/* ministry.c - /ministerio: a ministry with its institutions; see ministry_view.h. */
#include "web/pages/ministry_view.h"

#include <string.h>

#include "app/app.h"
#include "base/mem.h"
#include "core/pack_setting.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "text/setting_text.h"
#include "web/frame.h"
#include "web/pages/board_units.h"
#include "web/pages/pages.h"

/* ---- Lines ------------------------------------------------------------------------------- */

static struct board_line
new_line(const struct ministry_view *v, const char *name)
{
	unsigned n = v->b.column_count;
	struct board_line line = { .name = name, .code = "" };

	line.at = mem_array(v->b.mem, n, sizeof(const struct standing *));
	line.cell_link = mem_array(v->b.mem, n, sizeof(const char *));
	return line;
}

static const char *
month_path(const struct ministry_view *v, unsigned month)
{
	return mem_printf(v->b.mem, "/ministerio/%d/%u", v->m->year, month);
}

/* The reader's own institution has its pages; the others the one of this ministry. */
static const char *
link_of(const struct ministry_view *v, const struct app_agency *agency, unsigned period)
{
	if (agency->institution.id == v->b.visit->institution_id)
		return mem_printf(v->b.mem, "/seguimiento/%d/%u/panel", v->m->year, period);
	return mem_printf(v->b.mem, "/ministerio/%d/institucion/%lld/%u", v->m->year,
	    (long long)agency->institution.id, period);
}

static void
add_agency(struct ministry_view *v, const struct app_agency *agency)
{
	struct board *b = &v->b;
	struct board_line *line = &b->lines[b->count];
	struct agency_row *row = &v->rows[b->count++];

	*line = new_line(v, agency->institution.name);
	line->code = agency->institution.acronym;
	for (unsigned c = 0; c < b->column_count; c++) {
		const struct app_agency_period *at = app_agency_at(agency, c + 1);

		if (at == NULL || c >= v->m->last)
			continue;
		line->at[c] = &at->whole;
		line->cell_link[c] = link_of(v, agency, at->period.number);
	}
	line->link = line->cell_link[b->now];
	*row = (struct agency_row){ .agency = agency,
		.at = app_agency_at(agency, v->month),
		.line = line,
		.period = "" };
	if (row->at == NULL)
		return;
	row->period = report_period_name(b->mem, b->visit->html.catalogue, b->pack,
	    &row->at->period, agency->period_count);
	row->efficacy_e9 = standing_efficacy(&row->at->whole);
	v->reported += row->at->whole.physical_e9 != NUM_ABSENT;
	v->late += row->at->late > 0;
}

static void
make_lines(struct ministry_view *v)
{
	struct board *b = &v->b;
	const char **months = mem_array(b->mem, b->column_count, sizeof(*months));

	for (unsigned c = 0; c < b->column_count; c++)
		months[c] = month_path(v, c + 1);
	b->lines = mem_array(b->mem, v->m->count, sizeof(*b->lines));
	v->rows = mem_array(b->mem, v->m->count, sizeof(*v->rows));
	for (size_t i = 0; i < v->m->count; i++)
		add_agency(v, &v->m->agencies[i]);
	b->members = b->lines;
	b->member_count = b->count;
	b->whole = mem_alloc(b->mem, sizeof(*b->whole));
	*b->whole = new_line(v, v->m->agencies[0].institution.name);
	b->whole->link = months[b->now];
	for (unsigned c = 0; c < b->column_count; c++) {
		b->whole->at[c] = &v->m->month[c];
		b->whole->cell_link[c] = months[c];
	}
}

static void
make_columns(struct ministry_view *v)
{
	struct board *b = &v->b;
	const struct pack *pack = v->m->pack;

	b->column_count = pack->period_count;
	b->columns = mem_array(b->mem, b->column_count, sizeof(*b->columns));
	b->column_names = mem_array(b->mem, b->column_count, sizeof(*b->column_names));
	for (unsigned c = 0; c < b->column_count; c++) {
		b->columns[c] = html_translated(&b->visit->html, pack->periods[c].abbr);
		b->column_names[c] = html_translated(&b->visit->html, pack->periods[c].name);
	}
	b->now = v->month - 1;
}

/* ---- Pages --------------------------------------------------------------------------------- */

static int
read_number(const struct visit *visit, unsigned i, int64_t most, int64_t *out, struct err *err)
{
	int rc = visit_arg_id(visit, i, out, err);

	if (rc == YUP_OK && (*out < 1 || *out > most))
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%s", visit->args[i]);
	return rc;
}

static int
month_show(struct visit *visit, struct err *err)
{
	struct ministry_view v = { .b = { .visit = visit, .mem = visit->req->mem } };
	int64_t year = 0, month = 0;
	struct frame f;
	int rc = read_number(visit, 0, 9999, &year, err);

	if (rc == YUP_OK)
		rc = read_number(visit, 1, PACK_PERIODS_MAX, &month, err);
	if (rc == YUP_OK)
		rc = app_ministry(visit->app, visit->plans, visit->institution_id, (int)year, &v.m,
		    err);
	if (rc == YUP_OK && (v.m->last == 0 || (uint64_t)month > v.m->pack->period_count))
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%s", visit->args[1]);
	if (rc < 0)
		return rc;
	v.month = (unsigned)month;
	v.b.pack = v.m->pack;
	v.b.lines_name = html_translated(&visit->html, N_("Instituciones"));
	v.policy = setting_choice_name("average_above",
	    pack_setting_value(v.b.mem, v.b.pack, "average_above"));
	make_columns(&v);
	make_lines(&v);
	board_draw(&v.b);
	f = frame_make(visit, html_translated(&visit->html, N_("Ministerio y sus instituciones")),
	    PLACE_REPORTS);
	tpl_ministry(&visit->html, &f, &v);
	return YUP_OK;
}

/* ---- One of them ----------------------------------------------------------------------------- */

static int
find_agency(struct agency_view *v, int64_t id, int64_t period, struct err *err)
{
	for (size_t i = 0; i < v->m->count; i++)
		if (v->m->agencies[i].institution.id == id)
			v->agency = &v->m->agencies[i];
	for (size_t i = 0; v->agency != NULL && i < v->agency->period_count; i++)
		if (v->agency->periods[i].period.number == period &&
		    v->agency->periods[i].period.state != PERIOD_PLANNED)
			v->at = &v->agency->periods[i];
	return v->at != NULL
	    ? YUP_OK
	    : err_refuse(err, YUP_ENOTFOUND, "period_absent", "%lld", (long long)period);
}

static int
make_agency(struct agency_view *v, struct err *err)
{
	struct visit *visit = v->b.visit;
	int64_t id = v->agency->institution.id;
	const struct plan_live *live = NULL;
	struct app_standings *year = mem_alloc(v->b.mem, sizeof(*year));
	int rc = app_standings(visit->app, visit->plans, v->b.mem, id, v->m->year, year, err);

	if (rc == YUP_OK)
		rc = app_plan_live(visit->app, visit->plans, id,
		    year->periods[v->at->period.number - 1].plan_id, &live, err);
	if (rc < 0)
		return rc;
	v->b.pack = plan_live_plan(live)->pack;
	v->b.lines_name = html_translated(&visit->html, N_("Unidades"));
	v->b.now = v->at->period.number - 1u;
	v->policy = setting_choice_name("average_above",
	    pack_setting_value(v->b.mem, v->b.pack, "average_above"));
	board_units_make(&v->b, &(struct board_units){ plan_live_plan(live), year, "", NULL });
	board_draw(&v->b);
	return YUP_OK;
}

static int
agency_show(struct visit *visit, struct err *err)
{
	struct agency_view v = { .b = { .visit = visit, .mem = visit->req->mem } };
	int64_t year = 0, id = 0, period = 0;
	struct frame f;
	int rc = read_number(visit, 0, 9999, &year, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &id, err);
	if (rc == YUP_OK)
		rc = read_number(visit, 2, PACK_PERIODS_MAX, &period, err);
	if (rc == YUP_OK)
		rc = app_ministry(visit->app, visit->plans, visit->institution_id, (int)year, &v.m,
		    err);
	if (rc == YUP_OK)
		rc = find_agency(&v, id, period, err);
	if (rc == YUP_OK)
		rc = make_agency(&v, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, v.agency->institution.name, PLACE_REPORTS);
	tpl_agency(&visit->html, &f, &v);
	return YUP_OK;
}

/* The newest year's last month with reports. */
static int
ministry_go(struct visit *visit, struct err *err)
{
	const struct app_ministry *m = NULL;
	struct frame f;
	size_t count = 0;
	int *years = NULL;
	int rc = app_ministry_years(visit->app, visit->req->mem, visit->institution_id, &years,
	    &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		rc = app_ministry(visit->app, visit->plans, visit->institution_id, years[i], &m,
		    err);
		if (rc == YUP_OK && m->last > 0)
			return answer_see(visit,
			    mem_printf(visit->req->mem, "/ministerio/%d/%u", years[i], m->last));
	}
	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Ministerio y sus instituciones")),
	    PLACE_REPORTS);
	tpl_ministry_empty(&visit->html, &f);
	return YUP_OK;
}

const struct route pages_ministry[] = {
	{ METHOD_GET, "/ministerio", ministry_go, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/ministerio/{anio}/{mes}", month_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/ministerio/{anio}/institucion/{institucion}/{periodo}", agency_show,
	    ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
