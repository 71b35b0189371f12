/*
 * refusal_books.h - why workbooks and tables were refused: the second part of
 * refusal_text.c, which speaks of everything else.
 */
#ifndef YUP_TEXT_REFUSAL_BOOKS_H
#define YUP_TEXT_REFUSAL_BOOKS_H

#include "text/refusal_text.h"

extern const struct refusal_template refusal_books[];
extern const size_t refusal_book_count;

#endif
