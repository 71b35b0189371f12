/*
 * R17 - a cumulative: it never falls, and its last active period is the total.
 *
 * Error; 0.1 is allowed where a period has decimals.  Fix: what fell is
 * raised to what was reached before; the total takes the last period.
 */
#include "core/rules/rules.h"

enum { FALLS, LAST_IS_NOT_TOTAL, AGREES_AFTER_REPAIR };

/* The first period below one before it, from 1; 0 where none is. */
static unsigned
first_fall(const struct row *row)
{
	int64_t reached = 0;

	for (unsigned m = row->first; m > 0 && m <= row->last; m++) {
		int64_t v = row->v_e4[m - 1];

		if (v == 0)
			continue; /* nothing new that month */
		if (v < reached - row->tolerance_e4)
			return m;
		if (v > reached)
			reached = v;
	}
	return 0;
}

static int64_t
reached_before(const struct row *row, unsigned period)
{
	int64_t reached = 0;

	for (unsigned m = 1; m < period; m++)
		if (row->v_e4[m - 1] > reached)
			reached = row->v_e4[m - 1];
	return reached;
}

static bool
last_is_total(const struct row *row)
{
	int64_t off;

	if (row->last == 0 || row->total_e4 == NUM_ABSENT)
		return true;
	off = row->v_e4[row->last - 1] - row->total_e4;
	return off <= row->tolerance_e4 && off >= -row->tolerance_e4;
}

static void
fix_fall(struct check *check, struct finding *f, const struct row *row)
{
	struct fix_change changes[PACK_PERIODS_MAX], *out;
	size_t count = 0;

	for (unsigned m = row->first; m <= row->last; m++) {
		int64_t reached = reached_before(row, m);

		if (row->v_e4[m - 1] != 0 && row->v_e4[m - 1] < reached)
			changes[count++] = (struct fix_change){ FIX_PERIOD, row->index, m,
				check_row_value(row, reached) };
	}
	out = check_fix(check, f, count);
	for (size_t i = 0; i < count; i++)
		out[i] = changes[i];
}

static struct finding *
report_fall(struct check *check, enum severity severity, unsigned variant, const struct row *row)
{
	struct finding *f = check_report_row(check, severity, variant, row);

	f->period = first_fall(row);
	if (f->period == 0)
		f->period = row->last;
	f->expected = check_row_value(row, reached_before(row, f->period));
	f->found = check_row_value(row, row->v_e4[f->period - 1]);
	return f;
}

static void
report_last(struct check *check, const struct row *row)
{
	struct finding *f = check_report_row(check, SEVERITY_ERROR, LAST_IS_NOT_TOTAL, row);

	f->period = row->last;
	f->expected = check_row_value(row, row->total_e4);
	f->found = check_row_value(row, row->v_e4[row->last - 1]);
	*check_fix(check, f, 1) = (struct fix_change){ FIX_TOTAL, row->index, 0, f->found };
}

static void
check_row(struct check *check, const struct row *row)
{
	if (row->node->behaviour != BEHAVIOUR_LAST)
		return;
	if (first_fall(row) != 0)
		fix_fall(check, report_fall(check, SEVERITY_ERROR, FALLS, row), row);
	else if (!last_is_total(row))
		report_last(check, row);
	else if (row->was != NULL && row->was->last != 0 &&
	    (first_fall(row->was) != 0 || !last_is_total(row->was)))
		(void)report_fall(check, SEVERITY_ADVICE, AGREES_AFTER_REPAIR, row->was);
	else
		check_pass(check);
}

const struct rule rule_r17 = {
	.id = 17,
	.title = "Un acumulado no baja y termina en el total",
	.row = check_row,
};
