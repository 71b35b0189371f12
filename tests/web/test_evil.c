/*
 * test_evil.c - whatever people type is text: sent through every field, shown on
 * every page, list, chart and export, it is never an element, an attribute, another
 * header or a formula.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/markup.h"
#include "support/people.h"
#include "support/store.h"
#include "support/world.h"
#include "web/router.h"

#define CASES "tests/web/evil.cases"
#define POA "tests/golden/cli/small/poa.txt"

enum { MARKS_MAX = 400 };

/* One N: was it taken, where was it sent, was it seen. */
struct mark {
	const char *sent;
	bool seen;
};

struct evil {
	struct world w;
	struct site_user user;
	struct mark marks[MARKS_MAX];
	size_t count;
};

/* ---- Looking -------------------------------------------------------------------------- */

static void
note_seen(struct evil *e, const char *body)
{
	for (const char *at = strstr(body, "id=e"); at != NULL; at = strstr(at + 1, "id=e")) {
		size_t n = strtoul(at + 4, NULL, 10);

		if (n < e->count)
			e->marks[n].seen = true;
	}
}

static const char *
what_is_wrong(struct evil *e, const struct site_answer *a)
{
	if (strncmp(a->type, "text/html", 9) == 0)
		return markup_wrong(e->w.mem, a->body);
	if (strncmp(a->type, "text/csv", 8) == 0)
		return csv_wrong(e->w.mem, a->body);
	if (strcmp(a->type, "application/pdf") == 0)
		return strncmp(a->body, "%PDF", 4) == 0 ? NULL : "not a PDF";
	if (strstr(a->type, "json") != NULL) {
		json_t *json = json_loads(a->body, JSON_REJECT_DUPLICATES, NULL);
		bool good = json != NULL;

		json_decref(json);
		return good ? NULL : "not JSON";
	}
	if (strstr(a->type, "spreadsheetml") != NULL) /* to be saved, never shown */
		return http_find(&a->headers, "Content-Disposition") != NULL ? NULL : a->type;
	return a->body[0] == '\0' || strncmp(a->type, "text/plain", 10) == 0 ? NULL : a->type;
}

static void
look(struct evil *e, const struct site_answer *a, const char *what)
{
	const char *wrong = what_is_wrong(e, a);

	if (a->status >= 500)
		fail_msg("%s: %u", what, a->status);
	if (wrong != NULL)
		fail_msg("%s: %s", what, wrong);
	if (a->location[0] != '\0' &&
	    (a->location[0] != '/' || a->location[1] == '/' ||
		strpbrk(a->location, "\r\n\\<>\"") != NULL))
		fail_msg("%s: sent to %s", what, a->location);
	note_seen(e, a->body);
}

/* ---- Sending ---------------------------------------------------------------------------- */

/* Every `!` is a text of its own, as a form or an address sends it. */
static const char *
with_marks(struct evil *e, const char *text, const char *sent, bool must_be_seen)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (; *text != '\0'; text++) {
		if (*text != '!') {
			str_put_char(&s, *text);
			continue;
		}
		assert_true(e->count < MARKS_MAX);
		str_printf(&s, "%%3D%%22%%27%%3E%%3Ci%%20id%%3De%zu%%3E", e->count);
		e->marks[e->count++] = (struct mark){ must_be_seen ? sent : NULL, false };
	}
	return mem_strdup(e->w.mem, str_text(&s));
}

enum taken { TAKEN, TAKEN_UNSEEN, NOT_TAKEN, ASKED };

static void
send_line(struct evil *e, const char *line, char *words)
{
	char *first = strtok(words, " ");
	enum taken taken = strcmp(first, "refused") == 0 ? NOT_TAKEN
	    : strcmp(first, "unseen") == 0               ? TAKEN_UNSEEN
	    : strcmp(first, "asks") == 0                 ? ASKED
							 : TAKEN;
	const char *path, *form, *sent;
	struct site_answer a;

	if (taken != TAKEN)
		(void)strtok(NULL, " "); /* the method */
	path = strtok(NULL, " ");
	form = strtok(NULL, "");
	path = with_marks(e, world_path(&e->w, WORLD_OWN, path), line, false);
	if (taken == ASKED) {
		a = site_get(&e->w.site, &e->user, path);
		look(e, &a, line);
		return;
	}
	sent = with_marks(e, world_path(&e->w, WORLD_OWN, form), line, taken == TAKEN);
	a = site_post(&e->w.site, &e->user, path, sent);
	if ((a.status == 200 || a.status == 303) != (taken != NOT_TAKEN))
		fail_msg("%s: %u %.2000s", line, a.status,
		    strstr(a.body, "role=\"alert\"") != NULL ? strstr(a.body, "role=\"alert\"")
							     : "");
	look(e, &a, line);
}

static void
send_all(struct evil *e)
{
	char *read = test_file_read(CASES, NULL), *text = mem_strdup(e->w.mem, read), *stop;

	free(read);
	for (; *text != '\0'; text = stop) {
		stop = text + strcspn(text, "\n");
		if (*stop == '\n')
			*stop++ = '\0';
		if (*text != '\0' && *text != '#')
			send_line(e, text, mem_strdup(e->w.mem, text));
	}
}

/* Every page of the site, for one's own and another unit. */
static void
look_everywhere(struct evil *e)
{
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++)
			for (int place = 0; place < WORLD_PLACE__COUNT; place++) {
				const char *path = world_path(&e->w, (enum world_place)place,
				    r->path);
				struct site_answer a;

				if (r->method != METHOD_GET)
					continue;
				a = site_get(&e->w.site, &e->user, path);
				look(e, &a, path);
				a = site_get(&e->w.site, &e->user,
				    mem_printf(e->w.mem, "%s?formulario=a&clase=x", path));
				look(e, &a, path);
			}
}

static void
assert_all_seen(const struct evil *e)
{
	size_t unseen = 0;

	for (size_t i = 0; i < e->count; i++)
		if (e->marks[i].sent != NULL && !e->marks[i].seen) {
			print_error("e%zu is shown nowhere: %s\n", i, e->marks[i].sent);
			unseen++;
		}
	assert_int_equal(unseen, 0);
}

/* Somebody with every role, so that no page is kept from it. */
static struct evil
begin(struct test_store *s)
{
	struct evil e = { .w = world_open(s) };
	struct app app = people_app(s);
	struct err err = { 0 };
	int64_t id;

	e.user = site_user(&e.w.site, "todo", NULL);
	assert_rc(app_account_find(&app, s->institution_id, "todo", &id, &err), YUP_OK, &err);
	for (enum role role = 0; role < ROLE__COUNT; role++)
		(void)people_grant(s, id, role_key(role), 0);
	return e;
}

static void
test_every_field(void **state)
{
	struct evil *e = mem_alloc(((struct test_store *)*state)->mem, sizeof(*e));

	*e = begin(*state);
	send_all(e);
	look_everywhere(e);
	assert_all_seen(e);
	world_close(&e->w);
}

/* ---- A document ---------------------------------------------------------------------------- */

static void
replace(struct evil *e, const char **text, const char *what)
{
	const char *at = strstr(*text, what);

	assert_non_null(at);
	assert_true(e->count < MARKS_MAX);
	e->marks[e->count] = (struct mark){ what, false };
	*text = mem_printf(e->w.mem, "%.*s=\"'><i id=e%zu>%s", (int)(at - *text), *text, e->count,
	    at + strlen(what));
	e->count++;
}

/* Its name and all that it says, before it is accepted and after. */
static void
test_a_document(void **state)
{
	static const char *const WHAT[] = { "Red de veletas en operación", "Veletas instaladas",
		"Actas de instalación", "Boletines publicados", "Instalar veletas",
		"Técnica en veletas", "Talleres realizados", "Listas de asistencia",
		"Medir el viento en todo el país", "UNIDAD DE VELETAS" };
	struct evil *e = mem_alloc(((struct test_store *)*state)->mem, sizeof(*e));
	char *read = test_file_read(POA, NULL);
	struct http_file file = { .field = "archivo" };
	struct site_answer a;
	const char *text, *path;

	*e = begin(*state);
	for (char *year = read; (year = strstr(year, "2031")) != NULL;)
		memcpy(year, "2039", 4); /* nobody reports of that one: it may be accepted */
	text = mem_strdup(e->w.mem, read);
	free(read);
	for (size_t i = 0; i < sizeof(WHAT) / sizeof(WHAT[0]); i++)
		replace(e, &text, WHAT[i]);
	read = strstr(text, "MINISTERIO DE LOS VIENTOS");
	file.bytes = mem_printf(e->w.mem, "%.*sInstituto del Eco%s", (int)(read - text), text,
	    read + strlen("MINISTERIO DE LOS VIENTOS"));
	file.size = strlen(file.bytes);
	e->marks[e->count] = (struct mark){ "the file's name", false };
	file.name = mem_printf(e->w.mem, "=\"'><i id=e%zu>.txt", e->count++);
	a = site_upload(&e->w.site, &e->user, "/importar", "", &file);
	look(e, &a, "the upload");
	assert_int_equal(a.status, 303);
	path = a.location;
	a = site_get(&e->w.site, &e->user, path);
	look(e, &a, "the preview");
	a = site_get(&e->w.site, &e->user,
	    mem_printf(e->w.mem, "/api/v1/imports/%s", path + strlen("/importar/")));
	look(e, &a, "the preview, as JSON");
	look_everywhere(e);
	a = site_post(&e->w.site, &e->user, mem_printf(e->w.mem, "%s/aceptar", path), "sobre=1");
	look(e, &a, "accepted");
	assert_int_equal(a.status, 303);
	e->w.at[WORLD_OWN].plan = 2;
	look_everywhere(e);
	for (const char *row = "1234567"; *row != '\0'; row++) {
		a = site_get(&e->w.site, &e->user, mem_printf(e->w.mem, "/plan/2/fila/%c", *row));
		look(e, &a, "a row");
	}
	assert_all_seen(e);
	world_close(&e->w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_field),
		STORE_TEST(test_a_document),
	};

	return STORE_RUN(argc, argv, tests);
}
