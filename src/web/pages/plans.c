/* plans.c - the list of plans, and another year's started from one of them. */
#include "web/pages/plans.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/plan_view.h"
#include "web/when.h"

static const struct app_version *
find(const struct app_version *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].head.id == id)
			return &list[i];
	return NULL;
}

static int
compare_years(const void *a, const void *b)
{
	const struct plan_head *x = &((const struct plans_row *)a)->version->head;
	const struct plan_head *y = &((const struct plans_row *)b)->version->head;

	if (x->year != y->year)
		return x->year < y->year ? 1 : -1;
	if (x->version != y->version)
		return x->version < y->version ? 1 : -1;
	return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

static int
compare_states(const void *a, const void *b)
{
	unsigned x = ((const struct plans_row *)a)->version->head.state;
	unsigned y = ((const struct plans_row *)b)->version->head.state;

	return x != y ? (x < y ? -1 : 1) : compare_years(a, b);
}

static int
compare_saved(const void *a, const void *b)
{
	return strcmp(((const struct plans_row *)b)->version->head.saved_at,
	    ((const struct plans_row *)a)->version->head.saved_at);
}

static void
sort_rows(struct plans_view *v)
{
	static int (*const COMPARE[])(const void *, const void *) = { compare_years, compare_states,
		compare_saved };
	static const char *const COLUMNS[] = { "gestion", "estado", "guardado", NULL };

	v->listing = listing_read(v->listing.visit, COLUMNS);
	for (size_t i = 0; COLUMNS[i] != NULL; i++)
		if (strcmp(COLUMNS[i], v->listing.order) == 0)
			qsort(v->rows, v->count, sizeof(*v->rows), COMPARE[i]);
	for (size_t i = 0; v->listing.descending && i < v->count / 2; i++) {
		struct plans_row other = v->rows[i];

		v->rows[i] = v->rows[v->count - 1 - i];
		v->rows[v->count - 1 - i] = other;
	}
	listing_settle(&v->listing, v->count);
}

static int
make_view(struct visit *visit, struct plans_view *out, struct err *err)
{
	const struct actor *by = visit->app->by;
	struct app_version *list = NULL;
	struct plans_view v = { .listing = { .visit = visit } };
	size_t count = 0;
	int rc = plan_view_list(visit, &list, &count, &v.current, err);

	if (rc < 0)
		return rc;
	v.rows = mem_array(visit->req->mem, count + 1, sizeof(*v.rows));
	for (size_t i = 0; i < count; i++)
		v.rows[v.count++] = (struct plans_row){ .version = &list[i],
			.from = find(list, count, list[i].head.based_on),
			.saved = when_instant(visit->req->mem, list[i].head.saved_at),
			.current = &list[i] == v.current,
			.fate = plan_view_fate(list, count, &list[i].head) };
	v.starts = actor_may(by, MAY_START_PLAN, visit->institution_id, ORG_UNIT_ALL);
	v.imports = actor_may_somewhere(by, MAY_IMPORT, visit->institution_id);
	v.next_year = v.current != NULL ? v.current->head.year + 1 : 0;
	v.year = mem_printf(visit->req->mem, "%d", v.next_year);
	v.baseline = "meta";
	sort_rows(&v);
	*out = v;
	return YUP_OK;
}

static int
show(struct visit *visit, const struct plans_view *v)
{
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Planes")), PLACE_PLAN);

	tpl_plans(&visit->html, &f, v);
	return YUP_OK;
}

/* All rows, as the page has them. */
static int
plans_csv(struct visit *visit, const struct plans_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("Gestión"), N_("Versión"), N_("Estado"),
		N_("Hecho a partir de"), N_("Guardado"), NULL };
	const struct csv_list list = { "planes", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->count; i++) {
		const struct plans_row *r = &v->rows[i];
		const struct plan_head *p = &r->version->head;

		csv_int(&w, p->year);
		csv_int(&w, p->version);
		csv_word(&w, visit,
		    r->fate != FATE_IN_FORCE ? plan_view_fate_word(r->fate)
					     : view_plan_state(p->state));
		csv_text(&w,
		    r->from != NULL
			? view_plan_name(visit, r->from->head.year, r->from->head.version)
			: "");
		csv_text(&w, r->saved);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
plans_show(struct visit *visit, struct err *err)
{
	struct plans_view v;
	int rc = make_view(visit, &v, err);

	if (rc < 0)
		return rc;
	return csv_asked(visit) ? plans_csv(visit, &v, err) : show(visit, &v);
}

/* ---- Another year ------------------------------------------------------------------- */

static enum new_year_baseline
baseline_of(const char *word)
{
	if (strcmp(word, "igual") == 0)
		return NEW_YEAR_BASELINE_KEPT;
	return strcmp(word, "vacia") == 0 ? NEW_YEAR_BASELINE_EMPTY : NEW_YEAR_BASELINE_TARGET;
}

static int
start_year(struct visit *visit, struct plan_head *out, struct err *err)
{
	struct new_year options = {
		.year = atoi(visit_field(visit, "gestion")),
		.baseline = baseline_of(visit_field(visit, "base")),
		.empty_schedules = strcmp(visit_field(visit, "vaciar"), "si") == 0,
	};
	struct app_version version;
	int64_t from = 0;
	int rc = form_id(visit, "desde", &from, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, from,
		    &version, err);
	return rc < 0 ? rc : app_plan_new_year(visit->app, &version, &options, NULL, 0, out, err);
}

static int
plans_start(struct visit *visit, struct err *err)
{
	struct plan_head head = { 0 };
	struct plans_view v;
	struct err ignored;
	int rc = start_year(visit, &head, err);

	if (rc == YUP_OK)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/plan/%lld?listo=iniciado", (long long)head.id));
	if (!form_refused(visit, rc, err) || make_view(visit, &v, &ignored) < 0)
		return rc;
	v.wrong = form_sentence(visit, err);
	v.year = visit_field(visit, "gestion");
	v.baseline = visit_field(visit, "base");
	v.empties = strcmp(visit_field(visit, "vaciar"), "si") == 0;
	return show(visit, &v);
}

const struct route pages_plans[] = {
	{ METHOD_GET, "/planes", plans_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/planes", plans_start, ASKS_ROLE, MAY_START_PLAN, 0 },
	{ 0 },
};
