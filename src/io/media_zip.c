#include "io/media_zip.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	END_SIZE = 22,
	COMMENT_MAX = 65535,
	MEMBER_SIZE = 46,
	LOCAL_SIZE = 30,
	LOCKED = 1u << 0, /* of a member's flags */
};

/* What the directory told so far. */
struct archive {
	const struct media_bytes *b;
	struct err *err;
	size_t directory, directory_size, count;
	uint64_t stored, inflated;
	bool has_types, has_word, has_sheet;
	enum media_type odf; /* by its first member, MEDIA__COUNT: none */
};

static unsigned
little16(const unsigned char *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

static uint32_t
little32(const unsigned char *p)
{
	return little16(p) | (uint32_t)little16(p + 2) << 16;
}

static int
broken(struct archive *a)
{
	return err_refuse(a->err, YUP_EINVALID, "media_broken", "ZIP");
}

/* The last record says where the directory is; nothing may hide after it. */
static int
find_directory(struct archive *a)
{
	const struct media_bytes *b = a->b;
	size_t least = b->size > END_SIZE + COMMENT_MAX ? b->size - END_SIZE - COMMENT_MAX : 0;

	if (b->size < END_SIZE)
		return broken(a);
	for (size_t at = b->size - END_SIZE + 1; at > least; at--) {
		const unsigned char *p = b->at + at - 1;

		if (memcmp(p, "PK\x05\x06", 4) != 0 ||
		    little16(p + 20) != b->size - (at - 1) - END_SIZE)
			continue;
		a->count = little16(p + 10);
		a->directory_size = little32(p + 12);
		a->directory = little32(p + 16);
		if (a->count == 0xFFFF || little16(p + 8) != a->count || little16(p + 4) != 0 ||
		    a->directory + a->directory_size > at - 1)
			return broken(a);
		return YUP_OK;
	}
	return broken(a);
}

static bool
is_called(const char *name, size_t length, const char *wanted)
{
	return length == strlen(wanted) && memcmp(name, wanted, length) == 0;
}

static bool
ends_in(const char *name, size_t length, const char *wanted)
{
	size_t n = strlen(wanted);

	return length >= n && strncasecmp(name + length - n, wanted, n) == 0;
}

/* A program or an archive in it is no part of a document. */
static int
look_at_name(struct archive *a, const char *name, size_t length)
{
	static const char *const PROGRAMS[] = { ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd",
		".ps1", ".jar", ".class", ".zip", ".html", ".hta", ".scr" };

	if (ends_in(name, length, "vbaProject.bin") ||
	    (length > 6 && memcmp(name, "Basic/", 6) == 0))
		return err_refuse(a->err, YUP_EINVALID, "media_macros", "%.*s", (int)length, name);
	for (size_t i = 0; i < sizeof(PROGRAMS) / sizeof(PROGRAMS[0]); i++)
		if (ends_in(name, length, PROGRAMS[i]))
			return err_refuse(a->err, YUP_EINVALID, "media_program", "%s", PROGRAMS[i]);
	if (length > 0 && (name[0] == '/' || memmem(name, length, "..", 2) != NULL))
		return broken(a);
	a->has_types = a->has_types || is_called(name, length, "[Content_Types].xml");
	a->has_word = a->has_word || is_called(name, length, "word/document.xml");
	a->has_sheet = a->has_sheet || is_called(name, length, "xl/workbook.xml");
	return YUP_OK;
}

static int
look_at_sizes(struct archive *a, const unsigned char *p)
{
	uint64_t stored = little32(p + 20), inflated = little32(p + 24);

	if (stored == UINT32_MAX || inflated == UINT32_MAX || little32(p + 42) >= a->directory)
		return broken(a);
	a->stored += stored;
	a->inflated += inflated;
	if (a->stored > a->b->size || a->inflated > MEDIA_INFLATED_MAX ||
	    (inflated > MEDIA_RATIO_FROM && inflated / MEDIA_RATIO_MAX > stored))
		return err_refuse(a->err, YUP_ELIMIT, "media_bomb", "%llu MB",
		    (unsigned long long)(a->inflated >> 20));
	return YUP_OK;
}

static int
look_at_members(struct archive *a)
{
	size_t at = a->directory, end = a->directory + a->directory_size;

	if (a->count > MEDIA_MEMBERS_MAX)
		return err_refuse(a->err, YUP_ELIMIT, "media_bomb", "%zu", a->count);
	for (size_t i = 0; i < a->count; i++) {
		const unsigned char *p = a->b->at + at;
		size_t length;
		int rc;

		if (end - at < MEMBER_SIZE || memcmp(p, "PK\x01\x02", 4) != 0)
			return broken(a);
		length = little16(p + 28);
		if (end - at < MEMBER_SIZE + length + little16(p + 30) + little16(p + 32))
			return broken(a);
		if (little16(p + 8) & LOCKED)
			return err_refuse(a->err, YUP_EINVALID, "media_locked", "ZIP");
		rc = look_at_sizes(a, p);
		if (rc == YUP_OK)
			rc = look_at_name(a, (const char *)p + MEMBER_SIZE, length);
		if (rc < 0)
			return rc;
		at += MEMBER_SIZE + length + little16(p + 30) + little16(p + 32);
	}
	return at == end ? YUP_OK : broken(a);
}

/* OpenDocument says what it is in its first member, which is not packed. */
static enum media_type
first_member(const struct media_bytes *b)
{
	static const enum media_type ODF[] = { MEDIA_ODT, MEDIA_ODS };
	const char *said;
	size_t size;

	if (b->size < LOCAL_SIZE + 8 || little16(b->at + 8) != 0 || little16(b->at + 26) != 8 ||
	    memcmp(b->at + LOCAL_SIZE, "mimetype", 8) != 0)
		return MEDIA__COUNT;
	said = (const char *)b->at + LOCAL_SIZE + 8 + little16(b->at + 28);
	size = little32(b->at + 18);
	if (LOCAL_SIZE + 8 + little16(b->at + 28) + (uint64_t)size > b->size)
		return MEDIA__COUNT;
	for (size_t i = 0; i < sizeof(ODF) / sizeof(ODF[0]); i++)
		if (is_called(said, size, media_mime(ODF[i])))
			return ODF[i];
	return MEDIA__COUNT;
}

int
media_zip_type(const struct media_bytes *b, enum media_type *out, struct err *err)
{
	struct archive a = { .b = b, .err = err, .odf = first_member(b) };
	int rc = find_directory(&a);

	if (rc == YUP_OK)
		rc = look_at_members(&a);
	if (rc < 0)
		return rc;
	if (a.odf != MEDIA__COUNT)
		*out = a.odf;
	else if (a.has_types && a.has_word != a.has_sheet)
		*out = a.has_word ? MEDIA_DOCX : MEDIA_XLSX;
	else
		return err_refuse(err, YUP_EINVALID, "media_unknown", "ZIP");
	return YUP_OK;
}
