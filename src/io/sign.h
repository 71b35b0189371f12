/*
 * sign.h - signatures (Ed25519): a key kept in a file, made when first asked for.
 *
 * The key's file holds one line, `yupana-key-1 ` and the secret in hexadecimal,
 * and only its owner may read it.  Whoever has it can sign in its name: a copy
 * belongs in a safe place, not beside the database.
 */
#ifndef YUP_IO_SIGN_H
#define YUP_IO_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum { SIGN_SECRET_SIZE = 64, SIGN_PUBLIC_SIZE = 32, SIGN_SIGNATURE_SIZE = 64 };
enum { SIGN_FINGERPRINT_SIZE = 20 }; /* "1A2B 3C4D 5E6F 7081" and its NUL */

struct sign_key {
	uint8_t secret[SIGN_SECRET_SIZE];
	uint8_t public_key[SIGN_PUBLIC_SIZE];
};

/* Where a user's key is: under XDG_DATA_HOME or HOME; NULL where neither is set. */
const char *sign_key_path(struct mem *mem);

/*
 * The key in the file `path`, which is made with a new one where there is none.
 * `*out_made` says so.  YUP_EINVALID "key_invalid": the file holds something else.
 * YUP_EDENIED "key_open": others may read it.  The caller calls sign_key_done().
 */
MUST_CHECK int sign_key_load(const char *path, struct sign_key *out, bool *out_made,
    struct err *err);
void sign_key_done(struct sign_key *key); /* wipes it */

void sign_bytes(const struct sign_key *key, const void *bytes, size_t length,
    uint8_t out[SIGN_SIGNATURE_SIZE]);

bool sign_verify(const uint8_t public_key[SIGN_PUBLIC_SIZE], const void *bytes, size_t length,
    const uint8_t signature[SIGN_SIGNATURE_SIZE]);

/* A key's name for people: the first 8 bytes of its SHA-256. */
void sign_fingerprint(const uint8_t public_key[SIGN_PUBLIC_SIZE], char out[SIGN_FINGERPRINT_SIZE]);

#endif
