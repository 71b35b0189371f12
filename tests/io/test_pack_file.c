/*
 * test_pack_file.c - the packs inside the program load; a bad one is refused
 * with the name of the key.
 */
#include "io/pack_file.h"

#include <string.h>

#include "base/mem.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/files.h"

#define FOLDER "tests/golden/io/bad-pack/"

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = NULL;
	struct err err = { 0 };
	const char *refused = case_get(c, "refused"), *arrow, *file;

	if (refused == NULL) {
		file = mem_printf(mem, FOLDER "%s", case_need(c, "accepted"));
		if (pack_load(mem, file, &pack, &err) < 0)
			case_fail(c, NULL, "%s", err.message);
		return;
	}
	arrow = strstr(refused, " => ");
	file = mem_printf(mem, FOLDER "%.*s", (int)(arrow - refused), refused);
	if (pack_load(mem, file, &pack, &err) != YUP_EINVALID)
		case_fail(c, NULL, "it is not refused: %s", err.message);
	assert_null(pack);
	if (strstr(err.message, arrow + 4) == NULL)
		case_fail(c, NULL, "it says: %s", err.message);
}

static void
test_shipped(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack;
	struct err err = { 0 };
	size_t count = 0;

	(void)state;
	for (; pack_builtin_name(count) != NULL; count++) {
		const char *file = pack_builtin_name(count);
		const char *name = mem_strndup(mem, file, strcspn(file, "."));

		assert_int_equal(pack_load(mem, name, &pack, &err), YUP_OK);
		assert_string_equal(pack->name, name);
		for (size_t i = 1; i < pack->level_count; i++) /* a code has one level */
			assert_string_not_equal(pack->levels[i].mask, pack->levels[i - 1].mask);
		assert_true(pack->forms.unit_total.count > 0);
	}
	assert_int_equal(count, 2);
	assert_int_equal(pack_load(mem, "bo-rs225557", &pack, &err), YUP_OK);
	assert_int_equal(pack->period_count, 12);
	assert_int_equal(pack->level_count, 3);
	assert_true(pack->threshold_e4 == 35 * E4);
	assert_int_equal(pack->threshold, THRESHOLD_FLAT);
	/* words are read without case, accents or marks */
	assert_string_equal(pack->forms.framework_line.words[0],
	    "objetivo de gestion institucional");
	assert_int_equal(pack_load(mem, "bo-ds3246", &pack, &err), YUP_OK);
	assert_int_equal(pack->period_count, 4);
	assert_int_equal(pack->level_count, 4);
	assert_true(pack->cap_at_100);
}

/* The same pack from its file and from inside the program. */
static void
test_from_a_file(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *inside, *file;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(pack_load(mem, "bo-ds3246", &inside, &err), YUP_OK);
	assert_int_equal(pack_load(mem, "packs/bo-ds3246.json", &file, &err), YUP_OK);
	assert_string_equal(inside->title, file->title);
	assert_int_equal(inside->band_count, file->band_count);
}

static void
test_absent(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = NULL;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(pack_load(mem, "bo-nothing", &pack, &err), YUP_ENOTFOUND);
	assert_non_null(strstr(err.message, "bo-ds3246"));
	assert_non_null(strstr(err.message, "bo-rs225557"));
	assert_int_equal(pack_load(mem, "", &pack, &err), YUP_ENOTFOUND);
	assert_true(pack_load(mem, "packs/absent.json", &pack, &err) < 0);
	assert_null(pack);
	assert_null(pack_builtin_name(99));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_from_a_file),
		cmocka_unit_test(test_absent),
	};

	return cases_run("tests/io/pack_file.cases", check) +
	    cmocka_run_group_tests_name("io.pack_file", tests, NULL, NULL);
}
