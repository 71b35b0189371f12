#include "import/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { LOOK_MAX = 200, YEAR_MIN = 1900, YEAR_MAX = 2200 };

const char *
words_fold(struct mem *mem, const char *text)
{
	size_t length = strnlen(text, LOOK_MAX);

	if (length < LOOK_MAX)
		return utf8_fold(mem, text);
	while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	return utf8_fold(mem, mem_strndup(mem, text, length));
}

const char *
words_plain(struct mem *mem, const char *text)
{
	char *plain, *to;

	if (strstr(text, "**") == NULL)
		return text;
	plain = to = mem_alloc(mem, strlen(text) + 1);
	for (const char *p = text; *p != '\0';) {
		if (p[0] == '*' && p[1] == '*')
			p += 2;
		else if (*p == ' ' && to == plain)
			p++;
		else
			*to++ = *p++;
	}
	while (to > plain && to[-1] == ' ')
		to--;
	*to = '\0';
	return plain;
}

int
words_year(const char *text, int *out, struct err *err)
{
	int year = 0;

	for (const char *p = text; *p != '\0' && year == 0;) {
		size_t n = strspn(p, "0123456789");

		if (n == 4) {
			year = (int)strtol(p, NULL, 10);
			if (year < YEAR_MIN || year > YEAR_MAX)
				return err_refuse(err, YUP_EINVALID, "absurd_year",
				    "the title says the year %.4s: correct it, a plan is of %d to %d",
				    p, YEAR_MIN, YEAR_MAX);
		}
		p += n > 0 ? n : 1;
	}
	*out = year;
	return YUP_OK;
}

bool
words_equal(const struct pack_words *words, const char *folded)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->words[i], folded) == 0)
			return true;
	return false;
}

bool
words_begin(const struct pack_words *words, const char *folded)
{
	for (size_t i = 0; i < words->count; i++) {
		size_t n = strlen(words->words[i]);

		if (strncmp(words->words[i], folded, n) == 0 &&
		    (folded[n] == '\0' || folded[n] == ' '))
			return true;
	}
	return false;
}

bool
words_within(const struct pack_words *words, const char *folded)
{
	for (size_t i = 0; i < words->count; i++) {
		size_t n = strlen(words->words[i]);

		for (const char *p = folded; (p = strstr(p, words->words[i])) != NULL; p++)
			if ((p == folded || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
				return true;
	}
	return false;
}
