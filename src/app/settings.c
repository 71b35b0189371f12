#include "app/settings.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/standings.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/pack.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/framework_store.h"
#include "store/setting_store.h"

#define PREFIX "pack." /* in the table, where others keep theirs too */
#define CAP "cap_at_100"
#define KEPT "kept." CAP ".%lld" /* as it was for a follow-up that came before it changed */

/* ---- Reading ------------------------------------------------------------------- */

static int
stored(struct db *db, struct mem *mem, int64_t institution_id, struct pack_setting **out,
    size_t *out_count, struct err *err)
{
	struct setting *all = NULL;
	struct pack_setting *list;
	size_t count = 0, kept = 0;
	int rc = setting_store_list(db, mem, institution_id, &all, &count, err);

	if (rc < 0)
		return rc;
	list = mem_array(mem, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		if (strncmp(all[i].key, PREFIX, strlen(PREFIX)) == 0)
			list[kept++] = (struct pack_setting){ all[i].key + strlen(PREFIX),
				all[i].value };
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

int
app_settings_apply(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct pack **pack, struct err *err)
{
	struct pack_setting *list = NULL;
	size_t count = 0;
	int rc;

	if (app->db == NULL || institution_id == 0)
		return YUP_OK;
	rc = stored(app->db, mem, institution_id, &list, &count, err);
	if (rc == YUP_OK)
		*pack = pack_with_settings(mem, *pack, list, count);
	return rc;
}

int
app_settings_keep(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, const struct pack **pack, struct err *err)
{
	const char *value = NULL;
	struct pack *copy;
	int rc = setting_store_get(app->db, mem, institution_id,
	    mem_printf(mem, KEPT, (long long)follow_up_id), &value, err);

	if (rc == YUP_ENOTFOUND)
		return YUP_OK; /* it has not changed since */
	if (rc < 0)
		return rc;
	copy = mem_alloc(mem, sizeof(*copy));
	*copy = **pack;
	rc = pack_setting_put(mem, copy, CAP, value, err);
	if (rc == YUP_OK)
		*pack = copy;
	return rc;
}

int
app_settings_keep_also(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t from_id,
    int64_t to_id, struct err *err)
{
	const char *value = NULL;
	int rc = setting_store_get(tx->db, mem, institution_id,
	    mem_printf(mem, KEPT, (long long)from_id), &value, err);

	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	return rc < 0 ? rc
		      : setting_store_put(tx, institution_id,
			    mem_printf(mem, KEPT, (long long)to_id), value, err);
}

/* The institution's pack, as it is. */
static int
own_pack(const struct app *app, struct mem *mem, int64_t institution_id, const struct pack **out,
    struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc = institution_store_list(app->db, mem, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == institution_id)
			return app_pack(app, mem, 0, list[i].pack, out, err);
	return rc < 0 ? rc
		      : err_refuse(err, YUP_ENOTFOUND, "institution_absent", "%lld; ",
			    (long long)institution_id);
}

static int
load(const struct app *app, struct mem *mem, int64_t institution_id, struct app_settings *out,
    struct err *err)
{
	struct app_settings s = { 0 };
	const char **keys;
	int rc = own_pack(app, mem, institution_id, &s.own, err);

	s.pack = s.own;
	if (rc == YUP_OK)
		rc = app_settings_apply(app, mem, institution_id, &s.pack, err);
	if (rc < 0)
		return rc;
	keys = pack_setting_keys(mem, s.own, &s.count);
	s.items = mem_array(mem, s.count, sizeof(*s.items));
	for (size_t i = 0; i < s.count; i++) {
		struct app_setting *item = &s.items[i];

		item->key = keys[i];
		item->own = pack_setting_value(mem, s.own, keys[i]);
		item->value = pack_setting_value(mem, s.pack, keys[i]);
		item->changed = strcmp(item->own, item->value) != 0;
	}
	*out = s;
	return YUP_OK;
}

int
app_setting_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_settings *out, struct err *err)
{
	int rc = app_require(app, MAY_READ_UNITS, institution_id, ORG_UNIT_NONE, "settings", err);

	return rc == YUP_OK ? load(app, mem, institution_id, out, err) : rc;
}

/* ---- Changing ------------------------------------------------------------------ */

static struct app_setting *
find(struct app_settings *s, const char *key)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->items[i].key, key) == 0)
			return &s->items[i];
	return NULL;
}

/* The pack as it would hold with them all; `now` gets the values as they would be written. */
static int
try_all(struct mem *mem, struct app_settings *now, const struct pack_setting *changes, size_t count,
    struct err *err)
{
	struct pack *pack = mem_alloc(mem, sizeof(*pack));
	int rc = YUP_OK;

	*pack = *now->pack;
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct app_setting *item = find(now, changes[i].key);

		if (item == NULL)
			return err_refuse(err, YUP_EINVALID, "setting_unknown", "%s",
			    changes[i].key);
		if (changes[i].value != NULL && strcmp(changes[i].value, item->own) != 0)
			rc = pack_setting_put(mem, pack, item->key, changes[i].value, err);
		else
			pack_setting_copy(pack, now->own, item->key);
	}
	if (rc == YUP_OK)
		rc = pack_setting_check(mem, pack, err);
	now->pack = pack;
	return rc;
}

/* One that is not as it was; "" for the log where nothing of it changed. */
static int
put_one(struct db_tx *tx, struct mem *mem, int64_t institution_id, const struct app_setting *was,
    const struct pack *pack, struct str *log, struct err *err)
{
	const char *value = pack_setting_value(mem, pack, was->key);
	bool own = strcmp(value, was->own) == 0;

	if (strcmp(value, was->value) == 0)
		return YUP_OK;
	str_printf(log, "%s%s: %s -> %s", log->length > 0 ? " | " : "", was->key, was->value,
	    own ? "the pack's" : value);
	return setting_store_put(tx, institution_id, mem_printf(mem, PREFIX "%s", was->key),
	    own ? NULL : value, err);
}

/* Follow-ups that are here keep how they were averaged: what was told does not change. */
static int
keep_caps(struct db_tx *tx, struct mem *mem, int64_t institution_id, const char *before,
    struct err *err)
{
	struct follow_up_head *heads = NULL;
	size_t count = 0;
	int rc = follow_up_store_list(tx->db, mem, institution_id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const char *key = mem_printf(mem, KEPT, (long long)heads[i].id), *kept;

		rc = setting_store_get(tx->db, mem, institution_id, key, &kept, err);
		if (rc == YUP_ENOTFOUND)
			rc = setting_store_put(tx, institution_id, key, before, err);
	}
	return rc;
}

/* Averages may be others now. */
static int
sum_again(const struct app *app, struct db_tx *tx, int64_t institution_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t count = 0;
	int *years = NULL;
	int rc = report_store_years(tx->db, mem, institution_id, &years, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = app_standings_make(tx, app, mem,
		    &(struct app_period){ institution_id, years[i], 0 }, err);
	return rc;
}

static int
change(const struct app *app, struct db_tx *tx, struct mem *mem, int64_t institution_id,
    const struct pack_setting *changes, size_t count, struct str *log, size_t *out_changed,
    struct err *err)
{
	struct app_settings now = { 0 };
	int rc = load(app, mem, institution_id, &now, err);

	if (rc == YUP_OK)
		rc = try_all(mem, &now, changes, count, err);
	for (size_t i = 0; rc == YUP_OK && i < now.count; i++) {
		size_t before = log->length;

		rc = put_one(tx, mem, institution_id, &now.items[i], now.pack, log, err);
		if (log->length == before)
			continue;
		++*out_changed;
		if (rc == YUP_OK && strcmp(now.items[i].key, CAP) == 0)
			rc = keep_caps(tx, mem, institution_id, now.items[i].value, err);
	}
	if (rc == YUP_OK && *out_changed > 0)
		rc = framework_store_moved(tx, institution_id,
		    err); /* kept plans are held against it */
	return rc == YUP_OK && *out_changed > 0 ? sum_again(app, tx, institution_id, err) : rc;
}

int
app_setting_change(const struct app *app, int64_t institution_id,
    const struct pack_setting *changes, size_t count, size_t *out_changed, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str log = { 0 };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .institution_id = institution_id,
		.action = "setting.change",
		.subject = "settings" };
	size_t changed = 0;
	int rc = app_require(app, MAY_EDIT_SETTINGS, institution_id, ORG_UNIT_ALL, what.subject,
	    err);

	if (rc < 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = change(app, &tx, mem, institution_id, changes, count, &log, &changed, err);
	what.detail = str_text(&log);
	if (rc == YUP_OK && changed > 0)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK) {
		*out_changed = changed;
		return rc;
	}
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
