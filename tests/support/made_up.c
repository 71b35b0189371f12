/* made_up.c - see made_up.h. */
#include "support/made_up.h"

#include "base/mem.h"

const struct pack *
made_up_pack(struct mem *mem, unsigned period_count)
{
	struct pack *pack = mem_alloc(mem, sizeof(*pack));

	pack->name = "test";
	pack->title = "Test";
	pack->period_count = period_count;
	pack->level_count = 3;
	pack->levels[0] = (struct pack_level){ "framework", "Marco", "Marcos", "N.N" };
	pack->levels[1] = (struct pack_level){ "objective", "Objetivo", "Objetivos", "N.N.N" };
	pack->levels[2] = (struct pack_level){ "task", "Tarea", "Tareas", "N.N.N.N" };
	pack->new_policy = ROLLUP_BY_BEHAVIOUR;
	pack->imported_policy = ROLLUP_AS_PUBLISHED;
	pack->threshold_e4 = 35 * E4;
	return pack;
}

/* ---- A plan --------------------------------------------------------------- */

static const char *files[] = { "forms.txt", "anexo ñandú.xlsx" };

static void
add_units(struct plan *plan)
{
	static const char *const spellings[] = { "Direccion de Lagos", "D. Lagos", "" };
	struct plan_unit *unit;

	unit = plan_add_unit(plan);
	unit->id = "u-lagos";
	unit->name = "Dirección de Lagos y Ríos";
	unit->acronym = unit->own_acronym = unit->path = "DLR";
	unit->has_total = unit->has_form_b = true;
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		unit->total_e4[m] = m == 4 ? NUM_ABSENT : (int64_t)m * 12345;
	unit->total_sum_e4 = 100 * E4;
	unit->total_inferred = 0x0810;
	unit->total_cells = 12;
	unit->total_source = (struct source){ 0, 88, 'B' };
	unit->source = (struct source){ 1, 7, 'A' };
	unit->spellings = spellings;
	unit->spelling_count = 3;

	unit = plan_add_unit(plan);
	unit->id = "u-puertos";
	unit->parent = 0;
	unit->name = "Unidad de Puertos — 港 🚢";
	unit->acronym = "DLR-UP";
	unit->own_acronym = "UP";
	unit->path = "DLR/UP";

	unit = plan_add_unit(plan);
	unit->id = "u-faros";
	unit->parent = 1;
	unit->spellings = spellings;
	unit->spelling_count = 1;
}

static void
add_forms(struct plan *plan)
{
	struct plan_form *form;

	form = plan_add_form(plan);
	*form = (struct plan_form){ FORM_A, 0, 3, 40, PLAN_NONE, PLAN_NONE, true, 40, 123456789 };
	form = plan_add_form(plan);
	*form = (struct plan_form){ FORM_B, 1, 41, 88, 1, PLAN_NONE, false, 0, NUM_ABSENT };
	form = plan_add_form(plan);
	*form = (struct plan_form){ FORM_B, 1, 90, 99, 1, 1, false, 0, NUM_ABSENT };
}

static struct plan_node *
add_node(struct plan *plan, const char *id, uint32_t parent, uint8_t level, const char *code)
{
	struct plan_node *node = plan_add_node(plan);

	node->id = id;
	node->parent = parent;
	node->level = level;
	node->code = node->code_read = code;
	return node;
}

/* Every period, with a negative value and the limits among them. */
static void
fill_schedule(struct plan *plan, size_t i, int64_t seed)
{
	for (unsigned m = 0; m < plan->period_count; m++)
		plan_schedule(plan, i)[m] = seed + (int64_t)m * 2500;
	if (plan->period_count > 2) {
		plan_schedule(plan, i)[1] = -QUANTITY_MAX_E4;
		plan_schedule(plan, i)[2] = QUANTITY_MAX_E4;
	}
	plan->nodes[i].given = plan_all_given(plan);
	plan->nodes[i].has_schedule = true;
}

static const struct published_row *
make_published(struct mem *mem)
{
	struct published_row *row = mem_alloc(mem, sizeof(*row));

	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		row->month_e4[m] = m % 3 == 0 ? NUM_ABSENT : (int64_t)m * 83333;
	row->total_e4 = 100 * E4;
	row->weight_e4 = 350000;
	row->inferred = 0x0009;
	row->decimals = 2;
	row->cells = 10;
	row->damaged = true;
	row->source = (struct source){ 1, 44, 'B' };
	row->title = "Puertos ampliados";
	row->baseline = (struct measure){ "", NUM_ABSENT, false };
	row->target = (struct measure){ "6 nuevos", 6 * E4, false };
	return row;
}

static const struct repair_note *
make_repair(struct mem *mem, bool whole)
{
	static const char *cells[] = { "0", "50", "", "1,200.0" };
	static const char *changed[] = { "insert 3 50" };
	static const char *candidates[] = { "a\tb", "línea\ndos" };
	struct repair_note *note = mem_alloc(mem, sizeof(*note));

	note->cells_read = cells;
	note->cells_count = 4;
	note->changed = changed;
	note->changed_count = whole ? 0 : 1;
	note->candidates = candidates;
	note->candidates_count = whole ? 2 : 0;
	note->whole = whole;
	for (unsigned m = 0; whole && m < PACK_PERIODS_MAX; m++)
		note->read_e4[m] = (int64_t)m;
	note->read_total_e4 = whole ? 7 * E4 : NUM_ABSENT;
	return note;
}

/* Everything said. */
static void
add_full_objective(struct plan *plan)
{
	static const struct source sources[] = { { 0, 12, 'A' }, { 1, 44, 'B' }, { 1, 45, 0 } };
	static const char *const spellings[] = { "Puertos ampliados", "PUERTOS" };
	struct plan_node *node = add_node(plan, "n-1.1.1", 0, 1, "1.1.1");

	node->unit = 1;
	node->form_a = 0;
	node->form_b = 1;
	node->code_read = "1.1.1.";
	node->title = "Ampliar los puertos «menores» del lago";
	node->indicator = "Número de muelles, % 'citas' \"dobles\" \\";
	node->responsible = "UP";
	node->verification = "Actas; fotografías";
	node->sheet = (struct indicator_sheet){ .formula = "muelles / lagos × 100 %",
		.source = "Registro \"naval\", 'libro' 3",
		.unit = "muelle",
		.frequency = FREQUENCY_HALF_YEARLY,
		.direction = DIRECTION_FALLING };
	node->baseline = (struct measure){ "50%", 50 * E4, true };
	node->target = (struct measure){ "Ninguno", NUM_ABSENT, false };
	node->weight_e4 = 333333;
	node->total_e4 = 100 * E4;
	node->budget_cents = MONEY_MAX_CENTS;
	node->behaviour = BEHAVIOUR_AVERAGE;
	node->basis = BASIS_SHARE;
	node->state = NODE_REPAIRED;
	node->first_month = 1;
	node->last_month = 12;
	node->decimals = 4;
	node->behaviour_inferred = true;
	node->percent = true;
	node->published = make_published(plan->mem);
	node->repair = make_repair(plan->mem, true);
	node->sources = sources;
	node->source_count = 3;
	node->spellings = spellings;
	node->spelling_count = 2;
	fill_schedule(plan, plan->node_count - 1, 1);
}

/* A leaf with some months, the others not given. */
static void
add_damaged_leaf(struct plan *plan)
{
	static const struct source source = { 1, 50, 'B' };
	struct plan_node *node = add_node(plan, "n-1.1.1.1", 1, 2, "1.1.1.1");
	size_t i = plan->node_count - 1;

	node->unit = 1;
	node->form_b = 1;
	node->behaviour = BEHAVIOUR_LAST;
	node->behaviour_inferred = false;
	node->state = NODE_UNRESOLVED;
	node->total_percent = true;
	node->has_schedule = true;
	node->weight_e4 = 0;
	node->total_e4 = 0;
	node->budget_cents = 0;
	node->repair = make_repair(plan->mem, false);
	node->sources = &source;
	node->source_count = 1;
	for (unsigned m = 0; m < plan->period_count; m += 3) {
		node->given |= (uint16_t)(1u << m);
		plan_schedule(plan, i)[m] = m == 0 ? 0 : 5 * E4;
	}
}

struct plan *
made_up_empty_plan(struct mem *mem, const struct pack *pack)
{
	struct plan *plan = plan_new(mem, pack);

	plan->institution = "Autoridad de Lagos";
	plan->year = 2031;
	return plan;
}

struct plan *
made_up_plan(struct mem *mem, const struct pack *pack)
{
	static const char *const spelling[] = { "Otro objetivo" };
	struct plan *plan = plan_new(mem, pack);
	struct plan_node *node;

	plan->institution = "Autoridad Plurinacional de Lagos";
	plan->acronym = "APL";
	plan->year = 2031;
	plan->version = 2;
	plan->policy = ROLLUP_BY_BEHAVIOUR;
	plan->files = files;
	plan->file_count = 2;
	add_units(plan);
	add_forms(plan);

	node = add_node(plan, "n-1.1", PLAN_NONE, 0, "1.1");
	node->title = "Lagos limpios";
	add_full_objective(plan);
	add_damaged_leaf(plan);
	node = add_node(plan, "n-1.1.1.2", 1, 2, "1.1.1.2"); /* nothing but a code */
	node->unit = 1;
	node = add_node(plan, "n-1.2", PLAN_NONE, 0, "1.2");
	node->spellings = spelling;
	node->spelling_count = 1;
	node = add_node(plan, "n-1.2.1", 4, 1, "1.2.1");
	node->unit = 2;
	node->published = make_published(mem);
	fill_schedule(plan, plan->node_count - 1, 77);
	return plan;
}

/* ---- A follow-up ---------------------------------------------------------- */

static void
add_fu_units(struct follow_up *fu)
{
	struct fu_unit *unit;

	unit = follow_up_add_unit(fu);
	unit->id = "u-01";
	unit->ordinal = "01";
	unit->cause_ordinal = "13";
	unit->name = "Unidad de Puertos";
	unit->parent = 0;
	unit->first = 0;
	unit->count = 2;
	unit->printed_e4 = 44 * E4;
	unit->computed_e9 = INT64_C(43750000000);
	unit->source = (struct source){ 0, 10, 0 };
	unit->cause_source = (struct source){ 1, 60, 0 };

	unit = follow_up_add_unit(fu);
	unit->id = "u-02";
	unit->first = 2;
	unit->count = 1;
	unit->name = "Unidad de Faros Ω";
}

static void
add_fu_operations(struct follow_up *fu)
{
	struct fu_operation *op;

	op = follow_up_add_operation(fu);
	op->id = "o-1";
	op->code = "01-02.03.04-05";
	op->area = "Muelles";
	op->expected = "Dos muelles";
	op->obtained = "Un muelle\ty medio";
	op->cause = "Lluvia";
	op->measure = "Reprogramar";
	op->unit = 0;
	op->physical_e4 = 437500;
	op->financial_e4 = 0;
	op->source = (struct source){ 0, 12, 0 };
	op->cause_source = (struct source){ 1, 62, 0 };
	op->cause_expected = "2 muelles";

	op = follow_up_add_operation(fu);
	op->id = "o-2";
	op->unit = 0;
	op = follow_up_add_operation(fu);
	op->id = "o-3";
	op->unit = 1;
	op->physical_e4 = 0;
}

static void
add_fu_aggregates(struct follow_up *fu)
{
	static const struct fu_member units[] = { { true, 1 }, { true, 0 } };
	static const struct fu_member both[] = { { false, 0 }, { true, 1 } };
	struct fu_aggregate *a;

	a = follow_up_add_aggregate(fu);
	a->id = "a-1";
	a->name = "Dirección General de Lagos";
	a->level = FU_DIRECTORATE;
	a->parent = 2;
	a->of = units;
	a->of_count = 2;

	a = follow_up_add_aggregate(fu);
	a->id = "a-2";
	a->level = FU_GROUP;

	a = follow_up_add_aggregate(fu);
	a->id = "a-3";
	a->name = "Nivel central";
	a->level = FU_INSTITUTION;
	a->printed_e4 = 55 * E4;
	a->printed_financial_e4 = 421234;
	a->computed_e9 = INT64_C(49650000001);
	a->computed_from_printed_e9 = INT64_C(55180000000);
	a->computed_financial_e9 = 1;
	a->of = both;
	a->of_count = 2;
	a->source = (struct source){ 0, 205, 0 };
}

struct follow_up *
made_up_follow_up(struct mem *mem, const struct pack *pack)
{
	static const struct fu_orphan orphan = { "Unidad de Boyas", "99", "Boyas", "Sin dato",
		"Ninguna", { 1, 77, 0 } };
	struct follow_up *fu = follow_up_new(mem, pack);

	fu->institution = "Autoridad Plurinacional de Lagos";
	fu->acronym = "APL";
	fu->year = 2031;
	fu->as_of = "2031-06-30";
	fu->threshold_e4 = 40 * E4;
	fu->threshold_stated = true;
	fu->files = files;
	fu->file_count = 2;
	add_fu_units(fu);
	add_fu_operations(fu);
	add_fu_aggregates(fu);
	fu->orphans = mem_array(mem, 1, sizeof(*fu->orphans));
	fu->orphans[0] = orphan;
	fu->orphan_count = 1;
	return fu;
}
