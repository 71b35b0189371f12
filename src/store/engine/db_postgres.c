/*
 * db_postgres.c - the engine that keeps everything in a server (PostgreSQL 15).
 *
 * The only SQL written in C is the engine's own: settings, transactions and
 * questions to the catalogue.
 *
 * Values travel in binary, by the type that the server says a parameter or a
 * column has.  A connection that is lost outside a transaction is made again;
 * inside one, the transaction is over and its caller may begin another.
 */
#include <arpa/inet.h>
#include <assert.h>
#include <ctype.h>
#include <endian.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "migrations.h"
#include "store/engine/engine.h"

/*
 * What is sent ahead without waiting: two batches at most, so that the answers
 * of one arrive while the next one leaves.
 */
enum { CONNECT_TIMEOUT_MS = 10000, BATCH = 256, BATCHES_AHEAD = 2, STATE_LENGTH = 5 };

/* Types as the server numbers them; they never change. */
enum { TYPE_BOOL = 16, TYPE_BYTES = 17, TYPE_INT8 = 20, TYPE_INT4 = 23, TYPE_TEXT = 25 };

static const char settings_all[] = "SET lock_timeout = '10s';"
				   "SET client_min_messages = warning;"
				   "SET synchronous_commit = on;";
static const char settings_readonly[] = "SET default_transaction_read_only = on;";

/*
 * The isolation of everything is chosen here.
 *
 * Who writes waits, before its first look, for whoever writes in the same
 * schema, as in a file: what it reads stays true until it commits, so finding
 * and then adding, or two programs bringing one schema up to date, need no more.
 * Who reads sees one moment and waits for nobody.
 */
static const char begin_write[] =
    "BEGIN ISOLATION LEVEL READ COMMITTED;"
    "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(current_schema(), 1500868705))";
static const char begin_read[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/* Tables of the schema, but those an extension brought; and whether ours is there. */
static const char count_tables[] =
    "SELECT count(*), count(*) FILTER (WHERE relname = 'schema_migration') FROM pg_catalog.pg_class "
    "JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace AND nspname = current_schema() "
    "WHERE relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend "
    "WHERE objid = pg_class.oid AND deptype = 'e' AND classid = 'pg_catalog.pg_class'::regclass)";

struct pg {
	PGconn *conn;
	char *url;           /* with its password, to connect again */
	bool readonly;
	unsigned generation; /* of the connection: what another had prepared is gone */
	bool ahead;          /* in pipeline mode */
	unsigned sent;       /* since the last batch was closed */
	unsigned batches;    /* closed and not answered */
};

/* A statement: its values in binary, and its rows. */
struct prepared {
	unsigned generation;
	Oid *types;
	const char **values;
	int *lengths, *formats;
	uint64_t *numbers; /* room for the values that are numbers */
	PGresult *result;
	int row;
};

static struct pg *
pg_of(const struct db *db)
{
	return db->handle;
}

static void *
must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
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
	{ "25P03", YUP_EIO, "db_server_gone", "the server ended a transaction that waited too long" },
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
static int
tell(const struct db *db, const PGresult *result, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (detail == NULL)
		detail = PQerrorMessage(pg_of(db)->conn);
	return tell_state(db, state != NULL ? state : "08006", detail, err);
}

static bool
is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static int
run(struct db *db, const char *sql, struct err *err)
{
	PGresult *result = PQexec(pg_of(db)->conn, sql);
	int rc = is_good(result) ? YUP_OK : tell(db, result, err);

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

		while (n < STATE_LENGTH && (isdigit((unsigned char)from[n]) || isupper((unsigned char)from[n])))
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
	return err_refuse(err, YUP_EIO, "db_server_unreached", "%s: no server answers (%.*s)", db->name,
	    (int)strcspn(message, "\n"), message);
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
	static const char *const names[] = { "dbname", "client_encoding", "fallback_application_name",
		NULL };
	const char *const values[] = { url, "UTF8", "yupana", NULL };
	PGconn *conn = must(PQconnectStartParams(names, values, 1));

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
	return err_refuse(err, YUP_EINVALID, "db_encoding", "%s keeps text as %s, not as UTF8", db->name,
	    encoding != NULL ? encoding : "nothing known");
}

/* A connection, in place of the one there was. */
static int
connect_again(struct db *db, struct err *err)
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
	rc = check_encoding(db, err);
	if (rc == YUP_OK)
		rc = run(db, settings_all, err);
	if (rc == YUP_OK && pg->readonly)
		rc = run(db, settings_readonly, err);
	return rc;
}

/* A connection that works, as far as is known; a new one where none is lost with it. */
static int
ensure_connected(struct db *db, struct err *err)
{
	if (PQstatus(pg_of(db)->conn) == CONNECTION_OK || db->in_tx)
		return YUP_OK;
	return connect_again(db, err);
}

/* ---- Opening -------------------------------------------------------------- */

static int
count(struct db *db, int64_t *out_all, int64_t *out_ours, struct err *err)
{
	PGresult *result = PQexec(pg_of(db)->conn, count_tables);
	int rc = is_good(result) ? YUP_OK : tell(db, result, err);

	if (rc == YUP_OK) {
		*out_all = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
		*out_ours = strtoll(PQgetvalue(result, 0, 1), NULL, 10);
	}
	PQclear(result);
	return rc;
}

/*
 * Ours, nobody's yet (empty, to be made), or something else's?  An empty one is
 * what an absent file is: the server's administrator made room for ours.
 */
static int
check_owner(struct db *db, bool create, struct err *err)
{
	int64_t all = 0, ours = 0;
	int rc = count(db, &all, &ours, err);

	if (rc < 0 || ours > 0)
		return rc;
	if (all > 0)
		return err_refuse(err, YUP_EINVALID, "db_foreign", "%s is not a yupana database", db->name);
	if (!create)
		return err_refuse(err, YUP_ENOTFOUND, "db_empty",
		    "%s is empty: make a database with `yupana init`", db->name);
	return YUP_OK;
}

static int
check_url(const struct db *db, const char *url, struct err *err)
{
	char *why = NULL;
	PQconninfoOption *options = PQconninfoParse(url, &why);
	int rc = YUP_OK;

	if (options == NULL)
		rc = err_refuse(err, YUP_EINVALID, "db_url", "%s is not a postgresql:// address (%.*s)",
		    db->name, why != NULL ? (int)strcspn(why, "\n") : 0, why != NULL ? why : "");
	PQconninfoFree(options);
	PQfreemem(why);
	return rc;
}

static int
postgres_open(struct db *db, const char *name, unsigned flags, struct err *err)
{
	struct pg *pg = must(calloc(1, sizeof(*pg)));
	int rc;

	db->handle = pg;
	pg->url = must(strdup(name));
	pg->readonly = flags & DB_READONLY;
	rc = check_url(db, name, err);
	if (rc == YUP_OK)
		rc = connect_again(db, err);
	if (rc == YUP_OK)
		rc = check_owner(db, flags & DB_CREATE, err);
	return rc;
}

static void
postgres_close(struct db *db)
{
	struct pg *pg = pg_of(db);

	if (pg == NULL)
		return;
	PQfinish(pg->conn);
	free(pg->url);
	free(pg);
}

static int
postgres_is_empty(struct db *db, bool *out, struct err *err)
{
	int64_t all = 0, ours = 0;
	int rc = ensure_connected(db, err);

	if (rc == YUP_OK)
		rc = count(db, &all, &ours, err);
	if (rc == YUP_OK)
		*out = all == 0;
	return rc;
}

/* ---- Sending ahead -------------------------------------------------------- */

/* The answers of the oldest batch; the first failure is told, the rest follow from it. */
static int
read_batch(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = YUP_OK, nothing = 0;

	for (;;) {
		PGresult *result = PQgetResult(pg->conn);
		ExecStatusType status = PQresultStatus(result);

		nothing = result == NULL ? nothing + 1 : 0;
		if (nothing > 1) /* one stands between two answers */
			return rc < 0 ? rc : tell(db, NULL, err);
		if (status == PGRES_FATAL_ERROR && result != NULL && rc == YUP_OK)
			rc = tell(db, result, err);
		PQclear(result);
		if (status == PGRES_PIPELINE_SYNC) {
			pg->batches--;
			return rc;
		}
	}
}

static int
close_batch(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);

	if (PQpipelineSync(pg->conn) == 0)
		return tell(db, NULL, err);
	pg->sent = 0;
	pg->batches++;
	return YUP_OK;
}

/* Wait for all that was sent ahead; the first failure is told. */
static int
postgres_settle(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = YUP_OK;

	if (!pg->ahead)
		return YUP_OK;
	if (pg->sent > 0)
		rc = close_batch(db, err);
	while (pg->batches > 0 && PQstatus(pg->conn) == CONNECTION_OK) {
		int next = read_batch(db, rc < 0 ? NULL : err);

		rc = rc < 0 ? rc : next;
	}
	if (PQstatus(pg->conn) != CONNECTION_OK)
		return rc < 0 ? rc : tell(db, NULL, err);
	(void)PQexitPipelineMode(pg->conn);
	pg->ahead = false;
	return rc;
}

/* ---- Transactions --------------------------------------------------------- */

static int
begin(struct db *db, bool to_write, struct err *err)
{
	int rc = run(db, to_write ? begin_write : begin_read, err);

	if (rc < 0 && PQtransactionStatus(pg_of(db)->conn) != PQTRANS_IDLE)
		(void)run(db, "ROLLBACK", NULL);
	return rc;
}

/* Nothing is lost yet: a server that was restarted is tried once more. */
static int
postgres_begin(struct db *db, bool to_write, struct err *err)
{
	int rc = ensure_connected(db, err);

	if (rc == YUP_OK)
		rc = begin(db, to_write, err);
	if (rc == YUP_OK || PQstatus(pg_of(db)->conn) == CONNECTION_OK)
		return rc;
	rc = connect_again(db, err);
	return rc == YUP_OK ? begin(db, to_write, err) : rc;
}

/* A connection lost while committing leaves a doubt that only looking can end. */
static int
postgres_commit(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = postgres_settle(db, err);
	PGresult *result;

	if (rc < 0)
		return rc;
	result = PQexec(pg->conn, "COMMIT");
	if (!is_good(result))
		rc = tell(db, result, err);
	else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		rc = err_set(err, YUP_EBUG, "%s undid a transaction instead of keeping it", db->name);
	PQclear(result);
	if (rc < 0 && PQstatus(pg->conn) != CONNECTION_OK)
		return err_refuse(err, YUP_EIO, "db_uncertain",
		    "%s: the connection was lost while committing: look whether it was stored", db->name);
	return rc;
}

static void
postgres_rollback(struct db *db)
{
	(void)postgres_settle(db, NULL);
	if (PQstatus(pg_of(db)->conn) == CONNECTION_OK)
		(void)run(db, "ROLLBACK", NULL);
}

static int
postgres_run_script(struct db *db, const char *script, struct err *err)
{
	int rc = postgres_settle(db, err);

	return rc == YUP_OK ? run(db, script, err) : rc;
}

static const char *
postgres_migration_text(const struct migration *migration)
{
	return migration->postgres;
}

/* ---- Statements ----------------------------------------------------------- */

static struct prepared *
prepared_of(const struct stmt *q)
{
	return q->prepared;
}

static const char *
name_of(const struct stmt *q)
{
	return query_texts[q->query].name;
}

/* On the server, under its own name. */
static int
prepare_there(struct stmt *q, struct err *err)
{
	PGresult *result = PQprepare(pg_of(q->db)->conn, name_of(q), query_texts[q->query].postgres, 0, NULL);
	int rc = is_good(result) ? YUP_OK : tell(q->db, result, err);

	if (rc == YUP_EBUG)
		rc = err_set(err, rc, "statement %s: %s", name_of(q), PQresultErrorMessage(result));
	PQclear(result);
	return rc;
}

static bool
is_known(Oid type)
{
	return type == TYPE_BOOL || type == TYPE_BYTES || type == TYPE_INT8 || type == TYPE_INT4 ||
	    type == TYPE_TEXT;
}

static int
check_types(const struct stmt *q, const PGresult *described, struct err *err)
{
	for (int i = 0; i < PQnparams(described); i++)
		if (!is_known(PQparamtype(described, i)))
			return err_set(err, YUP_EBUG, "statement %s: value %d has a type of its own (%u)",
			    name_of(q), i + 1, PQparamtype(described, i));
	for (int i = 0; i < PQnfields(described); i++)
		if (!is_known(PQftype(described, i)))
			return err_set(err, YUP_EBUG, "statement %s: column %d has a type of its own (%u)",
			    name_of(q), i + 1, PQftype(described, i));
	return YUP_OK;
}

static void
make_prepared(struct stmt *q, const PGresult *described)
{
	struct prepared *p = must(calloc(1, sizeof(*p)));
	size_t n = (size_t)PQnparams(described);

	p->types = must(calloc(n + 1, sizeof(*p->types)));
	p->values = must(calloc(n + 1, sizeof(*p->values)));
	p->lengths = must(calloc(n + 1, sizeof(*p->lengths)));
	p->formats = must(calloc(n + 1, sizeof(*p->formats)));
	p->numbers = must(calloc(n + 1, sizeof(*p->numbers)));
	for (size_t i = 0; i < n; i++) {
		p->types[i] = PQparamtype(described, (int)i);
		p->formats[i] = 1;
	}
	p->generation = pg_of(q->db)->generation;
	q->prepared = p;
	q->params = (int)n;
	q->columns = PQnfields(described);
}

static int
describe(struct stmt *q, struct err *err)
{
	PGresult *result = PQdescribePrepared(pg_of(q->db)->conn, name_of(q));
	int rc = is_good(result) ? check_types(q, result, err) : tell(q->db, result, err);

	if (rc == YUP_OK)
		make_prepared(q, result);
	PQclear(result);
	return rc;
}

static int
prepare(struct stmt *q, struct err *err)
{
	int rc = ensure_connected(q->db, err);

	if (rc == YUP_OK)
		rc = prepare_there(q, err);
	if (rc == YUP_OK)
		rc = describe(q, err);
	return rc;
}

/* As in beginning, nothing is lost yet. */
static int
postgres_prepare(struct stmt *q, struct err *err)
{
	int rc = postgres_settle(q->db, err);

	if (rc == YUP_OK)
		rc = prepare(q, err);
	if (rc < 0 && !q->db->in_tx && PQstatus(pg_of(q->db)->conn) != CONNECTION_OK)
		rc = prepare(q, err);
	return rc;
}

static void
postgres_finish(struct stmt *q)
{
	struct prepared *p = prepared_of(q);

	PQclear(p->result);
	free(p->types);
	free(p->values);
	free(p->lengths);
	free(p->formats);
	free(p->numbers);
	free(p);
	q->prepared = NULL;
}

/* ---- Values --------------------------------------------------------------- */

static void
postgres_put_int(struct stmt *q, int position, int64_t value)
{
	struct prepared *p = prepared_of(q);
	uint64_t *room = &p->numbers[position - 1];
	bool small = p->types[position - 1] == TYPE_INT4;

	if (small && (value < INT32_MIN || value > INT32_MAX))
		stmt_refuse(q, YUP_ELIMIT, "a number is too big");
	else if (!small && p->types[position - 1] != TYPE_INT8)
		stmt_refuse(q, YUP_EINVALID, "a number was given for something else");
	if (small) {
		uint32_t bits = htonl((uint32_t)value);

		memcpy(room, &bits, sizeof(bits));
	} else {
		*room = htobe64((uint64_t)value);
	}
	p->values[position - 1] = (const char *)room;
	p->lengths[position - 1] = small ? 4 : 8;
}

/* An empty value is not NULL, whatever pointer it came with. */
static void
put(struct stmt *q, int position, Oid type, const char *bytes, size_t size)
{
	struct prepared *p = prepared_of(q);

	if (p->types[position - 1] != type)
		stmt_refuse(q, YUP_EINVALID, "a value was given for one of another type");
	p->values[position - 1] = size > 0 ? bytes : "";
	p->lengths[position - 1] = (int)size;
}

static void
postgres_put_text(struct stmt *q, int position, const char *text, size_t length)
{
	put(q, position, TYPE_TEXT, text, length);
}

static void
postgres_put_bytes(struct stmt *q, int position, const void *bytes, size_t size)
{
	put(q, position, TYPE_BYTES, bytes, size);
}

static void
postgres_put_null(struct stmt *q, int position)
{
	prepared_of(q)->values[position - 1] = NULL;
}

static uint64_t
bits_of(const PGresult *result, int row, int column)
{
	const char *bytes = PQgetvalue(result, row, column);
	uint32_t four;
	uint64_t eight;

	switch (PQgetlength(result, row, column)) {
	case 1:
		return (uint64_t)bytes[0];
	case 4:
		memcpy(&four, bytes, sizeof(four));
		return (uint64_t)(int64_t)(int32_t)ntohl(four);
	case 8:
		memcpy(&eight, bytes, sizeof(eight));
		return be64toh(eight);
	default:
		return 0;
	}
}

static bool
postgres_is_null(const struct stmt *q, int column)
{
	return PQgetisnull(prepared_of(q)->result, prepared_of(q)->row, column) != 0;
}

static int64_t
postgres_get_int(const struct stmt *q, int column)
{
	return (int64_t)bits_of(prepared_of(q)->result, prepared_of(q)->row, column);
}

static const char *
postgres_get_text(const struct stmt *q, int column, size_t *out_length)
{
	const struct prepared *p = prepared_of(q);

	*out_length = (size_t)PQgetlength(p->result, p->row, column);
	return PQgetvalue(p->result, p->row, column);
}

static const void *
postgres_get_bytes(const struct stmt *q, int column, size_t *out_size)
{
	return postgres_get_text(q, column, out_size);
}

static enum db_kind
postgres_kind(const struct stmt *q, int column)
{
	if (postgres_is_null(q, column))
		return DB_NULL;
	switch (PQftype(prepared_of(q)->result, column)) {
	case TYPE_TEXT:
		return DB_TEXT;
	case TYPE_BYTES:
		return DB_BYTES;
	default:
		return DB_INT;
	}
}

/* ---- Running -------------------------------------------------------------- */

/* Connected, and prepared on this connection. */
static int
make_ready(struct stmt *q, struct err *err)
{
	struct prepared *p = prepared_of(q);
	int rc = ensure_connected(q->db, err);

	if (rc < 0 || p->generation == pg_of(q->db)->generation)
		return rc;
	rc = postgres_settle(q->db, err);
	if (rc == YUP_OK)
		rc = prepare_there(q, err);
	if (rc == YUP_OK)
		p->generation = pg_of(q->db)->generation;
	return rc;
}

static int
execute(struct stmt *q, struct err *err)
{
	struct prepared *p = prepared_of(q);
	int rc = postgres_settle(q->db, err);

	if (rc == YUP_OK)
		rc = make_ready(q, err);
	if (rc < 0)
		return rc;
	p->result = PQexecPrepared(pg_of(q->db)->conn, name_of(q), q->params, p->values, p->lengths,
	    p->formats, 1);
	p->row = -1;
	return is_good(p->result) ? YUP_OK : tell(q->db, p->result, err);
}

static void
postgres_reset(struct stmt *q)
{
	struct prepared *p = prepared_of(q);

	PQclear(p->result);
	p->result = NULL;
}

static int
postgres_step(struct stmt *q, struct err *err)
{
	struct prepared *p = prepared_of(q);
	int rc = p->result != NULL ? YUP_OK : execute(q, err);

	if (rc < 0)
		return rc;
	return ++p->row < PQntuples(p->result) ? 1 : 0;
}

static int
postgres_send(struct stmt *q, struct err *err)
{
	struct prepared *p = prepared_of(q);
	struct pg *pg = pg_of(q->db);
	int rc = make_ready(q, err);

	if (rc < 0)
		return rc;
	if (!pg->ahead)
		pg->ahead = PQenterPipelineMode(pg->conn) == 1;
	if (!pg->ahead || PQsendQueryPrepared(pg->conn, name_of(q), q->params, p->values, p->lengths,
	        p->formats, 1) == 0)
		return tell(q->db, NULL, err);
	if (++pg->sent == BATCH)
		rc = close_batch(q->db, err);
	if (rc == YUP_OK && pg->batches == BATCHES_AHEAD)
		rc = read_batch(q->db, err);
	return rc;
}

const struct db_engine db_engine_postgres = {
	.open = postgres_open,
	.close = postgres_close,
	.is_empty = postgres_is_empty,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.run_script = postgres_run_script,
	.migration_text = postgres_migration_text,
	.prepare = postgres_prepare,
	.finish = postgres_finish,
	.put_int = postgres_put_int,
	.put_text = postgres_put_text,
	.put_bytes = postgres_put_bytes,
	.put_null = postgres_put_null,
	.step = postgres_step,
	.send = postgres_send,
	.settle = postgres_settle,
	.reset = postgres_reset,
	.is_null = postgres_is_null,
	.kind = postgres_kind,
	.get_int = postgres_get_int,
	.get_text = postgres_get_text,
	.get_bytes = postgres_get_bytes,
};
