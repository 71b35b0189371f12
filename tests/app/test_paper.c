/* test_paper.c - documents made, by whom; issued with a number; given back byte for byte. */
#include "app/paper.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/doc_text.h"
#include "support/cmocka_all.h"
#include "support/report_scene.h"

static int
make(struct scene *s, int who, enum app_paper_what what, const char *unit, struct str *out)
{
	const struct app_paper request = { .institution_id = s->s->institution_id,
		.what = what,
		.format = APP_PAPER_TEXT,
		.unit = unit };
	struct app app = scene_as(s, who);

	str_clear(out);
	return app_paper_make(&app, &s->plans, s->s->mem, &request, json_to_str, out, &scene_err);
}

static int
issue(struct scene *s, int who, enum app_paper_what what, struct issued *out)
{
	const struct app_paper request = { .institution_id = s->s->institution_id,
		.what = what,
		.address = "https://poa.ejemplo.gob.bo/" };
	struct app app = scene_as(s, who);

	return app_paper_issue(&app, &s->plans, s->s->mem, &request, out, &scene_err);
}

/* A unit's people have its forms; the whole is for those of the whole. */
static void
test_whose_it_is(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = scene_begin(*state, PLAN_APPROVED);

	assert_int_equal(make(s, DRAFTER, APP_PAPER_FORM_B, s->path, &out), YUP_OK);
	assert_non_null(strstr(str_text(&out), s->plan->units[s->unit].name));
	assert_int_equal(make(s, DRAFTER, APP_PAPER_PLAN, NULL, &out), YUP_EDENIED);
	assert_int_equal(make(s, STRANGER, APP_PAPER_FORM_B, s->path, &out), YUP_EDENIED);
	assert_int_equal(make(s, AUDITOR, APP_PAPER_PLAN, NULL, &out), YUP_OK);
	assert_non_null(strstr(str_text(&out), "signature\tAprobado por"));
	assert_int_equal(make(s, PLANNER, APP_PAPER_FINDINGS, NULL, &out), YUP_OK);
	assert_int_equal(make(s, PLANNER, APP_PAPER_SUMMARY, NULL, &out), YUP_OK);
	assert_int_equal(make(s, PLANNER, APP_PAPER_PLAN, "NADIE", &out), YUP_ENOTFOUND);
	assert_int_equal(make(s, PLANNER, APP_PAPER_FOLLOW_UP, NULL, &out), YUP_ENOTFOUND);
	assert_string_equal(scene_err.key, "nothing_stored");
	app_plans_done(&s->plans);
}

static int
take(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

static void
test_issued(void **state)
{
	CLEANUP(str_done) struct str one = { 0 }, again = { 0 };
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct issued it = { 0 }, second = { 0 }, found, *list = NULL;
	char hash[DOC_HASH_TEXT_SIZE];
	struct app app = scene_as(s, PLANNER);
	size_t count = 0;

#ifndef YUPANA_PDF
	assert_int_equal(issue(s, PLANNER, APP_PAPER_PLAN, &it), YUP_ECONFLICT);
	assert_string_equal(scene_err.key, "pdf_absent");
	return;
#endif
	assert_int_equal(issue(s, AUDITOR, APP_PAPER_PLAN, &it), YUP_EDENIED);
	assert_rc(issue(s, PLANNER, APP_PAPER_PLAN, &it), YUP_OK, &scene_err);
	assert_string_equal(it.number, "POA-2031-001");
	assert_true(it.pages > 0 && it.size > 0);
	assert_rc(issue(s, PLANNER, APP_PAPER_PLAN, &second), YUP_OK, &scene_err);
	assert_string_equal(second.number, "POA-2031-002");
	assert_memory_not_equal(it.content_hash, second.content_hash, sizeof(it.content_hash));
	assert_rc(issue(s, PLANNER, APP_PAPER_FINDINGS, &second), YUP_OK, &scene_err);
	assert_string_equal(second.number, "HAL-2031-001");

	assert_rc(app_issued_list(&app, s->s->mem, s->s->institution_id, &list, &count, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(count, 3);
	assert_string_equal(list[0].number, "HAL-2031-001");
	assert_rc(app_issued_get(&app, s->s->mem, s->s->institution_id, it.id, &found, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_issued_bytes(&app, s->s->institution_id, &found, take, &one, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_issued_bytes(&app, s->s->institution_id, &found, take, &again, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(one.length, it.size);
	assert_memory_equal(one.text, again.text, one.length);
	assert_int_equal(app_issued_get(&app, s->s->mem, s->s->institution_id, 99999, &found,
			     &scene_err),
	    YUP_ENOTFOUND);

	doc_hash_put(hash, it.content_hash);
	app.by = NULL; /* anybody asks */
	assert_rc(app_issued_verify(&app, s->s->mem, hash, &found, &scene_err), YUP_OK, &scene_err);
	assert_string_equal(found.number, it.number);
	hash[0] = hash[0] == '0' ? '1' : '0';
	assert_int_equal(app_issued_verify(&app, s->s->mem, hash, &found, &scene_err),
	    YUP_ENOTFOUND);
	assert_int_equal(app_issued_verify(&app, s->s->mem, "hola", &found, &scene_err),
	    YUP_EINVALID);
	app_plans_done(&s->plans);
}

/* What is not approved is printed, and says so; it is not issued. */
static void
test_a_draft(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = scene_begin(*state, PLAN_DRAFT);
	struct issued it;

	assert_int_equal(make(s, PLANNER, APP_PAPER_PLAN, NULL, &out), YUP_OK);
	assert_non_null(strstr(str_text(&out), "\tdraft\n"));
	assert_int_equal(issue(s, PLANNER, APP_PAPER_PLAN, &it), YUP_ECONFLICT);
	assert_string_equal(scene_err.key, "issued_draft");
	app_plans_done(&s->plans);
}

/* Of a period, as it stands. */
static void
test_a_period(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	const struct app_paper request = { .institution_id = s->s->institution_id,
		.what = APP_PAPER_FOLLOW_UP,
		.format = APP_PAPER_TEXT,
		.period = 1 };
	struct app app;

	scene_open(s);
	scene_report_all(s);
	app = scene_as(s, PLANNER);
	assert_rc(app_paper_make(&app, &s->plans, s->s->mem, &request, json_to_str, &out,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_non_null(strstr(str_text(&out), "POA - PRIMER SEMESTRE GESTIÓN 2031\t"));
	assert_non_null(strstr(str_text(&out), "AL 30/06/2031"));
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_whose_it_is),
		STORE_TEST(test_issued),
		STORE_TEST(test_a_draft),
		STORE_TEST(test_a_period),
	};

	return STORE_RUN(argc, argv, tests);
}
