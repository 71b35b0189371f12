#include "io/signed_text.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static void
put_hex(struct str *out, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		str_printf(out, "%02x", bytes[i]);
}

/* The mark is signed too: a text of one kind is no text of another. */
static void
put_signed(struct str *out, const char *mark, const char *text, size_t length)
{
	str_printf(out, "%s\n", mark);
	str_put_n(out, text, length);
}

void
signed_text_put(struct str *out, const char *mark, const struct sign_key *key, const char *text,
    size_t length)
{
	CLEANUP(str_done) struct str whole = { 0 };
	uint8_t signature[SIGN_SIGNATURE_SIZE];

	put_signed(&whole, mark, text, length);
	sign_bytes(key, whole.text, whole.length, signature);
	str_printf(out, "%s\nkey ", mark);
	put_hex(out, key->public_key, SIGN_PUBLIC_SIZE);
	str_put(out, "\nsignature ");
	put_hex(out, signature, sizeof(signature));
	str_printf(out, "\nlength %zu\n\n", length);
	str_put_n(out, text, length);
}

/* The line `name` and what it says; false where it is another. */
static bool
take_line(const char **at, const char *end, const char *name, const char **out, size_t *out_length)
{
	size_t length = strlen(name);
	const char *stop;

	if ((size_t)(end - *at) < length || memcmp(*at, name, length) != 0)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	if (stop == NULL)
		return false;
	*out = *at + length;
	*out_length = (size_t)(stop - *out);
	*at = stop + 1;
	return true;
}

static bool
read_hex(const char *text, size_t length, uint8_t *out, size_t size)
{
	size_t read = 0;

	return length == 2 * size &&
	    sodium_hex2bin(out, size, text, length, NULL, &read, NULL) == 0 && read == size;
}

static bool
read_length(const char *text, size_t length, size_t *out)
{
	size_t value = 0;

	if (length == 0 || length > 12)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (size_t)(text[i] - '0');
	}
	*out = value;
	return true;
}

static bool
is_signed(const char *mark, const struct signed_text *read,
    const uint8_t signature[SIGN_SIGNATURE_SIZE])
{
	CLEANUP(str_done) struct str whole = { 0 };

	put_signed(&whole, mark, read->text, read->length);
	return sign_verify(read->public_key, whole.text, whole.length, signature);
}

int
signed_text_read(const char *mark, const char *bytes, size_t length, struct signed_text *out,
    struct err *err)
{
	const char *at = bytes, *end = bytes + length, *said;
	uint8_t signature[SIGN_SIGNATURE_SIZE];
	struct signed_text read = { 0 };
	size_t n, told = 0;

	if (!take_line(&at, end, mark, &said, &n) || n != 0)
		return err_refuse(err, YUP_EINVALID, "signed_foreign", "%s", mark);
	if (!take_line(&at, end, "key ", &said, &n) ||
	    !read_hex(said, n, read.public_key, sizeof(read.public_key)) ||
	    !take_line(&at, end, "signature ", &said, &n) ||
	    !read_hex(said, n, signature, sizeof(signature)) ||
	    !take_line(&at, end, "length ", &said, &n) || !read_length(said, n, &told) ||
	    !take_line(&at, end, "", &said, &n) || n != 0)
		return err_refuse(err, YUP_EINVALID, "signed_foreign", "%s", mark);
	read.text = at;
	read.length = (size_t)(end - at);
	if (read.length != told)
		return err_refuse(err, YUP_EINVALID, "signed_cut", "%zu/%zu", read.length, told);
	if (!is_signed(mark, &read, signature))
		return err_refuse(err, YUP_EINVALID, "signed_forged", "%s", mark);
	*out = read;
	return YUP_OK;
}
