/*
 * test_routes.c - every route x every role x one's own unit, another, another
 * institution; nobody, somebody without a role, credentials of each scope.
 *
 * What is expected follows from routes.cases and core/role.h, in this test's own
 * words.  A route that is not there fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/tokens.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"
#include "support/world.h"
#include "web/router.h"

#define CASES "tests/web/routes.cases"

enum { LINES_MAX = 400, SCOPES = 3, WHO_COUNT = 2 * ROLE__COUNT + 2 + SCOPES };

static const char *const METHODS[METHOD__COUNT] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
static const char *const PLACES[] = { "own", "other", "foreign" };

/* ---- The table ------------------------------------------------------------------------ */

enum where { AT_ANY, AT_WHOLE, AT_UNIT, AT_THEIRS };

struct line {
	enum method method;
	const char *path, *asks, *sent;
	enum where where;
};

struct table {
	struct line lines[LINES_MAX];
	size_t count;
};

static enum where
where_called(const char *text)
{
	static const char *const NAMES[] = { "any", "whole", "unit", "theirs" };

	for (int i = 0; i < 4; i++)
		if (strcmp(NAMES[i], text) == 0)
			return (enum where)i;
	fail_msg(CASES ": no place %s", text);
	return AT_ANY;
}

static struct line
read_line(char *text)
{
	char *method = strtok(text, " "), *path = strtok(NULL, " "), *asks = strtok(NULL, " ");
	char *where = strtok(NULL, " "), *sent = strtok(NULL, "");
	struct line line = { METHOD__COUNT, path, asks, sent != NULL ? sent : "", AT_ANY };

	assert_non_null(where);
	line.where = where_called(where);
	for (int m = 0; m < METHOD__COUNT; m++)
		if (strcmp(METHODS[m], method) == 0)
			line.method = (enum method)m;
	assert_true(line.method < METHOD__COUNT);
	return line;
}

static void
read_table(struct mem *mem, struct table *out)
{
	char *read = test_file_read(CASES, NULL), *text = mem_strdup(mem, read), *stop;

	free(read);
	for (; *text != '\0'; text = stop) {
		stop = text + strcspn(text, "\n");
		if (*stop == '\n')
			*stop++ = '\0';
		if (*text == '\0' || *text == '#')
			continue;
		assert_true(out->count < LINES_MAX);
		out->lines[out->count++] = read_line(text);
	}
}

static bool
is_listed(const struct table *table, const struct route *route)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->lines[i].method == route->method &&
		    strcmp(table->lines[i].path, route->path) == 0)
			return true;
	return false;
}

static void
test_every_route_has_its_line(void **state)
{
	struct table *table = mem_alloc(((struct test_store *)*state)->mem, sizeof(*table));
	size_t count = 0;

	read_table(((struct test_store *)*state)->mem, table);
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++, count++)
			if (!is_listed(table, r))
				fail_msg(CASES " does not say who may %s %s", METHODS[r->method],
				    r->path);
	assert_int_equal(table->count, count);
}

/* ---- Who --------------------------------------------------------------------------------- */

struct who {
	const char *name;
	struct site_user user;
	const char *token; /* "Bearer ...", NULL for who has a session */
	unsigned scope;
	int role; /* -1: none, or all of them for a token */
	bool whole;
};

static void
add_tokens(struct world *w, struct who *all)
{
	static const char *const NAMES[SCOPES] = { "read", "read,write", "read,write,admin" };
	struct test_store *s = w->site.s;
	struct app app = people_app(s);
	int64_t id = people_add(s, "todo");

	for (enum role role = 0; role < ROLE__COUNT; role++)
		(void)people_grant(s, id, role_key(role), 0);
	for (int i = 0; i < SCOPES; i++) {
		struct app_new_token asked = { id, NAMES[i], NAMES[i], "2031-12-31" };
		struct app_token made;
		struct err err = { 0 };

		assert_rc(app_token_create(&app, s->institution_id, &asked, &made, &err), YUP_OK,
		    &err);
		all[i] = (struct who){ .name = NAMES[i],
			.token = mem_printf(w->mem, "Bearer %s", made.text),
			.scope = (2u << i) - 1, /* it and those before */
			.role = -1,
			.whole = true };
	}
}

static void
make_who(struct world *w, struct who *all)
{
	for (int i = 0; i < 2 * ROLE__COUNT; i++) {
		const char *role = role_key((enum role)(i % ROLE__COUNT));
		bool whole = i < ROLE__COUNT;
		const char *name = mem_printf(w->mem, "%s.%s", role, whole ? "todo" : "unidad");

		all[i] = (struct who){ .name = name, .role = i % ROLE__COUNT, .whole = whole };
		all[i].user = whole ? site_user(&w->site, name, role)
				    : world_user(w, name, role, w->at[WORLD_OWN].org_unit);
	}
	all[2 * ROLE__COUNT] = (struct who){ .name = "nobody", .role = -1 };
	all[2 * ROLE__COUNT + 1] = (struct who){ .name = "no.role", .role = -1 };
	all[2 * ROLE__COUNT + 1].user = site_user(&w->site, "sin.rol", NULL);
	add_tokens(w, &all[2 * ROLE__COUNT + 2]);
}

static bool
is_signed_in(const struct who *who)
{
	return who->user.secret != NULL || who->token != NULL;
}

/* ---- What is expected --------------------------------------------------------------------- */

static bool
scope_reaches(unsigned scope, enum permission permission)
{
	if (permission_only_reads(permission))
		return (scope & SCOPE_READ) != 0;
	if (permission == MAY_MANAGE_ACCOUNTS || permission == MAY_MANAGE_UNITS)
		return (scope & SCOPE_ADMIN) != 0;
	return (scope & SCOPE_WRITE) != 0;
}

static bool
holds_one(const struct who *who, enum permission permission)
{
	if (who->token != NULL)
		return scope_reaches(who->scope, permission);
	return who->role >= 0 && role_table[who->role][permission] != REACH_NONE;
}

/* One of "a|b". */
static bool
holds(const struct who *who, const char *asks)
{
	bool found = false, may = false;

	for (int p = 0; p < MAY__COUNT; p++) {
		const char *key = permission_key((enum permission)p);
		const char *at = strstr(asks, key);
		size_t length = strlen(key);

		if (at == NULL || (at != asks && at[-1] != '|') ||
		    (at[length] != '\0' && at[length] != '|'))
			continue;
		found = true;
		may = may || holds_one(who, (enum permission)p);
	}
	if (!found)
		fail_msg(CASES ": no permission %s", asks);
	return may;
}

static const char *const ANSWERS[] = { "goes", "is refused", "finds nothing" };

enum answer { GOES, IS_REFUSED, FINDS_NOTHING };

static enum answer
expected(const struct line *line, const struct who *who, enum world_place place)
{
	if (strcmp(line->asks, "nobody") == 0)
		return GOES;
	if (!is_signed_in(who))
		return IS_REFUSED;
	if (line->where == AT_THEIRS)
		return FINDS_NOTHING;
	if (strcmp(line->asks, "signed") == 0)
		return GOES;
	if (!holds(who, line->asks))
		return IS_REFUSED;
	if (place == WORLD_FOREIGN)
		return FINDS_NOTHING;
	if (who->whole || line->where == AT_ANY)
		return GOES;
	return line->where == AT_UNIT && place == WORLD_OWN ? GOES : IS_REFUSED;
}

static bool
names_a_thing(const struct line *line)
{
	return strchr(line->path, '{') != NULL || strstr(line->sent, "={") != NULL;
}

/* Of what is not for who asks a page may also say that there is none. */
static bool
fits(enum answer answer, const struct line *line, enum world_place place,
    const struct site_answer *a)
{
	bool sent_away = a->status == 401 || a->status == 403 ||
	    (a->status == 303 && strncmp(a->location, "/ingresar", 9) == 0);

	if (a->status >= 500)
		return false;
	switch (answer) {
	case GOES:
		if (strcmp(line->asks, "nobody") == 0)
			return a->status != 401;
		return line->method == METHOD_GET ? !sent_away && a->status < 400 : !sent_away;
	case IS_REFUSED:
		return sent_away || (a->status == 404 && place != WORLD_OWN);
	default:
		return a->status >= 400;
	}
}

/* ---- The walk ------------------------------------------------------------------------------- */

/* The row's revision as it is, for If-Match. */
static const char *
seen(struct world *w, enum world_place place)
{
	return mem_printf(w->mem, "\"%u\"", world_plan(w)->nodes[w->at[place].row].revision);
}

static struct site_answer
send_with_token(struct world *w, const struct line *line, const struct who *who,
    enum world_place place, const char *path, const char *body)
{
	return site_call(&w->site, line->method, path,
	    (const char *const[]){ "authorization", who->token, "if-match", seen(w, place), NULL },
	    body);
}

static struct site_answer
ask(struct world *w, const struct line *line, const struct who *who, enum world_place place)
{
	static const struct site_user stranger = { NULL, NULL };
	const struct site_user *user = who->user.secret != NULL ? &who->user : &stranger;
	const char *path = world_path(w, place, line->path);
	const char *sent = world_path(w, place, line->sent);

	if (who->token != NULL)
		return send_with_token(w, line, who, place, path, sent);
	if (line->method == METHOD_GET)
		return site_get(&w->site, user, path);
	if (strncmp(path, "/api/", 5) == 0)
		return site_script(&w->site, user, line->method, path, seen(w, place), sent);
	return site_post(&w->site, user, path, sent);
}

static void
check_one(struct world *w, const struct line *line, const struct who *who, enum world_place place)
{
	enum answer answer = expected(line, who, place);
	struct site_answer a = ask(w, line, who, place);

	if (!fits(answer, line, place, &a)) {
		print_error("%s %s, %s, %s: %u %s, and it %s\n", METHODS[line->method], line->path,
		    who->name, PLACES[place], a.status, a.location, ANSWERS[answer]);
		w->wrong++;
	}
}

/* Those who may not first: they find things as they were. */
static void
check_line(struct world *w, const struct line *line, const struct who *all)
{
	for (int may = 0; may < 2; may++)
		for (int i = 0; i < WHO_COUNT; i++)
			for (int place = 0; place < WORLD_PLACE__COUNT; place++) {
				if (place > 0 && !names_a_thing(line))
					continue;
				if (all[i].token != NULL && strncmp(line->path, "/api/", 5) != 0)
					continue;
				if ((expected(line, &all[i], (enum world_place)place) == GOES) ==
				    (may == 1))
					check_one(w, line, &all[i], (enum world_place)place);
			}
}

static void
test_every_route_by_everybody(void **state)
{
	struct world w = world_open(*state);
	struct table *table = mem_alloc(w.mem, sizeof(*table));
	struct who *all = mem_array(w.mem, WHO_COUNT, sizeof(*all));

	world_observe_reports(&w);
	read_table(w.mem, table);
	make_who(&w, all);
	for (size_t i = 0; i < table->count; i++)
		check_line(&w, &table->lines[i], all);
	assert_int_equal(w.wrong, 0);
	world_close(&w);
}

/* ---- Marks and methods ------------------------------------------------------------------------ */

static void
assert_mark_is_asked(struct world *w, const struct line *line, const struct site_user *user,
    const char *query, const char *what)
{
	const char *path = mem_printf(w->mem, "%s%s", world_path(w, WORLD_OWN, line->path), query);
	struct site_answer a = site_post_as(&w->site, user, line->method, path,
	    world_path(w, WORLD_OWN, line->sent));

	if (a.status != 403 || strstr(a.body, "El formulario venció") == NULL)
		fail_msg("%s %s with %s: %u %.300s", METHODS[line->method], line->path, what,
		    a.status, a.body);
}

/* Nothing is done without the session's own mark, in the form: not in the address. */
static void
test_every_form_needs_its_own_mark(void **state)
{
	struct world w = world_open(*state);
	struct table *table = mem_alloc(w.mem, sizeof(*table));
	struct site_user user = site_user(&w.site, "todo", "planificador");
	struct site_user other = site_user(&w.site, "otra", "planificador");
	const struct site_user none = { user.secret, NULL }, stolen = { user.secret, other.mark };
	const struct site_user made_up = { user.secret, "x" }, empty = { user.secret, "" };
	const struct site_user visitor = { NULL, user.mark };
	const char *in_query = mem_printf(w.mem, "?_marca=%s", user.mark);

	read_table(w.mem, table);
	for (size_t i = 0; i < table->count; i++) {
		const struct line *line = &table->lines[i];

		if (line->method == METHOD_GET)
			continue;
		assert_mark_is_asked(&w, line, &none, "", "no mark");
		assert_mark_is_asked(&w, line, &none, in_query, "a mark in the address");
		assert_mark_is_asked(&w, line, &stolen, "", "another session's mark");
		assert_mark_is_asked(&w, line, &made_up, "", "a made-up mark");
		assert_mark_is_asked(&w, line, &empty, "", "an empty mark");
		assert_mark_is_asked(&w, line, &visitor, "", "a mark and no session");
	}
	assert_int_equal(world_plan(&w)->revision, w.at[WORLD_OTHER].change);
	world_close(&w);
}

static bool
has_method(const struct table *table, const char *path, enum method method)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->lines[i].method == method && strcmp(table->lines[i].path, path) == 0)
			return true;
	return false;
}

/* What a path does not do is told with what it does. */
static void
test_other_methods_are_refused(void **state)
{
	struct world w = world_open(*state);
	struct table *table = mem_alloc(w.mem, sizeof(*table));
	struct site_user user = site_user(&w.site, "todo", "planificador");
	size_t refused = 0;

	read_table(w.mem, table);
	for (size_t i = 0; i < table->count; i++)
		for (int m = 0; m < METHOD__COUNT; m++) {
			const char *path = world_path(&w, WORLD_OWN, table->lines[i].path);
			struct site_answer a;

			if (has_method(table, table->lines[i].path, (enum method)m))
				continue;
			a = site_post_as(&w.site, &user, (enum method)m, path, "");
			/* "/importar/deshacer" is, for GET, a document that there is not */
			if (a.status != 405 && a.status != 404 && a.status != 403)
				fail_msg("%s %s: %u", METHODS[m], path, a.status);
			refused += a.status == 405;
		}
	assert_true(refused > 3 * table->count);
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_route_has_its_line),
		STORE_TEST(test_every_route_by_everybody),
		STORE_TEST(test_every_form_needs_its_own_mark),
		STORE_TEST(test_other_methods_are_refused),
	};

	return STORE_RUN(argc, argv, tests);
}
