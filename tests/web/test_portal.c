/*
 * test_portal.c - what the public sees of an institution, and what it does not: nothing
 * until it is opened, no draft, no open period, no names; any day; files; a copy on disk.
 */
#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/institutions.h"
#include "app/portal.h"
#include "app/registers.h"
#include "app/reports.h"
#include "app/settings.h"
#include "app/synth.h"
#include "base/mem.h"
#include "io/file.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/site.h"
#include "support/store.h"
#include "web/pages/portal.h"
#include "web/publish.h"

enum { YEAR = 2031 };

static struct err err;

struct told {
	struct site site;
	struct mem *mem;
	struct app_portal portal;
	const char *base; /* "/portal/xyz/2031" */
	int64_t institution_id;
};

static void
set(struct told *t, const char *key, const char *value)
{
	const struct pack_setting change = { key, value };
	size_t changed;

	t->site.app.by = &actor_operator; /* the last page was nobody's */
	assert_rc(app_setting_change(&t->site.app, t->institution_id, &change, 1, &changed, &err),
	    YUP_OK, &err);
}

/* An institution that reported; its portal open. */
static struct told
begin(struct test_store *s)
{
	struct told t = { .site = site_open(s), .mem = s->mem };
	struct app_synth_request request = { .institutions = 1,
		.seed = 7,
		.activities = 24,
		.year = YEAR,
		.reports = true };
	struct institution *list;
	struct app_synth_made made;
	size_t count;

	assert_rc(app_synth(&t.site.app, &request, &made, &err), YUP_OK, &err);
	assert_rc(app_institution_list(&t.site.app, s->mem, &list, &count, &err), YUP_OK, &err);
	t.institution_id = list[count - 1].id;
	set(&t, "portal", "true");
	assert_rc(app_portal_find(&t.site.app, s->mem, list[count - 1].name, &t.portal, &err),
	    YUP_OK, &err);
	t.base = mem_printf(s->mem, "/portal/%s/%d", t.portal.institution->acronym, YEAR);
	return t;
}

static struct site_answer
get(struct told *t, const char *below)
{
	return site_get(&t->site, &(struct site_user){ 0 },
	    mem_printf(t->mem, "%s%s", t->base, below));
}

static void
check(struct site_answer a, unsigned status, const char *says)
{
	if (a.status != status || (says != NULL && strstr(a.body, says) == NULL))
		fail_msg("%u, not %u with «%s»: %.2000s", a.status, status,
		    says != NULL ? says : "", a.body);
}

static struct app_portal_year
open_year(struct told *t, const char *as_of)
{
	struct app_portal_year y;

	assert_rc(app_portal_open(&t->site.app, t->mem, &t->portal, YEAR, as_of, &y, &err), YUP_OK,
	    &err);
	return y;
}

static void
test_only_where_opened(void **state)
{
	struct told t = begin(*state);

	check(get(&t, ""), 200, "Unidad por unidad");
	check(site_get(&t.site, &(struct site_user){ 0 }, "/portal"), 200,
	    t.portal.institution->name);
	set(&t, "portal", NULL);
	check(get(&t, ""), 404, "no tiene un portal abierto");
	check(get(&t, "/datos/plan.csv"), 404, NULL);
	check(site_get(&t.site, &(struct site_user){ 0 }, "/portal"), 200,
	    "Ninguna institución abrió");
	site_close(&t.site);
}

/* The pages of a year, and every file of it, answer; what is not there does not. */
static void
test_pages(void **state)
{
	struct told t = begin(*state);
	struct app_portal_year y = open_year(&t, NULL);

	for (size_t u = 0; u < y.plan->unit_count; u++)
		check(get(&t, mem_printf(t.mem, "/unidad/%s", y.plan->units[u].id)), 200, NULL);
	check(get(&t, mem_printf(t.mem, "/objetivo/%s", y.plan->nodes[0].id)), 200,
	    y.plan->nodes[0].code);
	check(get(&t, "/unidad/none"), 404, NULL);
	check(get(&t, "/objetivo/none"), 404, NULL);
	check(get(&t, mem_printf(t.mem, "/buscar?q=%s", y.plan->nodes[0].code)), 200, NULL);
	check(get(&t, "/buscar?q=zzzz"), 200, "Nada del plan dice eso");
	for (const struct app_portal_file *f = app_portal_files; f->name != NULL; f++) {
		struct site_answer a = get(&t, mem_printf(t.mem, "/datos/%s", f->name));

		assert_int_equal(a.status, 200);
		assert_true(a.size > 100);
	}
	check(get(&t, "/datos/otra.csv"), 404, NULL);
	check(get(&t, "?al=ayer"), 422, NULL);
	check(get(&t, "?al=1999-01-01"), 404, NULL);
	site_close(&t.site);
}

static const char *
header(const struct site_answer *a, const char *name)
{
	return http_find(&a->headers, name);
}

/* Any cache may keep it, who has it is told so, and it changes when what it says does. */
static void
test_caches(void **state)
{
	struct told t = begin(*state);
	struct site_answer first = get(&t, "");
	const char *tag = header(&first, "ETag");
	struct site_answer again;

	assert_non_null(tag);
	assert_null(header(&first, "Set-Cookie"));
	assert_string_equal(header(&first, "Cache-Control"), "public, max-age=300");
	again = site_send(&t.site, &(struct site_user){ 0 }, METHOD_GET, t.base, "if-none-match",
	    tag, NULL);
	assert_int_equal(again.status, 304);
	assert_int_equal(again.size, 0);
	again = get(&t, "/unidad/none"); /* an error speaks to who asked, and to nobody else */
	assert_int_equal(again.status, 404);
	assert_string_equal(header(&again, "Cache-Control"), "no-store");
	assert_null(header(&again, "ETag"));
	set(&t, "level.activity.name", "Tarea");
	again = site_send(&t.site, &(struct site_user){ 0 }, METHOD_GET, t.base, "if-none-match",
	    tag, NULL);
	assert_int_equal(again.status, 200);
	site_close(&t.site);
}

/* An activity's responsible is told only where the institution says so. */
static void
test_names(void **state)
{
	struct told t = begin(*state);
	const struct plan_node *node = NULL;
	struct app_portal_year y;

	set(&t, "portal.staff", "true");
	assert_rc(app_portal_find(&t.site.app, t.mem, t.portal.institution->name, &t.portal, &err),
	    YUP_OK, &err);
	y = open_year(&t, NULL);
	for (size_t i = 0; i < y.plan->node_count && node == NULL; i++)
		if (plan_is_leaf_level(y.plan, y.plan->nodes[i].level) &&
		    y.plan->nodes[i].responsible[0] != '\0')
			node = &y.plan->nodes[i];
	assert_non_null(node);
	check(get(&t, "/datos/plan.csv"), 200, node->responsible);
	set(&t, "portal.staff", "false");
	assert_null(strstr(get(&t, "/datos/plan.csv").body, node->responsible));
	assert_null(strstr(get(&t, "/datos/plan.json").body, node->responsible));
	assert_null(
	    strstr(get(&t, mem_printf(t.mem, "/unidad/%s", y.plan->units[node->unit].id)).body,
		node->responsible));
	site_close(&t.site);
}

static void
next_year(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "2032-06-01T08:00:00Z");
}

/* A correction made today is not in what was published before it. */
static void
test_any_day(void **state)
{
	struct told t = begin(*state);
	struct app_portal_year before = open_year(&t, NULL);
	const struct app_period which = { t.institution_id, YEAR, before.closed };
	const struct plan_node *node = NULL;
	struct app_reported out;

	assert_true(before.closed > 0);
	for (size_t i = 0; i < before.plan->node_count && node == NULL; i++)
		if (plan_is_leaf_level(before.plan, before.plan->nodes[i].level) &&
		    report_at(&before.book, i, before.closed) != NULL)
			node = &before.plan->nodes[i];
	assert_non_null(node);
	t.site.app.now = next_year;
	assert_rc(app_report_edit(&t.site.app, &t.site.plans, t.mem, &which,
		      &(struct app_report_row){ node->row, UINT32_MAX,
			  &(struct typed_report){ REPORT_OBTAINED, "corregido hoy" }, 1 },
		      1, "una cifra mal copiada", &out, &err),
	    YUP_OK, &err);
	check(get(&t, "/datos/avance.csv"), 200, "corregido hoy");
	check(get(&t, "/datos/avance.csv?al=2032-06-01"), 200, "corregido hoy");
	assert_null(strstr(get(&t, "/datos/avance.csv?al=2032-05-31").body, "corregido hoy"));
	assert_int_equal(open_year(&t, "2032-05-31").closed, before.closed);
	assert_true(open_year(&t, "2031-07-31").closed < before.closed);
	site_close(&t.site);
}

/* On another day every link of a page stays on that day, and leads somewhere. */
static void
test_links_of_a_day(void **state)
{
	struct told t = begin(*state);
	const char *html, *day = "?al=2031-08-31";
	size_t followed = 0;

	t.site.app.now = next_year;
	html = get(&t, day).body;
	for (const char *p = html; (p = strstr(p, "href=\"/portal/")) != NULL;) {
		const char *to;

		p += strlen("href=\"");
		to = mem_strndup(t.mem, p, strcspn(p, "\""));
		if (strstr(to, "/datos/") == NULL && strstr(to, "/unidad/") == NULL &&
		    strstr(to, "/objetivo/") == NULL)
			continue;
		assert_non_null(strstr(to, day));
		check(site_get(&t.site, &(struct site_user){ 0 }, to), 200, NULL);
		followed++;
	}
	assert_true(followed > 12);
	check(get(&t, "?al=2032-06-02"), 422, "todavía no llega");
	site_close(&t.site);
}

static void
test_notices(void **state)
{
	struct told t = begin(*state);
	struct site_user reader = site_user(&t.site, "carla", NULL); /* a form needs a mark */
	const char *to = mem_printf(t.mem, "%s/aviso", t.base);
	struct app_register_list found;

	check(site_post(&t.site, &reader, to, "lugar=Unidad&texto="), 422, NULL);
	check(site_post(&t.site, &reader, to,
		  "lugar=Unidad&texto=Suma+mal&contacto=ana@example.org"),
	    303, NULL);
	check(site_get(&t.site, &reader, mem_printf(t.mem, "%s?enviado=1", to)), 200, "Gracias");
	t.site.app.by = &actor_operator;
	assert_rc(app_register_items(&t.site.app, t.mem, t.institution_id, "portal_notices", NULL,
		      &found, &err),
	    YUP_OK, &err);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].title, "Suma mal");
	for (unsigned i = 1; i < PORTAL_NOTICES_HOUR; i++)
		check(site_post(&t.site, &reader, to, "lugar=Unidad&texto=Suma+mal"), 303, NULL);
	check(site_post(&t.site, &reader, to, "lugar=Unidad&texto=Suma+mal"), 429, "última hora");
	site_close(&t.site);
}

/* Every link of the copy leads to a file of it. */
static void
check_links(struct told *t, const char *folder, const char *file)
{
	const char *path = mem_printf(t->mem, "%s/%s", folder, file);
	const char *slash = strrchr(file, '/');
	int up = slash != NULL ? (int)(slash - file) : 0;
	char *html;
	size_t size;

	assert_rc(file_read(t->mem, path, &html, &size, &err), YUP_OK, &err);
	for (const char *p = html; (p = strstr(p, " href=\"")) != NULL;) {
		size_t length;

		p += strlen(" href=\"");
		length = strcspn(p, "\"#");
		if (length == 0)
			continue;
		assert_true(p[0] != '/');
		path = mem_printf(t->mem, "%s/%.*s/%.*s", folder, up, file, (int)length, p);
		if (!file_is_there(path))
			fail_msg("%s leads to %s, which is not there", file, path);
	}
}

static void
test_copy(void **state)
{
	struct told t = begin(*state);
	const char *folder = mem_printf(t.mem, "%s/sitio", test_temp_folder());
	const char *foreign = test_temp_folder();
	struct published done;

	assert_rc(web_publish(&t.site.app, t.mem, NULL, folder, &done, &err), YUP_OK, &err);
	assert_int_equal(done.institutions, 1);
	check_links(&t, folder, "index.html");
	t.base = mem_printf(t.mem, "/portal/%s/%d", portal_slug(t.mem, &t.portal), YEAR);
	check_links(&t, folder, mem_printf(t.mem, "%s/index.html", t.base + 1));
	/* again over itself, never over somebody else's */
	assert_rc(web_publish(&t.site.app, t.mem, NULL, folder, &done, &err), YUP_OK, &err);
	assert_rc(file_write(mem_printf(t.mem, "%s/mio.txt", foreign), "x", 1, &err), YUP_OK, &err);
	assert_rc(web_publish(&t.site.app, t.mem, NULL, foreign, &done, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "publish_foreign");
	site_close(&t.site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_only_where_opened),
		STORE_TEST(test_pages),
		STORE_TEST(test_caches),
		STORE_TEST(test_names),
		STORE_TEST(test_any_day),
		STORE_TEST(test_links_of_a_day),
		STORE_TEST(test_notices),
		STORE_TEST(test_copy),
	};

	return STORE_RUN(argc, argv, tests);
}
