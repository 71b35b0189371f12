/* world.c - see world.h. */
#include "support/world.h"

#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/edit.h"
#include "app/evidence.h"
#include "app/follow_ups.h"
#include "app/framework.h"
#include "app/import.h"
#include "app/org.h"
#include "app/pending.h"
#include "app/plan_list.h"
#include "app/registers.h"
#include "app/roles.h"
#include "app/sign_in.h"
#include "app/tokens.h"
#include "store/engine/db.h"
#include "store/issued_store.h"
#include "store/job_store.h"
#include "store/observation_store.h"
#include "store/report_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define FOLLOW_UP "tests/golden/cli/small/seguimiento.txt"
#define POA_SAYS "MINISTERIO DE LOS VIENTOS"
#define HOME "Instituto del Eco"
#define WORLD_REGISTER "audit_recommendations"
#define NEIGHBOUR "Agencia de Niebla"

/* More than the institution's own people and units come to, so that ids are not alike. */
enum { NEIGHBOURS = 60, FAR = 900001 };

static struct err err;

/* ---- Institutions and their plans --------------------------------------------------- */

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
	const char *const paths[] = { POA };
	struct institution it = { .name = name,
		.acronym = acronym,
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	struct app_import_request request = { .paths = paths, .count = 1, .institution = name };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = people_app(s);
	struct app_import out;
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
	return id;
}

/* ---- What is at a place -------------------------------------------------------------- */

/* The small plan, as of an institution and of a year that nobody has reported of. */
static int64_t
add_document(struct test_store *s, const char *institution)
{
	struct app app = people_app(s);
	struct app_import_file file = { .name = "poa.txt" };
	char *text = test_file_read(POA, NULL), *said = strstr(text, POA_SAYS);
	int64_t id;

	assert_non_null(said);
	for (char *year = text; (year = strstr(year, "2031")) != NULL;)
		memcpy(year, "2039", 4);
	*said = '\0';
	app.pack = APP_PACK_DEFAULT;
	file.bytes = mem_printf(s->mem, "%s%s%s", text, institution, said + strlen(POA_SAYS));
	file.size = strlen(file.bytes);
	free(text);
	assert_rc(app_pending_add(&app, s->institution_id, &file, &id, &err), YUP_OK, &err);
	return id;
}

static int64_t
add_element(struct test_store *s, const char *code)
{
	struct app app = people_app(s);
	struct strategic_node node = { .kind = STRATEGIC_NATIONAL,
		.code = code,
		.title = "Aire limpio",
		.first_year = 2031,
		.last_year = 2035 };
	int64_t id;

	assert_rc(app_framework_put(&app, s->institution_id, &node, &id, &err), YUP_OK, &err);
	return id;
}

/* A follow-up document, imported. */
static int64_t
add_follow_up(struct test_store *s, const char *institution)
{
	const char *const paths[] = { FOLLOW_UP };
	struct app_import_request request = { .paths = paths,
		.count = 1,
		.institution = institution };
	struct follow_up_head *list = NULL;
	struct app app = people_app(s);
	struct app_import out;
	size_t count = 0;

	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
	assert_rc(app_follow_up_list(&app, s->mem, s->institution_id, &list, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 1);
	return list[0].id;
}

static const char *
year_end(struct mem *mem)
{
	char now[CLOCK_TEXT_SIZE];

	people_now(now);
	return mem_printf(mem, "%.4s-12-31", now);
}

/* Somebody with a role, a session, a credential, and who stands in for another. */
static void
add_person(struct site *site, struct world_things *out, const char *login, const char *absent)
{
	struct test_store *s = site->s;
	struct app app = people_app(s);
	struct app_new_token token = { 0, "de prueba", "read", year_end(s->mem) };
	struct app_substitution stands = { .last = token.last };
	struct session *sessions;
	struct app_token made;
	size_t count;

	(void)site_user(site, login, NULL);
	assert_rc(app_account_find(&app, s->institution_id, login, &out->person, &err), YUP_OK,
	    &err);
	out->role = people_grant(s, out->person, "consulta", 0);
	token.user_id = stands.user_id = out->person;
	assert_rc(app_token_create(&app, s->institution_id, &token, &made, &err), YUP_OK, &err);
	out->token = made.id;
	stands.absent_id = people_add(s, absent);
	assert_rc(app_substitution_add(&app, s->institution_id, &stands, &out->substitution, &err),
	    YUP_OK, &err);
	assert_rc(app_session_list(&app, s->mem, s->institution_id, out->person, 0, 1, &sessions,
		      &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	out->session = sessions[0].id;
}

/* Long work that somebody asked, about no document that is there. */
static int64_t
add_job(struct test_store *s, int64_t person)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct job_row job = { .kind = JOB_IMPORT_READ,
		.user_id = person,
		.name = "poa.txt",
		.ask = "",
		.asked_at = TEST_NOW };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(job_store_add(&tx, s->institution_id, &job, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static void
find_unit(struct world *w, struct world_things *out, const char *acronym)
{
	const struct plan *plan = world_plan(w);

	for (uint32_t u = 0; u < plan->unit_count; u++) {
		if (strcmp(plan->units[u].own_acronym, acronym) != 0)
			continue;
		out->unit = mem_strdup(w->mem, plan->units[u].id);
		out->org_unit = plan->units[u].org_unit_id;
		for (uint32_t n = 0; n < plan->node_count; n++)
			if (plan->nodes[n].unit == u && plan->nodes[n].level == 2 && out->row == 0)
				out->row = n;
	}
	assert_non_null(out->unit);
	assert_true(out->row > 0);
}

/* Said of the row once: something to undo. */
static void
change_row(struct world *w, struct world_things *at, const char *responsible)
{
	struct typed_cell typed = { FIELD_RESPONSIBLE, 0, responsible };
	struct app_edit_request request = { .institution_id = w->site.s->institution_id,
		.plan_id = at->plan,
		.kind = CHANGE_CELLS,
		.node = at->row,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1 };
	struct app app = people_app(w->site.s);
	struct app_edited edited;

	assert_rc(app_edit(&app, &w->site.plans, w->mem, &request, &edited, &err), YUP_OK, &err);
	at->change = edited.revision;
}

/* Of the planning office, on the row, as if its unit had been returned with it. */
static uint32_t
observe_row(struct world *w, const struct world_things *at, uint8_t report)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct test_store *s = w->site.s;
	struct anchor anchor = { world_plan(w)->nodes[at->row].unit, at->row, FIELD__COUNT, 0,
		report };
	struct observation_act act = { .at = "2031-01-31T08:00:00Z",
		.actor = "",
		.text = "Aclare" };
	uint32_t id, place;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(observation_store_add(&tx, s->institution_id, at->plan, &anchor, true, &id, &err),
	    YUP_OK, &err);
	for (act.kind = OBSERVATION_MADE; act.kind <= OBSERVATION_SENT; act.kind++)
		assert_rc(observation_store_act(&tx, s->institution_id, at->plan, id, &act, &place,
			      &err),
		    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

void
world_observe_reports(struct world *w)
{
	w->at[WORLD_OWN].reported = observe_row(w, &w->at[WORLD_OWN], 1);
	w->at[WORLD_OTHER].reported = observe_row(w, &w->at[WORLD_OTHER], 1);
}

/* The plan's year in halves, the first of which is open: what units report is held against it. */
static void
open_period(struct world *w)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct test_store *s = w->site.s;
	const struct report_period halves[] = {
		{ 1, 1, 6, PERIOD_OPEN, "2031-07-10", w->at[WORLD_OWN].plan },
		{ 2, 7, 12, PERIOD_PLANNED, "2032-01-10", 0 },
	};

	w->year = world_plan(w)->year;
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(report_store_lay_out(&tx, s->institution_id, w->year, halves, 2, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static int64_t
add_item(struct test_store *s, int64_t org_unit)
{
	struct app app = people_app(s);
	const struct register_value typed[] = { { "title", "Ordenar el archivo" },
		{ "unit", org_unit != 0 ? mem_printf(s->mem, "%lld", (long long)org_unit) : "" } };
	int64_t id;

	assert_rc(app_register_open(&app, s->institution_id, WORLD_REGISTER, typed, 2, &id, &err),
	    YUP_OK, &err);
	return id;
}

/* 32 times "i" */
#define ISSUED_HASH "6969696969696969696969696969696969696969696969696969696969696969"

static int
read_issued(void *context, void *bytes, size_t room, size_t *out_size, struct err *e)
{
	bool *given = context;

	(void)room;
	(void)e;
	memcpy(bytes, "%PDF", 4);
	*out_size = *given ? 0 : 4;
	*given = true;
	return YUP_OK;
}

static int
rewind_issued(void *context, struct err *e)
{
	(void)e;
	*(bool *)context = false;
	return YUP_OK;
}

/* A document that was issued; what it says does not matter. */
static int64_t
add_issued(struct world *w)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct test_store *s = w->site.s;
	bool given = false;
	const struct file_source source = { read_issued, rewind_issued, &given };
	struct issued it = { .year = w->year,
		.kind = "plan",
		.ordinal = 1,
		.number = "POA-1",
		.title = "POA",
		.unit = "",
		.version = "",
		.as_of = "2031-01-31",
		.paper = "a4",
		.pages = 1,
		.issued_at = TEST_NOW,
		.actor = "" };
	struct stored_file file;
	int64_t id;

	memset(it.content_hash, 'i', sizeof(it.content_hash));
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(file_store_put(&tx, s->institution_id, &source, 100, TEST_NOW, &file, &err),
	    YUP_OK, &err);
	memcpy(it.sha256, file.sha256, sizeof(file.sha256));
	assert_rc(issued_store_add(&tx, s->institution_id, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

/* The plan as a page, said to be made; what it says does not matter. */
static int64_t
add_prepared(struct world *w, int64_t person)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct test_store *s = w->site.s;
	bool given = false;
	const struct file_source source = { read_issued, rewind_issued, &given };
	const struct job_row job = { .kind = JOB_DOCUMENT,
		.user_id = person,
		.name = "plan.html",
		.ask = "plan\nhtml\n0\n-1\n0\n\n0\n\n",
		.asked_at = TEST_NOW };
	struct stored_file file;
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(job_store_add(&tx, s->institution_id, &job, &id, &err), YUP_OK, &err);
	assert_rc(file_store_put(&tx, s->institution_id, &source, 100, TEST_NOW, &file, &err),
	    YUP_OK, &err);
	assert_rc(job_store_keep(&tx, s->institution_id, id, file.sha256, "2031-02-07T08:00:00Z",
		      &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static int64_t
add_evidence(struct world *w, int64_t item)
{
	struct app app = people_app(w->site.s);
	const struct app_new_evidence added = { .place = { .node_id = "", .item_id = item },
		.name = "acta.txt",
		.bytes = "Acta 4\n",
		.size = 7,
		.about = "Acta de entrega" };
	int64_t id = 0;

	assert_rc(app_evidence_add(&app, &w->site.plans, w->site.s->institution_id, &added, &id,
		      &err),
	    YUP_OK, &err);
	return id;
}

static void
fill_home(struct world *w)
{
	struct test_store *s = w->site.s;
	struct world_things *own = &w->at[WORLD_OWN], *other = &w->at[WORLD_OTHER];
	const struct plan *plan;

	own->plan = other->plan = plan_of(s, s->institution_id);
	find_unit(w, own, "UVE");
	find_unit(w, other, "UBO");
	change_row(w, own, "Técnica en veletas y banderas");
	change_row(w, other, "Redactora de boletines");
	own->observation = observe_row(w, own, 0);
	other->observation = observe_row(w, other, 0);
	open_period(w);
	own->item = add_item(s, own->org_unit);
	other->item = add_item(s, other->org_unit);
	own->issued = other->issued = add_issued(w);
	own->evidence = add_evidence(w, own->item);
	other->evidence = add_evidence(w, other->item);
	add_person(&w->site, own, "de.aqui", "ausente.uno");
	add_person(&w->site, other, "de.alla", "ausente.dos");
	own->job = other->job = add_job(s, own->person);
	own->prepared = other->prepared = add_prepared(w, own->person);
	own->document = add_document(s, HOME);
	other->document = own->document;
	own->follow_up = other->follow_up = add_follow_up(s, HOME);
	own->element = add_element(s, "1");
	other->element = own->element;
	plan = world_plan(w);
	while (strcmp(plan->nodes[w->framework].code, "1.1") != 0)
		w->framework++;
}

/* Its second plan, its last person, unit and papers: ids the institution does not have. */
static void
fill_neighbour(struct world *w, int64_t institution)
{
	struct test_store *s = w->site.s;
	struct app app = people_app(s);
	struct world_things *there = &w->at[WORLD_FOREIGN];
	struct new_year options = { .year = 2032 };
	struct app_version version;
	struct plan_head head;
	int64_t home = s->institution_id;

	*there = w->at[WORLD_OTHER];
	s->institution_id = institution;
	assert_rc(app_plan_get(&app, s->mem, institution, plan_of(s, institution), &version, &err),
	    YUP_OK, &err);
	assert_rc(app_plan_new_year(&app, &version, &options, NULL, 0, &head, &err), YUP_OK, &err);
	there->plan = head.id;
	for (int i = 0; i < NEIGHBOURS; i++) {
		there->org_unit = people_unit(s, mem_printf(s->mem, "Vecindad %d", i), 0);
		there->person = people_add(s, mem_printf(s->mem, "vecina.%d", i));
	}
	for (int i = 0; i < 3; i++) {
		there->document = add_document(s, NEIGHBOUR);
		there->element = add_element(s, mem_printf(s->mem, "%d", i));
		there->item = add_item(s, 0);
	}
	there->role = there->substitution = there->token = there->session = there->job =
	    there->prepared = there->evidence = there->follow_up = there->issued = FAR;
	s->institution_id = home;
	assert_true(there->plan != w->at[WORLD_OWN].plan);
	assert_true(there->document > w->at[WORLD_OWN].document);
}

struct world
world_open(struct test_store *s)
{
	struct world w = { .site = site_open(s), .mem = s->mem };
	int64_t neighbour;

	w.site.app.pack = APP_PACK_DEFAULT;
	s->institution_id = add_institution(s, HOME, "IE");
	fill_home(&w);
	neighbour = add_institution(s, NEIGHBOUR, "AN");
	fill_neighbour(&w, neighbour);
	return w;
}

void
world_close(struct world *w)
{
	site_close(&w->site);
}

const struct plan *
world_plan(struct world *w)
{
	struct app app = people_app(w->site.s);
	const struct plan_live *live;

	assert_rc(app_plan_live(&app, &w->site.plans, w->site.s->institution_id,
		      w->at[WORLD_OWN].plan, &live, &err),
	    YUP_OK, &err);
	return plan_live_plan(live);
}

struct site_user
world_user(struct world *w, const char *login, const char *role, int64_t org_unit)
{
	struct site_user user = site_user(&w->site, login, NULL);
	struct app app = people_app(w->site.s);
	int64_t id;

	assert_rc(app_account_find(&app, w->site.s->institution_id, login, &id, &err), YUP_OK,
	    &err);
	(void)people_grant(w->site.s, id, role, org_unit);
	return user;
}

/* ---- Paths ---------------------------------------------------------------------------- */

static const char *
thing_called(const struct world *w, enum world_place place, const char *path, const char *name)
{
	const struct world_things *t = &w->at[place];
	bool of_report = strncmp(path, "/api/v1/reports/", 16) == 0;
	const struct {
		const char *name;
		int64_t id;
	} things[] = { { "plan", t->plan }, { "fila", t->row }, { "node", t->row },
		{ "documento", t->document }, { "import", t->document }, { "persona", t->person },
		{ "rol", t->role }, { "suplencia", t->substitution }, { "credencial", t->token },
		{ "sesion", t->session }, { "trabajo", t->job }, { "cambio", t->change },
		{ "elemento", t->element }, { "organica", t->org_unit },
		{ "objetivo", w->framework }, { "observacion", t->observation },
		{ "observation", of_report ? t->reported : t->observation }, { "asunto", t->item },
		{ "item", t->item }, { "evidencia", t->evidence }, { "evidence", t->evidence },
		{ "seguido", t->follow_up }, { "emitido", t->issued }, { "preparado", t->prepared },
		{ "issued", t->issued } };

	if (strcmp(name, "unidad") == 0 &&
	    (strncmp(path, "/plan/", 6) == 0 || strncmp(path, "/seguimiento/", 13) == 0))
		return t->unit;
	if (strcmp(name, "anio") == 0 || strcmp(name, "year") == 0)
		return mem_printf(w->mem, "%d", place != WORLD_FOREIGN ? w->year : w->year + 50);
	if (strcmp(name, "periodo") == 0 || strcmp(name, "period") == 0 || strcmp(name, "mes") == 0)
		return "1";
	if (strcmp(name, "archivo") == 0)
		return "plan.csv";
	if (strcmp(name, "institucion") == 0)
		return mem_printf(w->mem, "%lld", (long long)w->site.s->institution_id);
	if (strcmp(name, "unidad") == 0)
		return mem_printf(w->mem, "%lld", (long long)t->org_unit);
	if (strcmp(name, "huella") == 0)
		return ISSUED_HASH;
	if (strcmp(name, "unidad_del_plan") == 0)
		return t->unit;
	if (strcmp(name, "registro") == 0 || strcmp(name, "register") == 0)
		return place != WORLD_FOREIGN ? WORLD_REGISTER : "un_registro_ajeno";
	if (strcmp(name, "linea") == 0)
		return "u1";
	if (strcmp(name, "codigo") == 0)
		return "un-codigo-que-nadie-dio";
	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++)
		if (strcmp(things[i].name, name) == 0)
			return mem_printf(w->mem, "%lld", (long long)things[i].id);
	fail_msg("%s: tests/support/world.c knows no {%s}", path, name);
	return "";
}

const char *
world_path(struct world *w, enum world_place place, const char *path)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (const char *c = path; *c != '\0'; c++) {
		size_t length = *c == '{' ? strspn(c + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;

		/* a JSON body has braces of its own */
		if (length == 0 || c[length + 1] != '}') {
			str_put_char(&s, *c);
			continue;
		}
		str_put(&s, thing_called(w, place, path, mem_strndup(w->mem, c + 1, length)));
		c += length + 1;
	}
	return mem_strdup(w->mem, str_text(&s));
}
