/*
 * fuzz_backup.c - any bytes as a backup: first as the file, sealed and
 * compressed, then as the records that follow a good heading, which nobody sealed.
 *
 * There each record begins with its kind and two bytes of length, so that the
 * fuzzer gets past what compression and the checksum would hide from it.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "io/sealed_file.h"
#include "store/backup_store.h"
#include "store/backup_values.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	const uint8_t *data;
	size_t left;
};

static long
read_input(void *context, void *bytes, size_t room)
{
	struct input *in = context;
	size_t n = in->left < room ? in->left : room;

	memcpy(bytes, in->data, n);
	in->data += n;
	in->left -= n;
	return (long)n;
}

static void
as_file(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(sealed_reader_done) struct sealed_reader *r = NULL;
	struct backup_taking *taking = backup_store_take(mem, NULL);
	struct input in = { data, size };
	struct err err = { 0 };
	const char *bytes;
	size_t length;
	char kind;
	int rc = sealed_open_stream(read_input, &in, "yupana.backup/1", &r, &err);

	while (rc == YUP_OK && (rc = sealed_next(r, &kind, &bytes, &length, &err)) > 0)
		rc = backup_store_take_record(taking, kind, bytes, length, &err);
	assert(rc == YUP_OK || (err.code == rc && err.key != NULL));
}

static void
take(struct backup_taking *taking, char kind, const struct db_value *values, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };
	int rc;

	values_put(&s, values, count);
	rc = backup_store_take_record(taking, kind, s.text, s.length, NULL);
	assert(rc == YUP_OK);
}

/* What this program writes itself, so that seeds outlive changes of the schema. */
static void
take_heading(struct backup_taking *taking)
{
	struct migration_list known = migrate_known();
	struct db_value heading[] = { { .kind = DB_TEXT, .bytes = "1", .size = 1 },
		{ .kind = DB_TEXT, .bytes = "2", .size = 1 },
		{ .kind = DB_INT, .number = (int64_t)known.count } };

	take(taking, 'H', heading, 3);
	for (size_t i = 0; i < known.count; i++) {
		char fingerprint[MIGRATE_FINGERPRINT_SIZE];
		struct db_value values[] = {
			{ .kind = DB_INT, .number = known.items[i].number }, { .kind = DB_NULL },
			{ .kind = DB_TEXT, .bytes = fingerprint, .size = sizeof(fingerprint) - 1 }
		};

		migrate_fingerprint(&known.items[i], fingerprint);
		take(taking, 'M', values, 3);
	}
}

static void
as_records(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct backup_taking *taking = backup_store_take(mem, NULL);
	struct backup_content content;
	struct err err = { 0 };
	int rc = YUP_OK;

	take_heading(taking);
	while (rc == YUP_OK && size >= 3) {
		size_t length = (size_t)data[1] | (size_t)data[2] << 8;

		if (length > size - 3)
			length = size - 3;
		rc = backup_store_take_record(taking, (char)data[0], (const char *)data + 3, length,
		    &err);
		data += 3 + length;
		size -= 3 + length;
	}
	if (rc == YUP_OK)
		rc = backup_store_take_end(taking, &content, &err);
	assert(rc == YUP_OK || (err.code == rc && err.key != NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	as_file(data, size);
	as_records(data, size);
	return 0;
}
