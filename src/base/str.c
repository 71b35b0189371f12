#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		make_room(s, (size_t)n);
		(void)vsnprintf(s->text + s->length, (size_t)n + 1, format, again);
		s->length += (size_t)n;
	}
	va_end(again);
}
