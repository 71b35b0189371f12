/*
 * file_store.h - files by their content: evidence, documents issued or made, what waits.
 *
 * A file is its SHA-256 and its bytes, in pieces; the same content is kept once
 * in an institution.  Neither storing nor reading holds more than a piece in
 * memory.  Names and what a file proves belong to whoever refers to it.
 */
#ifndef YUP_STORE_FILE_STORE_H
#define YUP_STORE_FILE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;

enum { FILE_HASH_SIZE = 32, FILE_PIECE_SIZE = 256 * 1024 };

/*
 * Where bytes come from; gone through twice, first to know what they are.
 * `read` fills up to `room` bytes and says how many, 0 at the end; `rewind` goes
 * back to the beginning.
 */
struct file_source {
	int (*read)(void *context, void *bytes, size_t room, size_t *out_size, struct err *err);
	int (*rewind)(void *context, struct err *err);
	void *context;
};

struct stored_file {
	uint8_t sha256[FILE_HASH_SIZE];
	int64_t size;
	bool is_new; /* it was not there before */
};

/*
 * Keep what `source` gives, of at most `limit` bytes.
 * YUP_ELIMIT "file_over_limit": it gives more.  YUP_EIO: it could not be read, or
 * gave something else the second time.
 */
MUST_CHECK int file_store_put(struct db_tx *tx, int64_t institution_id,
    const struct file_source *source, int64_t limit, const char *now, struct stored_file *out,
    struct err *err);

/* Its size.  YUP_ENOTFOUND. */
MUST_CHECK int file_store_find(struct db *db, int64_t institution_id,
    const uint8_t sha256[FILE_HASH_SIZE], int64_t *out_size, struct err *err);

/* Takes the next bytes of a file; negative stops, with why. */
typedef int (*file_write_fn)(void *context, const void *bytes, size_t size, struct err *err);

/*
 * Give a file's bytes in order to `write` (NULL: only verify).  Inside a
 * transaction to read.  YUP_ENOTFOUND: no such file.  YUP_EIO "db_damaged": what is
 * stored is not what was; some of it was given already, so whoever must not
 * pass on a wrong byte verifies first.
 */
MUST_CHECK int file_store_get(struct db *db, int64_t institution_id,
    const uint8_t sha256[FILE_HASH_SIZE], file_write_fn write, void *context, struct err *err);

/* Forget a file, unless something still refers to it. */
MUST_CHECK int file_store_drop(struct db_tx *tx, int64_t institution_id,
    const uint8_t sha256[FILE_HASH_SIZE], struct err *err);

#endif
