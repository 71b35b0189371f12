/* test_centre.c - the reports centre: what is offered is made; beside: kept, given back, stopped, gone. */
#include "app/centre.h"

#include <string.h>

#include "app/actor.h"
#include "app/job.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/report_scene.h"

static struct centre_request
request_of(const struct scene *s, enum centre_what what, enum centre_format format)
{
	return (struct centre_request){ .institution_id = s->s->institution_id,
		.what = what,
		.format = format,
		.choice = { .year = s->plan->year } };
}

/* Work is done as who asked, with the roles the database knows. */
static struct scene *
begin(struct test_store *store)
{
	struct scene *s = scene_begin(store, PLAN_APPROVED);

	s->actors[PLANNER].user_id = people_add(store, "planner");
	s->actors[DRAFTER].user_id = people_add(store, "drafter");
	(void)people_grant(store, s->actors[PLANNER].user_id, "planificador", 0);
	(void)people_grant(store, s->actors[DRAFTER].user_id, "elaborador", 0);
	people_set_clock(TEST_NOW);
	return s;
}

static int64_t
ask(struct scene *s, int who, const struct centre_request *request)
{
	struct app app = scene_as(s, who);
	int64_t job = 0;

	assert_rc(app_centre_ask(&app, s->s->mem, request, &job, &scene_err), YUP_OK, &scene_err);
	return job;
}

static bool
stop_at(void *context, enum app_stage stage, size_t amount)
{
	(void)amount;
	return stage != *(enum app_stage *)context;
}

/* Done as a server would, which who asked stops as `stop` begins; how it stands then. */
static struct job_document
run(struct scene *s, int64_t job, enum app_stage stop)
{
	struct app app = people_app(s->s);
	struct job_document out;

	app.stage = stop_at;
	app.stage_context = &stop;
	assert_rc(app_job_run(&app, s->s->institution_id, job, &scene_err), YUP_OK, &scene_err);
	assert_rc(app_centre_get(&app, s->s->mem, s->s->institution_id, job, &out, &scene_err),
	    YUP_OK, &scene_err);
	return out;
}

/* Every format that is offered is made, and no other. */
static void
test_offered(void **state)
{
	struct scene *s = begin(*state);
	struct app app = scene_as(s, PLANNER);
	unsigned made = 0;

	scene_open(s);
	scene_report_all(s);
	for (int i = 0; i < CENTRE_WHAT__COUNT * CENTRE_FORMAT__COUNT; i++) {
		struct centre_request request = request_of(s,
		    (enum centre_what)(i / CENTRE_FORMAT__COUNT),
		    (enum centre_format)(i % CENTRE_FORMAT__COUNT));
		bool offered = app_centre_offers(request.what, request.format, NULL);
		CLEANUP(str_done) struct str out = { 0 };
		int rc;

		if (request.what == CENTRE_FOLLOW_UP && request.format <= CENTRE_XLSX)
			request.period = 1;
		rc = app_centre_make(&app, &s->plans, s->s->mem, &request, json_to_str, &out,
		    &scene_err);
		if (!offered) {
			assert_int_equal(rc, YUP_EINVALID);
			assert_string_equal(scene_err.key, "centre_not_offered");
			continue;
		}
		if (rc == YUP_ECONFLICT) /* built without it */
			assert_non_null(strstr(scene_err.key, "_absent"));
		else if (rc == YUP_ENOTFOUND) /* no document of it was imported */
			assert_int_equal(request.what, CENTRE_FOLLOW_UP);
		else
			assert_rc(rc, YUP_OK, &scene_err);
		assert_true(rc < 0 || out.length > 0);
		made++;
	}
	assert_int_equal(made, 31);
	app_plans_done(&s->plans);
}

/* What a format does not take is said, not left out. */
static void
test_not_narrowed(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = begin(*state);
	struct app app = scene_as(s, PLANNER);
	struct centre_request request = request_of(s, CENTRE_PLAN, CENTRE_CSV);
	int64_t job;

	request.unit = s->path;
	assert_int_equal(app_centre_make(&app, &s->plans, s->s->mem, &request, json_to_str, &out,
			     &scene_err),
	    YUP_EINVALID);
	assert_string_equal(scene_err.key, "centre_whole_only");
	request = request_of(s, CENTRE_SUMMARY, CENTRE_JSON);
	request.period = 1;
	assert_int_equal(app_centre_ask(&app, s->s->mem, &request, &job, &scene_err), YUP_EINVALID);
	assert_int_equal(store_count_rows(s->s->path, "job"), 0);
	app_plans_done(&s->plans);
}

static int
take(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

static int
bytes(struct scene *s, int who, int64_t job, struct str *out)
{
	struct app app = scene_as(s, who);
	struct job_document document;
	int rc;

	app.now = people_now;
	rc = app_centre_get(&app, s->s->mem, s->s->institution_id, job, &document, &scene_err);

	str_clear(out);
	return rc == YUP_OK ? app_centre_bytes(&app, s->s->mem, s->s->institution_id, &document,
				  take, out, &scene_err)
			    : rc;
}

/* The same bytes as at once; for who may take out the whole, and for days only. */
static void
test_beside(void **state)
{
	CLEANUP(str_done) struct str now = { 0 }, later = { 0 };
	struct scene *s = begin(*state);
	struct app app = scene_as(s, PLANNER);
	struct centre_request request = request_of(s, CENTRE_PLAN, CENTRE_HTML);
	struct job_document it, *list = NULL;
	int64_t job = ask(s, PLANNER, &request), second;
	size_t count = 0;

	assert_int_equal(app_centre_ask(&app, s->s->mem, &request, &second, &scene_err),
	    YUP_ECONFLICT);
	assert_string_equal(scene_err.key, "job_many");
	assert_int_equal(bytes(s, PLANNER, job, &later), YUP_ENOTFOUND);
	assert_string_equal(scene_err.key, "document_over");
	it = run(s, job, APP_STAGE__COUNT);
	assert_int_equal(it.job.state, JOB_DONE);
	assert_string_equal(it.job.name, "plan-2031.html");
	assert_true(it.kept);
	assert_string_equal(app_centre_media(it.job.ask), "text/html; charset=utf-8");
	assert_rc(bytes(s, AUDITOR, job, &later), YUP_OK, &scene_err);
	assert_rc(app_centre_make(&app, &s->plans, s->s->mem, &request, json_to_str, &now,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(later.length, it.size);
	assert_string_equal(str_text(&now), str_text(&later));
	assert_int_equal(bytes(s, DRAFTER, job, &later), YUP_EDENIED);
	assert_string_equal(scene_err.key, "document_foreign");
	app = scene_as(s, DRAFTER);
	assert_rc(app_centre_list(&app, s->s->mem, s->s->institution_id, &list, &count, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(count, 0);

	people_move_clock(CENTRE_LASTS_DAYS * DAY_S);
	assert_int_equal(bytes(s, PLANNER, job, &later), YUP_ENOTFOUND);
	assert_string_equal(scene_err.key, "document_over");
	app = people_app(s->s);
	assert_rc(app_centre_expire(&app, &scene_err), YUP_OK, &scene_err);
	assert_int_equal(store_count_rows(s->s->path, "file"), 0);
	assert_int_equal(store_count_rows(s->s->path, "job"), 1);
	people_set_clock(TEST_NOW);
	app_plans_done(&s->plans);
}

/* A unit's people have their unit's, and what is theirs they lose with their role. */
static void
test_of_a_unit(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = begin(*state);
	struct app app = scene_as(s, DRAFTER);
	struct centre_request request = request_of(s, CENTRE_FORM_B, CENTRE_HTML);
	struct job_document it;
	int64_t job;

	assert_int_equal(app_centre_ask(&app, s->s->mem, &request, &job, &scene_err), YUP_EDENIED);
	request.unit = s->path;
	job = ask(s, DRAFTER, &request);
	it = run(s, job, APP_STAGE__COUNT);
	assert_string_equal(it.job.result, "");
	assert_int_equal(it.job.state, JOB_DONE);
	assert_rc(bytes(s, DRAFTER, job, &out), YUP_OK, &scene_err);
	assert_rc(bytes(s, PLANNER, job, &out), YUP_OK, &scene_err);
	assert_int_equal(bytes(s, STRANGER, job, &out), YUP_EDENIED);
	s->grants[DRAFTER] = s->grants[STRANGER];
	assert_int_equal(bytes(s, DRAFTER, job, &out), YUP_EDENIED);
	app_plans_done(&s->plans);
}

/* Stopped wherever it is, nothing of it is left. */
static void
test_stopped(void **state)
{
	static const struct {
		enum centre_format format;
		enum app_stage stage;
	} STOPS[] = {
		{ CENTRE_HTML, APP_STAGE_NONE },
		{ CENTRE_HTML, APP_STAGE_READING },
		{ CENTRE_HTML, APP_STAGE_DRAWING },
		{ CENTRE_CSV, APP_STAGE_DRAWING },
		{ CENTRE_HTML, APP_STAGE_KEEPING },
		{ CENTRE_HTML, APP_STAGE_ENDING },
#ifdef YUPANA_PDF
		{ CENTRE_PDF, APP_STAGE_LAYING },
		{ CENTRE_PDF, APP_STAGE_DRAWING },
#endif
#ifdef YUPANA_XLSX
		{ CENTRE_XLSX, APP_STAGE_DRAWING },
#endif
	};
	struct scene *s = begin(*state);

	for (size_t i = 0; i < sizeof(STOPS) / sizeof(STOPS[0]); i++) {
		struct centre_request request = request_of(s, CENTRE_PLAN, STOPS[i].format);
		struct job_document it = run(s, ask(s, PLANNER, &request), STOPS[i].stage);

		assert_int_equal(it.job.state, JOB_STOPPED);
		assert_false(it.kept);
		assert_int_equal(store_count_rows(s->s->path, "file"), 0);
		assert_int_equal(store_count_rows(s->s->path, "file_piece"), 0);
	}
	app_plans_done(&s->plans);
}

/* Too many: the oldest go; a file that two are of stays while one is. */
static void
test_too_many(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = begin(*state);
	struct centre_request request = request_of(s, CENTRE_SUMMARY, CENTRE_CSV);
	int64_t first = 0, job = 0;

	for (int i = 0; i <= CENTRE_KEPT_MAX; i++) {
		job = ask(s, PLANNER, &request);
		assert_true(run(s, job, APP_STAGE__COUNT).kept);
		first = i == 0 ? job : first;
	}
	assert_int_equal(store_count_rows(s->s->path, "job_file"), CENTRE_KEPT_MAX);
	assert_int_equal(store_count_rows(s->s->path, "file"), 1);
	assert_int_equal(bytes(s, PLANNER, first, &out), YUP_ENOTFOUND);
	assert_rc(bytes(s, PLANNER, job, &out), YUP_OK, &scene_err);
	app_plans_done(&s->plans);
}

/* What is not there, of another kind or of another person. */
static void
test_whose(void **state)
{
	struct scene *s = begin(*state);
	struct app app = scene_as(s, AUDITOR);
	struct centre_request request = request_of(s, CENTRE_SUMMARY, CENTRE_CSV);
	int64_t job = ask(s, PLANNER, &request);
	struct job_document it;
	struct job_row row;
	bool is_long = true;

	assert_int_equal(app_centre_own(&app, s->s->mem, s->s->institution_id, job, &it,
			     &scene_err),
	    YUP_EDENIED);
	assert_string_equal(scene_err.key, "job_foreign");
	app = scene_as(s, PLANNER);
	assert_rc(app_centre_own(&app, s->s->mem, s->s->institution_id, job, &it, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(app_job_get(&app, s->s->mem, s->s->institution_id, job, &row, &scene_err),
	    YUP_ENOTFOUND);
	(void)run(s, job, APP_STAGE__COUNT);
	assert_int_equal(app_centre_own(&app, s->s->mem, s->s->institution_id, job, &it,
			     &scene_err),
	    YUP_ECONFLICT);
	assert_int_equal(app_centre_get(&app, s->s->mem, s->s->institution_id, 99999, &it,
			     &scene_err),
	    YUP_ENOTFOUND);
	assert_rc(app_centre_is_long(&app, &request, &is_long, &scene_err), YUP_OK, &scene_err);
	assert_false(is_long);
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_offered),
		STORE_TEST(test_not_narrowed),
		STORE_TEST(test_beside),
		STORE_TEST(test_of_a_unit),
		STORE_TEST(test_stopped),
		STORE_TEST(test_too_many),
		STORE_TEST(test_whose),
	};

	return STORE_RUN(argc, argv, tests);
}
