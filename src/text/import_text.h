/*
 * import_text.h - what an import says to people: rows left out, fields that
 * changed.  Spanish; uses base/ and core/ only.
 */
#ifndef YUP_TEXT_IMPORT_TEXT_H
#define YUP_TEXT_IMPORT_TEXT_H

#include <stdint.h>

struct catalogue;
struct pack;
struct staged_rows;
struct str;

/* A sentence about an issue, by its key ("number", "code" ...). */
void import_issue_sentence(struct str *out, const char *key, const char *text);

/* A field of a plan's difference by its key: "ponderación", "cronograma, marzo". */
void import_field_label(struct str *out, const char *field, unsigned period,
    const struct pack *pack);

/* Where a line is: "línea 14" or, of a workbook, "hoja «Riego», fila 12"; `rows` may be NULL. */
void import_line_in(struct str *out, const struct staged_rows *rows, uint32_t line,
    const struct catalogue *catalogue);

/* The same in the catalogue's language; NULL: Spanish. */
void import_issue_sentence_in(struct str *out, const char *key, const char *text,
    const struct catalogue *catalogue);
void import_field_label_in(struct str *out, const char *field, unsigned period,
    const struct pack *pack, const struct catalogue *catalogue);

/* "as_read", "repaired", "unresolved": how the row could be read. */
const char *import_state_word(const char *key);

#endif
