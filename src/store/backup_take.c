/*
 * backup_take.c - the records of a backup taken back (backup_store.h): checked
 * always, stored where there is a transaction.
 *
 * What comes is a file that anybody may have altered: nothing of it is believed
 * before it was compared with what it must be.
 */
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "store/backup_store.h"
#include "store/backup_values.h"
#include "store/copy_store.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"
#include "store/file_store.h"

/* Which record may come next. */
enum expected { FIRST, MIGRATION, PART, TABLE, ROW, NOTHING };

struct backup_taking {
	struct mem *mem;
	struct db_tx *tx; /* NULL: only check */
	const struct copied_table *tables;
	size_t table_count;

	enum expected expected;
	size_t migrations, known; /* read, announced */
	const char *program, *made_at;
	struct backup_part *parts;
	size_t count, room;
	size_t table;              /* of the part: the next, or the one whose rows come */
	size_t columns;            /* of it */
	struct table_sum sum, all; /* of the table, of the part so far */
	uint64_t rows;

	/* the file whose pieces come */
	uint64_t full_files, whole_files; /* those with a byte at least; those that came whole */
	uint8_t file[FILE_HASH_SIZE];
	int64_t pieces;
	crypto_hash_sha256_state hash;
};

struct backup_taking *
backup_store_take(struct mem *mem, struct db_tx *tx)
{
	struct backup_taking *t = mem_alloc(mem, sizeof(*t));

	t->mem = mem;
	t->tx = tx;
	t->tables = copy_store_tables(&t->table_count);
	return t;
}

/* The institution and table it was in, as `yupana` calls them. */
static int
damaged(const struct backup_taking *t, const char *what, struct err *err)
{
	const char *table = t->count > 0 && t->table < t->table_count ? t->tables[t->table].name
								      : "-";
	long long id = t->count > 0 ? (long long)t->parts[t->count - 1].institution_id : 0;

	return err_refuse(err, YUP_EINVALID, "backup_damaged",
	    "institution %lld, %s, row %" PRIu64 ": %s", id, table, t->sum.rows, what);
}

static bool
is_text(const struct db_value *v)
{
	return v->kind == DB_TEXT;
}

static bool
is_number(const struct db_value *v)
{
	return v->kind == DB_INT;
}

static char *
keep(const struct backup_taking *t, const struct db_value *v)
{
	return mem_strndup(t->mem, v->size > 0 ? v->bytes : "", v->size);
}

/* ---- Heading: whose schema it is -------------------------------------------- */

static int
take_heading(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	size_t ours = migrate_known().count;

	if (count != 3 || !is_text(&v[0]) || !is_text(&v[1]) || !is_number(&v[2]) ||
	    v[2].number < 1)
		return damaged(t, "its heading", err);
	t->program = keep(t, &v[0]);
	t->made_at = keep(t, &v[1]);
	if ((uint64_t)v[2].number > ours)
		return err_refuse(err, YUP_EINVALID, "backup_newer", "%s", t->program);
	if ((uint64_t)v[2].number < ours)
		return err_refuse(err, YUP_EINVALID, "backup_older", "%s", t->program);
	t->known = ours;
	t->expected = MIGRATION;
	return YUP_OK;
}

static int
take_migration(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	const struct migration *ours = &migrate_known().items[t->migrations];
	char fingerprint[MIGRATE_FINGERPRINT_SIZE];

	migrate_fingerprint(ours, fingerprint);
	if (count != 3 || !is_number(&v[0]) || v[0].number != ours->number || !is_text(&v[2]))
		return damaged(t, "its schema changes", err);
	if (strcmp(keep(t, &v[2]), fingerprint) != 0)
		return err_refuse(err, YUP_EINVALID, "backup_other", "%s", t->program);
	if (++t->migrations == t->known)
		t->expected = PART;
	return YUP_OK;
}

/* ---- Parts and tables ------------------------------------------------------- */

static int
take_part(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	struct backup_part *part;

	if (count != 2 || !is_number(&v[0]) || v[0].number < 0 || !is_text(&v[1]))
		return damaged(t, "an institution", err);
	if (t->count > 0 && v[0].number <= t->parts[t->count - 1].institution_id)
		return damaged(t, "institutions out of order", err);
	if (t->count == BACKUP_INSTITUTIONS_MAX)
		return err_refuse(err, YUP_ELIMIT, "backup_damaged", "more than %d institutions",
		    BACKUP_INSTITUTIONS_MAX);
	MEM_PUSH(t->mem, t->parts, t->count, t->room);
	part = &t->parts[t->count - 1];
	*part = (struct backup_part){ .institution_id = v[0].number, .name = keep(t, &v[1]) };
	t->full_files = t->whole_files = 0;
	t->all = (struct table_sum){ .rows = 0 };
	t->pieces = 0;
	t->table = 0;
	t->expected = TABLE;
	return YUP_OK;
}

static int
take_table(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	const struct copied_table *table = &t->tables[t->table];

	if (count != 2 || !is_text(&v[0]) || !is_number(&v[1]) || v[1].number < 1 ||
	    v[1].number > COPY_COLUMNS_MAX || strlen(table->name) != v[0].size ||
	    memcmp(v[0].bytes, table->name, v[0].size) != 0)
		return damaged(t, "another table was expected", err);
	t->columns = (size_t)v[1].number;
	t->sum = (struct table_sum){ .table = table->name };
	t->expected = ROW;
	return YUP_OK;
}

/* ---- What is walked: the log, and the pieces of files ------------------------ */

static struct backup_part *
this_part(struct backup_taking *t)
{
	return &t->parts[t->count - 1];
}

static const char *
text_of(struct mem *mem, const struct db_value *v)
{
	return v->kind == DB_TEXT && v->size > 0 ? mem_strndup(mem, v->bytes, v->size) : "";
}

static int
take_chain(struct backup_taking *t, const struct db_value *v, struct err *err)
{
	struct backup_part *part = this_part(t);

	if (v[0].kind != DB_BYTES || v[0].size != LOG_CHAIN_SIZE || part->has_log)
		return damaged(t, "the chain of its log", err);
	part->has_log = true;
	log_walk_begin(&part->log, (const uint8_t *)v[0].bytes);
	return YUP_OK;
}

static int
take_log(struct backup_taking *t, const struct db_value *v, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct log_record record = { .seq = v[0].number };
	const char **texts[] = { &record.at, &record.actor, &record.actor_name, &record.origin,
		&record.action, &record.subject, &record.outcome, &record.detail };
	const size_t hash = 1 + sizeof(texts) / sizeof(texts[0]);

	if (t->columns != hash + 1 || v[hash].kind != DB_BYTES || v[hash].size != LOG_HASH_SIZE ||
	    !this_part(t)->has_log)
		return damaged(t, "a record of its log", err);
	for (size_t i = 1; i < hash; i++)
		*texts[i - 1] = text_of(mem, &v[i]);
	memcpy(record.hash, v[hash].bytes, LOG_HASH_SIZE);
	log_walk_take(&this_part(t)->log, &record, NULL);
	return YUP_OK;
}

static int
end_file(struct backup_taking *t, struct err *err)
{
	uint8_t hash[FILE_HASH_SIZE];

	if (t->pieces == 0)
		return YUP_OK;
	t->pieces = 0;
	(void)crypto_hash_sha256_final(&t->hash, hash);
	if (memcmp(hash, t->file, sizeof(hash)) != 0)
		return damaged(t, "a file is not what was stored", err);
	t->whole_files++;
	return YUP_OK;
}

static int
take_piece(struct backup_taking *t, const struct db_value *v, struct err *err)
{
	int rc = YUP_OK;

	if (t->columns != 3 || v[0].kind != DB_BYTES || v[0].size != FILE_HASH_SIZE ||
	    v[2].kind != DB_BYTES)
		return damaged(t, "a piece of a file", err);
	if (t->pieces > 0 && memcmp(t->file, v[0].bytes, FILE_HASH_SIZE) != 0)
		rc = end_file(t, err);
	if (rc < 0)
		return rc;
	if (t->pieces == 0) {
		memcpy(t->file, v[0].bytes, FILE_HASH_SIZE);
		(void)crypto_hash_sha256_init(&t->hash);
	}
	if (v[1].number != t->pieces++)
		return damaged(t, "a piece of a file is missing", err);
	(void)crypto_hash_sha256_update(&t->hash, (const unsigned char *)v[2].bytes, v[2].size);
	return YUP_OK;
}

static int
look_at(struct backup_taking *t, const struct db_value *v, struct err *err)
{
	switch (t->tables[t->table].read) {
	case Q_COPY_LOG_CHAIN_READ:
		return take_chain(t, v, err);
	case Q_COPY_LOG_READ:
		return take_log(t, v, err);
	case Q_COPY_FILE_READ:
		this_part(t)->files++;
		t->full_files += t->columns > 1 && v[1].number > 0;
		return YUP_OK;
	case Q_COPY_FILE_PIECE_READ:
		return take_piece(t, v, err);
	default:
		return YUP_OK;
	}
}

/* ---- Rows ------------------------------------------------------------------- */

static int
store_row(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	const struct copied_table *table = &t->tables[t->table];
	enum query query = table->read == Q_COPY_INSTITUTION_READ ? Q_COPY_INSTITUTION_RESTORE
								  : (enum query)table->write;
	struct stmt *q = db_use(t->tx->db, query);

	stmt_put_int(q, this_part(t)->institution_id);
	for (size_t i = 0; i < count; i++)
		stmt_put_value(q, &v[i]);
	return stmt_send(q, err);
}

static int
take_row(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	int rc;

	if (count != t->columns)
		return damaged(t, "a row of another length", err);
	table_sum_add(&t->sum, v, count);
	rc = look_at(t, v, err);
	if (rc == YUP_OK && t->tx != NULL)
		rc = store_row(t, v, count, err);
	return rc;
}

/* The checksum of all tables together: each with its place, as a row. */
static void
add_table(struct table_sum *all, size_t place, const struct table_sum *sum)
{
	struct db_value values[6] = { { .kind = DB_INT, .number = (int64_t)place },
		{ .kind = DB_INT, .number = (int64_t)sum->rows } };

	for (int i = 0; i < 4; i++)
		values[2 + i] = (struct db_value){ .kind = DB_INT, .number = (int64_t)sum->sum[i] };
	table_sum_add(all, values, 6);
}

static int
take_table_end(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	struct table_sum said = { .rows = 0 };
	int rc = end_file(t, err);

	for (size_t i = 0; i < count; i++)
		if (!is_number(&v[i]))
			return damaged(t, "a checksum", err);
	if (rc < 0)
		return rc;
	if (count != 5)
		return damaged(t, "a checksum", err);
	said.rows = (uint64_t)v[0].number;
	for (int i = 0; i < 4; i++)
		said.sum[i] = (uint64_t)v[1 + i].number;
	if (!table_sum_same(&said, &t->sum))
		return damaged(t, "its rows are not those that were written", err);
	if (t->tables[t->table].read == Q_COPY_FILE_PIECE_READ && t->whole_files != t->full_files)
		return damaged(t, "a file has no content", err);
	if (t->tables[t->table].read == Q_COPY_LOG_READ && this_part(t)->has_log)
		log_walk_end(&this_part(t)->log);
	this_part(t)->rows += t->sum.rows;
	t->rows += t->sum.rows;
	add_table(&t->all, t->table, &t->sum);
	memcpy(this_part(t)->sum, t->all.sum, sizeof(t->all.sum));
	t->expected = ++t->table == t->table_count ? PART : TABLE;
	return YUP_OK;
}

static int
take_end(struct backup_taking *t, const struct db_value *v, size_t count, struct err *err)
{
	if (count != 2 || !is_number(&v[0]) || !is_number(&v[1]) ||
	    (uint64_t)v[0].number != t->count || (uint64_t)v[1].number != t->rows)
		return damaged(t, "it has more or less than it says", err);
	t->expected = NOTHING;
	return YUP_OK;
}

int
backup_store_take_record(struct backup_taking *t, char kind, const char *bytes, size_t length,
    struct err *err)
{
	typedef int (
	    *take_fn)(struct backup_taking *, const struct db_value *, size_t, struct err *);
	static const struct {
		char kind;
		enum expected when;
		take_fn take;
	} TAKES[] = {
		{ 'H', FIRST, take_heading },
		{ 'M', MIGRATION, take_migration },
		{ 'I', PART, take_part },
		{ 'Z', PART, take_end },
		{ 'T', TABLE, take_table },
		{ 'R', ROW, take_row },
		{ 'E', ROW, take_table_end },
	};
	struct db_value values[COPY_COLUMNS_MAX];
	size_t count = 0;

	if (!values_read(bytes, length, values, COPY_COLUMNS_MAX, &count))
		return damaged(t, "a record", err);
	for (size_t i = 0; i < sizeof(TAKES) / sizeof(TAKES[0]); i++)
		if (TAKES[i].kind == kind && TAKES[i].when == t->expected)
			return TAKES[i].take(t, values, count, err);
	return damaged(t, "another record was expected", err);
}

/* ---- The end ----------------------------------------------------------------- */

/* What arrived is what is there: every table is read again. */
static int
compare_part(struct backup_taking *t, const struct backup_part *part, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct table_sum *sums = NULL, all = { .rows = 0 };
	size_t count = 0;
	int rc = copy_store_sum(t->tx->db, mem, part->institution_id, &sums, &count, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		add_table(&all, i, &sums[i]);
	if (memcmp(all.sum, part->sum, sizeof(all.sum)) != 0)
		return err_refuse(err, YUP_EIO, "copy_differs", "%s", part->name);
	return YUP_OK;
}

static int
compare_rows(struct backup_taking *t, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < t->count; i++)
		rc = compare_part(t, &t->parts[i], err);
	return rc;
}

static int
settle(struct backup_taking *t, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = NULL;
	int rc = db_settle(t->tx->db, err);

	if (rc == YUP_OK)
		rc = compare_rows(t, err);
	if (rc < 0)
		return rc;
	q = db_use(t->tx->db, Q_COPY_NEXT_INSTITUTION);
	rc = stmt_one(q, "institution", err);
	return rc < 0 ? rc : stmt_end(q, err);
}

int
backup_store_take_end(struct backup_taking *t, struct backup_content *out, struct err *err)
{
	int rc = t->expected == NOTHING ? YUP_OK : damaged(t, "it ends too soon", err);

	if (rc == YUP_OK && t->tx != NULL)
		rc = settle(t, err);
	if (rc == YUP_OK)
		*out = (struct backup_content){ t->program, t->made_at, t->parts, t->count,
			t->rows };
	return rc;
}
