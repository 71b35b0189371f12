/* postgres_link.c - see postgres.h. */
#include <ctype.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/engine/postgres.h"

enum { CONNECT_TIMEOUT_MS = 10000, STATE_LENGTH = 5 };

static const char settings_all[] = "SET lock_timeout = '10s';"
				   "SET client_min_messages = warning;"
				   "SET synchronous_commit = on;";
static const char settings_readonly[] = "SET default_transaction_read_only = on;";

struct pg *
pg_of(const struct db *db)
{
	return db->handle;
}

void *
pg_must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

bool
pg_is_connected(const struct db *db)
{
	return PQstatus(pg_of(db)->conn) == CONNECTION_OK;
}

/* ---- Errors, with what to do ---------------------------------------------- */

/* By SQLSTATE: the first whose letters it begins with. */
static const struct meaning {
	const char *state;
	int code;
	const char *key, *what;
} MEANINGS[] = {
	{ "23505", YUP_ECONFLICT, NULL, "already there" },
	{ "23503", YUP_ENOTFOUND, NULL, "refers to a row that is not there" },
	{ "22", YUP_EINVALID, NULL, "the schema refuses a value" },
	{ "23", YUP_EINVALID, NULL, "the schema refuses a value" },
	{ "25006", YUP_EIO, "db_server_readonly",
	    "can only be read: it is a replica, or was opened for reading" },
	{ "25P03", YUP_EIO, "db_server_gone",
	    "the server ended a transaction that waited too long" },
	{ "28", YUP_EIO, "db_login", "the server does not let this user in" },
	{ "3D000", YUP_ENOTFOUND, "db_server_absent", "the server has no such database" },
	{ "3F000", YUP_EINVALID, "db_no_schema", "no schema to work in: see search_path" },
	{ "40", YUP_ECONFLICT, "db_busy", "another program is writing: try again" },
	{ "42501", YUP_EIO, "db_denied", "the database user lacks a permission" },
	{ "53100", YUP_EIO, "db_full", "no room on the server's disk: nothing was stored" },
	{ "53300", YUP_EIO, "db_crowded", "too many connections to the server" },
	{ "53", YUP_EIO, "db_crowded", "the server has no resources left" },
	{ "54", YUP_ELIMIT, NULL, "a value is too big" },
	{ "55P03", YUP_ECONFLICT, "db_busy", "another program is writing: try again" },
	{ "57014", YUP_ECONFLICT, "db_busy", "the server cancelled a statement: try again" },
	{ "57P", YUP_EIO, "db_server_gone", "the server stopped, or is starting" },
	{ "08", YUP_EIO, "db_server_gone", "the connection to the server was lost" },
	{ "58", YUP_EIO, "db_server_disk", "the server's disk failed" },
	{ "XX001", YUP_EIO, "db_damaged", "damaged: restore a backup" },
	{ "XX002", YUP_EIO, "db_damaged", "damaged: restore a backup" },
};

/* `detail` is the server's; its first line is enough. */
static int
tell_state(const struct db *db, const char *state, const char *detail, struct err *err)
{
	int length = (int)strcspn(detail, "\n");

	for (size_t i = 0; i < sizeof(MEANINGS) / sizeof(MEANINGS[0]); i++) {
		const struct meaning *m = &MEANINGS[i];

		if (strncmp(state, m->state, strlen(m->state)) != 0)
			continue;
		return err_refuse(err, m->code, m->key, "%s: %s (%.*s)", db->name, m->what, length,
		    detail);
	}
	return err_set(err, YUP_EBUG, "%s: %.*s (%s)", db->name, length, detail, state);
}

/* Why the last call failed, or what `result` says; without a state the server is gone. */
int
pg_tell(const struct db *db, const PGresult *result, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (detail == NULL)
		detail = PQerrorMessage(pg_of(db)->conn);
	return tell_state(db, state != NULL ? state : "08006", detail, err);
}

bool
pg_is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

int
pg_run(struct db *db, const char *sql, struct err *err)
{
	PGresult *result = PQexec(pg_of(db)->conn, sql);
	int rc = pg_is_good(result) ? YUP_OK : pg_tell(db, result, err);

	PQclear(result);
	return rc;
}

/* ---- Connecting ----------------------------------------------------------- */

static int64_t
clock_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The library's own waiting call would not tell the SQLSTATE of a refusal. */
static bool
wait_for(PGconn *conn)
{
	PostgresPollingStatusType status = PGRES_POLLING_WRITING;
	int64_t until = clock_ms() + CONNECT_TIMEOUT_MS;

	while (status != PGRES_POLLING_OK) {
		struct pollfd fd = { .fd = PQsocket(conn),
			.events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT };
		int64_t left = until - clock_ms();

		if (status == PGRES_POLLING_FAILED || left <= 0)
			return false;
		if (poll(&fd, 1, (int)left) > 0 || errno != EINTR)
			status = PQconnectPoll(conn);
	}
	return true;
}

/* "FATAL:  3D000: no such database": the state, and what follows it. */
static const char *
find_state(const char *message, char state[STATE_LENGTH + 1])
{
	for (const char *at = strstr(message, ":  "); at != NULL; at = strstr(at + 1, ":  ")) {
		const char *from = at + 3;
		int n = 0;

		while (n < STATE_LENGTH &&
		    (isdigit((unsigned char)from[n]) || isupper((unsigned char)from[n])))
			n++;
		if (n < STATE_LENGTH || from[n] != ':')
			continue;
		memcpy(state, from, STATE_LENGTH);
		state[STATE_LENGTH] = '\0';
		return from + n + 2;
	}
	return NULL;
}

static int
tell_unconnected(const struct db *db, PGconn *conn, struct err *err)
{
	char state[STATE_LENGTH + 1] = "";
	const char *message = PQerrorMessage(conn);
	const char *detail = find_state(message, state);

	if (detail != NULL)
		return tell_state(db, state, detail, err);
	return err_refuse(err, YUP_EIO, "db_server_unreached", "%s: no server answers (%.*s)",
	    db->name, (int)strcspn(message, "\n"), message);
}

static void
say_nothing(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static PGconn *
start(const char *url)
{
	static const char *const names[] = { "dbname", "client_encoding",
		"fallback_application_name", NULL };
	const char *const values[] = { url, "UTF8", "yupana", NULL };
	PGconn *conn = pg_must(PQconnectStartParams(names, values, 1));

	(void)PQsetErrorVerbosity(conn, PQERRORS_VERBOSE); /* for find_state() */
	(void)PQsetNoticeProcessor(conn, say_nothing, NULL);
	return conn;
}

/* Text is UTF-8 to the last byte, or a name would come back changed. */
static int
check_encoding(const struct db *db, struct err *err)
{
	const char *encoding = PQparameterStatus(pg_of(db)->conn, "server_encoding");

	if (encoding != NULL && strcmp(encoding, "UTF8") == 0)
		return YUP_OK;
	return err_refuse(err, YUP_EINVALID, "db_encoding", "%s keeps text as %s, not as UTF8",
	    db->name, encoding != NULL ? encoding : "nothing known");
}

/* A connection, in place of the one there was. */
int
pg_connect(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	PGconn *conn = start(pg->url);
	int rc;

	if (PQstatus(conn) == CONNECTION_BAD || !wait_for(conn)) {
		rc = tell_unconnected(db, conn, err);
		PQfinish(conn);
		return rc;
	}
	(void)PQsetErrorVerbosity(conn, PQERRORS_DEFAULT);
	PQfinish(pg->conn);
	pg->conn = conn;
	pg->generation++;
	pg->ahead = false;
	pg->sent = pg->batches = 0;
	pg->copying = pg->last = pg->streaming = NULL;
	str_clear(&pg->rows);
	rc = check_encoding(db, err);
	if (rc == YUP_OK)
		rc = pg_run(db, settings_all, err);
	if (rc == YUP_OK && pg->readonly)
		rc = pg_run(db, settings_readonly, err);
	return rc;
}

/* A connection that works, as far as is known; a new one where none is lost with it. */
int
pg_ensure(struct db *db, struct err *err)
{
	if (pg_is_connected(db) || db->in_tx)
		return YUP_OK;
	return pg_connect(db, err);
}

int
pg_check_url(const struct db *db, const char *url, struct err *err)
{
	char *why = NULL;
	PQconninfoOption *options = PQconninfoParse(url, &why);
	int rc = YUP_OK;

	if (options == NULL)
		rc = err_refuse(err, YUP_EINVALID, "db_url",
		    "%s is not a postgresql:// address (%.*s)", db->name,
		    why != NULL ? (int)strcspn(why, "\n") : 0, why != NULL ? why : "");
	PQconninfoFree(options);
	PQfreemem(why);
	return rc;
}
