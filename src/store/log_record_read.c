/*
 * log_record_read.c - the way back from the canonical bytes (log_record.h).
 *
 * Strict: a line is taken only if writing its record again gives the same bytes,
 * so that two different lines never say the same.
 */
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/log_record.h"

enum { FIELDS = 13 };

static int
not_one(struct err *err, const char *why)
{
	return err_refuse(err, YUP_EINVALID, "log_line", "%s", why);
}

static bool
read_hex(const char *text, uint8_t *out, size_t size)
{
	size_t length = strlen(text), got = 0;

	return length == 2 * size &&
	    sodium_hex2bin(out, size, text, length, NULL, &got, NULL) == 0 && got == size;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte an escape stands for, or -1; `*at` is left on its last letter. */
static int
escaped(const char **at)
{
	int high, low;

	switch (*++*at) {
	case '\\':
		return '\\';
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 'x':
		high = hex_digit((*at)[1]);
		low = high < 0 ? -1 : hex_digit((*at)[2]);
		*at += low < 0 ? 0 : 2;
		return low < 0 ? -1 : high * 16 + low;
	default:
		return -1;
	}
}

/* In place: what is read is never longer than what was written. */
static bool
unescape(char *field)
{
	char *to = field;

	for (const char *at = field; *at != '\0'; at++) {
		int c = *at == '\\' ? escaped(&at) : (unsigned char)*at;

		if (c <= 0)
			return false;
		*to++ = (char)c;
	}
	*to = '\0';
	return true;
}

static size_t
cut_fields(char *line, char *fields[FIELDS + 1])
{
	size_t count = 0;

	for (char *at = line; at != NULL && count <= FIELDS;) {
		char *tab = strchr(at, '\t');

		fields[count++] = at;
		if (tab != NULL)
			*tab++ = '\0';
		at = tab;
	}
	return count;
}

static bool
read_seq(const char *text, int64_t *out)
{
	int64_t seq = 0;

	if (text[0] < '1' || text[0] > '9' || strlen(text) > 18)
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		seq = seq * 10 + (*text - '0');
	}
	*out = seq;
	return true;
}

/* 2026-01-31T08:00:00Z: the shape, not the calendar. */
static bool
is_instant(const char *text)
{
	static const char SHAPE[] = "0000-00-00T00:00:00Z";

	for (size_t i = 0; i < sizeof(SHAPE); i++)
		if (SHAPE[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != SHAPE[i])
			return false;
	return true;
}

static bool
read_texts(char **fields, struct log_record *out)
{
	const char **texts[] = { &out->at, &out->actor, &out->actor_name, &out->origin,
		&out->action, &out->subject, &out->outcome, &out->detail };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (!unescape(fields[i]))
			return false;
		*texts[i] = fields[i];
	}
	return is_instant(out->at) &&
	    (strcmp(out->outcome, "done") == 0 || strcmp(out->outcome, "refused") == 0);
}

/* What is read, written again, is the line up to its last tab. */
static bool
is_canonical(const char *line, const uint8_t *chain, const struct log_record *record,
    const uint8_t *previous)
{
	CLEANUP(str_done) struct str again = { 0 };
	size_t length = (size_t)(strrchr(line, '\t') - line);

	log_record_write(&again, chain, record, previous);
	return again.length == length + 1 && memcmp(again.text, line, length) == 0;
}

int
log_record_read(struct mem *mem, const char *line, uint8_t chain[LOG_CHAIN_SIZE],
    struct log_record *out, uint8_t previous[LOG_HASH_SIZE], struct err *err)
{
	struct log_record record = { 0 };
	uint8_t its_chain[LOG_CHAIN_SIZE], its_previous[LOG_HASH_SIZE];
	char *fields[FIELDS + 1];
	size_t length = strlen(line);

	if (length > LOG_LINE_MAX)
		return err_refuse(err, YUP_ELIMIT, "log_line", "longer than %d bytes",
		    LOG_LINE_MAX);
	if (utf8_valid_until(line, length) != length)
		return not_one(err, "not UTF-8");
	if (cut_fields(mem_strdup(mem, line), fields) != FIELDS)
		return not_one(err, "not thirteen fields");
	if (!read_hex(fields[1], its_chain, sizeof(its_chain)) ||
	    !read_hex(fields[11], its_previous, sizeof(its_previous)) ||
	    !read_hex(fields[12], record.hash, sizeof(record.hash)) ||
	    !read_seq(fields[2], &record.seq) || !read_texts(fields + 3, &record))
		return not_one(err, "a field is not what it should be");
	if (!is_canonical(line, its_chain, &record, its_previous) ||
	    strpbrk(fields[12], "ABCDEF") != NULL)
		return not_one(err, "not written in the canonical way");
	memcpy(chain, its_chain, sizeof(its_chain));
	memcpy(previous, its_previous, sizeof(its_previous));
	*out = record;
	return YUP_OK;
}
