/*
 * test_import_columns.c - a table that is not the official forms: its columns are shown,
 * told, and known the next time.
 */
#include <string.h>

#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"

static const char TABLE[] = "Plan 2031\n"
			    "Ítem;Qué se hará;a;b;c;d;e;f;g;h;i;j;k;l\n"
			    "1.1.1;Riego mejorado en el valle;;;;;;;;;;;;\n"
			    "1.1.1.1;<b>Limpiar</b> los canales;1;;;;;;;;;;;2\n"
			    "1.1.1.2;Reparar las compuertas viejas;0;0;4;0;0;0;0;0;0;0;0;0\n";
static const char NEXT_YEAR[] = "Plan 2032\n\n"
				"ÍTEM;Que se hara;a;b;c;d;e;f;g;h;i;j;k;l\n"
				"1.1.1;Riego mejorado en el valle;;;;;;;;;;;;\n"
				"1.1.1.1;Limpiar los canales;1;;;;;;;;;;;2\n";
static const char TOLD[] = "hoja=&fila=2&filas=1&unidad=sheet&c0=code&c1=title&c2=m1&c3=m2&c4=m3&"
			   "c5=m4&c6=m5&c7=m6&c8=m7&c9=m8&c10=m9&c11=m10&c12=m11&c13=m12";

static void
expect(const struct site_answer *a, unsigned status, const char *part)
{
	if (a->status != status || strstr(a->body, part) == NULL)
		fail_msg("%u, not %u with «%s»: %.900s", a->status, status, part,
		    strstr(a->body, "<main") != NULL ? strstr(a->body, "<main") : a->body);
}

static struct site_answer
send(struct site *site, const struct site_user *user, const char *text)
{
	struct http_file file = { "archivo", "actividades.csv", text, strlen(text) };

	return site_upload(site, user, "/importar", "", &file);
}

static void
test_told_and_known(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user user;
	struct site_answer a;
	const char *path, *columns;

	site.app.pack = APP_PACK_DEFAULT;
	user = site_user(&site, "ana", "planificador");
	a = send(&site, &user, TABLE);
	expect(&a, 303, "");
	path = a.location;
	a = site_get(&site, &user, path);
	expect(&a, 303, "");
	columns = a.location;
	assert_string_equal(columns, mem_printf(s->mem, "%s/columnas", path));
	a = site_get(&site, &user, columns);
	expect(&a, 200, "¿Qué es cada columna?");
	expect(&a, 200, "<strong>Qué se hará</strong>");
	expect(&a, 200, "&lt;b&gt;Limpiar&lt;/b&gt;");
	expect(&a, 200, "<option value=\"code\" selected>");
	expect(&a, 200, "<option value=\"m12\" selected>");
	a = site_get(&site, &user, mem_printf(s->mem, "%s?fila=99", columns));
	expect(&a, 422, "no hay nada en la fila 99");
	a = site_post(&site, &user, columns, "fila=2&filas=1&c0=code&c1=code");
	expect(&a, 422, "La columna B dice lo mismo que otra");
	a = site_post(&site, &user, columns, "fila=2&filas=1&c0=code&c1=title");
	expect(&a, 422, "Faltan columnas");
	assert_int_equal(store_count_rows(s->path, "table_map"), 0);
	a = site_post(&site, &user, columns, TOLD);
	expect(&a, 303, "");
	assert_string_equal(a.location, path);
	assert_int_equal(store_count_rows(s->path, "table_map"), 1);
	a = site_get(&site, &user, path);
	expect(&a, 200, "Plan (POA) 2031");
	expect(&a, 200, "Cambiar qué es cada columna");
	a = send(&site, &user, NEXT_YEAR);
	expect(&a, 303, "");
	a = site_get(&site, &user, a.location);
	expect(&a, 200, "Plan (POA) 2032");
	assert_int_equal(store_count_rows(s->path, "table_map"), 1);
	site_close(&site);
}

static void
test_whose(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user user, other;
	struct site_answer a;
	const char *columns;

	site.app.pack = APP_PACK_DEFAULT;
	user = site_user(&site, "ana", "planificador");
	other = site_user(&site, "luis", "jefe");
	a = send(&site, &user, TABLE);
	expect(&a, 303, "");
	columns = mem_printf(s->mem, "%s/columnas", a.location);
	a = site_get(&site, &other, columns);
	expect(&a, 403, "");
	a = site_post(&site, &other, columns, TOLD);
	expect(&a, 403, "");
	a = site_get(&site, &user, "/importar/999999/columnas");
	expect(&a, 404, "ya no espera");
	assert_int_equal(store_count_rows(s->path, "table_map"), 0);
	site_close(&site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_told_and_known),
		STORE_TEST(test_whose),
	};

	return STORE_RUN(argc, argv, tests);
}
