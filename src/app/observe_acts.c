#include "app/observe_acts.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/field.h"
#include "store/engine/db.h"
#include "store/observation_store.h"
#include "store/plan_digest.h"

int
acting_check(const struct plan *plan, const struct observation_new *made, struct err *err)
{
	int rc = field_check(made->text, OBSERVATION_TEXT_MAX, FIELD_NEEDED, "text", err);

	if (rc == YUP_OK && !anchor_is_good(plan, &made->anchor))
		rc = err_refuse(err, YUP_EINVALID, "anchor_absent", "row %u", made->anchor.node);
	return rc;
}

int
acting_do(struct acting *a, uint32_t observation, enum observation_act_kind kind, const char *text,
    struct err *err)
{
	const struct actor *by = a->app->by;
	struct observation_act act = {
		.kind = kind,
		.at = a->now,
		.user_id = by != NULL ? by->user_id : 0,
		.actor = by != NULL && by->name != NULL ? by->name : "",
		.text = text != NULL ? text : "",
		.revision = a->revision,
	};
	uint32_t place = 0;
	int rc = observation_store_act(a->tx, a->institution_id, a->plan_id, observation, &act,
	    &place, err);

	if (rc == YUP_OK && a->count++ == 0)
		a->before = place - 1;
	return rc;
}

int
acting_make(struct acting *a, const struct observation_new *made, bool office, uint32_t *out,
    struct err *err)
{
	uint32_t number = 0;
	int rc = observation_store_add(a->tx, a->institution_id, a->plan_id, &made->anchor, office,
	    &number, err);

	if (rc == YUP_OK)
		rc = acting_do(a, number, OBSERVATION_MADE, made->text, err);
	if (rc == YUP_OK && out != NULL)
		*out = number;
	return rc;
}

int
acting_end(struct acting *a, struct mem *mem, const char *action, const char *detail,
    struct err *err)
{
	struct observation_line *lines = NULL;
	size_t count = 0;
	struct audit what = {
		.institution_id = a->institution_id,
		.action = action,
		.subject = mem_printf(mem, "plan %lld", (long long)a->plan_id),
		.detail = detail,
	};
	int rc = YUP_OK;

	if (a->count == 0)
		return YUP_OK;
	rc = observation_store_lines(a->tx->db, mem, a->institution_id, a->plan_id, a->before,
	    &lines, &count, err);
	if (rc < 0)
		return rc;
	what.mark = digest_mark_acts(mem, a->plan_id, lines, count);
	rc = audit_done(a->tx, a->app, &what, err);
	a->count = 0;
	return rc;
}

int
acting_observe(struct acting *a, struct mem *mem, const struct plan *plan, const uint32_t *units,
    size_t count, const struct observation_new *observed, size_t observed_count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < observed_count; i++) {
		const struct observation_new *made = &observed[i];
		bool there = false;

		for (size_t u = 0; u < count; u++)
			there = there || units[u] == made->anchor.unit;
		rc = acting_check(plan, made, err);
		if (rc == YUP_OK && (!there || made->anchor.report != a->report))
			rc = err_refuse(err, YUP_EINVALID, "anchor_absent", "%s",
			    plan->units[made->anchor.unit].path);
		if (rc == YUP_OK)
			rc = acting_make(a, made,
			    actor_may(a->app->by, MAY_OBSERVE, a->institution_id,
				plan->units[made->anchor.unit].org_unit_id),
			    NULL, err);
	}
	return rc < 0 ? rc : acting_end(a, mem, "observation.make", "with the return", err);
}

/* ---- Steps of a unit ------------------------------------------------------------ */

/* What the step does to an observation in a state; OBSERVATION_ACT__COUNT: nothing. */
static enum observation_act_kind
act_of_step(enum unit_state to, enum observation_state state)
{
	if (to == UNIT_RETURNED && state == OBSERVATION_DRAFTED)
		return OBSERVATION_SENT;
	if (to == UNIT_VALIDATED && state == OBSERVATION_ANSWERED)
		return OBSERVATION_ACCEPTED;
	return OBSERVATION_ACT__COUNT;
}

static int
refuse_held(enum unit_state to, enum observation_state state, const char *path, struct err *err)
{
	if (state == OBSERVATION_OPEN && (to == UNIT_SUBMITTED || to == UNIT_VALIDATED))
		return err_refuse(err, YUP_ECONFLICT, "observations_open", "%s", path);
	if (state == OBSERVATION_DRAFTED && to == UNIT_VALIDATED)
		return err_refuse(err, YUP_ECONFLICT, "observations_unsent", "%s", path);
	return YUP_OK;
}

int
acting_pass(struct acting *a, struct mem *mem, const struct plan *plan, uint32_t unit,
    enum unit_state to, struct err *err)
{
	CLEANUP(str_done) struct str told = { 0 };
	struct observation *list = NULL;
	size_t count = 0;
	int rc = observation_store_list(a->tx->db, mem, a->institution_id, a->plan_id,
	    (int)a->report, unit, &list, &count, err);

	str_printf(&told, "%s:", plan->units[unit].path);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		enum observation_act_kind kind = act_of_step(to, list[i].state);

		rc = refuse_held(to, list[i].state, plan->units[unit].path, err);
		if (rc < 0 || kind == OBSERVATION_ACT__COUNT)
			continue;
		rc = acting_do(a, list[i].id, kind, "", err);
		str_printf(&told, " %u", list[i].id);
	}
	if (rc == YUP_OK)
		rc = acting_end(a, mem,
		    to == UNIT_RETURNED ? "observation.send" : "observation.settle",
		    str_text(&told), err);
	return rc;
}
