/* node_explain.c - one figure of a row in words and sources; see node.h. */
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "text/catalogue.h"
#include "text/explain_text.h"
#include "text/number_text.h"
#include "text/state_text.h"
#include "web/pages/node.h"
#include "web/when.h"

struct explaining {
	const struct plan_view *view;
	const struct plan *plan; /* settled: its rows are not those of the view */
	struct app_explained sources;
	struct node_explained *out;
	int64_t org_unit;
	int rc; /* of what was asked of the database on the way */
	struct err *err;
};

static const char *
kept(const struct explaining *x, const struct str *s)
{
	return mem_strdup(x->view->mem, str_text(s));
}

/* Tabs as bars, without the blanks at the end. */
static const char *
cells_text(const struct explaining *x, const char *cells)
{
	CLEANUP(str_done) struct str s = { 0 };
	size_t length = strlen(cells);

	while (length > 0 && (cells[length - 1] == '\t' || cells[length - 1] == ' '))
		length--;
	for (size_t i = 0; i < length; i++)
		str_put(&s, cells[i] == '\t' ? " | " : (char[]){ cells[i], '\0' });
	return kept(x, &s);
}

static void
add_source(struct explaining *x, struct node_term *t, const struct source *source)
{
	const char *cells;

	if (source->line == 0 || source->file >= x->plan->file_count)
		return;
	cells = app_cells_at(&x->sources, source);
	t->sources[t->source_count++] = (struct node_source){ x->plan->files[source->file],
		cells != NULL ? cells_text(x, cells) : NULL, source->line, source->form };
}

/* The periods that are not zero. */
static const char *
schedule_text(const struct explaining *x, uint32_t i)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct plan_node *node = &x->plan->nodes[i];
	const int64_t *v = plan_schedule(x->plan, i);

	if (!node->has_schedule)
		return "";
	for (unsigned m = 0; m < x->plan->period_count; m++) {
		if (v[m] == 0)
			continue;
		str_printf(&s, "%s%s ", s.length > 0 ? " · " : "",
		    html_translated(&x->view->visit->html, x->plan->pack->periods[m].abbr));
		number_put_quantity(&s, v[m]);
	}
	str_printf(&s, "%s%s ", s.length > 0 ? "; " : "",
	    html_translated(&x->view->visit->html, N_("total")));
	number_put_quantity(&s, node->total_e4);
	str_printf(&s, " (%s)",
	    html_translated(&x->view->visit->html,
		explain_behaviour((enum behaviour)node->behaviour)));
	return kept(x, &s);
}

static const char *
repair_text(const struct explaining *x, const struct plan_node *node)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (node->repair == NULL || node->state != NODE_REPAIRED)
		return "";
	for (size_t i = 0; i < node->repair->changed_count; i++) {
		str_put(&s, i > 0 ? "; " : "");
		explain_change_in(&s, node->repair->changed[i], x->view->visit->html.catalogue);
	}
	return kept(x, &s);
}

static bool
is_told_of(const struct cell_edit *cell, bool leaf)
{
	return cell->field == FIELD_WEIGHT ||
	    (leaf &&
		(cell->field == FIELD_SCHEDULE || cell->field == FIELD_TOTAL ||
		    cell->field == FIELD_BEHAVIOUR || cell->field == FIELD_BASELINE));
}

static bool
are_alike(struct cell_value a, struct cell_value b)
{
	return a.number == b.number &&
	    (a.text == NULL || b.text == NULL ? a.text == b.text : strcmp(a.text, b.text) == 0);
}

/* The last change of a cell, with what it was before all of them in `*before`. */
static const struct change *
last_of(const struct change *changes, size_t count, const struct cell_edit *cell,
    struct cell_value *before, struct cell_value *after)
{
	const struct change *last = NULL;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < changes[i].cell_count; k++) {
			const struct cell_edit *c = &changes[i].cells[k];

			if (c->field != cell->field || c->period != cell->period)
				continue;
			if (last == NULL)
				*before = c->before;
			*after = c->after;
			last = &changes[i];
		}
	return last;
}

/* One cell, told once, where it stands otherwise than as it was read. */
static void
tell_cell(struct explaining *x, struct node_term *t, const struct change *changes, size_t count,
    size_t now, const struct cell_edit *cell)
{
	CLEANUP(str_done) struct str label = { 0 };
	enum node_field field = (enum node_field)cell->field;
	struct cell_value before = { 0 }, after = { 0 };
	const struct change *last = last_of(changes, count, cell, &before, &after);

	if (last != &changes[now] || are_alike(before, after))
		return;
	node_field_label_in(&label, field, cell->period, x->plan->pack,
	    x->view->visit->html.catalogue);
	t->told[t->told_count++] = (struct node_told){ kept(x, &label),
		node_cell_text(x->view, field, before), node_cell_text(x->view, field, after),
		last->actor, when_instant(x->view->mem, last->at) };
}

/* What people changed of a row since it was read, by whom. */
static void
tell_changes(struct explaining *x, struct node_term *t, bool leaf)
{
	struct change *changes = NULL;
	size_t count = 0, cells = 0;

	if (x->rc == YUP_OK)
		x->rc = app_row_changes(x->view->visit->app, x->view->mem,
		    x->view->visit->institution_id, x->view->plan_id, x->org_unit, t->row, &changes,
		    &count, x->err);
	if (x->rc < 0)
		return;
	for (size_t i = 0; i < count; i++)
		cells += changes[i].cell_count;
	t->told = mem_array(x->view->mem, cells + 1, sizeof(*t->told));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < changes[i].cell_count; k++)
			if (is_told_of(&changes[i].cells[k], leaf))
				tell_cell(x, t, changes, count, i, &changes[i].cells[k]);
}

static struct node_term
term_of(struct explaining *x, const struct explanation *e)
{
	const struct plan_node *node = &x->plan->nodes[e->index];
	bool leaf = e->kind == EXPLAIN_LEAF;
	struct node_term t = { .code = node->code,
		.title = node->title,
		.row = node->row,
		.formula = "",
		.result = view_ratio(x->view, e->result_e9),
		.schedule = leaf ? schedule_text(x, e->index) : "",
		.repaired = repair_text(x, node) };

	t.sources = mem_array(x->view->mem, node->source_count + 2, sizeof(*t.sources));
	if (!leaf && node->published != NULL)
		add_source(x, &t, &node->published->source);
	for (size_t i = 0; leaf && i < node->source_count; i++)
		add_source(x, &t, &node->sources[i]);
	tell_changes(x, &t, leaf);
	return t;
}

static void
add_terms(struct explaining *x, const struct explanation *e)
{
	x->out->terms = mem_array(x->view->mem, e->term_count + 1, sizeof(*x->out->terms));
	for (size_t i = 0; i < e->term_count; i++) {
		CLEANUP(str_done) struct str formula = { 0 };
		const struct explain_term *term = &e->terms[i];
		struct node_term *t;

		t = &x->out->terms[x->out->term_count++];
		*t = term_of(x, term->of);
		explain_term_formula_in(&formula, term, x->view->visit->html.catalogue);
		t->formula = kept(x, &formula);
		t->result = view_ratio(x->view, term->result_e9);
	}
}

/* What is settled stands in another order: the row is looked for. */
static uint32_t
index_of(const struct plan *plan, uint32_t row)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].row == row)
			return i;
	return PLAN_NONE;
}

static void
tell(struct explaining *x, const struct explanation *e)
{
	CLEANUP(str_done) struct str formula = { 0 }, agreement = { 0 };

	explain_formula_in(&formula, e, x->view->visit->html.catalogue);
	explain_agreement_text_in(&agreement, e, x->view->visit->html.catalogue);
	x->out->period = e->period;
	x->out->formula = kept(x, &formula);
	x->out->method = e->result_e9 != NUM_ABSENT ? explain_method(e, x->plan->policy) : "";
	x->out->agreement = kept(x, &agreement);
	x->out->agrees = e->agreement == PRINTED_AGREES;
	x->out->differs = e->agreement == PRINTED_DIFFERS;
	x->out->policy = explain_policy(x->plan->policy);
	x->out->own = term_of(x, e);
	add_terms(x, e);
}

int
node_explain(const struct plan_view *view, uint32_t row, unsigned period,
    const struct node_explained **out, struct err *err)
{
	struct explaining x = { .view = view, .org_unit = ORG_UNIT_NONE, .err = err };
	uint32_t unit = view->plan->nodes[row].unit;
	struct plan *plan = NULL;
	struct rollup rolled;
	int rc;

	if (period > view->plan->period_count)
		return err_refuse(err, YUP_EINVALID, "month_out_of_range", "%u",
		    view->plan->period_count);
	if (unit < view->plan->unit_count)
		x.org_unit = view->plan->units[unit].org_unit_id;
	rc = app_plan_sources(view->visit->app, view->mem, view->visit->institution_id,
	    view->plan_id, x.org_unit, &x.sources, err);
	if (rc == YUP_OK)
		rc = plan_live_settled(view->live, view->mem, &plan, err);
	if (rc == YUP_OK)
		rc = rollup_compute(view->mem, plan, plan->policy, &rolled, err);
	if (rc < 0)
		return rc;
	x.plan = plan;
	x.out = mem_alloc(view->mem, sizeof(*x.out));
	tell(&x, explain_node(view->mem, plan, &rolled, index_of(plan, row), period));
	if (x.rc == YUP_OK)
		*out = x.out;
	return x.rc;
}
