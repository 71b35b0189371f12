/*
 * issued_store.h - documents that were issued: which number, what they say, where their
 * bytes are (store/file_store.h).
 */
#ifndef YUP_STORE_ISSUED_STORE_H
#define YUP_STORE_ISSUED_STORE_H

#include "store/file_store.h"

struct mem;

struct issued {
	int64_t institution_id, id;
	int year;
	const char *kind; /* "plan", "form_a", "form_b", "follow_up", "summary", "findings" */
	unsigned ordinal; /* of its kind in its year, from 1 */
	const char *number, *title;
	const char *unit; /* path; "" of the whole */
	const char *version, *as_of, *paper;
	unsigned pages;
	uint8_t content_hash[FILE_HASH_SIZE]; /* report/doc_text.h */
	uint8_t sha256[FILE_HASH_SIZE];       /* of its file */
	int64_t size;                         /* in bytes; not read by add */
	const char *issued_at;
	int64_t user_id; /* 0: the operator; read by add only */
	const char *actor;
	const char *institution; /* its name now; not read by add */
};

/* Its file was put.  YUP_ECONFLICT: its number is another one's. */
MUST_CHECK int issued_store_add(struct db_tx *tx, int64_t institution_id, const struct issued *it,
    int64_t *out_id, struct err *err);

/* The last number given to a kind in a year, 0 before the first. */
MUST_CHECK int issued_store_last(struct db *db, int64_t institution_id, int year, const char *kind,
    unsigned *out, struct err *err);

/* Up to `most`, the newest first; an array in `mem`. */
MUST_CHECK int issued_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    size_t most, struct issued **out, size_t *out_count, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int issued_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct issued *out, struct err *err);

/* The first one that says so, of whatever institution.  YUP_ENOTFOUND. */
MUST_CHECK int issued_store_find(struct db *db, struct mem *mem,
    const uint8_t content_hash[FILE_HASH_SIZE], struct issued *out, struct err *err);

#endif
