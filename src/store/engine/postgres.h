/*
 * postgres.h - what the four files of the PostgreSQL engine share; nobody else
 * includes it.
 *
 *	db_postgres.c      the function table: transactions, statements, values
 *	postgres_link.c    the connection, and what its failures mean
 *	postgres_ahead.c   rows sent ahead without waiting for their answers
 *	postgres_stream.c  rows that come one by one
 */
#ifndef YUP_STORE_ENGINE_POSTGRES_H
#define YUP_STORE_ENGINE_POSTGRES_H

#include "base/str.h"
#include "store/engine/engine.h"

/* libpq-fe.h calls them PGconn, PGresult and Oid */
struct pg_conn;
struct pg_result;

/* Types as the server numbers them; they never change. */
enum { TYPE_BOOL = 16, TYPE_BYTES = 17, TYPE_INT8 = 20, TYPE_INT4 = 23, TYPE_TEXT = 25 };

/* A connection: db->handle. */
struct pg {
	struct pg_conn *conn;
	char *url; /* with its password, to connect again */
	bool readonly;
	unsigned generation; /* of the connection: what another had prepared is gone */
	bool ahead;          /* in pipeline mode */
	unsigned sent;       /* since the last batch was closed */
	unsigned batches;    /* closed and not answered */

	const struct stmt *streaming; /* whose rows come one by one, or NULL */

	const struct stmt *last; /* that was sent ahead, how many times on end */
	unsigned repeated;
	const struct stmt *copying; /* whose rows go as one COPY, or NULL */
	struct str rows;            /* of it, not sent yet */
};

/* A statement: its values in binary, and its rows. */
struct prepared {
	unsigned generation;
	unsigned *types;
	const char **values;
	int *lengths, *formats;
	uint64_t *numbers; /* room for the values that are numbers */
	char *copy;        /* the COPY that does the same, NULL where none does */
	struct pg_result *result;
	int row;
};

struct pg *pg_of(const struct db *db);
struct prepared *pg_prepared(const struct stmt *q);
const char *pg_name(const struct stmt *q); /* of the statement, here and on the server */
void *pg_must(void *memory);               /* not NULL: out of memory ends the program */

/* ---- The connection (postgres_link.c) -------------------------------------- */

/* Why `result`, or with NULL the last call, failed; without a state the server is gone. */
int pg_tell(const struct db *db, const struct pg_result *result, struct err *err);
bool pg_is_good(const struct pg_result *result);
int pg_run(struct db *db, const char *sql, struct err *err);

/* Is the address one at all? */
MUST_CHECK int pg_check_url(const struct db *db, const char *url, struct err *err);

/* A new connection, in place of the one there was. */
MUST_CHECK int pg_connect(struct db *db, struct err *err);

/* One that works, as far as is known; a new one where no transaction is lost with it. */
MUST_CHECK int pg_ensure(struct db *db, struct err *err);
bool pg_is_connected(const struct db *db);

/* ---- Sending ahead (postgres_ahead.c) --------------------------------------- */

/* The COPY that stores what `insert` does, to be freed; NULL: it does more than that. */
char *pg_copy_text(const char *insert, int params);

/* A statement with all its values, ready on this connection. */
MUST_CHECK int pg_send(struct stmt *q, struct err *err);

/* Wait for all that was sent ahead; the first failure is told. */
int pg_settle(struct db *db, struct err *err);

/* ---- Row by row (postgres_stream.c) ------------------------------------------- */

/* Run a statement with all its values: 1 and its first row in `result`, 0, or negative. */
MUST_CHECK int pg_stream_open(struct stmt *q, struct err *err);

/* The next row, the same way. */
MUST_CHECK int pg_stream_next(struct stmt *q, struct err *err);

/* Whoever's rows are coming, the rest is not wanted: the connection is free again. */
void pg_stream_close(struct db *db);

#endif
