/* migrate.c - see migrate.h. */
#include "store/engine/migrate.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "store/engine/db.h"

enum { HASH_HEX_SIZE = crypto_hash_sha256_BYTES * 2 + 1 };

struct migration_list
migrate_known(void)
{
	return (struct migration_list){ migrations, migration_count };
}

static void
hash_text_hex(const char *text, char out[HASH_HEX_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	(void)sodium_bin2hex(out, HASH_HEX_SIZE, hash, sizeof(hash));
}

void
migrate_fingerprint(const struct migration *migration, char out[MIGRATE_FINGERPRINT_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	/* With the end of each text, so that where one ends and the next begins counts. */
	(void)crypto_hash_sha256_init(&state);
	(void)crypto_hash_sha256_update(&state, (const unsigned char *)migration->sqlite,
	    strlen(migration->sqlite) + 1);
	(void)crypto_hash_sha256_update(&state, (const unsigned char *)migration->postgres,
	    strlen(migration->postgres) + 1);
	(void)crypto_hash_sha256_final(&state, hash);
	(void)sodium_bin2hex(out, MIGRATE_FINGERPRINT_SIZE, hash, sizeof(hash));
}

/* Is what the database recorded as `number` what we know by that number? */
static int
check_one(struct db *db, struct migration_list list, int64_t number, const char *hash,
    struct err *err)
{
	const struct migration *ours;
	char our_hash[HASH_HEX_SIZE];

	if (number < 1 || (uint64_t)number > list.count)
		return err_refuse(err, YUP_EINVALID, "db_newer",
		    "%s was written by a newer program (it has change "
		    "%lld, this program knows %zu): install that version",
		    db_name(db), (long long)number, list.count);
	ours = &list.items[number - 1];
	hash_text_hex(db_migration_text(db, ours), our_hash);
	if (strcmp(hash, our_hash) != 0)
		return err_refuse(err, YUP_EINVALID, "db_other",
		    "%s was made from another text of change %d (%s): "
		    "use the program that made it",
		    db_name(db), ours->number, ours->name);
	return YUP_OK;
}

/* How many of `list` the database has, checked one by one. */
static int
read_applied(struct db *db, struct migration_list list, size_t *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_MIGRATION_LIST);
	size_t count = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		int64_t number = stmt_get_int(q);

		rc = check_one(db, list, number, stmt_get_text(q, mem), err);
		if (rc < 0)
			return rc;
		if (number != (int64_t)++count)
			stmt_spoil(q, "a schema change is missing");
	}
	if (rc == YUP_OK)
		*out = count;
	return rc;
}

static int
record(struct db *db, const struct migration *m, const char *now, struct err *err)
{
	struct stmt *q = db_use(db, Q_MIGRATION_INSERT);
	char hash[HASH_HEX_SIZE];

	hash_text_hex(db_migration_text(db, m), hash);
	stmt_put_int(q, m->number);
	stmt_put_text(q, m->name);
	stmt_put_text(q, hash);
	stmt_put_text(q, now);
	return stmt_run(q, err);
}

/*
 * The first one missing, if any.  Looked up inside the transaction: another
 * program may be doing the same.
 */
static int
apply_next(struct db *db, struct migration_list list, const char *now, bool *out_more,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct migration *next;
	size_t applied = 0;
	int rc;

	rc = db_begin(db, &tx, err);
	if (rc == YUP_OK)
		rc = read_applied(db, list, &applied, err);
	*out_more = applied < list.count;
	if (rc < 0 || !*out_more)
		return rc;

	next = &list.items[applied];
	rc = db_run_script(&tx, db_migration_text(db, next), err);
	if (rc == YUP_OK)
		rc = record(db, next, now, err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	return rc;
}

/* The table that records them comes before the first of them. */
static int
prepare_record(struct db *db, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	rc = db_begin(db, &tx, err);
	if (rc == YUP_OK)
		rc = stmt_run(db_use(db, Q_MIGRATION_CREATE), err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	return rc;
}

int
migrate_run(struct db *db, struct migration_list list, const char *now, struct err *err)
{
	bool empty = false, more = true;
	int rc;

	rc = db_is_empty(db, &empty, err);
	if (rc == YUP_OK && empty)
		rc = prepare_record(db, err);
	while (rc == YUP_OK && more)
		rc = apply_next(db, list, now, &more, err);
	return rc;
}

int
migrate_applied(struct db *db, struct migration_list list, size_t *out, struct err *err)
{
	size_t applied = 0;
	bool empty = false;
	int rc;

	rc = db_is_empty(db, &empty, err);
	if (rc == YUP_OK && !empty)
		rc = read_applied(db, list, &applied, err);
	if (rc == YUP_OK)
		*out = applied;
	return rc;
}

int
migrate_check(struct db *db, struct migration_list list, struct err *err)
{
	size_t applied = 0;
	int rc = migrate_applied(db, list, &applied, err);

	if (rc == YUP_OK && applied < list.count)
		return err_refuse(err, YUP_ECONFLICT, "db_older",
		    "%s has %zu of %zu schema changes: run "
		    "`yupana migrate`",
		    db_name(db), applied, list.count);
	return rc;
}
