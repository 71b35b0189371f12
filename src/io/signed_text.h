/*
 * signed_text.h - a text with a signature before it (Ed25519), that any program can read:
 *
 *	yupana-bundle/1
 *	key 3f2a...            64 hexadecimal digits
 *	signature 9c01...      128 of them
 *	length 48213
 *
 *	{ ... }
 *
 * What is signed is the first line, its line end, and the text after the blank line.
 */
#ifndef YUP_IO_SIGNED_TEXT_H
#define YUP_IO_SIGNED_TEXT_H

#include "io/sign.h"

struct str;

/* Append `text` with its signature; `mark` is the first line. */
void signed_text_put(struct str *out, const char *mark, const struct sign_key *key,
    const char *text, size_t length);

struct signed_text {
	const char *text; /* inside the bytes that were read */
	size_t length;
	uint8_t public_key[SIGN_PUBLIC_SIZE]; /* it was signed with */
};

/*
 * YUP_EINVALID "signed_foreign": no such thing; "signed_cut": shorter or longer than it says;
 * "signed_forged": the signature is not of this text.
 */
MUST_CHECK int signed_text_read(const char *mark, const char *bytes, size_t length,
    struct signed_text *out, struct err *err);

#endif
