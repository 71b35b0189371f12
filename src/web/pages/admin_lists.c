/* admin_lists.c - lists of /administracion that are only looked at: institutions, all API tokens. */
#include <string.h>

#include "app/app.h"
#include "app/institutions.h"
#include "app/tokens.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
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

static int
institutions_show(struct visit *visit, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_INSTITUTIONS);
	struct mem *mem = visit->req->mem;
	struct institution *list = NULL;
	size_t count = 0;
	struct frame f;
	int rc = app_institution_list(visit->app, mem, &list, &count, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++) {
		list[i].supervisor = supervisor_of(mem, list, count, &list[i]);
		list[i].created_at = when_instant(mem, list[i].created_at);
	}
	f = frame_make(visit, html_translated(&visit->html, N_("Instituciones")), PLACE_ADMIN);
	tpl_institutions(&visit->html, &f, &tabs, list, count, visit->institution_id);
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

static int
tokens_show(struct visit *visit, struct err *err)
{
	static const char *const COLUMNS[] = { "id", NULL };
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_TOKENS);
	struct listing list = listing_read(visit, COLUMNS);
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
	listing_settle(&list, count);
	shown = person_tokens(visit, tokens + list.first, list.count);
	owners = mem_array(visit->req->mem, list.count + 1, sizeof(*owners));
	for (size_t i = 0; i < list.count; i++)
		owners[i] = owner_of(people, person_count, shown[i].user_id);
	f = frame_make(visit, html_translated(&visit->html, N_("Credenciales")), PLACE_ADMIN);
	tpl_all_tokens(&visit->html, &f, &tabs, &list, shown, owners);
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
