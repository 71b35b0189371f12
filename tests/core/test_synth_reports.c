/* test_synth_reports.c - made-up reports are always the same, and such as a unit could send. */
#include <string.h>

#include "base/mem.h"
#include "core/calendar.h"
#include "core/field.h"
#include "core/synth.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

enum { YEAR = 2027, MONTHS = 12 };

static struct err err;

struct made {
	struct plan *plan;
	struct report_period *periods;
	size_t period_count;
	struct synth_reports reports;
};

static struct made
make(struct mem *mem, uint64_t seed, unsigned every)
{
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	struct synth options = { .seed = seed, .activities = 120, .year = YEAR };
	struct made m = { 0 };

	assert_int_equal(synth_plan(mem, pack, &options, &m.plan, &err), YUP_OK);
	m.periods = calendar_lay_out(mem, pack, YEAR, every, 10, &m.period_count);
	synth_reports(mem, m.plan, m.periods, (unsigned)m.period_count, &options, &m.reports);
	return m;
}

static bool
is_same(const struct report *a, const struct report *b)
{
	bool same = strcmp(a->node_id, b->node_id) == 0 && a->period == b->period;

	for (int f = 0; f < REPORT_FIELD__COUNT; f++)
		same = same && a->number[f] == b->number[f] && strcmp(a->text[f], b->text[f]) == 0;
	return same;
}

static void
test_a_year_laid_out(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	size_t count = 0;
	struct report_period *p = calendar_lay_out(mem, pack, YEAR, 3, 10, &count);

	(void)state;
	assert_int_equal(count, 4);
	assert_int_equal(p[1].number, 2);
	assert_int_equal(p[1].first, 4);
	assert_int_equal(p[1].last, 6);
	assert_string_equal(p[1].due_on, "2027-07-10");
	assert_int_equal(p[1].state, PERIOD_PLANNED);
	assert_int_equal(p[3].last, MONTHS);
}

static void
test_same_seed_same_year(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct made a = make(mem, 7, 1), b = make(mem, 7, 1), other = make(mem, 8, 1);
	size_t differ = 0;

	(void)state;
	assert_int_equal(a.reports.count, b.reports.count);
	for (size_t i = 0; i < a.reports.count; i++)
		assert_true(is_same(&a.reports.list[i], &b.reports.list[i]));
	for (size_t i = 0; i < a.reports.count && i < other.reports.count; i++)
		differ += !is_same(&a.reports.list[i], &other.reports.list[i]);
	assert_true(differ > a.reports.count / 4);
}

/* A cause and a measure stand where the threshold asks, and only there. */
static void
assert_explained(const struct made *m, const struct report_book *book, size_t node,
    const struct report *r)
{
	struct report_progress p = report_progress_of(book, node, r->period);
	bool asked = threshold_ask(m->plan->pack, m->plan->pack->threshold_e4, p.physical_e9,
			 p.efficacy_e9) != THRESHOLD_WELL;

	assert_true(p.physical_e9 != NUM_ABSENT);
	assert_true(p.physical_e9 <= 130 * E9);
	assert_int_equal(asked, r->number[REPORT_MEASURE] != NUM_ABSENT);
	assert_int_equal(asked, r->text[REPORT_MEASURE_TEXT][0] != '\0');
	assert_int_equal(asked, r->text[REPORT_CAUSE_TEXT][0] != '\0');
	assert_int_equal(p.physical_e9 > 100 * E9, r->text[REPORT_NOTE][0] != '\0');
	assert_true(r->text[REPORT_OBTAINED][0] != '\0');
}

static void
check_year(const struct made *m, struct mem *mem)
{
	struct report_book book;
	size_t rows = 0, explained = 0, blank = 0, paid = 0;

	report_book_init(&book, mem, m->plan, m->periods, (unsigned)m->period_count,
	    m->reports.list, m->reports.count);
	for (size_t i = 0; i < m->plan->node_count; i++) {
		const struct plan_node *n = &m->plan->nodes[i];

		for (unsigned p = 1; p <= m->period_count; p++) {
			const struct report *r = report_at(&book, i, p);

			if (r == NULL) {
				blank += n->unit != PLAN_NONE &&
				    plan_is_leaf_level(m->plan, n->level);
				continue;
			}
			rows++;
			assert_false(report_is_blank(r));
			assert_int_equal(r->revision, 1);
			if (plan_is_leaf_level(m->plan, n->level))
				assert_explained(m, &book, i, r);
			else
				assert_true(r->number[REPORT_EXECUTED] != NUM_ABSENT);
			explained += r->number[REPORT_MEASURE] != NUM_ABSENT;
			paid += r->number[REPORT_EXECUTED] != NUM_ABSENT;
			if (r->text[REPORT_MEASURE_DUE][0] != '\0')
				assert_int_equal(field_check_date(r->text[REPORT_MEASURE_DUE],
						     "due", &err),
				    YUP_OK);
		}
		if (n->budget_cents != NUM_ABSENT)
			assert_true(
			    report_progress_of(&book, i, (unsigned)m->period_count).financial_e9 <=
			    100 * E9);
	}
	assert_int_equal(rows, m->reports.count);
	assert_true(explained > 0 && blank > 0 && paid > 0);
	assert_true(blank < rows / 4);
}

static void
test_a_unit_could_send_it(void **state)
{
	static const unsigned EVERY[] = { 1, 3, 6 };

	(void)state;
	for (uint64_t seed = 1; seed <= 9; seed++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct made m = make(mem, seed, EVERY[seed % 3]);

		check_year(&m, mem);
	}
}

/* Any plan will do: with levels, shares, holes and rows without a schedule. */
static void
test_of_a_plan_as_read(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = read_document(mem, SAMPLE_PLAN).plan;
	struct synth options = { .seed = 3 };
	struct synth_reports made;
	struct report_period *periods;
	size_t count, stated = 0;

	(void)state;
	periods = calendar_lay_out(mem, plan->pack, YEAR, 1, 10, &count);
	synth_reports(mem, plan, periods, (unsigned)count, &options, &made);
	assert_true(made.count > 402 * 10);
	for (size_t i = 0; i < made.count; i++) {
		stated += made.list[i].number[REPORT_STATED] != NUM_ABSENT;
		for (int f = 0; f < REPORT_FIELD__COUNT; f++)
			assert_true(
			    made.list[i].number[f] == NUM_ABSENT || made.list[i].number[f] >= 0);
	}
	assert_true(stated > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_year_laid_out),
		cmocka_unit_test(test_same_seed_same_year),
		cmocka_unit_test(test_a_unit_could_send_it),
		cmocka_unit_test(test_of_a_plan_as_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
