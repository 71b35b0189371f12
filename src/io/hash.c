#include "io/hash.h"

#include <sodium.h>

_Static_assert(crypto_hash_sha256_BYTES == HASH_SHA256_SIZE, "the size of a SHA-256");

void
hash_sha256(const void *bytes, size_t length, uint8_t out[HASH_SHA256_SIZE])
{
	(void)crypto_hash_sha256(out, bytes, length);
}
