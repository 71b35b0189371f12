/*
 * test_evidence.c - files attached to rows of a period and to items of registers:
 * who may, what is refused and keeps nothing, what is told.
 */
#include "app/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/registers.h"
#include "app/reports.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "io/scan.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/logged_plan.h"
#include "support/operator.h"
#include "support/store.h"

#define MEDIA "tests/golden/io/media/"

enum { YEAR = 2031 };

static struct err err;

/* ---- A period that is open, and its people -------------------------------------------- */

enum who { DRAFTER, HEAD, PLANNER, FINANCE, AUDITOR, STRANGER, WHO__COUNT };

static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_HEAD, ROLE_PLANNER, ROLE_FINANCE,
	ROLE_AUDITOR, ROLE_DRAFTER };

struct scene {
	struct test_store *s;
	struct app_plans plans;
	const char *row, *other_row, *unit_id; /* of the unit; of another */
	int64_t org_unit, other_unit;
	const char *why; /* of a correction */
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
};

static void
make_people(struct scene *w)
{
	for (int i = 0; i < WHO__COUNT; i++) {
		w->grants[i] = (struct actor_grant){ .role = ROLES[i],
			.whole = i == PLANNER || i == AUDITOR,
			.units = i == STRANGER ? &w->other_unit : &w->org_unit,
			.unit_count = 1 };
		w->actors[i] = (struct actor){ .kind = ACTOR_USER,
			.user_id = 20 + i,
			.name = "alguien",
			.institution_id = w->s->institution_id,
			.grants = &w->grants[i],
			.grant_count = 1 };
	}
}

static void
find_rows(struct scene *w, struct plan *plan)
{
	uint32_t unit = PLAN_NONE;

	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *n = &plan->nodes[i];

		if (!plan_is_leaf_level(plan, n->level) || n->unit == PLAN_NONE)
			continue;
		if (unit == PLAN_NONE)
			unit = n->unit;
		if (n->unit == unit)
			w->row = n->id;
		else
			w->other_row = n->id;
	}
	assert_non_null(w->other_row);
	w->unit_id = plan->units[unit].id;
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = u == unit ? w->org_unit : w->other_unit;
}

static void
open_period(struct scene *w, int64_t plan_id)
{
	static const enum plan_state WAY[] = { PLAN_IN_REVIEW, PLAN_VALIDATED, PLAN_APPROVED };
	const struct app_period which = { w->s->institution_id, YEAR, 1 };
	struct app app = operator_app(w->s);
	struct institution institution = { .id = w->s->institution_id, .name = "M" };
	struct app_version version = { &institution,
		{ .id = plan_id, .year = YEAR, .pack = "bo-rs225557" } };
	struct app_step said = { .why = "RM 1/2031",
		.resolution_date = "2031-01-02",
		.exception = true };

	for (size_t i = 0; i < sizeof(WAY) / sizeof(WAY[0]); i++)
		assert_rc(app_plan_pass(&app, &version, WAY[i], &said, &err), YUP_OK, &err);
	assert_rc(app_period_lay_out(&app, which.institution_id, YEAR, 3, 10, &err), YUP_OK, &err);
	assert_rc(app_period_open(&app, &which, NULL, &err), YUP_OK, &err);
}

static struct scene *
begin_scene(struct test_store *store)
{
	struct synth options = { .seed = 5, .activities = 60, .year = YEAR };
	struct scene *w = mem_alloc(store->mem, sizeof(*w));
	const struct pack *pack = NULL;
	struct plan *plan = NULL;

	*w = (struct scene){ .s = store, .org_unit = 1000, .other_unit = 1001 };
	assert_int_equal(unsetenv(SCAN_VARIABLE), 0);
	store_execute(store->path, "UPDATE institution SET pack = 'bo-rs225557'");
	assert_rc(pack_load(store->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(store->mem, pack, &options, &plan, &err), YUP_OK, &err);
	find_rows(w, plan);
	make_people(w);
	open_period(w, logged_plan_keep(store, plan));
	return w;
}

static struct app
as(const struct scene *w, int who)
{
	struct app app = operator_app(w->s);

	err = (struct err){ 0 };
	if (who < WHO__COUNT)
		app.by = &w->actors[who];
	return app;
}

/* ---- What they do ------------------------------------------------------------------------ */

enum { OPERATOR = WHO__COUNT };

static int
attach(struct scene *w, int who, const char *row, const char *file, const char *dated_on,
    int64_t *out)
{
	struct app app = as(w, who);
	size_t size = 0;
	char *bytes = test_file_read(mem_printf(w->s->mem, MEDIA "%s", file), &size);
	const struct app_new_evidence added = { .place = { YEAR, 1, row, 0 },
		.name = file,
		.bytes = bytes,
		.size = size,
		.about = "Acta de entrega",
		.dated_on = dated_on,
		.why = w->why };
	int rc = app_evidence_add(&app, &w->plans, w->s->institution_id, &added, out, &err);

	free(bytes);
	return rc;
}

static int
take_back(struct scene *w, int who, int64_t id)
{
	struct app app = as(w, who);

	return app_evidence_remove(&app, &w->plans, w->s->institution_id, id, w->why, &err);
}

static size_t
list(struct scene *w, int who, const char *row, struct app_evidence **out)
{
	const struct evidence_place place = { YEAR, 0, row, 0 };
	struct app app = as(w, who);
	size_t count = 0;

	assert_rc(app_evidence_list(&app, w->s->mem, w->s->institution_id, &place, out, &count,
		      &err),
	    YUP_OK, &err);
	return count;
}

/* ---- Tests --------------------------------------------------------------------------------- */

static void
test_added_read_and_taken_back(void **state)
{
	struct scene *w = begin_scene(*state);
	CLEANUP(str_done) struct str bytes = { 0 };
	struct app app = as(w, DRAFTER);
	struct app_evidence *found = NULL;
	struct app_evidence one;
	int64_t id = 0;
	size_t size = 0;
	char *file = test_file_read(MEDIA "acta.pdf", &size);

	assert_rc(attach(w, DRAFTER, w->row, "acta.pdf", "2031-03-31", &id), YUP_OK, &err);
	assert_int_equal(list(w, HEAD, w->row, &found), 1);
	assert_string_equal(found[0].evidence.name, "acta.pdf");
	assert_string_equal(found[0].evidence.about, "Acta de entrega");
	assert_int_equal(found[0].evidence.size, size);
	assert_int_equal(found[0].evidence.uses, 1);
	assert_false(found[0].outside);
	assert_rc(app_evidence_read(&app, w->s->mem, w->s->institution_id, id, &one, &bytes, &err),
	    YUP_OK, &err);
	assert_int_equal(bytes.length, size);
	assert_memory_equal(bytes.text, file, size);
	free(file);
	assert_rc(take_back(w, DRAFTER, id), YUP_OK, &err);
	assert_rc(take_back(w, DRAFTER, id), YUP_ENOTFOUND, &err);
	assert_string_equal(err.key, "evidence_absent");
	assert_int_equal(list(w, HEAD, w->row, &found), 0);
	app = as(w, DRAFTER);
	assert_rc(app_evidence_read(&app, w->s->mem, w->s->institution_id, id, &one, &bytes, &err),
	    YUP_ENOTFOUND, &err);
	/* who and when stays */
	assert_int_equal(store_count_rows(w->s->path, "evidence"), 1);
	app_plans_done(&w->plans);
}

static void
test_told(void **state)
{
	struct scene *w = begin_scene(*state);
	struct app_evidence *found = NULL;
	struct app app;
	size_t count = 0;
	int64_t id = 0, twin = 0;

	assert_rc(attach(w, DRAFTER, w->row, "acta.pdf", "2030-12-31", &id), YUP_OK, &err);
	assert_rc(attach(w, STRANGER, w->other_row, "acta.pdf", "", &twin), YUP_OK, &err);
	assert_int_equal(list(w, PLANNER, "", &found), 2);
	assert_true(found[0].outside);
	assert_false(found[1].outside);
	assert_int_equal(found[0].evidence.uses, 2);
	assert_int_equal(store_count_rows(w->s->path, "file"), 1); /* the content is kept once */
	app = as(w, PLANNER);
	assert_rc(app_evidence_twins(&app, w->s->mem, w->s->institution_id, id, &found, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_int_equal(list(w, DRAFTER, "", &found), 1); /* the other is not for it to see */
	assert_int_equal(found[0].evidence.uses, 2);       /* that there is one, is */
	assert_rc(take_back(w, STRANGER, twin), YUP_OK, &err);
	assert_int_equal(list(w, DRAFTER, "", &found), 1);
	assert_int_equal(found[0].evidence.uses, 1);
	app_plans_done(&w->plans);
}

static void
test_who_may(void **state)
{
	static const struct {
		enum who who;
		int adds, reads;
	} MAY[] = {
		{ DRAFTER, YUP_OK, YUP_OK },
		{ HEAD, YUP_OK, YUP_OK },
		{ PLANNER, YUP_EDENIED, YUP_OK },
		{ FINANCE, YUP_EDENIED, YUP_OK },
		{ AUDITOR, YUP_EDENIED, YUP_OK },
		{ STRANGER, YUP_EDENIED, YUP_EDENIED },
	};
	struct scene *w = begin_scene(*state);
	int64_t id = 0, made = 0;

	assert_rc(attach(w, OPERATOR, w->row, "acta.pdf", "", &id), YUP_OK, &err);
	for (size_t i = 0; i < sizeof(MAY) / sizeof(MAY[0]); i++) {
		CLEANUP(str_done) struct str bytes = { 0 };
		struct app_evidence got;
		struct app_evidence one;
		struct app app;

		assert_rc(attach(w, MAY[i].who, w->row, "foto.png", "", &made), MAY[i].adds, &err);
		if (MAY[i].adds == YUP_OK)
			assert_rc(take_back(w, MAY[i].who, made), YUP_OK, &err);
		else
			assert_rc(take_back(w, MAY[i].who, id), YUP_EDENIED, &err);
		app = as(w, MAY[i].who);
		assert_rc(app_evidence_get(&app, w->s->mem, w->s->institution_id, id, &got, &err),
		    MAY[i].reads, &err);
		assert_rc(app_evidence_read(&app, w->s->mem, w->s->institution_id, id, &one, &bytes,
			      &err),
		    MAY[i].reads, &err);
		assert_true((bytes.length > 0) == (MAY[i].reads == YUP_OK));
	}
	app_plans_done(&w->plans);
}

/* Of what is refused nothing is kept. */
static void
test_refused(void **state)
{
	static const struct {
		const char *file, *dated_on, *key;
		int rc;
	} BAD[] = {
		{ "page.html", "", "media_program", YUP_EINVALID },
		{ "bomb.docx", "", "media_bomb", YUP_ELIMIT },
		{ "empty.pdf", "", "media_empty", YUP_EINVALID },
		{ "acta.pdf", "ayer", "date_invalid", YUP_EINVALID },
	};
	struct scene *w = begin_scene(*state);
	int64_t id = 0;

	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
		assert_rc(attach(w, DRAFTER, w->row, BAD[i].file, BAD[i].dated_on, &id), BAD[i].rc,
		    &err);
		assert_string_equal(err.key, BAD[i].key);
	}
	assert_rc(attach(w, DRAFTER, "no-such-row", "acta.pdf", "", &id), YUP_ENOTFOUND, &err);
	assert_int_equal(store_count_rows(w->s->path, "evidence"), 0);
	assert_int_equal(store_count_rows(w->s->path, "file"), 0);
	app_plans_done(&w->plans);
}

static void
test_too_large(void **state)
{
	struct scene *w = begin_scene(*state);
	struct app app = as(w, DRAFTER);
	size_t size = (20 << 20) + 1;
	char *bytes = mem_alloc(w->s->mem, size);
	const struct app_new_evidence added = { .place = { YEAR, 1, w->row, 0 },
		.name = "nota.txt",
		.bytes = bytes,
		.size = size };
	int64_t id = 0;

	memset(bytes, 'x', size);
	assert_rc(app_evidence_add(&app, &w->plans, w->s->institution_id, &added, &id, &err),
	    YUP_ELIMIT, &err);
	assert_string_equal(err.key, "evidence_large");
	assert_string_equal(err.message, "20");
	app_plans_done(&w->plans);
}

static void
test_scanned(void **state)
{
	struct scene *w = begin_scene(*state);
	int64_t id = 0;

	assert_int_equal(setenv(SCAN_VARIABLE, "grep -q PDF", 1), 0);
	assert_rc(attach(w, DRAFTER, w->row, "acta.pdf", "", &id), YUP_OK, &err);
	assert_rc(attach(w, DRAFTER, w->row, "foto.png", "", &id), YUP_EINVALID, &err);
	assert_string_equal(err.key, "scan_refused");
	assert_int_equal(setenv(SCAN_VARIABLE, "/no/such/program", 1), 0);
	assert_rc(attach(w, DRAFTER, w->row, "foto.png", "", &id), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "scan_failed");
	assert_int_equal(unsetenv(SCAN_VARIABLE), 0);
	app_plans_done(&w->plans);
}

/* What was passed on, or closed, is not its author's any more. */
static void
test_closed(void **state)
{
	struct scene *w = begin_scene(*state);
	const struct app_period which = { w->s->institution_id, YEAR, 1 };
	struct app app = as(w, PLANNER);
	struct evidence *list = NULL;
	size_t count = 0;
	int64_t id = 0, later = 0;

	assert_rc(attach(w, DRAFTER, w->row, "acta.pdf", "", &id), YUP_OK, &err);
	assert_rc(app_period_close(&app, &w->plans, &which, "Cierre del trimestre", &err), YUP_OK,
	    &err);
	assert_rc(attach(w, DRAFTER, w->row, "foto.png", "", &later), YUP_EDENIED, &err);
	assert_rc(attach(w, PLANNER, w->row, "foto.png", "", &later), YUP_EINVALID, &err);
	assert_string_equal(err.field, "why"); /* a correction says the reason */
	w->why = "Faltaba la foto";
	assert_rc(attach(w, PLANNER, w->row, "foto.png", "", &later), YUP_OK, &err);
	w->why = NULL;
	assert_rc(take_back(w, PLANNER, id), YUP_EINVALID, &err);
	w->why = "Era de otra fila";
	assert_rc(take_back(w, DRAFTER, id), YUP_EDENIED, &err);
	assert_rc(take_back(w, PLANNER, id), YUP_OK, &err);
	app = as(w, PLANNER);
	assert_rc(app_evidence_corrections(&app, w->s->mem, which.institution_id, YEAR, w->row,
		      &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].removed_why, "Era de otra fila");
	assert_string_equal(list[0].why, "");
	assert_string_equal(list[1].why, "Faltaba la foto");
	app = as(w, STRANGER);
	assert_rc(app_evidence_corrections(&app, w->s->mem, which.institution_id, YEAR, w->row,
		      &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 0); /* another unit's */
	app_plans_done(&w->plans);
}

/* The unit sent its report: it is its author's again when it comes back. */
static void
test_sent(void **state)
{
	struct scene *w = begin_scene(*state);
	const struct app_period which = { w->s->institution_id, YEAR, 1 };
	int64_t id = 0, later = 0;

	assert_rc(attach(w, DRAFTER, w->row, "acta.pdf", "", &id), YUP_OK, &err);
	store_execute(w->s->path,
	    mem_printf(w->s->mem,
		"INSERT INTO unit_report (institution_id, year, period, unit_id, state) VALUES "
		"(%lld, %d, %u, '%s', %d)",
		(long long)which.institution_id, which.year, which.period, w->unit_id,
		UNIT_SUBMITTED));
	assert_rc(attach(w, DRAFTER, w->row, "foto.png", "", &later), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "report_closed");
	assert_rc(take_back(w, DRAFTER, id), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "evidence_closed");
	store_execute(w->s->path,
	    mem_printf(w->s->mem, "UPDATE unit_report SET state = %d", UNIT_RETURNED));
	assert_rc(take_back(w, DRAFTER, id), YUP_OK, &err);
	app_plans_done(&w->plans);
}

/* ---- Of an item of a register ------------------------------------------------------------- */

static void
test_of_an_item(void **state)
{
	static const struct register_value typed[] = { { "title", "Conciliar" },
		{ "report", "UAI 1" }, { "responsible", "Jefa" }, { "due", "2031-12-31" } };
	struct scene *w = begin_scene(*state);
	struct app app = as(w, OPERATOR);
	struct app_register_ref which = { w->s->institution_id, NULL, 0 };
	struct app_register_item it;
	struct app_register_sum *sums = NULL;
	struct register_finding found[REGISTER_FINDINGS_MAX];
	struct app_new_evidence added = { .name = "acta.txt", .bytes = "Acta 4\n", .size = 7 };
	size_t count = 0;
	int64_t id = 0;

	assert_rc(app_register_open(&app, which.institution_id, "audit_recommendations", typed, 4,
		      &which.id, &err),
	    YUP_OK, &err);
	added.place.item_id = which.id;
	assert_rc(app_evidence_add(&app, &w->plans, which.institution_id, &added, &id, &err),
	    YUP_OK, &err);
	assert_rc(app_register_pass(&app, &which, 0, "done", "Acta 4", &err), YUP_OK, &err);
	assert_rc(app_register_get(&app, w->s->mem, &which, &it, &err), YUP_OK, &err);
	assert_int_equal(it.item.files, 1); /* its evidence is there: R48 asks for no more */
	assert_int_equal(register_check(it.reg, &it.item, it.today, found), 0);
	assert_rc(app_register_all(&app, w->s->mem, which.institution_id, &sums, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(sums[1].faulty, 0);
	assert_rc(take_back(w, OPERATOR, id), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "evidence_closed");
	app = as(w, AUDITOR);
	assert_rc(app_evidence_add(&app, &w->plans, which.institution_id, &added, &id, &err),
	    YUP_EDENIED, &err);
	app = as(w, OPERATOR);
	added.place.item_id = 999999;
	assert_rc(app_evidence_add(&app, &w->plans, which.institution_id, &added, &id, &err),
	    YUP_ENOTFOUND, &err);
	app_plans_done(&w->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_added_read_and_taken_back),
		STORE_TEST(test_told),
		STORE_TEST(test_who_may),
		STORE_TEST(test_refused),
		STORE_TEST(test_too_large),
		STORE_TEST(test_scanned),
		STORE_TEST(test_closed),
		STORE_TEST(test_sent),
		STORE_TEST(test_of_an_item),
	};

	return STORE_RUN(argc, argv, tests);
}
