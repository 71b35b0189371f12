/*
 * db.h - the only door to a database: open it, run named statements, commit.
 *
 * Statements are written in sql/queries/ and named by `enum query` (queries.h,
 * made by tools/sqlc); nobody above this door holds SQL or knows the engine.
 * A name of the form postgresql://... means a server, anything else is a file.
 *
 * A connection serves one thread.  Statements are prepared once, when first
 * used, and belong to the connection.  Values are given and read in order:
 *
 *	struct stmt *q = db_use(db, Q_UNIT_INSERT);
 *
 *	stmt_put_int(q, institution_id);
 *	stmt_put_text(q, name);
 *	return stmt_run(q, err);
 *
 *	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_UNIT_LIST);
 *	stmt_put_int(q, institution_id);
 *	while ((rc = stmt_next(q, err)) > 0) {
 *		id = stmt_get_int(q);
 *		name = stmt_get_text(q, mem);
 *	}
 *
 * put and get cannot fail on the spot: what goes wrong in them is told by the
 * next stmt_run, stmt_next or stmt_end, so a row reads without a check a line.
 * One statement runs once at a time; different ones may be open together.
 *
 * A statement that the database refuses inside a transaction leaves it only to
 * be undone: what follows in it, and its commit, fail for the same reason.
 *
 * Failures, besides those a function names:
 *   YUP_EIO        unreadable, damaged, read-only or full disk; a server that
 *                  is gone: begin again, it is looked for again
 *   YUP_ECONFLICT  somebody else is writing (try again), or a key is taken
 *   YUP_ENOTFOUND  a row refers to one that is not there
 *   YUP_EINVALID   a value the schema refuses; YUP_ELIMIT a value too big
 */
#ifndef YUP_STORE_ENGINE_DB_H
#define YUP_STORE_ENGINE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "queries.h"

struct db;
struct migration;
struct stmt;

enum {
	DB_CREATE = 1u << 0,   /* make the database where there is none */
	DB_READONLY = 1u << 1, /* never write, not even to recover */
};

/*
 * Open `name`.  Its schema is not looked at: see migrate.h.
 *
 * YUP_ENOTFOUND: no such database and no DB_CREATE.
 * YUP_EINVALID: a file of something else, or an engine this program lacks.
 * The caller closes `*out`.
 */
MUST_CHECK int db_open(const char *name, unsigned flags, struct db **out, struct err *err);
void db_close(struct db *db); /* NULL does nothing; an open transaction is undone */
void db_done(struct db **db); /* for CLEANUP */

/* The name it was opened by, without a password; for messages. */
const char *db_name(const struct db *db);

/* What db_name() would be of a database called `name`, cut to `size`. */
void db_shown_name(const char *name, char *out, size_t size);

/* True where nothing was ever put: not even a schema. */
MUST_CHECK int db_is_empty(struct db *db, bool *out, struct err *err);

/* ---- Transactions --------------------------------------------------------- */

/*
 * CLEANUP(db_tx_done) struct db_tx tx = { 0 };  undone unless committed.
 * One at a time for each connection.
 */
struct db_tx {
	struct db *db; /* NULL: not begun, or over */
};

/* To write: waits for whoever is writing, a few seconds at most. */
MUST_CHECK int db_begin(struct db *db, struct db_tx *tx, struct err *err);

/* To read several statements that agree with each other. */
MUST_CHECK int db_begin_read(struct db *db, struct db_tx *tx, struct err *err);

/* On success everything is on the disk; on failure nothing happened. */
MUST_CHECK int db_commit(struct db_tx *tx, struct err *err);
void db_rollback(struct db_tx *tx);
void db_tx_done(struct db_tx *tx); /* for CLEANUP */

/* ---- Statements ----------------------------------------------------------- */

/* A statement, ready for its first value.  Never NULL; the connection's. */
struct stmt *db_use(struct db *db, enum query query);

/* Prepare without running: the test of all statements. */
MUST_CHECK int db_prepare(struct db *db, enum query query, struct err *err);

/* Texts and bytes must live until the statement has run. */
void stmt_put_int(struct stmt *q, int64_t value);
void stmt_put_num(struct stmt *q, int64_t value);     /* NUM_ABSENT is null */
void stmt_put_text(struct stmt *q, const char *text); /* NULL is null */
void stmt_put_bytes(struct stmt *q, const void *bytes, size_t size);
void stmt_put_null(struct stmt *q);
void stmt_put_char(struct stmt *q, char letter); /* A to Z; 0 is "" */

/* A value cannot be stored: the run will fail with `code` and say `why`. */
void stmt_refuse(struct stmt *q, int code, const char *why);

/* Run a statement that answers nothing; it is then ready for other values. */
MUST_CHECK int stmt_run(struct stmt *q, struct err *err);

/*
 * As stmt_run, but may leave without waiting for the answer: for many rows
 * inside a transaction.  A failure may be told by a later call; db_settle()
 * waits for all of them and tells the first.
 */
MUST_CHECK int stmt_send(struct stmt *q, struct err *err);
MUST_CHECK int db_settle(struct db *db, struct err *err);

/*
 * The rows to come are many: let them arrive one by one, so that memory stays
 * small.  Before the first stmt_next, inside a transaction.  On a server nothing
 * else may run on the connection until they were read: what does ends them, and
 * the next stmt_next says so.
 */
void stmt_stream(struct stmt *q);

/* The next row: 1 there is one, 0 there are no more, negative on failure. */
MUST_CHECK int stmt_next(struct stmt *q, struct err *err);

/* As stmt_next for exactly one row: YUP_ENOTFOUND, saying `what`, without it. */
MUST_CHECK int stmt_one(struct stmt *q, const char *what, struct err *err);

/* After stmt_one's values are read: were they all as they should be? */
MUST_CHECK int stmt_end(struct stmt *q, struct err *err);
void stmt_done(struct stmt **q); /* for CLEANUP: leave the rows not read */

/* The row's next value.  Texts and bytes are copied into `mem`. */
int64_t stmt_get_int(struct stmt *q);
int64_t stmt_get_num(struct stmt *q); /* null is NUM_ABSENT */
int64_t stmt_get_int_in(struct stmt *q, int64_t lowest, int64_t highest);
bool stmt_get_bool(struct stmt *q);
const char *stmt_get_text(struct stmt *q, struct mem *mem);         /* null is "" */
const char *stmt_get_text_or_null(struct stmt *q, struct mem *mem); /* null is NULL */
char stmt_get_char(struct stmt *q);                                 /* one letter; "" is 0 */
void stmt_get_bytes(struct stmt *q, void *out, size_t size);        /* exactly `size` */
bool stmt_at_null(const struct stmt *q); /* the next value is null; does not take it */

/* ---- Rows as they are, for copying and checking ----------------------------- */

enum db_kind { DB_NULL, DB_INT, DB_TEXT, DB_BYTES };

struct db_value {
	enum db_kind kind;
	int64_t number;
	const char *bytes; /* of a text or bytes: the row's, gone with it */
	size_t size;
};

/* The row's next value, whatever it is; and give one so. */
struct db_value stmt_get_value(struct stmt *q);
void stmt_put_value(struct stmt *q, const struct db_value *value);

/* How many columns a statement answers; 0 before it is prepared. */
int stmt_column_count(const struct stmt *q);

/* A value makes no sense: stmt_next or stmt_end will say the database is damaged. */
void stmt_spoil(struct stmt *q, const char *what);

/* ---- For migrate.c -------------------------------------------------------- */

/* The migration as this engine spells it. */
const char *db_migration_text(const struct db *db, const struct migration *migration);

/* Run a text of several statements inside `tx`. */
MUST_CHECK int db_run_script(struct db_tx *tx, const char *script, struct err *err);

#endif
