#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/documents.h"
#include "base/mem.h"

enum { VERSION_DIGITS = 4 };

/* ---- Two ends ------------------------------------------------------------------- */

static bool
is_version(const char *text, size_t length)
{
	return length > 0 && length <= VERSION_DIGITS && strspn(text, "0123456789") >= length;
}

/* "1", "2027-03-01", "1@2027-03-01". */
static void
choose(struct mem *mem, const char *text, struct app_choice *choice)
{
	size_t length;

	if (text == NULL)
		return;
	length = strcspn(text, "@");
	choice->one_version = is_version(text, length);
	if (choice->one_version) {
		choice->version = (unsigned)strtoul(mem_strndup(mem, text, length), NULL, 10);
		choice->as_of = text[length] == '@' ? text + length + 1 : NULL;
	} else {
		choice->as_of = text;
	}
}

/* Whose plans are compared. */
struct whose {
	const struct institution *institution; /* it has been asked; or NULL */
	const char *name;                      /* to ask for, NULL: the only one */
};

static int
load_end(const struct app *app, struct mem *mem, const struct whose *whose,
    const struct app_choice *choice, struct app_plan *out, struct err *err)
{
	struct app chosen = *app;
	struct app_documents all;
	int rc;

	chosen.choice = *choice;
	rc = whose->institution != NULL
	    ? app_load_of(&chosen, mem, whose->institution, APP_PLANS | APP_LATEST, &all, err)
	    : app_load(&chosen, mem, whose->name, MAY_READ_PLAN, APP_PLANS | APP_LATEST, &all, err);
	if (rc < 0)
		return rc;
	if (all.plan_count == 0)
		return err_refuse(err, YUP_ENOTFOUND, "nothing_stored", "no plan");
	if (all.plan_count > 1)
		return err_refuse(err, YUP_ECONFLICT, "plan_ambiguous", "%s, %s",
		    all.plans[0].institution->acronym, all.plans[1].institution->acronym);
	*out = all.plans[0];
	return YUP_OK;
}

static const struct plan_head *
head_of(const struct plan_head *heads, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (heads[i].id == id)
			return &heads[i];
	return NULL;
}

/* Where no beginning is named: what it was started from, else itself as it was saved. */
static int
load_beginning(const struct app *app, struct mem *mem, const struct app_plan *after,
    const struct plan_head *heads, size_t count, struct app_plan *out, struct err *err)
{
	const struct plan_head *older = head_of(heads, count, after->plan->based_on);
	const struct pack *pack = after->plan->pack;
	int rc = YUP_OK;

	*out = *after;
	if (older != NULL) {
		out->id = older->id;
		rc = app_pack(app, mem, after->institution->id, older->pack, &pack, err);
	}
	return rc < 0 ? rc
		      : plan_store_load_at(app->db, mem, after->institution->id, out->id, pack,
			    older != NULL ? PLAN_NEWEST : 0, &out->plan, err);
}

/* One was started from the other, however many plans lie between. */
static bool
share_ids(const struct plan_head *heads, size_t count, int64_t a, int64_t b)
{
	for (int turn = 0; turn < 2; turn++) {
		const struct plan_head *head = head_of(heads, count, turn == 0 ? a : b);

		for (size_t i = 0; head != NULL && i <= count; i++) {
			if (head->id == (turn == 0 ? b : a))
				return true;
			head = head_of(heads, count, head->based_on);
		}
	}
	return false;
}

static int
compare(const struct app *app, struct mem *mem, const struct whose *whose, int year,
    const char *from, const char *to, struct app_diff *out, struct err *err)
{
	struct app_choice first = { .year = year }, last = { .year = year };
	struct app_plan before, after;
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc;

	choose(mem, from, &first);
	choose(mem, to, &last);
	rc = load_end(app, mem, whose, &last, &after, err);
	if (rc == YUP_OK)
		rc = plan_store_list(app->db, mem, after.institution->id, &heads, &count, err);
	if (rc < 0)
		return rc;
	if (first.year == 0)
		first.year = after.plan->year;
	rc = from == NULL ? load_beginning(app, mem, &after, heads, count, &before, err)
			  : load_end(app, mem, whose, &first, &before, err);
	if (rc < 0)
		return rc;
	*out = (struct app_diff){ .before = before.plan, .after = after.plan };
	if (share_ids(heads, count, before.id, after.id))
		plan_diff_compute_versions(mem, before.plan, after.plan, &out->diff);
	else
		plan_diff_compute(mem, before.plan, after.plan, &out->diff);
	return YUP_OK;
}

int
app_diff(const struct app *app, struct mem *mem, const char *institution, const char *from,
    const char *to, struct app_diff *out, struct err *err)
{
	struct whose whose = { .name = institution };

	return compare(app, mem, &whose, app->choice.year, from, to, out, err);
}

int
app_plan_diff(const struct app *app, struct mem *mem, const struct app_version *version,
    const char *from, const char *to, struct app_diff *out, struct err *err)
{
	struct whose whose = { .institution = version->institution };
	int rc = app_require(app, MAY_READ_PLAN, version->institution->id, ORG_UNIT_NONE,
	    mem_printf(mem, "plan %lld", (long long)version->head.id), err);

	if (rc < 0)
		return rc;
	if (to == NULL)
		to = mem_printf(mem, "%u", version->head.version);
	return compare(app, mem, &whose, version->head.year, from, to, out, err);
}

/* ---- Change by change --------------------------------------------------------------- */

/* Without the cells of units that are not for app->by to read. */
static void
keep_readable(const struct app *app, struct mem *mem, const struct app_version *version,
    const struct plan *plan, struct app_history *history)
{
	size_t kept = 0;

	for (size_t i = 0; i < history->count; i++) {
		struct change change = history->changes[i];
		struct cell_edit *cells = mem_array(mem, change.cell_count + 1, sizeof(*cells));
		size_t count = 0;

		for (size_t k = 0; k < change.cell_count; k++) {
			uint32_t unit = plan->nodes[change.cells[k].node].unit;

			if (actor_may(app->by, MAY_READ_PLAN, version->institution->id,
				unit < plan->unit_count ? plan->units[unit].org_unit_id
							: ORG_UNIT_NONE))
				cells[count++] = change.cells[k];
		}
		if (count == 0 && change.cell_count > 0)
			continue;
		change.cells = cells;
		change.cell_count = count;
		history->changes[kept++] = change;
	}
	history->count = kept;
}

int
app_plan_history(const struct app *app, struct mem *mem, const struct app_version *version,
    uint32_t row, struct app_history *out, struct err *err)
{
	const struct change_range all = { 0, UINT32_MAX };
	int64_t institution_id = version->institution->id;
	struct app_history history = { 0 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK)
		rc = app_pack(app, mem, institution_id, version->head.pack, &pack, err);
	if (rc == YUP_OK)
		rc = plan_store_load_rows(app->db, mem, institution_id, version->head.id, pack,
		    &plan, err);
	if (rc == YUP_OK && row == PLAN_NONE)
		rc = change_store_list(app->db, mem, institution_id, version->head.id, &all,
		    &history.changes, &history.count, err);
	else if (rc == YUP_OK)
		rc = change_store_list_of_node(app->db, mem, institution_id, version->head.id, row,
		    0, &history.changes, &history.count, err);
	if (rc < 0)
		return rc;
	keep_readable(app, mem, version, plan, &history);
	history.plan = plan;
	*out = history;
	return YUP_OK;
}

int
app_row_changes(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t org_unit, uint32_t row, struct change **out, size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_READ_PLAN, institution_id, org_unit,
	    mem_printf(mem, "plan %lld", (long long)plan_id), err);

	return rc < 0 ? rc
		      : change_store_list_of_node(app->db, mem, institution_id, plan_id, row, 0,
			    out, out_count, err);
}

int
app_plan_row(const struct plan *plan, const char *unit, const char *code, uint32_t *out,
    struct err *err)
{
	uint32_t of = PLAN_NONE, found = PLAN_NONE;
	int rc = unit != NULL ? app_plan_unit(plan, unit, &of, err) : YUP_OK;

	for (uint32_t i = 0; rc == YUP_OK && i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->deleted || (unit != NULL && node->unit != of))
			continue;
		if (strcmp(node->id, code) == 0) {
			*out = i;
			return YUP_OK;
		}
		if (strcmp(node->code, code) != 0)
			continue;
		if (found != PLAN_NONE)
			rc = err_refuse(err, YUP_ECONFLICT, "code_ambiguous", "%s (%s), %s (%s)",
			    code, plan->nodes[found].id, code, node->id);
		found = i;
	}
	if (rc == YUP_OK && found == PLAN_NONE)
		rc = err_refuse(err, YUP_ENOTFOUND, "code_absent", "%s", code);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}
