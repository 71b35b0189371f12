/*
 * explain_text.h - an explanation in words: its formula with the figures put
 * in, how a row was repaired, whether what was printed agrees.  Spanish; uses
 * base/ and core/ only.
 */
#ifndef YUP_TEXT_EXPLAIN_TEXT_H
#define YUP_TEXT_EXPLAIN_TEXT_H

#include "core/explain.h"

struct catalogue;
struct str;

/* "20 % × 1 / 2 + 10 % × 1 / 6 = 11,67 %"; terms of zero are left out. */
void explain_formula(struct str *out, const struct explanation *e);

/* One term alone: "20 % × 1 / 2 = 10,00 %". */
void explain_term_formula(struct str *out, const struct explain_term *term);

/* "el documento dice 16,67 %: coincide"; nothing where nothing was printed. */
void explain_agreement_text(struct str *out, const struct explanation *e);

/* What the formula is, in a sentence. */
const char *explain_method(const struct explanation *e, enum rollup_policy policy);

/* One change or equation of a repair, from its word: "insert Feb 1", "unit_total". */
void explain_change(struct str *out, const char *change);
const char *explain_equation(const char *equation);

/* The same in the catalogue's language; NULL: Spanish. */
void explain_formula_in(struct str *out, const struct explanation *e,
    const struct catalogue *catalogue);
void explain_term_formula_in(struct str *out, const struct explain_term *term,
    const struct catalogue *catalogue);
void explain_agreement_text_in(struct str *out, const struct explanation *e,
    const struct catalogue *catalogue);
void explain_change_in(struct str *out, const char *change, const struct catalogue *catalogue);

/* "suma", "nivel", "acumulado". */
const char *explain_behaviour(enum behaviour behaviour);

/* "según lo publicado", "según el comportamiento". */
const char *explain_policy(enum rollup_policy policy);

#endif
