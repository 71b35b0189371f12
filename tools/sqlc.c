/*
 * sqlc.c - turns named SQL statements into a C table, so that C holds no SQL.
 *
 *	sqlc OUT FILE...
 *
 * reads files of sql/queries/ and writes queries.h and queries.c in the folder
 * OUT.  A file is a list of statements:
 *
 *	-- name: plan_rename
 *	-- Gives a plan its new name.  (the lines after the name are its comment)
 *	UPDATE plan SET name = :name WHERE id = :id;
 *
 *	-- name: plan_search @postgres
 *	...
 *
 * `-- name: N` is the text for both engines, `@sqlite` or `@postgres` the text
 * for one; an engine's own text wins over the common one, and each statement
 * must end up with a text for both.  `:name` parameters are numbered as they
 * first appear and keep their number in every text of the statement, so C binds
 * them the same way on both engines: Q_PLAN_RENAME__NAME is 1.
 *
 * Literals, quoted names, comments and PostgreSQL's `::type` are understood.
 * What looks like a slip is refused, with file and line: see the fail_at()
 * calls, each has its case in tests/tools/golden/sqlc/bad/.
 */
#include <stdbool.h>

#include "tool.h"

enum engine { SQLITE, POSTGRES, COMMON, ENGINE__COUNT };

static const char *const engine_names[] = { "sqlite", "postgres" };

enum { PARAMS_MAX = 64, STATEMENTS_MAX = 4096, NAME_MAX_LENGTH = 60 };

/* One text of a statement, as it stands in the file. */
struct body {
	int line;   /* of its `-- name:`; 0 when there is no such text */
	char *text; /* without comments, parameters marked */
	bool uses[PARAMS_MAX];
};

struct statement {
	const char *file;
	int line;
	char *name;
	char *comment; /* "" or lines, each with its newline */
	char *params[PARAMS_MAX];
	int param_count;
	struct body bodies[ENGINE__COUNT];
};

static struct statement statements[STATEMENTS_MAX];
static int statement_count;

/* What is being read: the rest of a file and where that is. */
struct reader {
	const char *file;
	const char *at;
	int line;
};

/*
 * In a body's text a parameter is the byte PARAM_MARK, which is not SQL, and
 * then PARAM_FIRST plus its index, until the engine decides between ? and $.
 */
enum { PARAM_MARK = '\001', PARAM_FIRST = '0' };

/* ---- Names --------------------------------------------------------------- */

static struct statement *
find_or_add_statement(const struct reader *r, const char *name, size_t length)
{
	struct statement *s;

	for (int i = 0; i < statement_count; i++) {
		s = &statements[i];
		if (same_name(s->name, name, length))
			return s;
	}
	if (statement_count == STATEMENTS_MAX)
		fail_at(r->file, r->line, "more than %d statements", STATEMENTS_MAX);
	s = &statements[statement_count++];
	s->file = r->file;
	s->line = r->line;
	s->name = must(strndup(name, length));
	s->comment = must(strdup(""));
	return s;
}

static int
find_or_add_param(const struct reader *r, struct statement *s, const char *name, size_t length)
{
	for (int i = 0; i < s->param_count; i++)
		if (same_name(s->params[i], name, length))
			return i;
	if (s->param_count == PARAMS_MAX)
		fail_at(r->file, r->line, "more than %d parameters", PARAMS_MAX);
	s->params[s->param_count] = must(strndup(name, length));
	return s->param_count++;
}

/* ---- `-- name: plan_rename @postgres` ------------------------------------- */

#define HEADER "-- name:"

static bool
is_header(const char *line)
{
	return strncmp(line, HEADER, strlen(HEADER)) == 0;
}

/* A comment that wanted to be a header: `--name:`, `-- Name:`, ` -- name :`. */
static void
refuse_near_header(const struct reader *r)
{
	const char *text = skip_blanks(r->at);

	if (is_header(r->at) || strncmp(text, "--", 2) != 0)
		return;
	text = skip_blanks(text + 2);
	if (strncasecmp(text, "name", 4) == 0 && *skip_blanks(text + 4) == ':')
		fail_at(r->file, r->line, "write it as '-- name: NAME' at the line's start");
}

static void
next_line(struct reader *r)
{
	const char *newline = strchr(r->at, '\n');

	r->at = newline != NULL ? newline + 1 : r->at + strlen(r->at);
	r->line++;
}

static enum engine
parse_engine(const struct reader *r, const char *at)
{
	size_t length = strcspn(at, " \t\n");

	if (length == 0)
		return COMMON;
	for (int i = 0; i < COMMON; i++)
		if (*at == '@' && same_name(engine_names[i], at + 1, length - 1))
			return (enum engine)i;
	fail_at(r->file, r->line, "unknown variant '%.*s': there are @sqlite and @postgres",
	    (int)length, at);
}

/* Reads the header line; the body it announces is in `*out_engine`. */
static struct statement *
read_header(struct reader *r, enum engine *out_engine)
{
	const char *name = skip_blanks(r->at + strlen(HEADER));
	size_t length = name_length(name);
	const char *after = skip_blanks(name + length);
	struct statement *s;
	struct body *body;

	if (length == 0 || strchr(" \t\n", name[length]) == NULL)
		fail_at(r->file, r->line, "a name is small letters, digits and _");
	if (length > NAME_MAX_LENGTH)
		fail_at(r->file, r->line, "a name longer than %d letters", NAME_MAX_LENGTH);
	*out_engine = parse_engine(r, after);
	after += strcspn(after, " \t\n");
	if (strchr("\n", *skip_blanks(after)) == NULL)
		fail_at(r->file, r->line, "only a name and a variant on this line");

	s = find_or_add_statement(r, name, length);
	body = &s->bodies[*out_engine];
	if (body->line != 0)
		fail_at(r->file, r->line, "a second '%s': the first is at %s:%d", s->name, s->file,
		    body->line);
	body->line = r->line;
	next_line(r);
	return s;
}

/* The comment lines right after the header, without their `--`. */
static void
read_comment(struct reader *r, struct statement *s)
{
	char *comment = NULL;
	size_t size;
	FILE *out = must(open_memstream(&comment, &size));

	while (strncmp(r->at, "--", 2) == 0 && !is_header(r->at)) {
		const char *text = r->at + 2 + (r->at[2] == ' ');
		int length = (int)strcspn(text, "\n");

		refuse_near_header(r);
		if (memmem(text, (size_t)length, "*/", 2) != NULL)
			fail_at(r->file, r->line, "*/ would end the comment in C");
		fprintf(out, "%.*s\n", length, text);
		next_line(r);
	}
	close_output(out, r->file);
	if (size > 0 && *s->comment == '\0')
		s->comment = comment;
}

/* ---- The statement itself ------------------------------------------------ */

/* Copies a literal or quoted name; a doubled quote is simply two of them. */
static void
copy_quoted(struct reader *r, FILE *out)
{
	char quote = *r->at;
	int opened = r->line;

	do {
		fputc(*r->at++, out);
		if (*r->at == '\0')
			fail_at(r->file, opened, "a %c never closed", quote);
		r->line += *r->at == '\n';
	} while (*r->at != quote);
	fputc(*r->at++, out);
}

static void
skip_block_comment(struct reader *r)
{
	int opened = r->line;

	for (r->at += 2; strncmp(r->at, "*/", 2) != 0; r->at++) {
		if (*r->at == '\0')
			fail_at(r->file, opened, "a comment never closed");
		r->line += *r->at == '\n';
	}
	r->at += 2;
}

/* Past blanks, comments and newlines, up to a header; false if there were none. */
static bool
skip_space(struct reader *r)
{
	const char *from = r->at;

	while (!is_header(r->at)) {
		if (strncmp(r->at, "--", 2) == 0) {
			refuse_near_header(r);
			r->at += strcspn(r->at, "\n");
		} else if (strncmp(r->at, "/*", 2) == 0) {
			skip_block_comment(r);
		} else if (*r->at != '\0' && strchr(" \t\n", *r->at) != NULL) {
			r->line += *r->at++ == '\n';
		} else {
			break;
		}
	}
	return r->at > from;
}

/* A `:name`, or PostgreSQL's cast `::`. */
static void
copy_colon(struct reader *r, struct statement *s, enum engine engine, FILE *out)
{
	size_t length;
	int param;

	if (r->at[1] == ':' && engine != POSTGRES)
		fail_at(r->file, r->line, "'::' only PostgreSQL knows: write CAST(x AS type)");
	if (r->at[1] == ':') {
		fputs("::", out);
		r->at += 2;
		return;
	}
	length = name_length(++r->at);
	if (length == 0 || isalnum((unsigned char)r->at[length]))
		fail_at(r->file, r->line, "a parameter is : and small letters, digits and _");
	param = find_or_add_param(r, s, r->at, length);
	s->bodies[engine].uses[param] = true;
	fprintf(out, "%c%c", PARAM_MARK, PARAM_FIRST + param);
	r->at += length;
}

/* One step of the body: a token that needs care, or one character. */
static void
copy_token(struct reader *r, struct statement *s, enum engine engine, FILE *out)
{
	char c = *r->at;

	if (c == '\'' || c == '"')
		copy_quoted(r, out);
	else if (c == ':')
		copy_colon(r, s, engine, out);
	else if ((c == '?' && engine != POSTGRES) || (c == '$' && isdigit((unsigned char)r->at[1])))
		fail_at(r->file, r->line, "parameters are written :name, not %c", c);
	else if (iscntrl((unsigned char)c))
		fail_at(r->file, r->line, "a control character");
	else
		fputc(*r->at++, out);
}

/* Copies up to the `;`, every run of blanks and comments as one blank or newline. */
static void
copy_body(struct reader *r, struct statement *s, enum engine engine, FILE *out)
{
	int started = s->bodies[engine].line;

	skip_space(r);
	if (*r->at == ';')
		fail_at(r->file, started, "'%s' is empty", s->name);
	while (*r->at != ';') {
		int line = r->line;

		if (*r->at == '\0' || is_header(r->at))
			fail_at(r->file, started, "'%s' does not end with ;", s->name);
		if (!skip_space(r))
			copy_token(r, s, engine, out);
		else if (*r->at != ';')
			fputc(r->line > line ? '\n' : ' ', out);
	}
	r->at++;
}

static void
read_statement(struct reader *r)
{
	enum engine engine;
	struct statement *s = read_header(r, &engine);
	struct body *body = &s->bodies[engine];
	size_t size;
	FILE *out = must(open_memstream(&body->text, &size));

	read_comment(r, s);
	copy_body(r, s, engine, out);
	close_output(out, r->file);
	skip_space(r);
	if (*r->at != '\0' && !is_header(r->at))
		fail_at(r->file, r->line, "a second statement under one name");
}

static void
read_file(const char *path)
{
	struct reader r = { .file = path, .at = read_text(path), .line = 1 };

	skip_space(&r);
	if (*r.at != '\0' && !is_header(r.at))
		fail_at(r.file, r.line, "a statement without '-- name:'");
	while (*r.at != '\0')
		read_statement(&r);
}

/* ---- Checks over all of it ----------------------------------------------- */

static const struct body *
body_for(const struct statement *s, enum engine engine)
{
	return s->bodies[engine].text != NULL ? &s->bodies[engine] : &s->bodies[COMMON];
}

static void
check_statement(const struct statement *s)
{
	if (s->bodies[SQLITE].text != NULL && s->bodies[POSTGRES].text != NULL &&
	    s->bodies[COMMON].text != NULL)
		fail_at(s->file, s->bodies[COMMON].line,
		    "'%s' has a text for each engine, so the common one is never used", s->name);
	for (int e = 0; e < COMMON; e++) {
		const struct body *body = body_for(s, (enum engine)e);

		if (body->text == NULL)
			fail_at(s->file, s->line, "'%s' has no text for @%s", s->name,
			    engine_names[e]);
		/* PostgreSQL refuses a number it never meets. */
		for (int i = 0; i < s->param_count; i++)
			if (!body->uses[i])
				fail_at(s->file, body->line, "'%s' does not use :%s for @%s",
				    s->name, s->params[i], engine_names[e]);
	}
}

/* ---- Writing ------------------------------------------------------------- */

/* The statement's own comment and file, as a C comment before its Q_ name. */
static void
put_comment(FILE *out, const struct statement *s)
{
	const char *slash = strrchr(s->file, '/');

	fprintf(out, "\t/*\n");
	for (const char *line = s->comment; *line != '\0';) {
		int length = (int)strcspn(line, "\n");

		fprintf(out, length > 0 ? "\t * %.*s\n" : "\t *%.*s\n", length, line);
		line += length + 1;
	}
	fprintf(out, "\t * (%s)\n\t */\n", slash != NULL ? slash + 1 : s->file);
}

static void
put_param_enum(FILE *out, const struct statement *s)
{
	fputs("enum {", out);
	for (int i = 0; i < s->param_count; i++) {
		fputs(i > 0 ? ", Q_" : " Q_", out);
		put_upper(out, s->name);
		fputs("__", out);
		put_upper(out, s->params[i]);
		fprintf(out, " = %d", i + 1);
	}
	fputs(" };\n", out);
}

static void
write_header(FILE *out)
{
	fputs("/* Made by tools/sqlc from sql/queries/; do not edit. */\n"
	      "#ifndef QUERIES_H\n#define QUERIES_H\n\nenum query {\n",
	    out);
	for (int i = 0; i < statement_count; i++) {
		put_comment(out, &statements[i]);
		fputs("\tQ_", out);
		put_upper(out, statements[i].name);
		fputs(",\n\n", out);
	}
	fputs("\tQUERY__COUNT\n};\n\n/* The number of each parameter, for binding it. */\n", out);
	for (int i = 0; i < statement_count; i++)
		if (statements[i].param_count > 0)
			put_param_enum(out, &statements[i]);
	fputs("\nstruct query_text {\n"
	      "\tconst char *name;          /* \"plan_rename\" */\n"
	      "\tconst char *sqlite;        /* with ?1, ?2 ... */\n"
	      "\tconst char *postgres;      /* with $1, $2 ... */\n"
	      "\tconst char *const *params; /* their names; [0] is number 1 */\n"
	      "\tint param_count;\n"
	      "};\n\n"
	      "extern const struct query_text query_texts[QUERY__COUNT];\n\n#endif\n",
	    out);
}

/* The text for one engine: its marks become ?1 or $1. */
static char *
number_params(const char *text, char sign)
{
	char *result = NULL;
	size_t size;
	FILE *out = must(open_memstream(&result, &size));

	for (; *text != '\0'; text++) {
		if (*text == PARAM_MARK)
			fprintf(out, "%c%d", sign, *++text - PARAM_FIRST + 1);
		else
			fputc(*text, out);
	}
	close_output(out, "memory");
	return result;
}

static void
put_entry(FILE *out, const struct statement *s)
{
	fputs("\t[Q_", out);
	put_upper(out, s->name);
	fprintf(out, "] = {\n\t\t.name = \"%s\",\n", s->name);
	for (int e = 0; e < COMMON; e++) {
		char *text = number_params(body_for(s, (enum engine)e)->text, "?$"[e]);

		fprintf(out, "\t\t.%s =\n", engine_names[e]);
		put_c_string(out, "\t\t\t", text);
		fputs(",\n", out);
		free(text);
	}
	if (s->param_count > 0) {
		fputs("\t\t.params = (const char *const[]){", out);
		for (int i = 0; i < s->param_count; i++)
			fprintf(out, "%s\"%s\"", i > 0 ? ", " : " ", s->params[i]);
		fprintf(out, " },\n\t\t.param_count = %d,\n", s->param_count);
	}
	fputs("\t},\n", out);
}

static void
write_source(FILE *out)
{
	fputs("/* Made by tools/sqlc from sql/queries/; do not edit. */\n#include \"queries.h\"\n\n"
	      "#include <stddef.h>\n\nconst struct query_text query_texts[QUERY__COUNT] = {\n",
	    out);
	for (int i = 0; i < statement_count; i++)
		put_entry(out, &statements[i]);
	fputs("};\n", out);
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: sqlc OUT FILE...\n");
		return 1;
	}
	for (int i = 2; i < argc; i++)
		read_file(argv[i]);
	if (statement_count == 0)
		fail_at(argv[2], 0, "no statement in any file");
	for (int i = 0; i < statement_count; i++)
		check_statement(&statements[i]);

	write_file(argv[1], "queries.h", write_header);
	write_file(argv[1], "queries.c", write_source);
	return 0;
}
