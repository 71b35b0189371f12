/* test_progress.c - progress.cases; capping; and aggregates that nest too deep. */
#include "core/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/plan_text.h"
#include "support/read_document.h"

static void
put_e9(struct str *out, int64_t v)
{
	if (v == NUM_ABSENT)
		str_put(out, "-");
	else
		num_put(out, v, 9, 0);
}

static void
answer_matches(struct str *out, const char *question)
{
	int64_t v[2] = { NUM_ABSENT, NUM_ABSENT };

	(void)answers_numbers(question, NUM_ABSENT, v, 2);
	str_put(out,
	    progress_matches(v[0] == NUM_ABSENT ? NUM_ABSENT : v[0] * (E9 / E4), v[1]) ? "yes"
										       : "no");
}

static void
answer_about(struct str *out, const struct follow_up *fu, const char *key, size_t number)
{
	if (strcmp(key, "unit") == 0) {
		int64_t computed = fu->units[number - 1].computed_e9;

		put_e9(out, computed);
		if (computed == NUM_ABSENT)
			str_put(out, " -");
		else
			str_printf(out, " %lld", (long long)ratio_round(computed, 0));
		return;
	}
	put_e9(out, fu->aggregates[number - 1].computed_e9);
	str_put_char(out, ' ');
	put_e9(out, fu->aggregates[number - 1].computed_from_printed_e9);
	str_put_char(out, ' ');
	put_e9(out, fu->aggregates[number - 1].computed_financial_e9);
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan_text text;

	plan_text_init(&text, mem);
	for (size_t i = 0; i < c->count; i++)
		if (strstr(c->lines[i].value, "=>") == NULL && !plan_text_line(&text, &c->lines[i]))
			case_fail(c, &c->lines[i], "no such line");
	plan_text_finish(&text);
	for (size_t i = 0; i < c->count; i++) {
		const char *arrow = strstr(c->lines[i].value, "=> ");
		CLEANUP(str_done) struct str out = { 0 };

		if (arrow == NULL)
			continue;
		if (strcmp(c->lines[i].key, "matches") == 0)
			answer_matches(&out,
			    mem_strndup(mem, c->lines[i].value,
				(size_t)(arrow - c->lines[i].value)));
		else
			answer_about(&out, text.fu, c->lines[i].key,
			    (size_t)atoi(c->lines[i].value));
		if (strcmp(str_text(&out), arrow + 3) != 0)
			case_fail(c, &c->lines[i], "it is %s", str_text(&out));
	}
}

static struct follow_up *
one_unit(struct mem *mem, const struct pack *pack, int64_t physical)
{
	struct follow_up *fu = follow_up_new(mem, pack);

	follow_up_add_unit(fu)->count = 1;
	follow_up_add_operation(fu)->physical_e4 = physical * E4;
	return fu;
}

static void
test_cap(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = one_unit(mem, read_pack(mem, "bo-rs225557"), 150);
	struct err err;

	(void)state;
	assert_int_equal(progress_compute(fu, &err), YUP_OK);
	assert_true(fu->units[0].computed_e9 == 150 * E9);
	fu = one_unit(mem, read_pack(mem, "bo-ds3246"), 150);
	assert_int_equal(progress_compute(fu, &err), YUP_OK);
	assert_true(fu->units[0].computed_e9 == 100 * E9);
}

static int
compute_chain(struct mem *mem, uint32_t length, struct err *err)
{
	struct follow_up *fu = one_unit(mem, read_pack(mem, "bo-rs225557"), 50);
	struct fu_member *members = mem_array(mem, length, sizeof(*members));

	for (uint32_t i = 0; i < length; i++) {
		struct fu_aggregate *a = follow_up_add_aggregate(fu);

		members[i] = (struct fu_member){ i == 0, i == 0 ? 0 : i - 1 };
		a->of = &members[i];
		a->of_count = 1;
	}
	return progress_compute(fu, err);
}

static void
test_depth(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err err = { 0 };

	(void)state;
	assert_int_equal(compute_chain(mem, PLAN_DEPTH_MAX, &err), YUP_OK);
	assert_int_equal(compute_chain(mem, PLAN_DEPTH_MAX + 2, &err), YUP_ELIMIT);
	assert_non_null(strstr(err.message, "nest"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_depth),
	};

	return cases_run("tests/core/progress.cases", check) +
	    cmocka_run_group_tests_name("core.progress", tests, NULL, NULL);
}
