#include "io/media_type.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "io/media_zip.h"

static const struct {
	const char *mime, *word, *extension;
} TYPES[MEDIA__COUNT] = {
	[MEDIA_PDF] = { "application/pdf", "PDF", ".pdf" },
	[MEDIA_PNG] = { "image/png", "PNG", ".png" },
	[MEDIA_JPEG] = { "image/jpeg", "JPEG", ".jpg" },
	[MEDIA_WEBP] = { "image/webp", "WebP", ".webp" },
	[MEDIA_DOCX] = { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	    "DOCX", ".docx" },
	[MEDIA_XLSX] = { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	    "XLSX", ".xlsx" },
	[MEDIA_ODT] = { "application/vnd.oasis.opendocument.text", "ODT", ".odt" },
	[MEDIA_ODS] = { "application/vnd.oasis.opendocument.spreadsheet", "ODS", ".ods" },
	[MEDIA_TEXT] = { "text/plain; charset=utf-8", "TXT", ".txt" },
	[MEDIA_CSV] = { "text/csv; charset=utf-8", "CSV", ".csv" },
};

const char *
media_mime(enum media_type type)
{
	return TYPES[type].mime;
}

const char *
media_word(enum media_type type)
{
	return TYPES[type].word;
}

const char *
media_extension(enum media_type type)
{
	return TYPES[type].extension;
}

/* ---- Bytes ------------------------------------------------------------------------ */

static bool
begins(const struct media_bytes *b, const char *with, size_t length)
{
	return b->size >= length && memcmp(b->at, with, length) == 0;
}

#define BEGINS(b, text) begins(b, text, sizeof(text) - 1)

static uint32_t
big32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static unsigned
big16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* Is the text somewhere in the last `span` bytes? */
static bool
ends_near(const struct media_bytes *b, const char *text, size_t span)
{
	size_t length = strlen(text), from = b->size > span ? b->size - span : 0;

	return memmem(b->at + from, b->size - from, text, length) != NULL;
}

static int
broken(const char *what, struct err *err)
{
	return err_refuse(err, YUP_EINVALID, "media_broken", "%s", what);
}

/* ---- Pictures ------------------------------------------------------------------------ */

static int
check_picture(uint64_t width, uint64_t height, enum media_type type, struct err *err)
{
	if (width == 0 || height == 0)
		return broken(TYPES[type].word, err);
	if (width > MEDIA_SIDE_MAX || height > MEDIA_SIDE_MAX || width * height > MEDIA_PIXELS_MAX)
		return err_refuse(err, YUP_ELIMIT, "media_bomb", "%llu × %llu",
		    (unsigned long long)width, (unsigned long long)height);
	return YUP_OK;
}

static int
check_png(const struct media_bytes *b, struct err *err)
{
	if (b->size < 57 || memcmp(b->at + 12, "IHDR", 4) != 0 || !ends_near(b, "IEND", 4096))
		return broken("PNG", err);
	return check_picture(big32(b->at + 16), big32(b->at + 20), MEDIA_PNG, err);
}

/* The marks whose segment has the size of the picture. */
static bool
is_frame(unsigned mark)
{
	return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
}

static int
check_jpeg(const struct media_bytes *b, struct err *err)
{
	size_t at = 2;

	while (at + 9 < b->size && b->at[at] == 0xFF) {
		unsigned mark = b->at[at + 1], length = big16(b->at + at + 2);

		if (mark == 0xFF) { /* filling */
			at++;
			continue;
		}
		if (is_frame(mark))
			return check_picture(big16(b->at + at + 7), big16(b->at + at + 5),
			    MEDIA_JPEG, err);
		if (mark == 0xD9 || mark == 0xDA || length < 2)
			break;
		at += 2 + (size_t)length;
	}
	return broken("JPEG", err);
}

static int
check_webp(const struct media_bytes *b, struct err *err)
{
	const unsigned char *p = b->at;
	uint32_t width = 0, height = 0;

	if (b->size < 30)
		return broken("WebP", err);
	if (memcmp(p + 12, "VP8X", 4) == 0) {
		width = 1 + (p[24] | (uint32_t)p[25] << 8 | (uint32_t)p[26] << 16);
		height = 1 + (p[27] | (uint32_t)p[28] << 8 | (uint32_t)p[29] << 16);
	} else if (memcmp(p + 12, "VP8L", 4) == 0 && p[20] == 0x2F) {
		uint32_t bits = p[21] | (uint32_t)p[22] << 8 | (uint32_t)p[23] << 16 |
		    (uint32_t)p[24] << 24;

		width = 1 + (bits & 0x3FFF);
		height = 1 + (bits >> 14 & 0x3FFF);
	} else if (memcmp(p + 12, "VP8 ", 4) == 0 && memcmp(p + 23, "\x9D\x01\x2A", 3) == 0) {
		width = (p[26] | (uint32_t)p[27] << 8) & 0x3FFF;
		height = (p[28] | (uint32_t)p[29] << 8) & 0x3FFF;
	}
	return check_picture(width, height, MEDIA_WEBP, err);
}

/* ---- Text ------------------------------------------------------------------------------ */

static bool
has_word(const struct media_bytes *b, const char *word, size_t span)
{
	size_t length = strlen(word), end = b->size < span ? b->size : span;

	for (size_t i = 0; i + length <= end; i++)
		if (strncasecmp((const char *)b->at + i, word, length) == 0)
			return true;
	return false;
}

/* What a browser or a shell would run. */
static bool
is_active(const struct media_bytes *b)
{
	static const char *const WORDS[] = { "<html", "<!doctype", "<script", "<svg", "<?xml",
		"<?php", "<iframe", "<body" };
	size_t at = BEGINS(b, "\xEF\xBB\xBF") ? 3 : 0;

	while (at < b->size && strchr(" \t\r\n\f", b->at[at]) != NULL && b->at[at] != '\0')
		at++;
	if (at < b->size && b->at[at] == '<')
		return true;
	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (has_word(b, WORDS[i], 4096))
			return true;
	return BEGINS(b, "#!") || BEGINS(b, "%!PS") || BEGINS(b, "{\\rtf") ||
	    has_word(b, "@echo off", 256) || has_word(b, "MIME-Version:", 2048);
}

static bool
is_text(const struct media_bytes *b)
{
	for (size_t i = 0; i < b->size; i++)
		if ((b->at[i] < ' ' && strchr("\t\r\n\f", b->at[i]) == NULL) || b->at[i] == '\0' ||
		    b->at[i] == 0x7F)
			return false;
	return true;
}

/* ---- Which ------------------------------------------------------------------------------- */

static bool
is_program(const struct media_bytes *b)
{
	static const struct {
		const char *bytes;
		size_t length;
	} BEGINNINGS[] = { { "MZ", 2 },
		{ "\x7F"
		  "ELF",
		    4 },
		{ "\xCA\xFE\xBA\xBE", 4 }, { "\xCF\xFA\xED\xFE", 4 }, { "\xCE\xFA\xED\xFE", 4 },
		{ "\xFE\xED\xFA", 3 }, { "\0asm", 4 }, { "dex\n", 4 } };

	for (size_t i = 0; i < sizeof(BEGINNINGS) / sizeof(BEGINNINGS[0]); i++)
		if (begins(b, BEGINNINGS[i].bytes, BEGINNINGS[i].length))
			return true;
	return false;
}

/* Of what has a signature; MEDIA__COUNT: it has none of ours. */
static enum media_type
by_signature(const struct media_bytes *b)
{
	if (BEGINS(b, "%PDF-1.") || BEGINS(b, "%PDF-2."))
		return MEDIA_PDF;
	if (BEGINS(b, "\x89PNG\r\n\x1A\n"))
		return MEDIA_PNG;
	if (BEGINS(b, "\xFF\xD8\xFF"))
		return MEDIA_JPEG;
	if (BEGINS(b, "RIFF") && b->size >= 12 && memcmp(b->at + 8, "WEBP", 4) == 0)
		return MEDIA_WEBP;
	return MEDIA__COUNT;
}

static int
check_signed(const struct media_bytes *b, enum media_type type, struct err *err)
{
	switch (type) {
	case MEDIA_PNG:
		return check_png(b, err);
	case MEDIA_JPEG:
		return check_jpeg(b, err);
	case MEDIA_WEBP:
		return check_webp(b, err);
	default:
		return ends_near(b, "%%EOF", 4096) ? YUP_OK : broken("PDF", err);
	}
}

/* Which the extension says; MEDIA__COUNT: none of ours. */
static enum media_type
by_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot == NULL)
		return MEDIA__COUNT;
	if (strcasecmp(dot, ".jpeg") == 0)
		return MEDIA_JPEG;
	for (int i = 0; i < MEDIA__COUNT; i++)
		if (strcasecmp(dot, TYPES[i].extension) == 0)
			return (enum media_type)i;
	return MEDIA__COUNT;
}

static int
find_type(const struct media_bytes *b, enum media_type said, enum media_type *out, struct err *err)
{
	*out = by_signature(b);
	if (*out != MEDIA__COUNT)
		return check_signed(b, *out, err);
	if (is_program(b))
		return err_refuse(err, YUP_EINVALID, "media_program", "a program");
	if (BEGINS(b, "PK\x03\x04"))
		return media_zip_type(b, out, err);
	if (BEGINS(b,
		"\xD0\xCF\x11\xE0")) /* Office's old archive; the new one with a password too */
		return err_refuse(err, YUP_EINVALID, "media_locked", "CFB");
	if (!is_text(b))
		return err_refuse(err, YUP_EINVALID, "media_unknown", "no signature");
	if (is_active(b))
		return err_refuse(err, YUP_EINVALID, "media_program", "a page or a script");
	*out = said == MEDIA_CSV ? MEDIA_CSV : MEDIA_TEXT;
	return YUP_OK;
}

int
media_type_of(const char *name, const void *bytes, size_t size, enum media_type *out,
    struct err *err)
{
	const struct media_bytes b = { bytes, size };
	enum media_type said = by_name(name), is = MEDIA__COUNT;
	int rc;

	if (size == 0)
		return err_refuse(err, YUP_EINVALID, "media_empty", "0 bytes");
	rc = find_type(&b, said, &is, err);
	if (rc < 0)
		return rc;
	if (said != is)
		return err_refuse(err, YUP_EINVALID, "media_differs", "%s", TYPES[is].word);
	*out = is;
	return YUP_OK;
}
