#include "web/pages/unit_view.h"

#include <string.h>

#include "core/plan_state.h"
#include "report/chart.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/explain_text.h"
#include "text/finding_text.h"
#include "web/html.h"
#include "web/pages/finding_mark.h"

static struct html_name
name_of(const char *text)
{
	return (struct html_name){ text, strlen(text) };
}

enum unit_form
unit_form_shown(const struct visit *visit)
{
	return strcmp(visit_field(visit, "formulario"), "a") == 0 ? UNIT_FORM_A : UNIT_FORM_B;
}

/* ---- Rows --------------------------------------------------------------------- */

static struct unit_row *
add_row(struct unit_view *v, uint32_t row, size_t *room)
{
	const struct rollup *r = v->plan.rollup;
	struct unit_row *out;

	MEM_PUSH(v->plan.mem, v->rows, v->row_count, *room);
	out = &v->rows[v->row_count - 1];
	*out = (struct unit_row){ .row = row,
		.name = name_of(mem_number(v->plan.mem, row)),
		.node = &v->plan.plan->nodes[row] };
	out->month_e9 = rollup_of_node(r, row);
	out->total_e9 = out->month_e9 != NULL ? r->total_e9[r->row_of[row]] : NUM_ABSENT;
	return out;
}

static bool
serves(const struct unit_view *v, uint32_t root)
{
	const struct plan_kids *kids = plan_tree_kids(v->plan.tree, root);

	for (uint32_t i = 0; i < kids->count; i++)
		if (v->plan.plan->nodes[kids->list[i]].unit == v->unit)
			return true;
	return false;
}

static void
add_below(struct unit_view *v, uint32_t parent, size_t *room)
{
	const struct plan_kids *kids = plan_tree_kids(v->plan.tree, parent);

	for (uint32_t i = 0; i < kids->count; i++) {
		uint32_t row = kids->list[i];
		bool leaf = plan_is_leaf_level(v->plan.plan, v->plan.plan->nodes[row].level);

		if (v->plan.plan->nodes[row].unit != v->unit)
			continue;
		if (!leaf || v->form == UNIT_FORM_B)
			add_row(v, row, room)->parent = v->form == UNIT_FORM_B && !leaf;
		if (!leaf)
			add_below(v, row, room);
	}
}

/* After the last row of each heading of activities stands what adds one. */
static void
close_rows(struct unit_view *v)
{
	const struct unit_row *heading = NULL;

	for (size_t i = 0; v->form == UNIT_FORM_B && i < v->row_count; i++) {
		const struct unit_row *next = i + 1 < v->row_count ? &v->rows[i + 1] : NULL;

		if (v->rows[i].parent)
			heading = &v->rows[i];
		if ((next == NULL || next->parent) && heading->node->unit == v->unit &&
		    plan_is_leaf_level(v->plan.plan, heading->node->level + 1U))
			v->rows[i].closes = heading;
	}
}

static void
make_rows(struct unit_view *v)
{
	const struct plan_kids *roots = &v->plan.tree->roots;
	size_t room = 0;

	for (uint32_t i = 0; i < roots->count; i++)
		if (serves(v, roots->list[i])) {
			add_row(v, roots->list[i], &room)->parent = true;
			add_below(v, roots->list[i], &room);
		}
	close_rows(v);
}

static void
name_months(struct unit_view *v)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (unsigned m = 1; m <= v->plan.plan->period_count; m++) {
		str_clear(&s);
		str_put(&s, node_field_key(FIELD_SCHEDULE));
		str_put_char(&s, '.');
		str_put_uint(&s, m, 1);
		v->months[m] = name_of(mem_strdup(v->plan.mem, s.text));
	}
}

/* ---- Findings ------------------------------------------------------------------ */

/* "schedule": what of its row a finding speaks of. */
static const char *
field_of(const struct finding *f)
{
	static const struct {
		uint8_t rule;
		const char *field;
	} FIELDS[] = { { 1, "code" }, { 2, "code" }, { 3, "code" }, { 4, "code" }, { 10, "weight" },
		{ 11, "weight" }, { 12, "weight" }, { 13, "weight" }, { 18, "total" },
		{ 49, "target" } };
	static const char *const WRITTEN[] = { "indicator", "target", "verification", "responsible",
		"title" }; /* R09's, in its order */

	if (f->rule == 9 && f->variant < sizeof(WRITTEN) / sizeof(WRITTEN[0]))
		return WRITTEN[f->variant];
	for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
		if (FIELDS[i].rule == f->rule)
			return FIELDS[i].field;
	return f->period > 0 ? "schedule" : "total";
}

/* Form A has the figures of an objective, form B its activities. */
static const char *
other_form(const struct unit_view *v, const struct plan_node *node, const char *field)
{
	bool leaf = plan_is_leaf_level(v->plan.plan, node->level);
	bool figure = strcmp(field, "schedule") == 0 || strcmp(field, "total") == 0;

	if (v->form == UNIT_FORM_A && leaf)
		return "b";
	return v->form == UNIT_FORM_B && !leaf && node->level > 0 && figure ? "a" : NULL;
}

static void
link_finding(const struct unit_view *v, const struct finding *f, struct unit_finding *out)
{
	const struct plan *plan = v->plan.plan;
	struct mem *mem = v->plan.mem;
	const char *field = field_of(f), *form;

	out->go = "";
	if (f->node >= plan->node_count)
		return;
	out->code = plan->nodes[f->node].code;
	out->go = mem_printf(mem, "%u.%s.%u", f->node, field, f->period);
	out->link = mem_printf(mem, "#fila-%u", f->node);
	form = other_form(v, &plan->nodes[f->node], field);
	if (form == NULL)
		return;
	out->other = form[0] == 'a' ? N_("En el formulario A.") : N_("En el formulario B.");
	out->link = mem_printf(mem, "/plan/%lld/unidad/%s?formulario=%s&celda=%s%s#fila-%u",
	    (long long)v->plan.plan_id, plan->units[v->unit].id, form, field,
	    f->period > 0 ? mem_printf(mem, ".%u", f->period) : "", f->node);
}

static const char *const STYLES[] = { "advice", "warning", "error" };

static struct unit_finding
tell(const struct unit_view *v, const struct finding *f)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	struct mem *mem = v->plan.mem;
	struct unit_finding out;

	finding_sentence_in(&sentence, f, v->plan.plan, NULL, v->plan.visit->html.catalogue);
	out = (struct unit_finding){
		.finding = f,
		.fixes = finding_choices_of(&v->plan, f, str_text(&sentence)),
		.severity = severity_word((enum severity)f->severity),
		.style = STYLES[f->severity],
		.rule = mem_printf(mem, "R%02u", f->rule),
		.sentence = mem_strdup(mem, str_text(&sentence)),
		.code = "",
	};
	link_finding(v, f, &out);
	return out;
}

static void
count_at_row(struct unit_view *v, const struct finding *f)
{
	for (size_t i = 0; i < v->row_count; i++)
		if (v->rows[i].row == f->node) {
			v->rows[i].errors += f->severity == SEVERITY_ERROR;
			v->rows[i].warnings += f->severity == SEVERITY_WARNING;
		}
}

/* Errors first, then warnings, then advice. */
static void
make_findings(struct unit_view *v)
{
	struct finding_list all;

	plan_live_findings_of_unit(v->plan.live, v->plan.mem, v->unit, &all);
	v->findings.mem = v->plan.mem;
	for (int s = SEVERITY__COUNT - 1; s >= 0; s--)
		for (size_t i = 0; i < all.count; i++)
			if (all.items[i].severity == s) {
				*finding_add(&v->findings) = all.items[i];
				count_at_row(v, &all.items[i]);
				v->counts[s]++;
			}
	v->told_count = v->findings.count;
	v->told = mem_array(v->plan.mem, v->told_count + 1, sizeof(*v->told));
	for (size_t i = 0; i < v->told_count; i++)
		v->told[i] = tell(v, &v->findings.items[i]);
}

/* ---- Totals ---------------------------------------------------------------------- */

static void
make_totals(struct unit_view *v)
{
	const struct rollup *r = v->plan.rollup;
	const struct plan *plan = v->plan.plan;

	if (r->unit_known[v->unit]) {
		v->month_e9 = r->unit_month_e9 + (size_t)v->unit * r->period_count;
		v->total_e9 = r->unit_total_e9[v->unit];
	}
	v->budget_cents = 0;
	for (size_t i = 0; i < v->row_count; i++) {
		const struct plan_node *node = v->rows[i].node;

		if (node->unit == v->unit && node->budget_cents != NUM_ABSENT &&
		    !plan_is_leaf_level(plan, node->level))
			v->budget_cents += node->budget_cents;
	}
}

static void
make_chart(struct unit_view *v)
{
	CLEANUP(str_done) struct str svg = { 0 };
	const struct pack *pack = v->plan.plan->pack;
	unsigned n = v->plan.plan->period_count;
	int64_t *cumulated = mem_array(v->plan.mem, n + 1, sizeof(*cumulated)), sum = 0;
	const char *periods[PACK_PERIODS_MAX];
	struct chart_curve curve = { N_("Programado"), "planned", cumulated };
	struct chart chart;

	if (v->month_e9 == NULL)
		return;
	for (unsigned m = 0; m < n; m++) {
		sum += v->month_e9[m];
		cumulated[m] = sum;
		periods[m] = pack->periods[m].initial;
	}
	chart_curves(v->plan.mem, N_("Avance programado"),
	    N_("Porcentaje acumulado de la unidad al final de cada período"), periods, n, &curve, 1,
	    &chart);
	chart_put_svg(&svg, &chart, "curva");
	v->chart = mem_strdup(v->plan.mem, str_text(&svg));
	v->cumulated_e9 = cumulated;
}

const char *
behaviour_key(unsigned behaviour)
{
	static const char *const KEYS[] = { "sum", "average", "last" };

	return behaviour < BEHAVIOUR__COUNT ? KEYS[behaviour] : "";
}

const char *
behaviour_word(unsigned behaviour)
{
	return behaviour < BEHAVIOUR__COUNT ? explain_behaviour((enum behaviour)behaviour) : "";
}

void
unit_view_make(const struct plan_view *plan, uint32_t unit, enum unit_form form,
    struct unit_view *out)
{
	struct unit_view v = { .plan = *plan, .unit = unit, .form = form };
	unsigned state = plan->plan->units[unit].state;
	bool draft = plan->plan->state == PLAN_DRAFT;

	v.total_e9 = NUM_ABSENT;
	v.open = plan_view_is_open(plan, unit);
	v.budget = plan_view_budget_is_open(plan, unit);
	v.fills = v.open || (v.budget && form == UNIT_FORM_A);
	v.why = "";
	v.may_submit = draft && unit_is_open((enum unit_state)state) &&
	    plan_view_may(plan, MAY_SUBMIT_UNIT, unit);
	v.may_approve = draft && state == UNIT_SUBMITTED &&
	    plan_view_may(plan, MAY_APPROVE_UNIT, unit);
	v.may_validate = draft && state == UNIT_APPROVED && plan_view_may(plan, MAY_VALIDATE, unit);
	v.may_return = draft &&
	    ((state == UNIT_SUBMITTED && plan_view_may(plan, MAY_APPROVE_UNIT, unit)) ||
		((state == UNIT_SUBMITTED || state == UNIT_APPROVED || state == UNIT_VALIDATED) &&
		    plan_view_may(plan, MAY_OBSERVE, unit)));
	make_rows(&v);
	name_months(&v);
	make_findings(&v);
	make_totals(&v);
	make_chart(&v);
	*out = v;
}

int
unit_view_observe(struct unit_view *view, struct err *err)
{
	const struct plan_view *plan = &view->plan;
	const char *id = plan->plan->units[view->unit].id;
	int rc = observed_read(plan, 0, view->unit, &view->observed, err);

	if (rc < 0)
		return rc;
	view->restricted = observed_restrict(&view->observed, view->unit);
	view->marks = observed_may_make(&view->observed, view->unit);
	view->back = mem_printf(plan->mem, "/plan/%lld/unidad/%s?formulario=%s",
	    (long long)plan->plan_id, id, view->form == UNIT_FORM_A ? "a" : "b");
	view->make = (struct observe_form){ .unit_id = id,
		.row = "",
		.cell = "",
		.place = html_translated(&plan->visit->html, N_("La unidad entera")),
		.text = "",
		.back = view->back,
		.returns = view->may_return };
	return YUP_OK;
}

static bool
is_wrong(const struct unit_view *view, uint32_t row, enum node_field field, unsigned period)
{
	const struct unit_refused *r = &view->refused;

	return r->row == row && r->period == period && r->field != NULL &&
	    strcmp(r->field, node_field_key(field)) == 0;
}

struct unit_cell
unit_view_cell(const struct unit_view *view, uint32_t row, enum node_field field, unsigned period)
{
	bool amount = field == FIELD_BUDGET;
	struct unit_cell cell = { .typed = amount ? view->fills : view->open,
		.locked = amount && !view->budget };

	if (view->refused.wrong != NULL)
		cell.wrong = is_wrong(view, row, field, period);
	if (view->observed.count == 0)
		return cell;
	cell.at = observed_at(&view->observed, row, field, period);
	if (view->restricted && !observed_open(&view->observed, row, field, period))
		cell.locked = true;
	return cell;
}

struct unit_row_marks
unit_view_row(const struct unit_view *view, uint32_t row)
{
	struct unit_row_marks marks = { view->open, view->open, NULL };

	if (view->observed.count == 0)
		return marks;
	marks.at = observed_at(&view->observed, row, FIELD__COUNT, 0);
	marks.moves = view->open && observed_open(&view->observed, row, FIELD_POSITION, 0);
	marks.deletes = view->open && observed_open(&view->observed, row, FIELD_EXISTS, 0);
	return marks;
}

const char *
unit_view_balance(const struct unit_view *view, const struct html *like)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s, .catalogue = like->catalogue };

	tpl_balance(&h, view);
	return mem_strdup(view->plan.mem, str_text(&s));
}

const char *
unit_view_curve(const struct unit_view *view, const struct html *like)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s, .catalogue = like->catalogue };

	tpl_unit_curve(&h, view);
	return mem_strdup(view->plan.mem, str_text(&s));
}

struct html_name
unit_cell_name(const struct unit_view *view, enum node_field field, unsigned period)
{
	return period > 0 ? view->months[period] : name_of(node_field_key(field));
}

/* As it was typed, where the form came back; NULL where it did not. */
static const char *
typed_text(const struct unit_view *view, uint32_t row, enum node_field field, unsigned period)
{
	struct mem *mem = view->plan.mem;
	const char *key = node_field_key(field);
	const char *name = period > 0 ? mem_printf(mem, "%u.%s.%u", row, key, period)
				      : mem_printf(mem, "%u.%s", row, key);

	return http_find(&view->plan.visit->req->form, name);
}

struct view_shown
unit_cell_shown(const struct unit_view *view, uint32_t row, enum node_field field, unsigned period)
{
	const char *typed = view->refused.wrong != NULL ? typed_text(view, row, field, period)
							: NULL;

	return typed != NULL ? (struct view_shown){ .text = typed }
			     : view_shown(&view->plan, row, field, period);
}

const char *
unit_title_shown(const struct unit_view *view, uint32_t row)
{
	const char *typed = view->refused.wrong != NULL ? typed_text(view, row, FIELD_TITLE, 0)
							: NULL;

	return typed != NULL ? typed : view->plan.plan->nodes[row].title;
}
