/*
 * test_json_document.c - plans and follow-ups that went out as JSON come in as they were;
 * anything else is refused with the place.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/rollup.h"
#include "import/json_document.h"
#include "io/file.h"
#include "report/json_writer.h"
#include "report/plan_json.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/read_document.h"

static struct err err;

static void
put_document(struct str *out, const struct import_result *read)
{
	struct json_writer w;
	struct rollup rolled;

	json_begin(&w, json_to_str, out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.export/1");
	json_array(&w, "plans");
	if (read->plan != NULL) {
		assert_int_equal(rollup_compute(read->plan->mem, read->plan, read->plan->policy,
				     &rolled, &err),
		    YUP_OK);
		plan_json(&w, read->plan, &rolled);
	}
	json_array_end(&w);
	json_array(&w, "follow_ups");
	if (read->follow_up != NULL)
		follow_up_json(&w, read->follow_up);
	json_array_end(&w);
	json_object_end(&w);
	assert_int_equal(json_end(&w, &err), YUP_OK);
}

static void
round_trip(const char *path)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str first = { 0 }, second = { 0 };
	struct import_result read = read_document(mem, path), again = { 0 };

	put_document(&first, &read);
	if (json_document_read(mem, read_pack(mem, "bo-rs225557"), first.text, first.length, &again,
		&err) < 0)
		fail_msg("%s: %s", path, err.message);
	put_document(&second, &again);
	assert_string_equal(second.text, first.text);
}

static void
test_round_trip(void **state)
{
	(void)state;
	round_trip(SAMPLE_PLAN);
	round_trip(SAMPLE_FOLLOW_UP);
	if (test_file_exists(CORPUS_PLAN))
		round_trip(CORPUS_PLAN);
	if (test_file_exists(CORPUS_FOLLOW_UP))
		round_trip(CORPUS_FOLLOW_UP);
}

#define PLAN(inside)                                                                   \
	"{\"schema\":\"yupana.export/1\",\"plans\":[{\"institution\":{\"name\":\"X\"," \
	"\"acronym\":\"X\"},\"year\":2031,\"version\":0,\"pack\":\"bo-rs225557\","     \
	"\"policy\":\"by_behaviour\",\"period_count\":12," inside "}],\"follow_ups\":[]}"

#define NODE(fields)                                                                            \
	PLAN("\"units\":[{\"id\":\"u1\",\"path\":\"U\"}],\"nodes\":[{\"id\":\"n1\",\"level\":"  \
	     "\"specific_objective\",\"unit\":\"u1\",\"behaviour\":\"sum\",\"schedule_basis\":" \
	     "\"quantity\",\"state\":\"as_read\"," fields "}]")

static void
test_refused(void **state)
{
	static const struct {
		const char *json, *key;
	} CASES[] = {
		{ "{", "json_broken" },
		{ "{\"schema\":\"yupana.export/2\",\"plans\":[{}]}", "json_schema" },
		{ "{\"schema\":\"yupana.export/1\",\"plans\":[],\"follow_ups\":[]}",
		    "json_schema" },
		{ "{\"schema\":\"yupana.export/1\",\"plans\":[{},{}]}", "json_many" },
		{ "{\"schema\":\"yupana.export/1\",\"plans\":[{\"pack\":\"xx\"}]}", "json_pack" },
		{ "{\"a\":[[[[[[[[[[[[[[]]]]]]]]]]]]]]}", "json_deep" },
		{ PLAN("\"units\":[{\"id\":\"u1\"}]"), "json_field" },
		{ PLAN("\"units\":[{\"id\":\"u1\",\"path\":\"U\",\"parent\":\"u9\"}]"),
		    "json_field" },
		{ NODE("\"weight\":-1"), "json_field" },
		{ NODE("\"weight\":\"40\""), "json_field" },
		{ NODE("\"weight\":1e300"), "json_field" },
		{ NODE("\"schedule\":[1,2]"), "json_field" },
		{ NODE("\"schedule\":[-1,0,0,0,0,0,0,0,0,0,0,0]"), "json_field" },
		{ NODE("\"budget\":0.001"), "json_field" },
		{ NODE("\"parent\":\"n7\""), "json_field" },
		{ NODE("\"first_month\":13"), "json_field" },
		{ NODE("\"form_a\":0"), "json_field" },
	};
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct import_result read;

	(void)state;
	assert_int_equal(json_document_read(mem, read_pack(mem, "bo-rs225557"),
			     NODE("\"weight\":40"), strlen(NODE("\"weight\":40")), &read, &err),
	    YUP_OK);
	assert_int_equal(read.plan->nodes[0].weight_e4, 40 * E4);
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		err = (struct err){ 0 };
		if (json_document_read(mem, read_pack(mem, "bo-rs225557"), CASES[i].json,
			strlen(CASES[i].json), &read, &err) == YUP_OK)
			fail_msg("case %zu was read", i);
		if (strcmp(err.key, CASES[i].key) != 0)
			fail_msg("case %zu: %s, not %s: %s", i, err.key, CASES[i].key, err.message);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
