/* test_pages.c - the pages of a plan, as each role meets them, and what their forms do. */
#include <stdio.h>
#include <string.h>

#include "app/accounts.h"
#include "app/import.h"
#include "app/org.h"
#include "app/plan_list.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "web/router.h"

#define POA "tests/golden/cli/small/poa.txt"
/* <script>alert(1)</script>"'><img src=x onerror=alert(2)> */
#define EVIL_SENT "%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E%3Cimg+src%3Dx+onerror%3Dalert(2)%3E"

/* One plan with two units, and the rows the tests speak of. */
struct world {
	struct site site;
	struct mem *mem;
	int64_t plan, foreign;
	int64_t own_org, other_org;
	const char *own, *other;                /* ids of the units in the plan */
	uint32_t own_row, other_row, framework; /* 1.1.1.1, 1.1.2.1, 1.1 */
};

static struct err err;

/* ---- Setting up ------------------------------------------------------------------ */

static void
import_into(struct test_store *s, const char *name)
{
	const char *const paths[] = { POA };
	struct app app = people_app(s);
	struct app_import_request request = { .paths = paths, .count = 1, .institution = name };
	struct app_import out;

	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
}

static int64_t
plan_of(struct test_store *s, int64_t institution)
{
	struct app app = people_app(s);
	struct app_version *list;
	size_t count;

	assert_rc(app_plans_of(&app, s->mem, institution, &list, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 1);
	return list[0].head.id;
}

static int64_t
add_institution(struct test_store *s, const char *name, const char *acronym)
{
	struct institution it = { .name = name,
		.acronym = acronym,
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	import_into(s, name);
	return id;
}

/* Ids count within an institution: the neighbour's second plan has one that is none here. */
static int64_t
add_foreign(struct test_store *s)
{
	struct app app = people_app(s);
	struct new_year options = { .year = 2032 };
	int64_t institution = add_institution(s, "Agencia de Niebla", "AN");
	struct app_version version;
	struct plan_head head;

	assert_rc(app_plan_get(&app, s->mem, institution, plan_of(s, institution), &version, &err),
	    YUP_OK, &err);
	assert_rc(app_plan_new_year(&app, &version, &options, NULL, 0, &head, &err), YUP_OK, &err);
	return head.id;
}

static const struct plan *
look(struct world *w)
{
	struct app app = people_app(w->site.s);
	const struct plan_live *live;

	assert_rc(app_plan_live(&app, &w->site.plans, w->site.s->institution_id, w->plan, &live,
		      &err),
	    YUP_OK, &err);
	return plan_live_plan(live);
}

static uint32_t
row_of(struct world *w, const char *code)
{
	const struct plan *plan = look(w);

	for (uint32_t i = 0; i < plan->node_count; i++)
		if (strcmp(plan->nodes[i].code, code) == 0)
			return i;
	fail_msg("no row %s", code);
	return 0;
}

static struct world
open_world(struct test_store *s)
{
	struct world w = { .site = site_open(s), .mem = s->mem };
	const struct plan *plan;

	s->institution_id = add_institution(s, "Instituto del Eco", "IE");
	w.plan = plan_of(s, s->institution_id);
	w.foreign = add_foreign(s);
	assert_true(w.foreign != w.plan);
	plan = look(&w);
	for (size_t u = 0; u < plan->unit_count; u++) {
		bool own = strcmp(plan->units[u].own_acronym, "UVE") == 0;

		if (own || strcmp(plan->units[u].own_acronym, "UBO") == 0) {
			*(own ? &w.own : &w.other) = mem_strdup(s->mem, plan->units[u].id);
			*(own ? &w.own_org : &w.other_org) = plan->units[u].org_unit_id;
		}
	}
	assert_non_null(w.own);
	assert_non_null(w.other);
	w.own_row = row_of(&w, "1.1.1.1");
	w.other_row = row_of(&w, "1.1.2.1");
	w.framework = row_of(&w, "1.1");
	return w;
}

static void
close_world(struct world *w)
{
	site_close(&w->site);
}

/* A person with a role over one unit. */
static struct site_user
user_at(struct world *w, const char *login, const char *role, int64_t org_unit)
{
	struct site_user user = site_user(&w->site, login, NULL);
	struct app app = people_app(w->site.s);
	int64_t id;

	assert_rc(app_account_find(&app, w->site.s->institution_id, login, &id, &err), YUP_OK,
	    &err);
	(void)people_grant(w->site.s, id, role, org_unit);
	return user;
}

/* ---- Asking ---------------------------------------------------------------------- */

/* "{p}" the plan, "{f}" the neighbour's, "{u}" "{o}" the units, "{r}" "{q}" their rows, "{m}" 1.1. */
static const char *
path_of(struct world *w, const char *text)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (; *text != '\0'; text++) {
		if (text[0] != '{') {
			str_put_char(&s, *text);
			continue;
		}
		switch (text[1]) {
		case 'p':
			str_printf(&s, "%lld", (long long)w->plan);
			break;
		case 'f':
			str_printf(&s, "%lld", (long long)w->foreign);
			break;
		case 'u':
			str_put(&s, w->own);
			break;
		case 'o':
			str_put(&s, w->other);
			break;
		case 'r':
			str_printf(&s, "%u", w->own_row);
			break;
		case 'q':
			str_printf(&s, "%u", w->other_row);
			break;
		default:
			str_printf(&s, "%u", w->framework);
		}
		text += 2;
	}
	return mem_strdup(w->mem, str_text(&s));
}

static struct site_answer
get(struct world *w, const struct site_user *user, const char *path)
{
	return site_get(&w->site, user, path_of(w, path));
}

static struct site_answer
post(struct world *w, const struct site_user *user, const char *path, const char *form)
{
	return site_post(&w->site, user, path_of(w, path), path_of(w, form));
}

static void
assert_answer(const struct site_answer *a, unsigned status, const char *what)
{
	if (a->status != status)
		fail_msg("%s: %u, not %u\n%.2000s", what, a->status, status, a->body);
}

static void
assert_shows(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) == NULL)
		fail_msg("there is no «%s» in\n%s", part, a->body);
}

static void
assert_hides(const struct site_answer *a, const char *part)
{
	const char *at = strstr(a->body, part);

	if (at != NULL)
		fail_msg("there is «%s»: %.300s", part, at);
}

/* ---- Who may open what ------------------------------------------------------------- */

static const char *const OF_ALL[] = { "/planes", "/plan/{p}", "/plan/{p}/revision",
	"/plan/{p}/hallazgos", "/plan/{p}/hallazgos?agrupar=unidad&orden=-regla&severidad=error",
	"/plan/{p}/hallazgos.csv", "/plan/{p}/planilla", "/plan/{p}/diferencias",
	"/plan/{p}/diferencias?desde=0&hasta=0", "/plan/{p}/fila/{m}", "/plan/{p}/fila/{m}?mes=3" };
static const char *const OF_OWN[] = { "/plan/{p}?unidad={u}", "/plan/{p}/unidad/{u}",
	"/plan/{p}/unidad/{u}?formulario=a", "/plan/{p}/fila/{r}", "/plan/{p}/fila/{r}?mes=3",
	"/plan/{p}/fila/{r}?mes=0", "/plan/{p}/hallazgos?unidad={u}",
	"/plan/{p}/hallazgos.csv?unidad={u}" };
static const char *const OF_OTHER[] = { "/plan/{p}?unidad={o}", "/plan/{p}/unidad/{o}",
	"/plan/{p}/fila/{q}", "/plan/{p}/fila/{q}?mes=3", "/plan/{p}/hallazgos?unidad={o}",
	"/plan/{p}/hallazgos.csv?unidad={o}" };
static const char *const OF_NOBODY[] = { "/plan/{f}", "/plan/{f}/revision", "/plan/{f}/hallazgos",
	"/plan/{f}/hallazgos.csv", "/plan/{f}/fila/{r}", "/plan/{f}/unidad/{u}",
	"/plan/{f}/diferencias", "/plan/999", "/plan/999/revision", "/plan/999/hallazgos",
	"/plan/999/fila/0", "/plan/999/diferencias", "/plan/{p}/fila/999999", "/plan/{p}/fila/-1",
	"/plan/{p}/fila/x", "/plan/{p}?unidad=nada", "/plan/{p}/hallazgos?unidad=nada" };

#define ASK(list, user, status)                                                     \
	for (size_t asked = 0; asked < sizeof(list) / sizeof((list)[0]); asked++) { \
		struct site_answer answered = get(&w, user, (list)[asked]);         \
                                                                                    \
		assert_answer(&answered, status, path_of(&w, (list)[asked]));       \
	}

static void
test_every_page_for_every_role(void **state)
{
	static const char *const ROLES[] = { "elaborador", "jefe", "planificador", "mae",
		"financiero", "auditor", "consulta" };
	struct world w = open_world(*state);

	for (size_t i = 0; i < sizeof(ROLES) / sizeof(ROLES[0]); i++) {
		char whole_login[32], unit_login[32];
		struct site_user whole, unit;
		struct site_answer home;

		(void)snprintf(whole_login, sizeof(whole_login), "todo%zu", i);
		(void)snprintf(unit_login, sizeof(unit_login), "parte%zu", i);
		whole = site_user(&w.site, whole_login, ROLES[i]);
		unit = user_at(&w, unit_login, ROLES[i], w.own_org);
		ASK(OF_ALL, &whole, 200);
		ASK(OF_OWN, &whole, 200);
		ASK(OF_OTHER, &whole, 200);
		ASK(OF_NOBODY, &whole, 404);
		ASK(OF_ALL, &unit, 200);
		ASK(OF_OWN, &unit, 200);
		ASK(OF_OTHER, &unit, 403);
		ASK(OF_NOBODY, &unit, 404);
		home = get(&w, &unit, "/");
		assert_answer(&home, 200, "/");
		home = get(&w, &whole, "/plan");
		assert_answer(&home, 303, "/plan");
		assert_string_equal(home.location, path_of(&w, "/plan/{p}"));
	}
	close_world(&w);
}

static void
test_pages_not_for_them(void **state)
{
	struct world w = open_world(*state);
	struct site_user admin = site_user(&w.site, "admin", "administrador");
	struct site_user none = site_user(&w.site, "nadie", NULL);
	const struct site_user *both[] = { &admin, &none };

	for (size_t i = 0; i < 2; i++) {
		struct site_answer home = get(&w, both[i], "/");
		struct site_answer search = get(&w, both[i], "/buscar?q=veletas");

		ASK(OF_ALL, both[i], 403);
		ASK(OF_OWN, both[i], 403);
		ASK(OF_OTHER, both[i], 403);
		assert_answer(&home, 200, "/");
		assert_answer(&search, 200, "/buscar");
		assert_hides(&search, "Red de veletas");
	}
	ASK(OF_ALL, NULL, 303);
	ASK(OF_OWN, NULL, 303);
	close_world(&w);
}

/* ---- What is shown --------------------------------------------------------------------- */

/* Nothing of the other unit on any page of who holds a role over one. */
static void
test_lists_keep_to_the_unit(void **state)
{
	static const char *const LISTS[] = { "/", "/plan/{p}", "/plan/{p}/revision",
		"/plan/{p}/hallazgos", "/plan/{p}/hallazgos.csv", "/plan/{p}/diferencias?hasta=0",
		"/buscar?q=boletines", "/buscar?q=redactora", "/buscar?q=1.1.2",
		"/plan/{p}/fila/{m}", "/plan/{p}/fila/{m}?mes=3" };
	static const char *const SECRETS[] = { "UBO", "UNIDAD DE BOLETINES",
		"Boletines del viento publicados", "Redactar boletines", "Redactora", "30.500,50" };
	struct world w = open_world(*state);
	struct site_user drafter = user_at(&w, "elena", "elaborador", w.own_org);
	struct site_user other = user_at(&w, "omar", "elaborador", w.other_org);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	struct site_answer a;

	/* something to compare, to search and to return in both */
	a = post(&w, &drafter, "/plan/{p}/fila/{r}", "weight=51");
	assert_answer(&a, 303, "own row");
	a = post(&w, &other, "/plan/{p}/fila/{q}", "weight=71");
	assert_answer(&a, 303, "other row");
	a = post(&w, &other, "/plan/{p}/unidad/{o}/paso", "paso=enviar&confirmado=99");
	assert_answer(&a, 303, "other unit");
	for (size_t i = 0; i < sizeof(LISTS) / sizeof(LISTS[0]); i++) {
		a = get(&w, &drafter, LISTS[i]);
		assert_answer(&a, 200, LISTS[i]);
		for (size_t k = 0; k < sizeof(SECRETS) / sizeof(SECRETS[0]); k++)
			assert_hides(&a, SECRETS[k]);
	}
	a = get(&w, &drafter, "/plan/{p}/diferencias");
	assert_shows(&a, "1.1.1.1");
	assert_shows(&a, "<del>50</del>");
	assert_hides(&a, "1.1.2.1");
	a = get(&w, &drafter, "/plan/{p}/hallazgos");
	assert_shows(&a, "1.1.1.3");
	a = get(&w, &drafter, "/plan/{p}");
	assert_shows(&a, "UNIDAD DE VELETAS");
	assert_shows(&a, "120.000,00");
	assert_hides(&a, "150.500,50");
	a = get(&w, &reader, "/plan/{p}"); /* 120.000,00 + 30.500,50 */
	assert_shows(&a, "150.500,50");
	close_world(&w);
}

static void
test_search_without_accents(void **state)
{
	struct world w = open_world(*state);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	struct site_user both = site_user(&w.site, "dora", "consulta");
	struct app app = people_app(w.site.s);
	struct site_answer a = get(&w, &reader, "/buscar?q=TECNICA+veletas");
	int64_t id;

	assert_shows(&a, "Instalar veletas");
	assert_shows(&a, "Responsable: Técnica en veletas");
	a = get(&w, &reader, "/buscar?q=difusi%C3%B3n");
	assert_shows(&a, "Evaluar la difusión");
	a = get(&w, &reader, "/buscar?q=1.1.2.1");
	assert_shows(&a, "Redactar boletines");
	assert_hides(&a, "Evaluar la difusión");
	a = get(&w, &reader, "/buscar?q=zzzz");
	assert_shows(&a, "Nada se llama así");
	a = get(&w, &reader, "/buscar?q=carla");
	assert_hides(&a, "/administracion/personas/");
	assert_rc(app_account_find(&app, w.site.s->institution_id, "dora", &id, &err), YUP_OK,
	    &err);
	(void)people_grant(w.site.s, id, "administrador", 0);
	a = get(&w, &both, "/buscar?q=carla");
	assert_shows(&a, "/administracion/personas/");
	close_world(&w);
}

/* Whatever is stored is shown as text, on every page and in the titles of charts. */
static void
test_stored_html_is_text(void **state)
{
	static const char *const FIELDS[] = { "title", "indicator", "responsible", "verification",
		"baseline", "target", "formula", "data_source", "measure_unit" };
	static const char *const PAGES[] = { "/", "/planes", "/plan/{p}", "/plan/{p}?unidad={u}",
		"/plan/{p}/revision", "/plan/{p}/hallazgos", "/plan/{p}/hallazgos?agrupar=regla",
		"/plan/{p}/fila/{r}", "/plan/{p}/fila/{r}?mes=3", "/plan/{p}/fila/{m}",
		"/plan/{p}/fila/{m}?mes=0", "/plan/{p}/diferencias", "/plan/{p}/unidad/{u}",
		"/plan/{p}/unidad/{u}?formulario=a", "/buscar?q=script", "/buscar?q=" EVIL_SENT,
		"/plan/{p}?q=" EVIL_SENT, "/plan/{p}/revision?q=" EVIL_SENT,
		"/plan/{p}/hallazgos?q=" EVIL_SENT "&regla=" EVIL_SENT "&agrupar=" EVIL_SENT,
		"/plan/{p}/diferencias?q=" EVIL_SENT "&desde-dia=" EVIL_SENT,
		"/plan/{p}/diferencias?desde=" EVIL_SENT };
	struct world w = open_world(*state);
	struct site_user planner = site_user(&w.site, "pilar", "planificador");
	struct site_user head = site_user(&w.site, "jorge", "jefe");
	uint32_t rows[] = { w.own_row, w.framework, row_of(&w, "1.1.1") };
	struct site_answer a;

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
		for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
			if (rows[r] == w.framework && strcmp(FIELDS[i], "responsible") == 0)
				continue;
			a = site_post(&w.site, &planner,
			    mem_printf(w.mem, "/plan/%lld/fila/%u", (long long)w.plan, rows[r]),
			    mem_printf(w.mem, "%s=%s&porque=%s", FIELDS[i], EVIL_SENT, EVIL_SENT));
			assert_answer(&a, 303, FIELDS[i]);
		}
	a = post(&w, &head, "/plan/{p}/unidad/{u}/paso", "paso=enviar&confirmado=99");
	assert_answer(&a, 303, "enviar");
	a = post(&w, &head, "/plan/{p}/revision", "unidades={u}&paso=devolver&motivo=" EVIL_SENT);
	assert_answer(&a, 303, "devolver");
	for (size_t i = 0; i < sizeof(PAGES) / sizeof(PAGES[0]); i++) {
		a = get(&w, &planner, PAGES[i]);
		assert_true(a.status == 200 || a.status == 422);
		assert_hides(&a, "<script>alert");
		assert_hides(&a, "<img");
	}
	a = get(&w, &planner, "/plan/{p}/fila/{r}");
	assert_shows(&a, "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&gt;&lt;img");
	a = get(&w, &planner, "/plan/{p}/revision");
	assert_shows(&a, "&lt;script&gt;");
	a = post(&w, &planner, "/plan/{p}/fila/{r}", "weight=" EVIL_SENT);
	assert_answer(&a, 422, "a weight");
	assert_hides(&a, "<script>alert");
	close_world(&w);
}

static const char *const FORMS[][2] = {
	{ "/planes", "desde={p}&gestion=2033&base=meta" },
	{ "/plan/{p}/objetivo", "padre={m}&para={u}&titulo=Otro" },
	{ "/plan/{p}/reformulado", "" },
	{ "/plan/{p}/revision", "unidades={u}&paso=aprobar" },
	{ "/plan/{p}/paso", "a=in_review" },
	{ "/plan/{p}/fila/{r}", "weight=1" },
	{ "/plan/{p}/fila/{r}/deshacer", "cambio=1" },
	{ "/plan/{p}/hallazgos", "reparar=x" },
};

/* Who reads changes nothing; who drafts a unit, nothing of another's. */
static void
test_forms_ask(void **state)
{
	struct world w = open_world(*state);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	struct site_user auditor = site_user(&w.site, "aida", "auditor");
	struct site_user other = user_at(&w, "omar", "elaborador", w.other_org);
	const struct site_user *all[] = { &reader, &auditor, &other };

	for (size_t u = 0; u < 3; u++)
		for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++) {
			struct site_answer a = post(&w, all[u], FORMS[i][0], FORMS[i][1]);

			if (a.status != 403 && a.status != 404 && a.status != 409)
				fail_msg("%s: %u", FORMS[i][0], a.status);
		}
	assert_int_equal(look(&w)->revision, 0);
	close_world(&w);
}

static void
test_row_saved_disputed_and_undone(void **state)
{
	struct world w = open_world(*state);
	struct site_user elena = user_at(&w, "elena", "elaborador", w.own_org);
	struct site_user jorge = user_at(&w, "jorge", "jefe", w.own_org);
	struct site_answer a = post(&w, &elena, "/plan/{p}/fila/{r}",
	    "visto=0&weight=55&schedule.1=2%2C5&behaviour=sum&porque=se+reparte");
	const struct plan *plan;

	assert_answer(&a, 303, "save");
	plan = look(&w);
	assert_int_equal(plan->revision, 1);
	assert_int_equal(plan->nodes[w.own_row].weight_e4, 55 * E4);
	assert_int_equal(plan_schedule(plan, w.own_row)[0], 25000);
	a = get(&w, &elena, "/plan/{p}/fila/{r}");
	assert_shows(&a, "se reparte");
	assert_shows(&a, "<del>50");
	assert_shows(&a, "<ins>55");
	/* as it was: nothing to save */
	a = post(&w, &elena, "/plan/{p}/fila/{r}",
	    "visto=1&weight=55&schedule.1=2%2C5&behaviour=sum");
	assert_answer(&a, 303, "nothing");
	assert_int_equal(look(&w)->revision, 1);
	/* the same cell, seen as it was before */
	a = post(&w, &jorge, "/plan/{p}/fila/{r}", "visto=0&weight=60");
	assert_answer(&a, 409, "conflict");
	assert_shows(&a, "value=\"60\"");
	assert_shows(&a, "Una Persona");
	/* what cannot be */
	a = post(&w, &jorge, "/plan/{p}/fila/{r}", "visto=1&weight=mucho");
	assert_answer(&a, 422, "not a number");
	assert_shows(&a, "value=\"mucho\"");
	assert_shows(&a, "aria-invalid");
	a = post(&w, &jorge, "/plan/{p}/fila/{r}/deshacer", "cambio=1");
	assert_answer(&a, 303, "undo");
	assert_int_equal(look(&w)->nodes[w.own_row].weight_e4, 50 * E4);
	close_world(&w);
}

/* The form of a unit without a script: one change or none, and what was typed comes back. */
static void
test_form_saved_disputed_and_refused(void **state)
{
	struct world w = open_world(*state);
	struct site_user elena = user_at(&w, "elena", "elaborador", w.own_org);
	struct site_user jorge = user_at(&w, "jorge", "jefe", w.own_org);
	struct site_answer a = post(&w, &elena, "/plan/{p}/unidad/{u}",
	    "formulario=b&{r}.seen=0&{r}.weight=55&{r}.indicator=Indicador");

	assert_answer(&a, 303, "saved");
	assert_int_equal(look(&w)->nodes[w.own_row].weight_e4, 55 * E4);
	/* the weight comes as it was before elena: nobody typed it */
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}",
	    "formulario=b&{r}.seen=0&{r}.weight=50&{r}.responsible=Jefatura");
	assert_answer(&a, 303, "another cell");
	assert_int_equal(look(&w)->nodes[w.own_row].weight_e4, 55 * E4);
	assert_string_equal(look(&w)->nodes[w.own_row].responsible, "Jefatura");
	/* the same cell: told, with both texts, and saved where it is said again */
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}",
	    "formulario=b&{r}.seen=0&{r}.weight=60&{r}.indicator=Otro");
	assert_answer(&a, 409, "the same cell");
	assert_shows(&a, "id=\"conflictos\"");
	assert_shows(&a, "Una Persona");
	assert_shows(&a, "«55»");
	assert_shows(&a, "«60»");
	assert_shows(&a, "data-saved=\"55\" value=\"60\"");
	assert_shows(&a, "data-saved=\"Indicador\" value=\"Otro\"");
	assert_int_equal(look(&w)->nodes[w.own_row].weight_e4, 55 * E4);
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}",
	    "formulario=b&{r}.seen=2&{r}.weight=60&{r}.indicator=Otro");
	assert_answer(&a, 303, "said again");
	assert_int_equal(look(&w)->nodes[w.own_row].weight_e4, 60 * E4);
	/* what cannot be is marked, and nothing of the form is saved or lost */
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}",
	    "formulario=b&{r}.seen=3&{r}.schedule.2=mucho&{r}.responsible=Unidad");
	assert_answer(&a, 422, "not a number");
	assert_shows(&a, "<td class=\"wrong\"><input aria-invalid=\"true\" autofocus");
	assert_shows(&a, "value=\"mucho\"");
	assert_shows(&a, "value=\"Unidad\"");
	assert_string_equal(look(&w)->nodes[w.own_row].responsible, "Jefatura");
	close_world(&w);
}

/* Row work is offered to be undone, steps refused keep the reason, amounts have their own people. */
static void
test_unit_undone_refused_and_budgeted(void **state)
{
	struct world w = open_world(*state);
	struct site_user jorge = site_user(&w.site, "jorge", "jefe");
	struct site_user felix = site_user(&w.site, "felix", "financiero");
	struct site_answer a = post(&w, &jorge, "/plan/{p}/unidad/{u}", "accion=borrar:{r}");

	assert_answer(&a, 303, "delete");
	assert_non_null(strstr(a.location, "&cambio=1#fila-"));
	a = site_call(&w.site, METHOD_GET,
	    path_of(&w, "/plan/{p}/unidad/{u}?listo=guardado&cambio=1"),
	    (const char *[]){ "cookie",
		mem_printf(w.mem, "yupana=%s; yupana-listo=guardado", jorge.secret), NULL },
	    NULL);
	assert_shows(&a, "name=\"cambio\" value=\"1\"");
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}/deshacer", "cambio=1");
	assert_answer(&a, 303, "undo");
	assert_false(look(&w)->nodes[w.own_row].deleted);
	a = post(&w, &jorge, "/plan/{p}/unidad/{o}/paso", "paso=aprobar&motivo=Lo+escrito");
	assert_answer(&a, 409, "not submitted");
	assert_shows(&a, "id=\"hoja\"");
	a = get(&w, &felix, "/plan/{p}/unidad/{o}?formulario=a");
	assert_shows(&a, ".budget\" aria-labelledby=");
	assert_hides(&a, ".weight\" aria-labelledby=");
	close_world(&w);
}

static void
test_explanation(void **state)
{
	struct world w = open_world(*state);
	struct site_user elena = user_at(&w, "elena", "elaborador", w.own_org);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	uint32_t objective = row_of(&w, "1.1.1");
	struct site_answer a = site_get(&w.site, &elena,
	    mem_printf(w.mem, "/plan/%lld/fila/%u?mes=3", (long long)w.plan, objective));

	/* 50 x 1/4 + 20 x 30/100 = 18,5; the document says 33,5 with what it printed elsewhere */
	assert_answer(&a, 200, "explain");
	assert_shows(&a, "50 % × 1 / 4");
	assert_shows(&a, "20 % × 30 / 100");
	assert_shows(&a, "poa.txt, línea 24");
	assert_shows(&a, "1.1.1.1 | Instalar veletas | 50.0");
	/* a cell that somebody changes is theirs, and the document only says what it was */
	a = post(&w, &elena, "/plan/{p}/unidad/{u}", "formulario=b&{r}.seen=0&{r}.weight=55");
	assert_answer(&a, 303, "weight");
	a = site_get(&w.site, &elena,
	    mem_printf(w.mem, "/plan/%lld/fila/%u?mes=3", (long long)w.plan, objective));
	assert_answer(&a, 200, "explain what was changed");
	assert_shows(&a, "antes decía «50». Lo puso Una Persona");
	assert_shows(&a, "antes de que se cambiara");
	assert_hides(&a, "no coincide");
	assert_shows(&a, "Lo que no se cambió, dicho en poa.txt, línea 24");
	a = get(&w, &reader, "/plan/{p}/fila/{q}?mes=6");
	assert_shows(&a, "class=\"formula\"");
	a = get(&w, &reader, "/plan/{p}/fila/{m}?mes=3"); /* above units nothing rolls up */
	assert_hides(&a, "class=\"formula\"");
	a = get(&w, &elena, "/plan/{p}/fila/{r}?mes=13");
	assert_answer(&a, 422, "month 13");
	close_world(&w);
}

static const char *
mark_in(struct world *w, const struct site_answer *a)
{
	const char *at = strstr(a->body, "name=\"reparar\" value=\"");

	assert_non_null(at);
	return mem_strndup(w->mem, at + strlen("name=\"reparar\" value=\""), 16);
}

static void
test_fix_applied_once(void **state)
{
	struct world w = open_world(*state);
	struct site_user omar = user_at(&w, "omar", "elaborador", w.other_org);
	struct site_answer a = get(&w, &omar, "/plan/{p}/hallazgos?regla=11");
	const char *mark = mark_in(&w, &a);

	a = post(&w, &omar, "/plan/{p}/hallazgos?regla=11", mem_printf(w.mem, "reparar=%s", mark));
	assert_answer(&a, 303, "fix");
	assert_string_equal(a.location, path_of(&w, "/plan/{p}/hallazgos?regla=11&listo=guardado"));
	assert_int_equal(look(&w)->nodes[w.other_row].weight_e4, 74 * E4);
	a = post(&w, &omar, "/plan/{p}/hallazgos", mem_printf(w.mem, "reparar=%s", mark));
	assert_answer(&a, 409, "again");
	assert_shows(&a, "el plan cambió");
	close_world(&w);
}

static void
test_findings_filtered_and_taken_out(void **state)
{
	struct world w = open_world(*state);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	struct site_answer a = get(&w, &reader, "/plan/{p}/hallazgos?severidad=error");

	assert_shows(&a, "3 errores");
	assert_hides(&a, "2 advertencias");
	a = get(&w, &reader, "/plan/{p}/hallazgos?q=instrumentos");
	assert_shows(&a, "R15");
	assert_hides(&a, "<td><abbr title=\"La ponderación");
	a = get(&w, &reader, "/plan/{p}/hallazgos?q=zzzz");
	assert_shows(&a, "Quitar los filtros");
	a = get(&w, &reader, "/plan/{p}/hallazgos.csv?regla=15");
	assert_string_equal(a.type, "text/csv; charset=utf-8");
	assert_shows(&a, "R15");
	assert_hides(&a, "R11");
	assert_int_equal(strncmp(a.body, "institution,", 12), 0);
	close_world(&w);
}

/* From the draft to the approved plan, its amendment and another year. */
static void
test_plan_through_its_states(void **state)
{
	struct world w = open_world(*state);
	struct site_user jorge = site_user(&w.site, "jorge", "jefe");
	struct site_user pilar = site_user(&w.site, "pilar", "planificador");
	struct site_user marta = site_user(&w.site, "marta", "mae");
	struct site_answer a;

	a = post(&w, &jorge, "/plan/{p}/revision", "paso=aprobar");
	assert_answer(&a, 422, "no unit");
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}/paso", "paso=enviar&confirmado=99");
	assert_answer(&a, 303, "submit");
	a = post(&w, &jorge, "/plan/{p}/unidad/{o}/paso", "paso=enviar&confirmado=99");
	assert_answer(&a, 303, "submit");
	a = get(&w, &jorge, "/");
	assert_shows(&a, "Para aprobar");
	a = post(&w, &jorge, "/plan/{p}/revision", "unidades={u}&unidades={o}&paso=devolver");
	assert_answer(&a, 422, "no reason");
	assert_shows(&a, "checked");
	a = post(&w, &jorge, "/plan/{p}/revision",
	    "unidades={u}&unidades={o}&paso=devolver&motivo=Falta+la+meta");
	assert_answer(&a, 303, "return");
	a = get(&w, &jorge, "/");
	assert_shows(&a, "Falta la meta");
	a = post(&w, &pilar, "/plan/{p}/paso", "a=in_review");
	assert_answer(&a, 409, "pending");
	a = post(&w, &jorge, "/plan/{p}/unidad/{u}/paso", "paso=enviar&confirmado=99");
	a = post(&w, &jorge, "/plan/{p}/unidad/{o}/paso", "paso=enviar&confirmado=99");
	a = post(&w, &jorge, "/plan/{p}/revision", "unidades={u}&unidades={o}&paso=aprobar");
	assert_answer(&a, 409, "approve, with errors");
	assert_shows(&a, "name=\"seguro\"");
	a = post(&w, &jorge, "/plan/{p}/revision",
	    "unidades={u}&unidades={o}&paso=aprobar&seguro=1");
	assert_answer(&a, 303, "approve");
	a = get(&w, &pilar, "/");
	assert_shows(&a, "Para validar");
	a = post(&w, &pilar, "/plan/{p}/revision", "unidades={u}&paso=validar&seguro=1");
	assert_answer(&a, 303, "validate one");
	a = post(&w, &pilar, "/plan/{p}/paso", "a=in_review");
	assert_answer(&a, 409, "one is missing");
	assert_shows(&a, "Faltan unidades por validar");
	assert_shows(&a, "Pasarlo por excepción");
	a = post(&w, &pilar, "/plan/{p}/paso", "a=in_review&excepcion=1");
	assert_answer(&a, 422, "an exception without its reason");
	a = post(&w, &pilar, "/plan/{p}/revision", "unidades={o}&paso=validar&seguro=1");
	assert_answer(&a, 303, "validate");
	assert_int_equal(look(&w)->units[look(&w)->nodes[w.own_row].unit].state, UNIT_VALIDATED);
	a = post(&w, &pilar, "/plan/{p}/paso", "a=in_review");
	assert_answer(&a, 303, "review");
	a = post(&w, &pilar, "/plan/{p}/paso", "a=validated");
	assert_answer(&a, 303, "validated");
	a = get(&w, &marta, "/");
	assert_shows(&a, "espera su resolución");
	a = post(&w, &marta, "/plan/{p}/paso", "a=approved&resolucion=RM+1");
	assert_answer(&a, 422, "no date");
	a = post(&w, &marta, "/plan/{p}/paso", "a=approved&resolucion=RM+1&fecha=2031-01-30");
	assert_answer(&a, 303, "approved");
	a = get(&w, &marta, "/plan/{p}/revision");
	assert_shows(&a, "RM 1");
	assert_shows(&a, "30/01/2031");
	a = get(&w, &pilar, "/plan/{p}");
	assert_shows(&a, "Empezar un reformulado");
	a = post(&w, &pilar, "/plan/{p}/reformulado", "");
	assert_answer(&a, 303, "amend");
	a = post(&w, &pilar, "/plan/{p}/reformulado", "");
	assert_answer(&a, 409, "amend again");
	a = post(&w, &pilar, "/planes", "desde={p}&gestion=2031");
	assert_answer(&a, 422, "the same year");
	a = post(&w, &pilar, "/planes", "desde={p}&gestion=2032&base=meta&vaciar=si");
	assert_answer(&a, 303, "new year");
	a = get(&w, &pilar, "/planes");
	assert_shows(&a, "Plan 2032");
	assert_shows(&a, "Plan 2031 · reformulado 1");
	close_world(&w);
}

static void
test_objectives_added(void **state)
{
	struct world w = open_world(*state);
	struct site_user pilar = site_user(&w.site, "pilar", "planificador");
	struct site_answer a = post(&w, &pilar, "/plan/{p}/objetivo",
	    "padre=&codigo=1.2&titulo=Medir+la+lluvia");
	const struct plan *plan;

	assert_answer(&a, 303, "framework");
	a = post(&w, &pilar, "/plan/{p}/objetivo", "padre={m}&para={u}&titulo=Anem%C3%B3metros");
	assert_answer(&a, 303, "objective");
	plan = look(&w);
	assert_int_equal(plan->nodes[plan->node_count - 1].level, 1);
	assert_int_equal(plan->nodes[plan->node_count - 1].parent, w.framework);
	assert_string_equal(plan->nodes[plan->node_count - 1].title, "Anemómetros");
	assert_int_equal(plan->nodes[plan->node_count - 2].level, 0);
	assert_string_equal(plan->nodes[plan->node_count - 2].code, "1.2");
	a = post(&w, &pilar, "/plan/{p}/objetivo", "padre=&titulo=Sin+c%C3%B3digo");
	assert_answer(&a, 422, "no code");
	a = post(&w, &pilar, "/plan/{p}/objetivo", "padre={m}&para={u}&titulo=");
	assert_answer(&a, 422, "no title");
	a = post(&w, &pilar, "/plan/{p}/objetivo", "padre={r}&para={u}&titulo=x");
	assert_answer(&a, 422, "under an activity");
	close_world(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_page_for_every_role),
		STORE_TEST(test_pages_not_for_them),
		STORE_TEST(test_lists_keep_to_the_unit),
		STORE_TEST(test_search_without_accents),
		STORE_TEST(test_stored_html_is_text),
		STORE_TEST(test_forms_ask),
		STORE_TEST(test_row_saved_disputed_and_undone),
		STORE_TEST(test_form_saved_disputed_and_refused),
		STORE_TEST(test_unit_undone_refused_and_budgeted),
		STORE_TEST(test_explanation),
		STORE_TEST(test_fix_applied_once),
		STORE_TEST(test_findings_filtered_and_taken_out),
		STORE_TEST(test_plan_through_its_states),
		STORE_TEST(test_objectives_added),
	};

	return STORE_RUN(argc, argv, tests);
}
