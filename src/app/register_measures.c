/* register_measures.c - corrective measures of reports, and what an amendment does of them. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/register_work.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/plan_store.h"
#include "store/register_store.h"

/* ---- From reports ------------------------------------------------------------------ */

static bool
is_among(const char *const *nodes, size_t count, const char *node_id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(nodes[i], node_id) == 0)
			return true;
	return false;
}

/* The rows that have one, of a period; loaded once for the measures of each. */
struct reported {
	int year;
	unsigned period;
	const char **nodes;
	size_t count;
};

static int
load_reported(struct register_work *w, struct db *db, const struct app_measure *m,
    struct reported *r)
{
	if (r->year == m->year && r->period == m->period)
		return YUP_OK;
	r->year = m->year;
	r->period = m->period;
	return register_store_reported(db, w->mem, w->institution_id, w->reg->key, m->year,
	    m->period, &r->nodes, &r->count, w->err);
}

static int
open_measure(struct register_work *w, const struct app_measure *m)
{
	struct register_item item = { .reg = w->reg->key,
		.org_unit = m->org_unit,
		.title = m->text[strspn(m->text, " ")] != '\0'
		    ? m->text
		    : register_sort_find(w->reg, m->kind)->name,
		.sort = m->kind,
		.year = m->year,
		.period = m->period,
		.node_id = m->node_id };
	const struct register_value values[] = { { REGISTER_RESPONSIBLE, m->responsible },
		{ REGISTER_DUE, m->due }, { "month", m->month } };

	return register_put_new(w, &item, values, sizeof(values) / sizeof(values[0]));
}

/* "4/2031: ": how a comment says of which period it is. */
static const char *
period_mark(struct register_work *w, const struct app_measure *m)
{
	return mem_printf(w->mem, "%u/%d: ", m->period, m->year);
}

static bool
has_comment_of(const struct register_item *item, const char *mark)
{
	for (size_t i = 0; i < item->act_count; i++)
		if (item->acts[i].kind == REGISTER_COMMENTED &&
		    strncmp(item->acts[i].text, mark, strlen(mark)) == 0)
			return true;
	return false;
}

/* It is still to be done, as it was promised: so, and by that person. */
static bool
is_same_promise(struct register_work *w, const struct register_item *item,
    const struct app_measure *m)
{
	return register_is_open(w->reg, item) && strcmp(item->sort, m->kind) == 0 &&
	    strcmp(register_value_of(w->mem, item, REGISTER_RESPONSIBLE), m->responsible) == 0;
}

enum promise { PROMISE_NEW, PROMISE_AGAIN, PROMISE_SAID };

/* What the measure is to those of its row; of one promised again, w->item is what it was. */
static int
find_promise(struct register_work *w, const struct app_measure *m, enum promise *out)
{
	const char *mark = period_mark(w, m);
	int64_t *ids = NULL;
	size_t count = 0;
	enum promise found = PROMISE_NEW;
	int rc = register_store_of_row(w->tx.db, w->mem, w->institution_id, w->reg->key, m->year,
	    m->node_id, &ids, &count, w->err);

	for (size_t i = 0; rc == YUP_OK && i < count && found != PROMISE_SAID; i++) {
		struct register_item item;

		rc = register_store_hold(&w->tx, w->institution_id, ids[i], w->err);
		if (rc == YUP_OK)
			rc = register_store_get(w->tx.db, w->mem, w->institution_id, ids[i], &item,
			    w->err);
		if (rc < 0)
			return rc;
		if (has_comment_of(&item, mark)) {
			found = PROMISE_SAID;
		} else if (is_same_promise(w, &item, m)) {
			found = PROMISE_AGAIN;
			w->item = item;
		}
	}
	*out = found;
	return rc;
}

static int
say_again(struct register_work *w, const struct app_measure *m)
{
	bool silent = m->text[strspn(m->text, " ")] == '\0';
	const char *said = silent ? register_sort_find(w->reg, m->kind)->name : m->text;
	struct register_act act = { .kind = REGISTER_COMMENTED,
		.state = "",
		.field = "",
		.was = "",
		.text = mem_printf(w->mem, "%s%s%s%s", period_mark(w, m), said,
		    m->due[0] != '\0' ? " · " : "", m->due) };

	return register_do(w, &act);
}

static int
open_all(struct register_work *w, struct db *db, const struct app_measure *list, size_t count,
    size_t *opened, size_t *again)
{
	struct reported reported = { 0 };
	enum promise promise = PROMISE_NEW;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (register_sort_find(w->reg, list[i].kind) == NULL)
			continue;
		rc = load_reported(w, db, &list[i], &reported);
		if (rc < 0 || is_among(reported.nodes, reported.count, list[i].node_id))
			continue;
		rc = find_promise(w, &list[i], &promise);
		if (rc < 0 || promise == PROMISE_SAID)
			continue;
		rc = promise == PROMISE_AGAIN ? say_again(w, &list[i]) : open_measure(w, &list[i]);
		*(promise == PROMISE_AGAIN ? again : opened) += 1;
	}
	return rc;
}

int
app_register_from_reports(const struct app *app, struct db_tx *tx, int64_t institution_id,
    const struct app_measure *list, size_t count, size_t *out_opened, struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, institution_id, "register.open", err);
	size_t opened = 0, again = 0;
	int rc = register_pack(app, w.mem, institution_id, &w.pack, err);

	if (rc < 0)
		return rc;
	w.reg = register_of_measures(w.pack);
	if (w.reg != NULL) {
		w.tx = *tx; /* the caller's: it commits */
		rc = open_all(&w, tx->db, list, count, &opened, &again);
		if (rc == YUP_OK && opened + again > 0) {
			w.what.subject = mem_printf(w.mem, "register %s", w.reg->key);
			w.what.detail = mem_printf(w.mem, "%zu of %d period %u, %zu again", opened,
			    list[0].year, list[0].period, again);
			rc = audit_done(tx, app, &w.what, err);
		}
		w.tx.db = NULL;
	}
	if (rc == YUP_OK && out_opened != NULL)
		*out_opened = opened;
	return rc;
}

/* ---- The next amendment --------------------------------------------------------------- */

static int
plan_called(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    struct plan_head *out, struct err *err)
{
	struct plan_head *list = NULL;
	size_t count = 0;
	int rc = plan_store_list(db, mem, institution_id, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == plan_id) {
			*out = list[i];
			return YUP_OK;
		}
	return rc < 0 ? rc
		      : err_refuse(err, YUP_ENOTFOUND, "plan_absent", "%lld", (long long)plan_id);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct register_item *x = a, *y = b;

	int order = strcmp(x->node_id, y->node_id);

	if (order != 0)
		return order;
	return x->period != y->period ? (x->period < y->period ? -1 : 1) : 0;
}

int
app_register_amendment(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, struct app_amendment *out, struct err *err)
{
	struct app_register_list l = { 0 };
	struct app_amendment a = { 0 };
	const struct pack *pack = NULL;
	struct plan_head head;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "registers", err);

	if (rc == YUP_OK)
		rc = plan_called(app->db, mem, institution_id, plan_id, &head, err);
	if (rc == YUP_OK)
		rc = register_pack(app, mem, institution_id, &pack, err);
	if (rc < 0)
		return rc;
	a.reg = register_of_measures(pack);
	if (a.reg != NULL)
		rc = app_register_items(app, mem, institution_id, a.reg->key, NULL, &l, err);
	if (rc < 0)
		return rc;
	a.items = l.items;
	for (size_t i = 0; i < l.count; i++)
		if (l.items[i].year == head.year && register_amends(l.reg, &l.items[i]) &&
		    (l.items[i].plan_id == 0 || l.items[i].plan_id == plan_id))
			a.items[a.count++] = l.items[i];
	if (a.count > 0)
		qsort(a.items, a.count, sizeof(*a.items), compare_rows);
	*out = a;
	return YUP_OK;
}

static int
check_amendment(struct register_work *w, int64_t plan_id)
{
	struct plan_head head;
	int rc;

	if (plan_id == 0)
		return YUP_OK;
	rc = plan_called(w->tx.db, w->mem, w->institution_id, plan_id, &head, w->err);
	if (rc == YUP_OK &&
	    (head.version == 0 || head.state != PLAN_DRAFT || head.superseded_at[0] != '\0' ||
		head.year != w->item.year))
		return err_refuse(w->err, YUP_EINVALID, "not_an_amendment", "%d", w->item.year);
	return rc;
}

static int
take(struct register_work *w, const struct app_register_ref *which, int64_t plan_id)
{
	struct register_act act = { .kind = plan_id != 0 ? REGISTER_TAKEN : REGISTER_GIVEN_BACK,
		.state = "",
		.field = "",
		.was = "",
		.text = "",
		.plan_id = plan_id };
	int rc = register_begin(w);

	if (rc == YUP_OK)
		rc = register_take_item(w, which);
	if (rc == YUP_OK && !register_amends(w->reg, &w->item))
		rc = err_refuse(w->err, YUP_ECONFLICT, "register_not_amending", "%lld",
		    (long long)w->item.id);
	if (rc == YUP_OK && (w->item.plan_id != 0) == (plan_id != 0))
		rc = err_refuse(w->err, YUP_ECONFLICT, "register_taken", "%lld",
		    (long long)w->item.id);
	if (rc == YUP_OK)
		rc = check_amendment(w, plan_id);
	if (rc == YUP_OK)
		rc = register_do(w, &act);
	w->what.detail = mem_printf(w->mem, "plan %lld", (long long)plan_id);
	return rc == YUP_OK ? register_commit(w) : rc;
}

int
app_register_take(const struct app *app, const struct app_register_ref *which, int64_t plan_id,
    struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, which->institution_id, "register.take", err);
	int rc = register_open_item(&w, which);

	if (w.denied)
		return rc;
	if (rc == YUP_OK)
		rc = take(&w, which, plan_id);
	return rc < 0 ? register_refused(&w, rc) : YUP_OK;
}
