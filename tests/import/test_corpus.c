/*
 * test_corpus.c - two real documents, where they are beside the project: what
 * is known to be in them is read, repaired and reported.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/progress.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/listed.h"
#include "support/read_document.h"

/* 99.9 against 100: told as advice or not at all. */
enum { WITHIN_TOLERANCE = 769 };

static struct mem *mem;
static struct checked plan, follow_up;
static struct listed_all findings;

static int
setup(void **state)
{
	(void)state;
	mem = mem_new();
	plan = listed_check(mem, CORPUS_PLAN);
	follow_up = listed_check(mem, CORPUS_FOLLOW_UP);
	findings = listed_read(mem, CORPUS_FOLDER "findings.csv");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	mem_free(mem);
	return 0;
}

/* Lines of the text that begin with a code of at least three parts and have figures behind. */
static unsigned
coded_lines(const char *path, uint32_t *lines, unsigned room)
{
	char *text = test_file_read(path, NULL), *rest = text;
	unsigned count = 0;

	for (uint32_t number = 1; rest != NULL; number++) {
		char *line = strsep(&rest, "\n");
		size_t n = strspn(line, "0123456789."), dots = 0;

		for (size_t i = 0; i < n; i++)
			dots += line[i] == '.';
		if (dots >= 2 && line[n] == '\t' && count < room)
			lines[count++] = number;
	}
	free(text);
	return count;
}

static unsigned
times_read(const struct plan *p, uint32_t line)
{
	unsigned times = 0;

	for (size_t i = 0; i < p->node_count; i++)
		for (size_t k = 0; k < p->nodes[i].source_count; k++)
			times += p->nodes[i].sources[k].line == line;
	return times;
}

static void
test_every_row_once(void **state)
{
	uint32_t lines[2000];
	unsigned count = coded_lines(CORPUS_PLAN, lines, 2000), wrong = 0;

	(void)state;
	assert_true(count > 300);
	for (unsigned i = 0; i < count; i++) {
		unsigned times = times_read(plan.document.plan, lines[i]);

		if (times != 1)
			print_message("line %u is read %u times\n", lines[i], times);
		wrong += times != 1;
	}
	print_message("%u rows\n", count);
	assert_int_equal(wrong, 0);
}

static void
test_form_printed_twice(void **state)
{
	unsigned twice = 0;

	(void)state;
	for (size_t i = 0; i < plan.document.plan->form_count; i++)
		twice += plan.document.plan->forms[i].duplicate_of != PLAN_NONE;
	assert_int_equal(twice, 1);
}

static void
test_footers(void **state)
{
	(void)state;
	for (size_t i = 0; i < plan.findings.count; i++)
		assert_int_not_equal(plan.findings.items[i].rule, 27);
	assert_true(plan.passed[27] > 0);
}

static void
test_findings(void **state)
{
	unsigned missing = 0;

	(void)state;
	for (size_t i = 0; i < findings.count; i++) {
		const struct listed *l = &findings.items[i];
		bool is_plan = strcmp(l->file, listed_name(CORPUS_PLAN)) == 0;

		if (l->rule == 0 || l->line == WITHIN_TOLERANCE ||
		    listed_is_found(is_plan ? &plan : &follow_up, l->rule, l->line))
			continue;
		print_message("%s:%u: R%02u is not reported\n", l->file, l->line, l->rule);
		missing++;
	}
	assert_int_equal(missing, 0);
	for (size_t i = 0; i < plan.findings.count; i++)
		if (plan.findings.items[i].source.line == WITHIN_TOLERANCE &&
		    plan.findings.items[i].rule == 15)
			assert_int_equal(plan.findings.items[i].severity, SEVERITY_ADVICE);
}

static void
test_objective_rows(void **state)
{
	unsigned rows, equal;

	(void)state;
	listed_equal_objectives(mem, plan.document.plan, &rows, &equal);
	print_message("%u of %u objective rows equal their activities\n", equal, rows);
	assert_true(equal * 100 >= rows * 90);
}

static void
test_repairs(void **state)
{
	struct listed_repairs r = listed_repairs(mem, plan.document.plan,
	    CORPUS_FOLDER "repaired.csv");

	(void)state;
	print_message("%u of %u repairs come back\n", r.restored, r.rows);
	assert_int_equal(r.wrong, 0);
	assert_true(r.restored * 100 >= r.rows * 90);
}

static void
test_follow_up(void **state)
{
	const struct follow_up *fu = follow_up.document.follow_up;
	unsigned causes = 0;

	(void)state;
	assert_int_equal(fu->unit_count, 20);
	assert_int_equal(fu->operation_count, 239);
	for (size_t i = 0; i < fu->unit_count; i++)
		assert_true(progress_matches(fu->units[i].computed_e9, fu->units[i].printed_e4));
	for (size_t i = 0; i < fu->operation_count; i++)
		causes += fu->operations[i].cause_source.line != 0;
	assert_int_equal(causes, 69);
	assert_int_equal(fu->orphan_count, 0);
}

/* Units are right; of the lines above them four are wrong, one because of another. */
static void
test_averages(void **state)
{
	static const struct {
		unsigned line;
		int64_t hundredths;
		bool inherited;
	} WRONG[] = { { 204, 4965, false }, { 205, 4965, false }, { 344, 4040, false },
		{ 345, 4268, true } };
	const struct follow_up *fu = follow_up.document.follow_up;
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < follow_up.findings.count; i++) {
		const struct finding *f = &follow_up.findings.items[i];

		if (f->rule == 37 && f->severity == SEVERITY_ERROR) {
			assert_int_not_equal(f->aggregate, PLAN_NONE);
			assert_true(seen < 4 && f->source.line == WRONG[seen].line);
			seen++;
		}
	}
	assert_int_equal(seen, 4);
	for (size_t i = 0; i < fu->aggregate_count; i++)
		for (size_t k = 0; k < 4; k++) {
			const struct fu_aggregate *a = &fu->aggregates[i];

			if (a->source.line != WRONG[k].line)
				continue;
			assert_int_equal(ratio_round(a->computed_e9, 2), WRONG[k].hundredths);
			assert_int_equal(progress_matches(a->computed_from_printed_e9,
					     a->printed_e4),
			    WRONG[k].inherited);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_once),
		cmocka_unit_test(test_form_printed_twice),
		cmocka_unit_test(test_footers),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_objective_rows),
		cmocka_unit_test(test_repairs),
		cmocka_unit_test(test_follow_up),
		cmocka_unit_test(test_averages),
	};

	if (!test_file_exists(CORPUS_PLAN)) {
		print_message("skipped: no corpus beside the project\n");
		return 0;
	}
	return cmocka_run_group_tests_name("import.corpus", tests, setup, teardown);
}
