/* test_org.c - units that change in the middle of a year keep their plans and history. */
#include "app/org.h"

#include <string.h>

#include "app/actor.h"
#include "app/actor_load.h"
#include "app/import.h"
#include "app/org_link.h"
#include "base/mem.h"
#include "store/account_store.h"
#include "store/org_store.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/made_up.h"
#include "support/people.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define JUL "2031-07-01"

static struct err err;

static void
assert_key(int rc, int code, const char *key)
{
	assert_rc(rc, code, &err);
	assert_string_equal(err.key, key);
}

static const char *
tree_text(struct test_store *s, const char *on)
{
	struct app app = people_app(s);
	struct org_tree tree;
	const char *text = "";

	assert_rc(app_org_list(&app, s->mem, s->institution_id, on, &tree, &err), YUP_OK, &err);
	for (size_t i = 0; i < tree.count; i++)
		text = mem_printf(s->mem, "%s%s%s", text, i > 0 ? " " : "",
		    org_path(s->mem, &tree, i));
	return text;
}

static int64_t
unit(struct test_store *s, const char *name, const char *on)
{
	struct app app = people_app(s);
	int64_t id = 0;

	assert_rc(app_org_find(&app, s->institution_id, name, on, &id, &err), YUP_OK, &err);
	return id;
}

static bool
head_may(struct test_store *s, int64_t user_id, const char *date, int64_t org_unit)
{
	struct account account;
	struct actor *actor;

	assert_rc(account_store_get(s->db, s->mem, s->institution_id, user_id, &account, &err),
	    YUP_OK, &err);
	assert_rc(actor_load(s->db, s->mem, &account, date, &actor, &err), YUP_OK, &err);
	return actor_may(actor, MAY_APPROVE_UNIT, s->institution_id, org_unit);
}

static void
test_a_year_of_changes(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_org_unit parts[] = { { "Diseño", "UDI" }, { "Costos", "UCO" } };
	struct app_org_unit as = { "Estudios e Inversión", "UEI" };
	int64_t top, studies, works, ids[2], order[2], ana;

	people_set_clock("2031-01-31T08:00:00Z");
	top = people_unit(s, "Dirección", 0);
	studies = people_unit(s, "Estudios", top);
	works = people_unit(s, "Obras", top);
	ana = people_add(s, "ana");
	(void)people_grant(s, ana, "jefe", works);
	assert_rc(app_org_rename(&app, s->institution_id, studies, &as, "2031-03-01", &err), YUP_OK,
	    &err);
	assert_rc(app_org_move(&app, s->institution_id, works, 0, "2031-04-01", &err), YUP_OK,
	    &err);
	assert_rc(app_org_split(&app, s->institution_id, studies, parts, 2, "2031-05-01", ids,
		      &err),
	    YUP_OK, &err);
	assert_rc(app_org_merge(&app, s->institution_id, ids, 1, works, JUL, &err), YUP_OK, &err);
	assert_rc(app_org_close(&app, s->institution_id, ids[1], "2031-10-01", &err), YUP_OK, &err);
	assert_string_equal(tree_text(s, NULL), "Dirección Dirección/Estudios Dirección/Obras");
	assert_string_equal(tree_text(s, "2031-03-31"), "Dirección Dirección/UEI Dirección/Obras");
	assert_string_equal(tree_text(s, "2031-04-01"), "Dirección Dirección/UEI Obras");
	assert_string_equal(tree_text(s, "2031-06-30"),
	    "Dirección Dirección/UDI Dirección/UCO Obras");
	assert_string_equal(tree_text(s, JUL), "Dirección Dirección/UCO Obras");
	assert_string_equal(tree_text(s, "2031-12-31"), "Dirección Obras");
	assert_false(head_may(s, ana, "2031-06-30", studies));
	assert_true(head_may(s, ana, JUL, ids[0]));
	assert_true(head_may(s, ana, JUL, studies)); /* through two successors */
	assert_false(head_may(s, ana, JUL, ids[1]));
	order[0] = works;
	order[1] = top;
	assert_rc(app_org_reorder(&app, s->institution_id, 0, order, 2, JUL, &err), YUP_OK, &err);
	assert_string_equal(tree_text(s, JUL), "Obras Dirección Dirección/UCO");
	assert_key(app_org_reorder(&app, s->institution_id, 0, order, 1, JUL, &err), YUP_EINVALID,
	    "org_order");
}

static void
test_what_is_refused_changes_nothing(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_org_unit same = { "OBRAS", "" }, bad = { "a\xff", "" };
	int64_t top, works, below, id;

	people_set_clock("2031-01-31T08:00:00Z");
	top = people_unit(s, "Dirección", 0);
	works = people_unit(s, "Obras", top);
	below = people_unit(s, "Campo", works);
	assert_key(app_org_add(&app, s->institution_id, top, &same, NULL, &id, &err), YUP_ECONFLICT,
	    "org_name_taken");
	assert_key(app_org_add(&app, s->institution_id, top, &bad, NULL, &id, &err), YUP_EINVALID,
	    "text_not_utf8");
	assert_string_equal(err.field, "name");
	assert_key(app_org_add(&app, s->institution_id, top + 1000, &same, NULL, &id, &err),
	    YUP_ENOTFOUND, "org_unit_absent");
	assert_key(app_org_move(&app, s->institution_id, top, below, NULL, &err), YUP_EINVALID,
	    "org_cycle");
	assert_key(app_org_close(&app, s->institution_id, works, JUL, &err), YUP_ECONFLICT,
	    "org_parent_closed");
	assert_key(app_org_merge(&app, s->institution_id, &works, 1, works, NULL, &err),
	    YUP_EINVALID, "org_succeeds_itself");
	assert_key(app_org_close(&app, s->institution_id, below, "2031-02-30", &err), YUP_EINVALID,
	    "date_invalid");
	assert_string_equal(tree_text(s, "2031-12-31"),
	    "Dirección Dirección/Obras Dirección/Obras/Campo");
}

/* ---- Plans ------------------------------------------------------------------------------------- */

static void
import(struct test_store *s, bool again)
{
	const char *const paths[] = { POA };
	struct app app = people_app(s);
	struct app_import_request request = {
		.paths = paths,
		.count = 1,
		.institution = "Autoridad Plurinacional de Lagos",
		.replace_edited = again,
	};
	struct app_import out;

	app.pack = "bo-rs225557"; /* the institution's own is none */
	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
}

static void
test_an_import_makes_the_units(void **state)
{
	struct test_store *s = *state;
	int64_t before;

	people_set_clock("2031-03-15T08:00:00Z");
	import(s, false);
	assert_string_equal(tree_text(s, "2030-12-31"), "");
	assert_string_equal(tree_text(s, "2031-01-01"), "DV DV/UVE DV/UBO");
	before = unit(s, "UVE", "2031-01-01");
	import(s, true);
	assert_string_equal(tree_text(s, "2031-01-01"), "DV DV/UVE DV/UBO");
	assert_int_equal(unit(s, "UVE", "2031-01-01"), before);
}

/* Next year's plan is made this year: who makes it is there already. */
static void
test_an_import_before_its_year(void **state)
{
	struct test_store *s = *state;

	people_set_clock("2030-10-15T08:00:00Z");
	import(s, false);
	assert_string_equal(tree_text(s, "2030-10-14"), "");
	assert_string_equal(tree_text(s, "2030-10-15"), "DV DV/UVE DV/UBO");
}

/* A plan of units by hand; `unlinked` is how many could be several. */
static int64_t
link(struct test_store *s, int year, const struct plan_unit *units, size_t count, int64_t *links,
    size_t unlinked)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct plan *plan = plan_new(s->mem, made_up_pack(s->mem, 12));
	struct org_linked linked;
	int64_t plan_id, *stored;
	size_t stored_count;

	plan->institution = "x";
	plan->acronym = "x";
	plan->year = year;
	for (size_t i = 0; i < count; i++) {
		struct plan_unit *u = plan_add_unit(plan);

		u->id = mem_numbered(s->mem, 'u', i);
		u->parent = units[i].parent;
		u->name = units[i].name;
		u->acronym = u->own_acronym = u->path = units[i].acronym;
	}
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &plan_id, &err),
	    YUP_OK, &err);
	assert_rc(org_link_plan(&tx, s->mem, s->institution_id, plan_id, plan,
		      "2035-01-01T00:00:00Z", &linked, &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_int_equal(linked.unlinked_count, unlinked);
	assert_rc(org_store_links(s->db, s->mem, s->institution_id, plan_id, &stored, &stored_count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(stored_count, count);
	memcpy(links, stored, count * sizeof(*links));
	return plan_id;
}

static void
test_units_found_by_what_they_are_called(void **state)
{
	static const struct plan_unit FIRST[] = {
		{ .parent = PLAN_NONE, .name = "Dirección de Vientos", .acronym = "DV" },
		{ .parent = 0, .name = "Unidad Administrativa", .acronym = "UA" },
		{ .parent = PLAN_NONE, .name = "Dirección de Aguas", .acronym = "DA" },
		{ .parent = 2, .name = "Unidad de Archivo", .acronym = "UA" },
	};
	static const struct plan_unit SECOND[] = {
		{ .parent = PLAN_NONE, .name = "Direccion VIENTOS", .acronym = "DGV" },
		{ .parent = 0, .name = "UA", .acronym = "UA" },
		{ .parent = PLAN_NONE, .name = "UA", .acronym = "UA" },
		{ .parent = 2, .name = "Algo debajo", .acronym = "AD" },
		{ .parent = PLAN_NONE, .name = "Unidad de Archivo", .acronym = "UAR" },
	};
	struct test_store *s = *state;
	int64_t first[4], second[5], older[4];

	people_set_clock("2031-01-31T08:00:00Z");
	(void)link(s, 2031, FIRST, 4, first, 0);
	assert_string_equal(tree_text(s, "2031-01-01"), "DV DV/UA DA DA/UA");
	(void)link(s, 2032, SECOND, 5, second, 2);
	assert_int_equal(second[0], first[0]); /* by its name, however it is spelled */
	assert_int_equal(second[1], first[1]); /* by its acronym under the same parent */
	assert_int_equal(second[2], 0);        /* two are called so */
	assert_int_equal(second[3], 0);        /* below one that is not known */
	assert_int_equal(second[4], first[3]); /* by its name, elsewhere */
	assert_string_equal(tree_text(s, "2030-06-01"), "");
	(void)link(s, 2030, FIRST, 4, older, 0); /* an older plan: they were there already */
	assert_memory_equal(older, first, sizeof(first));
	assert_string_equal(tree_text(s, "2030-01-01"), "DV DV/UA DA DA/UA");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_year_of_changes),
		STORE_TEST(test_what_is_refused_changes_nothing),
		STORE_TEST(test_an_import_makes_the_units),
		STORE_TEST(test_an_import_before_its_year),
		STORE_TEST(test_units_found_by_what_they_are_called),
	};

	return STORE_RUN(argc, argv, tests);
}
