/* table_map.c - what is told of a table, as a text and back; see table.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/table.h"
#include "import/words.h"
#include "io/hash.h"

static const char *const KEYS[] = {
	[COLUMN_UNUSED] = "-",
	[COLUMN_CODE] = "code",
	[COLUMN_TITLE] = "title",
	[COLUMN_OBJECTIVE] = "objective",
	[COLUMN_LEVEL] = "level",
	[COLUMN_UNIT] = "unit",
	[COLUMN_RESPONSIBLE] = "responsible",
	[COLUMN_WEIGHT] = "weight",
	[COLUMN_INDICATOR] = "indicator",
	[COLUMN_BASELINE] = "baseline",
	[COLUMN_TARGET] = "target",
	[COLUMN_VERIFICATION] = "verification",
	[COLUMN_WINDOW] = "window",
	[COLUMN_FIRST] = "first",
	[COLUMN_LAST] = "last",
	[COLUMN_TOTAL] = "total",
	[COLUMN_BUDGET] = "budget",
	"m1",
	"m2",
	"m3",
	"m4",
	"m5",
	"m6",
	"m7",
	"m8",
	"m9",
	"m10",
	"m11",
	"m12",
};

_Static_assert(sizeof(KEYS) / sizeof(KEYS[0]) == COLUMN__COUNT, "each column has its key");

static const char *const UNITS[] = { "sheet", "line" };

const char *
table_column_key(unsigned column)
{
	return column < COLUMN__COUNT ? KEYS[column] : NULL;
}

unsigned
table_column_by_key(const char *key, size_t length)
{
	unsigned i = 0;

	while (
	    i < COLUMN__COUNT && (strlen(KEYS[i]) != length || memcmp(KEYS[i], key, length) != 0))
		i++;
	return i;
}

static void
put_letters(struct str *s, unsigned column)
{
	if (column >= 26)
		str_put_char(s, (char)('A' + column / 26 - 1));
	str_put_char(s, (char)('A' + column % 26));
}

const char *
table_map_text(struct mem *mem, const struct table_map *map)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_printf(&s, "head=%u,unit=%s", map->head_rows, UNITS[map->unit]);
	for (unsigned i = 0; i < TABLE_COLUMNS_MAX; i++) {
		if (map->columns[i] == COLUMN_UNUSED)
			continue;
		str_put_char(&s, ',');
		put_letters(&s, i);
		str_printf(&s, "=%s", KEYS[map->columns[i]]);
	}
	return mem_strdup(mem, s.text);
}

/* "AB" is 27; TABLE_COLUMNS_MAX where it is none. */
static unsigned
column_of(const char *name, size_t length)
{
	unsigned column = 0;

	if (length == 0 || length > 2)
		return TABLE_COLUMNS_MAX;
	for (size_t i = 0; i < length; i++) {
		char c = name[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || c > 'Z')
			return TABLE_COLUMNS_MAX;
		column = column * 26 + (unsigned)(c - 'A') + 1;
	}
	return column - 1 < TABLE_COLUMNS_MAX ? column - 1 : TABLE_COLUMNS_MAX;
}

static bool
parse_part(const char *name, size_t name_length, const char *value, size_t length,
    struct table_map *map)
{
	unsigned column = column_of(name, name_length), key;

	if (name_length == 4 && memcmp(name, "head", 4) == 0) {
		map->head_rows = (uint8_t)(*value - '0');
		return length == 1 && map->head_rows >= 1 && map->head_rows <= 2;
	}
	if (name_length == 4 && memcmp(name, "unit", 4) == 0) {
		for (uint8_t u = 0; u < TABLE_UNIT__COUNT; u++)
			if (strlen(UNITS[u]) == length && memcmp(UNITS[u], value, length) == 0) {
				map->unit = u;
				return true;
			}
		return false;
	}
	key = table_column_by_key(value, length);
	if (column == TABLE_COLUMNS_MAX || key == COLUMN__COUNT)
		return false;
	for (unsigned i = 0; i < TABLE_COLUMNS_MAX && key != COLUMN_UNUSED; i++)
		if (i != column && map->columns[i] == key)
			return false;
	map->columns[column] = (uint8_t)key;
	return true;
}

int
table_map_parse(const char *text, struct table_map *out, struct err *err)
{
	struct table_map map = { .head_rows = 1 };

	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, ","), name;

		p += strspn(p, " ");
		n = strcspn(p, ",");
		name = strcspn(p, "=");
		if (name >= n || !parse_part(p, name, p + name + 1, n - name - 1, &map))
			return err_refuse(err, YUP_EINVALID, "table_text", "%.*s",
			    (int)(n < 40 ? n : 40), p);
		p += n;
		p += *p == ',';
	}
	*out = map;
	return YUP_OK;
}

/* Figures are left out: the year in "Meta 2027" is not the head's. */
static void
put_head(struct mem *mem, struct str *s, const struct sheet_line *line)
{
	for (unsigned i = 0; i < line->used; i++) {
		if (line->cells[i][0] == '\0')
			continue;
		str_printf(s, "%u:", i);
		for (const char *p = words_fold(mem, line->cells[i]); *p != '\0'; p++)
			if (*p < '0' || *p > '9')
				str_put_char(s, *p);
		str_put_char(s, '\n');
	}
}

void
table_print(struct mem *mem, const struct sheet *sheet, size_t head, unsigned rows,
    char out[TABLE_PRINT_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };
	uint8_t hash[HASH_SHA256_SIZE];

	for (size_t i = head; i < head + rows && i < sheet->count; i++)
		put_head(mem, &s, &sheet->lines[i]);
	hash_sha256(str_text(&s), s.length, hash);
	for (size_t i = 0; i < (TABLE_PRINT_SIZE - 1) / 2; i++)
		(void)snprintf(out + 2 * i, 3, "%02x", hash[i]);
}
