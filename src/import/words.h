/*
 * words.h - the words of a form, recognised however they are written.
 */
#ifndef YUP_IMPORT_WORDS_H
#define YUP_IMPORT_WORDS_H

#include <stdbool.h>

#include "base/err.h"
#include "core/pack.h"

struct mem;

/* The text as a form's word: folded, bold marks gone, at most its first 200 bytes. */
const char *words_fold(struct mem *mem, const char *text);

/* The text without bold marks: "**Terrazas** nuevas" is "Terrazas nuevas". */
const char *words_plain(struct mem *mem, const char *text);

/*
 * The year in a title, into `out`; 0 where it has none.
 * YUP_EINVALID: four figures that are no year a plan may be of.
 */
MUST_CHECK int words_year(const char *text, int *out, struct err *err);

/* True when the folded text is one of the words. */
bool words_equal(const struct pack_words *words, const char *folded);

/* True when it begins with one of the words, at a word's end. */
bool words_begin(const struct pack_words *words, const char *folded);

/* True when one of the words stands in it, between word ends. */
bool words_within(const struct pack_words *words, const char *folded);

#endif
