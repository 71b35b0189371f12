#include "core/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct measure NO_MEASURE = { "", NUM_ABSENT, false };

struct plan *
plan_new(struct mem *mem, const struct pack *pack)
{
	struct plan *plan = mem_alloc(mem, sizeof(*plan));

	plan->mem = mem;
	plan->pack = pack;
	plan->institution = "";
	plan->acronym = "";
	plan->policy = pack->imported_policy;
	plan->period_count = pack->period_count;
	return plan;
}

/* The schedule rows grow with the nodes. */
static void
grow_schedule(struct plan *plan, size_t old_room)
{
	plan->schedule_e4 = mem_grow(plan->mem, plan->schedule_e4, old_room * plan->period_count,
	    plan->node_room * plan->period_count, sizeof(*plan->schedule_e4));
}

const char *const sheet_frequency_keys[FREQUENCY__COUNT] = { "", "monthly", "quarterly",
	"half_yearly", "yearly" };
const char *const sheet_direction_keys[DIRECTION__COUNT] = { "", "rising", "falling" };

bool
sheet_is_empty(const struct indicator_sheet *sheet)
{
	return sheet->formula[0] == '\0' && sheet->source[0] == '\0' && sheet->unit[0] == '\0' &&
	    sheet->frequency == FREQUENCY_NONE && sheet->direction == DIRECTION_NONE;
}

struct plan *
plan_copy(struct mem *mem, const struct plan *plan)
{
	struct plan *copy = mem_alloc(mem, sizeof(*copy));
	size_t n = plan->node_count;

	*copy = *plan;
	copy->mem = mem;
	copy->node_room = n;
	copy->nodes = mem_array(mem, n + 1, sizeof(*copy->nodes));
	copy->schedule_e4 = mem_array(mem, (n + 1) * plan->period_count,
	    sizeof(*copy->schedule_e4));
	if (n == 0)
		return copy;
	memcpy(copy->nodes, plan->nodes, n * sizeof(*plan->nodes));
	memcpy(copy->schedule_e4, plan->schedule_e4,
	    n * plan->period_count * sizeof(*plan->schedule_e4));
	return copy;
}

struct plan_node *
plan_add_node(struct plan *plan)
{
	size_t old_room = plan->node_room;
	struct plan_node *node;

	MEM_PUSH(plan->mem, plan->nodes, plan->node_count, plan->node_room);
	if (plan->node_room != old_room)
		grow_schedule(plan, old_room);
	node = &plan->nodes[plan->node_count - 1];
	*node = (struct plan_node){
		.id = "",
		.parent = PLAN_NONE,
		.unit = PLAN_NONE,
		.form_a = PLAN_NONE,
		.form_b = PLAN_NONE,
		.code = "",
		.code_read = "",
		.title = "",
		.indicator = "",
		.responsible = "",
		.verification = "",
		.sheet = { "", "", "", FREQUENCY_NONE, DIRECTION_NONE },
		.baseline = NO_MEASURE,
		.target = NO_MEASURE,
		.weight_e4 = NUM_ABSENT,
		.total_e4 = NUM_ABSENT,
		.budget_cents = NUM_ABSENT,
		.behaviour_inferred = true,
		.position = (int64_t)plan->node_count * POSITION_STEP,
		.row = (uint32_t)plan->node_count - 1,
	};
	return node;
}

struct plan_unit *
plan_add_unit(struct plan *plan)
{
	struct plan_unit *unit;

	MEM_PUSH(plan->mem, plan->units, plan->unit_count, plan->unit_room);
	unit = &plan->units[plan->unit_count - 1];
	*unit = (struct plan_unit){
		.id = "",
		.parent = PLAN_NONE,
		.name = "",
		.acronym = "",
		.own_acronym = "",
		.path = "",
		.total_sum_e4 = NUM_ABSENT,
	};
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		unit->total_e4[m] = NUM_ABSENT;
	return unit;
}

struct plan_form *
plan_add_form(struct plan *plan)
{
	struct plan_form *form;

	MEM_PUSH(plan->mem, plan->forms, plan->form_count, plan->form_room);
	form = &plan->forms[plan->form_count - 1];
	*form = (struct plan_form){
		.unit = PLAN_NONE,
		.duplicate_of = PLAN_NONE,
		.footer_cents = NUM_ABSENT,
	};
	return form;
}

/* ---- Order -------------------------------------------------------------- */

struct place {
	int64_t position;
	uint32_t row, index;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* As imported: nothing deleted, everything where it was. */
static bool
is_settled(const struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->deleted || (node->parent != PLAN_NONE && node->parent >= i) ||
		    (i > 0 && !node_is_before(node - 1, node)))
			return false;
	}
	return true;
}

/* The rows that are there, in order; `*count` of them. */
static struct place *
order_rows(struct mem *mem, const struct plan *plan, size_t *count)
{
	struct place *places = mem_array(mem, plan->node_count + 1, sizeof(*places));
	size_t n = 0;

	for (uint32_t i = 0; i < plan->node_count; i++)
		if (!plan->nodes[i].deleted)
			places[n++] = (struct place){ plan->nodes[i].position, plan->nodes[i].row,
				i };
	qsort(places, n, sizeof(*places), compare_places);
	*count = n;
	return places;
}

static int
move_rows(struct plan *plan, const struct place *places, size_t count, uint32_t *index_of,
    struct err *err)
{
	struct plan_node *nodes = mem_array(plan->mem, count + 1, sizeof(*nodes));
	int64_t *schedule = mem_array(plan->mem, (count + 1) * plan->period_count,
	    sizeof(*schedule));

	memset(index_of, 0xFF, plan->node_count * sizeof(*index_of)); /* PLAN_NONE */
	for (size_t i = 0; i < count; i++) {
		nodes[i] = plan->nodes[places[i].index];
		if (nodes[i].parent != PLAN_NONE) {
			nodes[i].parent = index_of[nodes[i].parent];
			if (nodes[i].parent == PLAN_NONE)
				return err_set(err, YUP_EIO,
				    "the plan is damaged: row %u stands before its parent",
				    nodes[i].row);
		}
		index_of[places[i].index] = (uint32_t)i;
		memcpy(schedule + i * plan->period_count, plan_schedule(plan, places[i].index),
		    plan->period_count * sizeof(*schedule));
	}
	plan->nodes = nodes;
	plan->node_count = count;
	plan->node_room = count + 1;
	plan->schedule_e4 = schedule;
	return YUP_OK;
}

int
plan_settle(struct plan *plan, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = NULL;
	struct place *places;
	uint32_t *index_of;
	size_t count;

	if (is_settled(plan))
		return YUP_OK;
	scratch = mem_new();
	places = order_rows(scratch, plan, &count);
	index_of = mem_array(scratch, plan->node_count, sizeof(*index_of));
	return move_rows(plan, places, count, index_of, err);
}

void
plan_renumber(struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		plan->nodes[i].row = (uint32_t)i;
		plan->nodes[i].position = (int64_t)(i + 1) * POSITION_STEP;
		plan->nodes[i].revision = 0;
	}
	plan->revision = 0;
}

struct source
node_source_in(const struct plan_node *node, char form)
{
	for (size_t i = 0; i < node->source_count; i++)
		if (node->sources[i].form == form)
			return node->sources[i];
	return (struct source){ 0 };
}

struct source
node_source(const struct plan_node *node)
{
	struct source s = node_source_in(node, 'B');

	if (s.line == 0 && node->source_count > 0)
		s = node->sources[0];
	return s;
}

void
plan_index_children(struct mem *mem, const struct plan *plan, struct plan_children *out)
{
	uint32_t *first = mem_array(mem, plan->node_count + 2, sizeof(*first));
	uint32_t *list = mem_array(mem, plan->node_count + 1, sizeof(*list));

	/* first[p + 2] counts, then first[p + 1] is where p's next child goes */
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].parent != PLAN_NONE &&
		    plan->nodes[i].parent + 2 <= plan->node_count)
			first[plan->nodes[i].parent + 2]++;
	for (size_t i = 2; i <= plan->node_count; i++)
		first[i] += first[i - 1];
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].parent != PLAN_NONE)
			list[first[plan->nodes[i].parent + 1]++] = (uint32_t)i;
	*out = (struct plan_children){ first, list, NULL };
}

/* What inference looks at, counted in one pass. */
struct profile {
	__int128 sum;
	int64_t last; /* value of the last active period */
	unsigned active, first_period, last_period;
	unsigned falls, rises; /* steps between active periods */
	bool all_equal_total;  /* every active period repeats the total */
	bool has_decimals;
};

static struct profile
profile_of(const int64_t *v, unsigned n, int64_t total)
{
	struct profile p = { .all_equal_total = true };

	for (unsigned m = 0; m < n; m++) {
		p.sum += v[m];
		p.has_decimals = p.has_decimals || v[m] % E4 != 0;
		if (v[m] == 0)
			continue;
		if (p.active == 0)
			p.first_period = m;
		else if (v[m] < p.last)
			p.falls++;
		else if (v[m] > p.last)
			p.rises++;
		p.all_equal_total = p.all_equal_total && v[m] == total;
		p.last = v[m];
		p.last_period = m;
		p.active++;
	}
	return p;
}

enum behaviour
behaviour_infer(const int64_t *month_e4, unsigned n, int64_t total_e4, int64_t target_e4)
{
	struct profile p = profile_of(month_e4, n, total_e4);
	int64_t tolerance = p.has_decimals ? E4 / 10 : 0;
	__int128 off = p.sum - total_e4;

	if (total_e4 == NUM_ABSENT || p.active <= 1 || (off <= tolerance && off >= -tolerance))
		return BEHAVIOUR_SUM;
	if (target_e4 != NUM_ABSENT && p.sum == target_e4)
		return BEHAVIOUR_SUM;
	if (p.active >= 3 && p.last_period - p.first_period + 1 == p.active && p.all_equal_total)
		return BEHAVIOUR_AVERAGE;
	if (p.last == total_e4 && p.falls * 4 <= p.active - 1 && p.rises > 0)
		return BEHAVIOUR_LAST;
	return BEHAVIOUR_SUM;
}

enum basis
basis_infer(int64_t total_e4, int64_t target_e4)
{
	if (total_e4 == 100 * E4 && target_e4 != NUM_ABSENT && target_e4 != 100 * E4)
		return BASIS_SHARE;
	return BASIS_QUANTITY;
}

void
plan_infer(struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		struct plan_node *node = &plan->nodes[i];

		if (!node->behaviour_inferred || !node_is_whole(plan, node))
			continue;
		node->behaviour = (uint8_t)behaviour_infer(plan_schedule(plan, i),
		    plan->period_count, node->total_e4, node->target.value_e4);
		node->basis = (uint8_t)basis_infer(node->total_e4, node->target.value_e4);
	}
}
