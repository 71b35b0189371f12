#include "app/versions.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/derive.h"
#include "app/moment.h"
#include "app/observe_acts.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/plan.h"
#include "core/plan_edit.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/plan_digest.h"

enum { UNITS_TOLD = 20 };

/* ---- Finding -------------------------------------------------------------------- */

int
app_plan_list(const struct app *app, struct mem *mem, const char *institution,
    struct app_version **out, size_t *out_count, struct err *err)
{
	struct institution *list = NULL;
	struct app_version *all = NULL;
	size_t institutions = 0, count = 0, room = 0;
	int rc = app_allowed(app, mem, institution, MAY_READ_PLAN, &list, &institutions, err);

	for (size_t i = 0; rc == YUP_OK && i < institutions; i++) {
		struct plan_head *heads = NULL;
		size_t head_count = 0;

		rc = plan_store_list(app->db, mem, list[i].id, &heads, &head_count, err);
		for (size_t k = 0; rc == YUP_OK && k < head_count; k++) {
			MEM_PUSH(mem, all, count, room);
			all[count - 1] = (struct app_version){ &list[i], heads[k] };
		}
	}
	if (rc < 0)
		return rc;
	*out = all;
	*out_count = count;
	return YUP_OK;
}

static bool
is_chosen(const struct app_choice *choice, const struct plan_head *head)
{
	return head->superseded_at[0] == '\0' &&
	    (choice->year == 0 || choice->year == head->year) &&
	    (!choice->one_version || choice->version == head->version);
}

int
app_plan_find(const struct app *app, struct mem *mem, const char *institution,
    struct app_version *out, struct err *err)
{
	struct app_version *all = NULL;
	const struct app_version *found = NULL;
	size_t count = 0;
	int rc = app_plan_list(app, mem, institution, &all, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (!is_chosen(&app->choice, &all[i].head))
			continue;
		if (found != NULL && found->institution != all[i].institution)
			return err_refuse(err, YUP_ECONFLICT, "plan_ambiguous", "%s, %s",
			    found->institution->acronym, all[i].institution->acronym);
		found = &all[i]; /* by year and version: the last is the newest */
	}
	if (rc == YUP_OK && found == NULL && app->choice.one_version)
		return err_refuse(err, YUP_ENOTFOUND, "version_absent", "%u", app->choice.version);
	if (rc == YUP_OK && found == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "nothing_stored", "no plan");
	if (rc == YUP_OK)
		*out = *found;
	return rc;
}

static int
load(const struct app *app, struct mem *mem, const struct app_version *version, struct plan **out,
    struct err *err)
{
	const struct pack *pack = NULL;
	int rc = app_pack(app, mem, version->institution->id, version->head.pack, &pack, err);

	return rc < 0 ? rc
		      : plan_store_load(app->db, mem, version->institution->id, version->head.id,
			    pack, out, err);
}

/* With all its rows, as changes and observations name them. */
static int
load_rows(const struct app *app, struct mem *mem, const struct app_version *version,
    struct plan **out, struct err *err)
{
	const struct pack *pack = NULL;
	int rc = app_pack(app, mem, version->institution->id, version->head.pack, &pack, err);

	return rc < 0 ? rc
		      : plan_store_load_rows(app->db, mem, version->institution->id,
			    version->head.id, pack, out, err);
}

int
app_plan_steps_of(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, struct plan_step **out, size_t *out_count, struct err *err)
{
	struct plan_step *steps = NULL;
	size_t count = 0, kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK)
		rc = step_store_list(app->db, mem, institution_id, plan_id, &steps, &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (actor_may(app->by, MAY_READ_PLAN, institution_id,
			steps[i].unit < plan->unit_count ? plan->units[steps[i].unit].org_unit_id
							 : ORG_UNIT_NONE))
			steps[kept++] = steps[i];
	*out = steps;
	*out_count = kept;
	return YUP_OK;
}

int
app_plan_steps(const struct app *app, struct mem *mem, const struct app_version *version,
    struct plan_step **out, size_t *out_count, struct err *err)
{
	struct plan *plan = NULL;
	int rc = app_require(app, MAY_READ_PLAN, version->institution->id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK)
		rc = load(app, mem, version, &plan, err);
	return rc < 0 ? rc
		      : app_plan_steps_of(app, mem, version->institution->id, version->head.id,
			    plan, out, out_count, err);
}

int
app_plan_unit(const struct plan *plan, const char *name, uint32_t *out, struct err *err)
{
	uint32_t found = PLAN_NONE;

	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].path, name) == 0 ||
		    strcmp(plan->units[u].id, name) == 0) {
			*out = u;
			return YUP_OK;
		}
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		if (strcmp(plan->units[u].acronym, name) != 0 &&
		    strcmp(plan->units[u].own_acronym, name) != 0)
			continue;
		if (found != PLAN_NONE)
			return err_refuse(err, YUP_ECONFLICT, "unit_ambiguous", "%s, %s",
			    plan->units[found].path, plan->units[u].path);
		found = u;
	}
	if (found == PLAN_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%s", name);
	*out = found;
	return YUP_OK;
}

/* ---- Steps ------------------------------------------------------------------------ */

static int
check_step(const struct state_step *allowed, const struct app_step *step, struct err *err)
{
	bool dated = step->resolution_date != NULL && step->resolution_date[0] != '\0';
	bool said = step->why != NULL && step->why[0] != '\0';
	bool excepted = (allowed->needs & STEP_NEEDS_UNITS) != 0 && step->exception;

	if (excepted && !said) {
		(void)err_refuse(err, YUP_EINVALID, "exception_unsaid", "no reason");
		return err != NULL ? err_in(err, "why") : YUP_EINVALID;
	}
	if ((allowed->needs & STEP_NEEDS_REASON) != 0 && !said) {
		(void)err_refuse(err, YUP_EINVALID, "reason_needed", "no reason");
		return err != NULL ? err_in(err, "why") : YUP_EINVALID;
	}
	if ((allowed->needs & STEP_NEEDS_RESOLUTION) != 0 && (!said || !dated)) {
		(void)err_refuse(err, YUP_EINVALID, "resolution_needed", "no resolution");
		return err != NULL ? err_in(err, "resolution") : YUP_EINVALID;
	}
	if (dated && !app_is_date(step->resolution_date)) {
		(void)err_refuse(err, YUP_EINVALID, "date_invalid", "%s", step->resolution_date);
		return err != NULL ? err_in(err, "resolution_date") : YUP_EINVALID;
	}
	if (said && strlen(step->why) > EDIT_TEXT_MAX) {
		(void)err_refuse(err, YUP_EINVALID, "text_too_long", "%d", EDIT_TEXT_MAX);
		return err != NULL ? err_in(err, "why") : YUP_EINVALID;
	}
	return YUP_OK;
}

static struct plan_step
step_of(const struct app *app, const struct app_step *said, uint32_t unit, unsigned state,
    const char *now)
{
	return (struct plan_step){
		.unit = unit,
		.state = state,
		.at = now,
		.user_id = app->by != NULL ? app->by->user_id : 0,
		.actor = app->by != NULL && app->by->name != NULL ? app->by->name : "",
		.why = said->why != NULL ? said->why : "",
		.resolution_date = said->resolution_date != NULL ? said->resolution_date : "",
	};
}

/* The approved version that this one takes the place of. */
static int
supersede_older(const struct app *app, struct db_tx *tx, struct mem *mem,
    const struct app_version *version, const char *now, struct err *err)
{
	struct app_step said = { .why = mem_printf(mem, "versión %u", version->head.version) };
	struct plan_step step = step_of(app, &said, PLAN_NONE, PLAN_SUPERSEDED, now);
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc = plan_store_list(tx->db, mem, version->institution->id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		uint32_t revision;

		if (heads[i].year != version->head.year || heads[i].id == version->head.id ||
		    heads[i].superseded_at[0] != '\0' || heads[i].state != PLAN_APPROVED)
			continue;
		rc = step_store_plan(tx, version->institution->id, heads[i].id, PLAN_APPROVED,
		    &step, &revision, err);
	}
	return rc;
}

size_t
app_units_unvalidated(struct mem *mem, const struct plan *plan, uint32_t **out)
{
	bool *has_rows = mem_array(mem, plan->unit_count + 1, sizeof(*has_rows));
	uint32_t *list = mem_array(mem, plan->unit_count + 1, sizeof(*list));
	size_t count = 0;

	for (uint32_t i = 0; i < plan->node_count; i++)
		if (!plan->nodes[i].deleted && plan->nodes[i].unit < plan->unit_count)
			has_rows[plan->nodes[i].unit] = true;
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (has_rows[u] && plan->units[u].state != UNIT_VALIDATED)
			list[count++] = u;
	*out = list;
	return count;
}

/* "3: VRP/UPR, VRP/UPV, DMIN" */
static int
refuse_unvalidated(const struct plan *plan, const uint32_t *units, size_t count, struct err *err)
{
	CLEANUP(str_done) struct str names = { 0 };

	for (size_t i = 0; i < count && i < UNITS_TOLD; i++)
		str_printf(&names, "%s%s", i > 0 ? ", " : "", plan->units[units[i]].path);
	return err_refuse(err, YUP_ECONFLICT, "units_unvalidated", "%zu: %s%s", count,
	    str_text(&names), count > UNITS_TOLD ? "…" : "");
}

/* A plan does not go on without its units; `step` says so where an exception lets it. */
static int
check_whole(const struct app *app, struct mem *mem, const struct app_version *version,
    const struct app_step *said, struct plan_step *step, struct err *err)
{
	struct plan *plan = NULL;
	uint32_t *missing = NULL;
	size_t count = 0;
	int rc = load(app, mem, version, &plan, err);

	for (size_t u = 0; rc == YUP_OK && u < plan->unit_count; u++)
		if (plan->units[u].state == UNIT_SUBMITTED || plan->units[u].state == UNIT_RETURNED)
			rc = err_refuse(err, YUP_ECONFLICT, "units_pending", "%s",
			    plan->units[u].path);
	if (rc == YUP_OK)
		count = app_units_unvalidated(mem, plan, &missing);
	if (rc == YUP_OK && count > 0 && !said->exception)
		rc = refuse_unvalidated(plan, missing, count, err);
	if (rc == YUP_OK && count > 0)
		step->why = mem_printf(mem, "Por excepción, %zu sin validar: %s", count, said->why);
	return rc;
}

static int
pass_plan(const struct app *app, struct mem *mem, const struct app_version *version, unsigned seen,
    const struct state_step *way, const struct app_step *said, const struct audit *what,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	struct plan_step step;
	uint32_t revision;
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	step = step_of(app, said, PLAN_NONE, way->to, now);
	if (rc == YUP_OK && (way->needs & STEP_NEEDS_UNITS) != 0)
		rc = check_whole(app, mem, version, said, &step, err);
	if (rc == YUP_OK)
		rc = step_store_plan(&tx, version->institution->id, version->head.id, seen, &step,
		    &revision, err);
	if (rc == YUP_OK && way->to == PLAN_APPROVED)
		rc = supersede_older(app, &tx, mem, version, now, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, what, err);
	return rc < 0 ? rc : db_commit(&tx, err);
}

int
app_plan_pass(const struct app *app, const struct app_version *version, enum plan_state to,
    const struct app_step *said, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t institution_id = version->institution->id;
	struct plan_now now = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "plan.pass",
		.subject = mem_printf(mem, "plan %lld", (long long)version->head.id),
		.detail = mem_printf(mem, "%s%s: %s", plan_state_key(to),
		    said->exception ? " by exception" : "", said->why != NULL ? said->why : ""),
	};
	const struct state_step *step, *other;
	int rc = change_store_now(app->db, institution_id, version->head.id, &now, err);

	if (rc < 0)
		return rc;
	step = plan_step_find((enum plan_state)now.state, to, NULL);
	if (step == NULL)
		return audit_refused(app, &what,
		    err_refuse(err, YUP_ECONFLICT, "step_absent", "plan %d", version->head.year),
		    err);
	for (other = step; other != NULL;
	     other = plan_step_find((enum plan_state)now.state, to, other))
		if (actor_may(app->by, (enum permission)other->permission, institution_id,
			ORG_UNIT_ALL))
			step = other;
	rc = app_require(app, (enum permission)step->permission, institution_id, ORG_UNIT_ALL,
	    what.subject, err);
	if (rc < 0)
		return rc; /* recorded there */
	rc = check_step(step, said, err);
	if (rc == YUP_OK)
		rc = pass_plan(app, mem, version, now.state, step, said, &what, err);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

/* ---- Units ---------------------------------------------------------------------------- */

/* The units named, their steps allowed to whoever asks. */
static int
check_units(const struct app *app, const struct app_version *version, const struct plan *plan,
    const uint32_t *units, size_t count, enum unit_state to, const struct app_step *said,
    const char *subject, struct err *err)
{
	int64_t institution_id = version->institution->id;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct plan_unit *unit = &plan->units[units[i]];
		enum unit_state from = (enum unit_state)unit->state;
		const struct state_step *step = unit_step_find(from, to, NULL), *other;

		if (step == NULL)
			return err_refuse(err, YUP_ECONFLICT, "step_absent", "%s", unit->path);
		for (other = step; other != NULL; other = unit_step_find(from, to, other))
			if (actor_may(app->by, (enum permission)other->permission, institution_id,
				unit->org_unit_id))
				step = other;
		rc = app_require(app, (enum permission)step->permission, institution_id,
		    unit->org_unit_id, subject, err);
		if (rc == YUP_OK)
			rc = check_step(step, said, err);
	}
	return rc;
}

/* What units are to become, and what is observed in them. */
struct passing {
	enum unit_state to;
	const struct app_step *said;
	const struct observation_new *observed;
	size_t observed_count;
};

static int
pass_observations(struct acting *acting, struct mem *mem, const struct plan *plan,
    const uint32_t *units, size_t count, const struct passing *p, struct err *err)
{
	int rc = YUP_OK;

	if (p->to == UNIT_RETURNED)
		rc = acting_observe(acting, mem, plan, units, count, p->observed, p->observed_count,
		    err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = acting_pass(acting, mem, plan, units[i], p->to, err);
	return rc;
}

static int
pass_units(const struct app *app, struct mem *mem, const struct app_version *version,
    const struct plan *plan, const uint32_t *units, size_t count, const struct passing *p,
    const struct audit *what, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t institution_id = version->institution->id;
	char now[CLOCK_TEXT_SIZE];
	uint32_t revision = 0;
	struct acting acting = { .app = app,
		.tx = &tx,
		.institution_id = institution_id,
		.plan_id = version->head.id,
		.now = now };
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = change_store_begin(&tx, institution_id, version->head.id, plan->revision,
		    &revision, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct plan_step step = step_of(app, p->said, units[i], p->to, now);

		step.revision = revision;
		rc = step_store_unit(&tx, institution_id, version->head.id,
		    plan->units[units[i]].state, &step, err);
	}
	acting.revision = revision;
	if (rc == YUP_OK)
		rc = pass_observations(&acting, mem, plan, units, count, p, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, what, err);
	return rc < 0 ? rc : db_commit(&tx, err);
}

static int
find_units(const struct plan *plan, const char *const *names, size_t count, uint32_t *out,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = app_plan_unit(plan, names[i], &out[i], err);
	return rc;
}

static int
pass(const struct app *app, const struct app_version *version, const char *const *names,
    size_t count, const struct passing *p, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	uint32_t *units = mem_array(mem, count + 1, sizeof(*units));
	struct plan *plan = NULL;
	struct audit what = {
		.institution_id = version->institution->id,
		.action = "unit.pass",
		.subject = mem_printf(mem, "plan %lld unit %s", (long long)version->head.id,
		    count > 0 ? names[0] : ""),
		.detail = mem_printf(mem, "%s, %zu units: %s", unit_state_key(p->to), count,
		    p->said->why != NULL ? p->said->why : ""),
	};
	int rc = load_rows(app, mem, version, &plan, err);

	if (rc == YUP_OK && plan->state != PLAN_DRAFT)
		rc = err_refuse(err, YUP_ECONFLICT, "plan_not_draft", "%s",
		    plan_state_key((enum plan_state)plan->state));
	if (rc == YUP_OK)
		rc = find_units(plan, names, count, units, err);
	if (rc == YUP_OK)
		rc = check_units(app, version, plan, units, count, p->to, p->said, what.subject,
		    err);
	if (rc == YUP_EDENIED)
		return rc; /* recorded there */
	if (rc == YUP_OK)
		rc = pass_units(app, mem, version, plan, units, count, p, &what, err);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

int
app_units_pass(const struct app *app, const struct app_version *version, const char *const *names,
    size_t count, enum unit_state to, const struct app_step *said, struct err *err)
{
	struct passing p = { .to = to, .said = said };

	return pass(app, version, names, count, &p, err);
}

int
app_units_return(const struct app *app, const struct app_version *version, const char *const *names,
    size_t count, const struct app_step *said, const struct observation_new *observed,
    size_t observed_count, struct err *err)
{
	struct passing p = { UNIT_RETURNED, said, observed, observed_count };

	return pass(app, version, names, count, &p, err);
}

/* ---- New plans ------------------------------------------------------------------------- */

static int
save_new(const struct app *app, struct mem *mem, const struct app_version *from, struct plan *plan,
    const int64_t *documents, const struct audit *what, struct plan_head *out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit saved = *what;
	struct finding_list findings = { .mem = mem };
	char now[CLOCK_TEXT_SIZE];
	int64_t id = 0;
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	plan->based_on = from->head.id;
	plan->state = PLAN_DRAFT;
	plan_renumber(plan);
	for (size_t u = 0; u < plan->unit_count; u++)
		plan->units[u].state = UNIT_DRAFT;
	if (rc == YUP_OK)
		rc = plan_store_save(&tx, from->institution->id, plan, documents, now, &id, err);
	if (rc == YUP_ECONFLICT)
		rc = err_refuse(err, rc, "version_exists", "%d/%u", plan->year, plan->version);
	if (rc == YUP_OK)
		rc = app_derive_plan(&tx, mem, from->institution->id, id, plan, &findings, err);
	if (rc == YUP_OK)
		rc = digest_mark_saved(tx.db, mem, from->institution->id, id, plan->pack,
		    &saved.mark, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &saved, err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK)
		*out = (struct plan_head){ .id = id,
			.year = plan->year,
			.version = plan->version,
			.pack = from->head.pack,
			.saved_at = "",
			.superseded_at = "",
			.based_on = from->head.id };
	return rc;
}

/* One more than any version of the year; YUP_ECONFLICT while a newer one is under way. */
static int
next_version(const struct app *app, struct mem *mem, const struct app_version *version,
    unsigned *out, struct err *err)
{
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc = plan_store_list(app->db, mem, version->institution->id, &heads, &count, err);

	*out = version->head.version + 1;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (heads[i].year == version->head.year && heads[i].superseded_at[0] == '\0' &&
		    heads[i].version > version->head.version)
			rc = err_refuse(err, YUP_ECONFLICT, "version_exists", "%d/%u",
			    heads[i].year, heads[i].version);
	return rc;
}

static int
amend(const struct app *app, struct mem *mem, const struct app_version *version,
    const struct audit *what, struct plan_head *out, struct err *err)
{
	struct plan *plan = NULL;
	int64_t *documents = NULL;
	size_t count = 0;
	unsigned next = 0;
	int rc;

	rc = load(app, mem, version, &plan, err);
	if (rc == YUP_OK && plan->state != PLAN_APPROVED)
		rc = err_refuse(err, YUP_ECONFLICT, "not_approved", "%s",
		    plan_state_key((enum plan_state)plan->state));
	if (rc == YUP_OK)
		rc = next_version(app, mem, version, &next, err);
	if (rc == YUP_OK)
		rc = plan_store_documents(app->db, mem, version->institution->id, version->head.id,
		    &documents, &count, err);
	if (rc < 0)
		return rc;
	plan->version = next;
	return save_new(app, mem, version, plan, documents, what, out, err);
}

int
app_plan_amend(const struct app *app, const struct app_version *version, struct plan_head *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct audit what = {
		.institution_id = version->institution->id,
		.action = "plan.amend",
		.subject = mem_printf(mem, "plan %lld", (long long)version->head.id),
	};
	int rc = app_require(app, MAY_START_PLAN, version->institution->id, ORG_UNIT_ALL,
	    what.subject, err);

	if (rc < 0)
		return rc;
	rc = amend(app, mem, version, &what, out, err);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

static int
new_year(const struct app *app, struct mem *mem, const struct app_version *version,
    struct new_year options, const char *const *names, size_t count, const struct audit *what,
    struct plan_head *out, struct err *err)
{
	struct plan *from = NULL, *plan = NULL;
	bool *chosen;
	int rc = load(app, mem, version, &from, err);

	if (rc < 0)
		return rc;
	chosen = mem_array(mem, from->unit_count + 1, sizeof(*chosen));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		uint32_t unit = 0;

		rc = app_plan_unit(from, names[i], &unit, err);
		if (rc == YUP_OK)
			chosen[unit] = true;
	}
	if (count > 0)
		options.units = chosen;
	if (rc == YUP_OK)
		rc = plan_new_year(mem, from, &options, &plan, err);
	if (rc == YUP_OK)
		rc = save_new(app, mem, version, plan, NULL, what, out, err);
	return rc;
}

int
app_plan_new_year(const struct app *app, const struct app_version *version,
    const struct new_year *options, const char *const *units, size_t unit_count,
    struct plan_head *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct audit what = {
		.institution_id = version->institution->id,
		.action = "plan.new_year",
		.subject = mem_printf(mem, "plan %lld", (long long)version->head.id),
		.detail = mem_printf(mem, "%d", options->year),
	};
	int rc = app_require(app, MAY_START_PLAN, version->institution->id, ORG_UNIT_ALL,
	    what.subject, err);

	if (rc < 0)
		return rc;
	rc = new_year(app, mem, version, *options, units, unit_count, &what, out, err);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}
