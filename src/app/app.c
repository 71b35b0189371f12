#include "app/app.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/settings.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/pack_file.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"
#include "store/engine/schema_check.h"

static void
name_db(struct app *app, const char *name)
{
	app->db_name = name;
	db_shown_name(name, app->db_shown, sizeof(app->db_shown));
	if (app->now == NULL)
		app->now = clock_now;
}

/* Had its schema the log already? */
static bool
had_log(struct migration_list list, size_t had)
{
	for (size_t i = 0; i < had; i++)
		if (strcmp(list.items[i].name, "log") == 0)
			return true;
	return false;
}

/*
 * A database older than the log has institutions whose chains nobody began: what
 * was before is not in them, and from here on one that is missing was taken away.
 */
static int
begin_logs(const struct app *app, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution *list = NULL;
	size_t count = 0;
	int rc = institution_store_list(app->db, mem, &list, &count, err);

	if (rc < 0 || count == 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct audit what = { .institution_id = list[i].id,
			.action = "log.begin",
			.detail = "what was before is not in it" };

		rc = audit_done(&tx, app, &what, err);
	}
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* Every schema change this program knows; `*out_had`: those that were there. */
static int
bring_up(const struct app *app, struct migration_list list, size_t *out_had, struct err *err)
{
	char now[CLOCK_TEXT_SIZE];
	int rc = migrate_applied(app->db, list, out_had, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = migrate_run(app->db, list, now, err);
	return rc == YUP_OK && !had_log(list, *out_had) ? begin_logs(app, err) : rc;
}

int
app_open(struct app *app, const char *name, unsigned flags, struct err *err)
{
	unsigned how = (flags & APP_CREATE ? DB_CREATE : 0u) |
	    (flags & APP_READONLY ? DB_READONLY : 0u);
	size_t had;
	int rc;

	name_db(app, name);
	app->readonly = (flags & APP_READONLY) != 0;
	rc = db_open(name, how, &app->db, err);
	if (rc < 0)
		return err != NULL ? err_at(err, app->db_shown, 0) : rc;
	rc = flags & APP_CREATE ? bring_up(app, migrate_known(), &had, err)
				: migrate_check(app->db, migrate_known(), err);
	if (rc == YUP_OK)
		return YUP_OK;
	app_close(app);
	return err != NULL ? err_at(err, app->db_shown, 0) : rc;
}

static void
list_applied(struct mem *mem, struct migration_list list, struct app_migrated *out)
{
	out->applied_count = list.count - out->had;
	out->applied = mem_array(mem, out->applied_count + 1, sizeof(*out->applied));
	for (size_t i = 0; i < out->applied_count; i++) {
		const struct migration *m = &list.items[out->had + i];

		out->applied[i] = mem_printf(mem, "%04d_%s", m->number, m->name);
	}
}

static int
tell_migrated(const struct app *app, struct mem *mem, const struct app_migrated *done,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.action = "database.migrate",
		.detail = mem_printf(mem, "%s to %s", done->applied[0],
		    done->applied[done->applied_count - 1]),
	};
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_migrate(struct app *app, struct mem *mem, const char *name, struct app_migrated *out,
    struct err *err)
{
	struct migration_list list = migrate_known();
	struct app_migrated done = { .known = list.count };
	int rc;

	name_db(app, name);
	if (!actor_may(app->by, MAY_OPERATE, 0, ORG_UNIT_ALL)) /* no log to write it in yet */
		return err_refuse(err, YUP_EDENIED, "not_allowed", "%s",
		    permission_key(MAY_OPERATE));
	rc = db_open(name, 0, &app->db, err);
	if (rc == YUP_OK)
		rc = bring_up(app, list, &done.had, err);
	if (rc < 0)
		return err != NULL ? err_at(err, app->db_shown, 0) : rc;
	list_applied(mem, list, &done);
	if (done.applied_count > 0)
		rc = tell_migrated(app, mem, &done, err);
	if (rc == YUP_OK)
		rc = schema_compare(app->db, mem, list, &done.schema, &done.schema_count, err);
	if (rc < 0)
		return rc;
	*out = done;
	return YUP_OK;
}

int
app_stage(const struct app *app, enum app_stage stage, size_t amount, struct err *err)
{
	if (app->stage == NULL || app->stage(app->stage_context, stage, amount))
		return YUP_OK;
	return err_refuse(err, YUP_ECONFLICT, "job_stopped", "stage %d", (int)stage);
}

void
app_shown_name(const char *name, char *out, size_t size)
{
	db_shown_name(name, out, size);
}

void
app_close(struct app *app)
{
	db_close(app->db);
	app->db = NULL;
}

/* As it is. */
static int
find_pack(const struct app *app, struct mem *mem, const char *name, const struct pack **out,
    struct err *err)
{
	const struct pack *pack;
	int rc;

	if (app->pack != NULL) {
		rc = pack_load(mem, app->pack, &pack, err);
		if (rc < 0)
			return rc;
		if (name == NULL || strcmp(pack->name, name) == 0) {
			*out = pack;
			return YUP_OK;
		}
	}
	return pack_load(mem, name != NULL ? name : APP_PACK_DEFAULT, out, err);
}

int
app_pack(const struct app *app, struct mem *mem, int64_t institution_id, const char *name,
    const struct pack **out, struct err *err)
{
	const struct pack *pack = NULL;
	int rc = find_pack(app, mem, name, &pack, err);

	if (rc == YUP_OK)
		rc = app_settings_apply(app, mem, institution_id, &pack, err);
	if (rc == YUP_OK)
		*out = pack;
	return rc;
}

/* "A, B": the names there are, for a refusal. */
static const char *
names_of(struct mem *mem, const struct institution *list, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%s%s (%s)", i > 0 ? "; " : "", list[i].name, list[i].acronym);
	return mem_strdup(mem, str_text(&s));
}

int
app_institutions(const struct app *app, struct mem *mem, const char *name, struct institution **out,
    size_t *out_count, struct err *err)
{
	struct institution *list = NULL, *one;
	size_t count = 0;
	int rc;

	rc = institution_store_list(app->db, mem, &list, &count, err);
	if (rc < 0)
		return rc;
	if (name != NULL) {
		one = mem_alloc(mem, sizeof(*one));
		rc = institution_store_find(app->db, mem, name, one, err);
		if (rc == YUP_ENOTFOUND)
			return err_refuse(err, rc, "institution_absent", "%s; %s", name,
			    names_of(mem, list, count));
		if (rc < 0)
			return rc;
		list = one;
		count = 1;
	}
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
app_init(struct app *app, const char *name, const char *acronym, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct pack *pack;
	struct institution it = { .name = name, .acronym = acronym };
	struct audit what = { .action = "institution.create", .subject = name };
	char now[CLOCK_TEXT_SIZE];
	int64_t id;
	int rc;

	rc = app_require(app, MAY_OPERATE, 0, ORG_UNIT_ALL, name, err);
	if (rc == YUP_OK)
		rc = app_pack(app, mem, 0, NULL, &pack, err);
	if (rc < 0)
		return rc;
	app->now(now);
	it.pack = pack->name;
	it.created_at = now;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = institution_store_add(&tx, &it, &id, err);
	if (rc == YUP_ECONFLICT)
		rc = err_refuse(err, rc, "institution_exists", "%s", name);
	what.institution_id = rc == YUP_OK ? id : 0;
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
