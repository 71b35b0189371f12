#include "app/org_link.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/org_match.h"
#include "store/engine/db.h"
#include "store/org_store.h"

/* ---- Storing a history that changed ------------------------------------------------------ */

static bool
same_period(const struct org_period *a, const struct org_period *b)
{
	return a->unit == b->unit && a->parent == b->parent && a->position == b->position &&
	    strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0 &&
	    strcmp(a->name, b->name) == 0 && strcmp(a->acronym, b->acronym) == 0;
}

static int
put_unit(struct db_tx *tx, int64_t institution_id, const struct org_history *before,
    const struct org_history *after, int64_t unit, struct err *err)
{
	size_t old_count, new_count;
	const struct org_period *old = org_periods_of(before, unit, &old_count),
				*new = org_periods_of(after, unit, &new_count);
	bool same = old_count == new_count;

	for (size_t i = 0; same && i < new_count; i++)
		same = same_period(&old[i], &new[i]);
	return same ? YUP_OK : org_store_put_periods(tx, institution_id, new, new_count, unit, err);
}

int
org_put_changes(struct db_tx *tx, int64_t institution_id, const struct org_history *before,
    const struct org_history *after, struct err *err)
{
	const struct org_history *both[] = { after, before };
	int rc = YUP_OK;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; rc == YUP_OK && i < both[k]->period_count; i++) {
			int64_t unit = both[k]->periods[i].unit;
			size_t there = 0;

			if (i > 0 && both[k]->periods[i - 1].unit == unit)
				continue;
			if (k == 1)
				(void)org_periods_of(after, unit, &there);
			if (there == 0) /* of `before`: only those that are gone */
				rc = put_unit(tx, institution_id, before, after, unit, err);
		}
	for (size_t i = before->succession_count; rc == YUP_OK && i < after->succession_count; i++)
		rc = org_store_add_succession(tx, institution_id, &after->successions[i], err);
	return rc;
}

/* ---- Linking a plan ------------------------------------------------------------------------- */

struct linking {
	struct db_tx *tx;
	struct mem *mem;
	int64_t institution_id;
	const struct plan *plan;
	const char *now, *first_day;
	struct org_history before, history;
	struct org_match *matches;
	int64_t *units; /* of the plan's, in order; 0: not yet, or never */
	struct org_linked *out;
	struct err *err;
};

/* A unit found that begins later, and all it hangs from, were there already that year. */
static void
reach_back(struct linking *l, int64_t unit)
{
	for (unsigned depth = 0; unit != ORG_TOP && depth < ORG_DEPTH_MAX; depth++) {
		size_t count;
		struct org_period *first = org_periods_of(&l->history, unit, &count);

		if (count == 0)
			return;
		if (strcmp(first->from, l->first_day) > 0)
			first->from = l->first_day;
		unit = first->parent;
	}
}

/* Cut to what a unit's name may be long, between letters. */
static const char *
fit(struct mem *mem, const char *text, size_t most)
{
	size_t letters = 0, n = 0;

	for (; text[n] != '\0'; n++) {
		letters += ((unsigned char)text[n] & 0xC0u) != 0x80u;
		if (letters > most)
			break;
	}
	return mem_strndup(mem, text, n);
}

static int
make(struct linking *l, size_t i)
{
	const struct plan_unit *u = &l->plan->units[i];
	struct org_period period = {
		.parent = u->parent != PLAN_NONE ? l->units[u->parent] : ORG_TOP,
		.from = l->first_day,
		.to = "",
		.name = fit(l->mem, u->name, ORG_NAME_MAX),
		.acronym = fit(l->mem, u->own_acronym, ORG_ACRONYM_MAX),
	};
	int rc = org_store_add(l->tx, l->institution_id, l->now, &l->units[i], l->err);

	if (rc < 0)
		return rc;
	period.unit = l->units[i];
	period.position = org_next_position(&l->history, period.parent, l->first_day);
	org_add(l->mem, &l->history, &period);
	l->out->made++;
	return YUP_OK;
}

/* Parents before those below them, wherever they stand. */
static int
settle(struct linking *l)
{
	bool moved = true;
	int rc = YUP_OK;

	while (rc == YUP_OK && moved) {
		moved = false;
		for (size_t i = 0; rc == YUP_OK && i < l->plan->unit_count; i++) {
			uint32_t parent = l->plan->units[i].parent;

			if (l->units[i] != 0 || l->matches[i].kind == ORG_MATCH_AMBIGUOUS)
				continue;
			if (l->matches[i].kind == ORG_MATCH_FOUND) {
				l->units[i] = l->matches[i].unit;
				reach_back(l, l->units[i]);
				l->out->found++;
			} else if (parent == PLAN_NONE || l->units[parent] != 0) {
				rc = make(l, i);
			} else {
				continue;
			}
			moved = true;
		}
	}
	return rc;
}

static int
link_all(struct linking *l, int64_t plan_id)
{
	int rc = YUP_OK;

	l->out->unlinked = mem_array(l->mem, l->plan->unit_count + 1, sizeof(*l->out->unlinked));
	for (size_t i = 0; rc == YUP_OK && i < l->plan->unit_count; i++) {
		if (l->units[i] != 0)
			rc = org_store_link(l->tx, l->institution_id, plan_id, i, l->units[i],
			    l->err);
		else
			l->out->unlinked[l->out->unlinked_count++] = l->plan->units[i].path;
	}
	return rc == YUP_OK ? db_settle(l->tx->db, l->err) : rc;
}

static struct org_history
copy_of(struct mem *mem, const struct org_history *history)
{
	struct org_history copy = *history;

	copy.periods = mem_array(mem, history->period_count + 1, sizeof(*copy.periods));
	if (history->period_count > 0)
		memcpy(copy.periods, history->periods,
		    history->period_count * sizeof(*copy.periods));
	return copy;
}

/* What reaching back or making breaks (names that meet, parents that were not there) is left. */
static bool
still_holds(struct linking *l)
{
	return org_check(l->mem, &l->history, l->first_day, NULL) == YUP_OK ||
	    org_check(l->mem, &l->before, l->first_day, NULL) < 0;
}

/* The plan's year, or today where next year's is being made: who makes it is there already. */
static const char *
first_day_of(struct mem *mem, const struct plan *plan, const char *now)
{
	const char *first = mem_printf(mem, "%04d-01-01", plan->year);

	return strcmp(now, first) < 0 ? mem_printf(mem, "%.10s", now) : first;
}

int
org_link_plan(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, const char *now, struct org_linked *out, struct err *err)
{
	struct org_linked linked = { 0 };
	struct linking l = {
		.tx = tx,
		.mem = mem,
		.institution_id = institution_id,
		.plan = plan,
		.now = now,
		.first_day = first_day_of(mem, plan, now),
		.out = &linked,
		.err = err,
	};
	int rc = org_store_load(tx->db, mem, institution_id, &l.history, err);

	if (rc < 0)
		return rc;
	l.before = copy_of(mem, &l.history);
	l.units = mem_array(mem, plan->unit_count + 1, sizeof(*l.units));
	org_match_plan(mem, &l.history, plan, &l.matches);
	rc = settle(&l);
	if (rc == YUP_OK && !still_holds(&l)) {
		memset(l.units, 0, plan->unit_count * sizeof(*l.units));
		linked = (struct org_linked){ 0 };
	} else if (rc == YUP_OK) {
		rc = org_put_changes(tx, institution_id, &l.before, &l.history, err);
	}
	if (rc == YUP_OK)
		rc = link_all(&l, plan_id);
	if (rc == YUP_OK)
		*out = linked;
	return rc;
}
