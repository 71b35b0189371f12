/* cases.c - see cases.h for the format. */
#include "support/cases.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/files.h"

/* A file that was read: every string points into `text`. */
struct cases {
	char *text;
	struct case_line *lines; /* of all cases, in one array */
	size_t line_count;
	struct test_case *items;
	size_t count;
};

/* Where the reader is in the text, which it cuts into strings in place. */
struct reader {
	const char *file;
	char *rest;
	int line;
	struct cases *out;
};

static _Noreturn void
malformed(const struct reader *r, const char *why)
{
	fprintf(stderr, "%s:%d: %s\n", r->file, r->line, why);
	_exit(2); /* not exit(): what was read so far would be reported as a leak */
}

static void *
need_memory(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

/* The next line without its newline, or NULL at the end. */
static char *
next_line(struct reader *r)
{
	char *line = r->rest;
	char *newline;

	if (*line == '\0')
		return NULL;
	newline = strchr(line, '\n');
	if (newline != NULL) {
		*newline = '\0';
		r->rest = newline + 1;
	} else {
		r->rest = line + strlen(line);
	}
	r->line++;
	return line;
}

static char *
trim(char *s)
{
	char *end = s + strlen(s);

	while (end > s && strchr(" \t\r", end[-1]) != NULL)
		*--end = '\0';
	return s + strspn(s, " \t");
}

/*
 * The text of a section, up to its `>>`.  The lines stay where they are; only
 * the newlines next_line() cut are put back.
 */
static const char *
read_section(struct reader *r)
{
	struct reader opened = *r; /* to blame the opening line */
	char *text = r->rest;
	char *line;

	while ((line = next_line(r)) != NULL) {
		const char *mark = line + strspn(line, " \t");

		if (strcmp(mark, ">>") == 0) {
			*line = '\0';
			return text;
		}
		if (*r->rest == '\0')
			break;
		r->rest[-1] = '\n';
	}
	malformed(&opened, "a section opened by << and never closed by >>");
}

static void
add_case(struct reader *r, const char *name)
{
	struct cases *out = r->out;

	if (*name == '\0')
		malformed(r, "a case without a name");
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(out->items[i].name, name) == 0)
			malformed(r, "a second case with this name");
	out->items = need_memory(realloc(out->items, (out->count + 1) * sizeof(*out->items)));
	out->items[out->count++] = (struct test_case){
		.file = r->file,
		.name = name,
		.line = r->line,
		.lines = out->lines + out->line_count,
	};
}

static void
add_line(struct reader *r, char *key)
{
	struct case_line *line = &r->out->lines[r->out->line_count];
	size_t key_length = strcspn(key, " \t");
	char *value = key + key_length;

	if (r->out->count == 0)
		malformed(r, "a line before the first case");
	if (*value != '\0')
		*value++ = '\0';
	*line = (struct case_line){ .key = key, .line = r->line };
	value = trim(value);
	line->value = strcmp(value, "<<") == 0 ? read_section(r) : value;
	r->out->line_count++;
	r->out->items[r->out->count - 1].count++;
}

static size_t
count_lines(const char *text)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == '\n';
	return count;
}

static void
load(const char *path, struct cases *out)
{
	struct reader r = { .file = path, .out = out };
	char *line;

	out->text = r.rest = test_file_read(path, NULL);
	out->lines = need_memory(calloc(count_lines(out->text), sizeof(*out->lines)));
	while ((line = next_line(&r)) != NULL) {
		line = trim(line);
		if (*line == '\0' || *line == '#')
			continue;
		if (strcmp(line, "case") == 0 || strncmp(line, "case ", 5) == 0)
			add_case(&r, trim(line + 4));
		else
			add_line(&r, line);
	}
	if (out->count == 0)
		malformed(&r, "no case in this file");
}

/* ---- Running ------------------------------------------------------------- */

/* What one cmocka test gets as its state. */
struct bound {
	const struct test_case *c;
	case_fn fn;
};

static void
run_bound(void **state)
{
	const struct bound *bound = *state;

	bound->fn(bound->c);
}

int
cases_run(const char *path, case_fn fn)
{
	struct cases cases = { 0 };
	struct bound *bounds;
	struct CMUnitTest *tests;
	int failed;

	load(path, &cases);
	bounds = need_memory(calloc(cases.count, sizeof(*bounds)));
	tests = need_memory(calloc(cases.count, sizeof(*tests)));
	for (size_t i = 0; i < cases.count; i++) {
		bounds[i] = (struct bound){ &cases.items[i], fn };
		tests[i] = (struct CMUnitTest){
			.name = cases.items[i].name,
			.test_func = run_bound,
			.initial_state = &bounds[i],
		};
	}
	failed = _cmocka_run_group_tests(path, tests, cases.count, NULL, NULL);
	free(tests);
	free(bounds);
	free(cases.items);
	free(cases.lines);
	free(cases.text);
	return failed;
}

void
case_fail(const struct test_case *c, const struct case_line *line, const char *format, ...)
{
	char message[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	print_error("%s:%d: %s\n", c->file, line != NULL ? line->line : c->line, message);
	_fail(c->file, line != NULL ? line->line : c->line);
	abort(); /* _fail() does not return, but does not say so */
}

/* ---- Asking -------------------------------------------------------------- */

const struct case_line *
case_next(const struct test_case *c, const char *key, const struct case_line *previous)
{
	const struct case_line *line = previous != NULL ? previous + 1 : c->lines;

	for (; line < c->lines + c->count; line++)
		if (strcmp(line->key, key) == 0)
			return line;
	return NULL;
}

static const struct case_line *
need_line(const struct test_case *c, const char *key)
{
	const struct case_line *line = case_next(c, key, NULL);

	if (line == NULL)
		case_fail(c, NULL, "the case has no '%s'", key);
	return line;
}

size_t
case_count(const struct test_case *c, const char *key)
{
	const struct case_line *line = NULL;
	size_t count = 0;

	while ((line = case_next(c, key, line)) != NULL)
		count++;
	return count;
}

const char *
case_get(const struct test_case *c, const char *key)
{
	const struct case_line *line = case_next(c, key, NULL);

	return line != NULL ? line->value : NULL;
}

const char *
case_need(const struct test_case *c, const char *key)
{
	return need_line(c, key)->value;
}

int64_t
case_int(const struct test_case *c, const char *key)
{
	const struct case_line *line = need_line(c, key);
	char *end;
	intmax_t value;

	errno = 0;
	value = strtoimax(line->value, &end, 10);
	if (errno != 0 || end == line->value || *end != '\0')
		case_fail(c, line, "'%s' is not a whole number", line->value);
	return value;
}

int64_t
case_int_or(const struct test_case *c, const char *key, int64_t fallback)
{
	return case_next(c, key, NULL) != NULL ? case_int(c, key) : fallback;
}

void
case_check_str(const struct test_case *c, const char *key, const char *actual)
{
	const struct case_line *line = case_next(c, key, NULL);

	if (line == NULL && actual == NULL)
		return;
	if (line == NULL)
		case_fail(c, NULL, "no '%s' is expected, but it is '%s'", key, actual);
	if (actual == NULL)
		case_fail(c, line, "%s: expected '%s', got nothing", key, line->value);
	if (strcmp(line->value, actual) != 0)
		case_fail(c, line, "%s: expected '%s', got '%s'", key, line->value, actual);
}

void
case_check_int(const struct test_case *c, const char *key, int64_t actual)
{
	int64_t expected = case_int(c, key);

	if (expected != actual)
		case_fail(c, need_line(c, key), "%s: expected %" PRId64 ", got %" PRId64, key,
		    expected, actual);
}
