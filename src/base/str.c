#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_TEXT = 63, DIGITS_MAX = 20 };

void
str_done(struct str *s)
{
	free(s->text);
	*s = (struct str){ 0 };
}

void
str_clear(struct str *s)
{
	s->length = 0;
	if (s->text != NULL)
		s->text[0] = '\0';
}

const char *
str_text(const struct str *s)
{
	return s->text != NULL ? s->text : "";
}

void
str_grow(struct str *s, size_t more)
{
	size_t room = s->room ? s->room : 64;
	char *text;

	if (more >= SIZE_MAX / 2 - s->length)
		abort();
	while (room < s->length + more + 1)
		room *= 2;
	text = realloc(s->text, room);
	if (text == NULL) {
		(void)fprintf(stderr, "yupana: out of memory for %zu bytes of text\n", room);
		abort();
	}
	s->text = text;
	s->room = room;
}

void
str_printf(struct str *s, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	str_reserve(s, SHORT_TEXT); /* most are short: written once */
	n = vsnprintf(s->text + s->length, s->room - s->length, format, args);
	va_end(args);
	if (n >= 0 && (size_t)n >= s->room - s->length) {
		str_reserve(s, (size_t)n);
		(void)vsnprintf(s->text + s->length, (size_t)n + 1, format, again);
	}
	s->length += n > 0 ? (size_t)n : 0;
	s->text[s->length] = '\0';
	va_end(again);
}

void
str_put_uint(struct str *s, uint64_t number, unsigned least)
{
	unsigned count = 1;
	char *p;

	for (uint64_t rest = number / 10; rest > 0; rest /= 10)
		count++;
	if (count < least)
		count = least < DIGITS_MAX ? least : DIGITS_MAX;
	str_reserve(s, count);
	s->length += count;
	p = s->text + s->length;
	*p = '\0';
	for (; count > 0; count--, number /= 10)
		*--p = (char)('0' + number % 10);
}

void
str_put_int(struct str *s, int64_t number)
{
	if (number < 0)
		str_put_char(s, '-');
	str_put_uint(s, number < 0 ? -(uint64_t)number : (uint64_t)number, 1);
}
