/*
 * utf8.h - UTF-8 text: valid or not, how wide on a terminal, and folded so
 * that names written in several ways compare equal.
 */
#ifndef YUP_BASE_UTF8_H
#define YUP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

struct mem;

/* Position of the first byte that is not valid UTF-8, or `length`. */
size_t utf8_valid_until(const char *text, size_t length);

/* Columns the text takes on a terminal (accents 0, wide letters 2). */
size_t utf8_width(const char *text);

/* Bytes of the longest prefix that takes at most `columns`, cut between letters. */
size_t utf8_prefix(const char *text, size_t columns);

/* How many letters, whatever their bytes. */
size_t utf8_letters(const char *text);

/*
 * Whether something in it is not seen but acts: control characters, ends of line
 * and paragraph, and those that turn the direction of what follows.
 */
bool utf8_has_controls(const char *text);

/* One spelling of each letter (NFKC), so that texts typed on different machines are the same bytes. */
char *utf8_normal(struct mem *mem, const char *text);

/*
 * Without case, accents and punctuation, words separated by one blank:
 * "Administración, y  RR.HH." gives "administracion y rr hh".  In `mem`.
 */
char *utf8_fold(struct mem *mem, const char *text);

/* As utf8_fold, without the words of `skip` ("de la del y", blank separated). */
char *utf8_fold_name(struct mem *mem, const char *text, const char *skip);

#endif
