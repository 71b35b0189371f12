/*
 * R20 - active periods lie between the first and the last one stated.
 *
 * Warning.  When the active span is as long as the window and only stands
 * beside it, the whole row was shifted.
 */
#include "core/rules/rules.h"

enum { OUTSIDE, SHIFTED, AGREES_AFTER_REPAIR, BACKWARDS };

static bool
is_inside(const struct row *row)
{
	return row->active == 0 ||
	    (row->first >= row->node->first_month && row->last <= row->node->last_month);
}

static bool
is_shifted(const struct row *row)
{
	return row->last - row->first == (unsigned)row->node->last_month - row->node->first_month;
}

static unsigned
first_outside(const struct row *row)
{
	for (unsigned m = row->first; m <= row->last; m++)
		if (row->v_e4[m - 1] != 0 &&
		    (m < row->node->first_month || m > row->node->last_month))
			return m;
	return row->first;
}

static void
report(struct check *check, enum severity severity, unsigned variant, const struct row *row)
{
	struct finding *f = check_report_row(check, severity, variant, row);

	f->expected = value_range(row->node->first_month, row->node->last_month);
	f->found = value_range(row->first, row->last);
	if (variant == BACKWARDS)
		return;
	f->period = first_outside(row);
	f->extra[0] = check_row_value(row, row->v_e4[f->period - 1]);
}

static void
check_row(struct check *check, const struct row *row)
{
	if (row->node->first_month == 0 || row->node->last_month == 0)
		return;
	if (row->node->first_month > row->node->last_month)
		report(check, SEVERITY_WARNING, BACKWARDS, row);
	else if (!is_inside(row))
		report(check, SEVERITY_WARNING, is_shifted(row) ? SHIFTED : OUTSIDE, row);
	else if (row->was != NULL && !is_inside(row->was))
		report(check, SEVERITY_ADVICE, AGREES_AFTER_REPAIR, row->was);
	else
		check_pass(check);
}

const struct rule rule_r20 = {
	.id = 20,
	.title = "Los meses activos están entre el inicial y el final",
	.row = check_row,
};
