#include "web/pages/observe_view.h"

#include <string.h>

#include "app/app.h"
#include "base/str.h"
#include "core/plan_state.h"
#include "text/catalogue.h"
#include "text/observation_text.h"
#include "web/html.h"
#include "web/when.h"

/* ---- Words ------------------------------------------------------------------- */

static const char *const NAMES[OBSERVATION_STATE__COUNT] = { "por-enviar", "por-responder",
	"respondida", "atendida", "retirada" };

const char *
observed_state_name(unsigned state)
{
	return state < OBSERVATION_STATE__COUNT ? NAMES[state] : "";
}

unsigned
observed_state_find(const char *name)
{
	unsigned state = 0;

	while (state < OBSERVATION_STATE__COUNT && strcmp(NAMES[state], name) != 0)
		state++;
	return state;
}

const char *
observed_state_word(unsigned state)
{
	static const char *const WORDS[] = { N_("Por enviar"), N_("Por responder"),
		N_("Respondida"), N_("Atendida"), N_("Retirada") };

	return state < OBSERVATION_STATE__COUNT ? WORDS[state] : "";
}

const char *
observed_state_style(unsigned state)
{
	static const char *const STYLES[] = { "", "warning", "advice", "good", "" };

	return state < OBSERVATION_STATE__COUNT ? STYLES[state] : "";
}

/* The words of text/observation_text.c, for their translation. */
static const char *
act_word(const struct plan_view *plan, enum observation_act_kind kind)
{
	static const char *const WORDS[] = { N_("observa"), N_("la envía con la devolución"),
		N_("responde"), N_("insiste"), N_("cambia lo observado"), N_("la da por atendida"),
		N_("la retira") };

	_Static_assert(sizeof(WORDS) / sizeof(WORDS[0]) == OBSERVATION_ACT__COUNT, "a word each");
	return html_translated(&plan->visit->html, WORDS[kind]);
}

static const char *
place_of(const struct plan_view *plan, const struct anchor *anchor)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (anchor->node == PLAN_NONE)
		return html_translated(&plan->visit->html, N_("La unidad entera"));
	observation_put_place(&s, plan->plan, anchor);
	return mem_strdup(plan->mem, str_text(&s));
}

/* ---- One of them -------------------------------------------------------------- */

/* What the form of the unit does not show stands on the row's own page. */
static bool
stands_in_a_form(const struct plan_view *plan, const struct anchor *a)
{
	return a->field != FIELD_TITLE && a->field != FIELD_CODE && a->field != FIELD_BASIS &&
	    !plan->plan->nodes[a->node].deleted;
}

static const char *
link_of(const struct plan_view *plan, const struct anchor *a)
{
	const struct plan_unit *unit = &plan->plan->units[a->unit];
	long long id = (long long)plan->plan_id;
	bool leaf;

	if (a->report > 0)
		return mem_printf(plan->mem, "/seguimiento/%d/%u/unidad/%s#%s", plan->plan->year,
		    a->report, unit->id,
		    a->node < plan->plan->node_count ? mem_printf(plan->mem, "fila-%u", a->node)
						     : "observaciones");
	if (a->node >= plan->plan->node_count)
		return mem_printf(plan->mem, "/plan/%lld/unidad/%s#observaciones", id, unit->id);
	leaf = plan_is_leaf_level(plan->plan, plan->plan->nodes[a->node].level);
	if (!stands_in_a_form(plan, a))
		return mem_printf(plan->mem, "/plan/%lld/fila/%u", id, a->node);
	return mem_printf(plan->mem, "/plan/%lld/unidad/%s?formulario=%s#fila-%u", id, unit->id,
	    leaf || (a->field == FIELD_WEIGHT) ? "b" : "a", a->node);
}

static const char *
cell_of(const struct plan_view *plan, const struct anchor *a)
{
	if (a->node == PLAN_NONE || a->field >= FIELD__COUNT)
		return "";
	return mem_printf(plan->mem, "%u.%s.%u", a->node, anchor_field_key(a), a->period);
}

static const struct observed_act *
acts_of(const struct plan_view *plan, const struct observation *o)
{
	struct observed_act *acts = mem_array(plan->mem, o->act_count + 1, sizeof(*acts));

	for (size_t i = 0; i < o->act_count; i++)
		acts[i] = (struct observed_act){ o->acts[i].actor, act_word(plan, o->acts[i].kind),
			when_instant(plan->mem, o->acts[i].at), o->acts[i].text };
	return acts;
}

static struct observed
show(const struct plan_view *plan, const struct app_review *review, const struct observation *o)
{
	const struct plan_unit *unit = &plan->plan->units[o->anchor.unit];

	return (struct observed){ .o = o,
		.place = place_of(plan, &o->anchor),
		.state = observed_state_word(o->state),
		.style = observed_state_style(o->state),
		.unit_path = unit->path,
		.unit_id = unit->id,
		.go = link_of(plan, &o->anchor),
		.cell = cell_of(plan, &o->anchor),
		.acts = acts_of(plan, o),
		.may = app_observation_may(plan->visit->app, review, o),
		.typed = "" };
}

int
observed_read(const struct plan_view *plan, unsigned report, uint32_t unit,
    struct observed_list *out, struct err *err)
{
	struct observed_list v = { .plan = plan };
	struct observation *list = NULL;
	size_t count = 0;
	const struct app *app = plan->visit->app;
	int rc = app_review_of(app, plan->mem, plan->visit->institution_id, plan->plan_id,
	    plan->plan, report, &v.review, err);

	if (rc == YUP_OK)
		rc = app_observation_list(app, plan->mem, &v.review, unit, &list, &count, err);
	if (rc < 0)
		return rc;
	v.items = mem_array(plan->mem, count + 1, sizeof(*v.items));
	for (size_t i = 0; i < count; i++) {
		if (list[i].anchor.unit >= plan->plan->unit_count)
			continue;
		v.items[v.count++] = show(plan, &v.review, &list[i]);
		v.counts[list[i].state]++;
	}
	*out = v;
	return YUP_OK;
}

const char *
observed_unit_link(const struct plan_view *plan, const struct observed *x)
{
	return x->o->anchor.report > 0
	    ? mem_printf(plan->mem, "/seguimiento/%d/%u/unidad/%s#observaciones", plan->plan->year,
		  x->o->anchor.report, x->unit_id)
	    : mem_printf(plan->mem, "/plan/%lld/unidad/%s#observaciones", (long long)plan->plan_id,
		  x->unit_id);
}

/* ---- What they leave open -------------------------------------------------------- */

static bool
is_live(const struct observed *x, uint32_t unit)
{
	return x->o->anchor.unit == unit && observation_is_live(x->o->state);
}

bool
observed_restrict(const struct observed_list *list, uint32_t unit)
{
	if (unit >= list->plan->plan->unit_count || list->review.states[unit] != UNIT_RETURNED)
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (is_live(&list->items[i], unit))
			return true;
	return false;
}

bool
observed_opens_whole(const struct observed_list *list, uint32_t unit)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_live(&list->items[i], unit) && list->items[i].o->anchor.node == PLAN_NONE)
			return true;
	return false;
}

bool
observed_open(const struct observed_list *list, uint32_t row, enum node_field field,
    unsigned period)
{
	const struct plan *plan = list->plan->plan;
	uint32_t unit = plan->nodes[row].unit;

	if (!observed_restrict(list, unit))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (is_live(&list->items[i], unit) &&
		    anchor_opens(plan, &list->items[i].o->anchor, row, field, period))
			return true;
	return false;
}

bool
observed_open_report(const struct observed_list *list, uint32_t row, enum report_field field)
{
	const struct plan *plan = list->plan->plan;
	uint32_t unit = plan->nodes[row].unit;

	if (!observed_restrict(list, unit))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (is_live(&list->items[i], unit) &&
		    anchor_opens_report(plan, &list->items[i].o->anchor, row, field))
			return true;
	return false;
}

const struct observed *
observed_at(const struct observed_list *list, uint32_t row, unsigned field, unsigned period)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct observation *o = list->items[i].o;

		if (o->anchor.node == row && o->anchor.field == field &&
		    o->anchor.period == period &&
		    (observation_is_live(o->state) || o->state == OBSERVATION_DRAFTED))
			return &list->items[i];
	}
	return NULL;
}

bool
observed_may_make(const struct observed_list *list, uint32_t unit)
{
	return app_may_observe_unit(list->plan->visit->app, &list->review, unit,
	    observed_restrict(list, unit));
}
