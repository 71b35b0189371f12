/* test_sealed_file.c - records come back as they went, and whatever was done to the file is told. */
#include "io/sealed_file.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"

#define MARK "yupana.test/1"

static struct err err;
static const char *folder;
static char path[512];

enum { RECORDS = 300 };

/* The n-th: some empty, some longer than every buffer. */
static size_t
fill(char *bytes, unsigned n)
{
	size_t length = n % 7 == 0 ? 0 : n % 50 == 1 ? 200000 : n * 3;

	for (size_t i = 0; i < length; i++) /* half of it cannot be pressed */
		bytes[i] = i % 2 == 0 ? 'x' : (char)((i * 2654435761u + n) >> 13);
	return length;
}

static int
write_file(const char *to, unsigned records, uint8_t seal[SEALED_HASH_SIZE])
{
	CLEANUP(sealed_writer_done) struct sealed_writer *w = NULL;
	static char bytes[200000];
	uint64_t size = 0;
	int rc = sealed_create(to, MARK, &w, &err);

	for (unsigned i = 0; rc == YUP_OK && i < records; i++)
		rc = sealed_put(w, (char)('a' + i % 26), bytes, fill(bytes, i), &err);
	return rc == YUP_OK ? sealed_end(w, seal, &size, &err) : rc;
}

/* How it ends; `*out` is how many records came before.  99: a good end, and other bytes. */
static int
read_file(const char *from, unsigned *out, uint8_t seal[SEALED_HASH_SIZE])
{
	CLEANUP(sealed_reader_done) struct sealed_reader *r = NULL;
	static char expected[200000];
	const char *bytes = NULL;
	size_t length = 0;
	bool same = true;
	char kind = 0;
	int rc = sealed_open(from, MARK, &r, &err);

	*out = 0;
	while (rc == YUP_OK && (rc = sealed_next(r, &kind, &bytes, &length, &err)) > 0) {
		size_t wanted = fill(expected, *out);

		same = same && kind == (char)('a' + *out % 26) && length == wanted &&
		    memcmp(bytes, expected, length) == 0;
		(*out)++;
		rc = YUP_OK;
	}
	if (rc == YUP_OK)
		memcpy(seal, sealed_hash(r), SEALED_HASH_SIZE);
	return rc == YUP_OK && !same ? 99 : rc;
}

static void
test_there_and_back(void **state)
{
	uint8_t written[SEALED_HASH_SIZE], read[SEALED_HASH_SIZE];
	unsigned count;

	(void)state;
	assert_int_equal(write_file(path, RECORDS, written), YUP_OK);
	assert_int_equal(read_file(path, &count, read), YUP_OK);
	assert_int_equal(count, RECORDS);
	assert_memory_equal(written, read, sizeof(written));
	assert_int_equal(write_file(path, 0, written), YUP_OK); /* over the old one */
	assert_int_equal(read_file(path, &count, read), YUP_OK);
	assert_int_equal(count, 0);
}

/* Every length up to the whole, in steps, and every byte of a small one turned. */
static void
test_cut_and_altered(void **state)
{
	char other[600];
	uint8_t seal[SEALED_HASH_SIZE];
	size_t size;
	unsigned count;
	char *bytes;

	(void)state;
	(void)snprintf(other, sizeof(other), "%s.other", path);
	assert_int_equal(write_file(path, 40, seal), YUP_OK);
	bytes = test_file_read(path, &size);
	for (size_t length = 0; length < size; length += length + 64 < size ? 61 : 1) {
		test_file_write(other, bytes, length);
		assert_int_equal(read_file(other, &count, seal), YUP_EINVALID);
		assert_string_equal(err.key,
		    length < sizeof(MARK) ? "backup_foreign" : "backup_cut");
	}
	for (size_t at = 0; at < size; at += at < 200 || at + 40 > size ? 1 : 97) {
		bytes[at] ^= 0x10;
		test_file_write(other, bytes, size);
		assert_int_equal(read_file(other, &count, seal), YUP_EINVALID);
		bytes[at] ^= 0x10;
	}
	test_file_write(other, bytes, size + 1); /* with the NUL that follows */
	assert_int_equal(read_file(other, &count, seal), YUP_EINVALID);
	assert_string_equal(err.key, "backup_altered");
	free(bytes);
}

static void
test_what_cannot_be(void **state)
{
	struct sealed_writer *w = NULL;
	struct sealed_reader *r = NULL;
	static char big[SEALED_RECORD_MAX + 1];

	(void)state;
	assert_int_equal(sealed_create("/proc/no/file", MARK, &w, &err), YUP_EIO);
	assert_int_equal(sealed_open("/proc/no/file", MARK, &r, &err), YUP_ENOTFOUND);
	assert_int_equal(sealed_open(folder, MARK, &r, &err), YUP_EINVALID);
	assert_int_equal(sealed_create(path, MARK, &w, &err), YUP_OK);
	assert_int_equal(sealed_put(w, 'x', big, sizeof(big), &err), YUP_ELIMIT);
	assert_string_equal(err.key, "backup_row_too_large");
	sealed_writer_done(&w);
	assert_null(w);
}

static unsigned
files_in(const char *name)
{
	DIR *d = opendir(name);
	unsigned count = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		count++;
	(void)closedir(d);
	return count;
}

/* What stops half-way leaves what was there before, and nothing else. */
static void
test_a_full_disk(void **state)
{
	uint8_t before[SEALED_HASH_SIZE], after[SEALED_HASH_SIZE];
	unsigned files, count;
	pid_t child;
	int status = 0;

	(void)state;
	assert_int_equal(write_file(path, 10, before), YUP_OK);
	files = files_in(folder);
	child = fork();
	if (child == 0) {
		struct rlimit little = { 10000, 10000 };

		(void)signal(SIGXFSZ, SIG_IGN);
		(void)setrlimit(RLIMIT_FSIZE, &little);
		_exit(write_file(path, RECORDS, after) == YUP_EIO &&
			    strcmp(err.key, "output_full") == 0
			? 0
			: 1);
	}
	assert_true(waitpid(child, &status, 0) == child);
	assert_int_equal(status, 0);
	assert_int_equal(files_in(folder), files);
	assert_int_equal(read_file(path, &count, after), YUP_OK);
	assert_int_equal(count, 10);
	assert_memory_equal(before, after, sizeof(before));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_cut_and_altered),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_a_full_disk),
	};

	folder = test_temp_folder();
	(void)snprintf(path, sizeof(path), "%s/sealed", folder);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
