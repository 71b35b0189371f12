#include "web/pages/plan_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/live.h"
#include "app/plan_list.h"
#include "core/plan_state.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "text/role_text.h"

int
plan_view_list(struct visit *visit, struct app_version **out, size_t *out_count,
    const struct app_version **current, struct err *err)
{
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	*current = NULL;
	for (size_t i = 0; i < count; i++) /* by year and version: the last is the newest */
		if (list[i].head.superseded_at[0] == '\0' && list[i].head.state != PLAN_SUPERSEDED)
			*current = &list[i];
	*out = list;
	*out_count = count;
	return YUP_OK;
}

/* ---- Its standing --------------------------------------------------------------- */

/* What takes the place of another is saved when it does. */
enum plan_fate
plan_view_fate(const struct app_version *list, size_t count, const struct plan_head *head)
{
	if (head->superseded_at[0] == '\0')
		return head->state == PLAN_SUPERSEDED ? FATE_AMENDED : FATE_IN_FORCE;
	for (size_t i = 0; i < count; i++) {
		const struct plan_head *other = &list[i].head;

		if (other->year == head->year && other->version == head->version &&
		    other->id > head->id && strcmp(other->saved_at, head->superseded_at) == 0)
			return FATE_REPLACED;
	}
	return FATE_UNDONE;
}

const char *
plan_view_fate_word(enum plan_fate fate)
{
	static const char *const WORDS[] = { "", N_("Reemplazado por otra versión"),
		N_("Reemplazado por otro documento"), N_("Importación deshecha") };

	return WORDS[fate];
}

/* The one of the same year that is in force, the newest; else `current`. */
static const struct app_version *
in_its_place(const struct app_version *list, size_t count, int year,
    const struct app_version *current)
{
	const struct app_version *found = current;

	for (size_t i = 0; i < count; i++)
		if (list[i].head.year == year &&
		    plan_view_fate(list, count, &list[i].head) == FATE_IN_FORCE)
			found = &list[i];
	return found;
}

/* Said first on every page of a plan that is not in force. */
static int
tell_standing(struct visit *visit, int64_t plan_id, struct err *err)
{
	static const char *const SENTENCES[] = { "",
		N_("Este plan ya no rige: se aprobó otra versión. Solo se lee."),
		N_("Este plan ya no rige: otro documento tomó su lugar. Solo se lee."),
		N_("Este plan ya no rige: su importación se deshizo. Solo se lee.") };
	const struct app_version *current = NULL, *other;
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = plan_view_list(visit, &list, &count, &current, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (list[i].head.id != plan_id)
			continue;
		other = in_its_place(list, count, list[i].head.year, current);
		visit->standing = html_translated(&visit->html,
		    SENTENCES[plan_view_fate(list, count, &list[i].head)]);
		visit->standing_path = other == NULL
		    ? "/planes"
		    : mem_printf(visit->req->mem, "/plan/%lld", (long long)other->head.id);
		visit->standing_link = html_translated(&visit->html,
		    other == NULL ? N_("Ver los planes") : N_("Ir al que rige"));
	}
	return rc;
}

/* Where rows are typed: who changes them, to who only reads. */
static void
tell_reader(struct visit *visit)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct actor *by = visit->app->by;
	const char *path = visit->req->path;

	if ((strstr(path, "/unidad/") == NULL && strstr(path, "/fila/") == NULL) ||
	    actor_may_somewhere(by, MAY_EDIT_NODE, visit->institution_id))
		return;
	str_printf(&s, "%s ",
	    html_translated(&visit->html,
		actor_may_somewhere(by, MAY_EDIT_BUDGET, visit->institution_id)
		    ? N_("Con sus roles cambia aquí solo los montos del formulario A. Lo demás lo "
			 "cambia, en su unidad y mientras es borrador, quien tenga el rol:")
		    : N_("Con sus roles lee este plan y no lo cambia. Lo cambia, en su unidad y "
			 "mientras es borrador, quien tenga el rol:")));
	permission_roles_in(&s, MAY_EDIT_NODE, visit->html.catalogue);
	str_put_char(&s, '.');
	visit->standing = mem_strdup(visit->req->mem, str_text(&s));
	visit->standing_path = "/cuenta";
	visit->standing_link = html_translated(&visit->html, N_("Ver mis roles"));
}

int
plan_view_open(struct visit *visit, unsigned i, struct plan_view *out, struct err *err)
{
	int64_t plan_id = 0;
	int rc = visit_arg_id(visit, i, &plan_id, err);

	return rc < 0 ? rc : plan_view_open_id(visit, plan_id, out, err);
}

int
plan_view_open_id(struct visit *visit, int64_t plan_id, struct plan_view *out, struct err *err)
{
	struct plan_view view = { .visit = visit, .mem = visit->req->mem, .plan_id = plan_id };
	int rc = app_plan_live(visit->app, visit->plans, visit->institution_id, plan_id, &view.live,
	    err);

	if (rc < 0)
		return rc;
	view.plan = plan_live_plan(view.live);
	view.tree = plan_live_tree(view.live);
	view.rollup = plan_live_rollup(view.live);
	if (view.plan->state == PLAN_SUPERSEDED && !visit->api)
		rc = tell_standing(visit, plan_id, err);
	else if (view.plan->state == PLAN_DRAFT && !visit->api)
		tell_reader(visit);
	if (rc == YUP_OK)
		*out = view;
	return rc;
}

static int64_t
org_unit_of(const struct plan_view *view, uint32_t unit)
{
	return unit < view->plan->unit_count ? view->plan->units[unit].org_unit_id : ORG_UNIT_NONE;
}

bool
plan_view_may(const struct plan_view *view, enum permission permission, uint32_t unit)
{
	return actor_may(view->visit->app->by, permission, view->visit->institution_id,
	    org_unit_of(view, unit));
}

bool
plan_view_reads(const struct plan_view *view, uint32_t unit)
{
	return plan_view_may(view, MAY_READ_PLAN, unit);
}

int
plan_view_row(const struct plan_view *view, unsigned i, uint32_t *out, struct err *err)
{
	const char *text = view->visit->args[i];
	const struct plan_node *node;
	char *end;
	unsigned long row = strtoul(text, &end, 10);
	int rc;

	if (*end != '\0' || end == text || row >= view->plan->node_count ||
	    view->plan->nodes[row].deleted)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", text);
	node = &view->plan->nodes[row];
	rc = app_require(view->visit->app, MAY_READ_PLAN, view->visit->institution_id,
	    org_unit_of(view, node->unit), node->id, err);
	if (rc == YUP_OK)
		*out = (uint32_t)row;
	return rc;
}

uint32_t
plan_view_node_called(const struct plan_view *view, const char *node_id)
{
	for (uint32_t i = 0; i < view->plan->node_count; i++)
		if (!view->plan->nodes[i].deleted && strcmp(view->plan->nodes[i].id, node_id) == 0)
			return i;
	return PLAN_NONE;
}

int
plan_view_unit(const struct plan_view *view, const char *id, uint32_t *out, struct err *err)
{
	for (uint32_t u = 0; u < view->plan->unit_count; u++) {
		int rc;

		if (strcmp(view->plan->units[u].id, id) != 0)
			continue;
		rc = app_require(view->visit->app, MAY_READ_PLAN, view->visit->institution_id,
		    org_unit_of(view, u), view->plan->units[u].path, err);
		if (rc == YUP_OK)
			*out = u;
		return rc;
	}
	return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", id);
}

bool
plan_view_is_open(const struct plan_view *view, uint32_t unit)
{
	if (view->plan->state != PLAN_DRAFT)
		return false;
	if (unit == PLAN_NONE)
		return plan_view_may(view, MAY_EDIT_FRAMEWORK, unit);
	return unit_is_open((enum unit_state)view->plan->units[unit].state) &&
	    plan_view_may(view, MAY_EDIT_NODE, unit);
}

bool
plan_view_budget_is_open(const struct plan_view *view, uint32_t unit)
{
	if (view->plan->state != PLAN_DRAFT || !plan_view_may(view, MAY_EDIT_BUDGET, unit))
		return false;
	return unit == PLAN_NONE || unit_is_open((enum unit_state)view->plan->units[unit].state);
}

/* ---- Figures ---------------------------------------------------------------- */

static const char *
written(const struct plan_view *view, int64_t value, unsigned scale, unsigned keep)
{
	char text[NUMBER_TEXT_SIZE];

	if (value == NUM_ABSENT)
		return "";
	return mem_strndup(view->mem, text, number_write(text, value, scale, keep));
}

const char *
view_quantity(const struct plan_view *view, int64_t value_e4)
{
	return written(view, value_e4, 4, 0);
}

const char *
view_percent(const struct plan_view *view, int64_t value_e4)
{
	char text[NUMBER_TEXT_SIZE + 2];
	size_t length;

	if (value_e4 == NUM_ABSENT)
		return "";
	length = number_write(text, value_e4, 4, 0);
	memcpy(text + length, " %", 2);
	return mem_strndup(view->mem, text, length + 2);
}

const char *
view_ratio(const struct plan_view *view, int64_t value_e9)
{
	if (value_e9 == NUM_ABSENT)
		return "";
	return written(view, ratio_round(value_e9, 2), 2, 2);
}

const char *
view_money(const struct plan_view *view, int64_t cents)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (cents == NUM_ABSENT)
		return "";
	number_put_money(&s, cents, view->plan->pack->currency);
	return mem_strdup(view->mem, str_text(&s));
}

static const char *
month_input(const struct plan_view *view, int64_t month)
{
	return month >= 1 && month <= view->plan->period_count
	    ? view->plan->pack->periods[month - 1].abbr
	    : "";
}

static struct view_shown
shown(const struct plan_view *view, uint32_t row, enum node_field field, struct cell_value value)
{
	const struct plan_node *node = &view->plan->nodes[row];
	struct view_shown out = { .figure = { value.number, 4, false } };

	switch (field) {
	case FIELD_BUDGET:
		out.figure.scale = 2;
		break;
	case FIELD_FIRST_MONTH:
	case FIELD_LAST_MONTH:
		out.text = month_input(view, value.number);
		break;
	case FIELD_WEIGHT:
		break;
	case FIELD_SCHEDULE:
		out.figure.percent = node->percent;
		break;
	case FIELD_TOTAL:
		out.figure.percent = node->total_percent;
		break;
	default:
		out.text = value.text != NULL ? value.text : "";
	}
	return out;
}

struct view_shown
view_shown(const struct plan_view *view, uint32_t row, enum node_field field, unsigned period)
{
	return shown(view, row, field, edit_value(view->plan, row, field, period));
}

const char *
view_value(const struct plan_view *view, uint32_t row, enum node_field field,
    struct cell_value value)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s };
	struct view_shown it = shown(view, row, field, value);

	if (it.text != NULL)
		return it.text;
	html_put_figure(&h, it.figure);
	return mem_strdup(view->mem, str_text(&s));
}

const char *
view_cell(const struct plan_view *view, uint32_t row, enum node_field field, unsigned period)
{
	return view_value(view, row, field, edit_value(view->plan, row, field, period));
}

const char *
severity_style(unsigned severity)
{
	static const char *const STYLES[] = { "advice", "warning", "error" };

	return severity < SEVERITY__COUNT ? STYLES[severity] : "";
}

const char *
view_plan_name(const struct visit *visit, int year, unsigned version)
{
	const char *plan = html_translated(&visit->html, N_("Plan"));

	if (version == 0)
		return mem_printf(visit->req->mem, "%s %d", plan, year);
	return mem_printf(visit->req->mem, "%s %d · %s %u", plan, year,
	    html_translated(&visit->html, N_("reformulado")), version);
}

/* ---- States ------------------------------------------------------------------- */

const char *
view_unit_state(unsigned state)
{
	static const char *const WORDS[] = { N_("Borrador"), N_("Enviado"),
		N_("Aprobado por su jefe"), N_("Devuelto"), N_("Validado") };

	return state < UNIT_STATE__COUNT ? WORDS[state] : "";
}

const char *
view_unit_state_style(unsigned state)
{
	static const char *const STYLES[] = { "", "advice", "good", "warning", "good" };

	return state < UNIT_STATE__COUNT ? STYLES[state] : "";
}

const char *
view_plan_state(unsigned state)
{
	static const char *const WORDS[] = { N_("Borrador"), N_("En revisión"), N_("Validado"),
		N_("Aprobado"), N_("Reemplazado") };

	return state < PLAN_STATE__COUNT ? WORDS[state] : "";
}

const char *
view_plan_state_style(unsigned state)
{
	static const char *const STYLES[] = { "", "advice", "good", "good", "" };

	return state < PLAN_STATE__COUNT ? STYLES[state] : "";
}
