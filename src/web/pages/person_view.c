#include "web/pages/person_view.h"

#include <string.h>

#include "app/app.h"
#include "app/self.h"
#include "text/catalogue.h"
#include "web/when.h"

static bool
is_over(const char *to, const char *today)
{
	return to[0] != '\0' && strcmp(to, today) <= 0;
}

static void
make_roles(struct person_view *v)
{
	v->roles = mem_array(v->visit->req->mem, v->account.grant_count + 1, sizeof(*v->roles));
	for (size_t i = 0; i < v->account.grant_count; i++) {
		const struct grant *g = &v->account.grants[i];

		v->roles[i] = (struct person_role){
			.id = g->id,
			.role = g->role,
			.unit = units_reach(v->visit, &v->units, g->org_unit),
			.days = when_validity(v->visit, g->from, g->to),
			.over = is_over(g->to, v->today),
			.coming = strcmp(g->from, v->today) > 0,
		};
	}
}

static void
make_posts(struct person_view *v)
{
	v->posts = mem_array(v->visit->req->mem, v->account.post_count + 1, sizeof(*v->posts));
	for (size_t i = 0; i < v->account.post_count; i++) {
		const struct post *p = &v->account.posts[i];

		v->posts[i] = (struct person_post){
			.title = p->title,
			.unit = p->org_unit != 0 ? units_name(v->visit, &v->units, p->org_unit)
						 : "",
			.days = when_validity(v->visit, p->from, p->to),
			.over = is_over(p->to, v->today),
		};
	}
}

static void
make_substitutions(struct person_view *v)
{
	v->substitutions = mem_array(v->visit->req->mem, v->account.substitution_count + 1,
	    sizeof(*v->substitutions));
	for (size_t i = 0; i < v->account.substitution_count; i++) {
		const struct substitution *s = &v->account.substitutions[i];

		v->substitutions[i] = (struct person_substitution){
			.id = s->id,
			.other = v->account.other_names[i],
			.days = when_validity(v->visit, s->from, s->to),
			.does = s->user_id == v->account.person.id,
			.over = is_over(s->to, v->today),
		};
	}
}

/* ---- Sessions ------------------------------------------------------------------ */

/* The first of `words` that the text has, or "". */
static const char *
first_of(const char *text, const char *const (*words)[2])
{
	for (size_t i = 0; words[i][0] != NULL; i++)
		if (strstr(text, words[i][0]) != NULL)
			return words[i][1];
	return "";
}

/* "Firefox · Windows", of what a browser calls itself; the beginning of what is no browser. */
static const char *
browser_of(struct visit *visit, const char *agent)
{
	static const char *const BROWSERS[][2] = { { "Edg/", "Edge" }, { "OPR/", "Opera" },
		{ "Firefox/", "Firefox" }, { "Chrome/", "Chrome" }, { "Safari/", "Safari" },
		{ NULL, NULL } };
	static const char *const SYSTEMS[][2] = { { "Windows", "Windows" },
		{ "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
		{ "Mac OS", "macOS" }, { "Linux", "Linux" }, { NULL, NULL } };
	const char *browser = first_of(agent, BROWSERS), *system = first_of(agent, SYSTEMS);

	if (agent[0] == '\0')
		return html_translated(&visit->html, N_("un programa sin nombre"));
	if (browser[0] == '\0')
		return mem_printf(visit->req->mem, "%.40s", agent);
	return mem_printf(visit->req->mem, "%s%s%s", browser, system[0] != '\0' ? " · " : "",
	    system);
}

static bool
session_lives(const struct session *s, const char *now)
{
	char idle[INSTANT_SIZE];

	if (s->revoked_at[0] != '\0' || strcmp(s->expires_at, now) <= 0)
		return false;
	instant_add(s->seen_at, SESSION_IDLE_S, idle);
	return strcmp(idle, now) > 0;
}

static int
load_sessions(struct person_view *v, const char *now, struct err *err)
{
	struct visit *visit = v->visit;
	struct session *list = NULL;
	int rc = app_session_list(visit->app, visit->req->mem, visit->institution_id,
	    v->account.person.id, 0, PERSON_SESSIONS, &list, &v->session_count, err);

	v->sessions = mem_array(visit->req->mem, v->session_count + 1, sizeof(*v->sessions));
	for (size_t i = 0; rc == YUP_OK && i < v->session_count; i++) {
		v->sessions[i] = (struct person_session){
			.id = list[i].id,
			.browser = browser_of(visit, list[i].agent),
			.origin = list[i].origin,
			.begun = when_instant(visit->req->mem, list[i].created_at),
			.seen = when_instant(visit->req->mem, list[i].seen_at),
			.current = list[i].id == visit->app->by->session_id,
			.live = session_lives(&list[i], now),
		};
		v->live_sessions += v->sessions[i].live;
	}
	return rc;
}

/* ---- Tokens --------------------------------------------------------------------- */

static const char *
scope_words(struct visit *visit, unsigned scope)
{
	static const struct {
		unsigned scope;
		const char *word;
	} WORDS[] = { { SCOPE_READ, N_("leer") }, { SCOPE_WRITE, N_("escribir") },
		{ SCOPE_ADMIN, N_("administrar") } };
	const char *text = "";

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (scope & WORDS[i].scope)
			text = mem_printf(visit->req->mem, "%s%s%s", text,
			    text[0] != '\0' ? ", " : "",
			    html_translated(&visit->html, WORDS[i].word));
	return text;
}

struct person_token *
person_tokens(struct visit *visit, const struct token *tokens, size_t count)
{
	struct mem *mem = visit->req->mem;
	struct person_token *out = mem_array(mem, count + 1, sizeof(*out));
	char now[CLOCK_TEXT_SIZE];

	visit->app->now(now);
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[i];
		char end[DATE_SIZE];

		date_of(t->expires_at, end);
		out[i] = (struct person_token){
			.id = t->id,
			.user_id = t->user_id,
			.name = t->name,
			.scope = scope_words(visit, t->scope),
			.made = when_instant(mem, t->created_at),
			.last = when_day(mem, when_last(mem, end)),
			.used = t->used_at[0] != '\0' ? when_instant(mem, t->used_at) : "",
			.live = t->revoked_at[0] == '\0' && strcmp(t->expires_at, now) > 0,
		};
	}
	return out;
}

int
person_view_load(struct visit *visit, int64_t user_id, struct person_view *out, struct err *err)
{
	struct person_view v = { .visit = visit };
	struct mem *mem = visit->req->mem;
	struct token *tokens = NULL;
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE], last[DATE_SIZE];
	int rc = app_account_get(visit->app, mem, visit->institution_id, user_id, &v.account, err);

	if (rc == YUP_OK)
		rc = units_load(visit, NULL, &v.units, err);
	if (rc < 0)
		return rc;
	visit->app->now(now);
	date_of(now, today);
	v.today = mem_strdup(mem, today);
	date_add(today, PERSON_TOKEN_DAYS, last);
	v.usual_last = mem_strdup(mem, last);
	v.itself = actor_is_self(visit->app, visit->institution_id, user_id);
	make_roles(&v);
	make_posts(&v);
	make_substitutions(&v);
	rc = load_sessions(&v, now, err);
	if (rc == YUP_OK)
		rc = app_token_list(visit->app, mem, visit->institution_id, user_id, 0,
		    TOKEN_PAGE_MAX, &tokens, &v.token_count, err);
	if (rc < 0)
		return rc;
	v.tokens = person_tokens(visit, tokens, v.token_count);
	*out = v;
	return YUP_OK;
}
