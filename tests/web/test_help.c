/* test_help.c - who may not do something is told who may, and who can give the role. */
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"
#include "support/world.h"

static void
expect(struct world *w, const struct site_user *user, const char *path, unsigned status,
    const char *part, bool there)
{
	struct site_answer a = site_get(&w->site, user, world_path(w, WORLD_OWN, path));

	if (a.status != status || (strstr(a.body, part) != NULL) != there)
		fail_msg("%s: %u, %s«%s»: %.1500s", path, a.status, there ? "no " : "", part,
		    strstr(a.body, "<main"));
}

static void
test_the_role_is_named(void **state)
{
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "dora", "elaborador", w.at[WORLD_OWN].org_unit);
	struct site_user auditor = world_user(&w, "aldo", "auditor", 0);
	struct site_user first = world_user(&w, "Adela", "administrador", 0);
	struct site_user second = world_user(&w, "Bruno", "administrador", 0);

	expect(&w, &drafter, "/importar", 403, "«Importar documentos»", true);
	expect(&w, &drafter, "/importar", 403, "Planificador; sobre toda la institución.", true);
	expect(&w, &drafter, "/importar", 403, "lo puede dar: Una Persona", false);
	expect(&w, &drafter, "/importar", 403, "quien administra las cuentas", true);
	expect(&w, &auditor, "/importar", 403, "lo puede dar: Una Persona", true);
	expect(&w, &first, "/importar", 403, "nadie se da roles a sí mismo", true);
	expect(&w, &first, "/importar", 403, "lo puede dar: Una Persona", true);
	expect(&w, &second, "/importar", 403, "lo puede dar: Una Persona", true);
	world_close(&w);
}

static void
test_readers_are_told(void **state)
{
	struct world w = world_open(*state);
	struct site_user reader = world_user(&w, "rosa", "consulta", 0);
	struct site_user finance = world_user(&w, "fito", "financiero", 0);
	struct site_user drafter = world_user(&w, "dora", "elaborador", w.at[WORLD_OWN].org_unit);
	const char *unit = "/plan/{plan}/unidad/{unidad}";

	expect(&w, &reader, unit, 200, "lee este plan y no lo cambia", true);
	expect(&w, &reader, unit, 200, "Elaborador, Jefe de unidad", true);
	expect(&w, &finance, unit, 200, "solo los montos del formulario A", true);
	expect(&w, &drafter, unit, 200, "Con sus roles", false);
	expect(&w, &reader, "/plan/{plan}", 200, "Con sus roles", false);
	world_close(&w);
}

/* The page that was being read, with its filters; nothing of another site. */
static void
test_language_comes_back(void **state)
{
	struct world w = world_open(*state);
	struct site_user reader = world_user(&w, "rosa", "consulta", 0);
	struct site_answer a;

	expect(&w, &reader, "/buscar?q=agua%20y%20luz&listo=guardado", 200,
	    "/idioma?a=en&amp;de=%2Fbuscar%3Fq%3Dagua%2520y%2520luz\"", true);
	a = site_get(&w.site, &reader, "/idioma?a=en&de=%2Fbuscar%3Fq%3Dagua%2520y%2520luz");
	assert_int_equal(a.status, 303);
	assert_string_equal(a.location, "/buscar?q=agua%20y%20luz");
	a = site_get(&w.site, &reader, "/idioma?a=en&de=%2F%2Fotro.sitio");
	assert_string_equal(a.location, "/");
	a = site_get(&w.site, &reader, "/idioma?a=en");
	assert_string_equal(a.location, "/");
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_the_role_is_named),
		STORE_TEST(test_readers_are_told),
		STORE_TEST(test_language_comes_back),
	};

	return STORE_RUN(argc, argv, tests);
}
