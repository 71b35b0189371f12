/* home.c - the first page, by role; and the short addresses of the menu. */
#include "web/pages/home.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/plan_list.h"
#include "core/plan_state.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* ---- Units that wait --------------------------------------------------------------- */

/* The last step of each unit, NULL where it has taken none. */
static const struct plan_step **
last_steps(const struct plan_view *plan, const struct plan_step *steps, size_t count)
{
	const struct plan_step **last = mem_array(plan->mem, plan->plan->unit_count + 1,
	    sizeof(*last));

	for (size_t i = 0; i < count; i++)
		if (steps[i].unit < plan->plan->unit_count)
			last[steps[i].unit] = &steps[i];
	return last;
}

static struct home_unit
home_unit_of(const struct home *h, const struct unit_sum *sum, const struct plan_step *last)
{
	const struct plan_unit *unit = &h->plan->plan->units[sum->unit];
	struct home_unit u = { .sum = sum, .unit = unit, .since = "", .why = "" };

	if (last != NULL)
		u.since = when_instant(h->plan->mem, last->at);
	if (last != NULL && unit->state == UNIT_RETURNED)
		u.why = last->why;
	return u;
}

typedef bool (*waits_fn)(const struct plan_view *plan, uint32_t unit);

static bool
is_to_draft(const struct plan_view *plan, uint32_t unit)
{
	return plan_view_is_open(plan, unit) && plan_view_may(plan, MAY_SUBMIT_UNIT, unit);
}

static bool
is_to_approve(const struct plan_view *plan, uint32_t unit)
{
	return plan->plan->state == PLAN_DRAFT && plan->plan->units[unit].state == UNIT_SUBMITTED &&
	    plan_view_may(plan, MAY_APPROVE_UNIT, unit);
}

static bool
is_to_validate(const struct plan_view *plan, uint32_t unit)
{
	return plan->plan->state == PLAN_DRAFT && plan->plan->units[unit].state == UNIT_APPROVED &&
	    plan_view_may(plan, MAY_VALIDATE, unit);
}

/* Who validates waits for those that have not sent theirs. */
static bool
is_missing(const struct plan_view *plan, uint32_t unit)
{
	return plan->plan->state == PLAN_DRAFT &&
	    unit_is_open((enum unit_state)plan->plan->units[unit].state) &&
	    plan_view_may(plan, MAY_VALIDATE, unit) && !is_to_draft(plan, unit);
}

static const struct {
	waits_fn waits;
	const char *title, *hint, *step;
} TASKS[] = {
	{ is_to_approve, N_("Para aprobar"),
	    N_("Estas unidades enviaron su plan y esperan su aprobación."), "aprobar" },
	{ is_to_validate, N_("Para validar"),
	    N_("Aprobadas por su jefe; falta la oficina de planificación."), "validar" },
	{ is_to_draft, N_("Para llenar y enviar"),
	    N_("Sus formularios están abiertos: llénelos, vea que cuadren y envíelos."), "" },
	{ is_missing, N_("Todavía no envían"), N_("El plan no puede avanzar sin ellas."), "" },
};

/* Returned ones first, then by errors. */
static int
compare_urgency(const void *a, const void *b)
{
	const struct home_unit *x = a, *y = b;
	bool rx = x->unit->state == UNIT_RETURNED, ry = y->unit->state == UNIT_RETURNED;

	if (rx != ry)
		return rx ? -1 : 1;
	if (x->sum->counts[SEVERITY_ERROR] != y->sum->counts[SEVERITY_ERROR])
		return x->sum->counts[SEVERITY_ERROR] > y->sum->counts[SEVERITY_ERROR] ? -1 : 1;
	return x->sum < y->sum ? -1 : x->sum > y->sum;
}

/* Form A of a whole vice-ministry has nothing of its own to send. */
static bool
has_work(const struct unit_sum *sum)
{
	return sum->below == 0 || sum->objectives > 0;
}

static void
add_task(struct home *h, size_t which, const struct plan_step *const *last)
{
	struct home_task task = { TASKS[which].title, TASKS[which].hint, TASKS[which].step, NULL, 0,
		0 };

	task.units = mem_array(h->plan->mem, h->sums.count + 1, sizeof(*task.units));
	for (size_t i = 0; i < h->sums.count; i++) {
		const struct unit_sum *sum = &h->sums.units[i];

		if (has_work(sum) && TASKS[which].waits(h->plan, sum->unit))
			task.units[task.total++] = home_unit_of(h, sum, last[sum->unit]);
	}
	qsort(task.units, task.total, sizeof(*task.units), compare_urgency);
	task.count = task.total < HOME_UNITS_MAX ? task.total : HOME_UNITS_MAX;
	if (task.total > 0)
		h->tasks[h->task_count++] = task;
}

static void
add_wrong(struct home *h, const struct plan_step *const *last)
{
	h->wrong = mem_array(h->plan->mem, h->sums.count + 1, sizeof(*h->wrong));
	for (size_t i = 0; i < h->sums.count; i++)
		if (h->sums.units[i].counts[SEVERITY_ERROR] > 0)
			h->wrong[h->wrong_total++] = home_unit_of(h, &h->sums.units[i],
			    last[h->sums.units[i].unit]);
	for (size_t i = 0; i < h->wrong_total; i++)
		h->wrong[i].why = "";
	qsort(h->wrong, h->wrong_total, sizeof(*h->wrong), compare_urgency);
	h->wrong_count = h->wrong_total < HOME_UNITS_MAX ? h->wrong_total : HOME_UNITS_MAX;
}

/* ---- The plan itself ----------------------------------------------------------------- */

static const char *
plan_task(const struct home *h)
{
	const struct actor *by = h->plan->visit->app->by;
	int64_t institution = h->plan->visit->institution_id;
	bool validates = actor_may(by, MAY_VALIDATE, institution, ORG_UNIT_ALL);
	bool approves = actor_may(by, MAY_APPROVE_PLAN, institution, ORG_UNIT_ALL);

	switch (h->plan->plan->state) {
	case PLAN_DRAFT:
		return validates && h->all.units > 0 &&
			h->all.states[UNIT_VALIDATED] == h->all.units
		    ? N_("Todas las unidades están validadas: el plan puede pasar a revisión.")
		    : NULL;
	case PLAN_IN_REVIEW:
		return validates ? N_("El plan está en revisión y espera que lo valide.") : NULL;
	case PLAN_VALIDATED:
		return approves ? N_("El plan está validado y espera su resolución de aprobación.")
				: NULL;
	default:
		return NULL;
	}
}

static int
make_home(struct visit *visit, const struct plan_view *plan, struct home *h, struct err *err)
{
	const struct plan_step **last;
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = app_plan_steps_of(visit->app, visit->req->mem, visit->institution_id,
	    plan->plan_id, plan->plan, &steps, &count, err);

	if (rc == YUP_OK)
		rc = home_observing_read(visit,
		    &(struct home_subject){ plan->plan_id, plan->plan, 0 }, h->observing,
		    &h->observing_count, err);
	if (rc < 0)
		return rc;
	h->plan = plan;
	plan_sums_make(plan, &h->sums);
	plan_sums_add(&h->sums, 0, h->sums.count, &h->all);
	last = last_steps(plan, steps, count);
	for (size_t i = 0; i < sizeof(TASKS) / sizeof(TASKS[0]); i++)
		add_task(h, i, last);
	add_wrong(h, last);
	h->plan_task = plan_task(h);
	return YUP_OK;
}

static int
add_jobs(struct visit *visit, struct home *h, struct err *err)
{
	struct job_view *list = NULL;
	size_t count = 0;
	int rc;

	if (!actor_may(visit->app->by, MAY_IMPORT, visit->institution_id, ORG_UNIT_ALL))
		return YUP_OK;
	rc = job_view_list(visit, &list, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].mine && !list[i].over)
			list[h->job_count++] = list[i];
	h->jobs = list;
	return rc;
}

/* A new year's plan does not hide the one that is still under review. */
static void
add_plans(struct visit *visit, struct home *h, const struct app_version *list, size_t count)
{
	h->plans = mem_array(visit->req->mem, count + 1, sizeof(*h->plans));
	for (size_t i = count; i-- > 0;) {
		const struct plan_head *head = &list[i].head;

		if (head->superseded_at[0] == '\0' && head->state < PLAN_APPROVED)
			h->plans[h->plan_count++] = (struct home_plan){ (long long)head->id,
				view_plan_name(visit, head->year, head->version),
				view_plan_state(head->state), view_plan_state_style(head->state) };
	}
	if (h->plan_count == 1 && h->plan != NULL && h->plans[0].id == h->plan->plan_id)
		h->plan_count = 0;
}

static int
home_show(struct visit *visit, struct err *err)
{
	const struct actor *by = visit->app->by;
	const struct app_version *current = NULL;
	struct app_version *list = NULL;
	struct home h = { 0 };
	struct plan_view plan;
	struct frame f;
	size_t count = 0;
	int rc = YUP_OK;

	h.reads = actor_may_somewhere(by, MAY_READ_PLAN, visit->institution_id);
	h.imports = actor_may_somewhere(by, MAY_IMPORT, visit->institution_id);
	h.manages = actor_may_somewhere(by, MAY_MANAGE_ACCOUNTS, visit->institution_id);
	if (h.reads)
		rc = plan_view_list(visit, &list, &count, &current, err);
	if (rc == YUP_OK && current != NULL)
		rc = plan_view_open_id(visit, current->head.id, &plan, err);
	if (rc == YUP_OK && current != NULL)
		rc = make_home(visit, &plan, &h, err);
	if (rc == YUP_OK)
		add_plans(visit, &h, list, count);
	if (rc == YUP_OK)
		rc = add_jobs(visit, &h, err);
	if (rc == YUP_OK && h.reads)
		rc = home_late_read(visit, &h.late, err);
	if (rc == YUP_OK && h.reads)
		rc = home_board_read(visit, &h.board, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Inicio")), PLACE_HOME);
	tpl_home(&visit->html, &f, &h);
	return YUP_OK;
}

/* ---- Short addresses: to the plan people work on ------------------------------------------ */

static int
go_to(struct visit *visit, const char *page, struct err *err)
{
	const struct app_version *current = NULL;
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = plan_view_list(visit, &list, &count, &current, err);

	if (rc < 0)
		return rc;
	if (current == NULL)
		return answer_see(visit, "/planes");
	return answer_see(visit,
	    mem_printf(visit->req->mem, "/plan/%lld%s", (long long)current->head.id, page));
}

static int
plan_go(struct visit *visit, struct err *err)
{
	return go_to(visit, "", err);
}

static int
review_go(struct visit *visit, struct err *err)
{
	return go_to(visit, "/revision", err);
}

static int
findings_go(struct visit *visit, struct err *err)
{
	return go_to(visit, "/hallazgos", err);
}

const struct route pages_home[] = {
	{ METHOD_GET, "/", home_show, ASKS_SIGN_IN, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/plan", plan_go, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/revision", review_go, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/hallazgos", findings_go, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
