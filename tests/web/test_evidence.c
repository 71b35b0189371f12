/*
 * test_evidence.c - evidence on pages: attached to a row and to an item, told, given
 * back so that nothing of it runs, and what lies about itself refused.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"

#define MEDIA "tests/golden/io/media/"

static void
shows(const struct site_answer *a, const char *text)
{
	if (strstr(a->body, text) == NULL)
		fail_msg("it does not show %s: %.3000s", text, a->body);
}

static void
hides(const struct site_answer *a, const char *text)
{
	if (strstr(a->body, text) != NULL)
		fail_msg("it shows %s", text);
}

static struct site_answer
send_file(struct world *w, const struct site_user *user, const char *path, const char *form,
    const char *file, const char *name, unsigned status)
{
	struct http_file sent = { .field = "archivo", .name = name };
	struct site_answer a;
	size_t size = 0;
	char *bytes = test_file_read(mem_printf(w->mem, MEDIA "%s", file), &size);

	sent.bytes = bytes;
	sent.size = size;
	a = site_upload(&w->site, user, path, form, &sent);
	free(bytes);
	if (a.status != status)
		fail_msg("%s: %u, not %u: %.2000s", path, a.status, status, a.body);
	return a;
}

static const char *
header(const struct site_answer *a, const char *name)
{
	const char *value = http_find(&a->headers, name);

	return value != NULL ? value : "";
}

/* The address of the first file that a page links. */
static const char *
first_file(struct world *w, const struct site_answer *a)
{
	const char *at = strstr(a->body, "href=\"/evidencia/");

	assert_non_null(at);
	at += strlen("href=\"");
	return mem_strndup(w->mem, at, strcspn(at, "\""));
}

static void
test_of_a_row(void **state)
{
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "elena", "elaborador", w.at[WORLD_OWN].org_unit);
	struct site_user stranger = world_user(&w, "otra", "elaborador",
	    w.at[WORLD_OTHER].org_unit);
	const char *path = world_path(&w, WORLD_OWN,
	    "/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias");
	const char *row = world_plan(&w)->nodes[w.at[WORLD_OWN].row].id, *file;
	struct site_answer a = site_get(&w.site, &drafter, path);

	assert_int_equal(a.status, 200);
	shows(&a, "Todavía no hay archivos.");
	(void)send_file(&w, &drafter, path,
	    mem_printf(w.mem, "fila=%s&sobre=Acta+de+entrega&fecha=1999-01-01", row), "acta.pdf",
	    "Acta \"Ñ\".pdf", 303);
	a = site_get(&w.site, &drafter, path);
	shows(&a, "Acta &#34;Ñ&#34;.pdf");
	shows(&a, "Acta de entrega");
	shows(&a, "fuera del período");
	hides(&a, "está también en");
	file = first_file(&w, &a);
	a = send_file(&w, &drafter, path, mem_printf(w.mem, "fila=%s&sobre=Otra", row), "acta.pdf",
	    "copia.pdf", 303);
	a = site_get(&w.site, &drafter, path);
	shows(&a, "está también en");
	a = site_get(&w.site, &drafter, mem_printf(w.mem, "%s?formato=csv", path));
	shows(&a, "copia.pdf,PDF,");
	/* given back to be saved, in a sandbox */
	a = site_get(&w.site, &drafter, file);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.type, "application/pdf");
	assert_true(strncmp(a.body, "%PDF", 4) == 0);
	assert_string_equal(header(&a, "Content-Disposition"),
	    "attachment; filename=\"Acta_____.pdf\"; filename*=UTF-8''Acta%20%22%C3%91%22.pdf");
	assert_non_null(strstr(header(&a, "Content-Security-Policy"), "sandbox"));
	a = site_get(&w.site, &stranger, file);
	assert_int_equal(a.status, 403);
	a = site_post(&w.site, &drafter, mem_printf(w.mem, "%s/quitar", file),
	    mem_printf(w.mem, "volver=%s", path));
	assert_int_equal(a.status, 303);
	assert_true(strncmp(a.location, path, strlen(path)) == 0);
	a = site_get(&w.site, &drafter, file);
	assert_int_equal(a.status, 404);
	world_close(&w);
}

/* What was typed beside it stays on the page that says why. */
static void
test_lies(void **state)
{
	static const struct {
		const char *file, *name, *says;
	} LIES[] = {
		{ "foto.png", "acta.pdf", "por su contenido es PNG" },
		{ "page.html", "acta.txt", "Es un programa, un guion o una página web" },
		{ "bomb.docx", "nota.docx", "demasiado grande al abrirlo" },
		{ "locked.docx", "nota.docx", "tiene contraseña" },
		{ "setup.exe", "acta.pdf", "Es un programa" },
		{ "empty.pdf", "acta.pdf", "El archivo está vacío." },
	};
	struct world w = world_open(*state);
	struct site_user drafter = world_user(&w, "elena", "elaborador", w.at[WORLD_OWN].org_unit);
	const char *path = world_path(&w, WORLD_OWN,
	    "/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias");
	const char *row = world_plan(&w)->nodes[w.at[WORLD_OWN].row].id;
	struct site_answer a;

	for (size_t i = 0; i < sizeof(LIES) / sizeof(LIES[0]); i++) {
		a = send_file(&w, &drafter, path,
		    mem_printf(w.mem, "fila=%s&sobre=Lo+que+dije", row), LIES[i].file, LIES[i].name,
		    422);
		shows(&a, LIES[i].says);
		shows(&a, "Lo que dije");
		hides(&a, "href=\"/evidencia/");
	}
	a = send_file(&w, &drafter, path, "fila=no-hay&sobre=x", "acta.pdf", "acta.pdf", 422);
	shows(&a, "Falta decir de qué fila");
	world_close(&w);
}

static void
test_of_an_item(void **state)
{
	struct world w = world_open(*state);
	struct site_user head = world_user(&w, "jorge", "jefe", w.at[WORLD_OWN].org_unit);
	struct site_user auditor = world_user(&w, "ana", "auditor", 0);
	const char *item = world_path(&w, WORLD_OWN, "/registros/{registro}/{asunto}");
	const char *attach = mem_printf(w.mem, "%s/evidencias", item);
	struct site_answer a;

	(void)send_file(&w, &head, attach, "sobre=Fotograf%C3%ADa", "foto.jpg", "foto.jpg", 303);
	a = site_get(&w.site, &head, item);
	shows(&a, "foto.jpg");
	shows(&a, "Fotografía");
	shows(&a, "/quitar");
	a = site_get(&w.site, &auditor, item);
	shows(&a, "foto.jpg");
	hides(&a, "/quitar");
	(void)send_file(&w, &auditor, attach, "sobre=x", "foto.jpg", "foto.jpg", 403);
	a = send_file(&w, &head, attach, "sobre=x", "foto.png", "foto.jpg", 422);
	shows(&a, "por su contenido es PNG");
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_of_a_row),
		STORE_TEST(test_lies),
		STORE_TEST(test_of_an_item),
	};

	return STORE_RUN(argc, argv, tests);
}
