#include "web/pages/people_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/roles.h"
#include "app/self.h"
#include "base/utf8.h"
#include "text/catalogue.h"
#include "text/role_text.h"

enum { PEOPLE_MAX = 20000 };

const char *
person_state_word(enum person_state state)
{
	static const char *const WORDS[] = { N_("Activa"), N_("Sin contraseña"),
		N_("Deshabilitada") };

	return WORDS[state];
}

const char *
person_state_style(enum person_state state)
{
	static const char *const STYLES[] = { "good", "advice", "warning" };

	return STYLES[state];
}

enum person_state
person_state_of(const struct app_person *person)
{
	if (person->disabled_at[0] != '\0')
		return PERSON_DISABLED;
	return person->has_password ? PERSON_ACTIVE : PERSON_INVITED;
}

int
people_all(struct visit *visit, struct app_person **out, size_t *count, struct err *err)
{
	struct app_person *all = NULL, *some = NULL;
	size_t n = 0, got = ACCOUNT_PAGE_MAX, room = 0;
	int64_t after = 0;

	while (got == ACCOUNT_PAGE_MAX && n < PEOPLE_MAX) {
		int rc = app_account_list(visit->app, visit->req->mem, visit->institution_id, after,
		    ACCOUNT_PAGE_MAX, &some, &got, err);

		if (rc < 0)
			return rc;
		if (n + got > room) {
			struct app_person *more;

			room = (n + got) * 2 + 1;
			more = mem_array(visit->req->mem, room, sizeof(*more));
			if (n > 0)
				memcpy(more, all, n * sizeof(*all));
			all = more;
		}
		if (got > 0)
			memcpy(all + n, some, got * sizeof(*some));
		n += got;
		after = n > 0 ? all[n - 1].id : 0;
	}
	*out = all;
	*count = n;
	return YUP_OK;
}

/* ---- Roles held today, in words ---------------------------------------------------- */

static struct people_row *
row_of(struct people_view *v, int64_t user_id)
{
	size_t low = 0, high = v->count;

	while (low < high) { /* they come by id */
		size_t middle = low + (high - low) / 2;

		if (v->rows[middle].person.id < user_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < v->count && v->rows[low].person.id == user_id ? &v->rows[low] : NULL;
}

static void
add_role(struct people_view *v, const struct units *units, const struct grant *g)
{
	struct people_row *row = row_of(v, g->user_id);
	const char *where;

	if (row == NULL || strcmp(g->from, units->on) > 0 ||
	    (g->to[0] != '\0' && strcmp(g->to, units->on) <= 0))
		return;
	where = "";
	if (g->org_unit != 0) {
		size_t i = org_index_of(&units->tree, g->org_unit);

		where = i != ORG_NONE ? units->tree.nodes[i].period->acronym : "";
		if (i != ORG_NONE && where[0] == '\0')
			where = units->tree.nodes[i].period->name;
	}
	row->roles = mem_printf(v->visit->req->mem, "%s%s%s%s%s", row->roles,
	    row->roles[0] != '\0' ? ", " : "", html_translated(&v->visit->html, role_name(g->role)),
	    where[0] != '\0' ? " · " : "", where);
}

static int
add_roles(struct people_view *v, struct err *err)
{
	struct units units;
	struct grant *grants = NULL;
	size_t got = ACCOUNT_PAGE_MAX;
	int64_t after = 0;
	int rc = units_load(v->visit, NULL, &units, err);

	while (rc == YUP_OK && got == ACCOUNT_PAGE_MAX) {
		rc = app_role_list(v->visit->app, v->visit->req->mem, v->visit->institution_id, 0,
		    after, ACCOUNT_PAGE_MAX, &grants, &got, err);
		for (size_t i = 0; rc == YUP_OK && i < got; i++)
			add_role(v, &units, &grants[i]);
		if (rc == YUP_OK && got > 0)
			after = grants[got - 1].id;
	}
	return rc;
}

/* ---- Filter and order ----------------------------------------------------------------- */

static bool
row_fits(const struct people_view *v, const struct people_row *row)
{
	struct mem *mem = v->visit->req->mem;
	const char *state = visit_field(v->visit, "estado");
	static const char *const STATES[] = { "activa", "invitada", "deshabilitada" };

	if (state[0] != '\0' && strcmp(STATES[row->state], state) != 0)
		return false;
	if (v->list.search[0] == '\0')
		return true;
	return strstr(utf8_fold(mem,
			  mem_printf(mem, "%s %s %s %s", row->person.name, row->person.login,
			      row->person.email, row->roles)),
		   utf8_fold(mem, v->list.search)) != NULL;
}

struct keyed {
	const char *key;
	struct people_row row;
};

static int
compare(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (order == 0)
		order = x->row.person.id < y->row.person.id ? -1 : 1;
	return order;
}

static const char *
key_of(const struct people_view *v, const struct people_row *row)
{
	struct mem *mem = v->visit->req->mem;

	if (strcmp(v->list.order, "usuario") == 0)
		return utf8_fold(mem, row->person.login);
	if (strcmp(v->list.order, "roles") == 0)
		return utf8_fold(mem, row->roles);
	if (strcmp(v->list.order, "estado") == 0)
		return mem_printf(mem, "%d", (int)row->state);
	return utf8_fold(mem, row->person.name);
}

static void
choose(struct people_view *v)
{
	struct keyed *found = mem_array(v->visit->req->mem, v->count + 1, sizeof(*found));
	size_t n = 0;

	for (size_t i = 0; i < v->count; i++)
		if (row_fits(v, &v->rows[i]))
			found[n++] = (struct keyed){ key_of(v, &v->rows[i]), v->rows[i] };
	qsort(found, n, sizeof(*found), compare);
	for (size_t i = 0; i < n; i++)
		v->rows[v->list.descending ? n - 1 - i : i] = found[i].row;
	v->count = n;
	listing_settle(&v->list, n);
}

int
people_view_load(struct visit *visit, struct people_view *out, struct err *err)
{
	static const char *const COLUMNS[] = { "nombre", "usuario", "roles", "estado", NULL };
	struct people_view v = { .visit = visit, .list = listing_read(visit, COLUMNS) };
	struct app_person *people = NULL;
	int rc = people_all(visit, &people, &v.all, err);

	if (rc < 0)
		return rc;
	v.count = v.all;
	v.rows = mem_array(visit->req->mem, v.count + 1, sizeof(*v.rows));
	for (size_t i = 0; i < v.count; i++)
		v.rows[i] = (struct people_row){ people[i], "", person_state_of(&people[i]) };
	rc = add_roles(&v, err);
	if (rc < 0)
		return rc;
	choose(&v);
	*out = v;
	return YUP_OK;
}
