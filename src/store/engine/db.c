/* db.c - see db.h: what is the same on every engine. */
#include "store/engine/db.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/utf8.h"
#include "store/engine/engine.h"

enum { VALUE_SIZE_MAX = 256 * 1024 * 1024 }; /* of one text; both engines hold more */

#ifdef YUPANA_POSTGRES
#define SERVER_ENGINE (&db_engine_postgres)
#else
#define SERVER_ENGINE NULL
#endif

/* ---- Opening -------------------------------------------------------------- */

static bool
is_server(const char *name)
{
	return strncmp(name, "postgresql://", 13) == 0 || strncmp(name, "postgres://", 11) == 0;
}

/* "user:secret@" loses the secret; what follows a ? may hold one too. */
void
db_shown_name(const char *name, char *out, size_t size)
{
	const char *user, *at, *colon;

	if (!is_server(name)) {
		(void)snprintf(out, size, "%s", name);
		return;
	}
	user = strstr(name, "://") + 3;
	at = memchr(user, '@', strcspn(user, "/?"));
	colon = at != NULL ? memchr(user, ':', (size_t)(at - user)) : NULL;
	if (colon == NULL)
		colon = at = user;
	(void)snprintf(out, size, "%.*s%.*s", (int)(colon - name), name, (int)strcspn(at, "?"), at);
}

static struct db *
new_db(const struct db_engine *engine, const char *name)
{
	struct db *db = calloc(1, sizeof(*db));
	size_t size = strlen(name) + 1;
	char *copy = malloc(size);

	if (db == NULL || copy == NULL)
		abort();
	db_shown_name(name, copy, size);
	db->engine = engine;
	db->name = copy;
	for (int i = 0; i < QUERY__COUNT; i++)
		db->stmts[i] = (struct stmt){ .db = db, .query = (enum query)i };
	return db;
}

int
db_open(const char *name, unsigned flags, struct db **out, struct err *err)
{
	CLEANUP(db_done) struct db *db = NULL;
	const struct db_engine *engine;
	int rc;

	if (name[0] == '\0')
		return err_refuse(err, YUP_EINVALID, "db_unnamed",
		    "no database was named: give a file");
	engine = is_server(name) ? SERVER_ENGINE : &db_engine_sqlite;
	if (engine == NULL)
		return err_refuse(err, YUP_EINVALID, "db_no_postgres",
		    "this program was built without PostgreSQL: give a file instead");

	db = new_db(engine, name);
	rc = db->engine->open(db, name, flags, err);
	if (rc < 0)
		return rc;
	*out = db;
	db = NULL;
	return YUP_OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (int i = 0; i < QUERY__COUNT; i++)
		if (db->stmts[i].prepared != NULL)
			db->engine->finish(&db->stmts[i]);
	db->engine->close(db);
	free(db->name);
	free(db);
}

void
db_done(struct db **db)
{
	db_close(*db);
	*db = NULL;
}

const char *
db_name(const struct db *db)
{
	return db->name;
}

int
db_is_empty(struct db *db, bool *out, struct err *err)
{
	return db->engine->is_empty(db, out, err);
}

/* ---- Transactions --------------------------------------------------------- */

static int
begin(struct db *db, bool to_write, struct db_tx *tx, struct err *err)
{
	int rc;

	if (db->in_tx)
		return err_set(err, YUP_EBUG, "a transaction is already open on %s", db->name);
	rc = db->engine->begin(db, to_write, err);
	if (rc < 0)
		return rc;
	db->in_tx = true;
	db->failed.code = YUP_OK;
	tx->db = db;
	return YUP_OK;
}

int
db_begin(struct db *db, struct db_tx *tx, struct err *err)
{
	return begin(db, true, tx, err);
}

int
db_begin_read(struct db *db, struct db_tx *tx, struct err *err)
{
	return begin(db, false, tx, err);
}

/* What the database refused in this transaction, told again. */
static int
check_failed(const struct db *db, struct err *err)
{
	const struct err *failed = &db->failed;

	if (!db->in_tx || failed->code == YUP_OK)
		return YUP_OK;
	return err_refuse(err, failed->code, failed->key, "%s", failed->message);
}

/* One engine would go on after a failure, another could not: none does. */
static int
remember(struct db *db, int rc, const struct err *err)
{
	if (rc >= 0 || !db->in_tx || db->failed.code != YUP_OK)
		return rc;
	if (err != NULL)
		db->failed = *err;
	else
		(void)err_set(&db->failed, rc, "an earlier statement failed");
	return rc;
}

int
db_settle(struct db *db, struct err *err)
{
	int rc = check_failed(db, err);

	if (rc < 0 || db->engine->settle == NULL)
		return rc;
	return remember(db, db->engine->settle(db, err), err);
}

int
db_commit(struct db_tx *tx, struct err *err)
{
	int rc;

	assert(tx->db != NULL);
	rc = check_failed(tx->db, err);
	if (rc == YUP_OK)
		rc = tx->db->engine->commit(tx->db, err);
	if (rc < 0) {
		db_rollback(tx);
		return rc;
	}
	tx->db->in_tx = false;
	tx->db = NULL;
	return YUP_OK;
}

void
db_rollback(struct db_tx *tx)
{
	if (tx->db == NULL)
		return;
	tx->db->engine->rollback(tx->db);
	tx->db->in_tx = false;
	tx->db = NULL;
}

void
db_tx_done(struct db_tx *tx)
{
	db_rollback(tx);
}

/* ---- Giving values -------------------------------------------------------- */

static void
rewind_stmt(struct stmt *q)
{
	if (q->stepping)
		q->db->engine->reset(q);
	q->stepping = false;
	q->streaming = false;
	q->next_param = 1;
	q->next_column = 0;
	q->refused_code = YUP_OK;
	q->refused = NULL;
	q->damage = NULL;
}

int
db_prepare(struct db *db, enum query query, struct err *err)
{
	struct stmt *q = &db->stmts[query];

	if (q->prepared != NULL)
		return YUP_OK;
	return remember(db, db->engine->prepare(q, err), err);
}

void
stmt_refuse(struct stmt *q, int code, const char *why)
{
	if (q->refused_code != YUP_OK)
		return;
	q->refused_code = code;
	q->refused = why;
}

struct stmt *
db_use(struct db *db, enum query query)
{
	struct stmt *q = &db->stmts[query];
	struct err why;

	rewind_stmt(q);
	why.file[0] = '\0';
	why.line = 0;
	if (db_prepare(db, query, &why) < 0) /* the run tries again, to tell why */
		stmt_refuse(q, YUP_ECONFLICT, "was not ready: try again");
	return q;
}

/* The position for the next value, or 0: too many, which settle() tells. */
static int
take_param(struct stmt *q)
{
	int position = q->next_param++;

	return q->prepared != NULL && position <= q->params ? position : 0;
}

void
stmt_put_int(struct stmt *q, int64_t value)
{
	int position = take_param(q);

	if (position > 0)
		q->db->engine->put_int(q, position, value);
}

void
stmt_put_num(struct stmt *q, int64_t value)
{
	if (value == NUM_ABSENT)
		stmt_put_null(q);
	else
		stmt_put_int(q, value);
}

void
stmt_put_text(struct stmt *q, const char *text)
{
	size_t length;
	int position;

	if (text == NULL) {
		stmt_put_null(q);
		return;
	}
	position = take_param(q);
	if (position == 0)
		return;
	length = strlen(text);
	if (length > VALUE_SIZE_MAX)
		stmt_refuse(q, YUP_ELIMIT, "a text is too long");
	else if (utf8_valid_until(text, length) != length) /* not every engine would mind */
		stmt_refuse(q, YUP_EINVALID, "a text is not valid UTF-8");
	else
		q->db->engine->put_text(q, position, text, length);
}

void
stmt_put_char(struct stmt *q, char letter)
{
	static const char LETTERS[26][2] = { "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K",
		"L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z" };

	if (letter != 0 && (letter < 'A' || letter > 'Z'))
		stmt_refuse(q, YUP_EINVALID, "not a letter from A to Z");
	else
		stmt_put_text(q, letter == 0 ? "" : LETTERS[letter - 'A']);
}

void
stmt_put_bytes(struct stmt *q, const void *bytes, size_t size)
{
	int position = take_param(q);

	if (size > VALUE_SIZE_MAX)
		stmt_refuse(q, YUP_ELIMIT, "a value is too long");
	else if (position > 0)
		q->db->engine->put_bytes(q, position, bytes, size);
}

void
stmt_put_null(struct stmt *q)
{
	int position = take_param(q);

	if (position > 0)
		q->db->engine->put_null(q, position);
}

/* ---- Running -------------------------------------------------------------- */

/* Before the first step: is it prepared, and has it all its values? */
static int
settle(struct stmt *q, struct err *err)
{
	const char *name = query_texts[q->query].name;
	int rc = check_failed(q->db, err);

	if (rc == YUP_OK)
		rc = db_prepare(q->db, q->query, err);
	if (rc < 0)
		return rc;
	if (q->refused_code != YUP_OK)
		return err_set(err, q->refused_code, "%s (%s)", q->refused, name);
	if (q->next_param != q->params + 1)
		return err_set(err, YUP_EBUG, "%s takes %d values, not %d", name, q->params,
		    q->next_param - 1);
	return YUP_OK;
}

static int
tell_damage(const struct stmt *q, struct err *err)
{
	return err_refuse(err, YUP_EIO, "db_damaged", "%s is damaged (%s in %s): restore a backup",
	    q->db->name, q->damage, query_texts[q->query].name);
}

int
stmt_next(struct stmt *q, struct err *err)
{
	int rc = q->stepping ? YUP_OK : settle(q, err);

	if (rc == YUP_OK && q->damage != NULL)
		rc = tell_damage(q, err);
	if (rc == YUP_OK) {
		q->next_column = 0;
		q->stepping = true;
		rc = remember(q->db, q->db->engine->step(q, err), err);
	}
	if (rc <= 0)
		rewind_stmt(q);
	return rc;
}

void
stmt_stream(struct stmt *q)
{
	assert(!q->stepping);
	q->streaming = true;
}

int
stmt_run(struct stmt *q, struct err *err)
{
	int rc = stmt_next(q, err);

	if (rc > 0) {
		rewind_stmt(q);
		return err_set(err, YUP_EBUG, "%s answers rows", query_texts[q->query].name);
	}
	return rc;
}

int
stmt_send(struct stmt *q, struct err *err)
{
	const struct db_engine *engine = q->db->engine;
	int rc;

	if (engine->send == NULL || !q->db->in_tx)
		return stmt_run(q, err);
	rc = settle(q, err);
	if (rc == YUP_OK && q->columns > 0)
		rc = err_set(err, YUP_EBUG, "%s answers rows", query_texts[q->query].name);
	if (rc == YUP_OK)
		rc = remember(q->db, engine->send(q, err), err);
	rewind_stmt(q);
	return rc;
}

int
stmt_one(struct stmt *q, const char *what, struct err *err)
{
	int rc = stmt_next(q, err);

	if (rc == 0)
		return err_set(err, YUP_ENOTFOUND, "no such %s in %s", what, q->db->name);
	return rc > 0 ? YUP_OK : rc;
}

int
stmt_end(struct stmt *q, struct err *err)
{
	int rc = q->damage != NULL ? tell_damage(q, err) : YUP_OK;

	rewind_stmt(q);
	return rc;
}

void
stmt_done(struct stmt **q)
{
	if (*q != NULL)
		rewind_stmt(*q);
}

/* ---- Reading -------------------------------------------------------------- */

void
stmt_spoil(struct stmt *q, const char *what)
{
	if (q->damage == NULL)
		q->damage = what;
}

/* The column of the next value, or -1: there are no more, which stmt_next tells. */
static int
take_column(struct stmt *q)
{
	if (q->stepping && q->next_column < q->columns)
		return q->next_column++;
	stmt_spoil(q, "fewer columns than read");
	return -1;
}

bool
stmt_at_null(const struct stmt *q)
{
	return q->next_column >= q->columns || q->db->engine->is_null(q, q->next_column);
}

int64_t
stmt_get_num(struct stmt *q)
{
	int column = take_column(q);

	if (column < 0 || q->db->engine->is_null(q, column))
		return NUM_ABSENT;
	return q->db->engine->get_int(q, column);
}

int64_t
stmt_get_int(struct stmt *q)
{
	int column = take_column(q);

	if (column < 0)
		return 0;
	if (q->db->engine->is_null(q, column)) {
		stmt_spoil(q, "a number is missing");
		return 0;
	}
	return q->db->engine->get_int(q, column);
}

int64_t
stmt_get_int_in(struct stmt *q, int64_t lowest, int64_t highest)
{
	int64_t value = stmt_get_int(q);

	if (value >= lowest && value <= highest)
		return value;
	stmt_spoil(q, "a number out of its range");
	return lowest;
}

bool
stmt_get_bool(struct stmt *q)
{
	return stmt_get_int_in(q, 0, 1) == 1;
}

const char *
stmt_get_text_or_null(struct stmt *q, struct mem *mem)
{
	int column = take_column(q);
	size_t length = 0;
	const char *text;

	if (column < 0 || q->db->engine->is_null(q, column))
		return NULL;
	text = q->db->engine->get_text(q, column, &length);
	return length == 0 ? "" : mem_strndup(mem, text, length);
}

const char *
stmt_get_text(struct stmt *q, struct mem *mem)
{
	const char *text = stmt_get_text_or_null(q, mem);

	return text != NULL ? text : "";
}

char
stmt_get_char(struct stmt *q)
{
	int column = take_column(q);
	size_t length = 0;
	const char *text;

	if (column < 0)
		return 0;
	text = q->db->engine->get_text(q, column, &length);
	if (length > 1)
		stmt_spoil(q, "one letter was expected");
	if (length != 1)
		return 0;
	return text[0];
}

void
stmt_get_bytes(struct stmt *q, void *out, size_t size)
{
	int column = take_column(q);
	size_t length = 0;
	const void *bytes;

	if (column < 0)
		return;
	bytes = q->db->engine->get_bytes(q, column, &length);
	if (length == size && size > 0)
		memcpy(out, bytes, size);
	else
		stmt_spoil(q, "bytes of another length");
}

struct db_value
stmt_get_value(struct stmt *q)
{
	const struct db_engine *engine = q->db->engine;
	struct db_value value = { .kind = DB_NULL };
	int column = take_column(q);

	if (column < 0)
		return value;
	value.kind = engine->kind(q, column);
	if (value.kind == DB_INT)
		value.number = engine->get_int(q, column);
	else if (value.kind == DB_TEXT)
		value.bytes = engine->get_text(q, column, &value.size);
	else if (value.kind == DB_BYTES)
		value.bytes = engine->get_bytes(q, column, &value.size);
	return value;
}

/* A text of the other database is checked as any other: it may be damaged. */
static void
put_text_n(struct stmt *q, const char *text, size_t length)
{
	int position = take_param(q);

	if (position == 0)
		return;
	if (utf8_valid_until(text, length) != length || memchr(text, '\0', length) != NULL)
		stmt_refuse(q, YUP_EINVALID, "a text is not valid UTF-8");
	else
		q->db->engine->put_text(q, position, text, length);
}

void
stmt_put_value(struct stmt *q, const struct db_value *value)
{
	switch (value->kind) {
	case DB_INT:
		stmt_put_int(q, value->number);
		break;
	case DB_TEXT:
		put_text_n(q, value->bytes != NULL ? value->bytes : "", value->size);
		break;
	case DB_BYTES:
		stmt_put_bytes(q, value->bytes, value->size);
		break;
	default:
		stmt_put_null(q);
	}
}

int
stmt_column_count(const struct stmt *q)
{
	return q->columns;
}

/* ---- For migrate.c -------------------------------------------------------- */

const char *
db_migration_text(const struct db *db, const struct migration *migration)
{
	return db->engine->migration_text(migration);
}

int
db_run_script(struct db_tx *tx, const char *script, struct err *err)
{
	int rc = check_failed(tx->db, err);

	if (rc < 0)
		return rc;
	return remember(tx->db, tx->db->engine->run_script(tx->db, script, err), err);
}
