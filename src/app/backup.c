#include "app/backup.h"

#include <sodium.h>

#include "app/actor.h"
#include "app/audit.h"
#include "base/mem.h"
#include "io/sealed_file.h"
#include "store/engine/db.h"

#define MARK "yupana.backup/1"

/* ---- Checking ------------------------------------------------------------- */

static const char *
seal_text(struct mem *mem, const uint8_t seal[SEALED_HASH_SIZE])
{
	char *hex = mem_alloc(mem, 2 * SEALED_HASH_SIZE + 1);

	return sodium_bin2hex(hex, 2 * SEALED_HASH_SIZE + 1, seal, SEALED_HASH_SIZE);
}

static void
count_broken(struct app_backup *out)
{
	out->broken = 0;
	for (size_t i = 0; i < out->content.count; i++)
		out->broken += out->content.parts[i].has_log &&
		    out->content.parts[i].log.fault != LOG_FAULT_NONE;
}

/* All of it, stored too where there is a transaction. */
static int
take(struct mem *mem, const char *path, struct db_tx *tx, struct app_backup *out, struct err *err)
{
	CLEANUP(sealed_reader_done) struct sealed_reader *file = NULL;
	struct backup_taking *taking = backup_store_take(mem, tx);
	struct app_backup taken = { .sha256 = "" };
	const char *bytes = NULL;
	size_t length = 0;
	char kind = 0;
	int rc = sealed_open(path, MARK, &file, err);

	while (rc == YUP_OK && (rc = sealed_next(file, &kind, &bytes, &length, err)) > 0)
		rc = backup_store_take_record(taking, kind, bytes, length, err);
	if (rc == YUP_OK)
		rc = backup_store_take_end(taking, &taken.content, err);
	if (rc < 0)
		return rc;
	taken.sha256 = seal_text(mem, sealed_hash(file));
	taken.size = sealed_size(file);
	count_broken(&taken);
	*out = taken;
	return YUP_OK;
}

/* A refusal names the backup. */
static int
at_path(int rc, const char *path, struct err *err)
{
	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}

int
app_backup_check(struct mem *mem, const char *path, struct app_backup *out, struct err *err)
{
	return at_path(take(mem, path, NULL, out, err), path, err);
}

/* ---- Making --------------------------------------------------------------- */

static int
put(void *context, char kind, const char *bytes, size_t length, struct err *err)
{
	return sealed_put(context, kind, bytes, length, err);
}

static int
write_rows(const struct app *app, int64_t institution_id, const char *path, struct err *err)
{
	CLEANUP(sealed_writer_done) struct sealed_writer *file = NULL;
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	char now[CLOCK_TEXT_SIZE];
	uint8_t seal[SEALED_HASH_SIZE];
	uint64_t size;
	int rc = sealed_create(path, MARK, &file, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &reading, err);
	if (rc == YUP_OK)
		rc = backup_store_write(app->db, institution_id, now, put, file, err);
	if (rc == YUP_OK)
		rc = sealed_end(file, seal, &size, err);
	return rc;
}

/* Before the rows are read, so that the backup says itself that it was made. */
static int
tell(const struct app *app, const struct audit *what, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	if (app->readonly)
		return YUP_OK;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_backup(const struct app *app, struct mem *mem, const char *institution, const char *path,
    struct app_backup *out, struct err *err)
{
	struct audit what = { .action = "database.backup" };
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_allowed(app, mem, institution, MAY_OPERATE, &list, &count, err);

	if (rc == YUP_OK)
		rc = app_require(app, MAY_OPERATE, 0, ORG_UNIT_ALL, "backup", err);
	if (rc < 0)
		return rc;
	if (institution != NULL)
		what.institution_id = list[0].id;
	rc = tell(app, &what, err);
	if (rc == YUP_OK)
		rc = write_rows(app, institution != NULL ? list[0].id : BACKUP_EVERY, path, err);
	return rc == YUP_OK ? app_backup_check(mem, path, out, err) : at_path(rc, path, err);
}

/* ---- Restoring ------------------------------------------------------------ */

static int
store_rows(const struct app *app, struct mem *mem, const char *path, struct app_backup *out,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .action = "database.restore" };
	bool empty = false;
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = backup_store_is_empty(app->db, &empty, err);
	if (rc == YUP_OK && !empty) {
		db_rollback(&tx);
		return audit_refused(app, &what,
		    err_refuse(err, YUP_ECONFLICT, "restore_not_empty", "%s", app->db_shown), err);
	}
	if (rc == YUP_OK)
		rc = take(mem, path, &tx, out, err);
	if (rc < 0)
		return rc;
	what.subject = out->sha256;
	what.detail = out->content.made_at;
	rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_restore(struct app *app, struct mem *mem, const char *path, const char *to,
    struct app_backup *out, struct err *err)
{
	struct app_backup checked;
	int rc;

	if (!actor_may(app->by, MAY_OPERATE, 0, ORG_UNIT_ALL)) /* no log to write it in yet */
		return err_refuse(err, YUP_EDENIED, "not_allowed", "%s",
		    permission_key(MAY_OPERATE));
	rc = app_backup_check(mem, path, &checked, err); /* before anything is made */
	if (rc == YUP_OK)
		rc = app_open(app, to, APP_CREATE, err);
	if (rc == YUP_OK)
		rc = store_rows(app, mem, path, out, err);
	return rc;
}
