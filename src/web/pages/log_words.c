#include "web/pages/log_words.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/plan_list.h"
#include "base/date.h"
#include "core/plan_edit.h"
#include "core/plan_state.h"
#include "core/role.h"
#include "text/catalogue.h"
#include "text/log_text.h"
#include "text/refusal_text.h"
#include "text/role_text.h"
#include "text/state_text.h"
#include "web/when.h"

enum { HASH_SHOWN = 12 };

static const char *
word(const struct log_words *w, const char *text)
{
	return html_translated(&w->visit->html, text);
}

int
log_words_load(struct visit *visit, struct log_words *out, struct err *err)
{
	struct log_words w = { .visit = visit };
	int rc = units_load(visit, NULL, &w.units, err);

	if (rc == YUP_OK &&
	    actor_may_somewhere(visit->app->by, MAY_READ_PLAN, visit->institution_id))
		rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &w.plans,
		    &w.plan_count, err);
	if (rc == YUP_OK)
		*out = w;
	return rc;
}

const char *
log_words_action(const struct log_words *w, const char *action)
{
	const char *known = log_action_word(action);

	if (known[0] != '\0')
		return word(w, known);
	for (int p = 0; p < MAY__COUNT; p++)
		if (strcmp(permission_key((enum permission)p), action) == 0)
			return word(w, permission_name((enum permission)p));
	return action;
}

/* ---- What it is about --------------------------------------------------------- */

static const char *
plan_words(const struct log_words *w, const char *rest)
{
	struct mem *mem = w->visit->req->mem;
	char *end;
	int64_t id = strtoll(rest, &end, 10);
	const char *name = mem_printf(mem, "%s %lld", word(w, N_("Plan")), (long long)id);

	for (size_t i = 0; i < w->plan_count; i++) {
		const struct plan_head *head = &w->plans[i].head;

		if (head->id == id && head->version == 0)
			name = mem_printf(mem, "%s %d", word(w, N_("Plan")), head->year);
		else if (head->id == id)
			name = mem_printf(mem, "%s %d, %s %u", word(w, N_("Plan")), head->year,
			    word(w, N_("reformulado")), head->version);
	}
	if (strncmp(end, " node ", 6) == 0)
		return mem_printf(mem, "%s, %s %s", name, word(w, N_("fila")), end + 6);
	if (strncmp(end, " unit ", 6) == 0)
		return mem_printf(mem, "%s, %s %s", name, word(w, N_("unidad")), end + 6);
	return name;
}

const char *
log_words_subject(const struct log_words *w, const struct app_log_line *line)
{
	static const struct {
		const char *key, *text;
	} KINDS[] = {
		{ "follow-up ", N_("Seguimiento") },
		{ "document ", N_("Documento") },
		{ "pending ", N_("Documento enviado") },
		{ "session ", N_("Sesión") },
		{ "token ", N_("Credencial") },
		{ "strategic ", N_("Elemento del marco estratégico") },
		{ "substitution ", N_("Suplencia") },
		{ "settings", N_("Ajustes") },
		{ "register ", N_("Registro") },
		{ "registers", N_("Registros") },
	};
	const char *subject = line->record.subject;

	if (strncmp(subject, "user ", 5) == 0)
		return line->person[0] != '\0' ? line->person : subject;
	if (strncmp(subject, "unit ", 5) == 0)
		return units_reach(w->visit, &w->units, strtoll(subject + 5, NULL, 10));
	if (strncmp(subject, "plan ", 5) == 0)
		return plan_words(w, subject + 5);
	for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
		size_t length = strlen(KINDS[i].key);

		if (strncmp(subject, KINDS[i].key, length) == 0)
			return mem_printf(w->visit->req->mem, "%s %s", word(w, KINDS[i].text),
			    subject + length);
	}
	return subject;
}

/* ---- What it tells -------------------------------------------------------------- */

/* "ECONFLICT row_changed schedule.4: ..." */
static const char *
refusal_words(const struct log_words *w, const char *detail)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct mem *mem = w->visit->req->mem;
	const char *at = detail + strcspn(detail, " ");
	size_t length;

	if (*at == '\0')
		return detail;
	at++;
	length = strcspn(at, " :");
	if (!refusal_reason_in(&s, mem_strndup(mem, at, length), w->visit->html.catalogue))
		return detail;
	at = strstr(at, ": ");
	if (at != NULL)
		str_printf(&s, " (%s)", at + 2);
	return mem_strdup(mem, str_text(&s));
}

/* One that is a word of ours, in the reader's language; NULL: it is not. */
static const char *
key_words(const struct log_words *w, const char *key)
{
	static const char *const WORDS[][2] = { { "from", N_("desde") }, { "until", N_("hasta") },
		{ "for", N_("en lugar de") }, { "of", N_("de") }, { "under", N_("bajo") },
		{ "grant", N_("el rol") }, { "token", N_("la credencial") },
		{ "pending", N_("documento") }, { "new", N_("nuevo") },
		{ "replaced", N_("en lugar de otro") }, { "unchanged", N_("igual al que había") },
		{ "units", N_("unidades") }, { "csv", "CSV" }, { "json", "JSON" },
		{ "findings", N_("hallazgos") }, { "observations", N_("observaciones") } };
	enum role role;

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strcmp(WORDS[i][0], key) == 0)
			return word(w, WORDS[i][1]);
	if (role_find(key, &role))
		return word(w, role_name(role));
	if (date_is_valid(key))
		return when_day(w->visit->req->mem, key);
	return NULL;
}

/* What takes two words: "unit 5", "user 80", "sha256 9f..."; NULL: not that. */
static const char *
pair_words(const struct log_words *w, const struct app_log_line *line, const char *key,
    const char *value)
{
	struct mem *mem = w->visit->req->mem;

	if (strcmp(key, "unit") == 0)
		return mem_printf(mem, "%s «%s»", word(w, N_("sobre")),
		    units_reach(w->visit, &w->units, strtoll(value, NULL, 10)));
	if (strcmp(key, "under") == 0)
		return mem_printf(mem, "%s %s", word(w, N_("bajo")),
		    units_reach(w->visit, &w->units, strtoll(value, NULL, 10)));
	if (strcmp(key, "user") == 0 && line->other[0] != '\0')
		return line->other;
	if (strcmp(key, "sha256") == 0)
		return mem_printf(mem, "SHA-256 %.*s…", HASH_SHOWN, value);
	return NULL;
}

/* Word by word; only of what we wrote ourselves, never of what people typed. */
static const char *
told_words(const struct log_words *w, const struct app_log_line *line, const char *detail)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct mem *mem = w->visit->req->mem;

	while (*detail != '\0') {
		size_t length = strcspn(detail, " "), bare;
		const char *next = detail + length + strspn(detail + length, " ");
		const char *key, *words, *value = mem_strndup(mem, next, strcspn(next, " :;,"));

		bare = length;
		while (bare > 0 && strchr(":;,", detail[bare - 1]) != NULL)
			bare--;
		key = mem_strndup(mem, detail, bare);
		words = bare == length ? pair_words(w, line, key, value) : NULL;
		if (words != NULL) {
			bare = 0;
			detail = next + strlen(value);
			length = strcspn(detail, " ");
		} else {
			words = key_words(w, key);
		}
		if (s.length > 0)
			str_put_char(&s, ' ');
		str_put(&s, words != NULL ? words : key);
		str_put_n(&s, detail + bare, length - bare);
		detail += length + strspn(detail + length, " ");
	}
	return mem_strdup(mem, str_text(&s));
}

/* One cell of a change: "node 470 weight 65 -> 72"; nothing of marks that are ours. */
static void
put_cell(const struct log_words *w, struct str *out, const char *cell, size_t length)
{
	struct mem *mem = w->visit->req->mem;
	const char *copy = mem_strndup(mem, cell, length), *key, *rest, *value;
	unsigned long row, period = 0;
	char *end;

	if (strncmp(copy, "node ", 5) != 0)
		return;
	row = strtoul(copy + 5, &end, 10);
	key = end + strspn(end, " ");
	rest = key + strcspn(key, " .");
	if (*rest == '.')
		period = strtoul(rest + 1, NULL, 10);
	value = rest + strcspn(rest, " ");
	key = mem_strndup(mem, key, (size_t)(rest - key));
	rest = strstr(value, " -> ");
	for (int f = 0; rest != NULL && f < FIELD__COUNT; f++) {
		if (strcmp(node_field_key((enum node_field)f), key) != 0 || f == FIELD_EDITED)
			continue;
		str_printf(out, "%s%s %lu, ", out->length > 0 ? "; " : "", word(w, N_("fila")),
		    row);
		node_field_label_in(out, (enum node_field)f, 0, NULL, w->visit->html.catalogue);
		if (period > 0)
			str_printf(out, " %lu", period);
		str_printf(out, ": %.*s → %s", (int)(rest - value - 1), value + 1, rest + 4);
	}
}

/* "fix node 470 weight 65 -> 72; node 470 edited 0 -> 1" */
static const char *
change_words(const struct log_words *w, const char *detail)
{
	CLEANUP(str_done) struct str s = { 0 }, cells = { 0 };
	size_t length = strcspn(detail, " ");
	const char *at = detail + length;

	for (int k = 0; k < CHANGE__COUNT; k++)
		if (strlen(change_kind_key((enum change_kind)k)) == length &&
		    strncmp(change_kind_key((enum change_kind)k), detail, length) == 0)
			str_put(&s, word(w, change_kind_word((enum change_kind)k)));
	if (s.length == 0)
		return detail;
	while (*at != '\0') {
		const char *next = strstr(++at, "; node ");
		size_t part = next != NULL ? (size_t)(next - at) : strlen(at);

		put_cell(w, &cells, at, part);
		at += next != NULL ? part + 1 : part;
	}
	if (cells.length > 0)
		str_printf(&s, ": %s", str_text(&cells));
	return mem_strdup(w->visit->req->mem, str_text(&s));
}

static bool
is_ours(const char *action)
{
	static const char *const OURS[] = { "role.", "substitution.", "unit.move", "unit.reorder",
		"unit.close", "token.create", "document.import", "import.upload", "plan.export",
		"list.export" };

	for (size_t i = 0; i < sizeof(OURS) / sizeof(OURS[0]); i++)
		if (strncmp(action, OURS[i], strlen(OURS[i])) == 0)
			return true;
	return false;
}

/* "submitted, 2 units: why": the state it came to, in words. */
static const char *
state_words(const struct log_words *w, const char *detail, bool unit)
{
	size_t length = strcspn(detail, ":,");
	const char *key = mem_strndup(w->visit->req->mem, detail, length);

	for (int s = 0; unit && s < UNIT_STATE__COUNT; s++)
		if (strcmp(unit_state_key((enum unit_state)s), key) == 0)
			return mem_printf(w->visit->req->mem, "%s%s",
			    word(w, unit_state_word((enum unit_state)s)), detail + length);
	for (int s = 0; !unit && s < PLAN_STATE__COUNT; s++)
		if (strcmp(plan_state_key((enum plan_state)s), key) == 0)
			return mem_printf(w->visit->req->mem, "%s%s",
			    word(w, plan_state_word((enum plan_state)s)), detail + length);
	return detail;
}

const char *
log_words_detail(const struct log_words *w, const struct app_log_line *line)
{
	const struct log_record *r = &line->record;
	const char *mark = strstr(r->detail, "[plan "); /* for who verifies */
	const char *detail = mark != NULL
	    ? mem_strndup(w->visit->req->mem, r->detail, (size_t)(mark - r->detail))
	    : r->detail;

	if (strcmp(r->outcome, "refused") == 0)
		return refusal_words(w, detail);
	if (strcmp(r->action, "unit.pass") == 0 || strcmp(r->action, "plan.pass") == 0)
		return state_words(w, detail, r->action[0] == 'u');
	if (strcmp(r->action, "plan.change") == 0)
		return change_words(w, detail);
	return is_ours(r->action) ? told_words(w, line, detail) : detail;
}
