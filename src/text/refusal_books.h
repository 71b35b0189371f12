/*
 * refusal_books.h - why what people exchange was refused (workbooks, tables, documents
 * in JSON, signed files) and what the portal answers: the second part of refusal_text.c.
 */
#ifndef YUP_TEXT_REFUSAL_BOOKS_H
#define YUP_TEXT_REFUSAL_BOOKS_H

#include "text/refusal_text.h"

extern const struct refusal_template refusal_books[];
extern const size_t refusal_book_count;

#endif
