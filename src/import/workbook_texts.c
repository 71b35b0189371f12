/* workbook_texts.c - the texts that a workbook's cells share. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/workbook_parts.h"

struct reading {
	struct mem *mem;
	struct workbook_texts out;
	struct str text;
	unsigned item;     /* inside <si> */
	unsigned phonetic; /* inside <rPh>: how it is pronounced, no part of it */
	bool in_text;
};

static int
hex(const char *p)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9' ? c - '0'
		    : c >= 'a' && c <= 'f'       ? c - 'a' + 10
		    : c >= 'A' && c <= 'F'       ? c - 'A' + 10
						 : -1;

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Only what is one byte is put back; what is not seen but acts becomes a blank. */
size_t
workbook_text_plain(char *text, size_t length)
{
	char *to = text;

	if (memmem(text, length, "_x", 2) == NULL)
		return length;
	for (size_t i = 0; i < length;) {
		int c = length - i >= 7 && memcmp(text + i, "_x", 2) == 0 && text[i + 6] == '_'
		    ? hex(text + i + 2)
		    : -1;

		if (c < 0 || c > 0x7E) {
			*to++ = text[i++];
			continue;
		}
		*to++ = c >= ' ' || c == '\n' || c == '\t' ? (char)c : ' ';
		i += 7;
	}
	return (size_t)(to - text);
}

static int
begin(void *context, const char *name, const char **attributes, struct err *err)
{
	struct reading *r = context;

	(void)attributes;
	(void)err;
	if (strcmp(name, "t") == 0) {
		r->in_text = r->item > 0 && r->phonetic == 0;
	} else if (strcmp(name, "si") == 0) {
		r->item++;
		str_clear(&r->text);
	} else if (strcmp(name, "rPh") == 0) {
		r->phonetic++;
	}
	return YUP_OK;
}

static int
keep(struct reading *r, struct err *err)
{
	struct workbook_texts *out = &r->out;
	size_t length = r->text.length;

	if (length > 0)
		length = workbook_text_plain(r->text.text, length);
	out->bytes += length + 1;
	if (out->count == WORKBOOK_TEXTS_MAX || out->bytes > WORKBOOK_TEXTS_BYTES_MAX)
		return workbook_over(err, "sharedStrings");
	MEM_PUSH(r->mem, out->items, out->count, out->room);
	out->items[out->count - 1] = mem_strndup(r->mem, str_text(&r->text), length);
	return YUP_OK;
}

static int
end(void *context, const char *name, struct err *err)
{
	struct reading *r = context;

	if (strcmp(name, "t") == 0)
		r->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		r->phonetic--;
	else if (strcmp(name, "si") == 0 && --r->item == 0)
		return keep(r, err);
	return YUP_OK;
}

static int
text(void *context, const char *bytes, size_t length, struct err *err)
{
	struct reading *r = context;

	if (!r->in_text)
		return YUP_OK;
	if (r->text.length + length > WORKBOOK_TEXT_MAX)
		return workbook_over(err, "sharedStrings");
	str_put_n(&r->text, bytes, length);
	return YUP_OK;
}

int
workbook_texts_read(struct mem *mem, const struct workbook_bytes *bytes, struct workbook_texts *out,
    struct err *err)
{
	struct reading r = { .mem = mem };
	const struct workbook_xml handler = { begin, end, text, &r };
	int rc = workbook_xml_read(bytes, &handler, err);

	str_done(&r.text);
	if (rc == YUP_OK)
		*out = r.out;
	return rc;
}
