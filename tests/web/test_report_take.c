/*
 * test_report_take.c - a follow-up document taken as reports of a period: looked at,
 * taken by who may report, and what was reported already kept or replaced, as chosen.
 */
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"

#define DOCUMENT                                                                \
	"MINISTERIO DE LOS VIENTOS\n\nSEGUIMIENTO AL AVANCE DEL POA - 2031\n\n" \
	"Cód.\tRESULTADOS ESPERADOS AL 31/12/2031\tRESULTADOS OBTENIDOS AL "   \
	"30/06/2031\tAVANCE %\t\n"                                              \
	"01\tUnidad de Veletas\t\t50%\t\n"                                      \
	"1.1.1.1\tInstalar veletas\tSe instalaron dos.\t40%\t\n"                \
	"1.1.1.2\tCapacitar a observadores\tNinguno.\t0%\t\n"                   \
	"1.1.1.9\tPintar veletas\tNinguno.\t0%\t\n"                             \
	"02\tUnidad de Boletines\t\t50%\t\n"                                    \
	"1.1.2.1\tRedactar boletines\tSeis.\t50%\t\n"

static void
check(struct site_answer a, unsigned status, const char *says)
{
	if (a.status != status || (says != NULL && strstr(a.body, says) == NULL))
		fail_msg("%u, not %u with «%s»: %.3000s", a.status, status,
		    says != NULL ? says : "", a.body);
}

static struct site_answer
send(struct world *w, const struct site_user *who, const char *text, const char *form)
{
	const struct http_file file = { "archivo", "seguimiento.txt", text, strlen(text) };

	return site_upload(&w->site, who,
	    world_path(w, WORLD_OWN, "/seguimiento/{anio}/{periodo}/importar"), form, &file);
}

static void
test_looked_at_and_taken(void **state)
{
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "elena.dos", "elaborador",
	    w.at[WORLD_OWN].org_unit);
	struct site_user reader = site_user(&w.site, "carla.dos", "consulta");
	const char *unit = world_path(&w, WORLD_OWN,
	    "/seguimiento/{anio}/{periodo}/unidad/{unidad}");
	const char *page = world_path(&w, WORLD_OWN, "/seguimiento/{anio}/{periodo}");

	check(site_get(&w.site, &drafter, page), 200, "/importar\"");
	assert_null(strstr(site_get(&w.site, &reader, page).body, "/importar\""));
	check(send(&w, &reader, DOCUMENT, "accion=ver"), 403, NULL);
	check(send(&w, &drafter, DOCUMENT, "accion=ver"), 200, "Tomar como informes");
	check(send(&w, &drafter, DOCUMENT, "accion=ver"), 200, "Usted no informa de esa unidad");
	check(send(&w, &drafter, DOCUMENT, "accion=ver"), 200,
	    "La unidad no tiene una fila con ese código");
	assert_null(strstr(site_get(&w.site, &drafter, unit).body, "Se instalaron dos."));
	assert_int_equal(send(&w, &drafter, DOCUMENT, "accion=tomar").status, 303);
	check(site_get(&w.site, &drafter, unit), 200, "Se instalaron dos.");
	check(send(&w, &drafter, DOCUMENT, "accion=tomar"), 422, "No hay nada que tomar");
	world_close(&w);
}

/* Something else was said in one cell: nothing is saved until somebody says which holds. */
static void
test_what_was_reported_is_asked_for(void **state)
{
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "elena.dos", "elaborador",
	    w.at[WORLD_OWN].org_unit);
	const char *unit = world_path(&w, WORLD_OWN,
	    "/seguimiento/{anio}/{periodo}/unidad/{unidad}");
	struct site_answer a;

	a = site_script(&w.site, &drafter, METHOD_POST,
	    world_path(&w, WORLD_OWN, "/api/v1/reports/{year}/{period}/cells"), NULL,
	    world_path(&w, WORLD_OWN,
		"{\"cells\":[{\"node\":{node},\"revision\":0,\"field\":\"obtained\","
		"\"text\":\"Ya se contó.\"}]}"));
	check(a, 200, NULL);
	check(send(&w, &drafter, DOCUMENT, "accion=tomar"), 409, "Ya se contó.");
	assert_null(strstr(site_get(&w.site, &drafter, unit).body, "Ninguno."));
	assert_int_equal(send(&w, &drafter, DOCUMENT, "accion=tomar&informado=conservar").status,
	    303);
	check(site_get(&w.site, &drafter, unit), 200, "Ya se contó.");
	check(site_get(&w.site, &drafter, unit), 200, "Ninguno.");
	assert_int_equal(send(&w, &drafter, DOCUMENT, "accion=tomar&informado=reemplazar").status,
	    303);
	assert_null(strstr(site_get(&w.site, &drafter, unit).body, "value=\"Ya se contó.\""));
	world_close(&w);
}

static void
test_what_is_no_such_document(void **state)
{
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "elena.dos", "elaborador",
	    w.at[WORLD_OWN].org_unit);
	char *other = mem_strdup(w.mem, DOCUMENT);

	check(send(&w, &drafter, "hola", "accion=ver"), 422, NULL);
	check(send(&w, &drafter, "", "accion=ver"), 422, NULL);
	memcpy(strstr(other, "30/06/2031"), "31/03/2031", 10);
	check(send(&w, &drafter, other, "accion=ver"), 422, "otra fecha");
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_looked_at_and_taken),
		STORE_TEST(test_what_was_reported_is_asked_for),
		STORE_TEST(test_what_is_no_such_document),
	};

	return STORE_RUN(argc, argv, tests);
}
