/*
 * R16 - a level: every active period repeats the total.
 *
 * Error; 0.1 is allowed where a period has decimals.  Fix: the periods that
 * differ take the total; where all of them agree, the total takes theirs.
 */
#include "core/rules/rules.h"

enum { FAILS, AGREES_AFTER_REPAIR };

static bool
is_near(const struct row *row, int64_t a, int64_t b)
{
	return a - b <= row->tolerance_e4 && b - a <= row->tolerance_e4;
}

/* The first active period that is not the total, from 1; 0 where all are. */
static unsigned
first_off(const struct row *row)
{
	for (unsigned m = row->first; m > 0 && m <= row->last; m++)
		if (row->v_e4[m - 1] != 0 && !is_near(row, row->v_e4[m - 1], row->total_e4))
			return m;
	return 0;
}

static bool
all_alike(const struct row *row)
{
	for (unsigned m = row->first; m <= row->last; m++)
		if (row->v_e4[m - 1] != 0 && row->v_e4[m - 1] != row->v_e4[row->first - 1])
			return false;
	return true;
}

static void
fix_row(struct check *check, struct finding *f, const struct row *row)
{
	struct fix_change *changes;
	unsigned off = 0;

	if (all_alike(row) && row->active > 1) {
		*check_fix(check, f, 1) = (struct fix_change){ FIX_TOTAL, row->index, 0,
			check_row_value(row, row->v_e4[row->first - 1]) };
		return;
	}
	for (unsigned m = row->first; m <= row->last; m++)
		off += row->v_e4[m - 1] != 0 && row->v_e4[m - 1] != row->total_e4;
	changes = check_fix(check, f, off);
	for (unsigned m = row->first; m <= row->last; m++)
		if (row->v_e4[m - 1] != 0 && row->v_e4[m - 1] != row->total_e4)
			*changes++ = (struct fix_change){ FIX_PERIOD, row->index, m,
				check_row_value(row, row->total_e4) };
}

static struct finding *
report(struct check *check, enum severity severity, unsigned variant, const struct row *row)
{
	struct finding *f = check_report_row(check, severity, variant, row);

	f->period = first_off(row);
	f->expected = check_row_value(row, row->total_e4);
	f->found = check_row_value(row, row->v_e4[f->period - 1]);
	return f;
}

static void
check_row(struct check *check, const struct row *row)
{
	if (row->node->behaviour != BEHAVIOUR_AVERAGE || row->total_e4 == NUM_ABSENT)
		return;
	if (first_off(row) != 0)
		fix_row(check, report(check, SEVERITY_ERROR, FAILS, row), row);
	else if (row->was != NULL && row->was->total_e4 != NUM_ABSENT && first_off(row->was) != 0)
		(void)report(check, SEVERITY_ADVICE, AGREES_AFTER_REPAIR, row->was);
	else
		check_pass(check);
}

const struct rule rule_r16 = {
	.id = 16,
	.title = "En un nivel, cada mes activo repite el total",
	.row = check_row,
};
