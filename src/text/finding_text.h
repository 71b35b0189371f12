/*
 * finding_text.h - what a person reads about a finding, in Spanish.
 *
 * Whole sentences from a table, one per rule and variant: what is wrong, what
 * was expected and found, what to do.  Used by pages, the command line, JSON
 * and printed reports alike.  `plan` or `fu` is the one the finding is about;
 * the other may be NULL.
 *
 * Decides nothing; uses base/ and core/ only.
 */
#ifndef YUP_TEXT_FINDING_TEXT_H
#define YUP_TEXT_FINDING_TEXT_H

#include <stddef.h>

#include "core/finding.h"

struct catalogue;
struct staged_rows;
struct str;

/* One to three sentences, ending in a period. */
void finding_sentence(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu);

/* What the fix would change: "5.1.1.1: 53 %; 5.1.1.2: 47 %"; nothing where there is none. */
void finding_fix_label(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu);

/* Where it is: "poa.txt, línea 125, 5.1.2.3, noviembre". */
void finding_place(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu);

/* A value in the form of its kind: "95 %", "Bs. 1.234,56", "de enero a mayo". */
void finding_value(struct str *out, const struct value *value, const struct pack *pack);

/* The same in the catalogue's language; NULL: Spanish. */
void finding_sentence_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct catalogue *catalogue);
void finding_fix_label_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct catalogue *catalogue);
/* `rows`: of the file that was just read, for the sheets of a workbook; NULL: stored. */
void finding_place_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct staged_rows *rows, const struct catalogue *catalogue);
void finding_value_in(struct str *out, const struct value *value, const struct pack *pack,
    const struct catalogue *catalogue);

/* "error", "advertencia", "consejo"; and for counts: "errores" ... */
const char *severity_word(enum severity severity);
const char *severity_plural(enum severity severity);

/* The rule's title, "" for none. */
const char *rule_title(unsigned id);

/* Every sentence there is, for tests and catalogues. */
struct finding_template {
	unsigned rule, variant;
	const char *text;
};
const struct finding_template *finding_templates(size_t *count);

#endif
