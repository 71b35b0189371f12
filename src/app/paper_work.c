#include "app/paper_work.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/documents.h"
#include "app/org.h"
#include "app/reports.h"
#include "app/versions.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "report/doc_cell.h"
#include "store/step_store.h"

#define VERIFY "/verificar/"

struct loading {
	const struct app *app;
	struct app_plans *plans;
	struct mem *mem;
	const struct app_paper *request;
	struct paper_work *w;
	struct app_documents documents;
	struct err *err;
};

/* ---- Whose ---------------------------------------------------------------------------- */

static int
find_institution(struct loading *l)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc;

	if (l->request->institution_id != 0) {
		rc = institution_store_get(l->app->db, l->mem, l->request->institution_id,
		    &l->w->institution, l->err);
		return rc == YUP_ENOTFOUND ? err_refuse(l->err, rc, "institution_absent", "%lld",
						 (long long)l->request->institution_id)
					   : rc;
	}
	rc = app_institutions(l->app, l->mem, l->request->institution, &list, &count, l->err);
	if (rc < 0)
		return rc;
	if (count == 0)
		return err_refuse(l->err, YUP_ENOTFOUND, "nothing_stored", "%s", l->app->db_shown);
	if (count > 1)
		return err_refuse(l->err, YUP_EINVALID, "paper_institution", "%zu", count);
	l->w->institution = list[0];
	return YUP_OK;
}

/* ---- What ----------------------------------------------------------------------------- */

static int
require(struct loading *l, int64_t org_unit)
{
	return app_require(l->app, MAY_EXPORT, l->w->institution.id, org_unit,
	    app_paper_keys[l->w->what], l->err);
}

/* Of the newest plan that is asked for, and of the newest follow-up. */
static int
load_documents(struct loading *l, unsigned what)
{
	return app_load_of(l->app, l->mem, &l->w->institution, what | APP_LATEST, &l->documents,
	    l->err);
}

static int
take_plan(struct loading *l)
{
	struct paper_work *w = l->w;
	struct rollup *rolled = mem_alloc(l->mem, sizeof(*rolled));
	uint64_t passed[RULE_MAX + 1] = { 0 };
	int rc;

	if (l->documents.plan_count == 0)
		return err_refuse(l->err, YUP_ENOTFOUND, "nothing_stored", "%s", l->app->db_shown);
	w->plan = l->documents.plans[0].plan;
	w->pack = w->plan->pack;
	rc = rollup_compute(l->mem, w->plan, w->plan->policy, rolled, l->err);
	w->rolled = rolled;
	if (rc == YUP_OK && (l->w->what == APP_PAPER_FINDINGS || l->w->what == APP_PAPER_SUMMARY))
		rc = check_plan(l->mem, w->plan, &w->findings, passed, l->err);
	return rc;
}

static int
take_follow_up(struct loading *l, const struct follow_up *fu)
{
	uint64_t passed[RULE_MAX + 1] = { 0 };

	l->w->fu = fu;
	l->w->pack = fu->pack;
	return check_follow_up(l->mem, fu, &l->w->findings, passed, l->err);
}

static int
load_period(struct loading *l)
{
	struct app_period which = { l->w->institution.id, l->app->choice.year, l->request->period };
	struct follow_up *fu = NULL;
	size_t count = 0;
	int *years = NULL, rc = YUP_OK;

	if (which.year == 0)
		rc = app_period_years(l->app, l->mem, which.institution_id, &years, &count, l->err);
	if (count > 0)
		which.year = years[0];
	if (rc == YUP_OK)
		rc = app_report_follow_up(l->app, l->plans, l->mem, &which, PLAN_NONE, &fu, l->err);
	return rc == YUP_OK ? take_follow_up(l, fu) : rc;
}

/* A follow-up where one is asked for, or there is one; else the plan. */
static int
load_either(struct loading *l)
{
	bool only = l->w->what == APP_PAPER_FOLLOW_UP;
	int rc;

	if (l->request->period != 0)
		return load_period(l);
	rc = load_documents(l, l->request->of_plan ? APP_PLANS : APP_PLANS | APP_FOLLOW_UPS);
	if (rc < 0)
		return rc;
	if (l->documents.follow_up_count > 0)
		return take_follow_up(l, l->documents.follow_ups[0].fu);
	if (only)
		return err_refuse(l->err, YUP_ENOTFOUND, "nothing_stored", "%s", l->app->db_shown);
	return take_plan(l);
}

static int
load_unit(struct loading *l)
{
	int rc = app_plan_unit(l->w->plan, l->request->unit, &l->w->unit, l->err);
	int64_t org_unit;

	if (rc < 0)
		return rc;
	org_unit = l->w->plan->units[l->w->unit].org_unit_id;
	return require(l, org_unit != 0 ? org_unit : ORG_UNIT_NONE);
}

static bool
is_of_forms(enum app_paper_what what)
{
	return what <= APP_PAPER_FORM_B;
}

/* The plan where there is one, else what was followed up. */
static int
load_usual(struct loading *l)
{
	int rc = load_documents(l, APP_PLANS | APP_FOLLOW_UPS);

	if (rc < 0 || l->documents.plan_count > 0 || l->documents.follow_up_count == 0)
		return rc == YUP_OK ? take_plan(l) : rc;
	l->w->what = APP_PAPER_FOLLOW_UP;
	return take_follow_up(l, l->documents.follow_ups[0].fu);
}

static int
load_what(struct loading *l)
{
	int rc;

	if (!is_of_forms(l->w->what) || l->request->unit == NULL) {
		rc = require(l, ORG_UNIT_ALL);
		if (rc < 0)
			return rc;
	}
	if (!is_of_forms(l->w->what))
		return load_either(l);
	if (l->request->usual && l->request->unit == NULL)
		return load_usual(l);
	rc = load_documents(l, APP_PLANS);
	if (rc == YUP_OK)
		rc = take_plan(l);
	return rc == YUP_OK && l->request->unit != NULL ? load_unit(l) : rc;
}

/* ---- The head ------------------------------------------------------------------------- */

/* "RM 123/2026 de 04/11/2026": what approved it; "" where nothing has. */
static int
find_resolution(struct loading *l, const char **out)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = step_store_list(l->app->db, l->mem, l->w->institution.id, l->documents.plans[0].id,
	    &steps, &count, l->err);

	*out = "";
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (steps[i].unit != PLAN_NONE || steps[i].state != PLAN_APPROVED)
			continue;
		str_clear(&s);
		str_put(&s, steps[i].why);
		if (steps[i].resolution_date[0] != '\0') {
			str_put(&s, " de ");
			doc_date_put(&s, steps[i].resolution_date);
		}
		*out = mem_strdup(l->mem, str_text(&s));
	}
	return rc;
}

static const char *
today(struct loading *l)
{
	char now[CLOCK_TEXT_SIZE], day[DATE_SIZE];

	if (l->app->choice.as_of != NULL && strlen(l->app->choice.as_of) >= 10)
		return mem_strndup(l->mem, l->app->choice.as_of, 10);
	l->app->now(now);
	date_of(now, day);
	return mem_strdup(l->mem, day);
}

/* "30/06/2027" */
static const char *
day_of(struct mem *mem, const char *iso)
{
	CLEANUP(str_done) struct str s = { 0 };

	doc_date_put(&s, iso);
	return mem_strdup(mem, str_text(&s));
}

/* "PRIMER SEMESTRE GESTIÓN 2016", "GESTIÓN 2016": as documents are headed. */
static const char *
time_of(struct mem *mem, const struct follow_up *fu)
{
	if (strcmp(fu->as_of, mem_printf(mem, "%04d-06-30", fu->year)) == 0)
		return mem_printf(mem, "PRIMER SEMESTRE GESTIÓN %d", fu->year);
	if (strcmp(fu->as_of, mem_printf(mem, "%04d-12-31", fu->year)) == 0)
		return mem_printf(mem, "GESTIÓN %d", fu->year);
	return mem_printf(mem, "GESTIÓN %d AL %s", fu->year, day_of(mem, fu->as_of));
}

static const char *
title_of(struct mem *mem, enum app_paper_what what, const struct paper_work *w)
{
	const char *day = w->fu != NULL ? day_of(mem, w->fu->as_of) : "";

	if (is_of_forms(what))
		return mem_printf(mem, "PROGRAMA OPERATIVO ANUAL - %d", w->plan->year);
	if (what == APP_PAPER_FOLLOW_UP)
		return mem_printf(mem, "SEGUIMIENTO AL AVANCE DEL POA - %s", time_of(mem, w->fu));
	return mem_printf(mem, "%s - %s %d%s%s",
	    what == APP_PAPER_SUMMARY ? "RESUMEN EJECUTIVO" : "HALLAZGOS",
	    w->plan != NULL ? "POA" : "SEGUIMIENTO AL POA",
	    w->plan != NULL ? w->plan->year : w->fu->year, w->plan == NULL ? " AL " : "", day);
}

static int
make_head(struct loading *l)
{
	struct paper_work *w = l->w;
	const char *resolution = "";
	int rc = YUP_OK;

	if (w->plan != NULL)
		rc = find_resolution(l, &resolution);
	if (rc < 0)
		return rc;
	w->head = (struct doc_head){
		.title = title_of(l->mem, l->w->what, w),
		.institution = w->institution.name,
		.acronym = w->institution.acronym,
		.kind = app_paper_keys[l->w->what],
		.year = w->plan != NULL ? w->plan->year : w->fu->year,
		.number = "",
		.version = "",
		.resolution = resolution,
		.as_of = w->plan != NULL ? today(l) : w->fu->as_of,
		.verify = "",
		.dot_decimals = w->pack->number_style == NUM_DOT_DECIMAL,
		.bands = w->pack->bands,
		.band_count = w->pack->band_count,
	};
	if (w->plan == NULL)
		return YUP_OK;
	w->head.version = w->plan->version == 0
	    ? "Inicial"
	    : mem_printf(l->mem, "Reformulado %u", w->plan->version);
	w->head.is_draft = w->plan->state != PLAN_APPROVED && w->plan->state != PLAN_SUPERSEDED;
	return YUP_OK;
}

static void
make_official(struct paper_work *w)
{
	doc_official_init(&w->official);
	w->official.legal_basis = pack_text_of(w->pack, PACK_TEXT_LEGAL_BASIS);
	w->official.mission = pack_text_of(w->pack, PACK_TEXT_MISSION);
	w->official.vision = pack_text_of(w->pack, PACK_TEXT_VISION);
	for (unsigned i = 0; i < 3; i++) {
		w->official.signatures[i].name = pack_text_of(w->pack,
		    PACK_TEXT_PREPARED_NAME + 2 * i);
		w->official.signatures[i].post = pack_text_of(w->pack,
		    PACK_TEXT_PREPARED_POST + 2 * i);
	}
}

/* ---- The organisation chart -------------------------------------------------------------- */

/* The institution over all that hang from nobody. */
static int
make_boxes(struct loading *l, struct doc_plan *d)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct doc_box *boxes;
	struct org_tree tree;
	int rc = app_org_list(l->app, mem, l->w->institution.id, l->w->head.as_of, &tree, l->err);

	if (rc == YUP_OK && tree.count == 0) /* made before its year: its units begin with it */
		rc = app_org_list(l->app, mem, l->w->institution.id,
		    mem_printf(mem, "%04d-01-01", l->w->plan->year), &tree, l->err);
	if (rc < 0)
		return rc;
	boxes = mem_array(l->mem, tree.count + 1, sizeof(*boxes));
	boxes[0] = (struct doc_box){ l->w->institution.name, l->w->institution.acronym,
		UINT32_MAX };
	for (size_t i = 0; i < tree.count; i++) {
		const struct org_node *node = &tree.nodes[i];

		boxes[i + 1] = (struct doc_box){ mem_strdup(l->mem, node->period->name),
			mem_strdup(l->mem, node->period->acronym),
			node->parent == ORG_NONE ? 0 : (uint32_t)node->parent + 1 };
	}
	d->boxes = boxes;
	d->box_count = tree.count > 0 ? tree.count + 1 : 0;
	return YUP_OK;
}

int
paper_work_load(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, struct paper_work *out, struct err *err)
{
	struct loading l = { .app = app,
		.plans = plans,
		.mem = mem,
		.request = request,
		.w = out,
		.err = err };
	int rc;

	*out = (struct paper_work){ .what = request->what,
		.unit = PLAN_NONE,
		.findings = { .mem = mem } };
	rc = find_institution(&l);
	if (rc == YUP_OK)
		rc = load_what(&l);
	if (rc == YUP_OK)
		rc = make_head(&l);
	if (rc < 0)
		return rc;
	make_official(out);
	if (out->what == APP_PAPER_PLAN && request->unit == NULL)
		rc = make_boxes(&l, &out->document.plan);
	if (rc == YUP_OK && is_of_forms(out->what)) {
		out->document.plan.plan = out->plan;
		doc_plan_index(mem, &out->document.plan);
	}
	return rc;
}

static enum doc_plan_part
part_of(const struct app_paper *request)
{
	if (request->what == APP_PAPER_FORM_A)
		return DOC_PLAN_FORM_A;
	if (request->what == APP_PAPER_FORM_B)
		return DOC_PLAN_FORM_B;
	return request->unit == NULL ? DOC_PLAN_WHOLE : DOC_PLAN_FORMS;
}

void
paper_work_compose(struct mem *mem, const struct app_paper *request, struct paper_work *w)
{
	const char *address = pack_text_of(w->pack, PACK_TEXT_ADDRESS);
	struct doc_plan *plan = &w->document.plan;

	if (address[0] == '\0')
		address = request->address != NULL ? request->address : "";
	if (w->head.number[0] != '\0' && address[0] != '\0')
		w->head.verify = mem_printf(mem, "%.*s" VERIFY,
		    (int)(strlen(address) - (address[strlen(address) - 1] == '/')), address);
	switch (w->what) {
	case APP_PAPER_FOLLOW_UP:
		w->document.follow_up = (struct doc_follow_up){ w->head, w->fu, &w->official };
		w->say = doc_follow_up_say;
		break;
	case APP_PAPER_SUMMARY:
		w->document.summary = (struct doc_summary){ w->head, w->plan, w->rolled, w->fu,
			&w->findings, &w->official };
		w->say = doc_summary_say;
		break;
	case APP_PAPER_FINDINGS:
		w->document.findings = (struct doc_findings){ w->head, w->plan, w->fu,
			&w->findings };
		w->say = doc_findings_say;
		break;
	default:
		plan->head = w->head;
		plan->plan = w->plan;
		plan->rolled = w->rolled;
		plan->part = part_of(request);
		plan->unit = w->unit;
		plan->official = &w->official;
		w->say = doc_plan_say;
	}
}
