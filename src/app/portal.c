#include "app/portal.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/documents.h"
#include "app/moment.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/consolidate.h"
#include "core/plan_state.h"
#include "io/hash.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_store.h"
#include "store/standing_store.h"
#include "store/step_store.h"

/* ---- Which institutions ---------------------------------------------------------------- */

static int
newest_first(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

/* Years with a plan that is, or was, approved. */
static int
load_years(const struct app *app, struct mem *mem, struct app_portal *portal, struct err *err)
{
	struct plan_head *heads = NULL;
	size_t count = 0, kept = 0;
	int *years;
	int rc = plan_store_list(app->db, mem, portal->institution->id, &heads, &count, err);

	years = mem_array(mem, count + 1, sizeof(*years));
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (heads[i].state == PLAN_APPROVED && heads[i].superseded_at[0] == '\0' &&
		    (kept == 0 || years[kept - 1] != heads[i].year))
			years[kept++] = heads[i].year;
	qsort(years, kept, sizeof(*years), newest_first);
	portal->years = years;
	portal->year_count = kept;
	return rc;
}

/* `*out_open` false: it has none, or is of a pack that is not at hand. */
static int
load_portal(const struct app *app, struct mem *mem, const struct institution *institution,
    struct app_portal *out, bool *out_open, struct err *err)
{
	int rc = app_pack(app, mem, institution->id, institution->pack, &out->pack, err);

	*out_open = rc == YUP_OK && out->pack->portal;
	out->institution = institution;
	if (rc == YUP_ENOTFOUND) {
		if (err != NULL)
			*err = (struct err){ 0 };
		return YUP_OK;
	}
	return *out_open ? load_years(app, mem, out, err) : rc;
}

static int
by_name(const void *a, const void *b)
{
	const struct app_portal *x = a, *y = b;

	return strcmp(x->institution->name, y->institution->name);
}

int
app_portal_list(const struct app *app, struct mem *mem, struct app_portal **out, size_t *out_count,
    struct err *err)
{
	struct institution *all = NULL;
	struct app_portal *list;
	size_t count = 0, kept = 0;
	int rc = app_institutions(app, mem, NULL, &all, &count, err);

	list = mem_array(mem, count + 1, sizeof(*list));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		bool open = false;

		rc = load_portal(app, mem, &all[i], &list[kept], &open, err);
		kept += open;
	}
	if (rc < 0)
		return rc;
	qsort(list, kept, sizeof(*list), by_name);
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

int
app_portal_find(const struct app *app, struct mem *mem, const char *acronym, struct app_portal *out,
    struct err *err)
{
	struct institution *found = NULL;
	struct app_portal portal = { 0 };
	size_t count = 0;
	bool open = false;
	int rc = app_institutions(app, mem, acronym, &found, &count, err);

	if (rc == YUP_OK)
		rc = load_portal(app, mem, &found[0], &portal, &open, err);
	if (rc == YUP_ENOTFOUND || rc == YUP_ECONFLICT || (rc == YUP_OK && !open)) {
		if (err != NULL)
			*err = (struct err){ 0 };
		return err_refuse(err, YUP_ENOTFOUND, "portal_absent", "%s", acronym);
	}
	if (rc == YUP_OK)
		*out = portal;
	return rc;
}

/* ---- The plan of a year ------------------------------------------------------------------ */

struct opening {
	const struct app *app;
	struct mem *mem;
	struct app_portal_year *out;
	const char *moment; /* an instant; NULL: now */
	int year;
	struct report_period *periods;
	size_t period_count;
	struct report *reports;
	size_t report_count;
	struct err *err;
};

static int64_t
institution_of(const struct opening *o)
{
	return o->out->portal->institution->id;
}

/* The last time it was approved, by the moment asked for; NULL: it was not. */
static const struct plan_step *
approval_of(const struct opening *o, const struct plan_step *steps, size_t count)
{
	const struct plan_step *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (steps[i].unit == PLAN_NONE && steps[i].state == PLAN_APPROVED &&
		    (o->moment == NULL || strcmp(steps[i].at, o->moment) <= 0))
			found = &steps[i];
	return found;
}

static int
take_if_approved(struct opening *o, const struct app_plan *of)
{
	const struct plan_step *approval;
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = step_store_list(o->app->db, o->mem, institution_of(o), of->id, &steps, &count,
	    o->err);

	if (rc < 0 || (o->moment == NULL && of->plan->state != PLAN_APPROVED))
		return rc;
	approval = approval_of(o, steps, count);
	if (approval == NULL)
		return YUP_OK;
	o->out->plan = of->plan;
	o->out->plan_id = of->id;
	o->out->approved_at = approval->at;
	o->out->resolution = approval->why;
	o->out->resolution_date = approval->resolution_date;
	return YUP_OK;
}

/* Names of people are nobody's to see who was not told so. */
static void
leave_out_staff(struct opening *o)
{
	struct plan *plan = o->out->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan_is_leaf_level(plan, plan->nodes[i].level))
			plan->nodes[i].responsible = "";
	for (size_t i = 0; i < o->report_count; i++)
		o->reports[i].text[REPORT_RESPONSIBLE] = "";
}

static int
load_plan(struct opening *o)
{
	struct app choosing = *o->app;
	struct app_documents found = { 0 };
	int rc;

	choosing.choice = (struct app_choice){ .year = o->year, .as_of = o->out->as_of };
	rc = app_load_of(&choosing, o->mem, o->out->portal->institution, APP_PLANS, &found, o->err);
	for (size_t i = 0; rc == YUP_OK && i < found.plan_count; i++)
		rc = take_if_approved(o, &found.plans[i]);
	if (rc == YUP_ENOTFOUND || (rc == YUP_OK && o->out->plan == NULL)) {
		if (o->err != NULL)
			*o->err = (struct err){ 0 };
		return err_refuse(o->err, YUP_ENOTFOUND, "portal_year_absent", "%d", o->year);
	}
	return rc;
}

/* ---- What was reported of it --------------------------------------------------------------- */

/* A period is in the state of its last step by then. */
static int
periods_then(struct opening *o)
{
	struct report_step *steps = NULL;
	size_t count = 0;
	int rc = report_store_steps(o->app->db, o->mem, institution_of(o), o->year, 0, &steps,
	    &count, o->err);

	for (size_t p = 0; rc == YUP_OK && p < o->period_count; p++)
		o->periods[p].state = PERIOD_PLANNED;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (steps[i].unit_id[0] == '\0' && steps[i].period >= 1 &&
		    steps[i].period <= o->period_count && strcmp(steps[i].at, o->moment) <= 0)
			o->periods[steps[i].period - 1].state = steps[i].state;
	return rc;
}

/* Those that are open say nothing to the public yet. */
static unsigned
close_open_ones(struct opening *o)
{
	unsigned closed = 0;

	for (size_t p = 0; p < o->period_count; p++) {
		if (o->periods[p].state == PERIOD_CLOSED)
			closed = o->periods[p].number;
		else
			o->periods[p].state = PERIOD_PLANNED;
	}
	return closed;
}

static int
load_reports(struct opening *o)
{
	const struct app *app = o->app;
	int64_t id = institution_of(o);
	int rc = report_store_periods(app->db, o->mem, id, o->year, &o->periods, &o->period_count,
	    o->err);

	if (rc == YUP_OK && o->moment != NULL)
		rc = periods_then(o);
	if (rc < 0)
		return rc;
	o->out->closed = close_open_ones(o);
	if (o->out->closed > 0)
		rc = report_store_list(app->db, o->mem, id, o->year, o->out->closed, &o->reports,
		    &o->report_count, o->err);
	if (rc == YUP_OK && o->moment != NULL)
		rc = report_store_take_back(app->db, o->mem, id, o->year, o->moment, o->reports,
		    o->report_count, o->err);
	return rc;
}

static void
make_book(struct opening *o)
{
	const struct pack *pack = o->out->plan->pack;

	if (o->period_count == 0)
		o->periods = calendar_lay_out(o->mem, pack, o->year, pack->report_every,
		    pack->report_days, &o->period_count);
	report_book_init(&o->out->book, o->mem, o->out->plan, o->periods, (unsigned)o->period_count,
	    o->reports, o->report_count);
}

/* How all stand at the end of a period; of one that is yet to close, what is planned. */
static int
stand_at(struct opening *o, unsigned period, struct app_standing *to)
{
	const struct consolidation what = { .book = &o->out->book,
		.period = period,
		.below = PLAN_NONE };
	struct follow_up *fu = NULL;
	struct standing *list = NULL;
	int rc = follow_up_consolidate(o->mem, &what, &fu, o->err);

	if (rc < 0)
		return rc;
	standings_of(o->mem, fu, &list, &to->count);
	if (period > o->out->closed)
		standings_keep_planned(list, to->count);
	to->list = list;
	if (period == o->out->closed)
		o->out->fu = fu;
	return YUP_OK;
}

static int
stand(struct opening *o)
{
	struct app_standings *year = &o->out->standings;
	int rc = YUP_OK;

	if (o->out->closed == 0)
		return YUP_OK;
	year->periods = o->periods;
	year->period_count = o->period_count;
	year->of = mem_array(o->mem, o->period_count, sizeof(*year->of));
	for (unsigned p = 1; rc == YUP_OK && p <= o->period_count; p++)
		rc = stand_at(o, p, &year->of[p - 1]);
	return rc;
}

/* Who reports nothing here may have a document of it. */
static int
take_document(struct opening *o)
{
	struct app choosing = *o->app;
	struct app_documents found = { 0 };
	int rc;

	if (o->out->fu != NULL)
		return YUP_OK;
	choosing.choice = (struct app_choice){ .year = o->year, .as_of = o->out->as_of };
	rc = app_load_of(&choosing, o->mem, o->out->portal->institution, APP_FOLLOW_UPS, &found,
	    o->err);
	if (rc < 0 || found.follow_up_count == 0)
		return rc;
	o->out->fu = found.follow_ups[found.follow_up_count - 1].fu;
	o->out->is_document = true;
	return YUP_OK;
}

int
app_portal_open(const struct app *app, struct mem *mem, const struct app_portal *portal, int year,
    const char *as_of, struct app_portal_year *out, struct err *err)
{
	struct app_portal_year made = { .portal = portal, .as_of = as_of };
	struct opening o = { .app = app, .mem = mem, .out = &made, .year = year, .err = err };
	char now[CLOCK_TEXT_SIZE];
	int rc = as_of != NULL ? app_moment(mem, as_of, &o.moment, err) : YUP_OK;

	app->now(now);
	if (rc == YUP_OK && as_of != NULL && strncmp(as_of, now, strlen("2031-01-31")) > 0)
		rc = err_refuse(err, YUP_EINVALID, "portal_day_ahead", "%s", as_of);
	if (rc == YUP_OK)
		rc = load_plan(&o);
	if (rc == YUP_OK)
		rc = load_reports(&o);
	if (rc < 0)
		return rc;
	if (!portal->pack->portal_staff)
		leave_out_staff(&o);
	make_book(&o);
	rc = stand(&o);
	if (rc == YUP_OK)
		rc = take_document(&o);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

/* ---- What changes ---------------------------------------------------------------------------- */

/* Revisions of its plans and sums, and by what they were made. */
int
app_portal_mark(const struct app *app, struct mem *mem, const struct app_portal *portal,
    const char **out, struct err *err)
{
	CLEANUP(str_done) struct str s = { 0 };
	uint8_t hash[HASH_SHA256_SIZE];
	struct follow_up_head *documents = NULL;
	struct plan_head *heads = NULL;
	const char *made_by = "";
	int64_t sums = 0;
	size_t count = 0, document_count = 0;
	int rc = plan_store_list(app->db, mem, portal->institution->id, &heads, &count, err);

	if (rc == YUP_OK)
		rc = follow_up_store_list(app->db, mem, portal->institution->id, &documents,
		    &document_count, err);
	if (rc == YUP_OK)
		rc = standing_store_revision(app->db, &sums, err);
	if (rc == YUP_OK)
		rc = app_standings_made_by(app, mem, portal->institution->id, &made_by, err);
	if (rc < 0)
		return rc;
	str_printf(&s, "%s %lld %zu", made_by, (long long)sums, document_count);
	for (size_t i = 0; i < count; i++)
		str_printf(&s, " %lld.%u.%u%s", (long long)heads[i].id, heads[i].state,
		    heads[i].revision, heads[i].superseded_at);
	hash_sha256(s.text, s.length, hash);
	*out = mem_printf(mem, "%02x%02x%02x%02x%02x%02x%02x%02x", hash[0], hash[1], hash[2],
	    hash[3], hash[4], hash[5], hash[6], hash[7]);
	return YUP_OK;
}
