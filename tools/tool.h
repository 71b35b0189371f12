/*
 * tool.h - what the build-time programs share: reading a file whole, blaming a
 * line of it, and writing C.
 *
 * These programs run for a blink during a build, so memory is left to the end
 * of the process and every failure ends it with status 1.
 */
#ifndef YUP_TOOLS_TOOL_H
#define YUP_TOOLS_TOOL_H

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `file:line: message`, the form editors jump to; line 0 leaves it out. */
static inline _Noreturn void __attribute__((format(printf, 3, 4)))
fail_at(const char *file, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, line > 0 ? "%s:%d: " : "%s: ", file, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static inline void *
must(void *p)
{
	if (p == NULL) {
		perror("out of memory");
		exit(1);
	}
	return p;
}

/* The whole file as a string; NUL and carriage return are refused. */
static inline char *
read_text(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = NULL;
	size_t room = 0;
	ssize_t length;

	if (in == NULL)
		fail_at(path, 0, "%s", strerror(errno));
	errno = 0;
	length = getdelim(&text, &room, '\0', in);
	if (length < 0 && errno != 0)
		fail_at(path, 0, "%s", strerror(errno));
	if (length < 0)
		return must(strdup("")); /* an empty file */
	if (text[length - 1] == '\0')
		fail_at(path, 0, "holds a NUL byte");
	if (strchr(text, '\r') != NULL)
		fail_at(path, 0, "holds a carriage return; lines end with a newline alone");
	fclose(in);
	return text;
}

/* Also of a memory stream: what was not written whole must stop the build. */
static inline void
close_output(FILE *out, const char *name)
{
	if (ferror(out) | fclose(out))
		fail_at(name, 0, "%s", strerror(errno));
}

/* One output file: `write` fills it. */
static inline void
write_file(const char *folder, const char *name, void (*write)(FILE *out))
{
	char *path;
	FILE *out;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		must(NULL);
	out = fopen(path, "wb");
	if (out == NULL)
		fail_at(path, 0, "%s", strerror(errno));
	write(out);
	close_output(out, path);
	free(path);
}

/* Is the name `a` the `length` bytes at `b`? */
static inline int
same_name(const char *a, const char *b, size_t length)
{
	return strlen(a) == length && memcmp(a, b, length) == 0;
}

/* Length of the identifier at `text`: small letters, digits, _; 0 if none. */
static inline size_t
name_length(const char *text)
{
	size_t n = 0;

	if (!islower((unsigned char)*text))
		return 0;
	while (islower((unsigned char)text[n]) || isdigit((unsigned char)text[n]) || text[n] == '_')
		n++;
	return n;
}

static inline const char *
skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* For a C constant: plan_rename becomes PLAN_RENAME. */
static inline void
put_upper(FILE *out, const char *text)
{
	for (; *text != '\0'; text++)
		fputc(toupper((unsigned char)*text), out);
}

/* A C string literal, one source line per line of `text`. */
static inline void
put_c_string(FILE *out, const char *indent, const char *text)
{
	char before = '\0';

	fprintf(out, "%s\"", indent);
	for (; *text != '\0'; before = *text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '\n' && text[1] != '\0')
			fprintf(out, "\\n\"\n%s\"", indent);
		else if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c == '?')
			fputs(before == '?' ? "\\?" : "?", out); /* no trigraphs */
		else if (c < 0x20 || c == 0x7f)
			fprintf(out, "\\%03o", c);
		else
			fputc(c, out);
	}
	fputc('"', out);
}

#endif
