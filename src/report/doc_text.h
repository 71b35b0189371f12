/*
 * doc_text.h - a document as plain text: what it says, in order, without how it looks.
 *
 * A line for each piece, tabs between cells; line ends and tabs inside a text are
 * written "\n" and "\t", so that two documents that say different things are
 * different bytes.  Its SHA-256 is what a printed document is known by: it does not
 * depend on fonts, paper or who draws it.
 */
#ifndef YUP_REPORT_DOC_TEXT_H
#define YUP_REPORT_DOC_TEXT_H

#include "io/hash.h"
#include "report/doc.h"
#include "report/json_writer.h"

/* Into `write`.  YUP_EIO "output_failed", and what the document fails with. */
MUST_CHECK int doc_text_write(doc_say_fn say, const void *document, json_write_fn write,
    void *context, struct err *err);

/* Only its hash. */
MUST_CHECK int doc_text_hash(doc_say_fn say, const void *document, uint8_t out[HASH_SHA256_SIZE],
    struct err *err);

enum { DOC_HASH_TEXT_SIZE = 2 * HASH_SHA256_SIZE + 1 };

/* 64 letters and digits. */
void doc_hash_put(char out[DOC_HASH_TEXT_SIZE], const uint8_t hash[HASH_SHA256_SIZE]);

/* The other way; false: it is no hash.  Blanks and dashes between them do not count. */
bool doc_hash_read(const char *text, uint8_t out[HASH_SHA256_SIZE]);

#endif
