/*
 * files.h - whole files in and out, for tests: any trouble ends the program
 * with status 2 and the reason, since a test cannot go on without its data.
 *
 * Paths are relative to the repository, where ctest runs the tests.
 */
#ifndef YUP_TESTS_FILES_H
#define YUP_TESTS_FILES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes of `path`, followed by a NUL that `*out_size` (may be NULL) does
 * not count.  The caller may free() it; short tests leave it to their end.
 */
char *test_file_read(const char *path, size_t *out_size);

/* Replace `path`, making the folders it needs. */
void test_file_write(const char *path, const char *data, size_t size);

bool test_file_exists(const char *path);

/*
 * A new empty folder under $TMPDIR, removed with all it holds when the program
 * ends.  The string lives as long as the program.
 */
const char *test_temp_folder(void);

#endif
