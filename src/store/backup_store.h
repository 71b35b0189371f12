/*
 * backup_store.h - a whole database as records, and back.
 *
 * Records are a letter and values; io/sealed_file.h keeps them in a file.
 *
 *	H  program, instant, migrations     M  number, name, fingerprint
 *	I  institution_id, name             (id 0: what belongs to none, no name)
 *	T  table, columns    R  a row       E  rows and checksum of the table
 *	Z  institutions, rows
 *
 * Every institution has every table, in copy_store's order, with copy.sql's
 * columns.  Values are a count (1 byte), then each its kind (1 byte) and 8 bytes
 * of a number or, of a text or bytes, 4 of their length and they; least byte
 * first.  docs/decisions/0009-one-backup-for-both-engines.md says why.
 */
#ifndef YUP_STORE_BACKUP_STORE_H
#define YUP_STORE_BACKUP_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/log_walk.h"

struct db;
struct db_tx;
struct mem;

enum { BACKUP_INSTITUTIONS_MAX = 1000000, BACKUP_EVERY = -1 };

/* Takes one record. */
typedef int (
    *backup_put_fn)(void *context, char kind, const char *bytes, size_t length, struct err *err);

/*
 * Give `put` every record of the database, or of one institution.  Inside the
 * caller's transaction to read; memory is that of the longest row.
 */
MUST_CHECK int backup_store_write(struct db *db, int64_t institution_id, const char *now,
    backup_put_fn put, void *context, struct err *err);

/* What a backup has of an institution. */
struct backup_part {
	int64_t institution_id; /* 0: of none */
	const char *name;
	uint64_t rows, files;
	uint64_t sum[4]; /* of the checksums of its tables */
	bool has_log;
	struct log_walk log; /* where its chain ends, or is broken */
};

struct backup_content {
	const char *program, *made_at;
	const struct backup_part *parts;
	size_t count;
	uint64_t rows;
};

/* Records are taken one by one: checked and, with a transaction, stored. */
struct backup_taking;

/* In `mem`; `tx` NULL: only check.  The database must be empty: see backup_store_is_empty. */
struct backup_taking *backup_store_take(struct mem *mem, struct db_tx *tx);

/*
 * The next record.  YUP_EINVALID "backup_newer", "backup_older", "backup_other": of
 * another schema; "backup_damaged": it is not what was written, with the table.
 * A chain that was broken when it was backed up is not a failure: see the parts.
 */
MUST_CHECK int backup_store_take_record(struct backup_taking *t, char kind, const char *bytes,
    size_t length, struct err *err);

/* After the last one: was it all?  `*out` lives in the arena. */
MUST_CHECK int backup_store_take_end(struct backup_taking *t, struct backup_content *out,
    struct err *err);

/* Whether nothing is known of anybody: only there a backup is restored. */
MUST_CHECK int backup_store_is_empty(struct db *db, bool *out, struct err *err);

#endif
