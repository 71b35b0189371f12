/* test_report_load.c - a period's reports from a table: all lines or none, each refusal told. */
#include "app/report_load.h"

#include <string.h>

#include "app/actor.h"
#include "app/synth.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/store.h"

enum { YEAR = 2031, LEAVES = 3 };

static struct err err;

struct scene {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	struct app_period which; /* closed: what is loaded is a correction */
	struct app_book book;
	const struct plan_node *leaf[LEAVES], *objective;
	struct app_report_loaded out;
};

static void
find_rows(struct scene *s)
{
	const struct plan *plan = s->book.plan;
	size_t count = 0;

	for (size_t i = 0; i < plan->node_count && count < LEAVES; i++)
		if (plan_is_leaf_level(plan, plan->nodes[i].level))
			s->leaf[count++] = &plan->nodes[i];
	assert_int_equal(count, LEAVES);
	s->objective = &plan->nodes[s->leaf[0]->parent];
	while (s->objective->level > 1)
		s->objective = &plan->nodes[s->objective->parent];
}

static struct scene *
begin(struct test_store *store)
{
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	struct app_synth_request request = { .institutions = 1,
		.seed = 2,
		.activities = 20,
		.year = YEAR,
		.reports = true };
	struct app_synth_made made;

	*s = (struct scene){ .s = store,
		.app = operator_app(store),
		.which = { store->institution_id + 1, YEAR, 2 } };
	assert_rc(app_synth(&s->app, &request, &made, &err), YUP_OK, &err);
	assert_rc(app_report_book(&s->app, &s->plans, store->mem, &s->which, PLAN_NONE, &s->book,
		      &err),
	    YUP_OK, &err);
	find_rows(s);
	return s;
}

static const char *
path_of(const struct scene *s, const struct plan_node *node)
{
	return s->book.plan->units[node->unit].path;
}

/* One line of a table: what a row of the plan says. */
static const char *
line(const struct scene *s, const struct plan_node *node, const char *cells)
{
	return mem_printf(s->s->mem, "%s,%s,%s\n", path_of(s, node), node->code, cells);
}

static int
load(struct scene *s, const char *head, const char *lines, bool dry_run)
{
	const char *path = mem_printf(s->s->mem, "%s/table.csv", test_temp_folder());
	const char *text = mem_printf(s->s->mem, "%s\n%s", head, lines);
	struct app_report_load what = { .which = &s->which,
		.path = path,
		.why = "mal contado",
		.dry_run = dry_run };

	test_file_write(path, text, strlen(text));
	err = (struct err){ 0 };
	return app_report_load(&s->app, &s->plans, s->s->mem, &what, &s->out, &err);
}

static struct report
stored(const struct scene *s, const struct plan_node *node)
{
	struct report r;

	assert_rc(report_store_get(s->s->db, s->s->mem, s->which.institution_id, YEAR, node->id,
		      s->which.period, &r, &err),
	    YUP_OK, &err);
	return r;
}

static void
test_many_rows(void **state)
{
	struct scene *s = begin(*state);
	const char *lines = mem_printf(s->s->mem, "%s%s%s", line(s, s->leaf[0], ",3,Tres actas"),
	    line(s, s->leaf[1], ",\"4,5\",\"Cuatro, y media\""),
	    line(s, s->objective, "1200.50,,"));
	int64_t before = stored(s, s->leaf[0]).number[REPORT_VALUE];

	assert_rc(load(s, "unit,code,executed,value,obtained", lines, true), YUP_OK, &err);
	assert_int_equal(s->out.lines, 3);
	assert_int_equal(s->out.cells, 5);
	assert_true(stored(s, s->leaf[0]).number[REPORT_VALUE] == before);
	assert_rc(load(s, "unit,code,executed,value,obtained", lines, false), YUP_OK, &err);
	assert_true(stored(s, s->leaf[0]).number[REPORT_VALUE] == 3 * E4);
	assert_true(stored(s, s->leaf[1]).number[REPORT_VALUE] == 45000);
	assert_string_equal(stored(s, s->leaf[1]).text[REPORT_OBTAINED], "Cuatro, y media");
	assert_true(stored(s, s->objective).number[REPORT_EXECUTED] == 120050);
	app_plans_done(&s->plans);
}

/* Every wrong line is told with its number, and the good ones are not saved either. */
static void
test_all_or_none(void **state)
{
	struct scene *s = begin(*state);
	const char *lines = mem_printf(s->s->mem, "%s%s%s%s%s", line(s, s->leaf[0], "7"),
	    line(s, s->leaf[1], "siete"), "NADIE,1.1,3\n", line(s, s->leaf[0], "8"),
	    line(s, s->objective, "9"));
	static const unsigned LINES[] = { 3, 4, 5, 6 };
	static const char *const KEYS[] = { "not_a_number", "unit_absent", "table_twice",
		"row_not_reported" };

	assert_rc(load(s, "unit,code,value", lines, false), YUP_EINVALID, &err);
	assert_string_equal(err.key, "lines_refused");
	assert_string_equal(err.message, "4");
	assert_int_equal(s->out.refused_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(s->out.refused[i].line, LINES[i]);
		assert_string_equal(s->out.refused[i].err.key, KEYS[i]);
	}
	assert_true(stored(s, s->leaf[0]).number[REPORT_VALUE] != 7 * E4);
	app_plans_done(&s->plans);
}

static void
test_columns(void **state)
{
	static const struct {
		const char *head, *key;
	} WRONG[] = { { "unit,value", "column_missing" }, { "code,value", "column_missing" },
		{ "unit,code,color", "column_unknown" },
		{ "unit,code,value,value", "table_twice" } };
	struct scene *s = begin(*state);

	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
		assert_rc(load(s, WRONG[i].head, "", false), YUP_EINVALID, &err);
		assert_string_equal(err.key, WRONG[i].key);
	}
	assert_rc(load(s, "unit,code,value", "a,b,c,d\n", false), YUP_EINVALID, &err);
	assert_rc(load(s, "unit,code,value", "", false), YUP_OK, &err);
	assert_int_equal(s->out.lines, 0);
	app_plans_done(&s->plans);
}

/* The rights are those of typing: who only reads may look, and saves nothing. */
static void
test_who_may(void **state)
{
	struct scene *s = begin(*state);
	struct actor_grant grant = { .role = ROLE_READER, .whole = true };
	struct actor reader = { .kind = ACTOR_USER,
		.user_id = 9,
		.name = "reader",
		.institution_id = s->which.institution_id,
		.grants = &grant,
		.grant_count = 1 };

	s->app.by = &reader;
	assert_rc(load(s, "unit,code,value", line(s, s->leaf[0], "7"), false), YUP_EDENIED, &err);
	assert_rc(load(s, "unit,code,value", line(s, s->leaf[0], "7"), true), YUP_EDENIED, &err);
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_many_rows),
		STORE_TEST(test_all_or_none),
		STORE_TEST(test_columns),
		STORE_TEST(test_who_may),
	};

	return STORE_RUN(argc, argv, tests);
}
