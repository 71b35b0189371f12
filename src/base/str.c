#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_TEXT = 63 };

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

static void
make_room(struct str *s, size_t more)
{
	size_t room = s->room ? s->room : 64;
	char *text;

	if (more >= SIZE_MAX / 2 - s->length)
		abort();
	while (room < s->length + more + 1)
		room *= 2;
	if (room == s->room)
		return;
	text = realloc(s->text, room);
	if (text == NULL) {
		(void)fprintf(stderr, "yupana: out of memory for %zu bytes of text\n", room);
		abort();
	}
	s->text = text;
	s->room = room;
}

void
str_put_n(struct str *s, const char *text, size_t length)
{
	make_room(s, length);
	if (length > 0)
		memcpy(s->text + s->length, text, length);
	s->length += length;
	s->text[s->length] = '\0';
}

void
str_put(struct str *s, const char *text)
{
	str_put_n(s, text, strlen(text));
}

void
str_put_char(struct str *s, char c)
{
	str_put_n(s, &c, 1);
}

void
str_printf(struct str *s, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	make_room(s, SHORT_TEXT); /* most are short: written once */
	n = vsnprintf(s->text + s->length, s->room - s->length, format, args);
	va_end(args);
	if (n >= 0 && (size_t)n >= s->room - s->length) {
		make_room(s, (size_t)n);
		(void)vsnprintf(s->text + s->length, (size_t)n + 1, format, again);
	}
	s->length += n > 0 ? (size_t)n : 0;
	s->text[s->length] = '\0';
	va_end(again);
}

void
str_put_int(struct str *s, int64_t number)
{
	char digits[20], *p = digits + sizeof(digits);
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		str_put_char(s, '-');
	str_put_n(s, p, (size_t)(digits + sizeof(digits) - p));
}
