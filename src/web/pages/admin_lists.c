/* admin_lists.c - lists of /administracion that are only looked at: institutions, all API tokens. */
#include <string.h>

#include "app/app.h"
#include "app/institutions.h"
#include "app/tokens.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/admin.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/people_view.h"
#include "web/pages/person_view.h"
#include "web/when.h"

/* ---- Institutions ------------------------------------------------------------------- */

/* As people write it, where the supervisor is one of these. */
static const char *
supervisor_of(struct mem *mem, const struct institution *list, size_t count,
    const struct institution *it)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(utf8_fold(mem, list[i].name), it->supervisor) == 0)
			return list[i].name;
	return it->supervisor;
}

static const char *
institution_key(const void *row, const void *context)
{
	const struct listing *l = context;
	const struct institution *it = row;
	struct mem *mem = l->visit->req->mem;

	if (strcmp(l->order, "sigla") == 0)
		return utf8_fold(mem, it->acronym);
	if (strcmp(l->order, "supervisa") == 0)
		return utf8_fold(mem, it->supervisor);
	if (strcmp(l->order, "paquete") == 0)
		return it->pack;
	return strcmp(l->order, "registrada") == 0 ? it->created_at : utf8_fold(mem, it->name);
}

/* True where `texts` have what is looked for. */
static bool
is_looked_for(const struct listing *l, const char *texts)
{
	struct mem *mem = l->visit->req->mem;

	return l->search[0] == '\0' ||
	    strstr(utf8_fold(mem, texts), utf8_fold(mem, l->search)) != NULL;
}

static struct listing
choose_institutions(struct visit *visit, struct institution *list, size_t count)
{
	static const char *const COLUMNS[] = { "nombre", "sigla", "supervisa", "paquete",
		"registrada", NULL };
	struct listing l = listing_read(visit, COLUMNS);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (is_looked_for(&l,
			mem_printf(visit->req->mem, "%s %s %s", list[i].name, list[i].acronym,
			    list[i].supervisor)))
			list[kept++] = list[i];
	listing_sort(&l, list, kept, sizeof(*list), institution_key, &l);
	listing_settle(&l, kept);
	return l;
}

static int
institutions_csv(struct visit *visit, const struct institution *list, size_t count, struct err *err)
{
	static const char *const HEADS[] = { N_("Institución"), N_("Sigla"), N_("La supervisa"),
		N_("Paquete de país"), N_("Registrada"), NULL };
	const struct csv_list file = { "instituciones", MAY_MANAGE_UNITS, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &file, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		csv_text(&w, list[i].name);
		csv_text(&w, list[i].acronym);
		csv_text(&w, list[i].supervisor);
		csv_text(&w, list[i].pack);
		csv_text(&w, when_instant(visit->req->mem, list[i].created_at));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
institutions_show(struct visit *visit, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_INSTITUTIONS);
	struct mem *mem = visit->req->mem;
	struct institution *list = NULL;
	size_t count = 0;
	struct listing l;
	struct frame f;
	int rc = app_institution_list(visit->app, mem, &list, &count, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		list[i].supervisor = supervisor_of(mem, list, count, &list[i]);
	l = choose_institutions(visit, list, count);
	if (csv_asked(visit))
		return institutions_csv(visit, list, l.total, err);
	for (size_t i = 0; i < l.total; i++)
		list[i].created_at = when_instant(mem, list[i].created_at);
	f = frame_make(visit, html_translated(&visit->html, N_("Instituciones")), PLACE_ADMIN);
	tpl_institutions(&visit->html, &f, &tabs, &l, list, visit->institution_id);
	return YUP_OK;
}

/* ---- Tokens --------------------------------------------------------------------------- */

static const char *
owner_of(const struct app_person *people, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (people[i].id == id)
			return people[i].name;
	return "";
}

/* Everybody's, page by page of their ids; the list is cut at TOKENS_SHOWN_MAX. */
enum { TOKENS_SHOWN_MAX = 2000 };

static int
load_tokens(struct visit *visit, struct token **out, size_t *count, struct err *err)
{
	struct token *all = mem_array(visit->req->mem, TOKENS_SHOWN_MAX + 1, sizeof(*all));
	size_t got = TOKEN_PAGE_MAX;

	for (*count = 0; got == TOKEN_PAGE_MAX && *count + TOKEN_PAGE_MAX <= TOKENS_SHOWN_MAX;) {
		struct token *some = NULL;
		int rc = app_token_list(visit->app, visit->req->mem, visit->institution_id, 0,
		    *count > 0 ? all[*count - 1].id : 0, TOKEN_PAGE_MAX, &some, &got, err);

		if (rc < 0)
			return rc;
		if (got > 0)
			memcpy(all + *count, some, got * sizeof(*all));
		*count += got;
	}
	*out = all;
	return YUP_OK;
}

/* A token and who it is of, for ordering. */
struct token_row {
	struct token token;
	const char *owner;
};

static const char *
token_key(const void *row, const void *context)
{
	const struct listing *l = context;
	const struct token_row *r = row;
	struct mem *mem = l->visit->req->mem;

	if (strcmp(l->order, "para") == 0)
		return utf8_fold(mem, r->token.name);
	if (strcmp(l->order, "quien") == 0)
		return utf8_fold(mem, r->owner);
	if (strcmp(l->order, "creada") == 0)
		return r->token.created_at;
	if (strcmp(l->order, "hasta") == 0)
		return r->token.expires_at;
	return strcmp(l->order, "uso") == 0 ? r->token.used_at : NULL;
}

/* Those looked for, in order, back in `tokens`; their owners. */
static struct listing
choose_tokens(struct visit *visit, struct token *tokens, size_t count,
    const struct app_person *people, size_t person_count, const char **owners)
{
	static const char *const COLUMNS[] = { "id", "para", "quien", "creada", "hasta", "uso",
		NULL };
	struct listing l = listing_read(visit, COLUMNS);
	struct token_row *rows = mem_array(visit->req->mem, count + 1, sizeof(*rows));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const char *owner = owner_of(people, person_count, tokens[i].user_id);

		if (is_looked_for(&l, mem_printf(visit->req->mem, "%s %s", tokens[i].name, owner)))
			rows[kept++] = (struct token_row){ tokens[i], owner };
	}
	listing_sort(&l, rows, kept, sizeof(*rows), token_key, &l);
	for (size_t i = 0; i < kept; i++) {
		tokens[i] = rows[i].token;
		owners[i] = rows[i].owner;
	}
	listing_settle(&l, kept);
	return l;
}

static int
tokens_csv(struct visit *visit, const struct person_token *tokens, const char *const *owners,
    size_t count, struct err *err)
{
	static const char *const HEADS[] = { N_("Para qué"), N_("De quién"), N_("Puede"),
		N_("Creada"), N_("Hasta"), N_("Último uso"), N_("Sirve"), NULL };
	const struct csv_list file = { "credenciales", MAY_MANAGE_ACCOUNTS, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &file, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		csv_text(&w, tokens[i].name);
		csv_text(&w, owners[i]);
		csv_text(&w, tokens[i].scope);
		csv_text(&w, tokens[i].made);
		csv_text(&w, tokens[i].last);
		csv_text(&w, tokens[i].used);
		csv_word(&w, visit, tokens[i].live ? N_("sí") : N_("no"));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
tokens_show(struct visit *visit, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_TOKENS);
	struct listing list;
	struct app_person *people = NULL;
	struct token *tokens = NULL;
	struct person_token *shown;
	size_t count = 0, person_count = 0;
	const char **owners;
	struct frame f;
	int rc = load_tokens(visit, &tokens, &count, err);

	if (rc == YUP_OK)
		rc = people_all(visit, &people, &person_count, err);
	if (rc < 0)
		return rc;
	owners = mem_array(visit->req->mem, count + 1, sizeof(*owners));
	list = choose_tokens(visit, tokens, count, people, person_count, owners);
	shown = person_tokens(visit, tokens, list.total);
	if (csv_asked(visit))
		return tokens_csv(visit, shown, owners, list.total, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Credenciales")), PLACE_ADMIN);
	tpl_all_tokens(&visit->html, &f, &tabs, &list, shown + list.first, owners + list.first);
	return YUP_OK;
}

static int
token_end(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_token_revoke(visit->app, visit->institution_id, id, err);
	return rc < 0 ? rc : answer_see(visit, "/administracion/credenciales?listo=revocada");
}

const struct route pages_admin_lists[] = {
	{ METHOD_GET, "/administracion/instituciones", institutions_show, ASKS_ROLE,
	    MAY_MANAGE_UNITS, 0 },
	{ METHOD_GET, "/administracion/credenciales", tokens_show, ASKS_ROLE, MAY_MANAGE_ACCOUNTS,
	    0 },
	{ METHOD_POST, "/administracion/credenciales/{credencial}/revocar", token_end, ASKS_ROLE,
	    MAY_MANAGE_ACCOUNTS, 0 },
	{ 0 },
};
