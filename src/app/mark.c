#include "app/mark.h"

#include <sodium.h>
#include <string.h>

#include "io/secret.h"

_Static_assert((int)MARK_SIZE == (int)SECRET_TEXT_SIZE, "both are 32 bytes in base64url");

enum { MARK_BYTES = 32 };

void
mark_of(const char *secret, char out[MARK_SIZE])
{
	static const unsigned char PURPOSE[crypto_generichash_KEYBYTES_MIN + 1] = "yupana.mark/1";
	unsigned char bytes[MARK_BYTES];

	(void)crypto_generichash(bytes, sizeof(bytes), (const unsigned char *)secret,
	    strlen(secret), PURPOSE, crypto_generichash_KEYBYTES_MIN);
	(void)sodium_bin2base64(out, MARK_SIZE, bytes, sizeof(bytes),
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
mark_is(const char *mark, const char *said)
{
	return strlen(mark) == strlen(said) && sodium_memcmp(mark, said, strlen(mark)) == 0;
}

void
mark_new(char out[MARK_SIZE])
{
	secret_new(out);
}
