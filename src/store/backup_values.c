#include "store/backup_values.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "store/engine/db.h"

static void
put_number(struct str *out, uint64_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		str_put_char(out, (char)(number >> 8 * i));
}

void
values_put(struct str *out, const struct db_value *values, size_t count)
{
	str_put_char(out, (char)count);
	for (size_t i = 0; i < count; i++) {
		const struct db_value *v = &values[i];

		str_put_char(out, (char)v->kind);
		if (v->kind == DB_INT)
			put_number(out, (uint64_t)v->number, 8);
		if (v->kind != DB_TEXT && v->kind != DB_BYTES)
			continue;
		put_number(out, v->size, 4);
		if (v->size > 0)
			str_put_n(out, v->bytes, v->size);
	}
}

/* What is left to read. */
struct rest {
	const char *at;
	size_t left;
};

static bool
take_number(struct rest *rest, size_t bytes, uint64_t *out)
{
	if (rest->left < bytes)
		return false;
	*out = 0;
	for (size_t i = 0; i < bytes; i++)
		*out |= (uint64_t)(unsigned char)rest->at[i] << 8 * i;
	rest->at += bytes;
	rest->left -= bytes;
	return true;
}

static bool
take_value(struct rest *rest, struct db_value *out)
{
	uint64_t kind, number;

	*out = (struct db_value){ .kind = DB_NULL };
	if (!take_number(rest, 1, &kind) || kind > DB_BYTES)
		return false;
	out->kind = (enum db_kind)kind;
	if (kind == DB_NULL)
		return true;
	if (!take_number(rest, kind == DB_INT ? 8 : 4, &number))
		return false;
	if (kind == DB_INT) {
		out->number = (int64_t)number;
		return true;
	}
	if (number > rest->left)
		return false;
	out->bytes = rest->at;
	out->size = number;
	rest->at += number;
	rest->left -= number;
	return kind == DB_BYTES ||
	    (utf8_valid_until(out->bytes, out->size) == out->size &&
		memchr(out->bytes, '\0', out->size) == NULL);
}

bool
values_read(const char *bytes, size_t length, struct db_value *out, size_t room, size_t *out_count)
{
	struct rest rest = { bytes, length };
	uint64_t count;

	if (!take_number(&rest, 1, &count) || count > room)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_value(&rest, &out[i]))
			return false;
	*out_count = count;
	return rest.left == 0;
}
