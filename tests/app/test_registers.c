/*
 * test_registers.c - items followed to closure: who may do what to them, what stays
 * of what was done, measures of reports, and a register that only a pack knows.
 */
#include "app/registers.h"

#include <string.h>

#include "app/actor.h"
#include "app/import.h"
#include "app/plan_list.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define OWN_PACK "tests/golden/io/bad-pack/registers.json"
#define AUDIT "audit_recommendations"
#define MEASURES "corrective_measures"

static struct err err;

/* ---- An institution, two units of it and its people ------------------------------------ */

enum who { DRAFTER, HEAD, PLANNER, AUDITOR, READER, STRANGER, WHO__COUNT };

static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_HEAD, ROLE_PLANNER, ROLE_AUDITOR, ROLE_READER,
	ROLE_DRAFTER };

struct scene {
	struct test_store *s;
	struct app app;
	int64_t institution, unit, other;
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
};

static int64_t
add_institution(struct test_store *s, const char *pack)
{
	struct institution it = { .name = "Instituto del Eco",
		.acronym = "IE",
		.pack = pack,
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static void
open_scene(struct test_store *s, struct scene *w, const char *pack)
{
	people_set_clock(TEST_NOW);
	s->institution_id = add_institution(s, pack);
	*w = (struct scene){ .s = s, .app = people_app(s), .institution = s->institution_id };
	w->unit = people_unit(s, "Veletas", 0);
	w->other = people_unit(s, "Boletines", 0);
	for (int i = 0; i < WHO__COUNT; i++) {
		bool whole = i == PLANNER || i == AUDITOR || i == READER;

		w->grants[i] = (struct actor_grant){ .role = ROLES[i],
			.whole = whole,
			.units = i == STRANGER ? &w->other : &w->unit,
			.unit_count = whole ? 0 : 1 };
		w->actors[i] = (struct actor){ .kind = ACTOR_USER,
			.institution_id = w->institution,
			.user_id = 100 + i,
			.name = "alguien",
			.grants = &w->grants[i],
			.grant_count = 1 };
	}
}

static struct app
as(const struct scene *w, enum who who)
{
	struct app app = w->app;

	app.by = &w->actors[who];
	return app;
}

static int64_t
open_in(const struct scene *w, const char *reg, int64_t unit, const char *due)
{
	const struct register_value typed[] = { { "title", " Actualizar el inventario " },
		{ "unit", unit != 0 ? mem_printf(w->s->mem, "%lld", (long long)unit) : "" },
		{ "responsible", "Jefa de bienes" }, { "due", due } };
	int64_t id = 0;

	assert_rc(app_register_open(&w->app, w->institution, reg, typed, 4, &id, &err), YUP_OK,
	    &err);
	return id;
}

static struct app_register_item
get(const struct scene *w, int64_t id)
{
	const struct app_register_ref which = { w->institution, NULL, id };
	struct app_register_item it;

	assert_rc(app_register_get(&w->app, w->s->mem, &which, &it, &err), YUP_OK, &err);
	return it;
}

/* "opened pending; changed due; closed done" */
static const char *
history(const struct scene *w, int64_t id)
{
	struct app_register_item it = get(w, id);
	const char *s = "";

	for (size_t i = 0; i < it.item.act_count; i++) {
		const struct register_act *a = &it.item.acts[i];

		s = mem_printf(w->s->mem, "%s%s%s%s%s", s, i > 0 ? "; " : "",
		    register_act_key(a->kind), a->state[0] != '\0' ? " " : "", a->state);
		if (a->field[0] != '\0')
			s = mem_printf(w->s->mem, "%s %s %s=%s", s, a->field, a->was, a->text);
	}
	assert_int_equal(it.item.revision, it.item.act_count);
	assert_string_equal(register_state_of(it.item.acts, it.item.act_count), it.item.state);
	assert_int_equal(register_plan_of(it.item.acts, it.item.act_count), it.item.plan_id);
	return s;
}

/* ---- One item from end to end ------------------------------------------------------------ */

static void
test_followed_to_closure(void **state)
{
	struct scene w;
	struct app_register_ref which;
	const struct register_value changed[] = { { "due", "2031-06-30" },
		{ "responsible", "Jefa de bienes" }, { "title", "Inventario al día" } };

	open_scene(*state, &w, "bo-rs225557");
	which = (struct app_register_ref){ w.institution, AUDIT,
		open_in(&w, AUDIT, w.unit, "2031-03-01") };
	assert_string_equal(get(&w, which.id).item.title, "Actualizar el inventario");
	assert_rc(app_register_change(&w.app, &which, 1, changed, 3, &err), YUP_OK, &err);
	assert_rc(app_register_change(&w.app, &which, 0, changed, 3, &err), YUP_OK, &err);
	assert_rc(app_register_pass(&w.app, &which, 0, "accepted", "", &err), YUP_OK, &err);
	assert_rc(app_register_comment(&w.app, &which, "Falta una firma", &err), YUP_OK, &err);
	assert_rc(app_register_pass(&w.app, &which, 0, "done", "Acta 4", &err), YUP_OK, &err);
	assert_rc(app_register_change(&w.app, &which, 0, changed, 1, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "register_item_closed");
	assert_rc(app_register_comment(&w.app, &which, "Archivado", &err), YUP_OK, &err);
	assert_rc(app_register_pass(&w.app, &which, 0, "in_progress", "Faltaba", &err), YUP_OK,
	    &err);
	assert_string_equal(history(&w, which.id),
	    "opened pending; changed due 2031-03-01=2031-06-30; changed title "
	    "Actualizar el inventario=Inventario al día; passed accepted; commented; closed done; "
	    "commented; reopened in_progress");
	assert_string_equal(get(&w, which.id).item.title, "Inventario al día");
	which.reg = MEASURES;
	assert_rc(app_register_comment(&w.app, &which, "x", &err), YUP_ENOTFOUND, &err);
	assert_string_equal(err.key, "register_item_absent");
}

/* What was seen was changed by another; a comment is no change. */
static void
test_two_at_once(void **state)
{
	const struct register_value mine[] = { { "due", "2031-06-30" } };
	const struct register_value theirs[] = { { "due", "2031-07-31" } };
	struct app_register_ref which;
	struct app_register_item it;
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	which = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, w.unit, "2031-03-01") };
	assert_rc(app_register_comment(&w.app, &which, "Visto", &err), YUP_OK, &err);
	assert_rc(app_register_change(&w.app, &which, 1, mine, 1, &err), YUP_OK, &err);
	assert_rc(app_register_change(&w.app, &which, 2, theirs, 1, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "register_changed");
	assert_rc(app_register_pass(&w.app, &which, 2, "accepted", "", &err), YUP_ECONFLICT, &err);
	assert_rc(app_register_pass(&w.app, &which, 3, "accepted", "", &err), YUP_OK, &err);
	it = get(&w, which.id);
	assert_string_equal(register_value_of(w.s->mem, &it.item, "due"), "2031-06-30");
}

static void
test_nothing_is_half_done(void **state)
{
	const struct register_value wrong[] = { { "responsible", "Otra" }, { "due", "mañana" } };
	const struct register_value nameless[] = { { "due", "2031-06-30" } };
	const struct register_value nowhere[] = { { "title", "x" }, { "unit", "999999" } };
	struct app_register_ref which;
	int64_t id = 0;
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	which = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, w.unit, "2031-03-01") };
	assert_rc(app_register_change(&w.app, &which, 0, wrong, 2, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "register_date");
	assert_string_equal(history(&w, which.id), "opened pending");
	assert_rc(app_register_open(&w.app, w.institution, AUDIT, nameless, 1, &id, &err),
	    YUP_EINVALID, &err);
	assert_string_equal(err.key, "text_absent");
	assert_rc(app_register_open(&w.app, w.institution, AUDIT, nowhere, 2, &id, &err),
	    YUP_EINVALID, &err);
	assert_string_equal(err.key, "org_unit_absent");
	assert_rc(app_register_open(&w.app, w.institution, "hearings", wrong, 2, &id, &err),
	    YUP_ENOTFOUND, &err);
	assert_string_equal(err.key, "register_absent");
	assert_int_equal(store_count_rows(w.s->path, "register_item"), 1);
}

/* ---- Who may -------------------------------------------------------------------------------- */

static void
test_who_may(void **state)
{
	static const struct {
		enum who who;
		bool reads, follows, of_none;
	} MAY[] = {
		{ DRAFTER, true, true, false },
		{ HEAD, true, true, false },
		{ PLANNER, true, true, true },
		{ AUDITOR, true, false, false },
		{ READER, true, false, false },
		{ STRANGER, false, false, false },
	};
	struct app_register_ref which, none;
	struct app_register_list list;
	struct app_register_item it;
	const struct register_value blank[] = { { "title", "" } };
	const struct register_value due[] = { { "due", "2031-03-01" } };
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	which = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, w.unit, "2031-03-01") };
	none = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, 0, "2031-03-01") };
	for (size_t i = 0; i < sizeof(MAY) / sizeof(MAY[0]); i++) {
		struct app app = as(&w, MAY[i].who);
		const struct register_value here[] = { { "title", "" },
			{ "unit", mem_printf(w.s->mem, "%lld", (long long)w.unit) } };
		int follows = MAY[i].follows ? YUP_OK : YUP_EDENIED;
		int64_t id;

		assert_rc(app_register_get(&app, w.s->mem, &which, &it, &err),
		    MAY[i].reads ? YUP_OK : YUP_EDENIED, &err);
		assert_true(!MAY[i].reads || it.may_follow == MAY[i].follows);
		assert_rc(app_register_items(&app, w.s->mem, w.institution, AUDIT, NULL, &list,
			      &err),
		    YUP_OK, &err);
		assert_int_equal(list.count, MAY[i].reads ? 2 : 1);
		assert_rc(app_register_comment(&app, &which, "Visto", &err), follows, &err);
		assert_rc(app_register_change(&app, &which, 0, due, 1, &err), follows, &err);
		assert_rc(app_register_pass(&app, &which, 0, "nowhere", "", &err),
		    MAY[i].follows ? YUP_EINVALID : YUP_EDENIED, &err);
		assert_rc(app_register_take(&app, &which, 0, &err),
		    MAY[i].follows ? YUP_ECONFLICT : YUP_EDENIED, &err);
		assert_rc(app_register_open(&app, w.institution, AUDIT, here, 2, &id, &err),
		    MAY[i].follows ? YUP_EINVALID : YUP_EDENIED, &err);
		assert_rc(app_register_open(&app, w.institution, AUDIT, blank, 1, &id, &err),
		    MAY[i].of_none ? YUP_EINVALID : YUP_EDENIED, &err);
		assert_rc(app_register_comment(&app, &none, "Visto", &err),
		    MAY[i].of_none ? YUP_OK : YUP_EDENIED, &err);
	}
}

/* Nobody gives an item to a unit that is not its own. */
static void
test_not_to_another_unit(void **state)
{
	struct app_register_ref which;
	struct register_value to = { "unit", NULL };
	struct app head, planner;
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	head = as(&w, HEAD);
	planner = as(&w, PLANNER);
	which = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, w.unit, "2031-03-01") };
	to.text = mem_printf(w.s->mem, "%lld", (long long)w.other);
	assert_rc(app_register_change(&head, &which, 0, &to, 1, &err), YUP_EDENIED, &err);
	assert_rc(app_register_change(&planner, &which, 0, &to, 1, &err), YUP_OK, &err);
	assert_int_equal(get(&w, which.id).item.org_unit, w.other);
	assert_rc(app_register_comment(&head, &which, "Ya no es nuestro", &err), YUP_EDENIED, &err);
}

/* ---- Sums and filters -------------------------------------------------------------------------- */

static void
test_sums(void **state)
{
	struct register_filter late = { .late = true }, open = { .state = "open" };
	struct app_register_sum *sums = NULL;
	struct app_register_list list;
	struct app_register_ref which;
	struct app stranger;
	size_t count = 0;
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	(void)open_in(&w, AUDIT, w.unit, "2031-01-30"); /* a day ago */
	(void)open_in(&w, AUDIT, w.unit, "2031-01-31"); /* today */
	which = (struct app_register_ref){ w.institution, NULL,
		open_in(&w, AUDIT, w.other, "2031-01-30") };
	assert_rc(app_register_pass(&w.app, &which, 0, "not_applicable", "Otra norma", &err),
	    YUP_OK, &err);
	assert_rc(app_register_all(&w.app, w.s->mem, w.institution, &sums, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 3);
	assert_string_equal(sums[1].reg->key, AUDIT);
	assert_int_equal(sums[1].total, 3);
	assert_int_equal(sums[1].open, 2);
	assert_int_equal(sums[1].late, 1);
	assert_int_equal(sums[1].faulty, 3); /* the report's number; evidence of the closed one */
	assert_int_equal(sums[0].total, 0);
	assert_rc(app_register_items(&w.app, w.s->mem, w.institution, AUDIT, &late, &list, &err),
	    YUP_OK, &err);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.all, 3);
	stranger = as(&w, STRANGER);
	assert_rc(app_register_items(&stranger, w.s->mem, w.institution, AUDIT, &open, &list, &err),
	    YUP_OK, &err);
	assert_int_equal(list.count, 0);
	assert_int_equal(list.all, 1);
}

/* ---- A register that only a pack knows ----------------------------------------------------------- */

static void
test_a_pack_of_its_own(void **state)
{
	const struct register_value typed[] = { { "title", "Convenio con Niebla" },
		{ "kind", "foreign" }, { "amount", "1,200.50" }, { "due", "2031-12-31" } };
	const struct register_value wrong[] = { { "title", "x" }, { "amount", "mucho" } };
	const struct register_value unit[] = { { "title", "x" }, { "counterpart", "999999" } };
	struct app_register_sum *sums = NULL;
	struct app_register_ref which;
	size_t count = 0;
	int64_t id = 0;
	struct scene w;

	open_scene(*state, &w, "prueba-registros");
	w.app.pack = OWN_PACK;
	assert_rc(app_register_all(&w.app, w.s->mem, w.institution, &sums, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 1);
	assert_string_equal(sums[0].reg->name, "Convenios");
	assert_rc(app_register_open(&w.app, w.institution, "agreements", typed, 4, &id, &err),
	    YUP_OK, &err);
	assert_rc(app_register_open(&w.app, w.institution, "agreements", wrong, 2, &id, &err),
	    YUP_EINVALID, &err);
	assert_string_equal(err.key, "register_number");
	assert_rc(app_register_open(&w.app, w.institution, "agreements", unit, 2, &id, &err),
	    YUP_EINVALID, &err);
	assert_string_equal(err.key, "org_unit_absent");
	which = (struct app_register_ref){ w.institution, "agreements", id };
	assert_rc(app_register_pass(&w.app, &which, 0, "ended", "Cumplió su plazo", &err), YUP_OK,
	    &err);
	assert_string_equal(history(&w, id), "opened in_force; closed ended");
	/* where the pack that knows it is not there, it waits */
	w.app.pack = NULL;
	assert_rc(app_register_all(&w.app, w.s->mem, w.institution, &sums, &count, &err),
	    YUP_ENOTFOUND, &err);
}

/* ---- Measures of reports ---------------------------------------------------------------------------- */

static size_t
accept(struct scene *w, const struct app_measure *list, size_t count)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	size_t opened = 99;

	assert_rc(db_begin(w->s->db, &tx, &err), YUP_OK, &err);
	assert_rc(app_register_from_reports(&w->app, &tx, w->institution, list, count, &opened,
		      &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return opened;
}

static void
measures(const struct scene *w, struct app_measure out[3])
{
	static const char *const NODES[] = { "n7", "n6", "n5" };
	const char *const kinds[] = { "eliminate", "reschedule", "other" };

	for (int i = 0; i < 3; i++)
		out[i] = (struct app_measure){ .year = 2031,
			.period = 3,
			.node_id = NODES[i],
			.org_unit = w->unit,
			.kind = kinds[i],
			.text = "Se hará de otro modo",
			.responsible = "Jefe de veletas",
			.due = i == 2 ? "" : "2031-08-31",
			.month = i == 1 ? "Agosto" : "" };
}

static void
test_measures_of_reports(void **state)
{
	struct app_measure list[3], odd;
	struct app_register_list found;
	struct scene w;

	open_scene(*state, &w, "bo-rs225557");
	measures(&w, list);
	assert_int_equal(accept(&w, list, 3), 3);
	assert_int_equal(accept(&w, list, 3), 0); /* accepted again: they are there */
	odd = list[0];
	odd.kind = "none";
	odd.period = 4;
	assert_int_equal(accept(&w, &odd, 1), 0); /* no measure of the register's */
	odd.kind = "eliminate";
	odd.text = " ";
	odd.responsible = "Jefa de vientos";
	assert_int_equal(accept(&w, &odd, 1), 1); /* another has to do it: another measure */
	assert_rc(app_register_items(&w.app, w.s->mem, w.institution, MEASURES, NULL, &found, &err),
	    YUP_OK, &err);
	assert_int_equal(found.count, 4);
	assert_string_equal(found.items[1].node_id, "n6");
	assert_int_equal(found.items[1].period, 3);
	assert_string_equal(register_value_of(w.s->mem, &found.items[1], "month"), "Agosto");
	assert_string_equal(register_value_of(w.s->mem, &found.items[2], "due"), "");
	assert_string_equal(history(&w, found.items[0].id), "opened pending");
	assert_string_equal(found.items[3].title, "Eliminar"); /* it said no more */
}

/* What was said last of an item. */
static const char *
last_said(const struct scene *w, int64_t id)
{
	struct app_register_item it = get(w, id);

	return it.item.acts[it.item.act_count - 1].text;
}

/* Month after month the same: one item, and what each month says of it. */
static void
test_promised_again(void **state)
{
	struct app_measure list[3], m;
	struct app_register_ref which;
	struct app_register_list found;
	struct scene w;
	int64_t first;

	open_scene(*state, &w, "bo-rs225557");
	measures(&w, list);
	m = list[0];
	assert_int_equal(accept(&w, &m, 1), 1);
	m.period = 4;
	m.text = "Ya casi";
	assert_int_equal(accept(&w, &m, 1), 0);
	assert_int_equal(accept(&w, &m, 1), 0); /* accepted again: it is said */
	assert_rc(app_register_items(&w.app, w.s->mem, w.institution, MEASURES, NULL, &found, &err),
	    YUP_OK, &err);
	assert_int_equal(found.count, 1);
	first = found.items[0].id;
	assert_string_equal(history(&w, first), "opened pending; commented");
	assert_string_equal(last_said(&w, first), "4/2031: Ya casi · 2031-08-31");
	m.period = 5;
	m.text = "";
	m.due = "";
	assert_int_equal(accept(&w, &m, 1), 0);
	assert_string_equal(last_said(&w, first), "5/2031: Eliminar");
	m.kind = "reschedule";
	m.period = 6;
	assert_int_equal(accept(&w, &m, 1), 1); /* something else is to be done */
	m.kind = "eliminate";
	m.period = 7;
	m.node_id = "n6";
	assert_int_equal(accept(&w, &m, 1), 1); /* another row */
	m.node_id = "n7";
	which = (struct app_register_ref){ w.institution, MEASURES, first };
	assert_rc(app_register_pass(&w.app, &which, 0, "done", "Hecho", &err), YUP_OK, &err);
	m.period = 5;
	assert_int_equal(accept(&w, &m, 1), 0); /* it was said before it was closed */
	m.period = 8;
	assert_int_equal(accept(&w, &m, 1), 1); /* it was done, and is to be done again */
}

/* The institution's plan as it came, and its amendment; their year. */
static int
plan_and_amendment(struct scene *w, int64_t *plan, int64_t *amendment)
{
	static const char *const PATHS[] = { POA };
	struct app_import_request request = { .paths = PATHS,
		.count = 1,
		.institution = "Instituto del Eco" };
	struct app_version *list = NULL;
	struct app_import import;
	size_t count = 0;

	assert_rc(app_import(&w->app, w->s->mem, &request, &import, &err), YUP_OK, &err);
	assert_rc(app_plans_of(&w->app, w->s->mem, w->institution, &list, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 1);
	*plan = list[0].head.id;
	*amendment = *plan + 5000;
	store_execute(w->s->path,
	    mem_printf(w->s->mem,
		"INSERT INTO plan (institution_id, plan_id, year, version, policy, pack, "
		"period_count, institution_name, institution_acronym, saved_at, file_count, "
		"unit_count, form_count, node_count) VALUES (%lld, %lld, %d, 1, 0, "
		"'bo-rs225557', 12, 'A', 'A', 'now', 0, 0, 0, 0)",
		(long long)w->institution, (long long)*amendment, list[0].head.year));
	return list[0].head.year;
}

static void
test_next_amendment(void **state)
{
	struct app_amendment a;
	struct app_measure list[3];
	struct app_register_ref which;
	int64_t plan = 0, amendment = 0;
	struct scene w;
	int year;

	open_scene(*state, &w, "bo-rs225557");
	year = plan_and_amendment(&w, &plan, &amendment);
	measures(&w, list);
	for (int i = 0; i < 3; i++)
		list[i].year = year;
	assert_int_equal(accept(&w, list, 3), 3);
	assert_rc(app_register_amendment(&w.app, w.s->mem, w.institution, amendment, &a, &err),
	    YUP_OK, &err);
	assert_int_equal(a.count, 2); /* the third asks for no change of the plan */
	assert_string_equal(a.items[0].node_id, "n6");
	which = (struct app_register_ref){ w.institution, NULL, a.items[0].id };
	assert_rc(app_register_take(&w.app, &which, plan, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "not_an_amendment");
	assert_rc(app_register_take(&w.app, &which, 999999, &err), YUP_ENOTFOUND, &err);
	assert_rc(app_register_take(&w.app, &which, amendment, &err), YUP_OK, &err);
	assert_rc(app_register_take(&w.app, &which, amendment, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "register_taken");
	assert_rc(app_register_amendment(&w.app, w.s->mem, w.institution, plan, &a, &err), YUP_OK,
	    &err);
	assert_int_equal(a.count, 1); /* the amendment has the other */
	assert_rc(app_register_amendment(&w.app, w.s->mem, w.institution, amendment, &a, &err),
	    YUP_OK, &err);
	assert_int_equal(a.count, 2);
	assert_int_equal(a.items[0].plan_id, amendment);
	assert_rc(app_register_take(&w.app, &which, 0, &err), YUP_OK, &err);
	which.id = a.items[1].id;
	assert_rc(app_register_pass(&w.app, &which, 0, "dropped", "Ya se cumplió", &err), YUP_OK,
	    &err);
	assert_rc(app_register_take(&w.app, &which, amendment, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "register_not_amending");
	assert_rc(app_register_amendment(&w.app, w.s->mem, w.institution, plan, &a, &err), YUP_OK,
	    &err);
	assert_int_equal(a.count, 1);
	assert_string_equal(history(&w, a.items[0].id), "opened pending; taken; given_back");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_followed_to_closure),
		STORE_TEST(test_two_at_once),
		STORE_TEST(test_nothing_is_half_done),
		STORE_TEST(test_who_may),
		STORE_TEST(test_not_to_another_unit),
		STORE_TEST(test_sums),
		STORE_TEST(test_a_pack_of_its_own),
		STORE_TEST(test_measures_of_reports),
		STORE_TEST(test_promised_again),
		STORE_TEST(test_next_amendment),
	};

	return STORE_RUN(argc, argv, tests);
}
