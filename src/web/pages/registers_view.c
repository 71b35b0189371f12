#include "web/pages/registers_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/plan_list.h"
#include "base/utf8.h"
#include "text/catalogue.h"
#include "text/register_text.h"
#include "web/pages/plan_view.h"
#include "web/when.h"

/* ---- Words ------------------------------------------------------------------------ */

const char *
register_state_name(const struct pack_register *reg, const char *key)
{
	const struct pack_register_state *state = register_state_find(reg, key);

	return state != NULL ? state->name : key;
}

const char *
register_input_type(const struct pack_register_field *field)
{
	return field->kind == REGISTER_DATE ? "date" : "text";
}

static const char *
unit_name(const struct visit *visit, const struct units *units, int64_t id)
{
	return id != 0 ? units_name(visit, units, id)
		       : html_translated(&visit->html, N_("Toda la institución"));
}

const char *
register_shown(const struct visit *visit, const struct units *units,
    const struct pack_register *reg, const char *field, const char *text)
{
	const struct pack_register_field *f = register_field_find(reg, field);
	const struct pack_register_sort *sort = register_sort_find(reg, text);

	if (strcmp(field, REGISTER_ORG_UNIT) == 0)
		return unit_name(visit, units, strtoll(text, NULL, 10));
	if (strcmp(field, REGISTER_SORT) == 0)
		return sort != NULL ? sort->name : text;
	if (f == NULL || text[0] == '\0')
		return text;
	if (f->kind == REGISTER_DATE)
		return when_day(visit->req->mem, text);
	return f->kind == REGISTER_UNIT ? unit_name(visit, units, strtoll(text, NULL, 10)) : text;
}

/* ---- Forms ------------------------------------------------------------------------- */

const char *
register_form_name(const struct visit *visit, const char *field)
{
	return mem_printf(visit->req->mem, "campo.%s", field);
}

const char *
register_form_value(const struct visit *visit, const struct register_item *item, const char *field)
{
	const char *typed = http_find(&visit->req->form, register_form_name(visit, field));

	if (typed != NULL)
		return typed;
	return item != NULL ? register_value_of(visit->req->mem, item, field) : "";
}

static void
read_one(const struct visit *visit, const char *field, struct register_value *list, size_t *count)
{
	const char *typed = http_find(&visit->req->form, register_form_name(visit, field));

	if (typed != NULL)
		list[(*count)++] = (struct register_value){ field, typed };
}

struct register_value *
register_form_read(const struct visit *visit, const struct pack_register *reg, size_t *count)
{
	struct register_value *list = mem_array(visit->req->mem, reg->field_count + 3,
	    sizeof(*list));

	*count = 0;
	read_one(visit, REGISTER_TITLE, list, count);
	read_one(visit, REGISTER_ORG_UNIT, list, count);
	read_one(visit, REGISTER_SORT, list, count);
	for (size_t i = 0; i < reg->field_count; i++)
		read_one(visit, reg->fields[i].key, list, count);
	return list;
}

/* ---- Rows -------------------------------------------------------------------------- */

static struct register_row
make_row(struct visit *visit, const struct units *units, const struct pack_register *reg,
    const struct register_item *item, const char *today)
{
	struct mem *mem = visit->req->mem;
	struct register_finding found[REGISTER_FINDINGS_MAX];
	struct register_row row = { .item = item,
		.unit = unit_name(visit, units, item->org_unit),
		.state = register_state_name(reg, item->state),
		.responsible = register_value_of(mem, item, REGISTER_RESPONSIBLE),
		.due = register_value_of(mem, item, REGISTER_DUE),
		.late = register_is_late(reg, item, today),
		.faults = register_check(reg, item, today, found) };

	row.style = !register_is_open(reg, item)           ? "good"
	    : strcmp(item->state, reg->states[0].key) == 0 ? "advice"
							   : "warning";
	return row;
}

/* The keys of states are the pack's; these two stand for several. */
static const char *
state_asked(const struct visit *visit)
{
	const char *state = visit_field(visit, "estado");

	if (strcmp(state, "abiertos") == 0)
		return "open";
	return strcmp(state, "cerrados") == 0 ? "closed" : state;
}

static const char *
key_of(const void *row, const void *context)
{
	const struct register_row *r = row;
	const struct register_view *v = context;
	struct mem *mem = v->visit->req->mem;
	const char *order = v->listing.order;

	if (strcmp(order, "asunto") == 0)
		return utf8_fold(mem, r->item->title);
	if (strcmp(order, "unidad") == 0)
		return utf8_fold(mem, r->unit);
	if (strcmp(order, "responsable") == 0)
		return utf8_fold(mem, r->responsible);
	if (strcmp(order, "fecha") == 0)
		return r->due[0] != '\0' ? r->due : "9999";
	if (strcmp(order, "estado") == 0)
		return utf8_fold(mem, r->state);
	return mem_printf(mem, "%020lld", (long long)r->item->id);
}

int
register_view_load(struct visit *visit, const char *key, struct register_view *out, struct err *err)
{
	static const char *const COLUMNS[] = { "numero", "asunto", "unidad", "responsable", "fecha",
		"estado", NULL };
	struct register_view v = { .visit = visit, .listing = listing_read(visit, COLUMNS) };
	int rc = units_load(visit, NULL, &v.units, err);

	if (rc < 0)
		return rc;
	v.filter = (struct register_filter){ .state = state_asked(visit),
		.org_unit = strtoll(visit_field(visit, "unidad"), NULL, 10),
		.late = visit_field(visit, "atrasados")[0] != '\0',
		.faulty = visit_field(visit, "avisos")[0] != '\0',
		.responsible = visit_field(visit, "responsable"),
		.text = v.listing.search };
	rc = app_register_items(visit->app, visit->req->mem, visit->institution_id, key, &v.filter,
	    &v.found, err);
	if (rc < 0)
		return rc;
	v.rows = mem_array(visit->req->mem, v.found.count + 1, sizeof(*v.rows));
	for (size_t i = 0; i < v.found.count; i++)
		v.rows[i] = make_row(visit, &v.units, v.found.reg, &v.found.items[i],
		    v.found.today);
	listing_sort(&v.listing, v.rows, v.found.count, sizeof(*v.rows), key_of, &v);
	listing_settle(&v.listing, v.found.count);
	v.responsible = register_field_find(v.found.reg, REGISTER_RESPONSIBLE);
	v.due = register_field_find(v.found.reg, REGISTER_DUE);
	v.may_open = actor_may_somewhere(visit->app->by, MAY_FOLLOW_REGISTER,
	    visit->institution_id);
	*out = v;
	return YUP_OK;
}

/* ---- One item ------------------------------------------------------------------------ */

static struct register_told
tell(struct register_page *p, const struct register_act *act)
{
	const struct visit *visit = p->visit;
	const struct pack_register *reg = p->found.reg;
	struct mem *mem = visit->req->mem;
	struct register_told told = { .word = html_translated(&visit->html,
					  register_act_word(act->kind)),
		.actor = act->actor[0] != '\0'
		    ? act->actor
		    : html_translated(&visit->html, N_("la línea de órdenes")),
		.at = when_instant(mem, act->at),
		.text = act->kind != REGISTER_OPENED ? act->text : "",
		.state = "",
		.field = "",
		.was = "",
		.link = "" };

	if (act->state[0] != '\0' && act->kind != REGISTER_OPENED)
		told.state = register_state_name(reg, act->state);
	if (act->field[0] != '\0') {
		told.field = html_translated(&visit->html, register_field_name(reg, act->field));
		told.was = register_shown(visit, &p->units, reg, act->field, act->was);
		told.text = register_shown(visit, &p->units, reg, act->field, act->text);
	}
	if (act->plan_id != 0)
		told.link = mem_printf(mem, "/plan/%lld/reformulado", (long long)act->plan_id);
	return told;
}

static void
tell_all(struct register_page *p)
{
	struct mem *mem = p->visit->req->mem;
	struct register_finding found[REGISTER_FINDINGS_MAX];

	p->told = mem_array(mem, p->found.item.act_count + 1, sizeof(*p->told));
	for (size_t i = 0; i < p->found.item.act_count; i++)
		p->told[i] = tell(p, &p->found.item.acts[i]);
	p->fault_count = register_check(p->found.reg, &p->found.item, p->found.today, found);
	p->faults = mem_array(mem, p->fault_count + 1, sizeof(*p->faults));
	for (size_t i = 0; i < p->fault_count; i++) {
		CLEANUP(str_done) struct str s = { 0 };

		register_put_finding(&s, &found[i], p->visit->html.catalogue);
		p->faults[i] = mem_strdup(mem, str_text(&s));
	}
}

/* The row of the year's plan that people work on, where there is one. */
static int
find_origin(struct register_page *p, struct err *err)
{
	const struct register_item *item = &p->found.item;
	const struct app_version *current = NULL;
	struct app_version *list = NULL;
	struct plan_view view;
	uint32_t node;
	struct mem *mem = p->visit->req->mem;
	size_t count = 0;
	int rc;

	p->origin = p->origin_link = p->amendment_link = "";
	if (item->plan_id != 0)
		p->amendment_link = mem_printf(mem, "/plan/%lld/reformulado",
		    (long long)item->plan_id);
	if (item->year == 0)
		return YUP_OK;
	rc = plan_view_list(p->visit, &list, &count, &current, err);
	if (rc < 0)
		return rc;
	p->origin = mem_printf(mem, "%s %d, %s %u", html_translated(&p->visit->html, N_("gestión")),
	    item->year, html_translated(&p->visit->html, N_("período")), item->period);
	if (current == NULL || current->head.year != item->year)
		return YUP_OK;
	rc = plan_view_open_id(p->visit, current->head.id, &view, err);
	if (rc < 0)
		return rc;
	node = plan_view_node_called(&view, item->node_id);
	if (node != PLAN_NONE)
		p->origin_link = mem_printf(mem, "/plan/%lld/fila/%u", (long long)view.plan_id,
		    node);
	return YUP_OK;
}

int
register_page_load(struct visit *visit, struct register_page *out, struct err *err)
{
	struct app_register_ref which = { .institution_id = visit->institution_id,
		.reg = visit->args[0] };
	struct register_page p = { .visit = visit };
	int rc = visit_arg_id(visit, 1, &which.id, err);

	if (rc == YUP_OK)
		rc = app_register_get(visit->app, visit->req->mem, &which, &p.found, err);
	if (rc == YUP_OK)
		rc = units_load(visit, NULL, &p.units, err);
	if (rc == YUP_OK)
		rc = find_origin(&p, err);
	if (rc == YUP_OK)
		rc = evidence_list_of_item(visit, which.id,
		    p.found.may_follow && register_is_open(p.found.reg, &p.found.item), &p.evidence,
		    err);
	if (rc < 0)
		return rc;
	p.row = make_row(visit, &p.units, p.found.reg, &p.found.item, p.found.today);
	tell_all(&p);
	*out = p;
	out->row.item = &out->found.item;
	return YUP_OK;
}
