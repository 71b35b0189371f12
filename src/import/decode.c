#include "import/decode.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define NO_BREAK_SPACE "\xC2\xA0"

/* Windows-1252, 0x80 to 0x9F; 0 where the code page has no letter. */
static const uint16_t CP1252_HIGH[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

const char *
encoding_name(enum encoding encoding)
{
	switch (encoding) {
	case ENCODING_UTF16LE:
		return "UTF-16LE";
	case ENCODING_UTF16BE:
		return "UTF-16BE";
	case ENCODING_WINDOWS_1252:
		return "Windows-1252";
	default:
		return "UTF-8";
	}
}

static char *
put_letter(char *to, uint32_t letter)
{
	if (letter < 0x80) {
		*to++ = (char)letter;
	} else if (letter < 0x800) {
		*to++ = (char)(0xC0 | (letter >> 6));
		*to++ = (char)(0x80 | (letter & 0x3F));
	} else if (letter < 0x10000) {
		*to++ = (char)(0xE0 | (letter >> 12));
		*to++ = (char)(0x80 | ((letter >> 6) & 0x3F));
		*to++ = (char)(0x80 | (letter & 0x3F));
	} else {
		*to++ = (char)(0xF0 | (letter >> 18));
		*to++ = (char)(0x80 | ((letter >> 12) & 0x3F));
		*to++ = (char)(0x80 | ((letter >> 6) & 0x3F));
		*to++ = (char)(0x80 | (letter & 0x3F));
	}
	return to;
}

static unsigned
line_of(const char *text, size_t position)
{
	unsigned line = 1;

	for (const char *p = text; (p = memchr(p, '\n', position - (size_t)(p - text))) != NULL;
	     p++)
		line++;
	return line;
}

/* True when the bytes, the last of the file, begin a letter of UTF-8 and lack its end. */
static bool
is_cut_letter(const char *bytes, size_t length)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (lead < 0xC2 || lead > 0xF4 || length >= whole)
		return false;
	for (size_t i = 1; i < length; i++)
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			return false;
	return true;
}

static bool
has_utf8_sequence(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0xC2)
			return true;
	return false;
}

static int
from_windows_1252(struct mem *mem, const char *bytes, size_t length, struct decoded *out,
    struct err *err)
{
	char *text = mem_alloc(mem, length * 3 + 1), *to = text;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];
		uint32_t letter = c >= 0x80 && c < 0xA0 ? CP1252_HIGH[c - 0x80] : c;

		if (letter == 0 && c != 0) {
			err->line = line_of(bytes, i);
			return err_refuse(err, YUP_EINVALID, "not_text",
			    "byte 0x%02X is no letter in UTF-8 nor in Windows-1252", c);
		}
		to = put_letter(to, letter);
	}
	*to = '\0';
	*out = (struct decoded){ text, (size_t)(to - text), ENCODING_WINDOWS_1252 };
	return YUP_OK;
}

static int
from_bytes(struct mem *mem, const char *bytes, size_t length, struct decoded *out, struct err *err)
{
	size_t valid = utf8_valid_until(bytes, length), next;

	if (valid == length) {
		*out = (struct decoded){ mem_strndup(mem, bytes, length), length, ENCODING_UTF8 };
		return YUP_OK;
	}
	if (has_utf8_sequence(bytes, valid) && is_cut_letter(bytes + valid, length - valid)) {
		err->line = line_of(bytes, valid);
		return err_refuse(err, YUP_EINVALID, "cut_letter",
		    "the file ends in the middle of a letter: it was cut, get it whole");
	}
	next = valid + 1;
	if (has_utf8_sequence(bytes, valid) ||
	    (utf8_valid_until(bytes + next, length - next) == length - next &&
		has_utf8_sequence(bytes + next, length - next) && length - next > 3 &&
		memchr(bytes + next, '\n', length - next) != NULL)) {
		err->line = line_of(bytes, valid);
		return err_refuse(err, YUP_EINVALID, "mixed_encodings",
		    "the file mixes encodings: most of it is UTF-8, this line is not");
	}
	return from_windows_1252(mem, bytes, length, out, err);
}

static int
from_utf16(struct mem *mem, const char *bytes, size_t length, bool big, struct decoded *out,
    struct err *err)
{
	const unsigned char *p = (const unsigned char *)bytes;
	char *text = mem_alloc(mem, length / 2 * 3 + 4), *to = text;
	uint32_t high = 0;
	unsigned line = 1;

	for (size_t i = 0; i + 1 < length; i += 2) {
		uint32_t unit = big ? (uint32_t)p[i] << 8 | p[i + 1]
				    : (uint32_t)p[i + 1] << 8 | p[i];

		line += unit == '\n';
		if (high != 0 && unit >= 0xDC00 && unit <= 0xDFFF) {
			to = put_letter(to, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
			high = 0;
		} else if (high == 0 && unit >= 0xD800 && unit <= 0xDBFF) {
			high = unit;
		} else if (high != 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) {
			err->line = line;
			return err_refuse(err, YUP_EINVALID, "utf16_cut",
			    "the UTF-16 file has half a letter here");
		} else {
			to = put_letter(to, unit);
		}
	}
	if (high != 0 || length % 2 != 0) {
		err->line = line;
		return err_refuse(err, YUP_EINVALID, "utf16_cut",
		    "the UTF-16 file ends in half a letter");
	}
	*to = '\0';
	*out = (struct decoded){ text, (size_t)(to - text),
		big ? ENCODING_UTF16BE : ENCODING_UTF16LE };
	return YUP_OK;
}

/* Most zero bytes on one side of the pairs: UTF-16 without a mark. */
static int
utf16_side(const char *bytes, size_t length)
{
	size_t look = length < 4096 ? length & ~(size_t)1 : 4096, even = 0, odd = 0;

	for (size_t i = 0; i < look; i += 2) {
		even += bytes[i] == '\0';
		odd += bytes[i + 1] == '\0';
	}
	if (look >= 4 && odd * 4 >= look && even * 8 <= look)
		return 1; /* little: the high byte stands second */
	if (look >= 4 && even * 4 >= look && odd * 8 <= look)
		return 2;
	return 0;
}

/* Letters of control that no text has; line ends and form feeds made one kind. */
static int
clean(struct decoded *d, struct err *err)
{
	bool has_newline = memchr(d->text, '\n', d->length) != NULL;
	unsigned line = 1;
	char *to = d->text;

	if (strcspn(d->text, "\r\f\v") == d->length && strlen(d->text) == d->length &&
	    strstr(d->text, NO_BREAK_SPACE) == NULL &&
	    d->text[strcspn(d->text,
		"\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10\x11\x12\x13\x14"
		"\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\x7F")] == '\0')
		return YUP_OK;
	for (size_t i = 0; i < d->length; i++) {
		unsigned char c = (unsigned char)d->text[i];

		line += c == '\n' || (c == '\r' && !has_newline);
		if (c == '\r') {
			if (!has_newline)
				*to++ = '\n';
			continue;
		}
		if (c == '\f' || c == '\v')
			c = ' ';
		if (c == 0xC2 && d->text[i + 1] == NO_BREAK_SPACE[1]) {
			c = ' ';
			i++;
		}
		if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) {
			err->line = line;
			return err_refuse(err, YUP_EINVALID, "not_text",
			    "this is not a text file: it holds the control byte 0x%02X", c);
		}
		*to++ = (char)c;
	}
	*to = '\0';
	d->length = (size_t)(to - d->text);
	return YUP_OK;
}

int
decode_text(struct mem *mem, const char *bytes, size_t length, struct decoded *out, struct err *err)
{
	struct decoded d = { 0 };
	struct err local = { 0 };
	int side = 0, rc;

	if (err == NULL)
		err = &local;
	if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
		rc = from_utf16(mem, bytes + 2, length - 2, false, &d, err);
	else if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
		rc = from_utf16(mem, bytes + 2, length - 2, true, &d, err);
	else if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		rc = from_bytes(mem, bytes + 3, length - 3, &d, err);
	else if ((side = utf16_side(bytes, length)) != 0)
		rc = from_utf16(mem, bytes, length, side == 2, &d, err);
	else
		rc = from_bytes(mem, bytes, length, &d, err);
	if (rc < 0)
		return rc;
	assert(d.text != NULL);
	rc = clean(&d, err);
	if (rc < 0)
		return rc;
	if (strspn(d.text, " \t\n\xC2\xA0") == d.length)
		return err_refuse(err, YUP_EINVALID, "empty_file", "the file is empty");
	*out = d;
	return YUP_OK;
}
