#include "app/ministry.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/standings.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/progress.h"
#include "store/report_store.h"

/* A ministry's year on its way. */
struct gathering {
	const struct app *app;
	struct app_plans *plans;
	struct mem *mem;
	int year;
	char today[DATE_SIZE];
	const int64_t *ids; /* the ministry's first */
	size_t id_count;
	struct err *err;
};

/* ---- One institution -------------------------------------------------------------- */

static uint32_t
late_of(const struct gathering *g, const struct app_agency_period *p, uint32_t waiting)
{
	uint32_t well = p->sent + waiting;

	return p->period.state != PERIOD_PLANNED && strcmp(g->today, p->period.due_on) > 0 &&
		p->units > well
	    ? p->units - well
	    : 0;
}

/* Its sums were made by something else: as the reports say. */
static int
fill_from_reports(const struct gathering *g, struct app_agency *to)
{
	struct app_standings all;
	int rc = app_standings(g->app, g->plans, g->mem, to->institution.id, g->year, &all, g->err);

	for (size_t i = 0; rc == YUP_OK && i < to->period_count; i++) {
		const struct app_standing *of = &all.of[to->periods[i].period.number - 1];

		to->periods[i].units = 0;
		for (size_t k = 0; k < of->count; k++)
			to->periods[i].units += standing_is_unit(&of->list[k]);
		if (of->count > 0)
			to->periods[i].whole = of->list[0];
	}
	return rc;
}

static int
read_agency(const struct gathering *g, int64_t id, struct app_agency *to)
{
	struct standing_whole *list = NULL;
	const char *made_by = NULL;
	size_t count = 0;
	bool stale = false;
	int rc = institution_store_get(g->app->db, g->mem, id, &to->institution, g->err);

	if (rc == YUP_OK)
		rc = standing_store_wholes(g->app->db, g->mem, id, g->year, g->today, &list, &count,
		    g->err);
	if (rc == YUP_OK)
		rc = app_standings_made_by(g->app, g->mem, id, &made_by, g->err);
	to->periods = mem_array(g->mem, count + 1, sizeof(*to->periods));
	to->period_count = rc == YUP_OK ? count : 0;
	for (size_t i = 0; i < to->period_count; i++) {
		to->periods[i] = (struct app_agency_period){ .period = list[i].period,
			.whole = list[i].whole,
			.units = list[i].units,
			.sent = list[i].sent };
		stale = stale ||
		    (list[i].period.state != PERIOD_PLANNED &&
			strcmp(list[i].made_by, made_by) != 0);
	}
	if (stale)
		rc = fill_from_reports(g, to);
	for (size_t i = 0; i < to->period_count; i++)
		to->periods[i].late = late_of(g, &to->periods[i], list[i].waiting);
	return rc;
}

/* The last period by the end of a month, or the last that was opened. */
static const struct app_agency_period *
last_by(const struct app_agency *agency, unsigned month, bool planned_too)
{
	const struct app_agency_period *at = NULL;

	for (size_t i = 0; i < agency->period_count; i++) {
		const struct report_period *period = &agency->periods[i].period;

		if (period->last <= month && (planned_too || period->state != PERIOD_PLANNED))
			at = &agency->periods[i];
	}
	return at;
}

const struct app_agency_period *
app_agency_at(const struct app_agency *agency, unsigned month)
{
	return last_by(agency, month, false);
}

/* ---- All of them -------------------------------------------------------------------- */

static int
compare_agencies(const void *a, const void *b, void *context)
{
	const struct app_agency *x = a, *y = b;
	struct mem *mem = context;

	return strcmp(utf8_fold(mem, x->institution.name), utf8_fold(mem, y->institution.name));
}

static void
add_up(struct mem *mem, struct app_ministry *m)
{
	struct standing *members = mem_array(mem, m->count + 1, sizeof(*members));

	m->month = mem_array(mem, m->pack->period_count, sizeof(*m->month));
	for (size_t i = 0; i < m->count; i++)
		for (size_t p = 0; p < m->agencies[i].period_count; p++)
			if (m->agencies[i].periods[p].period.state != PERIOD_PLANNED &&
			    m->agencies[i].periods[p].period.last > m->last)
				m->last = m->agencies[i].periods[p].period.last;
	for (unsigned month = 1; month <= m->pack->period_count; month++) {
		size_t count = 0;

		for (size_t i = 0; i < m->count; i++) {
			const struct app_agency_period *at = last_by(&m->agencies[i], month,
			    month > m->last);

			if (at != NULL)
				members[count++] = at->whole;
		}
		m->month[month - 1] = progress_above(m->pack->average_above, members, count);
	}
}

static int
gather(const struct gathering *g, struct app_ministry *m)
{
	int rc = YUP_OK;

	m->year = g->year;
	m->agencies = mem_array(g->mem, g->id_count, sizeof(*m->agencies));
	for (size_t i = 0; rc == YUP_OK && i < g->id_count; i++)
		rc = read_agency(g, g->ids[i], &m->agencies[m->count++]);
	if (rc == YUP_OK)
		rc = app_pack(g->app, g->mem, g->ids[0], m->agencies[0].institution.pack, &m->pack,
		    g->err);
	if (rc < 0)
		return rc;
	qsort_r(m->agencies + 1, m->count - 1, sizeof(*m->agencies), compare_agencies, g->mem);
	add_up(g->mem, m);
	return YUP_OK;
}

/* ---- Kept between one look and the next ------------------------------------------------ */

/* The ministry and what app->by may read below it. */
static int
find_ids(const struct app *app, struct mem *mem, int64_t institution_id, int64_t **out,
    size_t *out_count, struct err *err)
{
	int64_t *below = NULL, *ids;
	size_t count = 0, kept = 1;
	int rc = institution_store_supervised(app->db, mem, institution_id, &below, &count, err);

	if (rc < 0)
		return rc;
	ids = mem_array(mem, count + 1, sizeof(*ids));
	ids[0] = institution_id;
	for (size_t i = 0; i < count; i++)
		if (below[i] != institution_id &&
		    actor_may(app->by, MAY_READ_PLAN, below[i], ORG_UNIT_ALL))
			ids[kept++] = below[i];
	*out = ids;
	*out_count = kept;
	return YUP_OK;
}

static bool
still_holds(const struct app_ministry_kept *k, const struct gathering *g, int64_t revision)
{
	return k->mem != NULL && k->year == g->year && k->revision == revision &&
	    k->id_count == g->id_count && strcmp(k->today, g->today) == 0 &&
	    memcmp(k->ids, g->ids, g->id_count * sizeof(*g->ids)) == 0;
}

static int
keep(struct app_ministry_kept *k, struct gathering *g, int64_t revision)
{
	struct mem *mem = mem_new();
	struct app_ministry *m = mem_alloc(mem, sizeof(*m));
	int64_t *ids = mem_array(mem, g->id_count, sizeof(*ids));
	int rc;

	app_ministry_forget(k);
	memcpy(ids, g->ids, g->id_count * sizeof(*ids));
	g->mem = mem;
	rc = gather(g, m);
	if (rc < 0) {
		mem_free(mem);
		return rc;
	}
	*k = (struct app_ministry_kept){ .mem = mem,
		.ministry = m,
		.year = g->year,
		.revision = revision,
		.ids = ids,
		.id_count = g->id_count };
	memcpy(k->today, g->today, sizeof(k->today));
	return YUP_OK;
}

void
app_ministry_forget(struct app_ministry_kept *kept)
{
	mem_free(kept->mem);
	*kept = (struct app_ministry_kept){ 0 };
}

int
app_ministry(const struct app *app, struct app_plans *plans, int64_t institution_id, int year,
    const struct app_ministry **out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct gathering g = { .app = app, .plans = plans, .year = year, .err = err };
	char now[CLOCK_TEXT_SIZE];
	int64_t *ids = NULL, revision = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_ALL, "ministry", err);

	app->now(now);
	date_of(now, g.today);
	if (rc == YUP_OK)
		rc = find_ids(app, mem, institution_id, &ids, &g.id_count, err);
	if (rc == YUP_OK)
		rc = standing_store_revision(app->db, &revision, err);
	g.ids = ids;
	if (rc == YUP_OK && !still_holds(&plans->ministry, &g, revision))
		rc = keep(&plans->ministry, &g, revision);
	if (rc == YUP_OK)
		*out = plans->ministry.ministry;
	return rc;
}

/* ---- Which ------------------------------------------------------------------------------- */

int
app_is_ministry(const struct app *app, int64_t institution_id, bool *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t *below = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "ministry", err);

	if (rc == YUP_OK)
		rc = institution_store_supervised(app->db, mem, institution_id, &below, &count,
		    err);
	*out = count > 0;
	return rc;
}

static int
newest_first(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

int
app_ministry_years(const struct app *app, struct mem *mem, int64_t institution_id, int **out,
    size_t *out_count, struct err *err)
{
	int64_t *ids = NULL;
	int *years = NULL;
	size_t id_count = 0, count = 0, room = 0, kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_ALL, "ministry", err);

	if (rc == YUP_OK)
		rc = find_ids(app, mem, institution_id, &ids, &id_count, err);
	for (size_t i = 0; rc == YUP_OK && i < id_count; i++) {
		size_t some = 0;
		int *list = NULL;

		rc = report_store_years(app->db, mem, ids[i], &list, &some, err);
		for (size_t k = 0; rc == YUP_OK && k < some; k++) {
			MEM_PUSH(mem, years, count, room);
			years[count - 1] = list[k];
		}
	}
	if (count > 0)
		qsort(years, count, sizeof(*years), newest_first);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || years[kept - 1] != years[i])
			years[kept++] = years[i];
	*out = years;
	*out_count = kept;
	return rc;
}
