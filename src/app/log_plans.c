#include "app/log_plans.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/plan.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/observation_store.h"
#include "store/plan_store.h"
#include "store/step_store.h"

/* ---- Gathering ------------------------------------------------------------------- */

/* Of others the end may be what a person wrote. */
static bool
ends_in_a_mark(const char *action)
{
	static const char *const ACTIONS[] = { "bundle.take", "plan.change", "plan.amend",
		"plan.new_year", "document.import", "institution.create", "observation.make",
		"observation.reply", "observation.settle", "observation.withdraw",
		"observation.send", "observation.change", "observation.carry" };

	for (size_t i = 0; i < sizeof(ACTIONS) / sizeof(ACTIONS[0]); i++)
		if (strcmp(action, ACTIONS[i]) == 0)
			return true;
	return false;
}

void
plan_marks_pass(struct plan_marks *marks, const struct log_record *record)
{
	struct digest_mark mark;

	if (marks->since == NULL)
		marks->since = mem_strdup(marks->mem, record->at);
	if (strcmp(record->outcome, "done") != 0 || !ends_in_a_mark(record->action) ||
	    !digest_mark_read(record->detail, &mark))
		return;
	MEM_PUSH(marks->mem, marks->items, marks->count, marks->room);
	marks->items[marks->count - 1] = (struct logged_mark){ mark, record->seq };
}

static int
by_plan(const void *a, const void *b)
{
	const struct logged_mark *x = a, *y = b;

	if (x->mark.plan_id != y->mark.plan_id)
		return x->mark.plan_id < y->mark.plan_id ? -1 : 1;
	if ((x->mark.acts != 0) != (y->mark.acts != 0))
		return x->mark.acts == 0 ? -1 : 1;
	if (x->mark.revision != y->mark.revision)
		return x->mark.revision < y->mark.revision ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* Those of one plan: the saved one first, then its changes, then its observations. */
static const struct logged_mark *
marks_of(const struct plan_marks *marks, int64_t plan_id, size_t *out_count)
{
	size_t low = 0, high = marks->count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks->items[middle].mark.plan_id < plan_id)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < marks->count && marks->items[end].mark.plan_id == plan_id;)
		end++;
	*out_count = end - low;
	return marks->items + low;
}

/* ---- Holding ----------------------------------------------------------------------- */

struct checking {
	const struct app *app;
	struct mem *mem; /* of one plan */
	int64_t institution_id;
	const struct plan_head *head;
	struct app_log_chain *chain;
	struct err *err;
};

static int
fault(const struct checking *k, enum log_fault fault, int64_t seq, uint32_t revision, uint32_t row)
{
	if (k->chain->walk.fault != LOG_FAULT_NONE)
		return YUP_OK;
	log_walk_fail(&k->chain->walk, fault, seq);
	k->chain->plan_id = k->head->id;
	k->chain->revision = revision;
	k->chain->row = row;
	return YUP_OK;
}

static int
check_changes(const struct checking *k, const struct logged_mark *marks, size_t mark_count)
{
	const struct change_range all = { 0, UINT32_MAX };
	struct change *changes = NULL;
	size_t count = 0, m = 0;
	int rc = change_store_list(k->app->db, k->mem, k->institution_id, k->head->id, &all,
	    &changes, &count, k->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++, m++) {
		uint8_t digest[PLAN_DIGEST_SIZE];

		change_digest(k->head->id, &changes[i], digest);
		if (m >= mark_count || marks[m].mark.revision != changes[i].revision)
			return fault(k, LOG_FAULT_CHANGE, m < mark_count ? marks[m].seq : 0,
			    changes[i].revision, PLAN_NONE);
		if (memcmp(digest, marks[m].mark.digest, sizeof(digest)) != 0)
			return fault(k, LOG_FAULT_CHANGE, marks[m].seq, changes[i].revision,
			    PLAN_NONE);
	}
	if (rc == YUP_OK && m < mark_count)
		return fault(k, LOG_FAULT_CHANGE, marks[m].seq, marks[m].mark.revision, PLAN_NONE);
	return rc;
}

/* Every act is one that a record told, and none of them is missing. */
static int
check_observations(const struct checking *k, const struct logged_mark *marks, size_t mark_count)
{
	struct observation_line *lines = NULL;
	size_t count = 0, first = 0;
	int rc = observation_store_lines(k->app->db, k->mem, k->institution_id, k->head->id, 0,
	    &lines, &count, k->err);

	for (size_t m = 0; rc == YUP_OK && m < mark_count; m++) {
		uint8_t digest[PLAN_DIGEST_SIZE];
		size_t end = first;

		while (end < count && lines[end].act <= marks[m].mark.acts)
			end++;
		observation_digest(k->head->id, lines + first, end - first, digest);
		if (end == first || memcmp(digest, marks[m].mark.digest, sizeof(digest)) != 0)
			return fault(k, LOG_FAULT_OBSERVATION, marks[m].seq,
			    end > first ? lines[first].said.revision : 0, PLAN_NONE);
		first = end;
	}
	if (rc == YUP_OK && first < count)
		return fault(k, LOG_FAULT_OBSERVATION, 0, lines[first].said.revision, PLAN_NONE);
	return rc;
}

static int
check_rows(const struct checking *k, const struct logged_mark *saved)
{
	const struct pack *pack = NULL;
	uint8_t digest[PLAN_DIGEST_SIZE];
	uint32_t differs = PLAN_NONE;
	int rc = app_pack(k->app, k->mem, 0, k->head->pack, &pack, NULL);

	if (rc < 0) { /* the institution's own, which is not at hand */
		k->chain->plans_unread++;
		return YUP_OK;
	}
	rc = plan_digest_saved(k->app->db, k->institution_id, k->head->id, pack, digest, &differs,
	    k->err);
	if (rc < 0)
		return rc;
	if (differs != PLAN_NONE || memcmp(digest, saved->mark.digest, sizeof(digest)) != 0)
		return fault(k, LOG_FAULT_PLAN, saved->seq, 0, differs);
	return YUP_OK;
}

/* The state it says to be in is where its last step led. */
static int
check_states(const struct checking *k)
{
	struct plan_step *steps = NULL;
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	unsigned state = PLAN_DRAFT, *units;
	size_t count = 0;
	int rc = step_store_list(k->app->db, k->mem, k->institution_id, k->head->id, &steps, &count,
	    k->err);

	if (rc == YUP_OK && app_pack(k->app, k->mem, 0, k->head->pack, &pack, NULL) < 0)
		return YUP_OK;
	if (rc == YUP_OK)
		rc = plan_store_load_rows(k->app->db, k->mem, k->institution_id, k->head->id, pack,
		    &plan, k->err);
	if (rc < 0)
		return rc;
	units = mem_array(k->mem, plan->unit_count + 1, sizeof(*units));
	for (size_t i = 0; i < count; i++)
		if (steps[i].unit == PLAN_NONE)
			state = steps[i].state;
		else if (steps[i].unit < plan->unit_count)
			units[steps[i].unit] = steps[i].state;
	if (state != plan->state)
		return fault(k, LOG_FAULT_STATE, 0, plan->revision, PLAN_NONE);
	for (size_t u = 0; u < plan->unit_count; u++)
		if (units[u] != plan->units[u].state)
			return fault(k, LOG_FAULT_STATE, 0, plan->revision, PLAN_NONE);
	return YUP_OK;
}

static int
check_plan(const struct checking *k, const struct plan_marks *marks)
{
	size_t count = 0;
	const struct logged_mark *own = marks_of(marks, k->head->id, &count);
	size_t changes = count;
	bool saved = count > 0 && own->mark.revision == 0 && own->mark.acts == 0;
	int rc;

	while (changes > 0 && own[changes - 1].mark.acts != 0)
		changes--;
	if (!saved && strcmp(k->head->saved_at, marks->since) >= 0)
		return fault(k, LOG_FAULT_PLAN, 0, 0, PLAN_NONE);
	if (!saved)
		k->chain->plans_older++;
	rc = check_changes(k, own + saved, changes - saved);
	if (rc == YUP_OK)
		rc = check_observations(k, own + changes, count - changes);
	if (rc == YUP_OK && saved)
		rc = check_rows(k, own);
	return rc == YUP_OK ? check_states(k) : rc;
}

/* Logged as saved, and no longer there. */
static void
check_all_there(const struct checking *base, const struct plan_marks *marks,
    const struct plan_head *heads, size_t count)
{
	for (size_t i = 0; i < marks->count; i++) {
		struct plan_head gone = { .id = marks->items[i].mark.plan_id };
		struct checking k = *base;
		bool there = false;

		for (size_t h = 0; h < count && !there; h++)
			there = heads[h].id == gone.id;
		k.head = &gone;
		if (!there)
			(void)fault(&k, LOG_FAULT_PLAN, marks->items[i].seq, 0, PLAN_NONE);
	}
}

int
plan_marks_check(const struct app *app, int64_t institution_id, struct plan_marks *marks,
    struct app_log_chain *chain, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(mem_done) struct mem *one = mem_new();
	struct checking k = { .app = app,
		.mem = one,
		.institution_id = institution_id,
		.chain = chain,
		.err = err };
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc = plan_store_list(app->db, mem, institution_id, &heads, &count, err);

	if (rc < 0)
		return rc;
	if (marks->since == NULL)
		marks->since = "";
	if (marks->count > 0)
		qsort(marks->items, marks->count, sizeof(*marks->items), by_plan);
	check_all_there(&k, marks, heads, count);
	for (size_t i = 0; rc == YUP_OK && i < count && chain->walk.fault == LOG_FAULT_NONE; i++) {
		mem_reset(one);
		k.head = &heads[i];
		rc = check_plan(&k, marks);
		chain->plans++;
	}
	return rc;
}
