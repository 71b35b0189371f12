/*
 * test_follow_up.c - the pages of a follow-up that was imported: listed, shown with what
 * was printed beside what was computed, explained, corrected with a reason, and what it
 * was before.
 */
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"

static void
check(struct site_answer a, unsigned status, const char *says)
{
	if (a.status != status || (says != NULL && strstr(a.body, says) == NULL))
		fail_msg("%u, not %u with «%s»: %.3000s", a.status, status,
		    says != NULL ? says : "", a.body);
}

static const char *
path(struct world *w, const char *pattern)
{
	return world_path(w, WORLD_OWN, pattern);
}

static void
test_shown_and_explained(void **state)
{
	struct world w = world_open(*state);
	struct site_user reader = site_user(&w.site, "carla.dos", "consulta");
	struct site_user drafter = world_user(&w, "elena.dos", "elaborador",
	    w.at[WORLD_OWN].org_unit);
	const char *document = path(&w, "/documento/{seguido}");

	check(site_get(&w.site, &reader, "/seguimiento"), 200, document);
	check(site_get(&w.site, &reader, document), 200, "Físico impreso");
	check(site_get(&w.site, &reader, document), 200, "Se instalaron cuatro veletas.");
	check(site_get(&w.site, &reader, document), 200, "R37");
	check(site_get(&w.site, &reader, document), 200, "<del>40</del>");
	assert_null(
	    strstr(site_get(&w.site, &reader, mem_printf(w.mem, "%s?cifras=calculadas", document))
		       .body,
		"R37"));
	assert_null(strstr(site_get(&w.site, &reader, mem_printf(w.mem, "%s?de=u2", document)).body,
	    "Se instalaron cuatro veletas."));
	check(site_get(&w.site, &reader, mem_printf(w.mem, "%s?de=u77", document)), 404, NULL);
	check(site_get(&w.site, &reader, mem_printf(w.mem, "%s/linea/u2", document)), 200,
	    "/ 2 = 47,50 %");
	check(site_get(&w.site, &reader, mem_printf(w.mem, "%s/linea/a1", document)), 200,
	    "Entra en el promedio");
	check(site_get(&w.site, &reader, mem_printf(w.mem, "%s/linea/x9", document)), 404, NULL);
	check(site_get(&w.site, &drafter, document), 403, NULL);
	world_close(&w);
}

static void
test_corrected(void **state)
{
	struct world w = world_open(*state);
	struct site_user planner = site_user(&w.site, "pilar.dos", "planificador");
	struct site_user reader = site_user(&w.site, "carla.dos", "consulta");
	const char *document = path(&w, "/documento/{seguido}");
	const char *line = mem_printf(w.mem, "%s/linea/o2", document);
	struct site_answer a;

	check(site_post(&w.site, &planner, line, "physical=mucho&motivo=Acta"), 422,
	    "value=\"mucho\"");
	check(site_post(&w.site, &planner, line, "physical=30&motivo="), 422, "el motivo");
	check(site_post(&w.site, &reader, line, "physical=30&motivo=Acta"), 403, NULL);
	a = site_post(&w.site, &planner, line,
	    "physical=30,5&obtained=Algo+se+hizo.&motivo=Acta+4");
	assert_int_equal(a.status, 303);
	assert_non_null(strstr(a.location, "/linea/o2"));
	check(site_get(&w.site, &reader, a.location), 200, "Acta 4");
	check(site_get(&w.site, &reader, a.location), 200, "<td>30,5</td>");
	check(site_get(&w.site, &reader, document), 200, "Ver el vigente");
	check(site_post(&w.site, &planner, line, "physical=31&motivo=Acta"), 409,
	    "no es el vigente");
	world_close(&w);
}

static void
test_averages_and_what_they_are_of(void **state)
{
	struct world w = world_open(*state);
	struct site_user planner = site_user(&w.site, "pilar.dos", "planificador");
	const char *document = path(&w, "/documento/{seguido}");
	struct site_answer a = site_post(&w.site, &planner, document, "motivo=Se+recalcul%C3%B3");

	assert_int_equal(a.status, 303);
	assert_null(strstr(site_get(&w.site, &planner, a.location).body, "R37"));
	document = mem_strndup(w.mem, a.location, strcspn(a.location, "?"));
	check(site_post(&w.site, &planner, document, "motivo=Otra+vez"), 422,
	    "cambia el documento");
	check(site_post(&w.site, &planner, mem_printf(w.mem, "%s/linea/a1", document),
		  "promedia=si&motivo=Nada"),
	    422, "niveles inferiores");
	a = site_post(&w.site, &planner, mem_printf(w.mem, "%s/linea/a1", document),
	    "promedia=si&de=u2&motivo=Solo+esa");
	assert_int_equal(a.status, 303);
	check(site_get(&w.site, &planner, a.location), 200, "Unidad de Veletas; ");
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_shown_and_explained),
		STORE_TEST(test_corrected),
		STORE_TEST(test_averages_and_what_they_are_of),
	};

	return STORE_RUN(argc, argv, tests);
}
