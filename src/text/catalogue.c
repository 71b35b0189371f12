#include "text/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "embed_catalogues.h"

enum { MAGIC = 0x950412de, HEADER_SIZE = 28, ENTRY_SIZE = 8 };

static uint32_t
u32_at(const struct catalogue *c, size_t offset)
{
	const unsigned char *b = c->bytes + offset;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* The i-th text of a table: its length and its place, checked when opened. */
static const char *
text_at(const struct catalogue *c, uint32_t table, uint32_t i)
{
	return (const char *)c->bytes + u32_at(c, table + (size_t)i * ENTRY_SIZE + 4);
}

static int
table_is_whole(const struct catalogue *c, uint32_t table)
{
	if (table > c->size || (uint64_t)c->count * ENTRY_SIZE > c->size - table)
		return 0;
	for (uint32_t i = 0; i < c->count; i++) {
		uint64_t length = u32_at(c, table + (size_t)i * ENTRY_SIZE);
		uint64_t offset = u32_at(c, table + (size_t)i * ENTRY_SIZE + 4);

		if (offset + length >= c->size || c->bytes[offset + length] != '\0')
			return 0;
	}
	return 1;
}

int
catalogue_open(const void *bytes, size_t size, struct catalogue *out, struct err *err)
{
	struct catalogue c = { .bytes = bytes, .size = size };

	if (size < HEADER_SIZE || u32_at(&c, 0) != (uint32_t)MAGIC || u32_at(&c, 4) != 0)
		return err_set(err, YUP_EINVALID, "not a catalogue of translations");
	c.count = u32_at(&c, 8);
	c.keys = u32_at(&c, 12);
	c.texts = u32_at(&c, 16);
	if (!table_is_whole(&c, c.keys) || !table_is_whole(&c, c.texts))
		return err_set(err, YUP_EINVALID, "a damaged catalogue of translations");
	*out = c;
	return YUP_OK;
}

const struct catalogue *
catalogue_of(const char *language, struct catalogue *room)
{
	char name[16];
	const struct embed_file *file;

	(void)snprintf(name, sizeof(name), "%s.mo", language);
	file = embed_find(&embed_catalogues, name);
	if (file == NULL || catalogue_open(file->start, file->size, room, NULL) < 0)
		return NULL;
	return room;
}

const char *
catalogue_find(const struct catalogue *c, const char *text)
{
	uint32_t low = 0, high = c != NULL ? c->count : 0;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, text_at(c, c->keys, middle));

		if (order == 0 && text[0] != '\0')
			return text_at(c, c->texts, middle);
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return text;
}
