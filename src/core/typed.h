/*
 * typed.h - one box that a person filled in, read: a text, a number in either
 * form, money, a period, one of some words.
 *
 * An empty box is NUM_ABSENT, 0 of a period, "" of a text.  Refusals have a sentence
 * in text/refusal_text.h; who calls names the field.  Pure.
 */
#ifndef YUP_CORE_TYPED_H
#define YUP_CORE_TYPED_H

#include "core/plan_typed.h"

/* Without blanks around it, in `mem`; at most `most` bytes.  "text_too_long", "text_not_utf8". */
MUST_CHECK int typed_text(struct mem *mem, const char *text, size_t most, const char **out,
    struct err *err);

/* Between two limits, both in.  "not_a_number", "number_ambiguous", "number_out_of_range". */
MUST_CHECK int typed_number(const char *text, int64_t least_e4, int64_t most_e4,
    struct typed_value *out, struct err *err);

/* In cents, from 0.  "not_money" and those of typed_number(). */
MUST_CHECK int typed_money(const char *text, struct typed_value *out, struct err *err);

/* A number from 1, or the schedule period's name or abbreviation.  "not_a_month". */
MUST_CHECK int typed_period(const struct plan *plan, const char *text, struct typed_value *out,
    struct err *err);

/* The place of the word among `count`.  "word_unknown". */
MUST_CHECK int typed_word(const char *text, const char *const *words, size_t count,
    struct typed_value *out, struct err *err);

#endif
