/*
 * words.h - what rules ask of texts: Spanish words, read without case or
 * accents.  Only for texts that are already suspect: folding costs.
 */
#ifndef YUP_CORE_RULES_WORDS_H
#define YUP_CORE_RULES_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct check;
struct mem;
struct pack_words;

/* The text says something per cent: "%", "porcentaje", "tasa", "cobertura" ... */
bool words_are_percentage(struct mem *mem, const char *text);

/* The text begins by counting: "Número de", "Nº", "Cantidad". */
bool words_begin_counting(struct mem *mem, const char *text);

/* The text begins with a plural: "Informes aprobados". */
bool words_begin_plural(const char *text);

/* The text is empty or says that there is nothing: "Ninguno." */
bool words_say_nothing(const struct check *check, const char *text);

/* Length of the first word, in bytes. */
size_t words_first(const char *text);

/* How many words, up to `limit`. */
size_t words_count(const char *text, size_t limit);

#endif
