#include "app/import_kept.h"

#include <string.h>

#include "app/observe_acts.h"
#include "base/mem.h"
#include "core/plan.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/observation_store.h"
#include "store/plan_store.h"
#include "store/step_store.h"

/* ---- What was done ------------------------------------------------------------------- */

static int
count_changes(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *rows, struct app_import_worked *worked, struct err *err)
{
	const struct change_range all = { 0, PLAN_NEWEST };
	uint32_t *last = mem_array(mem, rows->unit_count + 1, sizeof(*last));
	struct change *changes = NULL;
	size_t count = 0;
	int rc = change_store_list(tx->db, mem, institution_id, plan_id, &all, &changes, &count,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		for (size_t c = 0; c < changes[i].cell_count; c++) {
			uint32_t node = changes[i].cells[c].node;
			uint32_t unit = node < rows->node_count ? rows->nodes[node].unit
								: PLAN_NONE;

			if (unit >= rows->unit_count || last[unit] == changes[i].revision)
				continue;
			last[unit] = changes[i].revision;
			worked[unit].changes++;
		}
	return rc;
}

/* Rows that came along edited from a plan before this one have no change here. */
static void
count_edited(const struct plan *rows, struct app_import_worked *worked)
{
	for (uint32_t u = 0; u < rows->unit_count; u++) {
		uint32_t edited = 0;

		for (size_t i = 0; i < rows->node_count; i++)
			edited += rows->nodes[i].unit == u && rows->nodes[i].edited &&
			    !rows->nodes[i].deleted;
		if (worked[u].changes < edited)
			worked[u].changes = edited;
	}
}

static int
count_review(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    size_t unit_count, struct app_import_worked *worked, struct err *err)
{
	struct observation *observations = NULL;
	struct plan_step *steps = NULL;
	size_t count = 0, step_count = 0;
	int rc = step_store_list(tx->db, mem, institution_id, plan_id, &steps, &step_count, err);

	if (rc == YUP_OK)
		rc = observation_store_list(tx->db, mem, institution_id, plan_id, OBSERVATIONS_ALL,
		    PLAN_NONE, &observations, &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < step_count; i++)
		if (steps[i].unit < unit_count)
			worked[steps[i].unit].steps++;
	for (size_t i = 0; i < count; i++)
		if (observations[i].anchor.unit < unit_count &&
		    observations[i].state != OBSERVATION_WITHDRAWN)
			worked[observations[i].anchor.unit].observations++;
	return YUP_OK;
}

int
import_kept_worked(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, struct app_import_worked **out, struct err *err)
{
	struct app_import_worked *worked = mem_array(mem, plan->unit_count + 1, sizeof(*worked));
	struct plan *rows = NULL;
	int rc = plan_store_load_rows(tx->db, mem, institution_id, plan_id, plan->pack, &rows, err);

	for (uint32_t u = 0; u < plan->unit_count; u++)
		worked[u].path = plan->units[u].path;
	if (rc == YUP_OK)
		rc = count_changes(tx, mem, institution_id, plan_id, rows, worked, err);
	if (rc == YUP_OK)
		count_edited(rows, worked);
	if (rc == YUP_OK)
		rc = count_review(tx, mem, institution_id, plan_id, plan->unit_count, worked, err);
	if (rc == YUP_OK)
		*out = worked;
	return rc;
}

/* ---- What comes along ----------------------------------------------------------------- */

/* Where a unit that was not chosen is now; PLAN_NONE: it came from the document, or is gone. */
static uint32_t
unit_now(const struct import_kept *k, const struct plan *from, uint32_t unit)
{
	const char *path;

	if (unit >= from->unit_count)
		return PLAN_NONE;
	path = from->units[unit].path;
	for (size_t i = 0; i < k->chosen_count; i++)
		if (strcmp(k->chosen[i], path) == 0)
			return PLAN_NONE;
	for (uint32_t u = 0; u < k->to->unit_count; u++)
		if (strcmp(k->to->units[u].path, path) == 0)
			return u;
	return PLAN_NONE;
}

static int
bring_steps(const struct import_kept *k, struct mem *mem, const struct plan *from, struct err *err)
{
	unsigned *seen = mem_array(mem, k->to->unit_count + 1, sizeof(*seen));
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = step_store_list(k->tx->db, mem, k->institution_id, k->from_id, &steps, &count,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct plan_step step = steps[i];

		step.unit = unit_now(k, from, step.unit);
		step.revision = 0;
		if (step.unit == PLAN_NONE)
			continue;
		rc = step_store_unit(k->tx, k->institution_id, k->to_id, seen[step.unit], &step,
		    err);
		seen[step.unit] = step.state;
	}
	return rc;
}

static uint32_t
row_called(const struct plan *plan, uint32_t unit, const char *id)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].unit == unit && strcmp(plan->nodes[i].id, id) == 0)
			return i;
	return PLAN_NONE;
}

/* The same place; of a row that was deleted, the one above it, at last the unit. */
static struct anchor
anchor_now(const struct import_kept *k, const struct plan *from, const struct anchor *was,
    uint32_t unit)
{
	struct anchor now = { unit, PLAN_NONE, was->field, was->period, was->report };
	uint32_t row = was->node;

	while (row != PLAN_NONE && from->nodes[row].deleted) {
		row = from->nodes[row].parent;
		now.field = FIELD__COUNT;
		now.period = 0;
	}
	if (row != PLAN_NONE && from->nodes[row].unit == was->unit)
		now.node = row_called(k->to, unit, from->nodes[row].id);
	if (now.node == PLAN_NONE) {
		now.field = FIELD__COUNT;
		now.period = 0;
	}
	return now;
}

/* Which of `from`'s observations come along, in `mem`, by number. */
static int
choose_observations(const struct import_kept *k, struct mem *mem, const struct plan *from,
    uint32_t **out, struct err *err)
{
	struct observation *list = NULL;
	uint32_t *units = NULL;
	size_t count = 0;
	int rc = observation_store_list(k->tx->db, mem, k->institution_id, k->from_id,
	    OBSERVATIONS_ALL, PLAN_NONE, &list, &count, err);

	if (rc < 0)
		return rc;
	units = mem_array(mem, (count > 0 ? list[count - 1].id : 0) + 1, sizeof(*units));
	for (size_t i = 0; i < count; i++)
		units[list[i].id] = list[i].state == OBSERVATION_WITHDRAWN
		    ? PLAN_NONE
		    : unit_now(k, from, list[i].anchor.unit);
	*out = units;
	return YUP_OK;
}

/* Act by act, in the order they were done. */
static int
bring_observations(const struct import_kept *k, struct mem *mem, const struct plan *from,
    struct acting *acting, struct err *err)
{
	struct observation_line *lines = NULL;
	uint32_t *units = NULL, *numbers, last = 0, place;
	size_t count = 0;
	int rc = choose_observations(k, mem, from, &units, err);

	if (rc == YUP_OK)
		rc = observation_store_lines(k->tx->db, mem, k->institution_id, k->from_id, 0,
		    &lines, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		last = lines[i].observation > last ? lines[i].observation : last;
	numbers = mem_array(mem, last + 1, sizeof(*numbers));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct observation_line *line = &lines[i];
		uint32_t unit = units[line->observation], *number = &numbers[line->observation];
		struct anchor anchor;

		if (unit == PLAN_NONE)
			continue;
		if (*number == 0) {
			anchor = anchor_now(k, from, &line->anchor, unit);
			rc = observation_store_add(k->tx, k->institution_id, k->to_id, &anchor,
			    line->office, number, err);
		}
		line->said.revision = 0;
		if (rc == YUP_OK)
			rc = observation_store_act(k->tx, k->institution_id, k->to_id, *number,
			    &line->said, &place, err);
		acting->count += rc == YUP_OK;
	}
	return rc;
}

int
import_kept_review(const struct import_kept *kept, struct mem *mem, struct err *err)
{
	struct acting acting = { .app = kept->app,
		.tx = kept->tx,
		.institution_id = kept->institution_id,
		.plan_id = kept->to_id };
	struct plan *from = NULL;
	int rc = plan_store_load_rows(kept->tx->db, mem, kept->institution_id, kept->from_id,
	    kept->pack, &from, err);

	if (rc == YUP_OK)
		rc = bring_steps(kept, mem, from, err);
	if (rc == YUP_OK)
		rc = bring_observations(kept, mem, from, &acting, err);
	if (rc == YUP_OK)
		rc = acting_end(&acting, mem, "observation.carry",
		    mem_printf(mem, "plan %lld", (long long)kept->from_id), err);
	return rc;
}
