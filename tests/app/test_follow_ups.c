/*
 * test_follow_ups.c - a follow-up that was imported, corrected by people: the one in
 * force changes, what it was stays, and it is told who did it and why.
 */
#include "app/follow_ups.h"

#include <string.h>

#include "app/import.h"
#include "base/mem.h"
#include "core/progress.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/read_document.h"
#include "support/store.h"

#define WHO "Autoridad de Aguas"

static struct err err;

static int
import(struct test_store *s, const char *path, bool sure, struct app_import *out)
{
	struct app_import_request request = { .paths = &path,
		.count = 1,
		.institution = WHO,
		.replace_edited = sure };
	struct app app = people_app(s);

	app.pack = APP_PACK_DEFAULT;
	err = (struct err){ 0 };
	return app_import(&app, s->mem, &request, out, &err);
}

/* The sample's follow-up, imported; the institution's id and its own. */
static int64_t
imported(struct test_store *s, int64_t *institution)
{
	struct app app = people_app(s);
	struct follow_up_head *list = NULL;
	struct institution *all = NULL;
	struct app_import out;
	size_t count = 0;

	assert_rc(import(s, SAMPLE_FOLLOW_UP, false, &out), YUP_OK, &err);
	assert_rc(app_institutions(&app, s->mem, WHO, &all, &count, &err), YUP_OK, &err);
	*institution = all[0].id;
	assert_rc(app_follow_up_list(&app, s->mem, *institution, &list, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 1);
	return list[0].id;
}

static size_t
errors_of(const struct app_follow_up_shown *shown, unsigned rule)
{
	size_t count = 0;

	for (size_t i = 0; i < shown->findings.count; i++)
		count += shown->findings.items[i].rule == rule &&
		    shown->findings.items[i].severity == SEVERITY_ERROR;
	return count;
}

static void
test_corrected_it_adds_up(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_follow_up_shown shown;
	struct app_follow_up_version *past = NULL;
	int64_t institution, first = imported(s, &institution), second = 0, third = 0;
	const struct fu_edit edit = { "o1", FU_PHYSICAL, "60" };
	size_t count = 0;

	assert_rc(app_follow_up_get(&app, s->mem, institution, first, &shown, &err), YUP_OK, &err);
	assert_int_equal(errors_of(&shown, 37), 4);
	assert_true(shown.corrects);
	people_move_clock(60);
	assert_rc(app_follow_up_settle(&app, institution, first, "Se recalculó.", &second, &err),
	    YUP_OK, &err);
	assert_rc(app_follow_up_get(&app, s->mem, institution, second, &shown, &err), YUP_OK, &err);
	assert_int_equal(errors_of(&shown, 37), 0);
	people_move_clock(60);
	assert_rc(app_follow_up_correct(&app, institution, second, &edit, 1, "Según el acta.",
		      &third, &err),
	    YUP_OK, &err);
	assert_rc(app_follow_up_past(&app, s->mem, institution, third, &past, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 3);
	assert_string_equal(past[0].actor, "");
	assert_int_equal(past[1].change_count, 4);
	assert_string_equal(past[1].why, "Se recalculó.");
	assert_int_equal(past[2].change_count, 1);
	assert_string_equal(past[2].changes[0].before, "50");
	assert_string_equal(past[2].changes[0].after, "60");
	assert_true(past[2].actor[0] != '\0');

	/* what it was is still there, and says which is in force */
	assert_rc(app_follow_up_get(&app, s->mem, institution, first, &shown, &err), YUP_OK, &err);
	assert_int_equal(errors_of(&shown, 37), 4);
	assert_false(shown.corrects);
	assert_int_equal(shown.in_force.id, third);
}

static void
test_what_is_refused_changes_nothing(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	int64_t institution, first = imported(s, &institution), made = 0;
	const struct fu_edit same = { "o1", FU_PHYSICAL, "50,0" };
	const struct fu_edit wrong[] = { { "o1", FU_PHYSICAL, "60" },
		{ "o2", FU_PHYSICAL, "mucho" } };
	const struct fu_edit good = { "o1", FU_PHYSICAL, "60" };

	assert_int_equal(app_follow_up_correct(&app, institution, first, &same, 1, "Así.", &made,
			     &err),
	    YUP_EINVALID);
	assert_string_equal(err.key, "follow_up_same");
	assert_int_equal(app_follow_up_correct(&app, institution, first, wrong, 2, "Así.", &made,
			     &err),
	    YUP_EINVALID);
	assert_string_equal(err.field, "physical");
	assert_int_equal(app_follow_up_correct(&app, institution, first, &good, 1, " ", &made,
			     &err),
	    YUP_EINVALID);
	assert_string_equal(err.field, "why");
	assert_int_equal(made, 0);
	assert_rc(app_follow_up_correct(&app, institution, first, &good, 1, "Así.", &made, &err),
	    YUP_OK, &err);
	assert_int_equal(app_follow_up_correct(&app, institution, first, &good, 1, "Así.", &made,
			     &err),
	    YUP_ECONFLICT);
	assert_string_equal(err.key, "follow_up_superseded");
}

/* The same bytes are told to be otherwise now; others do not take its place unasked. */
static void
test_an_import_does_not_undo_it(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	int64_t institution, first = imported(s, &institution), made = 0;
	const struct fu_edit edit = { "o1", FU_OBTAINED, "Otra cosa." };
	struct follow_up_head *list = NULL;
	struct app_import out;
	size_t count = 0;

	assert_rc(app_follow_up_correct(&app, institution, first, &edit, 1, "Así.", &made, &err),
	    YUP_OK, &err);
	assert_rc(import(s, SAMPLE_FOLLOW_UP, false, &out), YUP_OK, &err);
	assert_int_equal(out.items[0].status, APP_IMPORT_UNCHANGED);
	assert_int_equal(out.items[0].edited_cells, 1);
	assert_rc(app_follow_up_list(&app, s->mem, institution, &list, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_corrected_it_adds_up),
		STORE_TEST(test_what_is_refused_changes_nothing),
		STORE_TEST(test_an_import_does_not_undo_it),
	};

	return STORE_RUN(argc, argv, tests);
}
