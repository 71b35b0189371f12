/*
 * checkpoint_store.h - signatures over places of a chain, kept beside it.
 *
 * Whoever keeps a copy elsewhere sees when the end is cut off or written anew.
 * Signing is io/sign.h's.
 */
#ifndef YUP_STORE_CHECKPOINT_STORE_H
#define YUP_STORE_CHECKPOINT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "store/log_record.h"

struct db;
struct db_tx;
struct mem;
struct str;

enum { CHECKPOINT_KEY_SIZE = 32, CHECKPOINT_SIGNATURE_SIZE = 64 };

struct checkpoint {
	uint8_t chain[LOG_CHAIN_SIZE];
	int64_t seq;
	const char *at;
	uint8_t hash[LOG_HASH_SIZE]; /* of the record at `seq` */
	uint8_t public_key[CHECKPOINT_KEY_SIZE];
	uint8_t signature[CHECKPOINT_SIGNATURE_SIZE];
};

/*
 * What is signed: one line of five fields with a tab between them, and its line feed,
 *
 *	yupana.checkpoint/1 CHAIN SEQ AT HASH
 */
void checkpoint_write(struct str *out, const struct checkpoint *checkpoint);

/* Keep it.  YUP_ECONFLICT: this key has signed that place already. */
MUST_CHECK int checkpoint_store_add(struct db_tx *tx, int64_t institution_id,
    const struct checkpoint *checkpoint, struct err *err);

/* All of an institution's chain by their places; an array in `mem`. */
MUST_CHECK int checkpoint_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct checkpoint **out, size_t *out_count, struct err *err);

#endif
