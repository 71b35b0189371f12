/*
 * golden.h - compares what a program made with what a person once approved.
 *
 * Golden files are in tests/golden/<room>/<case>/: input.* and expected.*.
 * `UPDATE_GOLDEN=1 ctest` rewrites the expected ones, and the person who runs
 * it reads the diff before committing.
 *
 * All paths here are inside tests/golden: "core/two_units/expected.txt".
 */
#ifndef YUP_TESTS_GOLDEN_H
#define YUP_TESTS_GOLDEN_H

#include <stddef.h>

/*
 * Fail the test unless the file `path` holds exactly the `size` bytes at `data`,
 * which a NUL follows.  The
 * failure shows the first line that differs, both ways, as `file:line:`, and
 * leaves what was made beside the temporary files, for `diff`.
 */
void golden_check(const char *path, const char *data, size_t size);

/* The same for a string. */
void golden_check_text(const char *path, const char *text);

/* The bytes of an input, as test_file_read() (support/files.h) gives them. */
char *golden_read(const char *path, size_t *out_size);

#endif
