#include "app/standings.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "base/mem.h"
#include "core/consolidate.h"
#include "store/engine/db.h"
#include "store/framework_store.h"
#include "store/institution_store.h"
#include "store/plan_store.h"
#include "store/standing_store.h"

/* The sums of a year on their way. */
struct summing {
	const struct app *app;
	struct db *db;
	struct app_plans *plans; /* NULL within a transaction: a plan is loaded for this only */
	struct mem *mem;
	int64_t institution_id;
	int year;
	const char *made_by;
	struct report_period *periods;
	size_t period_count;
	const char *unit_id;    /* the one whose reports are read; NULL: all */
	struct report *reports; /* to the last period that was opened */
	size_t report_count;
	const struct plan *plan; /* of the period last looked at */
	int64_t plan_id;
	struct report_book book;
	struct err *err;
};

/* Settings move the framework's revision too (app/settings.h). */
int
app_standings_made_by(const struct app *app, struct mem *mem, int64_t institution_id,
    const char **out, struct err *err)
{
	int64_t revision = 0;
	int rc = framework_store_revision(app->db, institution_id, &revision, err);

	*out = mem_printf(mem, "%s r%lld", YUPANA_VERSION, (long long)revision);
	return rc;
}

static int
begin(struct summing *s)
{
	int rc = report_store_periods(s->db, s->mem, s->institution_id, s->year, &s->periods,
	    &s->period_count, s->err);

	return rc < 0
	    ? rc
	    : app_standings_made_by(s->app, s->mem, s->institution_id, &s->made_by, s->err);
}

static unsigned
last_opened(const struct summing *s)
{
	for (size_t i = s->period_count; i-- > 0;)
		if (s->periods[i].state != PERIOD_PLANNED)
			return s->periods[i].number;
	return 0;
}

/* ---- The plan of a period, and what was reported of it --------------------------------- */

static int
load_live(struct summing *s, int64_t plan_id)
{
	const struct plan_live *live = NULL;
	struct plan *plan = NULL;
	int rc = app_plan_live(s->app, s->plans, s->institution_id, plan_id, &live, s->err);

	if (rc == YUP_OK)
		rc = plan_live_settled(live, s->mem, &plan, s->err);
	s->plan = plan;
	return rc;
}

static int
load_stored(struct summing *s, int64_t plan_id)
{
	const struct pack *pack = NULL;
	struct plan_head *heads = NULL;
	struct plan *plan = NULL;
	size_t count = 0, i = 0;
	int rc = plan_store_list(s->db, s->mem, s->institution_id, &heads, &count, s->err);

	while (i < count && heads[i].id != plan_id)
		i++;
	if (rc == YUP_OK && i == count)
		rc = err_refuse(s->err, YUP_ENOTFOUND, "plan_absent", "plan %lld",
		    (long long)plan_id);
	if (rc == YUP_OK)
		rc = app_pack(s->app, s->mem, s->institution_id, heads[i].pack, &pack, s->err);
	if (rc == YUP_OK)
		rc = plan_store_load(s->db, s->mem, s->institution_id, plan_id, pack, &plan,
		    s->err);
	s->plan = plan;
	return rc;
}

static int
use_plan(struct summing *s, int64_t plan_id)
{
	if (s->plan != NULL && s->plan_id == plan_id)
		return YUP_OK;
	s->plan_id = plan_id;
	return s->plans != NULL ? load_live(s, plan_id) : load_stored(s, plan_id);
}

static uint32_t
unit_of(const struct summing *s)
{
	for (uint32_t u = 0; s->unit_id != NULL && u < s->plan->unit_count; u++)
		if (strcmp(s->plan->units[u].id, s->unit_id) == 0)
			return u;
	return PLAN_NONE;
}

static int
read_reports(struct summing *s, uint32_t unit)
{
	unsigned last = last_opened(s);

	if (unit != PLAN_NONE)
		return report_store_list_of_unit(s->db, s->mem, s->institution_id, s->year, last,
		    s->plan_id, unit, &s->reports, &s->report_count, s->err);
	return report_store_list(s->db, s->mem, s->institution_id, s->year, last, &s->reports,
	    &s->report_count, s->err);
}

/* Of a period that is yet to open, the one of the last that did. */
static int64_t
plan_of(const struct summing *s, const struct report_period *period)
{
	return period->state != PERIOD_PLANNED ? period->plan_id
					       : s->periods[last_opened(s) - 1].plan_id;
}

/* Another version, another book: its rows may be others. */
static int
open_book(struct summing *s, const struct report_period *period)
{
	int rc = use_plan(s, plan_of(s, period));

	if (rc == YUP_OK && s->book.plan == s->plan)
		return YUP_OK;
	if (rc == YUP_OK && (s->reports == NULL || s->unit_id != NULL))
		rc = read_reports(s, unit_of(s));
	if (rc == YUP_OK)
		report_book_init(&s->book, s->mem, s->plan, s->periods, (unsigned)s->period_count,
		    s->reports, s->report_count);
	return rc;
}

static int
compute(struct summing *s, const struct report_period *period, const struct standing *known,
    size_t known_count, struct app_standing *out)
{
	struct consolidation what = { .book = &s->book,
		.period = period->number,
		.below = PLAN_NONE,
		.known = known,
		.known_count = known_count };
	struct follow_up *fu = NULL;
	struct standing *list = NULL;
	int rc = open_book(s, period);

	if (rc < 0)
		return rc;
	what.changed = unit_of(s);
	rc = follow_up_consolidate(s->mem, &what, &fu, s->err);
	if (rc < 0)
		return rc;
	standings_of(s->mem, fu, &list, &out->count);
	if (period->state == PERIOD_PLANNED)
		standings_keep_planned(list, out->count);
	out->list = list;
	return YUP_OK;
}

/* ---- Keeping them up to date ----------------------------------------------------------- */

/* What is kept of a period, where it still holds; `*out` has no rows where it does not. */
static int
kept(const struct summing *s, const struct standing_head *heads, size_t head_count, unsigned period,
    struct app_standing *out)
{
	struct standing *list = NULL;

	*out = (struct app_standing){ 0 };
	for (size_t i = 0; i < head_count; i++) {
		int rc;

		if (heads[i].period != period || strcmp(heads[i].made_by, s->made_by) != 0)
			continue;
		rc = standing_store_list(s->db, s->mem, s->institution_id, s->year, period, &list,
		    &out->count, s->err);
		out->list = list;
		return rc;
	}
	return YUP_OK;
}

static int
put(struct summing *s, struct db_tx *tx, const struct report_period *period,
    const struct app_standing *before)
{
	struct app_standing now = { 0 };
	int rc = compute(s, period, before->list, before->count, &now);

	return rc < 0 ? rc
		      : standing_store_put(tx, s->institution_id, s->year, period->number,
			    s->made_by, now.list, now.count, before->list, before->count, s->err);
}

/* All of the periods from one on, each from all of its reports. */
static int
make(struct summing *s, struct db_tx *tx, unsigned first)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && last_opened(s) > 0 && i < s->period_count; i++)
		if (s->periods[i].number >= first)
			rc = put(s, tx, &s->periods[i], &(struct app_standing){ 0 });
	return rc;
}

int
app_standings_make(struct db_tx *tx, const struct app *app, struct mem *mem,
    const struct app_period *which, struct err *err)
{
	struct summing s = { .app = app,
		.db = tx->db,
		.mem = mem,
		.institution_id = which->institution_id,
		.year = which->year,
		.err = err };
	int rc = begin(&s);

	return rc < 0 ? rc : make(&s, tx, which->period);
}

int
app_standings_changed(struct db_tx *tx, const struct app *app, struct mem *mem,
    const struct app_period *which, const struct plan *plan, uint32_t unit, struct err *err)
{
	struct summing s = { .app = app,
		.db = tx->db,
		.mem = mem,
		.institution_id = which->institution_id,
		.year = which->year,
		.unit_id = plan->units[unit].id,
		.plan = plan,
		.err = err };
	struct standing_head *heads = NULL;
	size_t count = 0;
	int rc = begin(&s);

	if (rc == YUP_OK)
		rc = standing_store_heads(tx->db, mem, which->institution_id, which->year, &heads,
		    &count, err);
	if (rc == YUP_OK)
		s.plan_id = s.periods[which->period - 1].plan_id;
	for (size_t i = which->period - 1; rc == YUP_OK && i < s.period_count; i++) {
		struct app_standing before;

		if (s.periods[i].state == PERIOD_PLANNED)
			continue;
		rc = kept(&s, heads, count, s.periods[i].number, &before);
		if (rc == YUP_OK && before.count == 0)
			return app_standings_make(tx, app, mem, which, err);
		if (rc == YUP_OK)
			rc = put(&s, tx, &s.periods[i], &before);
	}
	return rc;
}

/* ---- Reading --------------------------------------------------------------------------- */

/* The units that app->by may read, without the levels above them. */
static void
keep_readable(const struct summing *s, struct app_standing *of)
{
	struct standing *list = mem_array(s->mem, of->count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < of->count; i++)
		for (uint32_t u = 0; standing_is_unit(&of->list[i]) && u < s->plan->unit_count; u++)
			if (strcmp(s->plan->units[u].id, of->list[i].id) == 0 &&
			    actor_may(s->app->by, MAY_READ_PLAN, s->institution_id,
				s->plan->units[u].org_unit_id)) {
				list[count] = of->list[i];
				list[count++].parent = PLAN_NONE;
			}
	*of = (struct app_standing){ list, count };
}

static int
read_one(struct summing *s, const struct standing_head *heads, size_t head_count,
    const struct report_period *period, struct app_standing *out)
{
	bool all = actor_may(s->app->by, MAY_READ_PLAN, s->institution_id, ORG_UNIT_ALL);
	int rc = kept(s, heads, head_count, period->number, out);

	if (rc == YUP_OK && out->count == 0)
		rc = compute(s, period, NULL, 0, out);
	if (rc < 0 || all)
		return rc;
	rc = use_plan(s, plan_of(s, period));
	if (rc == YUP_OK)
		keep_readable(s, out);
	return rc;
}

int
app_standings(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, int year, struct app_standings *out, struct err *err)
{
	struct summing s = { .app = app,
		.db = app->db,
		.plans = plans,
		.mem = mem,
		.institution_id = institution_id,
		.year = year,
		.err = err };
	struct standing_head *heads = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE,
	    mem_printf(mem, "year %d", year), err);

	if (rc == YUP_OK)
		rc = begin(&s);
	if (rc == YUP_OK && s.period_count == 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d", year);
	if (rc == YUP_OK)
		rc = standing_store_heads(app->db, mem, institution_id, year, &heads, &count, err);
	if (rc < 0)
		return rc;
	*out = (struct app_standings){ .periods = s.periods,
		.period_count = s.period_count,
		.of = mem_array(mem, s.period_count, sizeof(*out->of)) };
	for (size_t i = 0; rc == YUP_OK && last_opened(&s) > 0 && i < s.period_count; i++)
		rc = read_one(&s, heads, count, &s.periods[i], &out->of[i]);
	return rc;
}

/* ---- Again, all of them ------------------------------------------------------------------ */

static int
rebuild_year(const struct app *app, struct db_tx *tx, int64_t institution_id, int year,
    struct app_standings_made *made, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct summing s = { .app = app,
		.db = tx->db,
		.mem = mem,
		.institution_id = institution_id,
		.year = year,
		.err = err };
	int rc = begin(&s);

	if (rc == YUP_OK)
		rc = make(&s, tx, 0);
	made->periods += last_opened(&s) > 0 ? s.period_count : 0;
	made->reports += s.report_count;
	return rc;
}

static int
rebuild_one(const struct app *app, struct db_tx *tx, int64_t institution_id,
    struct app_standings_made *made, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t count = 0;
	int *years = NULL;
	int rc = report_store_years(tx->db, mem, institution_id, &years, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = rebuild_year(app, tx, institution_id, years[i], made, err);
	made->institutions++;
	return rc;
}

int
app_standings_rebuild(const struct app *app, const char *institution,
    struct app_standings_made *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_standings_made made = { 0 };
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_allowed(app, mem, institution, MAY_OPERATE, &list, &count, err);

	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (app->progress != NULL)
			app->progress(app->progress_context, list[i].name, i, count);
		rc = rebuild_one(app, &tx, list[i].id, &made, err);
	}
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}
