/* backup_store.c - see backup_store.h: the way out; backup_take.c is the way in. */
#include "store/backup_store.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/backup_values.h"
#include "store/copy_store.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"
#include "store/institution_store.h"

struct writing {
	struct db *db;
	backup_put_fn put;
	void *context;
	struct str record;
	uint64_t institutions, rows;
	struct err *err;
};

static struct db_value
number(uint64_t value)
{
	return (struct db_value){ .kind = DB_INT, .number = (int64_t)value };
}

static struct db_value
text(const char *value)
{
	return (struct db_value){ .kind = DB_TEXT, .bytes = value, .size = strlen(value) };
}

static int
put(struct writing *k, char kind, const struct db_value *values, size_t count)
{
	str_clear(&k->record);
	values_put(&k->record, values, count);
	return k->put(k->context, kind, k->record.text, k->record.length, k->err);
}

#define PUT(k, kind, ...)                                      \
	put(k, kind, (const struct db_value[]){ __VA_ARGS__ }, \
	    sizeof((const struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value))

static int
put_heading(struct writing *k, const char *now)
{
	struct migration_list known = migrate_known();
	int rc = PUT(k, 'H', text(YUPANA_VERSION), text(now), number(known.count));

	for (size_t i = 0; rc == YUP_OK && i < known.count; i++) {
		char fingerprint[MIGRATE_FINGERPRINT_SIZE];

		migrate_fingerprint(&known.items[i], fingerprint);
		rc = PUT(k, 'M', number((uint64_t)known.items[i].number), text(known.items[i].name),
		    text(fingerprint));
	}
	return rc;
}

static int
put_rows(struct writing *k, const struct copied_table *table, int64_t institution_id,
    struct table_sum *sum)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(k->db, (enum query)table->read);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_stream(q);
	while ((rc = stmt_next(q, k->err)) > 0) {
		struct db_value values[COPY_COLUMNS_MAX];
		size_t count = (size_t)stmt_column_count(q);

		for (size_t i = 0; i < count; i++)
			values[i] = stmt_get_value(q);
		table_sum_add(sum, values, count);
		rc = put(k, 'R', values, count);
		if (rc < 0)
			break;
	}
	return rc;
}

static int
put_table(struct writing *k, const struct copied_table *table, int64_t institution_id)
{
	struct table_sum sum = { .rows = 0 };
	int rc = db_prepare(k->db, (enum query)table->read, k->err);
	int columns = stmt_column_count(db_use(k->db, (enum query)table->read));

	if (rc == YUP_OK)
		rc = PUT(k, 'T', text(table->name), number((uint64_t)columns));
	if (rc == YUP_OK)
		rc = put_rows(k, table, institution_id, &sum);
	k->rows += sum.rows;
	if (rc == YUP_OK)
		rc = PUT(k, 'E', number(sum.rows), number(sum.sum[0]), number(sum.sum[1]),
		    number(sum.sum[2]), number(sum.sum[3]));
	return rc;
}

static int
put_part(struct writing *k, int64_t institution_id, const char *name)
{
	size_t count;
	const struct copied_table *tables = copy_store_tables(&count);
	int rc = PUT(k, 'I', number((uint64_t)institution_id), text(name));

	k->institutions++;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = put_table(k, &tables[i], institution_id);
	return rc;
}

static int
put_parts(struct writing *k, int64_t institution_id)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct institution *list = NULL;
	size_t count = 0;
	int rc = institution_store_list(k->db, mem, &list, &count, k->err);

	if (rc == YUP_OK && institution_id == BACKUP_EVERY)
		rc = put_part(k, 0, "");
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (institution_id == BACKUP_EVERY || institution_id == list[i].id)
			rc = put_part(k, list[i].id, list[i].name);
	return rc;
}

int
backup_store_write(struct db *db, int64_t institution_id, const char *now, backup_put_fn put_fn,
    void *context, struct err *err)
{
	struct writing k = { .db = db, .put = put_fn, .context = context, .err = err };
	int rc = put_heading(&k, now);

	if (rc == YUP_OK)
		rc = put_parts(&k, institution_id);
	if (rc == YUP_OK)
		rc = PUT(&k, 'Z', number(k.institutions), number(k.rows));
	str_done(&k.record);
	return rc;
}

int
backup_store_is_empty(struct db *db, bool *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_COPY_IS_EMPTY);
	int64_t rows;
	int rc = stmt_one(q, "count", err);

	if (rc < 0)
		return rc;
	rows = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = rows == 0;
	return rc;
}
