#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/mem.h"

/* Length of the well-formed sequence that begins here, 0 where there is none. */
static size_t
sequence(const unsigned char *p, size_t room)
{
	static const unsigned char LOW[] = { 0x80, 0x80, 0xA0, 0x90 };
	size_t n;
	unsigned char low = 0x80, high = 0xBF;

	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		n = 2;
	else if (p[0] >= 0xE0 && p[0] <= 0xEF)
		n = 3;
	else if (p[0] >= 0xF0 && p[0] <= 0xF4)
		n = 4;
	else
		return 0;
	if (p[0] == 0xE0)
		low = LOW[2];
	else if (p[0] == 0xED)
		high = 0x9F;
	else if (p[0] == 0xF0)
		low = LOW[3];
	else if (p[0] == 0xF4)
		high = 0x8F;
	if (room < n || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if (p[i] < 0x80 || p[i] > 0xBF)
			return 0;
	return n;
}

size_t
utf8_valid_until(const char *text, size_t length)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i = 0;

	while (i < length) {
		uint64_t word;
		size_t n;

		if (length - i >= sizeof(word)) {
			memcpy(&word, p + i, sizeof(word));
			if ((word & UINT64_C(0x8080808080808080)) == 0) {
				i += sizeof(word);
				continue;
			}
		}
		n = sequence(p + i, length - i);
		if (n == 0)
			return i;
		i += n;
	}
	return length;
}

static size_t
next_letter(const char *text, size_t length, utf8proc_int32_t *letter)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text,
	    (utf8proc_ssize_t)length, letter);

	if (n > 0)
		return (size_t)n;
	*letter = 0xFFFD;
	return 1;
}

size_t
utf8_width(const char *text)
{
	size_t length = strlen(text), width = 0;

	for (size_t i = 0; i < length;) {
		utf8proc_int32_t letter;

		i += next_letter(text + i, length - i, &letter);
		width += (size_t)utf8proc_charwidth(letter);
	}
	return width;
}

size_t
utf8_prefix(const char *text, size_t columns)
{
	size_t length = strlen(text), width = 0, i = 0;

	while (i < length) {
		utf8proc_int32_t letter;
		size_t n = next_letter(text + i, length - i, &letter);

		width += (size_t)utf8proc_charwidth(letter);
		if (width > columns)
			break;
		i += n;
	}
	return i;
}

size_t
utf8_letters(const char *text)
{
	size_t letters = 0;

	for (; *text != '\0'; text++)
		letters += ((unsigned char)*text & 0xC0u) != 0x80u;
	return letters;
}

static bool
acts_unseen(utf8proc_int32_t letter)
{
	return letter < 0x20 || (letter >= 0x7F && letter <= 0x9F) || letter == 0x061C ||
	    letter == 0x200E || letter == 0x200F || (letter >= 0x2028 && letter <= 0x202E) ||
	    (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFEFF;
}

bool
utf8_has_controls(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length;) {
		utf8proc_int32_t letter;

		i += next_letter(text + i, length - i, &letter);
		if (acts_unseen(letter))
			return true;
	}
	return false;
}

char *
utf8_normal(struct mem *mem, const char *text)
{
	utf8proc_uint8_t *normal = utf8proc_NFKC((const utf8proc_uint8_t *)text);
	char *out = mem_strdup(mem, normal != NULL ? (const char *)normal : text);

	free(normal);
	return out;
}

/* Fold one letter to at most 4 bytes of plain text; 0 bytes for a mark, 1 blank for the rest. */
static size_t
fold_letter(utf8proc_int32_t letter, char *out)
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t n;
	int boundary = 0;
	size_t length = 0;

	n = utf8proc_decompose_char(letter, parts, 8,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
	    &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < 8 && length <= 12; i++) {
		utf8proc_category_t c = utf8proc_category(parts[i]);

		if ((c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
		    c == UTF8PROC_CATEGORY_ND)
			length += (size_t)utf8proc_encode_char(parts[i],
			    (utf8proc_uint8_t *)out + length);
		else if (c != UTF8PROC_CATEGORY_MN)
			out[length++] = ' ';
	}
	return length;
}

static char
fold_ascii(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	return ' ';
}

char *
utf8_fold(struct mem *mem, const char *text)
{
	size_t length = strlen(text), used = 0;
	char *out = mem_alloc(mem, length * 8 + 17);

	for (size_t i = 0; i < length;) {
		char bytes[16];
		size_t n;

		if ((unsigned char)text[i] < 0x80) {
			bytes[0] = fold_ascii(text[i++]);
			n = 1;
		} else {
			utf8proc_int32_t letter;

			i += next_letter(text + i, length - i, &letter);
			n = fold_letter(letter, bytes);
		}
		for (size_t k = 0; k < n; k++) {
			if (bytes[k] == ' ' && (used == 0 || out[used - 1] == ' '))
				continue;
			out[used++] = bytes[k];
		}
	}
	while (used > 0 && out[used - 1] == ' ')
		used--;
	out[used] = '\0';
	return out;
}

static bool
has_word(const char *words, const char *word, size_t length)
{
	for (const char *p = words; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (n == length && memcmp(p, word, n) == 0)
			return true;
		p += n;
		p += strspn(p, " ");
	}
	return false;
}

char *
utf8_fold_name(struct mem *mem, const char *text, const char *skip)
{
	char *folded = utf8_fold(mem, text);
	char *to = folded;

	for (const char *p = folded; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (!has_word(skip, p, n)) {
			if (to != folded)
				*to++ = ' ';
			memmove(to, p, n);
			to += n;
		}
		p += n;
		p += strspn(p, " ");
	}
	*to = '\0';
	return folded;
}
