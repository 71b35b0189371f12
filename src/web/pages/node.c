/* node.c - one row: its fields, its history, its figures explained. */
#include "web/pages/node.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/edit.h"
#include "app/edit_text.h"
#include "app/plan_list.h"
#include "report/chart.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/explain_text.h"
#include "text/finding_text.h"
#include "text/state_text.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/gantt.h"
#include "web/pages/pages.h"
#include "web/pages/plan_sums.h"
#include "web/pages/unit_view.h"
#include "web/when.h"

/* ---- The form --------------------------------------------------------------------- */

/* What people may type in a row; a leaf has a window and a schedule, the others an amount. */
static const struct {
	enum node_field field;
	bool leaf, objective, framework;
	bool numeric, is_long;
	const char *label, *hint;
} FIELDS[] = {
	{ FIELD_CODE, true, true, true, false, false, N_("Código"), "" },
	{ FIELD_TITLE, true, true, true, false, true, N_("Descripción"), "" },
	{ FIELD_WEIGHT, true, true, true, true, false, N_("Ponderación, %"), "" },
	{ FIELD_TOTAL, true, true, false, true, false, N_("Total"),
	    N_("Cuánto se programa en el año.") },
	{ FIELD_BUDGET, false, true, false, true, false, N_("Presupuesto"), "" },
	{ FIELD_FIRST_MONTH, true, false, false, false, false, N_("Mes inicial"), "" },
	{ FIELD_LAST_MONTH, true, false, false, false, false, N_("Mes final"), "" },
	{ FIELD_RESPONSIBLE, true, true, false, false, false, N_("Responsable"), "" },
	{ FIELD_INDICATOR, true, true, true, false, true, N_("Indicador"),
	    N_("Qué se mide; cómo, en su ficha.") },
	{ FIELD_BASELINE, true, true, true, false, false, N_("Línea base"), "" },
	{ FIELD_TARGET, true, true, true, false, false, N_("Meta"), "" },
	{ FIELD_VERIFICATION, true, true, true, false, true, N_("Medio de verificación"),
	    N_("La fuente donde se comprueba.") },
	{ FIELD_FORMULA, true, true, true, false, true, N_("Fórmula"),
	    N_("Con qué cuenta se obtiene: «familias atendidas / familias inscritas × 100».") },
	{ FIELD_DATA_SOURCE, true, true, true, false, true, N_("Fuente de los datos"),
	    N_("El registro, informe o sistema del que salen.") },
	{ FIELD_MEASURE_UNIT, true, true, true, false, false, N_("Unidad de medida"),
	    N_("Familia, informe, kilómetro, por ciento…") },
};

static bool
has_field(const struct node_page *p, size_t i)
{
	if (p->leaf)
		return FIELDS[i].leaf;
	return p->node->level == 0 ? FIELDS[i].framework : FIELDS[i].objective;
}

const char *const node_measure_keys[] = { "no", "yes" };

/* As typed where the form came back, else as it is. */
static struct node_input
input_of(const struct node_page *p, enum node_field field, unsigned period)
{
	const char *key = node_field_key(field);
	const char *name = period > 0 ? mem_printf(p->plan->mem, "%s.%u", key, period) : key;
	const char *typed = http_find(&p->plan->visit->req->form, name);

	return (struct node_input){ .name = name,
		.text = typed != NULL ? typed : view_cell(p->plan, p->row, field, period) };
}

/* One of a few words: as typed where the form came back, else as it is. */
static unsigned
choice_of(const struct node_page *p, enum node_field field, const char *const *words,
    unsigned count, unsigned now)
{
	const char *typed = http_find(&p->plan->visit->req->form, node_field_key(field));

	for (unsigned i = 0; typed != NULL && i < count; i++)
		if (strcmp(words[i], typed) == 0)
			return i;
	return now;
}

static void
make_inputs(struct node_page *p)
{
	size_t all = sizeof(FIELDS) / sizeof(FIELDS[0]);

	p->inputs = mem_array(p->plan->mem, all, sizeof(*p->inputs));
	for (size_t i = 0; i < all; i++) {
		struct node_input *in;

		if (!has_field(p, i))
			continue;
		in = &p->inputs[p->input_count++];
		*in = input_of(p, FIELDS[i].field, 0);
		in->label = FIELDS[i].label;
		in->hint = FIELDS[i].hint;
		in->numeric = FIELDS[i].numeric;
		in->is_long = FIELDS[i].is_long;
		in->of_sheet = node_field_is_of_sheet(FIELDS[i].field);
	}
	p->frequency = choice_of(p, FIELD_FREQUENCY, sheet_frequency_keys, FREQUENCY__COUNT,
	    p->node->sheet.frequency);
	p->percent = choice_of(p, FIELD_PERCENT, node_measure_keys, 2, p->node->percent);
	p->direction = choice_of(p, FIELD_DIRECTION, sheet_direction_keys, DIRECTION__COUNT,
	    p->node->sheet.direction);
	p->has_schedule = p->leaf || (p->node->level > 0 && p->node->has_schedule);
	for (unsigned m = 0; p->has_schedule && m < p->plan->plan->period_count; m++) {
		p->months[m] = input_of(p, FIELD_SCHEDULE, m + 1);
		p->months[m].label = p->plan->plan->pack->periods[m].name;
	}
}

/* ---- What stands around it ------------------------------------------------------------ */

static void
make_above(struct node_page *p)
{
	const struct plan *plan = p->plan->plan;
	size_t depth = 0;

	for (uint32_t i = p->node->parent; i < plan->node_count && depth < PLAN_DEPTH_MAX;
	     i = plan->nodes[i].parent)
		depth++;
	p->above = mem_array(p->plan->mem, depth + 1, sizeof(*p->above));
	p->above_rows = mem_array(p->plan->mem, depth + 1, sizeof(*p->above_rows));
	p->above_count = depth;
	for (uint32_t i = p->node->parent; depth > 0; i = plan->nodes[i].parent) {
		p->above[--depth] = &plan->nodes[i];
		p->above_rows[depth] = i;
	}
}

/* Its own bar, and those of the rows right below it. */
static void
draw_gantt(struct node_page *p)
{
	CLEANUP(str_done) struct str svg = { 0 };
	const struct plan *plan = p->plan->plan;
	struct chart_span *spans = mem_array(p->plan->mem, p->kids->count + 2, sizeof(*spans));
	const char *periods[PACK_PERIODS_MAX];
	struct chart chart;
	size_t count = 0;
	unsigned first, last;

	for (unsigned m = 0; m < plan->period_count; m++)
		periods[m] = html_translated(&p->plan->visit->html, plan->pack->periods[m].abbr);
	if (gantt_window(plan, p->row, &first, &last))
		spans[count++] = (struct chart_span){ .name = p->node->code,
			.first = first,
			.last = last };
	for (uint32_t i = 0; i < p->kids->count; i++)
		if (plan_view_reads(p->plan, plan->nodes[p->kids->list[i]].unit) &&
		    gantt_window(plan, p->kids->list[i], &first, &last))
			spans[count++] = (struct chart_span){
				.name = mem_printf(p->plan->mem, "%s %s",
				    plan->nodes[p->kids->list[i]].code,
				    plan->nodes[p->kids->list[i]].title),
				.first = first,
				.last = last,
			};
	if (count == 0)
		return;
	chart_gantt(p->plan->mem,
	    html_translated(&p->plan->visit->html, N_("En qué períodos se hace")),
	    html_translated(&p->plan->visit->html, N_("Del primero al último con algo programado")),
	    periods, plan->period_count, spans, count, false, &chart);
	chart_put_svg(&svg, &chart, "gantt");
	p->gantt = mem_strdup(p->plan->mem, str_text(&svg));
}

static void
make_findings(struct node_page *p)
{
	size_t kept = 0;

	plan_live_findings_of(p->plan->live, p->plan->mem, p->row, &p->findings);
	for (size_t i = 0; i < p->findings.count; i++)
		if (plan_sums_shows(p->plan, &p->findings.items[i]))
			p->findings.items[kept++] = p->findings.items[i];
	p->findings.count = kept;
	p->sentences = mem_array(p->plan->mem, p->findings.count + 1, sizeof(*p->sentences));
	for (size_t i = 0; i < p->findings.count; i++) {
		CLEANUP(str_done) struct str s = { 0 };

		finding_sentence_in(&s, &p->findings.items[i], p->plan->plan, NULL,
		    p->plan->visit->html.catalogue);
		p->sentences[i] = mem_strdup(p->plan->mem, str_text(&s));
	}
}

/* ---- Observations --------------------------------------------------------------------- */

static bool
is_locked(const struct node_page *p, enum node_field field, unsigned period)
{
	return !(field == FIELD_BUDGET ? p->budget : p->open) ||
	    (p->restricted && !observed_open(&p->observed, p->row, field, period));
}

bool
node_is_locked(const struct node_page *p, enum node_field field)
{
	return is_locked(p, field, 0);
}

static void
lock_all(struct node_page *p)
{
	for (size_t i = 0; i < p->input_count; i++) {
		enum node_field field = FIELD_TITLE;
		unsigned period = 0;

		(void)node_field_find(p->inputs[i].name, &field, &period);
		p->inputs[i].locked = is_locked(p, field, period);
	}
	for (unsigned m = 0; m < p->plan->plan->period_count; m++)
		p->months[m].locked = is_locked(p, FIELD_SCHEDULE, m + 1);
}

/* Those that point at this row, and what they leave open of it. */
static int
make_observed(struct node_page *p, struct err *err)
{
	uint32_t unit = p->node->unit;
	int rc = YUP_OK;

	p->own = (struct observed_list){ .plan = p->plan };
	if (unit < p->plan->plan->unit_count) {
		rc = observed_read(p->plan, 0, unit, &p->observed, err);
		if (rc < 0)
			return rc;
		p->restricted = observed_restrict(&p->observed, unit);
		p->marks = observed_may_make(&p->observed, unit);
	}
	lock_all(p);
	p->own.items = mem_array(p->plan->mem, p->observed.count + 1, sizeof(*p->own.items));
	for (size_t i = 0; i < p->observed.count; i++)
		if (p->observed.items[i].o->anchor.node == p->row) {
			p->own.counts[p->observed.items[i].o->state]++;
			p->own.items[p->own.count++] = p->observed.items[i];
		}
	return rc;
}

/* ---- History --------------------------------------------------------------------------- */

static const char *
label_of(const struct node_page *p, enum node_field field, unsigned period)
{
	CLEANUP(str_done) struct str s = { 0 };

	node_field_label_in(&s, field, period, p->plan->plan->pack, p->plan->visit->html.catalogue);
	return mem_strdup(p->plan->mem, str_text(&s));
}

/* What follows from the others, or is nobody's to read. */
static bool
is_told(unsigned field)
{
	switch (field) {
	case FIELD_POSITION:
	case FIELD_LEVEL:
	case FIELD_CODE_READ:
	case FIELD_BASELINE_PERCENT:
	case FIELD_TARGET_PERCENT:
	case FIELD_TOTAL_PERCENT:
	case FIELD_BEHAVIOUR_INFERRED:
	case FIELD_STATE:
	case FIELD_DECIMALS:
	case FIELD_HAS_SCHEDULE:
	case FIELD_FORM_A:
	case FIELD_FORM_B:
	case FIELD_ID:
	case FIELD_EDITED:
		return false;
	default:
		return true;
	}
}

/* A row and a unit by their names, the rest as people write it. */
const char *
node_cell_text(const struct plan_view *view, enum node_field field, struct cell_value value)
{
	const struct plan *plan = view->plan;

	if (value.number == NUM_ABSENT && value.text == NULL)
		return "";
	if (field == FIELD_EXISTS)
		return html_translated(&view->visit->html, value.number != 0 ? N_("sí") : N_("no"));
	if (field == FIELD_PERCENT)
		return html_translated(&view->visit->html, value.number != 0 ? N_("sí") : N_("no"));
	if (field == FIELD_PARENT && value.number >= 0 && (size_t)value.number < plan->node_count)
		return plan->nodes[value.number].code;
	if (field == FIELD_UNIT && value.number >= 0 && (size_t)value.number < plan->unit_count)
		return plan->units[value.number].path;
	if (field == FIELD_BEHAVIOUR)
		return html_translated(&view->visit->html,
		    explain_behaviour((enum behaviour)value.number));
	if (field == FIELD_FREQUENCY)
		return html_translated(&view->visit->html,
		    sheet_frequency_word((enum sheet_frequency)value.number));
	if (field == FIELD_DIRECTION)
		return html_translated(&view->visit->html,
		    sheet_direction_word((enum sheet_direction)value.number));
	if ((field == FIELD_FIRST_MONTH || field == FIELD_LAST_MONTH) && value.number >= 1 &&
	    value.number <= plan->period_count)
		return html_translated(&view->visit->html,
		    plan->pack->periods[value.number - 1].name);
	if (field == FIELD_BUDGET)
		return view_money(view, value.number);
	if (field == FIELD_WEIGHT || field == FIELD_TOTAL || field == FIELD_SCHEDULE)
		return view_quantity(view, value.number);
	return edit_value_text(view->mem, plan, field, value);
}

static struct node_change
change_of(const struct node_page *p, const struct change *c)
{
	struct node_change_cell *cells = mem_array(p->plan->mem, c->cell_count + 1, sizeof(*cells));
	size_t count = 0;
	bool moved = false;

	for (size_t i = 0; i < c->cell_count; i++) {
		enum node_field field = (enum node_field)c->cells[i].field;

		moved |= field == FIELD_POSITION;
		if (is_told(field))
			cells[count++] = (struct node_change_cell){ label_of(p, field,
									c->cells[i].period),
				node_cell_text(p->plan, field, c->cells[i].before),
				node_cell_text(p->plan, field, c->cells[i].after) };
	}
	return (struct node_change){ c->revision, when_instant(p->plan->mem, c->at), c->actor,
		change_kind_word(c->kind), c->why, cells, count, moved };
}

static int
make_history(struct visit *visit, struct node_page *p, struct err *err)
{
	struct app_version version;
	struct app_history history;
	int rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, p->plan->plan_id,
	    &version, err);

	if (rc == YUP_OK)
		rc = app_plan_history(visit->app, visit->req->mem, &version, p->row, &history, err);
	if (rc < 0)
		return rc;
	p->changes = mem_array(p->plan->mem, history.count + 1, sizeof(*p->changes));
	for (size_t i = history.count; i-- > 0;)
		p->changes[p->change_count++] = change_of(p, &history.changes[i]);
	return YUP_OK;
}

/* ---- The page ------------------------------------------------------------------------------ */

static int
make_page(struct visit *visit, struct plan_view *plan, struct node_page *out, struct err *err)
{
	const char *month = http_find(&visit->req->query, "mes");
	struct node_page p = { .plan = plan, .why = visit_field(visit, "porque") };
	int rc = plan_view_open(visit, 0, plan, err);

	if (rc == YUP_OK)
		rc = plan_view_row(plan, 1, &p.row, err);
	if (rc < 0)
		return rc;
	p.node = &plan->plan->nodes[p.row];
	p.leaf = plan_is_leaf_level(plan->plan, p.node->level);
	p.open = plan_view_is_open(plan, p.node->unit);
	p.budget = plan_view_budget_is_open(plan, p.node->unit);
	p.seen = p.node->revision;
	p.unit = p.node->unit < plan->plan->unit_count ? &plan->plan->units[p.node->unit] : NULL;
	p.kids = plan_tree_kids(plan->tree, p.row);
	p.month_e9 = rollup_of_node(plan->rollup, p.row);
	p.total_e9 = p.month_e9 != NULL ? plan->rollup->total_e9[plan->rollup->row_of[p.row]]
					: NUM_ABSENT;
	make_inputs(&p);
	make_above(&p);
	draw_gantt(&p);
	make_findings(&p);
	p.back = mem_printf(plan->mem, "/plan/%lld/fila/%u", (long long)plan->plan_id, p.row);
	rc = make_observed(&p, err);
	if (rc == YUP_OK)
		rc = make_history(visit, &p, err);
	if (rc == YUP_OK && month != NULL && (p.leaf || p.month_e9 != NULL))
		rc = node_explain(plan, p.row, (unsigned)strtoul(month, NULL, 10), &p.explained,
		    err);
	if (rc == YUP_OK)
		*out = p;
	return rc;
}

static int
show(struct visit *visit, const struct node_page *p)
{
	struct frame f = frame_make(visit,
	    mem_printf(visit->req->mem, "%s %s", p->node->code, p->node->title), PLACE_PLAN);

	tpl_node(&visit->html, &f, p);
	return YUP_OK;
}

static int
node_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct node_page p;
	int rc = make_page(visit, &plan, &p, err);

	return rc < 0 ? rc : show(visit, &p);
}

static void
take_conflicts(struct node_page *p, const struct app_edited *edited)
{
	p->conflicts = mem_array(p->plan->mem, edited->conflict_count + 1, sizeof(*p->conflicts));
	for (size_t i = 0; i < edited->conflict_count; i++) {
		const struct app_conflict *c = &edited->conflicts[i];

		p->conflicts[p->conflict_count++] = (struct node_conflict){
			label_of(p, c->field, c->period),
			edit_value_text(p->plan->mem, p->plan->plan, c->field, c->after),
			c->mine != NULL ? c->mine : "", c->actor, when_instant(p->plan->mem, c->at)
		};
	}
}

static void
mark_wrong(struct node_page *p, const struct err *err)
{
	if (err->field == NULL)
		return;
	for (size_t i = 0; i < p->input_count; i++)
		p->inputs[i].wrong = strcmp(p->inputs[i].name, err->field) == 0;
	for (unsigned m = 0; m < p->plan->plan->period_count; m++)
		p->months[m].wrong = strcmp(err->field, "schedule") == 0 && err->line == m + 1;
}

static int
show_refused(struct visit *visit, int rc, const struct app_edited *edited, const struct err *err)
{
	struct plan_view plan;
	struct node_page p;
	struct err ignored;

	if (!form_refused(visit, rc, err) || make_page(visit, &plan, &p, &ignored) < 0)
		return rc;
	p.wrong = form_sentence(visit, err);
	mark_wrong(&p, err);
	take_conflicts(&p, edited);
	return show(visit, &p);
}

static const char *
back_to(const struct visit *visit, const char *done)
{
	return mem_printf(visit->req->mem, "/plan/%s/fila/%s?listo=%s", visit->args[0],
	    visit->args[1], done);
}

/* ---- Saving and undoing ------------------------------------------------------------------------ */

enum { TYPED_MAX = 40 };

static const char *
as_it_is(const struct plan_view *plan, uint32_t row, const struct typed_cell *cell)
{
	if (cell->field == FIELD_PERCENT)
		return node_measure_keys[plan->plan->nodes[row].percent];
	if (cell->field == FIELD_BEHAVIOUR)
		return behaviour_key(plan->plan->nodes[row].behaviour);
	return view_cell(plan, row, cell->field, cell->period);
}

/* Line ends come from a browser as CR LF. */
static const char *
without_returns(struct mem *mem, const char *text)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (strchr(text, '\r') == NULL)
		return text;
	for (; *text != '\0'; text++)
		if (*text != '\r')
			str_put_char(&s, *text);
	return mem_strdup(mem, str_text(&s));
}

/* The cells that are not as they were. */
static size_t
changed_cells(const struct visit *visit, const struct plan_view *plan, uint32_t row,
    struct typed_cell typed[TYPED_MAX])
{
	const struct http_values *form = &visit->req->form;
	size_t count = 0;

	for (size_t i = 0; i < form->count && count < TYPED_MAX; i++) {
		struct typed_cell cell = { .text = without_returns(plan->mem,
					       form->items[i].value) };

		if (node_field_find(form->items[i].name, &cell.field, &cell.period) &&
		    cell.period <= plan->plan->period_count &&
		    strcmp(as_it_is(plan, row, &cell), cell.text) != 0)
			typed[count++] = cell;
	}
	return count;
}

static int
save(struct visit *visit, struct app_edited *edited, struct err *err)
{
	struct typed_cell typed[TYPED_MAX];
	const char *seen = visit_field(visit, "visto");
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_CELLS,
		.why = visit_field(visit, "porque"),
		.seen = seen[0] != '\0' ? (uint32_t)strtoul(seen, NULL, 10) : APP_SEEN_ANY,
		.typed = typed };
	struct plan_view plan;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = plan_view_row(&plan, 1, &request.node, err);
	if (rc < 0)
		return rc;
	request.plan_id = plan.plan_id;
	request.typed_count = changed_cells(visit, &plan, request.node, typed);
	if (request.typed_count == 0)
		return YUP_OK;
	return app_edit(visit->app, visit->plans, visit->req->mem, &request, edited, err);
}

static int
node_save(struct visit *visit, struct err *err)
{
	struct app_edited edited = { 0 };
	int rc = save(visit, &edited, err);

	return rc < 0 ? show_refused(visit, rc, &edited, err)
		      : answer_see(visit, back_to(visit, "guardado"));
}

static int
undo(struct visit *visit, struct app_edited *edited, struct err *err)
{
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_UNDO,
		.seen = APP_SEEN_ANY,
		.revision = (uint32_t)strtoul(visit_field(visit, "cambio"), NULL, 10) };
	struct plan_view plan;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = plan_view_row(&plan, 1, &request.node, err);
	if (rc < 0)
		return rc;
	request.plan_id = plan.plan_id;
	return app_edit(visit->app, visit->plans, visit->req->mem, &request, edited, err);
}

static int
node_undo(struct visit *visit, struct err *err)
{
	struct app_edited edited = { 0 };
	int rc = undo(visit, &edited, err);
	uint32_t row = (uint32_t)strtoul(visit->args[1], NULL, 10);

	if (rc < 0)
		return show_refused(visit, rc, &edited, err);
	if (plan_live_plan(edited.live)->nodes[row].deleted)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/plan/%s?listo=deshecho", visit->args[0]));
	return answer_see(visit, back_to(visit, "deshecho"));
}

const struct route pages_node[] = {
	{ METHOD_GET, "/plan/{plan}/fila/{fila}", node_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/fila/{fila}", node_save, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/fila/{fila}/deshacer", node_undo, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ 0 },
};
