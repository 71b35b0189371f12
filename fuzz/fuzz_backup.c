/*
 * fuzz_backup.c - any bytes as a backup: first as the file, sealed and
 * compressed, then as the records in it, which nobody sealed.
 *
 * Records begin with their kind and two bytes of length, so that the fuzzer gets
 * past what compression and the checksum would hide from it.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "io/sealed_file.h"
#include "store/backup_store.h"

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
as_records(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct backup_taking *taking = backup_store_take(mem, NULL);
	struct backup_content content;
	struct err err = { 0 };
	int rc = YUP_OK;

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
