#include "core/check.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "core/rules/rules.h"

const struct rule *const rule_table[] = {
	&rule_r01,
	&rule_r02,
	&rule_r03,
	&rule_r04,
	&rule_r05,
	&rule_r06,
	&rule_r07,
	&rule_r08,
	&rule_r09,
	&rule_r10,
	&rule_r11,
	&rule_r12,
	&rule_r13,
	&rule_r14,
	&rule_r15,
	&rule_r16,
	&rule_r17,
	&rule_r18,
	&rule_r19,
	&rule_r20,
	&rule_r21,
	&rule_r22,
	&rule_r23,
	&rule_r24,
	&rule_r25,
	&rule_r26,
	&rule_r27,
	&rule_r35,
	&rule_r36,
	&rule_r37,
	&rule_r38,
	&rule_r39,
	&rule_r42,
	&rule_r43,
	&rule_r44,
	&rule_r45,
	&rule_r49,
	NULL,
};

enum {
	BLOCK = 128, /* nodes looked at together: they stay in the nearest cache */
};

/* The schedules of one block. */
struct block {
	uint32_t first, end; /* nodes */
	struct row rows[BLOCK];
	struct row as_read[BLOCK];
	size_t row_count;
};

const struct rule *
rule_find(unsigned id)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++)
		if ((*r)->id == id)
			return *r;
	return NULL;
}

struct source
check_row_source(const struct plan_node *node)
{
	struct source s = node_source(node);

	if (node->published != NULL && node->form_a != PLAN_NONE)
		s = node_source_in(node, 'A');
	return s;
}

struct finding *
check_report(struct check *check, enum severity severity, unsigned variant)
{
	struct finding *f = finding_add(check->findings);

	f->rule = check->rule;
	f->severity = (uint8_t)severity;
	f->variant = (uint8_t)variant;
	f->follow_up = check->fu != NULL;
	return f;
}

struct finding *
check_report_node(struct check *check, enum severity severity, unsigned variant, uint32_t node)
{
	struct finding *f = check_report(check, severity, variant);

	f->node = node;
	f->unit = check->plan->nodes[node].unit;
	f->source = node_source(&check->plan->nodes[node]);
	return f;
}

struct finding *
check_report_row(struct check *check, enum severity severity, unsigned variant,
    const struct row *row)
{
	struct finding *f = check_report_node(check, severity, variant, row->index);

	f->source = check_row_source(row->node);
	return f;
}

struct finding *
check_report_unit(struct check *check, enum severity severity, unsigned variant, uint32_t unit)
{
	struct finding *f = check_report(check, severity, variant);

	f->unit = unit;
	f->source = check->plan->units[unit].source;
	return f;
}

struct finding *
check_report_operation(struct check *check, enum severity severity, unsigned variant,
    uint32_t operation)
{
	struct finding *f = check_report(check, severity, variant);

	f->node = operation;
	f->unit = check->fu->operations[operation].unit;
	f->source = check->fu->operations[operation].source;
	return f;
}

struct finding *
check_report_fu_unit(struct check *check, enum severity severity, unsigned variant, uint32_t unit)
{
	struct finding *f = check_report(check, severity, variant);

	f->unit = unit;
	f->source = check->fu->units[unit].source;
	return f;
}

struct finding *
check_report_aggregate(struct check *check, enum severity severity, unsigned variant,
    uint32_t aggregate)
{
	struct finding *f = check_report(check, severity, variant);

	f->aggregate = aggregate;
	f->source = check->fu->aggregates[aggregate].source;
	return f;
}

void
check_pass(struct check *check)
{
	check->passed[check->rule]++;
}

struct fix_change *
check_fix(struct check *check, struct finding *finding, size_t count)
{
	struct fix_change *changes = mem_array(check->mem, count, sizeof(*changes));

	for (size_t i = 0; i < count; i++)
		changes[i].node = PLAN_NONE;
	finding->fix = changes;
	finding->fix_count = count;
	return changes;
}

struct value
check_row_value(const struct row *row, int64_t quantity_e4)
{
	return row->node->percent ? value_percent(quantity_e4) : value_e4(quantity_e4);
}

bool
check_family_settled(const struct check *check, const struct family *family)
{
	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &check->plan->nodes[family->child[i]];

		if (!plan_is_leaf_level(check->plan, child->level))
			continue;
		if (!node_is_whole(check->plan, child) || child->state == NODE_UNRESOLVED)
			return false;
	}
	return true;
}

/* What the rules ask of a schedule, in one pass over its periods. */
static void
measure_row(struct row *row, unsigned n)
{
	bool decimals = false;

	for (unsigned m = 0; m < n; m++) {
		int64_t v = row->v_e4[m];

		if (v == 0)
			continue;
		row->sum_e4 += v;
		row->active++;
		row->last = m + 1;
		if (row->first == 0)
			row->first = m + 1;
		decimals = decimals || v % E4 != 0;
	}
	row->tolerance_e4 = decimals ? E4 / 10 : 0;
}

/* The row of a node, and in `was` the one before its repair; false where it has no whole one. */
static bool
read_row(const struct check *check, uint32_t index, struct row *row, struct row *was)
{
	const struct plan_node *node = &check->plan->nodes[index];
	unsigned n = check->plan->period_count;

	if (!node->has_schedule || !node_is_whole(check->plan, node))
		return false;
	*row = (struct row){
		.index = index,
		.node = node,
		.v_e4 = plan_schedule(check->plan, index),
		.total_e4 = node->total_e4,
		.unresolved = node->state == NODE_UNRESOLVED,
	};
	measure_row(row, n);
	if (node->state != NODE_REPAIRED || node->repair == NULL || !node->repair->whole)
		return true;
	*was = (struct row){
		.index = index,
		.node = node,
		.v_e4 = node->repair->read_e4,
		.total_e4 = node->repair->read_total_e4,
	};
	measure_row(was, n);
	row->was = was;
	return true;
}

static void
read_block(const struct check *check, struct block *block, uint32_t first)
{
	size_t count = check->plan->node_count;

	block->first = first;
	block->end = count - first < BLOCK ? (uint32_t)count : first + BLOCK;
	block->row_count = 0;
	for (uint32_t i = block->first; i < block->end; i++)
		block->row_count += read_row(check, i, &block->rows[block->row_count],
		    &block->as_read[block->row_count]);
}

static void
run_family(struct check *check, const struct rule *rule, uint32_t parent)
{
	struct family family = { .parent = parent };

	family.child = plan_children_of(check->children, parent, &family.count);
	if (family.count > 0)
		rule->family(check, &family);
}

static void
run_row(struct check *check, const struct rule *rule, const struct row *row)
{
	if (!row->unresolved || rule->unresolved_too)
		rule->row(check, row);
}

static void
run_block(struct check *check, const struct rule *rule, const struct block *block)
{
	if (rule->node != NULL)
		for (uint32_t i = block->first; i < block->end; i++)
			rule->node(check, i);
	if (rule->row != NULL)
		for (size_t i = 0; i < block->row_count; i++)
			run_row(check, rule, &block->rows[i]);
	if (rule->family != NULL)
		for (uint32_t i = block->first; i < block->end; i++)
			run_family(check, rule, i);
}

static void
run_nodes(struct check *check)
{
	struct block *block = mem_alloc(check->mem, sizeof(*block));

	for (uint32_t first = 0; first < check->plan->node_count; first = block->end) {
		read_block(check, block, first);
		for (const struct rule *const *r = rule_table; *r != NULL; r++) {
			check->rule = (*r)->id;
			run_block(check, *r, block);
		}
	}
}

/* ---- One place ------------------------------------------------------------ */

void
check_run_node(struct check *check, uint32_t node)
{
	struct row row, was;
	bool whole = read_row(check, node, &row, &was);

	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->node != NULL)
			(*r)->node(check, node);
		if (whole && (*r)->row != NULL)
			run_row(check, *r, &row);
	}
}

void
check_run_family(struct check *check, uint32_t parent)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->family != NULL)
			run_family(check, *r, parent);
	}
}

void
check_run_twins(struct check *check, const uint32_t *nodes, size_t count)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->twins != NULL)
			(*r)->twins(check, nodes, count);
	}
}

void
check_run_unit(struct check *check, uint32_t unit)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->unit != NULL)
			(*r)->unit(check, unit);
	}
}

void
check_run_form(struct check *check, uint32_t form)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->form != NULL)
			(*r)->form(check, form);
	}
}

void
check_run_units(struct check *check)
{
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check->rule = (*r)->id;
		if ((*r)->units != NULL)
			(*r)->units(check);
	}
}

/* ---- Twins: one owner, one code -------------------------------------------- */

struct twins {
	uint32_t *slots; /* the first node of a group + 1, 0 free */
	size_t mask;
	uint32_t *next; /* of each node: the group's next one, PLAN_NONE at its end */
	uint32_t *last; /* of each first node: the group's last one */
};

static struct twins
twins_make(struct mem *mem, size_t count)
{
	size_t room = 16;

	while (room < count * 2)
		room *= 2;
	return (struct twins){
		.slots = mem_array(mem, room, sizeof(uint32_t)),
		.mask = room - 1,
		.next = mem_array(mem, count + 1, sizeof(uint32_t)),
		.last = mem_array(mem, count + 1, sizeof(uint32_t)),
	};
}

/* Put a node at the end of its group; true where it begins one. */
static bool
twins_add(struct twins *t, const struct plan_node *nodes, uint32_t index)
{
	const struct plan_node *node = &nodes[index];
	uint64_t hash = hash_text(node->code) ^ (uint64_t)node->unit * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (hash ^ hash >> 32) & t->mask;

	t->next[index] = PLAN_NONE;
	for (; t->slots[i] != 0; i = (i + 1) & t->mask) {
		uint32_t first = t->slots[i] - 1;

		if (nodes[first].unit != node->unit || strcmp(nodes[first].code, node->code) != 0)
			continue;
		t->next[t->last[first]] = index;
		t->last[first] = index;
		return false;
	}
	t->slots[i] = index + 1;
	t->last[index] = index;
	return true;
}

static void
run_group(struct check *check, const struct twins *t, uint32_t first, uint32_t **buffer,
    size_t *room)
{
	size_t count = 0;

	for (uint32_t i = first; i != PLAN_NONE; i = t->next[i]) {
		MEM_PUSH(check->mem, *buffer, count, *room);
		(*buffer)[count - 1] = i;
	}
	check_run_twins(check, *buffer, count);
}

/* Codes are hashed once into a table of node numbers; nothing is copied. */
static void
run_twins(struct check *check)
{
	const struct plan *plan = check->plan;
	struct twins t = twins_make(check->mem, plan->node_count);
	uint32_t *firsts = mem_array(check->mem, plan->node_count + 1, sizeof(*firsts));
	uint32_t *buffer = NULL;
	size_t count = 0, room = 0;

	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].code[0] != '\0' && twins_add(&t, plan->nodes, i))
			firsts[count++] = i;
	for (size_t i = 0; i < count; i++)
		run_group(check, &t, firsts[i], &buffer, &room);
}

/* ---- Units and forms -------------------------------------------------------- */

bool
check_is_doubtful(const struct plan *plan, const struct plan_node *node)
{
	if (node->unit == PLAN_NONE)
		return false;
	return node->edited ||
	    (plan_is_leaf_level(plan, node->level) &&
		(node->state == NODE_UNRESOLVED || !node_is_whole(plan, node)));
}

void
check_tally(struct form_tally *tally, const struct plan_node *node, int times)
{
	uint32_t one = (uint32_t)times;

	if (node->budget_cents == NUM_ABSENT || node->state == NODE_UNRESOLVED || node->edited)
		tally->doubt += one;
	if (node->budget_cents == NUM_ABSENT)
		return;
	tally->known += one;
	tally->cents += times * node->budget_cents;
}

static void
add_up(struct check *check)
{
	const struct plan *plan = check->plan;
	uint32_t *doubts = mem_array(check->mem, plan->unit_count + 1, sizeof(*doubts));
	struct form_tally *tallies = mem_array(check->mem, plan->form_count + 1, sizeof(*tallies));

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (check_is_doubtful(plan, node))
			doubts[node->unit]++;
		if (node->form_a != PLAN_NONE)
			check_tally(&tallies[node->form_a], node, 1);
	}
	check->doubts = doubts;
	check->tallies = tallies;
}

int
check_plan_with(struct mem *mem, const struct plan *plan, const struct check_facts *facts,
    struct finding_list *out, uint64_t passed[RULE_MAX + 1], struct err *err)
{
	static const struct check_facts NO_FACTS = { 0 };
	struct finding_list findings = { .mem = mem };
	struct plan_children children;
	struct rollup rolled;
	struct check check = {
		.mem = mem,
		.pack = plan->pack,
		.facts = facts != NULL ? facts : &NO_FACTS,
		.plan = plan,
		.children = &children,
		.rolled = &rolled,
		.findings = &findings,
	};
	int rc;

	rc = rollup_compute(mem, plan, plan->policy, &rolled, err);
	if (rc < 0)
		return rc;
	plan_index_children(mem, plan, &children);
	add_up(&check);

	run_nodes(&check);
	run_twins(&check);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		check_run_unit(&check, u);
	for (uint32_t f = 0; f < plan->form_count; f++)
		check_run_form(&check, f);
	check_run_units(&check);
	finding_sort(&findings);
	*out = findings;
	memcpy(passed, check.passed, sizeof(check.passed));
	return YUP_OK;
}

int
check_plan(struct mem *mem, const struct plan *plan, struct finding_list *out,
    uint64_t passed[RULE_MAX + 1], struct err *err)
{
	return check_plan_with(mem, plan, plan->facts, out, passed, err);
}

int
check_follow_up(struct mem *mem, const struct follow_up *fu, struct finding_list *out,
    uint64_t passed[RULE_MAX + 1], struct err *err)
{
	static const struct check_facts NO_FACTS = { 0 };
	struct finding_list findings = { .mem = mem };
	struct check check = {
		.mem = mem,
		.pack = fu->pack,
		.facts = &NO_FACTS,
		.fu = fu,
		.findings = &findings,
	};

	(void)err; /* nothing here can fail yet; the callers' shape is the same */
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		check.rule = (*r)->id;
		if ((*r)->follow_up != NULL)
			(*r)->follow_up(&check);
	}
	finding_sort(&findings);
	*out = findings;
	memcpy(passed, check.passed, sizeof(check.passed));
	return YUP_OK;
}
