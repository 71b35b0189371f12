#include "app/synth.h"

#include <assert.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/derive.h"
#include "app/org_link.h"
#include "app/standings.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/consolidate.h"
#include "core/plan_state.h"
#include "core/synth.h"
#include "io/file.h"
#include "report/form_text.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_digest.h"
#include "store/plan_store.h"
#include "store/report_store.h"
#include "store/step_store.h"

enum { PER_TRANSACTION = 100 };

struct making {
	struct app *app;
	const struct app_synth_request *request;
	const struct pack *pack;
	struct app_synth_made *made;
	const struct audit *what;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static int
make(const struct making *k, struct mem *mem, size_t i, struct plan **plan, struct follow_up **fu)
{
	struct synth options = {
		.seed = k->request->seed,
		.institution = i,
		.activities = k->request->activities,
		.mistakes = k->request->mistakes,
		.year = k->request->year,
	};
	int rc = synth_plan(mem, k->pack, &options, plan, k->err);

	if (rc == YUP_OK)
		rc = synth_follow_up(mem, *plan, &options, fu, k->err);
	if (rc < 0)
		return rc;
	assert(*plan != NULL && *fu != NULL);
	k->made->institutions++;
	k->made->nodes += (*plan)->node_count;
	k->made->operations += (*fu)->operation_count;
	return YUP_OK;
}

static int
write_text(const struct making *k, struct mem *mem, const char *what, size_t i,
    const struct str *text)
{
	return file_write(mem_printf(mem, "%s/%s-%05zu.txt", k->request->folder, what, i + 1),
	    text->text, text->length, k->err);
}

static int
write_one(const struct making *k, struct mem *mem, size_t i)
{
	CLEANUP(str_done) struct str forms = { 0 };
	CLEANUP(str_done) struct str follow_up = { 0 };
	struct plan *plan = NULL;
	struct follow_up *fu = NULL;
	int rc = make(k, mem, i, &plan, &fu);

	if (rc < 0)
		return rc;
	form_text_plan(&forms, plan);
	form_text_follow_up(&follow_up, fu, FIGURES_PRINTED);
	rc = write_text(k, mem, "poa", i, &forms);
	return rc < 0 ? rc : write_text(k, mem, "seguimiento", i, &follow_up);
}

/* ---- A year of reports ------------------------------------------------------------ */

static int
approve(const struct making *k, struct db_tx *tx, int64_t institution_id, int64_t plan_id)
{
	struct plan_step step = { .unit = PLAN_NONE,
		.state = PLAN_APPROVED,
		.at = k->now,
		.actor = "",
		.why = "inventado",
		.resolution_date = "" };
	struct audit what = { .institution_id = institution_id,
		.action = "plan.pass",
		.subject = "made-up plan",
		.detail = plan_state_key(PLAN_APPROVED) };
	uint32_t revision;
	int rc = step_store_plan(tx, institution_id, plan_id, PLAN_DRAFT, &step, &revision, k->err);

	return rc < 0 ? rc : audit_done(tx, k->app, &what, k->err);
}

/* Each period opened and closed on a day of its own, with all its units accepted. */
static void
pass_all(struct mem *mem, const struct plan *plan, struct report_period *periods, size_t count,
    int64_t plan_id, struct report_year *out)
{
	struct report_step *steps = mem_array(mem, count * 2, sizeof(*steps));
	struct unit_report *units = mem_array(mem, count * plan->unit_count + 1, sizeof(*units));

	for (size_t p = 0; p < count; p++) {
		struct report_period *period = &periods[p];
		const char *end = pack_period_end(mem, plan->pack, plan->year, period->last);

		period->state = PERIOD_CLOSED;
		period->plan_id = plan_id;
		for (unsigned s = 0; s < 2; s++)
			steps[out->step_count++] = (struct report_step){ .period = period->number,
				.state = s == 0 ? PERIOD_OPEN : PERIOD_CLOSED,
				.unit_id = "",
				.due_on = s == 0 ? period->due_on : "",
				.at = mem_printf(mem, "%sT%s:00:00Z", s == 0 ? end : period->due_on,
				    s == 0 ? "12" : "22"),
				.actor = "",
				.why = "" };
		for (size_t u = 0; u < plan->unit_count; u++)
			units[out->unit_count++] = (struct unit_report){ .period = period->number,
				.state = UNIT_VALIDATED,
				.unit_id = plan->units[u].id,
				.due_on = "" };
	}
	out->periods = periods;
	out->period_count = count;
	out->steps = steps;
	out->units = units;
}

static int
store_reports(const struct making *k, struct db_tx *tx, struct mem *mem, size_t i,
    const struct plan *plan, int64_t institution_id, int64_t plan_id)
{
	struct synth options = { .seed = k->request->seed, .institution = i };
	struct report_year year = { 0 };
	struct synth_reports made;
	struct report_period *periods;
	size_t count;
	int rc = approve(k, tx, institution_id, plan_id);

	periods = calendar_lay_out(mem, k->pack, plan->year, 1, k->pack->report_days, &count);
	pass_all(mem, plan, periods, count, plan_id, &year);
	synth_reports(mem, plan, periods, (unsigned)count, &options, &made);
	year.reports = made.list;
	year.report_count = made.count;
	k->made->reports += made.count;
	if (rc == YUP_OK)
		rc = report_store_add_year(tx, institution_id, plan->year, &year, k->err);
	return rc < 0 ? rc
		      : app_standings_make(tx, k->app, mem,
			    &(struct app_period){ institution_id, plan->year, 0 }, k->err);
}

/* ---- One institution ---------------------------------------------------------------- */

static int
store_one(const struct making *k, struct db_tx *tx, struct mem *mem, size_t i)
{
	struct institution institution = { .pack = k->pack->name, .created_at = k->now };
	struct finding_list findings = { .mem = mem };
	struct plan *plan = NULL;
	struct follow_up *fu = NULL;
	struct org_linked linked;
	struct audit what = { .action = "institution.create" };
	int64_t plan_id, follow_up_id;
	int rc = make(k, mem, i, &plan, &fu);

	if (rc < 0)
		return rc;
	institution.name = plan->institution;
	institution.acronym = plan->acronym;
	rc = institution_store_add(tx, &institution, &institution.id, k->err);
	if (rc == YUP_ECONFLICT)
		return err_refuse(k->err, rc, "institution_exists", "%s", institution.name);
	if (rc == YUP_OK)
		rc = plan_store_save(tx, institution.id, plan, NULL, k->now, &plan_id, k->err);
	if (rc == YUP_OK)
		rc = org_link_plan(tx, mem, institution.id, plan_id, plan, k->now, &linked, k->err);
	if (rc == YUP_OK)
		rc = digest_mark_saved(tx->db, mem, institution.id, plan_id, k->pack, &what.mark,
		    k->err);
	what.institution_id = institution.id;
	what.subject = institution.name;
	if (rc == YUP_OK)
		rc = audit_done(tx, k->app, &what, k->err);
	if (rc == YUP_OK)
		rc = app_derive_plan(tx, mem, institution.id, plan_id, plan, &findings, k->err);
	if (rc == YUP_OK)
		rc = follow_up_store_save(tx, institution.id, fu, NULL, k->now, &follow_up_id,
		    k->err);
	if (rc == YUP_OK)
		rc = app_derive_follow_up(tx, mem, institution.id, follow_up_id, fu, &findings,
		    k->err);
	if (rc == YUP_OK && k->request->reports)
		rc = store_reports(k, tx, mem, i, plan, institution.id, plan_id);
	return rc;
}

/* From `from`, as many as one transaction takes. */
static int
store_some(const struct making *k, struct mem *mem, size_t from, size_t to)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = db_begin(k->app->db, &tx, k->err);

	if (rc == YUP_OK && from == 0)
		rc = audit_done(&tx, k->app, k->what, k->err);
	for (size_t i = from; rc == YUP_OK && i < to; i++) {
		mem_reset(mem);
		rc = store_one(k, &tx, mem, i);
	}
	return rc < 0 ? rc : db_commit(&tx, k->err);
}

static void
tell(const struct making *k, size_t done)
{
	if (k->app->progress != NULL)
		k->app->progress(k->app->progress_context, "", done, k->request->institutions);
}

int
app_synth(struct app *app, const struct app_synth_request *request, struct app_synth_made *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *lasting = mem_new();
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_synth_made made = { 0 };
	struct audit what = {
		.action = "database.synth",
		.subject = mem_printf(lasting, "seed %llu", (unsigned long long)request->seed),
		.detail = mem_printf(lasting, "%zu institutions", request->institutions),
	};
	struct making k = { .app = app,
		.request = request,
		.made = &made,
		.what = &what,
		.err = err };
	int rc = app_require(app, MAY_OPERATE, 0, ORG_UNIT_ALL, what.subject, err);

	if (rc == YUP_OK)
		rc = app_pack(app, lasting, 0, app->pack != NULL ? app->pack : APP_PACK_DEFAULT,
		    &k.pack, err);
	if (app->now != NULL)
		app->now(k.now);
	for (size_t i = 0; rc == YUP_OK && i < request->institutions;) {
		size_t to = request->folder != NULL ? i + 1 : i + PER_TRANSACTION;

		if (to > request->institutions)
			to = request->institutions;
		tell(&k, i);
		mem_reset(mem);
		rc = request->folder != NULL ? write_one(&k, mem, i) : store_some(&k, mem, i, to);
		i = to;
	}
	if (rc == YUP_OK)
		*out = made;
	return rc;
}
