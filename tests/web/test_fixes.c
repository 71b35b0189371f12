/* test_fixes.c - what puts a finding right: chosen among several, and not offered where locked. */
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"
#include "support/world.h"

static struct site_answer
get(struct world *w, const struct site_user *user, const char *path)
{
	return site_get(&w->site, user, world_path(w, WORLD_OWN, path));
}

static void
post(struct world *w, const struct site_user *user, const char *path, const char *form)
{
	struct site_answer a = site_post(&w->site, user, world_path(w, WORLD_OWN, path), form);

	if (a.status != 303)
		fail_msg("%s: %u\n%.1500s", path, a.status, a.body);
}

static void
assert_shows(const struct site_answer *a, const char *part, bool shown)
{
	if ((strstr(a->body, part) != NULL) != shown)
		fail_msg("there is %s«%s» in\n%s", shown ? "no " : "", part, a->body);
}

/* "reparar=...": the button that begins with a text. */
static const char *
button(struct world *w, const struct site_answer *a, const char *label)
{
	const char *at = strstr(a->body, label);

	assert_non_null(at);
	while (strncmp(at, "value=\"", 7) != 0)
		at--;
	return mem_printf(w->mem, "reparar=%.16s", at + 7);
}

/* Months that do not add up to the total of the row. */
static void
break_row(struct world *w, const struct site_user *user)
{
	post(w, user, "/plan/{plan}/unidad/{unidad}",
	    world_path(w, WORLD_OWN,
		"formulario=b&{fila}.schedule.1=7&{fila}.schedule.2=9&{fila}.total=5"));
}

/* The total or the months, whichever was meant, from either page. */
static void
test_chosen(void **state)
{
	struct world w = world_open(*state);
	struct site_user elena = world_user(&w, "elena", "elaborador", w.at[WORLD_OWN].org_unit);
	uint32_t row = w.at[WORLD_OWN].row;
	const char *findings = "/plan/{plan}/hallazgos?regla=15&unidad={unidad_del_plan}";
	struct site_answer a;
	int64_t sum = 0;

	break_row(&w, &elena);
	a = get(&w, &elena, findings);
	assert_shows(&a, "Corregir: total: ", true);
	post(&w, &elena, "/plan/{plan}/hallazgos", button(&w, &a, "O corregir: enero: "));
	for (unsigned m = 0; m < 12; m++)
		sum += plan_schedule(world_plan(&w), row)[m];
	assert_int_equal(sum, 5 * E4);
	assert_int_equal(world_plan(&w)->nodes[row].total_e4, 5 * E4);
	break_row(&w, &elena);
	a = get(&w, &elena, "/plan/{plan}/unidad/{unidad}");
	assert_shows(&a, "Corregir: enero: ", true);
	post(&w, &elena, "/plan/{plan}/unidad/{unidad}", button(&w, &a, "Corregir: total: "));
	assert_true(world_plan(&w)->nodes[row].total_e4 > 16 * E4 - 1);
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_chosen),
	};

	return STORE_RUN(argc, argv, tests);
}
