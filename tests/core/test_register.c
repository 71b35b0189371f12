/*
 * test_register.c - where acts lead, what a field takes, what is wrong with an
 * item and which ones a filter leaves.
 */
#include "core/register.h"

#include <string.h>

#include "base/mem.h"
#include "io/pack_file.h"
#include "support/cmocka_all.h"

#define TODAY "2031-03-15"

static struct err err;

static const struct pack *
load(struct mem *mem)
{
	const struct pack *pack = NULL;

	assert_int_equal(pack_load(mem, "bo-rs225557", &pack, &err), YUP_OK);
	return pack;
}

static struct register_item
item(const char *state, const struct register_value *values, size_t count)
{
	return (struct register_item){ .id = 12,
		.title = "Levantar el inventario de Ñuflo",
		.sort = "",
		.state = state,
		.values = values,
		.value_count = count };
}

/* ---- Steps ------------------------------------------------------------------------ */

static const struct {
	const char *from, *to, *word, *expected; /* the act, or why it is refused */
} STEPS[] = {
	{ "pending", "in_progress", "", "passed" },
	{ "pending", "in_progress", "Se empezó", "passed" },
	{ "pending", "done", "Informe 7", "closed" },
	{ "pending", "done", " ", "register_word_needed" },
	{ "pending", "done", NULL, "register_word_needed" },
	{ "pending", "pending", "x", "register_state_same" },
	{ "pending", "nowhere", "x", "register_state_unknown" },
	{ "done", "in_progress", "Faltaba el acta", "reopened" },
	{ "done", "in_progress", "", "register_word_needed" },
	{ "done", "dropped", "No correspondía", "closed" },
	{ "gone", "in_progress", "", "passed" },
	{ "in_progress", "pending", "a\nb", "text_has_controls" },
};

static void
test_steps(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack_register *reg = register_of_measures(load(mem));

	(void)state;
	assert_non_null(reg);
	for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++) {
		struct register_item it = item(STEPS[i].from, NULL, 0);
		enum register_act_kind kind = REGISTER_ACT__COUNT;
		int rc = register_step(reg, &it, STEPS[i].to, STEPS[i].word, &kind, &err);
		const char *got = rc < 0 ? err.key : register_act_key(kind);

		if (strcmp(got, STEPS[i].expected) != 0)
			fail_msg("%s to %s: %s, not %s", STEPS[i].from, STEPS[i].to, got,
			    STEPS[i].expected);
	}
}

static void
test_state_follows_from_acts(void **state)
{
	static const struct register_act ACTS[] = {
		{ .kind = REGISTER_OPENED, .state = "pending" },
		{ .kind = REGISTER_COMMENTED, .state = "" },
		{ .kind = REGISTER_TAKEN, .state = "", .plan_id = 9 },
		{ .kind = REGISTER_CLOSED, .state = "done" },
		{ .kind = REGISTER_CHANGED, .state = "", .field = "due" },
		{ .kind = REGISTER_GIVEN_BACK, .state = "" },
	};

	(void)state;
	assert_string_equal(register_state_of(ACTS, 0), "");
	assert_string_equal(register_state_of(ACTS, 3), "pending");
	assert_string_equal(register_state_of(ACTS, 6), "done");
	assert_int_equal(register_plan_of(ACTS, 2), 0);
	assert_int_equal(register_plan_of(ACTS, 5), 9);
	assert_int_equal(register_plan_of(ACTS, 6), 0);
}

/* ---- Fields ------------------------------------------------------------------------ */

static const struct {
	const char *field, *typed, *expected; /* as kept, or "!" and why not */
} TYPED[] = {
	{ "title", "  Un convenio ", "Un convenio" },
	{ "title", " ", "!text_absent" },
	{ "title", "a\tb", "!text_has_controls" },
	{ "kind", "foreign", "foreign" },
	{ "kind", "", "" },
	{ "kind", "lunar", "!register_kind_unknown" },
	{ "unit", "17", "17" },
	{ "unit", "", "" },
	{ "unit", "UVE", "!register_unit" },
	{ "unit", "0", "!register_unit" },
	{ "due", "2031-02-28", "2031-02-28" },
	{ "due", "2031-02-29", "!register_date" },
	{ "due", "", "" },
	{ "amount", "1,200.50", "1,200.50" },
	{ "amount", "mucho", "!register_number" },
	{ "counterpart", "99999999999999999999", "!register_unit" },
	{ "responsible", NULL, "" },
	{ "colour", "x", "!register_field_unknown" },
};

static void
test_typed(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = NULL;

	(void)state;
	assert_int_equal(pack_load(mem, "tests/golden/io/bad-pack/registers.json", &pack, &err),
	    YUP_OK);
	assert_null(register_of_measures(pack));
	for (size_t i = 0; i < sizeof(TYPED) / sizeof(TYPED[0]); i++) {
		const char *kept = NULL;
		int rc = register_typed(mem, pack, register_find(pack, "agreements"),
		    TYPED[i].field, TYPED[i].typed, &kept, &err);
		const char *got = rc < 0 ? mem_printf(mem, "!%s", err.key) : kept;

		if (strcmp(got, TYPED[i].expected) != 0)
			fail_msg("%s of %s: %s, not %s", TYPED[i].typed, TYPED[i].field, got,
			    TYPED[i].expected);
		assert_true(rc == YUP_OK || kept == NULL);
	}
}

/* ---- R40 and R48 --------------------------------------------------------------------- */

/* "48 lacks report, 48 late" */
static const char *
faults(struct mem *mem, const struct pack_register *reg, const struct register_item *it)
{
	static const char *const WORDS[] = { "lacks", "late", "state_gone", "not_amended" };
	struct register_finding found[REGISTER_FINDINGS_MAX];
	size_t count = register_check(reg, it, TODAY, found);
	const char *s = "";

	for (size_t i = 0; i < count; i++)
		s = mem_printf(mem, "%s%s%u %s%s%s", s, i > 0 ? ", " : "", found[i].rule,
		    WORDS[found[i].fault], found[i].field != NULL ? " " : "",
		    found[i].field != NULL ? found[i].field->key : "");
	return s;
}

static void
test_audit_recommendations(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack_register *reg = register_find(load(mem), "audit_recommendations");
	const struct register_value all[] = { { "report", "UAI 3/2030" },
		{ "responsible", "Jefa de bienes" }, { "due", "2031-03-15" },
		{ "evidence", "Acta 4" } };
	const struct register_value late[] = { { "report", "UAI 3/2030" },
		{ "responsible", "Jefa de bienes" }, { "due", "2031-03-14" } };
	struct register_item it = item("pending", NULL, 0);

	(void)state;
	assert_string_equal(faults(mem, reg, &it),
	    "48 lacks report, 48 lacks responsible, 48 "
	    "lacks due");
	it = item("pending", late, 3);
	assert_string_equal(faults(mem, reg, &it), "48 late");
	it.state = "done";
	assert_string_equal(faults(mem, reg, &it), "48 lacks evidence");
	it.files = 1;
	assert_string_equal(faults(mem, reg, &it), "");
	it = item("done", all, 4);
	assert_string_equal(faults(mem, reg, &it), "");
	it.state = "pending";
	assert_string_equal(faults(mem, reg, &it), ""); /* its day is today */
	it.state = "lost";
	assert_string_equal(faults(mem, reg, &it), "48 state_gone");
}

static void
test_measures_amend(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack_register *reg = register_of_measures(load(mem));
	const struct register_value said[] = { { "responsible", "Jefe" }, { "due", "2031-12-31" },
		{ "evidence", "RM 4" } };
	struct register_item it = item("pending", said, 3);

	(void)state;
	it.sort = "reschedule";
	assert_string_equal(faults(mem, reg, &it), "40 not_amended");
	it.plan_id = 5;
	assert_string_equal(faults(mem, reg, &it), "");
	it.plan_id = 0;
	it.state = "dropped";
	assert_string_equal(faults(mem, reg, &it), "");
	it.state = "pending";
	it.sort = "other";
	assert_string_equal(faults(mem, reg, &it), "");
	assert_false(register_amends(reg, &it));
}

/* ---- Choosing ------------------------------------------------------------------------- */

static void
test_filter(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack_register *reg = register_of_measures(load(mem));
	const struct register_value said[] = { { "responsible", "José Ñandú" },
		{ "due", "2031-01-31" } };
	struct register_item it = item("in_progress", said, 2);
	const struct {
		struct register_filter filter;
		bool fits;
	} CASES[] = {
		{ { 0 }, true },
		{ { .state = "open" }, true },
		{ { .state = "closed" }, false },
		{ { .state = "in_progress" }, true },
		{ { .state = "pending" }, false },
		{ { .org_unit = 7 }, true },
		{ { .org_unit = 8 }, false },
		{ { .late = true }, true },
		{ { .faulty = true }, true },
		{ { .responsible = "nandu" }, true },
		{ { .responsible = "inventario" }, false },
		{ { .text = "INVENTARIO de nuflo" }, true },
		{ { .text = "2031 01" }, true },
		{ { .text = "12" }, true },
		{ { .text = "zapato" }, false },
	};

	(void)state;
	it.org_unit = 7;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		if (register_fits(mem, reg, &it, &CASES[i].filter, TODAY) != CASES[i].fits)
			fail_msg("case %zu", i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_state_follows_from_acts),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_audit_recommendations),
		cmocka_unit_test(test_measures_amend),
		cmocka_unit_test(test_filter),
	};

	return cmocka_run_group_tests_name("core.register", tests, NULL, NULL);
}
