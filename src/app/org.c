#include "app/org.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/org_link.h"
#include "app/self.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/field.h"
#include "store/engine/db.h"
#include "store/org_store.h"

/* ---- Looking ---------------------------------------------------------------------------- */

static int
list_on(const struct app *app, struct mem *mem, int64_t institution_id, const char *on,
    struct org_tree *out, struct err *err)
{
	struct org_history *history = mem_alloc(mem, sizeof(*history));
	char today[DATE_SIZE];
	int rc = YUP_OK;

	app_today(app, today);
	if (on != NULL)
		rc = field_check_date(on, "on", err);
	if (rc == YUP_OK)
		rc = org_store_load(app->db, mem, institution_id, history, err);
	return rc == YUP_OK ? org_tree_on(mem, history, on != NULL ? on : today, out, err) : rc;
}

int
app_org_list(const struct app *app, struct mem *mem, int64_t institution_id, const char *on,
    struct org_tree *out, struct err *err)
{
	int rc = app_require(app, MAY_READ_UNITS, institution_id, ORG_UNIT_NONE, "units", err);

	return rc == YUP_OK ? list_on(app, mem, institution_id, on, out, err) : rc;
}

int
app_org_find(const struct app *app, int64_t institution_id, const char *text, const char *on,
    int64_t *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_tree tree = { 0 };
	size_t index;
	int rc = app_require(app, MAY_READ_UNITS, institution_id, ORG_UNIT_NONE, "units", err);

	if (rc < 0)
		return rc;
	rc = field_check(text, ORG_NAME_MAX, FIELD_NEEDED, "unit", err);
	if (rc == YUP_OK)
		rc = list_on(app, mem, institution_id, on, &tree, err);
	if (rc == YUP_OK)
		rc = org_find(mem, &tree, text, &index, err);
	if (rc == YUP_OK)
		*out = tree.nodes[index].period->unit;
	return rc;
}

/* ---- One change -------------------------------------------------------------------------- */

struct work {
	const struct app *app;
	struct err *err;
	struct mem *mem;
	struct db_tx tx;
	struct audit what;
	int64_t institution_id;
	const char *on;
	struct org_history before, history;
	bool denied; /* and the log has it already */
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];
};

static struct org_history
copy_of(struct mem *mem, const struct org_history *history)
{
	struct org_history copy = *history;

	copy.periods = mem_array(mem, history->period_count + 1, sizeof(*copy.periods));
	if (history->period_count > 0)
		memcpy(copy.periods, history->periods,
		    history->period_count * sizeof(*copy.periods));
	copy.period_room = history->period_count + 1;
	return copy;
}

/* What is asked is `action`, of `unit`; nothing is known of whether it may. */
static int
begin(struct work *w, int64_t institution_id, int64_t unit, const char *on, const char *action)
{
	int rc = YUP_OK;

	w->mem = mem_new();
	w->app->now(w->now);
	date_of(w->now, w->today);
	w->on = on != NULL ? on : w->today;
	w->institution_id = institution_id;
	w->what = (struct audit){
		.institution_id = institution_id,
		.action = action,
		.subject = unit > 0 ? mem_printf(w->mem, "unit %lld", (long long)unit) : "",
	};
	rc = org_store_load(w->app->db, w->mem, institution_id, &w->history, w->err);
	return rc;
}

/* A role over `unit`; ORG_TOP is the whole. */
static int
require(struct work *w, int64_t unit)
{
	int rc = app_require(w->app, MAY_MANAGE_UNITS, w->institution_id,
	    unit != ORG_TOP ? unit : ORG_UNIT_ALL, w->what.subject, w->err);

	w->denied = w->denied || rc < 0;
	return rc;
}

/* Over the one that `unit` hangs from that day, or hung from last; the whole for one that never was. */
static int
require_above(struct work *w, int64_t unit)
{
	const char *on = date_is_valid(w->on) ? w->on : w->today;
	const struct org_period *p = org_period_on(&w->history, unit, on);
	size_t count;

	if (p == NULL) {
		p = org_periods_of(&w->history, unit, &count);
		p = count > 0 ? p + count - 1 : NULL;
	}
	return require(w, p != NULL ? p->parent : ORG_TOP);
}

/* Whoever may: now in a transaction, with what is there now. */
static int
begin_writing(struct work *w)
{
	int rc = field_check_date(w->on, "on", w->err);

	if (rc == YUP_OK)
		rc = db_begin(w->app->db, &w->tx, w->err);
	if (rc == YUP_OK)
		rc = org_store_load(w->tx.db, w->mem, w->institution_id, &w->history, w->err);
	w->before = copy_of(w->mem, &w->history);
	return rc;
}

static int
end(struct work *w, int rc)
{
	if (rc == YUP_OK)
		rc = org_check(w->mem, &w->history, w->on, w->err);
	if (rc == YUP_OK)
		rc = org_put_changes(&w->tx, w->institution_id, &w->before, &w->history, w->err);
	if (rc == YUP_OK)
		rc = audit_done(&w->tx, w->app, &w->what, w->err);
	if (rc == YUP_OK)
		rc = db_commit(&w->tx, w->err);
	db_rollback(&w->tx);
	if (rc < 0 && !w->denied)
		rc = audit_refused(w->app, &w->what, rc, w->err);
	mem_free(w->mem);
	return rc;
}

static int
check_unit(const struct app_org_unit *unit, enum field_need need, struct err *err)
{
	int rc = field_check(unit->name, ORG_NAME_MAX, need, "name", err);

	return rc == YUP_OK
	    ? field_check(unit->acronym, ORG_ACRONYM_MAX, FIELD_OPTIONAL, "acronym", err)
	    : rc;
}

/* A new unit under `parent`, at `position`. */
static int
add_unit(struct work *w, int64_t parent, const struct app_org_unit *unit, int64_t position,
    int64_t *out_id)
{
	struct org_period period = {
		.parent = parent,
		.from = w->on,
		.to = "",
		.name = unit->name,
		.acronym = unit->acronym != NULL ? unit->acronym : "",
		.position = position,
	};
	int rc = check_unit(unit, FIELD_NEEDED, w->err);

	if (rc == YUP_OK && parent != ORG_TOP && org_period_on(&w->history, parent, w->on) == NULL)
		rc = err_refuse(w->err, YUP_ENOTFOUND, "org_unit_absent", "%lld",
		    (long long)parent);
	if (rc == YUP_OK)
		rc = org_store_add(&w->tx, w->institution_id, w->now, &period.unit, w->err);
	if (rc < 0)
		return rc;
	org_add(w->mem, &w->history, &period);
	*out_id = period.unit;
	return YUP_OK;
}

/* ---- Changes ------------------------------------------------------------------------------ */

int
app_org_add(const struct app *app, int64_t institution_id, int64_t parent,
    const struct app_org_unit *unit, const char *on, int64_t *out_id, struct err *err)
{
	struct work w = { .app = app, .err = err };
	int64_t id = 0;
	int rc = begin(&w, institution_id, parent, on, "unit.add");

	if (rc == YUP_OK)
		rc = require(&w, parent);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK)
		rc = add_unit(&w, parent, unit, org_next_position(&w.history, parent, w.on), &id);
	if (rc == YUP_OK) {
		w.what.subject = mem_printf(w.mem, "unit %lld", (long long)id);
		w.what.detail = mem_printf(w.mem, "%s under %lld from %s", unit->name,
		    (long long)parent, w.on);
	}
	rc = end(&w, rc);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
app_org_rename(const struct app *app, int64_t institution_id, int64_t unit,
    const struct app_org_unit *as, const char *on, struct err *err)
{
	struct work w = { .app = app, .err = err };
	struct org_change change = { .unit = unit,
		.name = as->name,
		.acronym = as->acronym,
		.parent = ORG_KEEP,
		.position = ORG_KEEP };
	int rc = begin(&w, institution_id, unit, on, "unit.rename");

	if (rc == YUP_OK)
		rc = require(&w, unit);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK)
		rc = check_unit(as, as->name != NULL ? FIELD_NEEDED : FIELD_OPTIONAL, err);
	change.on = w.on;
	if (rc == YUP_OK)
		rc = org_change_on(w.mem, &w.history, &change, err);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "%s (%s) from %s",
		    as->name != NULL ? as->name : "-", as->acronym != NULL ? as->acronym : "-",
		    w.on);
	return end(&w, rc);
}

int
app_org_move(const struct app *app, int64_t institution_id, int64_t unit, int64_t parent,
    const char *on, struct err *err)
{
	struct work w = { .app = app, .err = err };
	struct org_change change = { .unit = unit, .parent = parent };
	int rc = begin(&w, institution_id, unit, on, "unit.move");

	if (rc == YUP_OK)
		rc = require_above(&w, unit);
	if (rc == YUP_OK)
		rc = require(&w, parent);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK && parent != ORG_TOP && org_period_on(&w.history, parent, w.on) == NULL)
		rc = err_refuse(err, YUP_ENOTFOUND, "org_unit_absent", "%lld", (long long)parent);
	change.on = w.on;
	change.position = org_next_position(&w.history, parent, w.on);
	if (rc == YUP_OK)
		rc = org_change_on(w.mem, &w.history, &change, err);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "under %lld from %s", (long long)parent, w.on);
	return end(&w, rc);
}

int
app_org_close(const struct app *app, int64_t institution_id, int64_t unit, const char *on,
    struct err *err)
{
	struct work w = { .app = app, .err = err };
	int rc = begin(&w, institution_id, unit, on, "unit.close");

	if (rc == YUP_OK)
		rc = require_above(&w, unit);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK)
		rc = org_close_on(&w.history, unit, w.on, err);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "from %s", w.on);
	return end(&w, rc);
}

/* "4, 7" */
static const char *
ids_text(struct mem *mem, const int64_t *ids, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%s%lld", i > 0 ? ", " : "", (long long)ids[i]);
	return mem_strdup(mem, str_text(&s));
}

static int
split(struct work *w, int64_t unit, const struct app_org_unit *parts, size_t count, int64_t *ids)
{
	const struct org_period *p = org_period_on(&w->history, unit, w->on);
	int64_t parent, position;
	int rc = YUP_OK;

	if (p == NULL)
		return err_refuse(w->err, YUP_ENOTFOUND, "org_unit_absent", "%lld",
		    (long long)unit);
	parent = p->parent;
	position = p->position;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = add_unit(w, parent, &parts[i], position, &ids[i]);
	return rc == YUP_OK ? org_succeed_on(w->mem, &w->history, unit, ids, count, w->on, w->err)
			    : rc;
}

int
app_org_split(const struct app *app, int64_t institution_id, int64_t unit,
    const struct app_org_unit *parts, size_t count, const char *on, int64_t *out_ids,
    struct err *err)
{
	struct work w = { .app = app, .err = err };
	int64_t ids[ORG_PARTS_MAX];
	int rc = begin(&w, institution_id, unit, on, "unit.split");

	if (rc == YUP_OK)
		rc = require_above(&w, unit);
	if (rc == YUP_OK && (count < 2 || count > ORG_PARTS_MAX))
		rc = err_refuse(err, YUP_ELIMIT, "org_parts", "%d", ORG_PARTS_MAX);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK)
		rc = split(&w, unit, parts, count, ids);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "into %s from %s", ids_text(w.mem, ids, count),
		    w.on);
	rc = end(&w, rc);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		out_ids[i] = ids[i];
	return rc;
}

int
app_org_merge(const struct app *app, int64_t institution_id, const int64_t *units, size_t count,
    int64_t into, const char *on, struct err *err)
{
	struct work w = { .app = app, .err = err };
	int rc = begin(&w, institution_id, into, on, "unit.merge");

	if (rc == YUP_OK)
		rc = require_above(&w, into);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = require_above(&w, units[i]);
	if (rc == YUP_OK && (count < 1 || count > ORG_PARTS_MAX))
		rc = err_refuse(err, YUP_ELIMIT, "org_parts", "%d", ORG_PARTS_MAX);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = org_succeed_on(w.mem, &w.history, units[i], &into, 1, w.on, err);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "from %s: %s", w.on,
		    ids_text(w.mem, units, count));
	return end(&w, rc);
}

/* Each unit under `parent` is once in `units`, and no other. */
static int
check_order(const struct work *w, int64_t parent, const int64_t *units, size_t count)
{
	size_t there = 0, found = 0;

	for (size_t i = 0; i < w->history.period_count; i++) {
		const struct org_period *p = &w->history.periods[i];

		if (p->parent != parent || org_period_on(&w->history, p->unit, w->on) != p)
			continue;
		there++;
		for (size_t k = 0; k < count; k++)
			if (units[k] == p->unit) {
				found++;
				break;
			}
	}
	if (there != count || found != count)
		return err_refuse(w->err, YUP_EINVALID, "org_order", "%zu", there);
	return YUP_OK;
}

int
app_org_reorder(const struct app *app, int64_t institution_id, int64_t parent, const int64_t *units,
    size_t count, const char *on, struct err *err)
{
	struct work w = { .app = app, .err = err };
	int rc = begin(&w, institution_id, parent, on, "unit.reorder");

	if (rc == YUP_OK)
		rc = require(&w, parent);
	if (rc == YUP_OK)
		rc = begin_writing(&w);
	if (rc == YUP_OK)
		rc = check_order(&w, parent, units, count);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct org_change change = { .unit = units[i],
			.on = w.on,
			.parent = ORG_KEEP,
			.position = (int64_t)i + 1 };

		rc = org_change_on(w.mem, &w.history, &change, err);
	}
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "from %s: %s", w.on,
		    ids_text(w.mem, units, count));
	return end(&w, rc);
}
