#include "app/registers.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/register_work.h"
#include "app/self.h"
#include "base/mem.h"
#include "core/plan.h"
#include "store/engine/db.h"
#include "store/evidence_store.h"
#include "store/org_store.h"
#include "store/register_store.h"

/* ---- Reading -------------------------------------------------------------------- */

static bool
may_read(const struct app *app, int64_t institution_id, const struct register_item *item)
{
	return actor_may(app->by, MAY_READ_PLAN, institution_id,
	    item->org_unit != 0 ? item->org_unit : ORG_UNIT_NONE);
}

/* How many files each has; items and counts come by id. */
static int
count_files(const struct app *app, struct mem *mem, int64_t institution_id,
    struct register_item *items, size_t count, struct err *err)
{
	struct evidence_count *files = NULL;
	size_t n = 0, at = 0;
	int rc = evidence_store_count(app->db, mem, institution_id, &files, &n, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		while (at < n && files[at].item_id < items[i].id)
			at++;
		if (at < n && files[at].item_id == items[i].id)
			items[i].files = files[at].files;
	}
	return rc;
}

/* Those of a register that app->by may read. */
static int
load(const struct app *app, struct mem *mem, int64_t institution_id, const char *key,
    struct register_item **out, size_t *out_count, struct err *err)
{
	struct register_item *list = NULL;
	size_t count = 0, kept = 0;
	int rc = register_store_list(app->db, mem, institution_id, key, &list, &count, err);

	if (rc == YUP_OK)
		rc = count_files(app, mem, institution_id, list, count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (may_read(app, institution_id, &list[i]))
			list[kept++] = list[i];
	*out = list;
	*out_count = kept;
	return rc;
}

static void
count_item(struct app_register_sum *sum, const struct register_item *item, const char *today)
{
	struct register_finding found[REGISTER_FINDINGS_MAX];

	sum->total++;
	sum->open += register_is_open(sum->reg, item);
	sum->late += register_is_late(sum->reg, item, today);
	sum->faulty += register_check(sum->reg, item, today, found) > 0;
}

int
app_register_all(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_register_sum **out, size_t *out_count, struct err *err)
{
	const struct pack *pack = NULL;
	struct app_register_sum *list;
	char today[DATE_SIZE];
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "registers", err);

	if (rc == YUP_OK)
		rc = register_pack(app, mem, institution_id, &pack, err);
	if (rc < 0)
		return rc;
	app_today(app, today);
	list = mem_array(mem, pack->register_count + 1, sizeof(*list));
	for (size_t i = 0; i < pack->register_count; i++) {
		struct register_item *items = NULL;
		size_t count = 0;

		list[i].reg = &pack->registers[i];
		rc = load(app, mem, institution_id, list[i].reg->key, &items, &count, err);
		if (rc < 0)
			return rc;
		for (size_t k = 0; k < count; k++)
			count_item(&list[i], &items[k], today);
	}
	*out = list;
	*out_count = pack->register_count;
	return YUP_OK;
}

int
app_register_items(const struct app *app, struct mem *mem, int64_t institution_id, const char *key,
    const struct register_filter *filter, struct app_register_list *out, struct err *err)
{
	struct app_register_list l = { 0 };
	size_t kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "registers", err);

	if (rc == YUP_OK)
		rc = register_pack(app, mem, institution_id, &l.pack, err);
	if (rc == YUP_OK)
		rc = register_called(l.pack, key, &l.reg, err);
	if (rc == YUP_OK)
		rc = load(app, mem, institution_id, key, &l.items, &l.all, err);
	if (rc < 0)
		return rc;
	app_today(app, l.today);
	for (size_t i = 0; i < l.all; i++)
		if (filter == NULL || register_fits(mem, l.reg, &l.items[i], filter, l.today))
			l.items[kept++] = l.items[i];
	l.count = kept;
	*out = l;
	return YUP_OK;
}

int
app_register_get(const struct app *app, struct mem *mem, const struct app_register_ref *which,
    struct app_register_item *out, struct err *err)
{
	struct app_register_item it = { 0 };
	int rc = app_require(app, MAY_READ_PLAN, which->institution_id, ORG_UNIT_NONE, "registers",
	    err);

	if (rc == YUP_OK)
		rc = register_pack(app, mem, which->institution_id, &it.pack, err);
	if (rc == YUP_OK)
		rc = register_item_called(app->db, mem, which, &it.item, err);
	if (rc < 0)
		return rc;
	if (!may_read(app, which->institution_id, &it.item))
		return app_require(app, MAY_READ_PLAN, which->institution_id, it.item.org_unit,
		    register_subject(mem, it.item.reg, it.item.id), err);
	it.reg = register_find(it.pack, it.item.reg);
	if (it.reg == NULL)
		return err_refuse(err, YUP_EINVALID, "register_gone", "%s", it.item.reg);
	rc = count_files(app, mem, which->institution_id, &it.item, 1, err);
	it.may_follow = actor_may(app->by, MAY_FOLLOW_REGISTER, which->institution_id,
	    it.item.org_unit);
	app_today(app, it.today);
	if (rc == YUP_OK)
		*out = it;
	return rc;
}

/* ---- Opening --------------------------------------------------------------------- */

/* There is, or was, such a unit. */
static int
check_unit(struct register_work *w, const char *id)
{
	struct org_history history = { 0 };
	size_t count = 0;
	int rc;

	if (id[0] == '\0')
		return YUP_OK;
	rc = org_store_load(w->app->db, w->mem, w->institution_id, &history, w->err);
	if (rc == YUP_OK)
		(void)org_periods_of(&history, register_id(id), &count);
	return rc == YUP_OK && count == 0
	    ? err_refuse(w->err, YUP_EINVALID, "org_unit_absent", "%s", id)
	    : rc;
}

/* What was typed, as it is kept; the last of a field said twice counts. */
static int
read_typed(struct register_work *w, const struct register_value *typed, size_t count,
    struct register_value **out)
{
	struct register_value *list = mem_array(w->mem, count + 1, sizeof(*list));
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct pack_register_field *f = register_field_find(w->reg, typed[i].field);

		list[i].field = typed[i].field;
		rc = register_typed(w->mem, w->pack, w->reg, typed[i].field, typed[i].text,
		    &list[i].text, w->err);
		if (rc == YUP_OK &&
		    ((f != NULL && f->kind == REGISTER_UNIT) ||
			strcmp(typed[i].field, REGISTER_ORG_UNIT) == 0))
			rc = check_unit(w, list[i].text);
	}
	*out = list;
	return rc;
}

static void
put_own(struct register_item *item, const struct register_value *value)
{
	if (strcmp(value->field, REGISTER_TITLE) == 0)
		item->title = value->text;
	else if (strcmp(value->field, REGISTER_SORT) == 0)
		item->sort = value->text;
	else if (strcmp(value->field, REGISTER_ORG_UNIT) == 0)
		item->org_unit = value->text[0] != '\0' ? register_id(value->text) : 0;
}

static bool
is_own(const char *field)
{
	return strcmp(field, REGISTER_TITLE) == 0 || strcmp(field, REGISTER_SORT) == 0 ||
	    strcmp(field, REGISTER_ORG_UNIT) == 0;
}

static int
open_item(struct register_work *w, struct register_item *item, const struct register_value *values,
    size_t count)
{
	struct register_item *before = NULL;
	size_t had = 0;
	int rc = register_begin(w);

	if (rc == YUP_OK)
		rc = register_store_list(w->tx.db, w->mem, w->institution_id, item->reg, &before,
		    &had, w->err);
	if (rc == YUP_OK && had >= REGISTER_ITEMS_MAX)
		rc = err_refuse(w->err, YUP_ELIMIT, "register_full", "%d", REGISTER_ITEMS_MAX);
	if (rc == YUP_OK)
		rc = register_put_new(w, item, values, count);
	w->what.subject = register_subject(w->mem, item->reg, item->id);
	return rc == YUP_OK ? register_commit(w) : rc;
}

int
app_register_open(const struct app *app, int64_t institution_id, const char *key,
    const struct register_value *typed, size_t count, int64_t *out_id, struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, institution_id, "register.open", err);
	struct register_item item = { .reg = key, .title = "", .sort = "" };
	struct register_value *values = NULL, *fields;
	size_t kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "registers", err);

	if (rc < 0)
		return rc;
	w.what.subject = mem_printf(w.mem, "register %.40s", key);
	rc = register_pack(app, w.mem, institution_id, &w.pack, err);
	if (rc == YUP_OK)
		rc = register_called(w.pack, key, &w.reg, err);
	if (rc < 0)
		return register_refused(&w, rc);
	for (size_t i = 0; i < count; i++) /* whose it would be, before anything is said of it */
		if (strcmp(typed[i].field, REGISTER_ORG_UNIT) == 0 && typed[i].text != NULL)
			item.org_unit = register_id(typed[i].text);
	rc = register_require(&w, item.org_unit);
	if (rc < 0)
		return rc; /* recorded there */
	rc = read_typed(&w, typed, count, &values);
	fields = mem_array(w.mem, count + 1, sizeof(*fields));
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (is_own(values[i].field))
			put_own(&item, &values[i]);
		else
			fields[kept++] = values[i];
	if (rc == YUP_OK && item.title[0] == '\0')
		rc = register_typed(w.mem, w.pack, w.reg, REGISTER_TITLE, "", &item.title, err);
	if (rc == YUP_OK)
		rc = open_item(&w, &item, fields, kept);
	if (rc < 0)
		return register_refused(&w, rc);
	*out_id = item.id;
	return YUP_OK;
}

/* ---- Changing --------------------------------------------------------------------- */

/* Fields, title and so on were changed, or its state, after what was seen. */
static int
check_seen(struct register_work *w, uint32_t seen)
{
	for (size_t i = seen; seen > 0 && i < w->item.act_count; i++)
		if (w->item.acts[i].kind != REGISTER_COMMENTED)
			return err_refuse(w->err, YUP_ECONFLICT, "register_changed", "%u",
			    w->item.revision);
	return YUP_OK;
}

static int
change_one(struct register_work *w, const struct register_value *value, bool *own)
{
	const char *was = register_value_of(w->mem, &w->item, value->field);
	struct register_act act = { .kind = REGISTER_CHANGED,
		.state = "",
		.field = value->field,
		.was = was,
		.text = value->text };
	int rc = YUP_OK;

	if (strcmp(was, value->text) == 0)
		return YUP_OK;
	if (is_own(value->field)) {
		put_own(&w->item, value);
		*own = true;
	} else {
		rc = register_store_put(&w->tx, w->institution_id, w->item.id, value, w->err);
	}
	if (rc == YUP_OK)
		rc = register_do(w, &act);
	w->what.detail = mem_printf(w->mem, "%s%s%.40s", w->what.detail,
	    w->what.detail[0] != '\0' ? " " : "", value->field);
	return rc;
}

static int
change(struct register_work *w, const struct app_register_ref *which, uint32_t seen,
    const struct register_value *values, size_t count)
{
	bool own = false;
	int rc = register_begin(w);

	if (rc == YUP_OK)
		rc = register_take_item(w, which);
	if (rc == YUP_OK)
		rc = check_seen(w, seen);
	if (rc == YUP_OK && !register_is_open(w->reg, &w->item))
		rc = err_refuse(w->err, YUP_ECONFLICT, "register_item_closed", "%lld",
		    (long long)w->item.id);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = change_one(w, &values[i], &own);
	if (rc == YUP_OK && own)
		rc = register_store_change(&w->tx, w->institution_id, &w->item, w->err);
	if (rc == YUP_OK && w->what.detail[0] == '\0')
		return YUP_OK; /* nothing is otherwise: nothing is written */
	return rc == YUP_OK ? register_commit(w) : rc;
}

int
app_register_change(const struct app *app, const struct app_register_ref *which, uint32_t seen,
    const struct register_value *typed, size_t count, struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, which->institution_id, "register.change", err);
	struct register_value *values = NULL;
	int rc = register_open_item(&w, which);

	if (rc < 0)
		return w.denied ? rc : register_refused(&w, rc);
	rc = read_typed(&w, typed, count, &values);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (strcmp(values[i].field, REGISTER_ORG_UNIT) == 0)
			rc = register_require(&w,
			    values[i].text[0] != '\0' ? register_id(values[i].text) : 0);
	if (w.denied)
		return rc; /* it goes to a unit that is not one's own */
	if (rc == YUP_OK)
		rc = change(&w, which, seen, values, count);
	return rc < 0 ? register_refused(&w, rc) : YUP_OK;
}

/* ---- Other acts --------------------------------------------------------------------- */

static int
pass(struct register_work *w, const struct app_register_ref *which, uint32_t seen,
    struct register_act *act)
{
	int rc = register_begin(w);

	if (rc == YUP_OK)
		rc = register_take_item(w, which);
	if (rc == YUP_OK)
		rc = check_seen(w, seen);
	if (rc == YUP_OK)
		rc = register_step(w->reg, &w->item, act->state, act->text, &act->kind, w->err);
	if (rc == YUP_OK)
		rc = register_do(w, act);
	w->what.detail = mem_printf(w->mem, "%.40s -> %.40s", w->item.state, act->state);
	return rc == YUP_OK ? register_commit(w) : rc;
}

int
app_register_pass(const struct app *app, const struct app_register_ref *which, uint32_t seen,
    const char *state, const char *word, struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, which->institution_id, "register.pass", err);
	struct register_act act = { .state = state,
		.field = "",
		.was = "",
		.text = word != NULL ? word : "" };
	int rc = register_open_item(&w, which);

	if (w.denied)
		return rc;
	if (rc == YUP_OK)
		rc = pass(&w, which, seen, &act);
	return rc < 0 ? register_refused(&w, rc) : YUP_OK;
}

static int
comment(struct register_work *w, const struct app_register_ref *which, const char *word)
{
	struct register_act act = { .kind = REGISTER_COMMENTED,
		.state = "",
		.field = "",
		.was = "",
		.text = word };
	int rc = register_begin(w);

	if (rc == YUP_OK)
		rc = register_take_item(w, which);
	if (rc == YUP_OK)
		rc = register_do(w, &act);
	return rc == YUP_OK ? register_commit(w) : rc;
}

int
app_register_comment(const struct app *app, const struct app_register_ref *which, const char *word,
    struct err *err)
{
	CLEANUP(register_work_done)
	struct register_work w = register_work(app, which->institution_id, "register.comment", err);
	int rc = register_open_item(&w, which);

	if (w.denied)
		return rc;
	if (rc == YUP_OK)
		rc = register_check_word(word, err);
	if (rc == YUP_OK)
		rc = comment(&w, which, word);
	return rc < 0 ? register_refused(&w, rc) : YUP_OK;
}
