/*
 * cases.h - table-driven tests kept in text files: adding a case needs no C.
 *
 * A .cases file is a list of cases, each a name and then its lines:
 *
 *	# A line that begins with # is a comment; empty lines are skipped.
 *	case quarters of a year
 *	  weights 25 25 25 25
 *	  expect  100
 *	case a form as the institution typed it
 *	  form <<
 *	Programa: Salud
 *	  # inside a section nothing is special and blanks are kept
 *	  >>
 *	  finding R10 line 3
 *	  finding R11 line 7
 *
 * A line is a key (no blanks) and a value (the rest, blanks trimmed, perhaps
 * empty).  `key <<` opens a section: its value is the lines up to one that is
 * only `>>`, each with its newline.  Keys may repeat and keep their order; what
 * they mean is up to the test.
 *
 * In a test program:
 *
 *	static void
 *	check_sum(const struct test_case *c)
 *	{
 *		case_check_int(c, "expect", sum(case_need(c, "weights")));
 *	}
 *
 *	int
 *	main(void)
 *	{
 *		return cases_run("tests/core/sum.cases", check_sum);
 *	}
 *
 * Each case shows as a test of its own.  A failure names the file and line of
 * the expectation, as `file:line: message`, for the editor to jump to.
 *
 * What a case holds lives until cases_run() returns.
 */
#ifndef YUP_TESTS_CASES_H
#define YUP_TESTS_CASES_H

#include <stddef.h>
#include <stdint.h>

struct case_line {
	const char *key;
	const char *value; /* "" when there is none */
	int line;
};

struct test_case {
	const char *file;
	const char *name;
	int line; /* of `case NAME` */
	const struct case_line *lines;
	size_t count;
};

typedef void (*case_fn)(const struct test_case *c);

/*
 * Run `fn` on every case of `path`, as one cmocka group.  Returns the number of
 * cases that failed, so main() can return or add it.  An unreadable file, a
 * malformed one or one without cases ends the program with status 2.
 */
int cases_run(const char *path, case_fn fn);

/* The value of the first line with `key`: NULL, or the test fails. */
const char *case_get(const struct test_case *c, const char *key);
const char *case_need(const struct test_case *c, const char *key);

/* The same as a whole decimal number; anything else fails the test. */
int64_t case_int(const struct test_case *c, const char *key);
int64_t case_int_or(const struct test_case *c, const char *key, int64_t fallback);

/*
 * The lines with `key`, one by one:
 *
 *	const struct case_line *line = NULL;
 *	while ((line = case_next(c, "finding", line)) != NULL)
 */
const struct case_line *case_next(const struct test_case *c, const char *key,
    const struct case_line *previous);

/* How many lines have `key`. */
size_t case_count(const struct test_case *c, const char *key);

/* Fail unless the value of `key` is `actual`; NULL matches only no such line. */
void case_check_str(const struct test_case *c, const char *key, const char *actual);
void case_check_int(const struct test_case *c, const char *key, int64_t actual);

/* Fail the test at `line` (NULL: at the case's own line), with a message. */
_Noreturn void case_fail(const struct test_case *c, const struct case_line *line,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
