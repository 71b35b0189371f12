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
#include <string.h>

struct str {
	char *text;
	size_t length;
	size_t room;
};

void str_done(struct str *s);
void str_clear(struct str *s); /* empty, keeps the memory */
const char *str_text(const struct str *s);

/* More room: for the functions below. */
void str_grow(struct str *s, size_t more);

/*
 * These are what pages and files are written with: in line always, so that a
 * literal is a few moves.
 */
#define STR_INLINE static inline __attribute__((always_inline))

/* Room for so many bytes more, so that what follows need not ask for it. */
STR_INLINE void
str_reserve(struct str *s, size_t more)
{
	if (more >= s->room - s->length)
		str_grow(s, more);
}

STR_INLINE void
str_put_n(struct str *s, const char *text, size_t length)
{
	str_reserve(s, length);
	if (length > 0)
		memcpy(s->text + s->length, text, length);
	s->length += length;
	s->text[s->length] = '\0';
}

STR_INLINE void
str_put(struct str *s, const char *text)
{
	str_put_n(s, text, strlen(text));
}

STR_INLINE void
str_put_char(struct str *s, char c)
{
	str_reserve(s, 1);
	s->text[s->length++] = c;
	s->text[s->length] = '\0';
}

void str_put_int(struct str *s, int64_t number); /* its digits */

/* Its digits, with zeros before them where they are fewer than `least` (20 at most). */
void str_put_uint(struct str *s, uint64_t number, unsigned least);

void str_printf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
