/*
 * db_sqlite.c - the engine that keeps everything in one file (SQLite 3.40).
 *
 * The only SQL written in C is the engine's own settings, below.
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "migrations.h"
#include "store/engine/engine.h"

/* "Yupa": says that a file is ours (PRAGMA application_id). */
#define APPLICATION_ID "1500868705"

enum { BUSY_TIMEOUT_MS = 10000, APPLICATION_ID_NUMBER = 1500868705 };

/* Between two looks at whether another's writing is over: a moment drawn from these. */
enum { BUSY_LEAST_US = 200, BUSY_MOST_US = 4000 };

/*
 * WAL: readers never wait for the writer.  FULL: a commit is on the disk before
 * it is answered.  The journal is cut back after a large import.
 */
static const char settings_write[] = "PRAGMA journal_mode=WAL;"
				     "PRAGMA synchronous=FULL;"
				     "PRAGMA journal_size_limit=67108864;";
static const char settings_all[] = "PRAGMA foreign_keys=ON;"
				   "PRAGMA cell_size_check=ON;"
				   "PRAGMA temp_store=MEMORY;"
				   "PRAGMA cache_size=-65536;";

/* Said at every transaction: prepared once. */
enum word { BEGIN_READ, BEGIN_WRITE, COMMIT, ROLLBACK, WORD__COUNT };

static const char *const WORDS[] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK" };

struct file {
	sqlite3 *handle;
	sqlite3_stmt *words[WORD__COUNT]; /* NULL until first said */
};

static sqlite3 *
handle(const struct db *db)
{
	const struct file *file = db->handle;

	return file->handle;
}

/* ---- Errors, with what to do ---------------------------------------------- */

static int
tell_constraint(const struct db *db, struct err *err)
{
	const char *detail = sqlite3_errmsg(handle(db));

	switch (sqlite3_extended_errcode(handle(db))) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
		return err_set(err, YUP_ECONFLICT, "already there: %s", detail);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return err_set(err, YUP_ENOTFOUND, "refers to a row that is not there: %s", detail);
	default:
		return err_set(err, YUP_EINVALID, "the schema refuses a value: %s", detail);
	}
}

static int
tell(const struct db *db, int code, struct err *err)
{
	const char *name = db->name;
	const char *detail = sqlite3_errmsg(handle(db));

	switch (code & 0xff) {
	case SQLITE_NOTADB:
		return err_refuse(err, YUP_EINVALID, "db_foreign", "%s is not a yupana database",
		    name);
	case SQLITE_CORRUPT:
		return err_refuse(err, YUP_EIO, "db_damaged",
		    "%s is damaged (%s): restore a backup", name, detail);
	case SQLITE_READONLY:
		return err_refuse(err, YUP_EIO, "db_readonly",
		    "%s can only be read: check who owns the file and its "
		    "folder, or do not ask for a change",
		    name);
	case SQLITE_FULL:
		return err_refuse(err, YUP_EIO, "db_full",
		    "no room on the disk for %s: free some and repeat, "
		    "nothing was stored",
		    name);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_refuse(err, YUP_ECONFLICT, "db_busy",
		    "another program is writing in %s: try again", name);
	case SQLITE_CANTOPEN:
		return err_refuse(err, YUP_EIO, "db_unopened",
		    "cannot open %s (%s): check that its folder exists "
		    "and may be written",
		    name, detail);
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_IOERR:
		return err_refuse(err, YUP_EIO, "db_disk",
		    "%s: %s: check the disk and the rights on the file", name, detail);
	case SQLITE_TOOBIG:
		return err_set(err, YUP_ELIMIT, "a value is too big for %s", name);
	case SQLITE_CONSTRAINT:
		return tell_constraint(db, err);
	case SQLITE_NOMEM:
		return err_set(err, YUP_EIO, "no memory left for %s", name);
	default:
		return err_set(err, YUP_EBUG, "%s: %s (%d)", name, detail, code);
	}
}

static int
run(struct db *db, const char *sql, struct err *err)
{
	int code = sqlite3_exec(handle(db), sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? YUP_OK : tell(db, code, err);
}

/* The one number a setting or a count answers. */
static int
ask(struct db *db, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *prepared = NULL;
	int code = sqlite3_prepare_v2(handle(db), sql, -1, &prepared, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(prepared);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(prepared, 0);
	(void)sqlite3_finalize(prepared);
	return code == SQLITE_ROW ? YUP_OK : tell(db, code, err);
}

/* ---- Opening -------------------------------------------------------------- */

static int64_t
clock_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/*
 * Wait for whoever is writing.  Each waits a moment of no pattern, as short for
 * who has just come as for who has waited long: all have the same chance at
 * every turn.  The library's own waits grow to 100 ms, and whoever has waited
 * longest looks most seldom.
 */
static int
wait_for_turn(void *context, int waited)
{
	struct db *db = context;
	int64_t now = clock_us();
	uint64_t draw = ((uint64_t)now ^ (uint64_t)getpid() << 20 ^ (uintptr_t)db) *
	    UINT64_C(0x9E3779B97F4A7C15);
	struct timespec moment = { 0 };

	if (waited == 0)
		db->waiting_since = now;
	if (now - db->waiting_since >= BUSY_TIMEOUT_MS * INT64_C(1000))
		return 0;
	moment.tv_nsec = (BUSY_LEAST_US + (long)((draw >> 32) % (BUSY_MOST_US - BUSY_LEAST_US))) *
	    1000;
	(void)nanosleep(&moment, NULL);
	return 1;
}

/* Nobody reads how much memory the library has: counting it is a lock that all connections share. */
static void
leave_uncounted(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A stranger's file can do no harm: no functions, views or words it brings. */
static void
defend(struct db *db)
{
	sqlite3 *h = handle(db);

	(void)sqlite3_extended_result_codes(h, 1);
	(void)sqlite3_busy_handler(h, wait_for_turn, db);
	(void)sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	(void)sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
}

static int
open_file(struct db *db, const char *name, unsigned flags, struct err *err)
{
	static pthread_once_t before_first = PTHREAD_ONCE_INIT;
	int how = SQLITE_OPEN_NOMUTEX;
	struct file *file = calloc(1, sizeof(*file));
	int code;

	if (file == NULL)
		abort();
	db->handle = file; /* also on failure: it holds the message and must be closed */
	(void)pthread_once(&before_first, leave_uncounted);
	if (flags & DB_READONLY)
		how |= SQLITE_OPEN_READONLY;
	else
		how |= SQLITE_OPEN_READWRITE | (flags & DB_CREATE ? SQLITE_OPEN_CREATE : 0);
	if ((how & SQLITE_OPEN_CREATE) == 0 && access(name, F_OK) != 0 && errno == ENOENT)
		return err_refuse(err, YUP_ENOTFOUND, "db_absent",
		    "there is no database %s: make it with "
		    "`yupana init`, or check the name",
		    name);

	code = sqlite3_open_v2(name, &file->handle, how, NULL);
	if (code != SQLITE_OK)
		return tell(db, code, err);
	defend(db);
	return YUP_OK;
}

/* Ours, nobody's yet (empty, to be made), or something else's? */
static int
check_owner(struct db *db, bool create, struct err *err)
{
	int64_t id = 0, tables = 0;
	int rc = ask(db, "SELECT count(*) FROM sqlite_schema", &tables, err);

	if (rc == YUP_OK)
		rc = ask(db, "PRAGMA application_id", &id, err);
	if (rc < 0 || id == APPLICATION_ID_NUMBER)
		return rc;
	if (tables > 0 || id != 0)
		return err_refuse(err, YUP_EINVALID, "db_foreign", "%s is not a yupana database",
		    db->name);
	if (!create)
		return err_refuse(err, YUP_EINVALID, "db_empty",
		    "%s is empty: make a database with `yupana init`", db->name);
	return run(db, "PRAGMA application_id=" APPLICATION_ID, err);
}

static int
sqlite_open(struct db *db, const char *name, unsigned flags, struct err *err)
{
	bool readonly = flags & DB_READONLY;
	int rc = open_file(db, name, flags, err);

	/* The library falls back to reading where writing is not allowed. */
	if (rc == YUP_OK && !readonly && sqlite3_db_readonly(handle(db), "main") == 1)
		rc = tell(db, SQLITE_READONLY, err);
	if (rc == YUP_OK)
		rc = run(db, settings_all, err);
	if (rc == YUP_OK)
		rc = check_owner(db, flags & DB_CREATE, err);
	if (rc == YUP_OK && !readonly)
		rc = run(db, settings_write, err);
	return rc;
}

static void
sqlite_close(struct db *db)
{
	struct file *file = db->handle;
	int code;

	if (file == NULL)
		return;
	for (int i = 0; i < WORD__COUNT; i++)
		(void)sqlite3_finalize(file->words[i]);
	code = sqlite3_close(file->handle);
	assert(code == SQLITE_OK); /* else a statement was left out of the table */
	(void)code;
	free(file);
}

static int
sqlite_is_empty(struct db *db, bool *out, struct err *err)
{
	int64_t tables = 0;
	int rc = ask(db, "SELECT count(*) FROM sqlite_schema", &tables, err);

	if (rc == YUP_OK)
		*out = tables == 0;
	return rc;
}

/* ---- Transactions --------------------------------------------------------- */

static int
say(struct db *db, enum word word, struct err *err)
{
	struct file *file = db->handle;
	sqlite3_stmt **at = &file->words[word];
	int code = SQLITE_OK, rc;

	if (*at == NULL)
		code = sqlite3_prepare_v3(file->handle, WORDS[word], -1, SQLITE_PREPARE_PERSISTENT,
		    at, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(*at);
	rc = code == SQLITE_DONE ? YUP_OK : tell(db, code, err);
	(void)sqlite3_reset(*at);
	return rc;
}

/* To write is said at once: changing one's mind later answers BUSY_SNAPSHOT. */
static int
sqlite_begin(struct db *db, bool to_write, struct err *err)
{
	return say(db, to_write ? BEGIN_WRITE : BEGIN_READ, err);
}

static int
sqlite_commit(struct db *db, struct err *err)
{
	return say(db, COMMIT, err);
}

static void
sqlite_rollback(struct db *db)
{
	/* Some failures, a full disk among them, have already undone it. */
	if (sqlite3_get_autocommit(handle(db)) == 0)
		(void)say(db, ROLLBACK, NULL);
}

static const char *
sqlite_migration_text(const struct migration *migration)
{
	return migration->sqlite;
}

/* ---- Statements ----------------------------------------------------------- */

static sqlite3_stmt *
prepared_of(const struct stmt *q)
{
	return q->prepared;
}

static int
sqlite_prepare(struct stmt *q, struct err *err)
{
	sqlite3_stmt *prepared = NULL;
	int code = sqlite3_prepare_v3(handle(q->db), query_texts[q->query].sqlite, -1,
	    SQLITE_PREPARE_PERSISTENT, &prepared, NULL);

	if (code != SQLITE_OK) {
		int rc = tell(q->db, code, err);

		if (rc == YUP_EBUG)
			return err_set(err, YUP_EBUG, "statement %s: %s",
			    query_texts[q->query].name, sqlite3_errmsg(handle(q->db)));
		return rc;
	}
	q->prepared = prepared;
	q->params = sqlite3_bind_parameter_count(prepared);
	q->columns = sqlite3_column_count(prepared);
	return YUP_OK;
}

static void
sqlite_finish(struct stmt *q)
{
	(void)sqlite3_finalize(prepared_of(q));
	q->prepared = NULL;
}

/* Binding fails only past the library's limits: the step then says so. */
static void
sqlite_put_int(struct stmt *q, int position, int64_t value)
{
	(void)sqlite3_bind_int64(prepared_of(q), position, value);
}

static void
sqlite_put_text(struct stmt *q, int position, const char *text, size_t length)
{
	(void)sqlite3_bind_text64(prepared_of(q), position, text, length, SQLITE_STATIC,
	    SQLITE_UTF8);
}

static void
sqlite_put_bytes(struct stmt *q, int position, const void *bytes, size_t size)
{
	(void)sqlite3_bind_blob64(prepared_of(q), position, bytes, size, SQLITE_STATIC);
}

static void
sqlite_put_null(struct stmt *q, int position)
{
	(void)sqlite3_bind_null(prepared_of(q), position);
}

static int
sqlite_step(struct stmt *q, struct err *err)
{
	int code = sqlite3_step(prepared_of(q));

	if (code == SQLITE_ROW)
		return 1;
	return code == SQLITE_DONE ? 0 : tell(q->db, code, err);
}

static void
sqlite_reset(struct stmt *q)
{
	(void)sqlite3_reset(prepared_of(q)); /* repeats the step's error: already told */
}

static bool
sqlite_is_null(const struct stmt *q, int column)
{
	return sqlite3_column_type(prepared_of(q), column) == SQLITE_NULL;
}

static int64_t
sqlite_get_int(const struct stmt *q, int column)
{
	return sqlite3_column_int64(prepared_of(q), column);
}

static const char *
sqlite_get_text(const struct stmt *q, int column, size_t *out_length)
{
	const char *text = (const char *)sqlite3_column_text(prepared_of(q), column);

	*out_length = (size_t)sqlite3_column_bytes(prepared_of(q), column);
	return text;
}

static const void *
sqlite_get_bytes(const struct stmt *q, int column, size_t *out_size)
{
	const void *bytes = sqlite3_column_blob(prepared_of(q), column);

	*out_size = (size_t)sqlite3_column_bytes(prepared_of(q), column);
	return bytes;
}

static enum db_kind
sqlite_kind(const struct stmt *q, int column)
{
	switch (sqlite3_column_type(prepared_of(q), column)) {
	case SQLITE_NULL:
		return DB_NULL;
	case SQLITE_INTEGER:
		return DB_INT;
	case SQLITE_BLOB:
		return DB_BYTES;
	default:
		return DB_TEXT;
	}
}

const struct db_engine db_engine_sqlite = {
	.open = sqlite_open,
	.close = sqlite_close,
	.is_empty = sqlite_is_empty,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.run_script = run,
	.migration_text = sqlite_migration_text,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.put_int = sqlite_put_int,
	.put_text = sqlite_put_text,
	.put_bytes = sqlite_put_bytes,
	.put_null = sqlite_put_null,
	.step = sqlite_step,
	.reset = sqlite_reset,
	.is_null = sqlite_is_null,
	.kind = sqlite_kind,
	.get_int = sqlite_get_int,
	.get_text = sqlite_get_text,
	.get_bytes = sqlite_get_bytes,
};
