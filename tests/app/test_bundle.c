/*
 * test_bundle.c - an agency's plan and reports in a signed file, taken in by a ministry with
 * a database of its own: what arrives is what left, and what should not be taken is not.
 */
#include "app/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "app/institutions.h"
#include "app/log.h"
#include "app/reports.h"
#include "app/standings.h"
#include "app/synth.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/file.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/schema.h"
#include "support/store.h"

enum { YEAR = 2031 };

static struct err err;

struct scene {
	struct mem *mem;
	struct app agency, ministry; /* the second has the store's database */
	struct app_plans plans;
	int64_t agency_id;
	const char *name, *folder, *key, *file;
	struct app_bundle_made made;
	struct app_bundle opened;
};

static int
create(struct scene *s, const char *key)
{
	return app_bundle_create(&s->agency, s->mem, s->name, key, s->file, &s->made, &err);
}

static int
open_it(struct scene *s, const char *trust, bool accept)
{
	const struct app_bundle_open how = { s->file, trust, accept };

	return app_bundle_open(&s->ministry, s->mem, &how, &s->opened, &err);
}

static void
check_refused(int rc, int code, const char *key)
{
	assert_rc(rc, code, &err);
	assert_string_equal(err.key, key);
}

/* An agency that reported, under the institution of the store; its first bundle. */
static struct scene *
begin(struct test_store *store)
{
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	struct app_synth_request request = { .institutions = 1,
		.seed = 4,
		.activities = 20,
		.year = YEAR,
		.reports = true };
	struct app_synth_made made;
	struct institution *list, supervisor;
	size_t count;

	*s = (struct scene){ .mem = store->mem, .ministry = operator_app(store) };
	s->folder = test_temp_folder();
	s->agency = operator_open(mem_printf(s->mem, "%s/agency.db", s->folder), APP_CREATE);
	s->key = mem_printf(s->mem, "%s/key", s->folder);
	s->file = mem_printf(s->mem, "%s/bundle", s->folder);
	assert_rc(app_synth(&s->agency, &request, &made, &err), YUP_OK, &err);
	assert_rc(app_institution_list(&s->agency, s->mem, &list, &count, &err), YUP_OK, &err);
	s->name = list[0].name;
	s->agency_id = list[0].id;
	check_refused(create(s, s->key), YUP_EINVALID, "bundle_no_supervisor");
	assert_rc(institution_store_get(store->db, s->mem, store->institution_id, &supervisor,
		      &err),
	    YUP_OK, &err);
	assert_rc(app_institution_supervise(&s->agency, s->agency_id, supervisor.name, &err),
	    YUP_OK, &err);
	assert_rc(create(s, s->key), YUP_OK, &err);
	assert_int_equal(s->made.serial, 1);
	return s;
}

static void
end(struct scene *s)
{
	app_plans_done(&s->plans);
	app_close(&s->agency);
}

/* Where the institution called so stands at the end of its year. */
static struct standing
stands(struct scene *s, const struct app *app)
{
	struct institution found;
	struct app_standings year;
	const struct app_standing *last;

	app_plans_done(&s->plans);
	assert_rc(institution_store_find(app->db, s->mem, s->name, &found, &err), YUP_OK, &err);
	assert_rc(app_standings(app, &s->plans, s->mem, found.id, YEAR, &year, &err), YUP_OK, &err);
	last = &year.of[year.period_count - 1];
	for (size_t i = 0; i < last->count; i++)
		if (last->list[i].level == FU_INSTITUTION)
			return last->list[i];
	fail_msg("no institution among its standings");
	return last->list[0];
}

static void
check_same(struct scene *s)
{
	struct standing there = stands(s, &s->agency), here = stands(s, &s->ministry);

	assert_true(there.physical_e9 != NUM_ABSENT);
	assert_int_equal(here.physical_e9, there.physical_e9);
	assert_int_equal(here.planned_e9, there.planned_e9);
	assert_int_equal(here.money.executed_cents, there.money.executed_cents);
	assert_int_equal(here.operations, there.operations);
}

/* Something that changes in the last period, with its reason. */
static void
correct(struct scene *s)
{
	const struct app_period which = { s->agency_id, YEAR, 12 };
	const struct plan_node *node = NULL;
	struct app_reported out;
	struct app_book book;

	app_plans_done(&s->plans);
	assert_rc(app_report_book(&s->agency, &s->plans, s->mem, &which, PLAN_NONE, &book, &err),
	    YUP_OK, &err);
	for (size_t i = 0; i < book.plan->node_count && node == NULL; i++)
		if (plan_is_leaf_level(book.plan, book.plan->nodes[i].level))
			node = &book.plan->nodes[i];
	assert_rc(app_report_edit(&s->agency, &s->plans, s->mem, &which,
		      &(struct app_report_row){ node->row, UINT32_MAX,
			  &(struct typed_report){ REPORT_OBTAINED, "otra cosa" }, 1 },
		      1, "estaba mal copiado", &out, &err),
	    YUP_OK, &err);
}

/* The text that is signed fits what is published of it. */
static void
check_schema(struct scene *s)
{
	char *bytes;
	size_t size;

	assert_rc(file_read(s->mem, s->file, &bytes, &size, &err), YUP_OK, &err);
	assert_schema("docs/schemas/bundle.schema.json", strstr(bytes, "\n\n") + 2);
}

static void
test_taken(void **state)
{
	struct scene *s = begin(*state);
	struct app_log_verified log;

	check_schema(s);
	check_refused(open_it(s, NULL, true), YUP_EDENIED, "bundle_untrusted");
	assert_rc(open_it(s, s->made.fingerprint, false), YUP_OK, &err);
	assert_true(s->opened.is_new);
	assert_false(s->opened.has_plan);
	assert_true(s->opened.cell_count > 0);
	assert_rc(open_it(s, s->made.fingerprint, true), YUP_OK, &err);
	check_same(s);

	check_refused(open_it(s, NULL, true), YUP_ECONFLICT, "bundle_stale");
	correct(s);
	assert_rc(create(s, s->key), YUP_OK, &err);
	assert_rc(open_it(s, NULL, true), YUP_OK, &err);
	assert_true(s->opened.is_known);
	assert_true(s->opened.has_plan);
	assert_int_equal(s->opened.diff.count, 0);
	assert_int_equal(s->opened.cell_count, 1);
	check_same(s);
	assert_rc(app_log_verify(&s->ministry, s->mem, NULL, NULL, &log, &err), YUP_OK, &err);
	assert_int_equal(log.broken, 0);
	end(s);
}

/* Another key, until somebody says that it is hers. */
static void
test_keys(void **state)
{
	struct scene *s = begin(*state);
	const char *other = mem_printf(s->mem, "%s/other", s->folder);

	assert_rc(open_it(s, s->made.fingerprint, true), YUP_OK, &err);
	assert_rc(create(s, other), YUP_OK, &err);
	check_refused(open_it(s, NULL, true), YUP_EDENIED, "bundle_other_key");
	check_refused(open_it(s, "0000 0000 0000 0000", true), YUP_EDENIED, "bundle_other_key");
	assert_rc(open_it(s, s->made.fingerprint, true), YUP_OK, &err);
	assert_rc(create(s, other), YUP_OK, &err);
	assert_rc(open_it(s, NULL, true), YUP_OK, &err);
	end(s);
}

/* A byte anywhere, and what stands after it: nothing of it is taken. */
static void
test_forged(void **state)
{
	struct scene *s = begin(*state);
	char *bytes, *copy;
	size_t size;

	assert_rc(file_read(s->mem, s->file, &bytes, &size, &err), YUP_OK, &err);
	for (size_t i = 0; i < 40; i++) {
		size_t at = i * (size / 40);
		int rc;

		copy = mem_strndup(s->mem, bytes, size);
		copy[at] = (char)(copy[at] ^ 1);
		assert_rc(file_write(s->file, copy, size, &err), YUP_OK, &err);
		rc = open_it(s, s->made.fingerprint, true);
		if (rc == YUP_OK)
			fail_msg("byte %zu was changed and it was taken", at);
	}
	assert_rc(file_write(s->file, bytes, size - 1, &err), YUP_OK, &err);
	check_refused(open_it(s, s->made.fingerprint, true), YUP_EINVALID, "signed_cut");
	assert_rc(file_write(s->file, "{}", 2, &err), YUP_OK, &err);
	check_refused(open_it(s, s->made.fingerprint, true), YUP_EINVALID, "signed_foreign");
	end(s);
}

static void
test_foreign(void **state)
{
	struct scene *s = begin(*state);

	assert_rc(app_institution_supervise(&s->agency, s->agency_id, "Otro Ministerio", &err),
	    YUP_OK, &err);
	assert_rc(create(s, s->key), YUP_OK, &err);
	check_refused(open_it(s, s->made.fingerprint, true), YUP_ECONFLICT, "bundle_foreign");
	end(s);
}

/* In the agency's own database its bundle says nothing new. */
static void
test_lives_here(void **state)
{
	struct scene *s = begin(*state);
	const struct app_bundle_open how = { s->file, s->made.fingerprint, true };
	struct institution ministry = { .name = "Otro Ministerio",
		.acronym = "OM",
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->agency.db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &ministry, &ministry.id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_rc(app_institution_supervise(&s->agency, s->agency_id, "Otro Ministerio", &err),
	    YUP_OK, &err);
	assert_rc(create(s, s->key), YUP_OK, &err);
	check_refused(app_bundle_open(&s->agency, s->mem, &how, &s->opened, &err), YUP_ECONFLICT,
	    "bundle_lives_here");
	end(s);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_taken),
		STORE_TEST(test_keys),
		STORE_TEST(test_forged),
		STORE_TEST(test_foreign),
		STORE_TEST(test_lives_here),
	};

	return STORE_RUN(argc, argv, tests);
}
