/*
 * catalogue.h - the translations of what people read.
 *
 * Texts are written in Spanish and are their own key.  A catalogue is what
 * msgfmt makes of po/LANGUAGE.po (GNU .mo, revision 0), carried in the program;
 * it is read where it lies, and several may be used at once.
 */
#ifndef YUP_TEXT_CATALOGUE_H
#define YUP_TEXT_CATALOGUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Marks a text for translation where it is written; catalogue_find() is for where it is shown. */
#define N_(text) text

struct catalogue {
	const unsigned char *bytes;
	size_t size;
	uint32_t count;
	uint32_t keys, texts; /* offsets of their tables */
};

/* Check `bytes` and point `out` at them.  YUP_EINVALID: not a catalogue. */
MUST_CHECK int catalogue_open(const void *bytes, size_t size, struct catalogue *out,
    struct err *err);

/* The one for a language, "en", as the program carries it; NULL where it does not. */
const struct catalogue *catalogue_of(const char *language, struct catalogue *room);

/* The translation of `text`; `text` itself where there is none, or no catalogue. */
const char *catalogue_find(const struct catalogue *catalogue, const char *text);

#endif
