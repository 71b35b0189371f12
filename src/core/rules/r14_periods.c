/*
 * R14 - a schedule has one value for each period.
 *
 * Error; advice where a repair gave back what the file had lost.  Looks at a
 * node's own schedule, at the objective's printed row and at the unit's
 * `Total:` row.  Fix: the one month that a person left blank in a flow.
 */
#include "core/rules/rules.h"

enum {
	WRONG_COUNT,
	REPAIRED,
	NO_SCHEDULE,
	PRINTED_ROW,
	PRINTED_ROW_REPAIRED,
	UNIT_TOTAL,
	UNIT_TOTAL_REPAIRED,
	IN_DOUBT,   /* all cells are there, some of them wrong */
	UNREADABLE, /* all cells are there, one of them blank, no number or negative */
	UNREADABLE_REPAIRED,
};

/* Cells found in the file, without the total; else the periods that have a value. */
static int64_t
cells_of(const struct plan_node *node)
{
	if (node->repair != NULL && node->repair->cells_count > 0)
		return (int64_t)node->repair->cells_count - 1;
	return __builtin_popcount(node->given);
}

static void
tell_count(struct check *check, struct finding *f, int64_t cells)
{
	f->expected = value_count(check->plan->period_count);
	f->found = value_count(cells);
}

/* The first cell that gave no value. */
static void
tell_cell(struct check *check, struct finding *f, const struct repair_note *note)
{
	for (unsigned m = 0; m < check->plan->period_count; m++) {
		if (note->read_e4[m] != NUM_ABSENT)
			continue;
		f->period = m + 1;
		if (note->cells_read != NULL && m < note->cells_count &&
		    note->cells_read[m][0] != '\0')
			f->found = value_text(note->cells_read[m]);
		return;
	}
}

/* One month is blank and the total says what it holds. */
static void
fix_blank(struct check *check, struct finding *f, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	unsigned missing = plan_all_given(check->plan) & ~(unsigned)node->given;
	int64_t left = node->total_e4;

	if (node->state != NODE_AS_READ || __builtin_popcount(missing) != 1 ||
	    node->total_e4 == NUM_ABSENT || node->behaviour != BEHAVIOUR_SUM)
		return;
	for (unsigned m = 0; m < check->plan->period_count; m++)
		if (node->given & 1u << m)
			left -= plan_schedule(check->plan, index)[m];
	if (left < 0)
		return;
	f->period = (unsigned)__builtin_ctz(missing) + 1;
	*check_fix(check, f, 1) = (struct fix_change){ FIX_PERIOD, index, f->period,
		node->percent ? value_percent(left) : value_e4(left) };
}

static struct finding *
report_schedule(struct check *check, enum severity severity, unsigned variant, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	struct finding *f = check_report_node(check, severity, variant, index);

	f->source = check_row_source(node);
	if (variant == UNREADABLE || variant == UNREADABLE_REPAIRED)
		tell_cell(check, f, node->repair);
	else if (variant != NO_SCHEDULE)
		tell_count(check, f, cells_of(node));
	return f;
}

static void
check_schedule(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	bool whole = node_is_whole(check->plan, node);
	bool lost_cells = node->repair != NULL && !node->repair->whole;
	bool unreadable = lost_cells && cells_of(node) == check->plan->period_count;

	if (!node->has_schedule) {
		if (plan_is_leaf_level(check->plan, node->level))
			(void)report_schedule(check, SEVERITY_ERROR, NO_SCHEDULE, index);
	} else if (node->state == NODE_UNRESOLVED && !lost_cells) {
		(void)report_schedule(check, SEVERITY_ERROR, IN_DOUBT, index);
	} else if (node->state == NODE_UNRESOLVED && unreadable) {
		(void)report_schedule(check, SEVERITY_ERROR, UNREADABLE, index);
	} else if (!whole || node->state == NODE_UNRESOLVED) {
		fix_blank(check, report_schedule(check, SEVERITY_ERROR, WRONG_COUNT, index), index);
	} else if (node->state == NODE_REPAIRED && lost_cells) {
		(void)report_schedule(check, SEVERITY_ADVICE,
		    unreadable ? UNREADABLE_REPAIRED : REPAIRED, index);
	} else {
		check_pass(check);
	}
}

static void
check_printed_row(struct check *check, uint32_t index)
{
	const struct published_row *printed = check->plan->nodes[index].published;
	unsigned n = check->plan->period_count;
	bool lacking = false;

	for (unsigned m = 0; m < n; m++)
		lacking = lacking || printed->month_e4[m] == NUM_ABSENT;
	if (printed->cells == n)
		check_pass(check);
	else if (printed->damaged || lacking)
		tell_count(check, check_report_node(check, SEVERITY_ERROR, PRINTED_ROW, index),
		    printed->cells);
	else
		tell_count(check,
		    check_report_node(check, SEVERITY_ADVICE, PRINTED_ROW_REPAIRED, index),
		    printed->cells);
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];

	if (node->level == 0)
		return;
	check_schedule(check, index);
	if (node->published != NULL)
		check_printed_row(check, index);
}

static void
check_unit(struct check *check, uint32_t index)
{
	const struct plan_unit *unit = &check->plan->units[index];
	unsigned n = check->plan->period_count;
	bool lacking = false;
	struct finding *f;

	if (!unit->has_total)
		return;
	if (unit->total_cells == n + 1) {
		check_pass(check);
		return;
	}
	for (unsigned m = 0; m < n; m++)
		lacking = lacking || unit->total_e4[m] == NUM_ABSENT;
	if (lacking || unit->total_inferred == 0)
		f = check_report_unit(check, SEVERITY_ERROR, UNIT_TOTAL, index);
	else
		f = check_report_unit(check, SEVERITY_ADVICE, UNIT_TOTAL_REPAIRED, index);
	f->source = unit->total_source;
	f->expected = value_count(n + 1);
	f->found = value_count(unit->total_cells);
}

const struct rule rule_r14 = {
	.id = 14,
	.title = "El cronograma tiene un valor por período",
	.node = check_node,
	.unit = check_unit,
};
