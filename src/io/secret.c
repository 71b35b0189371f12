#include "io/secret.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

_Static_assert(crypto_pwhash_STRBYTES <= SECRET_PASSWORD_SIZE, "argon2id text fits");

const struct secret_cost secret_cost_interactive = {
	.operations = crypto_pwhash_OPSLIMIT_INTERACTIVE,
	.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE,
};

enum { SECRET_BYTES = 32 };

_Static_assert(sodium_base64_ENCODED_LEN(SECRET_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING) ==
	SECRET_TEXT_SIZE,
    "a secret's text");

/* Once for the process; again does nothing. */
static void
ready(void)
{
	int rc = sodium_init();

	assert(rc >= 0);
	(void)rc;
}

int
secret_keep_password(const char *password, const struct secret_cost *cost,
    char out[SECRET_PASSWORD_SIZE], struct err *err)
{
	char kept[SECRET_PASSWORD_SIZE] = { 0 };

	ready();
	if (crypto_pwhash_str_alg(kept, password, strlen(password), cost->operations, cost->memory,
		crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_refuse(err, YUP_ELIMIT, "memory_short", "argon2id");
	memcpy(out, kept, sizeof(kept));
	return YUP_OK;
}

bool
secret_is_password(const char *kept, const char *password)
{
	ready();
	return strlen(kept) < crypto_pwhash_STRBYTES &&
	    crypto_pwhash_str_verify(kept, password, strlen(password)) == 0;
}

void
secret_spend(const char *password, const struct secret_cost *cost)
{
	char kept[SECRET_PASSWORD_SIZE];

	if (secret_keep_password(password, cost, kept, NULL) < 0)
		return; /* no memory: a verification would have ended as soon */
	secret_wipe(kept, sizeof(kept));
}

bool
secret_is_outdated(const char *kept, const struct secret_cost *cost)
{
	ready();
	return crypto_pwhash_str_needs_rehash(kept, cost->operations, cost->memory) != 0;
}

void
secret_new(char out[SECRET_TEXT_SIZE])
{
	unsigned char bytes[SECRET_BYTES];

	ready();
	do {
		randombytes_buf(bytes, sizeof(bytes));
		(void)sodium_bin2base64(out, SECRET_TEXT_SIZE, bytes, sizeof(bytes),
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	} while (out[0] == '-'); /* it would be taken for an option */
	sodium_memzero(bytes, sizeof(bytes));
}

void
secret_digest(const char *secret, uint8_t out[HASH_SHA256_SIZE])
{
	hash_sha256(secret, strlen(secret), out);
}

void
secret_wipe(void *bytes, size_t size)
{
	sodium_memzero(bytes, size);
}
