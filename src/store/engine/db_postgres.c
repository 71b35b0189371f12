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
#include <endian.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "migrations.h"
#include "store/engine/postgres.h"

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

/* ---- Opening -------------------------------------------------------------- */

static int
count(struct db *db, int64_t *out_all, int64_t *out_ours, struct err *err)
{
	PGresult *result = PQexec(pg_of(db)->conn, count_tables);
	int rc = pg_is_good(result) ? YUP_OK : pg_tell(db, result, err);

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
		return err_refuse(err, YUP_EINVALID, "db_foreign", "%s is not a yupana database",
		    db->name);
	if (!create)
		return err_refuse(err, YUP_ENOTFOUND, "db_empty",
		    "%s is empty: make a database with `yupana init`", db->name);
	return YUP_OK;
}

static int
postgres_open(struct db *db, const char *name, unsigned flags, struct err *err)
{
	struct pg *pg = pg_must(calloc(1, sizeof(*pg)));
	int rc;

	db->handle = pg;
	pg->url = pg_must(strdup(name));
	pg->readonly = flags & DB_READONLY;
	rc = pg_check_url(db, name, err);
	if (rc == YUP_OK)
		rc = pg_connect(db, err);
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
	str_done(&pg->rows);
	free(pg->url);
	free(pg);
}

static int
postgres_is_empty(struct db *db, bool *out, struct err *err)
{
	int64_t all = 0, ours = 0;
	int rc = pg_ensure(db, err);

	if (rc == YUP_OK)
		rc = count(db, &all, &ours, err);
	if (rc == YUP_OK)
		*out = all == 0;
	return rc;
}

/* ---- Transactions --------------------------------------------------------- */

static int
begin(struct db *db, bool to_write, struct err *err)
{
	int rc = pg_run(db, to_write ? begin_write : begin_read, err);

	if (rc < 0 && PQtransactionStatus(pg_of(db)->conn) != PQTRANS_IDLE)
		(void)pg_run(db, "ROLLBACK", NULL);
	return rc;
}

/* Nothing is lost yet: a server that was restarted is tried once more. */
static int
postgres_begin(struct db *db, bool to_write, struct err *err)
{
	int rc = pg_ensure(db, err);

	if (rc == YUP_OK)
		rc = begin(db, to_write, err);
	if (rc == YUP_OK || pg_is_connected(db))
		return rc;
	rc = pg_connect(db, err);
	return rc == YUP_OK ? begin(db, to_write, err) : rc;
}

/* A connection lost while committing leaves a doubt that only looking can end. */
static int
postgres_commit(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = pg_settle(db, err);
	PGresult *result;

	if (rc < 0)
		return rc;
	result = PQexec(pg->conn, "COMMIT");
	if (!pg_is_good(result))
		rc = pg_tell(db, result, err);
	else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		rc = err_set(err, YUP_EBUG, "%s undid a transaction instead of keeping it",
		    db->name);
	PQclear(result);
	if (rc < 0 && !pg_is_connected(db))
		return err_refuse(err, YUP_EIO, "db_uncertain",
		    "%s: the connection was lost while committing: look whether it was stored",
		    db->name);
	return rc;
}

static void
postgres_rollback(struct db *db)
{
	(void)pg_settle(db, NULL);
	if (pg_is_connected(db))
		(void)pg_run(db, "ROLLBACK", NULL);
}

static int
postgres_run_script(struct db *db, const char *script, struct err *err)
{
	int rc = pg_settle(db, err);

	return rc == YUP_OK ? pg_run(db, script, err) : rc;
}

static const char *
postgres_migration_text(const struct migration *migration)
{
	return migration->postgres;
}

/* ---- Statements ----------------------------------------------------------- */

struct prepared *
pg_prepared(const struct stmt *q)
{
	return q->prepared;
}

const char *
pg_name(const struct stmt *q)
{
	return query_texts[q->query].name;
}

/* On the server, under its own name. */
static int
prepare_there(struct stmt *q, struct err *err)
{
	PGresult *result = PQprepare(pg_of(q->db)->conn, pg_name(q), query_texts[q->query].postgres,
	    0, NULL);
	int rc = pg_is_good(result) ? YUP_OK : pg_tell(q->db, result, err);

	if (rc == YUP_EBUG)
		rc = err_set(err, rc, "statement %s: %s", pg_name(q), PQresultErrorMessage(result));
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
			return err_set(err, YUP_EBUG,
			    "statement %s: value %d has a type of its own (%u)", pg_name(q), i + 1,
			    PQparamtype(described, i));
	for (int i = 0; i < PQnfields(described); i++)
		if (!is_known(PQftype(described, i)))
			return err_set(err, YUP_EBUG,
			    "statement %s: column %d has a type of its own (%u)", pg_name(q), i + 1,
			    PQftype(described, i));
	return YUP_OK;
}

static void
make_prepared(struct stmt *q, const PGresult *described)
{
	struct prepared *p = pg_must(calloc(1, sizeof(*p)));
	size_t n = (size_t)PQnparams(described);

	p->types = pg_must(calloc(n + 1, sizeof(*p->types)));
	p->values = pg_must(calloc(n + 1, sizeof(*p->values)));
	p->lengths = pg_must(calloc(n + 1, sizeof(*p->lengths)));
	p->formats = pg_must(calloc(n + 1, sizeof(*p->formats)));
	p->numbers = pg_must(calloc(n + 1, sizeof(*p->numbers)));
	for (size_t i = 0; i < n; i++) {
		p->types[i] = PQparamtype(described, (int)i);
		p->formats[i] = 1;
	}
	p->copy = pg_copy_text(query_texts[q->query].postgres, (int)n);
	p->generation = pg_of(q->db)->generation;
	q->prepared = p;
	q->params = (int)n;
	q->columns = PQnfields(described);
}

static int
describe(struct stmt *q, struct err *err)
{
	PGresult *result = PQdescribePrepared(pg_of(q->db)->conn, pg_name(q));
	int rc = pg_is_good(result) ? check_types(q, result, err) : pg_tell(q->db, result, err);

	if (rc == YUP_OK)
		make_prepared(q, result);
	PQclear(result);
	return rc;
}

static int
prepare(struct stmt *q, struct err *err)
{
	int rc = pg_ensure(q->db, err);

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
	int rc = pg_settle(q->db, err);

	if (rc == YUP_OK)
		rc = prepare(q, err);
	if (rc < 0 && !q->db->in_tx && !pg_is_connected(q->db))
		rc = prepare(q, err);
	return rc;
}

static void
postgres_finish(struct stmt *q)
{
	struct prepared *p = pg_prepared(q);

	PQclear(p->result);
	free(p->types);
	free(p->values);
	free(p->lengths);
	free(p->formats);
	free(p->numbers);
	free(p->copy);
	free(p);
	q->prepared = NULL;
}

/* ---- Values --------------------------------------------------------------- */

static void
postgres_put_int(struct stmt *q, int position, int64_t value)
{
	struct prepared *p = pg_prepared(q);
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
	struct prepared *p = pg_prepared(q);

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
	pg_prepared(q)->values[position - 1] = NULL;
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
	return PQgetisnull(pg_prepared(q)->result, pg_prepared(q)->row, column) != 0;
}

static int64_t
postgres_get_int(const struct stmt *q, int column)
{
	return (int64_t)bits_of(pg_prepared(q)->result, pg_prepared(q)->row, column);
}

static const char *
postgres_get_text(const struct stmt *q, int column, size_t *out_length)
{
	const struct prepared *p = pg_prepared(q);

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
	switch (PQftype(pg_prepared(q)->result, column)) {
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
	struct prepared *p = pg_prepared(q);
	int rc = pg_ensure(q->db, err);

	if (rc < 0 || p->generation == pg_of(q->db)->generation)
		return rc;
	rc = pg_settle(q->db, err);
	if (rc == YUP_OK)
		rc = prepare_there(q, err);
	if (rc == YUP_OK)
		p->generation = pg_of(q->db)->generation;
	return rc;
}

static int
execute(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	int rc = pg_settle(q->db, err);

	if (rc == YUP_OK)
		rc = make_ready(q, err);
	if (rc < 0)
		return rc;
	p->result = PQexecPrepared(pg_of(q->db)->conn, pg_name(q), q->params, p->values, p->lengths,
	    p->formats, 1);
	p->row = -1;
	return pg_is_good(p->result) ? YUP_OK : pg_tell(q->db, p->result, err);
}

static void
postgres_reset(struct stmt *q)
{
	struct prepared *p = pg_prepared(q);

	if (pg_of(q->db)->streaming == q)
		pg_stream_close(q->db);
	PQclear(p->result);
	p->result = NULL;
}

/* Of many rows, one by one. */
static int
step_stream(struct stmt *q, struct err *err)
{
	int rc;

	if (pg_prepared(q)->result != NULL)
		return pg_stream_next(q, err);
	rc = pg_settle(q->db, err);
	if (rc == YUP_OK)
		rc = make_ready(q, err);
	return rc == YUP_OK ? pg_stream_open(q, err) : rc;
}

static int
postgres_step(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	int rc;

	if (q->streaming && q->db->in_tx)
		return step_stream(q, err);
	rc = p->result != NULL ? YUP_OK : execute(q, err);
	if (rc < 0)
		return rc;
	return ++p->row < PQntuples(p->result) ? 1 : 0;
}

static int
postgres_send(struct stmt *q, struct err *err)
{
	int rc = make_ready(q, err);

	return rc == YUP_OK ? pg_send(q, err) : rc;
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
	.settle = pg_settle,
	.reset = postgres_reset,
	.is_null = postgres_is_null,
	.kind = postgres_kind,
	.get_int = postgres_get_int,
	.get_text = postgres_get_text,
	.get_bytes = postgres_get_bytes,
};
