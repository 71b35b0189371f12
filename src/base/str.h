/*
 * str.h - text that grows.
 *
 * `struct str s = { 0 };` is an empty string; str_done() gives its memory
 * back and leaves it empty again.  s.text is always NUL-terminated once
 * something was put; use str_text() where nothing may have been.
 */
#ifndef YUP_BASE_STR_H
#define YUP_BASE_STR_H

#include <stddef.h>
#include <stdint.h>

struct str {
	char *text;
	size_t length;
	size_t room;
};

void str_done(struct str *s);
void str_clear(struct str *s); /* empty, keeps the memory */
const char *str_text(const struct str *s);

void str_put(struct str *s, const char *text);
void str_put_n(struct str *s, const char *text, size_t length);
void str_put_char(struct str *s, char c);
void str_put_int(struct str *s, int64_t number); /* its digits */
void str_printf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
