/* test_file.c - whole files in and out; what cannot be read or written says why. */
#include "io/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"

static const char *
path_of(struct mem *mem, const char *name)
{
	return mem_printf(mem, "%s/%s", test_temp_folder(), name);
}

static void
test_round_trip(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	static const char BYTES[] = "a\0b\r\n\xFF";
	const char *path = path_of(mem, "bytes");
	struct err err = { 0 };
	size_t length;
	char *read;

	(void)state;
	assert_int_equal(file_write(path, BYTES, sizeof(BYTES), &err), YUP_OK);
	assert_int_equal(file_read(mem, path, &read, &length, &err), YUP_OK);
	assert_int_equal(length, sizeof(BYTES));
	assert_memory_equal(read, BYTES, sizeof(BYTES));
	assert_int_equal(read[length], '\0');

	assert_int_equal(file_write(path, "", 0, &err), YUP_OK);
	assert_int_equal(file_read(mem, path, &read, &length, &err), YUP_OK);
	assert_int_equal(length, 0);
	assert_string_equal(read, "");
}

/* The old file stands, whole, until the new one does; nothing is left beside it. */
static void
test_write_that_fails(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *folder = path_of(mem, "folder");
	struct err err = { 0 };

	(void)state;
	assert_int_equal(file_write(path_of(mem, "no/such/folder"), "x", 1, &err), YUP_EIO);
	assert_true(err.message[0] != '\0');
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_true(file_write(folder, "x", 1, &err) < 0);
	assert_int_equal(rmdir(folder), 0);
	assert_false(test_file_exists(mem_printf(mem, "%s.%ld.part", folder, (long)getpid())));
}

static void
test_unreadable(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err err = { 0 };
	size_t length = 7;
	char *read = NULL;

	(void)state;
	assert_true(file_read(mem, path_of(mem, "absent"), &read, &length, &err) < 0);
	assert_non_null(strstr(err.message, "absent"));
	assert_true(file_read(mem, test_temp_folder(), &read, &length, &err) < 0);
	assert_null(read);
	assert_int_equal(length, 7);
}

/* Past the limit, without reading it all: a sparse file. */
static void
test_too_big(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *path = path_of(mem, "big");
	struct err err = { 0 };
	size_t length;
	char *read;
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	(void)state;
	assert_int_equal(ftruncate(fd, (off_t)FILE_SIZE_MAX + 1), 0);
	assert_int_equal(close(fd), 0);
	assert_int_equal(file_read(mem, path, &read, &length, &err), YUP_ELIMIT);
	assert_true(mem_used(mem) < 1024 * 1024);
	assert_int_equal(unlink(path), 0);
}

static void
test_standard_input(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err err = { 0 };
	int saved = dup(STDIN_FILENO), ends[2];
	size_t length;
	char *read;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "hola", 4), 4);
	assert_int_equal(close(ends[1]), 0);
	assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
	clearerr(stdin);
	assert_int_equal(file_read(mem, "-", &read, &length, &err), YUP_OK);
	assert_int_equal(length, 4);
	assert_string_equal(read, "hola");
	assert_true(dup2(saved, STDIN_FILENO) >= 0);
	(void)close(saved);
	(void)close(ends[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_write_that_fails),
		cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_too_big),
		cmocka_unit_test(test_standard_input),
	};

	return cmocka_run_group_tests_name("io.file", tests, NULL, NULL);
}
