/* search.c - titles, codes, units, who answers, people; without case or accents. */
#include "web/pages/search.h"

#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/app.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

/* What is looked for: every word of it, in any order. */
struct wanted {
	struct mem *mem;
	const char *words[12];
	size_t count;
};

static struct wanted
wanted_of(struct mem *mem, const char *text)
{
	struct wanted w = { .mem = mem };
	char *folded = mem_strdup(mem, utf8_fold(mem, text)), *rest = NULL;

	for (char *word = strtok_r(folded, " ", &rest);
	     word != NULL && w.count < sizeof(w.words) / sizeof(w.words[0]);
	     word = strtok_r(NULL, " ", &rest))
		w.words[w.count++] = word;
	return w;
}

static bool
is_in(const struct wanted *w, const char *text)
{
	const char *folded = utf8_fold(w->mem, text);

	for (size_t i = 0; i < w->count; i++)
		if (strstr(folded, w->words[i]) == NULL)
			return false;
	return w->count > 0;
}

/* ---- Rows ------------------------------------------------------------------------- */

static int
rank_of(const struct search *s, const struct wanted *w, const struct plan_node *node,
    const char **where)
{
	static const struct {
		size_t offset;
		const char *label;
	} OTHERS[] = {
		{ offsetof(struct plan_node, responsible), N_("Responsable") },
		{ offsetof(struct plan_node, indicator), N_("Indicador") },
		{ offsetof(struct plan_node, verification), N_("Medio de verificación") },
		{ offsetof(struct plan_node, sheet.formula), N_("Fórmula") },
		{ offsetof(struct plan_node, sheet.source), N_("Fuente de los datos") },
	};

	*where = "";
	if (s->by_code)
		return strncmp(node->code, s->listing.search, strlen(s->listing.search)) == 0 ? 0
											      : -1;
	if (strncmp(node->code, s->listing.search, strlen(s->listing.search)) == 0)
		return 0;
	if (is_in(w, mem_printf(w->mem, "%s %s", node->code, node->title)))
		return 1;
	for (size_t i = 0; i < sizeof(OTHERS) / sizeof(OTHERS[0]); i++) {
		const char *text = *(const char *const *)((const char *)node + OTHERS[i].offset);

		if (!is_in(w, text))
			continue;
		*where = mem_printf(w->mem, "%s: %s",
		    html_translated(&s->plan->visit->html, OTHERS[i].label), text);
		return 2;
	}
	return -1;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct search_row *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (x->node->level != y->node->level)
		return x->node->level - y->node->level;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* NULL: as they come, the likest first. */
static const char *
key_of(const void *row, const void *context)
{
	const struct search_row *r = row;
	const struct search *s = context;
	const char *order = s->listing.order;

	if (strcmp(order, "codigo") == 0)
		return r->node->code;
	if (strcmp(order, "titulo") == 0)
		return utf8_fold(s->plan->mem, r->node->title);
	if (strcmp(order, "nivel") == 0)
		return mem_printf(s->plan->mem, "%u", r->node->level);
	return strcmp(order, "unidad") == 0 ? r->path : NULL;
}

static void
find_rows(struct search *s, const struct wanted *w)
{
	const struct plan *plan = s->plan->plan;

	s->rows = mem_array(s->plan->mem, plan->node_count + 1, sizeof(*s->rows));
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		const char *where;
		int rank;

		if (node->deleted || !plan_view_reads(s->plan, node->unit))
			continue;
		rank = rank_of(s, w, node, &where);
		if (rank >= 0)
			s->rows[s->row_count++] = (struct search_row){ i, node,
				node->unit < plan->unit_count ? plan->units[node->unit].path : "",
				where, rank };
	}
	qsort(s->rows, s->row_count, sizeof(*s->rows), compare_rows);
	listing_sort(&s->listing, s->rows, s->row_count, sizeof(*s->rows), key_of, s);
}

static void
find_units(struct search *s, const struct wanted *w)
{
	const struct plan *plan = s->plan->plan;

	s->units = mem_array(s->plan->mem, plan->unit_count + 1, sizeof(*s->units));
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (plan_view_reads(s->plan, u) &&
		    is_in(w,
			mem_printf(w->mem, "%s %s %s", plan->units[u].path, plan->units[u].name,
			    plan->units[u].acronym)))
			s->units[s->unit_count++] = u;
}

/* ---- People: for who may know all units ------------------------------------------------- */

static int
find_people(struct visit *visit, struct search *s, const struct wanted *w, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct app_person *list = NULL;
	int64_t after = 0;
	size_t count = 0;
	int rc = YUP_OK;

	if (!actor_may(visit->app->by, MAY_READ_UNITS, visit->institution_id, ORG_UNIT_ALL))
		return YUP_OK;
	s->manages = actor_may(visit->app->by, MAY_MANAGE_ACCOUNTS, visit->institution_id,
	    ORG_UNIT_ALL);
	s->people = mem_array(mem, SEARCH_PEOPLE_MAX, sizeof(*s->people));
	do {
		rc = app_account_names(visit->app, mem, visit->institution_id, after,
		    ACCOUNT_PAGE_MAX, &list, &count, err);
		for (size_t i = 0; rc == YUP_OK && i < count; i++) {
			after = list[i].id;
			if (s->people_count < SEARCH_PEOPLE_MAX &&
			    is_in(w, mem_printf(mem, "%s %s", list[i].name, list[i].login)))
				s->people[s->people_count++] = (struct search_person){ list[i].id,
					list[i].name, list[i].login };
		}
	} while (rc == YUP_OK && count == ACCOUNT_PAGE_MAX && s->people_count < SEARCH_PEOPLE_MAX);
	return rc;
}

/* ---- The page ------------------------------------------------------------------------------ */

/* What a document replaced, or whose import was undone, is not looked into. */
static void
keep_in_force(struct search *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->plan_count; i++)
		if (s->plans[i].head.superseded_at[0] == '\0')
			s->plans[kept++] = s->plans[i];
	s->plan_count = kept;
}

/* The plan that is named, else the one people work on. */
static int
open_plan(struct visit *visit, struct search *s, struct plan_view *plan, struct err *err)
{
	const struct app_version *current = NULL;
	int64_t id = 0;
	int rc;

	if (!actor_may_somewhere(visit->app->by, MAY_READ_PLAN, visit->institution_id))
		return YUP_OK;
	rc = form_id(visit, "plan", &id, err);
	if (rc == YUP_OK)
		rc = plan_view_list(visit, &s->plans, &s->plan_count, &current, err);
	if (rc == YUP_OK && id == 0 && current != NULL)
		id = current->head.id;
	keep_in_force(s);
	if (rc == YUP_OK && id != 0) {
		rc = plan_view_open_id(visit, id, plan, err);
		s->plan = plan;
	}
	return rc;
}

static int
find(struct visit *visit, struct search *s, struct err *err)
{
	struct wanted w = wanted_of(visit->req->mem, s->listing.search);

	/* what folds to single digits is in every text */
	s->by_code = strspn(s->listing.search, "0123456789.-") == strlen(s->listing.search);
	s->too_short = strlen(s->listing.search) < SEARCH_LEAST || w.count == 0;
	if (s->too_short)
		return YUP_OK;
	if (s->plan != NULL) {
		if (!s->by_code)
			find_units(s, &w);
		find_rows(s, &w);
	}
	return find_people(visit, s, &w, err);
}

/* The rows that were found, of what may be taken out. */
static int
search_csv(struct visit *visit, const struct search *s, struct err *err)
{
	static const char *const HEADS[] = { N_("Código"), N_("Descripción"), N_("Nivel"),
		N_("Unidad"), N_("Dónde"), NULL };
	const struct csv_list list = { "busqueda", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < s->row_count; i++) {
		const struct search_row *r = &s->rows[i];

		if (!plan_view_may(s->plan, MAY_EXPORT, r->node->unit))
			continue;
		csv_text(&w, r->node->code);
		csv_text(&w, r->node->title);
		csv_text(&w, s->plan->plan->pack->levels[r->node->level].name);
		csv_text(&w, r->path);
		csv_text(&w, r->where);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

/* The units that were found. */
static int
units_csv(struct visit *visit, const struct search *s, struct err *err)
{
	static const char *const HEADS[] = { N_("Lugar"), N_("Unidad"), N_("Sigla"), N_("Estado"),
		NULL };
	const struct csv_list list = { "unidades", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < s->unit_count; i++) {
		const struct plan_unit *unit = &s->plan->plan->units[s->units[i]];

		if (!plan_view_may(s->plan, MAY_EXPORT, s->units[i]))
			continue;
		csv_text(&w, unit->path);
		csv_text(&w, unit->name);
		csv_text(&w, unit->acronym);
		csv_word(&w, visit, view_unit_state(unit->state));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
search_show(struct visit *visit, struct err *err)
{
	static const char *const COLUMNS[] = { "parecido", "codigo", "titulo", "nivel", "unidad",
		NULL };
	struct search s = { .listing = listing_read(visit, COLUMNS) };
	struct plan_view plan;
	struct frame f;
	int rc = open_plan(visit, &s, &plan, err);

	if (rc == YUP_OK)
		rc = find(visit, &s, err);
	if (rc < 0)
		return rc;
	if (form_chosen(visit, "formato", "csv-unidades"))
		return units_csv(visit, &s, err);
	if (csv_asked(visit))
		return search_csv(visit, &s, err);
	listing_settle(&s.listing, s.row_count);
	f = frame_make(visit, html_translated(&visit->html, N_("Buscar")), PLACE_NONE);
	tpl_search(&visit->html, &f, &s);
	return YUP_OK;
}

const struct route pages_search[] = {
	{ METHOD_GET, "/buscar", search_show, ASKS_SIGN_IN, MAY_READ_PLAN, 0 },
	{ 0 },
};
