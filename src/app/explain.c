#include "app/explain.h"

#include <assert.h>
#include <string.h>

#include "app/actor.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/follow_up_store.h"
#include "store/plan_store.h"

/* How well a unit answers to a name, best first. */
enum rank { RANK_PATH, RANK_ID, RANK_ACRONYM, RANK_NAME, RANK_NONE };

/* A unit or aggregate that answers. */
struct match {
	enum rank rank;
	const struct app_plan *plan;
	const struct app_follow_up *follow_up;
	bool aggregate;
	uint32_t index;
};

struct search {
	struct mem *mem;
	const char *name, *folded;
	struct match *matches;
	size_t count, room;
};

static void
add_match(struct search *s, struct match match)
{
	if (match.rank == RANK_NONE || (s->count > 0 && s->matches[0].rank < match.rank))
		return;
	if (s->count > 0 && s->matches[0].rank > match.rank)
		s->count = 0;
	MEM_PUSH(s->mem, s->matches, s->count, s->room);
	s->matches[s->count - 1] = match;
}

static bool
folds_alike(const struct search *s, const char *text)
{
	return s->folded[0] != '\0' && strcmp(utf8_fold(s->mem, text), s->folded) == 0;
}

static enum rank
rank_of_unit(const struct search *s, const struct plan_unit *u)
{
	if (strcmp(u->path, s->name) == 0)
		return RANK_PATH;
	if (strcmp(u->id, s->name) == 0)
		return RANK_ID;
	if (folds_alike(s, u->acronym) || folds_alike(s, u->own_acronym))
		return RANK_ACRONYM;
	return folds_alike(s, u->name) ? RANK_NAME : RANK_NONE;
}

static enum rank
rank_of_line(const struct search *s, const char *id, const char *ordinal, const char *name)
{
	if (strcmp(name, s->name) == 0)
		return RANK_PATH;
	if (strcmp(id, s->name) == 0)
		return RANK_ID;
	return folds_alike(s, name) || (ordinal != NULL && strcmp(ordinal, s->name) == 0)
	    ? RANK_NAME
	    : RANK_NONE;
}

static void
search_all(struct search *s, const struct app_documents *all)
{
	for (size_t p = 0; p < all->plan_count; p++) {
		const struct app_plan *plan = &all->plans[p];

		for (uint32_t u = 0; u < plan->plan->unit_count; u++)
			add_match(s,
			    (struct match){ rank_of_unit(s, &plan->plan->units[u]), plan, NULL,
				false, u });
	}
	for (size_t f = 0; f < all->follow_up_count; f++) {
		const struct app_follow_up *follow_up = &all->follow_ups[f];
		const struct follow_up *fu = follow_up->fu;

		for (uint32_t u = 0; u < fu->unit_count; u++)
			add_match(s,
			    (struct match){ rank_of_line(s, fu->units[u].id, fu->units[u].ordinal,
						fu->units[u].name),
				NULL, follow_up, false, u });
		for (uint32_t a = 0; a < fu->aggregate_count; a++)
			add_match(s,
			    (struct match){
				rank_of_line(s, fu->aggregates[a].id, NULL, fu->aggregates[a].name),
				NULL, follow_up, true, a });
	}
}

/* "VRP/UPR (MARyC)"; a line of a follow-up by its name, or its id where two share it. */
static void
put_match(struct str *out, const struct search *s, const struct match *m, bool with_institution)
{
	const struct institution *of = m->plan != NULL ? m->plan->institution
						       : m->follow_up->institution;

	if (m->plan != NULL)
		str_put(out, m->plan->plan->units[m->index].path);
	else if (m->aggregate)
		str_printf(out, "%s (%s)", m->follow_up->fu->aggregates[m->index].id,
		    m->follow_up->fu->aggregates[m->index].name);
	else
		str_printf(out, "%s (%s)", m->follow_up->fu->units[m->index].id,
		    m->follow_up->fu->units[m->index].name);
	if (with_institution)
		str_printf(out, ", --institution %s", of->acronym);
	(void)s;
}

static bool
several_institutions(const struct search *s)
{
	const struct institution *first = NULL;

	for (size_t i = 0; i < s->count; i++) {
		const struct institution *of = s->matches[i].plan != NULL
		    ? s->matches[i].plan->institution
		    : s->matches[i].follow_up->institution;

		if (first != NULL && first->id != of->id)
			return true;
		first = of;
	}
	return false;
}

static int
find_unit(struct search *s, const struct app_documents *all, struct match *out, struct err *err)
{
	CLEANUP(str_done) struct str list = { 0 };

	search_all(s, all);
	if (s->count == 0)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%s", s->name);
	if (s->count == 1) {
		*out = s->matches[0];
		return YUP_OK;
	}
	for (size_t i = 0; i < s->count; i++) {
		str_put(&list, i > 0 ? "; " : "");
		put_match(&list, s, &s->matches[i], several_institutions(s));
	}
	return err_refuse(err, YUP_ECONFLICT, "unit_ambiguous", "%s", str_text(&list));
}

/* ---- The row ------------------------------------------------------------------- */

/* Rows found by code or id, to choose one or to list them. */
struct rows {
	uint32_t last;
	size_t count;
	struct str list;
};

static void
add_row(struct rows *rows, uint32_t index, const char *code, const char *id, uint32_t line)
{
	rows->last = index;
	rows->count++;
	str_printf(&rows->list, "%s%s (%s, línea %u)", rows->count > 1 ? "; " : "", code, id, line);
}

static int
one_row(struct rows *rows, const char *code, uint32_t *out, struct err *err)
{
	int rc = YUP_OK;

	if (rows->count == 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "code_absent", "%s", code);
	else if (rows->count > 1)
		rc = err_refuse(err, YUP_ECONFLICT, "code_ambiguous", "%s", rows->list.text);
	else
		*out = rows->last;
	str_done(&rows->list);
	return rc;
}

static int
find_node(const struct plan *plan, uint32_t unit, const char *code, uint32_t *out, struct err *err)
{
	struct rows rows = { 0 };

	for (int as_read = 0; as_read < 2 && rows.count == 0; as_read++)
		for (uint32_t i = 0; i < plan->node_count; i++) {
			const struct plan_node *node = &plan->nodes[i];

			if (node->unit == unit &&
			    (strcmp(as_read ? node->code_read : node->code, code) == 0 ||
				strcmp(node->id, code) == 0))
				add_row(&rows, i, node->code, node->id, node_source(node).line);
		}
	return one_row(&rows, code, out, err);
}

static int
find_operation(const struct follow_up *fu, uint32_t unit, const char *code, uint32_t *out,
    struct err *err)
{
	struct rows rows = { 0 };

	for (uint32_t i = 0; i < fu->operation_count; i++) {
		const struct fu_operation *op = &fu->operations[i];

		if (op->unit == unit && (strcmp(op->code, code) == 0 || strcmp(op->id, code) == 0))
			add_row(&rows, i, op->code, op->id, op->source.line);
	}
	return one_row(&rows, code, out, err);
}

/* ---- The sources ------------------------------------------------------------------ */

static const char *
hex_of(struct mem *mem, const uint8_t *bytes, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%02x", bytes[i]);
	return mem_strdup(mem, str_text(&s));
}

static int
load_sources(const struct app *app, struct mem *mem, int64_t institution_id, const int64_t *ids,
    size_t count, struct app_explained *out, struct err *err)
{
	struct document *list = NULL;
	size_t list_count = 0;
	int rc = document_store_list(app->db, mem, institution_id, &list, &list_count, err);

	out->sources = mem_array(mem, count + 1, sizeof(*out->sources));
	out->source_count = count;
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct app_source *source = &out->sources[i];

		for (size_t k = 0; k < list_count; k++)
			if (list[k].id == ids[i])
				source->document = list[k];
		if (ids[i] == 0)
			continue;
		source->sha256 = hex_of(mem, source->document.sha256, DOCUMENT_HASH_SIZE);
		rc = document_store_load_rows(app->db, mem, institution_id, ids[i], &source->rows,
		    &source->row_count, err);
	}
	return rc;
}

const char *
app_cells_at(const struct app_explained *explained, const struct source *source)
{
	const struct app_source *from;

	if (source->file >= explained->source_count || source->line == 0)
		return NULL;
	from = &explained->sources[source->file];
	for (size_t i = 0; i < from->row_count; i++)
		if (from->rows[i].line == source->line)
			return from->rows[i].cells;
	return NULL;
}

int
app_plan_sources(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t org_unit, struct app_explained *out, struct err *err)
{
	struct app_explained explained = { 0 };
	int64_t *ids = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, org_unit,
	    mem_printf(mem, "plan %lld", (long long)plan_id), err);

	if (rc == YUP_OK)
		rc = plan_store_documents(app->db, mem, institution_id, plan_id, &ids, &count, err);
	if (rc == YUP_OK)
		rc = load_sources(app, mem, institution_id, ids, count, &explained, err);
	if (rc == YUP_OK)
		*out = explained;
	return rc;
}

int
app_follow_up_sources(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_explained *out, struct err *err)
{
	struct app_explained explained = { 0 };
	int64_t *ids = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_ALL,
	    mem_printf(mem, "follow-up %lld", (long long)follow_up_id), err);

	if (rc == YUP_OK)
		rc = follow_up_store_documents(app->db, mem, institution_id, follow_up_id, &ids,
		    &count, err);
	if (rc == YUP_OK)
		rc = load_sources(app, mem, institution_id, ids, count, &explained, err);
	if (rc == YUP_OK)
		*out = explained;
	return rc;
}

/* ---- All together ------------------------------------------------------------------- */

static int
explain_in_plan(const struct app *app, struct mem *mem, const struct app_explain_request *request,
    const struct match *m, struct app_explained *out, struct err *err)
{
	const struct plan *plan = m->plan->plan;
	size_t count = 0;
	int64_t *ids;
	uint32_t node = 0;
	int rc;

	out->plan = plan;
	if (request->month > plan->period_count)
		return err_refuse(err, YUP_EINVALID, "month_out_of_range", "%u",
		    plan->period_count);
	rc = rollup_compute(mem, plan,
	    request->policy == APP_POLICY_OWN ? plan->policy : (enum rollup_policy)request->policy,
	    &out->rollup, err);
	if (rc == YUP_OK && request->code != NULL)
		rc = find_node(plan, m->index, request->code, &node, err);
	if (rc < 0)
		return rc;
	if (request->code != NULL)
		out->explanation = explain_node(mem, plan, &out->rollup, node, request->month);
	else
		out->explanation = explain_unit(mem, plan, &out->rollup, m->index, request->month);
	if (request->code == NULL && !out->rollup.unit_known[m->index])
		return err_refuse(err, YUP_ENOTFOUND, "not_rolled_up", "%s",
		    plan->units[m->index].path);
	rc = plan_store_documents(app->db, mem, m->plan->institution->id, m->plan->id, &ids, &count,
	    err);
	if (rc == YUP_OK)
		rc = load_sources(app, mem, m->plan->institution->id, ids, count, out, err);
	return rc;
}

static int
explain_in_follow_up(const struct app *app, struct mem *mem,
    const struct app_explain_request *request, const struct match *m, struct app_explained *out,
    struct err *err)
{
	const struct follow_up *fu;
	size_t count = 0;
	int64_t *ids;
	uint32_t operation = 0;
	int rc = YUP_OK;

	assert(m->follow_up != NULL);
	fu = m->follow_up->fu;
	out->fu = fu;
	if (request->month > 0)
		return err_refuse(err, YUP_EINVALID, "month_for_follow_up", "%u", request->month);
	if (request->code != NULL)
		rc = find_operation(fu, m->aggregate ? PLAN_NONE : m->index, request->code,
		    &operation, err);
	if (rc < 0)
		return rc;
	if (request->code != NULL)
		out->explanation = explain_operation(mem, fu, operation);
	else if (m->aggregate)
		out->explanation = explain_aggregate(mem, fu, m->index);
	else
		out->explanation = explain_fu_unit(mem, fu, m->index);
	rc = follow_up_store_documents(app->db, mem, m->follow_up->institution->id,
	    m->follow_up->id, &ids, &count, err);
	if (rc == YUP_OK)
		rc = load_sources(app, mem, m->follow_up->institution->id, ids, count, out, err);
	return rc;
}

int
app_explain(const struct app *app, struct mem *mem, const struct app_explain_request *request,
    struct app_explained *out, struct err *err)
{
	struct search s = { .mem = mem,
		.name = request->unit,
		.folded = utf8_fold(mem, request->unit) };
	struct app_explained explained = { 0 };
	struct app_documents *all = mem_alloc(mem, sizeof(*all));
	struct match match = { 0 };
	int rc;

	rc = app_load(app, mem, request->institution, MAY_READ_PLAN, request->what | APP_LATEST,
	    all, err);
	if (rc < 0)
		return rc;
	if (all->plan_count + all->follow_up_count == 0)
		return err_refuse(err, YUP_ENOTFOUND, "nothing_stored", "%s", app->db_shown);
	rc = find_unit(&s, all, &match, err);
	if (rc < 0)
		return rc;
	rc = match.plan != NULL ? explain_in_plan(app, mem, request, &match, &explained, err)
				: explain_in_follow_up(app, mem, request, &match, &explained, err);
	if (rc == YUP_OK)
		*out = explained;
	return rc;
}
