/*
 * secret.h - passwords and other secrets: made, kept and compared.
 *
 * A password is kept as argon2id text, which carries its own salt and cost.  Any
 * other secret is random, long enough not to need that, and kept as its SHA-256.
 */
#ifndef YUP_IO_SECRET_H
#define YUP_IO_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "io/hash.h"

enum {
	SECRET_PASSWORD_SIZE = 128, /* of argon2id text */
	SECRET_TEXT_SIZE = 44,      /* 32 random bytes in base64url, and the NUL */
};

/* What a guess costs. */
struct secret_cost {
	unsigned long long operations;
	size_t memory;
};

/* libsodium's "interactive": 64 MiB, about a sixth of a second.  What every program uses. */
extern const struct secret_cost secret_cost_interactive;

/* YUP_ELIMIT: not enough memory. */
MUST_CHECK int secret_keep_password(const char *password, const struct secret_cost *cost,
    char out[SECRET_PASSWORD_SIZE], struct err *err);

/* Whether it is the one that was kept.  False too where `kept` is no argon2id text. */
bool secret_is_password(const char *kept, const char *password);

/* Take as long as secret_is_password() would of one kept at that cost. */
void secret_spend(const char *password, const struct secret_cost *cost);

/* It was kept at another cost: keep it again. */
bool secret_is_outdated(const char *kept, const struct secret_cost *cost);

/* A new one: letters, digits, - and _, the first of them no -. */
void secret_new(char out[SECRET_TEXT_SIZE]);

/* What is kept of it. */
void secret_digest(const char *secret, uint8_t out[HASH_SHA256_SIZE]);

/* Overwrite a secret that is no longer needed. */
void secret_wipe(void *bytes, size_t size);

#endif
