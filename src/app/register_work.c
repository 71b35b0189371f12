#include "app/register_work.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "base/mem.h"
#include "core/field.h"
#include "core/plan.h"
#include "store/institution_store.h"
#include "store/register_store.h"

struct register_work
register_work(const struct app *app, int64_t institution_id, const char *action, struct err *err)
{
	struct register_work w = { .app = app,
		.err = err,
		.mem = mem_new(),
		.institution_id = institution_id,
		.what = { .institution_id = institution_id,
		    .action = action,
		    .subject = "registers",
		    .detail = "" } };

	app->now(w.now);
	return w;
}

void
register_work_done(struct register_work *w)
{
	db_tx_done(&w->tx);
	mem_free(w->mem);
	w->mem = NULL;
}

/* ---- Finding ---------------------------------------------------------------------- */

int
register_pack(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct pack **out, struct err *err)
{
	struct institution it;
	int rc = institution_store_get(app->db, mem, institution_id, &it, err);

	return rc < 0 ? rc : app_pack(app, mem, institution_id, it.pack, out, err);
}

int
register_called(const struct pack *pack, const char *key, const struct pack_register **out,
    struct err *err)
{
	const struct pack_register *reg = register_find(pack, key);

	if (reg == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "register_absent", "%.40s", key);
	*out = reg;
	return YUP_OK;
}

int
register_item_called(struct db *db, struct mem *mem, const struct app_register_ref *which,
    struct register_item *out, struct err *err)
{
	int rc = register_store_get(db, mem, which->institution_id, which->id, out, err);

	if (rc == YUP_ENOTFOUND ||
	    (rc == YUP_OK && which->reg != NULL && strcmp(which->reg, out->reg) != 0))
		return err_refuse(err, YUP_ENOTFOUND, "register_item_absent", "%lld",
		    (long long)which->id);
	return rc;
}

const char *
register_subject(struct mem *mem, const char *reg, int64_t id)
{
	return mem_printf(mem, "register %s item %lld", reg, (long long)id);
}

int64_t
register_id(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits <= 18 && text[digits] == '\0' ? strtoll(text, NULL, 10) : 0;
}

int
register_check_word(const char *word, struct err *err)
{
	return field_check(word, REGISTER_WORD_MAX, FIELD_NEEDED, "text", err);
}

/* ---- Who may ------------------------------------------------------------------------ */

int
register_require(struct register_work *w, int64_t org_unit)
{
	int rc = app_require(w->app, MAY_FOLLOW_REGISTER, w->institution_id,
	    org_unit != 0 ? org_unit : ORG_UNIT_NONE, w->what.subject, w->err);

	w->denied = w->denied || rc < 0;
	return rc;
}

int
register_open_item(struct register_work *w, const struct app_register_ref *which)
{
	int rc = app_require(w->app, MAY_READ_PLAN, w->institution_id, ORG_UNIT_NONE, "registers",
	    w->err);

	if (rc < 0) {
		w->denied = true;
		return rc;
	}
	rc = register_pack(w->app, w->mem, w->institution_id, &w->pack, w->err);
	if (rc == YUP_OK)
		rc = register_item_called(w->app->db, w->mem, which, &w->item, w->err);
	if (rc < 0)
		return rc;
	w->what.subject = register_subject(w->mem, w->item.reg, w->item.id);
	w->reg = register_find(w->pack, w->item.reg);
	if (w->reg == NULL)
		return err_refuse(w->err, YUP_EINVALID, "register_gone", "%s", w->item.reg);
	return register_require(w, w->item.org_unit);
}

/* ---- Writing ------------------------------------------------------------------------ */

int
register_begin(struct register_work *w)
{
	return db_begin(w->app->db, &w->tx, w->err);
}

int
register_take_item(struct register_work *w, const struct app_register_ref *which)
{
	int64_t org_unit = w->item.org_unit;
	int rc = register_store_hold(&w->tx, w->institution_id, which->id, w->err);

	if (rc == YUP_OK)
		rc = register_item_called(w->tx.db, w->mem, which, &w->item, w->err);
	if (rc == YUP_OK && w->item.org_unit != org_unit) /* and so whose it is */
		return err_refuse(w->err, YUP_ECONFLICT, "register_changed", "%u",
		    w->item.revision);
	return rc;
}

int
register_do(struct register_work *w, const struct register_act *asked)
{
	const struct actor *by = w->app->by;
	struct register_act act = *asked;

	act.at = w->now;
	act.user_id = by != NULL ? by->user_id : 0;
	act.actor = by != NULL && by->name != NULL ? by->name : "";
	return register_store_act(&w->tx, w->institution_id, w->item.id, &act, w->err);
}

int
register_put_new(struct register_work *w, struct register_item *item,
    const struct register_value *values, size_t count)
{
	struct register_act act = { .kind = REGISTER_OPENED,
		.state = w->reg->states[0].key,
		.field = "",
		.was = "",
		.text = item->title };
	int rc;

	item->opened_at = w->now;
	rc = register_store_add(&w->tx, w->institution_id, item, &item->id, w->err);
	w->item.id = item->id;
	if (rc == YUP_OK)
		rc = register_do(w, &act);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (values[i].text[0] != '\0')
			rc = register_store_put(&w->tx, w->institution_id, item->id, &values[i],
			    w->err);
	return rc;
}

int
register_commit(struct register_work *w)
{
	int rc = audit_done(&w->tx, w->app, &w->what, w->err);

	return rc < 0 ? rc : db_commit(&w->tx, w->err);
}

int
register_refused(struct register_work *w, int rc)
{
	db_rollback(&w->tx);
	return audit_refused(w->app, &w->what, rc, w->err);
}
