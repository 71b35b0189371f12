#include "store/file_store.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/engine/db.h"

_Static_assert(FILE_HASH_SIZE == crypto_hash_sha256_BYTES, "the size of a SHA-256");

struct putting {
	struct db_tx *tx;
	int64_t institution_id;
	const struct file_source *source;
	unsigned char *piece; /* FILE_PIECE_SIZE bytes */
	struct err *err;
};

/* ---- In ------------------------------------------------------------------- */

/* A whole piece, shorter only at the end. */
static int
read_piece(const struct putting *k, size_t *out_size)
{
	size_t size = 0, got = 1;
	int rc = YUP_OK;

	while (rc == YUP_OK && got > 0 && size < FILE_PIECE_SIZE) {
		got = 0;
		rc = k->source->read(k->source->context, k->piece + size, FILE_PIECE_SIZE - size,
		    &got, k->err);
		size += got;
	}
	*out_size = size;
	return rc;
}

static int
hash_source(const struct putting *k, int64_t limit, struct stored_file *out)
{
	crypto_hash_sha256_state state;
	size_t size = FILE_PIECE_SIZE;
	int rc = k->source->rewind(k->source->context, k->err);

	(void)crypto_hash_sha256_init(&state);
	while (rc == YUP_OK && size == FILE_PIECE_SIZE) {
		rc = read_piece(k, &size);
		out->size += (int64_t)size;
		if (rc == YUP_OK && out->size > limit)
			rc = err_refuse(k->err, YUP_ELIMIT, "file_over_limit", "%lld",
			    (long long)(limit / 1024 / 1024));
		(void)crypto_hash_sha256_update(&state, k->piece, size);
	}
	(void)crypto_hash_sha256_final(&state, out->sha256);
	return rc;
}

static int
add_file(const struct putting *k, const struct stored_file *file, const char *now)
{
	struct stmt *q = db_use(k->tx->db, Q_FILE_INSERT);

	stmt_put_int(q, k->institution_id);
	stmt_put_bytes(q, file->sha256, sizeof(file->sha256));
	stmt_put_int(q, file->size);
	stmt_put_text(q, now);
	return stmt_run(q, k->err);
}

static int
add_piece(const struct putting *k, const struct stored_file *file, int64_t ordinal, size_t size)
{
	struct stmt *q = db_use(k->tx->db, Q_FILE_PIECE_INSERT);

	stmt_put_int(q, k->institution_id);
	stmt_put_bytes(q, file->sha256, sizeof(file->sha256));
	stmt_put_int(q, ordinal);
	stmt_put_bytes(q, k->piece, size);
	return stmt_run(q, k->err);
}

/* The second time through: it must be what the first one saw. */
static int
add_pieces(const struct putting *k, const struct stored_file *file)
{
	uint8_t hash[FILE_HASH_SIZE];
	crypto_hash_sha256_state state;
	size_t size = FILE_PIECE_SIZE;
	int64_t total = 0;
	int rc = k->source->rewind(k->source->context, k->err);

	(void)crypto_hash_sha256_init(&state);
	for (int64_t i = 0; rc == YUP_OK && size == FILE_PIECE_SIZE; i++) {
		rc = read_piece(k, &size);
		total += (int64_t)size;
		(void)crypto_hash_sha256_update(&state, k->piece, size);
		if (rc == YUP_OK && total <= file->size && size > 0)
			rc = add_piece(k, file, i, size);
	}
	(void)crypto_hash_sha256_final(&state, hash);
	if (rc == YUP_OK && memcmp(hash, file->sha256, sizeof(hash)) != 0)
		return err_refuse(k->err, YUP_EIO, "file_changed", "it changed while being read");
	return rc;
}

static void
free_piece(unsigned char **piece)
{
	free(*piece);
}

int
file_store_put(struct db_tx *tx, int64_t institution_id, const struct file_source *source,
    int64_t limit, const char *now, struct stored_file *out, struct err *err)
{
	CLEANUP(free_piece) unsigned char *piece = malloc(FILE_PIECE_SIZE);
	struct putting k = { tx, institution_id, source, piece, err };
	struct stored_file file = { .size = 0 };
	int64_t size;
	int rc;

	if (piece == NULL)
		abort();
	rc = hash_source(&k, limit, &file);
	if (rc < 0)
		return rc;
	rc = file_store_find(tx->db, institution_id, file.sha256, &size, err);
	if (rc == YUP_ENOTFOUND) {
		file.is_new = true;
		rc = add_file(&k, &file, now);
		if (rc == YUP_OK)
			rc = add_pieces(&k, &file);
	}
	if (rc == YUP_OK)
		*out = file;
	return rc;
}

/* ---- Out ------------------------------------------------------------------ */

int
file_store_find(struct db *db, int64_t institution_id, const uint8_t sha256[FILE_HASH_SIZE],
    int64_t *out_size, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_FILE_GET);
	int64_t size;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, sha256, FILE_HASH_SIZE);
	rc = stmt_one(q, "file", err);
	if (rc < 0)
		return rc;
	size = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out_size = size;
	return rc;
}

struct getting {
	file_write_fn write;
	void *context;
	crypto_hash_sha256_state state;
	int64_t size;
};

static int
give_pieces(struct stmt *q, struct getting *k, struct err *err)
{
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		struct db_value piece = stmt_get_value(q);

		k->size += (int64_t)piece.size;
		(void)crypto_hash_sha256_update(&k->state, (const unsigned char *)piece.bytes,
		    piece.size);
		rc = k->write != NULL ? k->write(k->context, piece.bytes, piece.size, err) : YUP_OK;
		if (rc < 0)
			break;
	}
	return rc;
}

int
file_store_get(struct db *db, int64_t institution_id, const uint8_t sha256[FILE_HASH_SIZE],
    file_write_fn write, void *context, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = NULL;
	struct getting k = { .write = write, .context = context };
	uint8_t hash[FILE_HASH_SIZE];
	int64_t size = 0;
	int rc = file_store_find(db, institution_id, sha256, &size, err);

	if (rc < 0)
		return rc;
	(void)crypto_hash_sha256_init(&k.state);
	q = db_use(db, Q_FILE_PIECE_LIST);
	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, sha256, FILE_HASH_SIZE);
	stmt_stream(q);
	rc = give_pieces(q, &k, err);
	(void)crypto_hash_sha256_final(&k.state, hash);
	if (rc == YUP_OK && (k.size != size || memcmp(hash, sha256, sizeof(hash)) != 0))
		return err_refuse(err, YUP_EIO, "db_damaged",
		    "%s is damaged (a file is not what was stored): restore a backup", db_name(db));
	return rc;
}

/* ---- Forgetting ------------------------------------------------------------- */

static int
drop_from(struct db_tx *tx, enum query query, int64_t institution_id, const uint8_t *sha256,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, query);

	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, sha256, FILE_HASH_SIZE);
	return stmt_run(q, err);
}

int
file_store_drop(struct db_tx *tx, int64_t institution_id, const uint8_t sha256[FILE_HASH_SIZE],
    struct err *err)
{
	int rc = drop_from(tx, Q_FILE_PIECE_DELETE, institution_id, sha256, err);

	return rc == YUP_OK ? drop_from(tx, Q_FILE_DELETE, institution_id, sha256, err) : rc;
}
