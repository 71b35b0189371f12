#include "report/doc_plan.h"

#include "base/mem.h"
#include "base/str.h"
#include "report/doc_cell.h"
#include "report/doc_say.h"

/* Columns of form A and B before the months. */
enum { LEAD_A = 8, LEAD_B = 9, COLUMNS_MAX = LEAD_B + PACK_PERIODS_MAX + 2 };

enum { CODES_MAX = 200 }; /* named in a note */

/* What one saying needs besides the document. */
struct telling {
	struct doc_speech said;
	const struct doc_plan *d;
	const struct plan *plan;
	struct mem *mem; /* of one form */
};

/* ---- Which rows stand where --------------------------------------------------------- */

/* What building the index needs. */
struct ordering {
	const struct plan *plan;
	struct plan_children children;
	uint32_t *first, *nodes;
};

/* A row, then those that hang from it in the same unit: an objective over its activities. */
static void
add_family(struct ordering *o, uint32_t node)
{
	uint32_t unit = o->plan->nodes[node].unit;
	size_t count;
	const uint32_t *list = plan_children_of(&o->children, node, &count);

	o->nodes[o->first[unit + 1]++] = node;
	for (size_t i = 0; i < count; i++)
		if (o->plan->nodes[list[i]].unit == unit)
			add_family(o, list[i]);
}

/* Whose rows each form A has: a sheet may be shared. */
static const uint32_t *
index_forms(struct mem *mem, const struct plan *plan)
{
	uint32_t *only = mem_array(mem, plan->form_count + 1, sizeof(*only));
	bool *seen = mem_array(mem, plan->form_count + 1, sizeof(*seen));

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		uint32_t form = node->form_a;

		if (node->unit == PLAN_NONE || form == PLAN_NONE)
			continue;
		only[form] = seen[form] && only[form] != node->unit ? PLAN_NONE : node->unit;
		seen[form] = true;
	}
	return only;
}

void
doc_plan_index(struct mem *mem, struct doc_plan *document)
{
	const struct plan *plan = document->plan;
	struct ordering o = { .plan = plan };

	plan_index_children(mem, plan, &o.children);
	o.first = mem_array(mem, plan->unit_count + 2, sizeof(*o.first));
	o.nodes = mem_array(mem, plan->node_count + 1, sizeof(*o.nodes));
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].unit != PLAN_NONE)
			o.first[plan->nodes[i].unit + 2]++;
	for (size_t u = 2; u < plan->unit_count + 2; u++)
		o.first[u] += o.first[u - 1];
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->unit != PLAN_NONE &&
		    (node->parent == PLAN_NONE || plan->nodes[node->parent].unit != node->unit))
			add_family(&o, i);
	}
	document->form_unit = index_forms(mem, plan);
	document->first = o.first;
	document->nodes = o.nodes;
}

/* An objective: those read stand where they were read; those made here in both. */
static bool
is_in_a(const struct plan_node *node)
{
	return node->level == 1 && (node->form_a != PLAN_NONE || node->form_b == PLAN_NONE);
}

static bool
is_in_b(const struct doc_plan *d, uint32_t i)
{
	const struct plan_node *node = &d->plan->nodes[i];

	if (node->level == 0)
		return false;
	return node->form_b != PLAN_NONE || node->form_a == PLAN_NONE || node->level > 1 ||
	    rollup_of_node(d->rolled, i) != NULL;
}

static bool
has_form(const struct doc_plan *d, uint32_t unit, bool form_b)
{
	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++) {
		uint32_t i = d->nodes[k];

		if (form_b ? is_in_b(d, i) : is_in_a(&d->plan->nodes[i]))
			return true;
	}
	return false;
}

/* Somebody changed what its printed figures follow from. */
static bool
was_edited(const struct doc_plan *d, uint32_t unit)
{
	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++)
		if (d->plan->nodes[d->nodes[k]].edited)
			return true;
	return false;
}

/* ---- Columns ------------------------------------------------------------------------ */

static struct doc_column
wide(const char *head, unsigned width)
{
	return (struct doc_column){ .head = head, .width = width, .wraps = true };
}

static struct doc_column
figures(const char *head)
{
	return (struct doc_column){ .head = head, .width = 1, .align = DOC_RIGHT };
}

static size_t
add_months(const struct plan *plan, struct doc_column *columns, size_t n)
{
	for (unsigned m = 0; m < plan->period_count; m++) {
		columns[n] = figures(plan->pack->periods[m].initial);
		columns[n++].group = plan->period_count == 12 ? "Cronograma Mensual" : "Cronograma";
	}
	columns[n++] = figures("Total");
	return n;
}

static size_t
columns_a(struct mem *mem, const struct plan *plan, struct doc_column columns[COLUMNS_MAX])
{
	size_t n = 0;

	columns[n++] = (struct doc_column){ .head = "Cod." };
	columns[n++] = wide(plan->pack->levels[1].name, 22);
	columns[n++] = wide("Resp", 8);
	columns[n++] = figures("Pond.");
	columns[n++] = wide("Indicador", 17);
	columns[n++] = wide("L.B.", 6);
	columns[n++] = wide(mem_printf(mem, "Meta %d", plan->year), 8);
	columns[n++] = wide("Medio de Verificación", 15);
	n = add_months(plan, columns, n);
	columns[n++] = figures(mem_printf(mem, "Ppto. %s", plan->pack->currency));
	return n;
}

static size_t
columns_b(struct mem *mem, const struct plan *plan, struct doc_column columns[COLUMNS_MAX])
{
	const struct pack_level *levels = plan->pack->levels;
	size_t n = 0;

	columns[n++] = (struct doc_column){ .head = "Cod." };
	columns[n++] = wide(mem_printf(mem, "%s/ %s", levels[1].name,
				levels[plan->pack->level_count - 1].name),
	    22);
	columns[n++] = figures("Pond. %");
	columns[n++] = wide("Indicador", 16);
	columns[n++] = wide("Resp", 10);
	columns[n++] = wide("Línea Base", 6);
	columns[n++] = wide("Meta", 7);
	columns[n++] = wide("Medio de Verificación", 15);
	columns[n++] = (struct doc_column){ .head = plan->period_count == 12 ? "Mes Ini-Fin"
									     : "Ini-Fin",
		.align = DOC_CENTRE };
	return add_months(plan, columns, n);
}

/* "Objetivo de Gestión Específico-Actividad" */
static const char *
title_of(struct mem *mem, const struct pack *pack, bool form_b)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s, pack->levels[1].name);
	for (size_t i = 2; form_b && i < pack->level_count; i++)
		str_printf(&s, "-%s", pack->levels[i].name);
	return mem_strdup(mem, str_text(&s));
}

/* ---- Cells -------------------------------------------------------------------------- */

static size_t
add_schedule(const struct plan *plan, uint32_t i, struct doc_cell *cells, size_t n)
{
	const struct plan_node *node = &plan->nodes[i];
	enum doc_value kind = node->percent ? DOC_PERCENT : DOC_QUANTITY;

	for (unsigned m = 0; m < plan->period_count; m++) {
		int64_t month_e4 = node->given & (1u << m) ? plan_schedule(plan, i)[m] : NUM_ABSENT;

		cells[n] = doc_number(kind, month_e4);
		if (kind == DOC_QUANTITY && month_e4 % E4 != 0) /* "16.50", and "4" beside it */
			cells[n].decimals = node->decimals;
		n++;
	}
	cells[n++] = doc_number(node->total_percent ? DOC_PERCENT : DOC_QUANTITY, node->total_e4);
	return n;
}

/* As printed. */
static size_t
add_quantities(const int64_t *month_e4, unsigned count, int64_t total_e4, unsigned decimals,
    enum doc_value total_kind, struct doc_cell *cells, size_t n)
{
	for (unsigned m = 0; m < count; m++) {
		cells[n] = doc_number(DOC_QUANTITY, month_e4[m]);
		cells[n++].decimals = (uint8_t)decimals;
	}
	cells[n] = doc_number(total_kind, total_e4);
	cells[n++].decimals = total_kind == DOC_PERCENT ? (uint8_t)decimals : 0;
	return n;
}

/* As computed; blank where there is nothing. */
static size_t
add_shares(const int64_t *month_e9, unsigned count, int64_t total_e9, unsigned decimals,
    struct doc_cell *cells, size_t n)
{
	for (unsigned m = 0; m < count; m++)
		cells[n++] = doc_ratio(DOC_SHARE, month_e9 != NULL ? month_e9[m] : NUM_ABSENT,
		    decimals);
	cells[n++] = doc_ratio(DOC_RATIO, month_e9 != NULL ? total_e9 : NUM_ABSENT, decimals);
	return n;
}

static const char *
window_of(struct mem *mem, const struct plan *plan, const struct plan_node *node)
{
	const struct pack_period *periods = plan->pack->periods;

	if (node->first_month == 0)
		return "";
	return mem_printf(mem, "%s-%s", periods[node->first_month - 1].abbr,
	    periods[node->last_month - 1].abbr);
}

static const char *
acronym_of(const struct plan *plan, const struct plan_node *node)
{
	return node->unit != PLAN_NONE ? plan->units[node->unit].acronym : "";
}

/* ---- Form A ------------------------------------------------------------------------- */

static void
say_row(struct telling *t, enum doc_row_kind kind, const struct doc_cell *cells, size_t count)
{
	const struct doc_row row = { .kind = kind,
		.cells = cells,
		.count = count,
		.keep_with_next = kind == DOC_ROW_GROUP || kind == DOC_ROW_OVER };

	DOC_SAY(&t->said, row, &row);
}

static void
say_framework_line(struct telling *t, uint32_t root, size_t columns)
{
	struct doc_cell cell = doc_text(mem_printf(t->mem, "%s: %s", t->plan->pack->levels[0].name,
	    t->plan->nodes[root].title));

	cell.span = (uint8_t)columns;
	cell.strong = true;
	say_row(t, DOC_ROW_GROUP, &cell, 1);
}

static void
say_row_a(struct telling *t, uint32_t i)
{
	const struct plan_node *node = &t->plan->nodes[i];
	struct doc_cell cells[COLUMNS_MAX];
	size_t n = 0;

	cells[n++] = doc_text(node->code);
	cells[n++] = doc_text(node->title);
	cells[n++] = doc_text(acronym_of(t->plan, node));
	cells[n++] = doc_number(DOC_PERCENT, node->weight_e4);
	cells[n++] = doc_text(node->indicator);
	cells[n++] = doc_text(node->baseline.text);
	cells[n++] = doc_text(node->target.text);
	cells[n++] = doc_text(node->verification);
	n = add_schedule(t->plan, i, cells, n);
	cells[n++] = doc_number(DOC_MONEY, node->budget_cents);
	say_row(t, DOC_ROW, cells, n);
}

/* What the rows of a unit's form A say together. */
struct sums_a {
	uint32_t form;     /* that they were read from; PLAN_NONE */
	bool several;      /* of them were read from another */
	bool edited;       /* not as it was printed */
	size_t groups;     /* lines of the framework */
	int64_t sum_cents; /* NUM_ABSENT: none has any */
};

static void
add_row_a(struct sums_a *sums, const struct plan_node *node)
{
	if (node->form_a != PLAN_NONE) {
		sums->several |= sums->form != PLAN_NONE && sums->form != node->form_a;
		sums->form = node->form_a;
	}
	sums->edited |= node->edited || node->form_a == PLAN_NONE;
	if (node->budget_cents != NUM_ABSENT)
		sums->sum_cents = (sums->sum_cents == NUM_ABSENT ? 0 : sums->sum_cents) +
		    node->budget_cents;
}

/* `Presupuesto:` as it was printed for these rows and no others; else NUM_ABSENT. */
static int64_t
printed_footer(const struct doc_plan *d, uint32_t unit, const struct sums_a *sums)
{
	const struct plan_form *f;

	if (sums->form == PLAN_NONE || sums->several || sums->edited ||
	    d->form_unit[sums->form] != unit)
		return NUM_ABSENT;
	f = &d->plan->forms[sums->form];
	return f->has_footer ? f->footer_cents : NUM_ABSENT;
}

static void
say_footer_a(struct telling *t, uint32_t unit, const struct sums_a *sums, size_t columns)
{
	int64_t printed = printed_footer(t->d, unit, sums);
	int64_t cents = printed != NUM_ABSENT ? printed : sums->sum_cents;
	struct doc_cell cells[2] = { doc_text("Presupuesto:"), doc_number(DOC_MONEY, cents) };

	if (cents == NUM_ABSENT)
		return;
	cells[0].span = (uint8_t)(columns - 1);
	cells[0].strong = cells[1].strong = true;
	cells[1].sum = sums->groups < 2 && cents == sums->sum_cents ? DOC_SUM_LINES : DOC_SUM_NONE;
	say_row(t, DOC_ROW_TOTAL, cells, 2);
}

static void
say_rows_a(struct telling *t, uint32_t unit, size_t columns)
{
	const struct doc_plan *d = t->d;
	struct sums_a sums = { .form = PLAN_NONE, .sum_cents = NUM_ABSENT };
	uint32_t root = PLAN_NONE;

	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++) {
		const struct plan_node *node = &d->plan->nodes[d->nodes[k]];

		if (!is_in_a(node))
			continue;
		add_row_a(&sums, node);
		if (node->parent != root && node->parent != PLAN_NONE) {
			root = node->parent;
			sums.groups++;
			say_framework_line(t, root, columns);
		}
		say_row_a(t, d->nodes[k]);
	}
	say_footer_a(t, unit, &sums, columns);
}

/* ---- Form B ------------------------------------------------------------------------- */

/* "4.00 16.00 ... 100.00%"; a unit's total has one place. */
enum { ROLLED_DECIMALS = 2, TOTAL_DECIMALS = 1 };

/* What an objective's row is: as printed, or computed. */
static size_t
add_rolled(const struct doc_plan *d, uint32_t i, struct doc_cell *cells, size_t n)
{
	const struct plan_node *node = &d->plan->nodes[i];
	const struct published_row *p = node->published;
	unsigned count = d->plan->period_count;
	const int64_t *months;

	if (p != NULL && !node->edited)
		return add_quantities(p->month_e4, count, p->total_e4, ROLLED_DECIMALS, DOC_PERCENT,
		    cells, n);
	months = rollup_of_node(d->rolled, i);
	return add_shares(months, count,
	    months != NULL ? d->rolled->total_e9[d->rolled->row_of[i]] : NUM_ABSENT,
	    ROLLED_DECIMALS, cells, n);
}

static void
say_row_b(struct telling *t, uint32_t i)
{
	const struct plan_node *node = &t->plan->nodes[i];
	const struct published_row *p = node->edited ? NULL : node->published;
	bool leaf = plan_is_leaf_level(t->plan, node->level);
	struct doc_cell cells[COLUMNS_MAX];
	size_t n = 0;

	cells[n++] = doc_text(node->code);
	cells[n++] = doc_text(p != NULL ? p->title : node->title);
	cells[n] = doc_number(DOC_QUANTITY, p != NULL ? p->weight_e4 : node->weight_e4);
	cells[n++].decimals = 1;
	cells[n++] = doc_text(node->indicator);
	cells[n++] = doc_text(node->level == 1 ? acronym_of(t->plan, node) : node->responsible);
	cells[n++] = doc_text(p != NULL ? p->baseline.text : node->baseline.text);
	cells[n++] = doc_text(p != NULL ? p->target.text : node->target.text);
	cells[n++] = doc_text(node->verification);
	cells[n++] = doc_text(window_of(t->mem, t->plan, node));
	n = leaf ? add_schedule(t->plan, i, cells, n) : add_rolled(t->d, i, cells, n);
	if (!leaf)
		for (size_t k = 0; k < n; k++)
			cells[k].strong = true;
	say_row(t, leaf ? DOC_ROW : DOC_ROW_OVER, cells, n);
}

/* A total of which cells could not be read: they are computed. */
static void
fill_absent(struct doc_cell *cells, const int64_t *month_e9, unsigned count, int64_t total_e9)
{
	for (unsigned m = 0; m < count; m++)
		if (cells[m].number == NUM_ABSENT)
			cells[m] = doc_ratio(DOC_SHARE, month_e9[m], TOTAL_DECIMALS);
	if (cells[count].number == NUM_ABSENT)
		cells[count] = doc_ratio(DOC_SHARE, total_e9, TOTAL_DECIMALS);
}

static void
say_total_b(struct telling *t, uint32_t u)
{
	const struct plan_unit *unit = &t->plan->units[u];
	const struct rollup *r = t->d->rolled;
	unsigned count = t->plan->period_count;
	const int64_t *months = r->unit_month_e9 + u * count;
	struct doc_cell cells[COLUMNS_MAX] = { doc_text("Total:") };
	size_t n = 1;

	cells[0].span = LEAD_B;
	if (unit->has_total && !was_edited(t->d, u)) {
		n = add_quantities(unit->total_e4, count, unit->total_sum_e4, TOTAL_DECIMALS,
		    DOC_QUANTITY, cells, n);
		if (r->unit_known[u])
			fill_absent(cells + 1, months, count, r->unit_total_e9[u]);
	} else if (r->unit_known[u]) {
		n = add_shares(months, count, r->unit_total_e9[u], TOTAL_DECIMALS, cells, n);
	} else {
		return;
	}
	for (size_t k = 0; k < n; k++)
		cells[k].strong = true;
	say_row(t, DOC_ROW_TOTAL, cells, n);
}

static void
say_rows_b(struct telling *t, uint32_t unit)
{
	const struct doc_plan *d = t->d;

	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++)
		if (is_in_b(d, d->nodes[k]))
			say_row_b(t, d->nodes[k]);
	say_total_b(t, unit);
}

/* ---- What the import did to it ---------------------------------------------------------- */

/* What is printed in a row's form is not what was read: repaired, or it could not be. */
static enum node_state
state_in(const struct plan_node *node, bool form_b)
{
	const struct published_row *p = node->published;

	if (!form_b || p == NULL)
		return node->state;
	if (node->edited)
		return NODE_AS_READ; /* computed */
	if (p->damaged)
		return NODE_UNRESOLVED;
	return p->inferred != 0 ? NODE_REPAIRED : NODE_AS_READ;
}

/* The codes of the rows of a form that are in a state, under its table. */
static void
say_state(struct telling *t, uint32_t unit, bool form_b, enum node_state state, const char *words)
{
	CLEANUP(str_done) struct str note = { 0 };
	const struct doc_plan *d = t->d;
	size_t count = 0;

	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++) {
		uint32_t i = d->nodes[k];
		const struct plan_node *node = &d->plan->nodes[i];

		if (!(form_b ? is_in_b(d, i) : is_in_a(node)) || state_in(node, form_b) != state)
			continue;
		if (count++ < CODES_MAX)
			str_printf(&note, "%s%s", count == 1 ? words : ", ", node->code);
	}
	if (count > CODES_MAX)
		str_printf(&note, " y %zu más", count - CODES_MAX);
	if (count > 0)
		DOC_SAY(&t->said, text, DOC_NOTE, str_text(&note));
}

static void
say_states(struct telling *t, uint32_t unit, bool form_b)
{
	say_state(t, unit, form_b, NODE_REPAIRED,
	    "Cifras reparadas al leer el documento (ver hallazgos): ");
	say_state(t, unit, form_b, NODE_UNRESOLVED, "Cifras sin resolver: ");
}

/* ---- A unit ------------------------------------------------------------------------- */

static void
say_form(struct telling *t, uint32_t unit, bool form_b, bool listed)
{
	const struct plan *plan = t->plan;
	struct doc_column columns[COLUMNS_MAX];
	size_t count = form_b ? columns_b(t->mem, plan, columns) : columns_a(t->mem, plan, columns);
	const struct doc_table table = {
		.title = title_of(t->mem, plan->pack, form_b),
		.owner = plan->units[unit].name,
		.listed = listed ? 1 : 0,
		.name = mem_printf(t->mem, "Formulario %c · %s", form_b ? 'B' : 'A',
		    plan->units[unit].acronym),
		.columns = columns,
		.column_count = count,
		.new_page = true,
	};

	DOC_SAY(&t->said, table, &table);
	if (form_b)
		say_rows_b(t, unit);
	else
		say_rows_a(t, unit, count);
	DOC_SAY_PLAIN(&t->said, table_end);
	say_states(t, unit, form_b);
}

static void
say_unit(struct telling *t, uint32_t unit)
{
	enum doc_plan_part part = t->d->part;
	bool a = part != DOC_PLAN_FORM_B && has_form(t->d, unit, false);
	bool b = part != DOC_PLAN_FORM_A && has_form(t->d, unit, true);

	mem_reset(t->mem);
	if (a)
		say_form(t, unit, false, true);
	if (b)
		say_form(t, unit, true, !a);
}

/* ---- The whole ---------------------------------------------------------------------- */

static void
say_cover(struct telling *t)
{
	const struct doc_head *head = &t->d->head;
	struct doc_pair pairs[6];
	size_t n = 0;

	pairs[n++] = (struct doc_pair){ "Gestión", mem_printf(t->mem, "%d", t->plan->year) };
	pairs[n++] = (struct doc_pair){ "Versión", head->version };
	if (head->resolution[0] != '\0')
		pairs[n++] = (struct doc_pair){ "Resolución", head->resolution };
	if (head->number[0] != '\0')
		pairs[n++] = (struct doc_pair){ "Documento N.º", head->number };
	DOC_SAY(&t->said, cover, pairs, n);
}

static void
say_own_text(struct telling *t, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	DOC_SAY(&t->said, heading, 1, name);
	DOC_SAY(&t->said, text, DOC_BODY, text);
}

static void
say_front(struct telling *t)
{
	const struct doc_official *o = t->d->official;

	say_cover(t);
	DOC_SAY_PLAIN(&t->said, page);
	say_own_text(t, "Base legal de creación", o->legal_basis);
	say_own_text(t, "Misión", o->mission);
	say_own_text(t, "Visión", o->vision);
	if (t->d->box_count > 0) {
		DOC_SAY_PLAIN(&t->said, page);
		DOC_SAY(&t->said, heading, 1, "Organigrama");
		DOC_SAY(&t->said, organisation, t->d->boxes, t->d->box_count);
	}
	DOC_SAY_PLAIN(&t->said, page);
	DOC_SAY_PLAIN(&t->said, contents);
}

struct unit_sums {
	int64_t objectives, activities, cents; /* cents: NUM_ABSENT for none */
};

static struct unit_sums
sums_of(const struct doc_plan *d, uint32_t unit)
{
	struct unit_sums s = { .cents = NUM_ABSENT };

	for (uint32_t k = d->first[unit]; k < d->first[unit + 1]; k++) {
		const struct plan_node *node = &d->plan->nodes[d->nodes[k]];

		s.objectives += node->level == 1;
		s.activities += plan_is_leaf_level(d->plan, node->level);
		if (node->level == 1 && node->budget_cents != NUM_ABSENT)
			s.cents = (s.cents == NUM_ABSENT ? 0 : s.cents) + node->budget_cents;
	}
	return s;
}

static void
say_budget_row(struct telling *t, uint32_t unit, struct unit_sums *all)
{
	struct unit_sums s = sums_of(t->d, unit);
	const struct doc_cell cells[] = { doc_text(t->plan->units[unit].name),
		doc_text(t->plan->units[unit].acronym), doc_number(DOC_COUNT, s.objectives),
		doc_number(DOC_COUNT, s.activities), doc_number(DOC_MONEY, s.cents) };

	if (s.objectives + s.activities == 0)
		return;
	all->objectives += s.objectives;
	all->activities += s.activities;
	if (s.cents != NUM_ABSENT)
		all->cents += s.cents;
	say_row(t, DOC_ROW, cells, sizeof(cells) / sizeof(cells[0]));
}

static void
say_budget(struct telling *t)
{
	const struct pack *pack = t->plan->pack;
	struct doc_column columns[] = { wide("Unidad", 50), wide("Sigla", 12),
		figures(pack->levels[1].plural),
		figures(pack->levels[pack->level_count - 1].plural),
		figures(mem_printf(t->mem, "Presupuesto %s", pack->currency)) };
	const struct doc_table table = { .title = "Resumen del presupuesto por unidad",
		.name = "Presupuesto",
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]) };
	struct unit_sums all = { 0 };
	struct doc_cell total[4];

	DOC_SAY_PLAIN(&t->said, page);
	DOC_SAY(&t->said, heading, 1, "Presupuesto");
	DOC_SAY(&t->said, table, &table);
	for (uint32_t u = 0; u < t->plan->unit_count; u++)
		say_budget_row(t, u, &all);
	total[0] = doc_text("Total");
	total[0].span = 2;
	total[1] = doc_number(DOC_COUNT, all.objectives);
	total[2] = doc_number(DOC_COUNT, all.activities);
	total[3] = doc_number(DOC_MONEY, all.cents);
	for (size_t i = 0; i < 4; i++) {
		total[i].strong = true;
		total[i].sum = i > 0 ? DOC_SUM_LINES : DOC_SUM_NONE;
	}
	say_row(t, DOC_ROW_TOTAL, total, 4);
	DOC_SAY_PLAIN(&t->said, table_end);
}

void
doc_official_init(struct doc_official *official)
{
	*official = (struct doc_official){ "", "", "",
		{ { "Elaborado por", "", "" }, { "Revisado por", "", "" },
		    { "Aprobado por", "", "" } } };
}

int
doc_plan_say(const void *document, const struct doc_writer *w, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_plan *d = document;
	struct telling t = { { w, err, YUP_OK }, d, d->plan, mem };

	DOC_SAY(&t.said, begin, &d->head);
	if (d->part == DOC_PLAN_WHOLE)
		say_front(&t);
	for (uint32_t u = 0; t.said.rc == YUP_OK && u < t.plan->unit_count; u++)
		if (d->unit == PLAN_NONE || d->unit == u)
			say_unit(&t, u);
	if (d->part == DOC_PLAN_WHOLE)
		say_budget(&t);
	DOC_SAY(&t.said, signatures, d->official->signatures, 3);
	DOC_SAY_PLAIN(&t.said, end);
	return t.said.rc;
}
