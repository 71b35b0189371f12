/* test_job.c - long work: done, refused, stopped at every stage, interrupted. */
#include "app/job.h"

#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/pending.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define POA_SAYS "MINISTERIO DE LOS VIENTOS"

static struct err err;

/* Where it is to stop, and what it heard. */
struct hearing {
	enum app_stage stop_at;
	unsigned heard;
};

static bool
hear(void *context, enum app_stage stage, size_t amount)
{
	struct hearing *h = context;

	(void)amount;
	h->heard |= 1u << stage;
	return stage != h->stop_at;
}

/* The planner, and an app that acts as such. */
struct office {
	struct test_store *s;
	struct app app;
	struct actor planner;
	struct actor_grant grant;
	struct app_import_file file;
};

static void
open_office(struct test_store *s, struct office *o)
{
	struct institution *list = NULL;
	size_t count = 0;
	char *text = test_file_read(POA, NULL), *said = strstr(text, POA_SAYS);

	o->s = s;
	o->app = people_app(s);
	o->app.pack = APP_PACK_DEFAULT;
	assert_rc(app_institutions(&o->app, s->mem, NULL, &list, &count, &err), YUP_OK, &err);
	assert_non_null(said);
	*said = '\0';
	o->file.name = "poa.txt";
	o->file.bytes = mem_printf(s->mem, "%s%s%s", text, list[0].name, said + strlen(POA_SAYS));
	o->file.size = strlen(o->file.bytes);
	free(text);
	o->grant = (struct actor_grant){ .role = ROLE_PLANNER, .whole = true };
	o->planner = (struct actor){ .kind = ACTOR_USER,
		.institution_id = s->institution_id,
		.user_id = people_add(s, "pilar"),
		.name = "pilar",
		.grants = &o->grant,
		.grant_count = 1 };
	(void)people_grant(s, o->planner.user_id, "planificador", 0);
	o->app.by = &o->planner;
}

static struct job_row
run_job(struct office *o, int64_t job, struct hearing *h)
{
	struct job_row row;

	o->app.stage = h != NULL ? hear : NULL;
	o->app.stage_context = h;
	assert_rc(app_job_run(&o->app, o->s->institution_id, job, &err), YUP_OK, &err);
	o->app.stage = NULL;
	assert_rc(app_job_get(&o->app, o->s->mem, o->s->institution_id, job, &row, &err), YUP_OK,
	    &err);
	assert_string_not_equal(row.ended_at, "");
	return row;
}

static int64_t
send_file(struct office *o)
{
	int64_t job;

	assert_rc(app_pending_send(&o->app, o->s->institution_id, &o->file, &job, &err), YUP_OK,
	    &err);
	return job;
}

/* As app_pending_accept_long() would for a document that long. */
static int64_t
ask_accept(struct office *o, int64_t document, const char *ask)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct job_row job = { .kind = JOB_IMPORT_ACCEPT,
		.name = "poa.txt",
		.subject_id = document,
		.ask = ask };
	int64_t id;

	assert_rc(db_begin(o->s->db, &tx, &err), YUP_OK, &err);
	assert_rc(job_put(&tx, &o->app, o->s->institution_id, &job, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static void
expect_rows(const struct test_store *s, size_t plans, size_t pending, size_t files)
{
	assert_int_equal(store_count_rows(s->path, "plan"), plans);
	assert_int_equal(store_count_rows(s->path, "pending_import"), pending);
	assert_int_equal(store_count_rows(s->path, "file"), files);
}

static void
test_read_and_accept(void **state)
{
	struct test_store *s = *state;
	struct hearing h = { .stop_at = APP_STAGE__COUNT };
	struct office o;
	struct pending document;
	struct app_import look;
	struct job_row row;
	int64_t job, other;

	open_office(s, &o);
	job = send_file(&o);
	expect_rows(s, 0, 1, 1);
	assert_rc(app_pending_send(&o.app, s->institution_id, &o.file, &other, &err), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "job_many");
	assert_rc(app_job_get(&o.app, s->mem, s->institution_id, job, &row, &err), YUP_OK, &err);
	assert_int_equal(row.state, JOB_WAITING);
	assert_rc(app_pending_look(&o.app, s->mem, s->institution_id, row.subject_id, &document,
		      &look, &err),
	    YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "pending_busy");
	row = run_job(&o, job, &h);
	assert_int_equal(row.state, JOB_DONE);
	assert_true(h.heard & 1u << APP_STAGE_READING);
	assert_rc(app_job_run(&o.app, s->institution_id, job, &err), YUP_ENOTFOUND, &err);
	expect_rows(s, 0, 1, 1);
	assert_rc(app_pending_look(&o.app, s->mem, s->institution_id, row.subject_id, &document,
		      &look, &err),
	    YUP_OK, &err);
	row = run_job(&o, ask_accept(&o, row.subject_id, ""), &h);
	assert_int_equal(row.state, JOB_DONE);
	assert_string_equal(row.result, "new");
	assert_true(h.heard & 1u << APP_STAGE_ENDING);
	expect_rows(s, 1, 0, 0);
}

static void
test_some_units_only(void **state)
{
	struct test_store *s = *state;
	struct office o;
	struct job_row row;
	int64_t document;

	open_office(s, &o);
	assert_rc(app_pending_add(&o.app, s->institution_id, &o.file, &document, &err), YUP_OK,
	    &err);
	row = run_job(&o, ask_accept(&o, document, "u\nNO-HAY"), NULL);
	assert_int_equal(row.state, JOB_REFUSED);
	assert_string_equal(row.result, "units_unchosen");
	expect_rows(s, 0, 1, 1);
}

/* Wherever it is stopped nothing of it stays; what waited before still does. */
static void
test_stopped(void **state)
{
	struct test_store *s = *state;
	struct office o;
	int64_t document;

	open_office(s, &o);
	for (int at = APP_STAGE_NONE; at < APP_STAGE_LAYING; at++) { /* the rest is of documents */
		struct hearing h = { .stop_at = (enum app_stage)at };

		assert_int_equal(run_job(&o, send_file(&o), &h).state, JOB_STOPPED);
		assert_true(h.heard & 1u << at);
		expect_rows(s, 0, 0, 0);
	}
	assert_rc(app_pending_add(&o.app, s->institution_id, &o.file, &document, &err), YUP_OK,
	    &err);
	for (int at = APP_STAGE_NONE; at < APP_STAGE__COUNT; at++) {
		struct hearing h = { .stop_at = (enum app_stage)at };

		if (at >= APP_STAGE_LAYING && at <= APP_STAGE_KEEPING)
			continue; /* of documents */
		assert_int_equal(run_job(&o, ask_accept(&o, document, ""), &h).state, JOB_STOPPED);
		assert_true(h.heard & 1u << at);
		expect_rows(s, 0, 1, 1);
	}
}

static void
test_refused(void **state)
{
	struct test_store *s = *state;
	struct office o;
	struct job_row row;
	int64_t job;

	open_office(s, &o);
	o.file.bytes = "esto no es un plan\n";
	o.file.size = strlen(o.file.bytes);
	row = run_job(&o, send_file(&o), NULL);
	assert_int_equal(row.state, JOB_REFUSED);
	assert_int_equal(row.code, YUP_EINVALID);
	assert_string_equal(row.result, "unknown_kind");
	expect_rows(s, 0, 0, 0);
	/* who asked may no longer when its turn comes */
	job = send_file(&o);
	assert_rc(app_account_disable(&(struct app){ .db = o.app.db,
					  .now = people_now,
					  .by = people_app(s).by },
		      s->institution_id, o.planner.user_id, &err),
	    YUP_OK, &err);
	row = run_job(&o, job, NULL);
	assert_int_equal(row.state, JOB_REFUSED);
	assert_string_equal(row.result, "not_allowed");
	expect_rows(s, 0, 0, 0);
}

static void
test_interrupted(void **state)
{
	struct test_store *s = *state;
	struct office o;
	struct job_row row;
	size_t count = 9;
	int64_t job;

	open_office(s, &o);
	job = send_file(&o);
	assert_rc(app_jobs_interrupt(&o.app, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_rc(app_job_get(&o.app, s->mem, s->institution_id, job, &row, &err), YUP_OK, &err);
	assert_int_equal(row.state, JOB_INTERRUPTED);
	expect_rows(s, 0, 0, 0);
	assert_rc(app_job_own(&o.app, s->mem, s->institution_id, job, &row, &err), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "job_over");
	assert_rc(app_jobs_interrupt(&o.app, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 0);
	(void)send_file(&o); /* nothing keeps its person from asking again */
}

static void
test_of_another(void **state)
{
	struct test_store *s = *state;
	struct office o;
	struct job_row row;
	int64_t job;

	open_office(s, &o);
	job = send_file(&o);
	o.planner.user_id++;
	assert_rc(app_job_own(&o.app, s->mem, s->institution_id, job, &row, &err), YUP_EDENIED,
	    &err);
	assert_string_equal(err.key, "job_foreign");
	assert_rc(app_job_own(&o.app, s->mem, s->institution_id, job + 1000, &row, &err),
	    YUP_ENOTFOUND, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_read_and_accept),
		STORE_TEST(test_some_units_only),
		STORE_TEST(test_stopped),
		STORE_TEST(test_refused),
		STORE_TEST(test_interrupted),
		STORE_TEST(test_of_another),
	};

	return STORE_RUN(argc, argv, tests);
}
