/*
 * refusal_text.h - why something was refused: what, where, and
 * what to do.
 *
 * The sentence is found by err->key; an error without one says its code, and
 * its developer's message in brackets.  Uses base/ only.
 */
#ifndef YUP_TEXT_REFUSAL_TEXT_H
#define YUP_TEXT_REFUSAL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct catalogue;
struct str;

/* "poa.txt:14: El archivo ... Divídalo en dos."  One line, ends in a period. */
void refusal_sentence(struct str *out, const struct err *err);

/* The same on a page, which advises no command, in the catalogue's language; NULL: Spanish. */
void refusal_sentence_in(struct str *out, const struct err *err, const struct catalogue *catalogue);

/* "Hay que ingresar primero.": only what was wrong, by its key; false: no such key. */
bool refusal_reason_in(struct str *out, const char *key, const struct catalogue *catalogue);

/* Every sentence there is, in parts from 0 on; NULL past the last one. */
struct refusal_template {
	const char *key;
	const char *what, *what_to_do;
};
const struct refusal_template *refusal_templates(unsigned part, size_t *count);

#endif
