/*
 * tmplc.c - turns HTML templates into C functions.
 *
 *	tmplc OUT FILE...
 *
 * reads ui/templates/NAME.html and writes templates.h and templates.c in the
 * folder OUT: `void tpl_NAME(struct html *h, PARAMS)` for each.  In a template
 *
 *	{% params const struct plan *plan %}     what it is given; the first tag
 *	{% include "core/plan.h" %}              a header its expressions need
 *	{{ plan->title }}                        a value, escaped for where it stands
 *	{{ _("Guardar") }}                       a text, in the reader's language
 *	{% for size_t i = 0; i < n; i++ %} {% if x %} {% else if y %} {% else %} {% end %}
 *	{% let const struct node *node = &plan->nodes[i] %}
 *	{% call frame_top(&page->frame) %}       another template
 *	{# a comment #}
 *
 * Expressions are C, compiled as such: a wrong field is a compiler's error at the
 * template's own line.  A value in the path of a link is percent-encoded.  What
 * cannot be made safe is refused here: a value in an attribute without quotes, in
 * <script> or <style>, in on...= or style=, or at the beginning of a link, which
 * must say {{ url x }} (web/html.h checks it).  Indentation does not reach the
 * wire, nor does a line that holds only a tag.
 */
#include <stdbool.h>

#include "tool.h"

#define MADE "/* Made by tools/tmplc; do not edit. */\n"

enum place { IN_TEXT, IN_TAG, IN_VALUE, IN_SCRIPT, IN_COMMENT };

enum { DEPTH_MAX = 32, NAME_MAX_LENGTH = 64 };

struct template
{
	const char *file;
	char *name;
	char *text;
	const char *params; /* NULL until seen */
};

/* Where the template being compiled is. */
static struct {
	const struct template *template;
	FILE *out;
	int line;
	enum place place;
	char quote;                      /* of the value */
	char tag[NAME_MAX_LENGTH];       /* the element being opened */
	char attribute[NAME_MAX_LENGTH]; /* its attribute */
	bool closing;                    /* it is </tag> */
	bool after_tag;                  /* its name is over */
	bool value_begun;                /* something of the value stands already */
	int depth;
	int opened[DEPTH_MAX]; /* lines of the blocks that are open */
} at;

static FILE *header_out;
static char *header_text, *code_text; /* written once all is well */
static struct template *templates;
static size_t template_count;

/* ---- Where a value stands --------------------------------------------------- */

static void
remember(char *name, char c)
{
	size_t length = strlen(name);

	if (length + 1 < NAME_MAX_LENGTH) {
		name[length] = (char)tolower((unsigned char)c);
		name[length + 1] = '\0';
	}
}

static bool
is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_';
}

static void
enter_text(void)
{
	bool raw = !at.closing && (strcmp(at.tag, "script") == 0 || strcmp(at.tag, "style") == 0);

	at.place = raw ? IN_SCRIPT : IN_TEXT;
}

static void
begin_tag(bool closing)
{
	at.place = IN_TAG;
	at.closing = closing;
	at.after_tag = false;
	at.tag[0] = at.attribute[0] = '\0';
}

/* One letter inside < >. */
static void
step_tag(char c)
{
	if (c == '>') {
		enter_text();
	} else if (c == '"' || c == '\'') {
		at.place = IN_VALUE;
		at.quote = c;
		at.value_begun = false;
	} else if (isspace((unsigned char)c)) {
		at.after_tag = true;
		at.attribute[0] = '\0';
	} else if (is_name_char(c)) {
		remember(at.after_tag ? at.attribute : at.tag, c);
	}
}

/* One letter of HTML, in `text` with what follows it. */
static void
step(const char *text)
{
	switch (at.place) {
	case IN_TEXT:
		if (strncmp(text, "<!--", 4) == 0) {
			at.place = IN_COMMENT;
		} else if (*text == '<') {
			begin_tag(text[1] == '/');
		}
		break;
	case IN_TAG:
		step_tag(*text);
		break;
	case IN_VALUE:
		if (*text == at.quote) {
			at.place = IN_TAG;
			at.attribute[0] = '\0';
		} else {
			at.value_begun = true;
		}
		break;
	case IN_SCRIPT:
		if (strncmp(text, "</", 2) == 0)
			begin_tag(true);
		break;
	case IN_COMMENT:
		if (*text == '>' && text[-1] == '-' && text[-2] == '-')
			at.place = IN_TEXT;
		break;
	}
}

static bool
is_link(void)
{
	static const char *const LINKS[] = { "href", "src", "action", "formaction", "data-href" };

	for (size_t i = 0; i < sizeof(LINKS) / sizeof(LINKS[0]); i++)
		if (strcmp(at.attribute, LINKS[i]) == 0)
			return true;
	return false;
}

/* ---- Output ------------------------------------------------------------------ */

static void
put_source_line(void)
{
	fprintf(at.out, "#line %d \"%s\"\n", at.line, at.template->file);
}

/* Text as it is, without indentation. */
static void
put_html(const char *text, size_t length)
{
	char *kept = must(malloc(length + 1));
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		step(text + i);
		if (text[i] == '\n')
			at.line++;
		if ((text[i] == '\t' || text[i] == ' ') && at.place != IN_VALUE &&
		    (n > 0 ? kept[n - 1] == '\n' : text[i] == '\t'))
			continue;
		if (text[i] == '\n' && n > 0 && kept[n - 1] == '\n')
			continue;
		kept[n++] = text[i];
	}
	kept[n] = '\0';
	if (n > 0) {
		fprintf(at.out, "\thtml_raw(h,\n");
		put_c_string(at.out, "\t    ", kept);
		fprintf(at.out, ",\n\t    %zu);\n", n);
	}
	free(kept);
}

static const char *
trim(char *text)
{
	size_t length;

	text += strspn(text, " \t\n");
	length = strlen(text);
	while (length > 0 && strchr(" \t\n", text[length - 1]) != NULL)
		text[--length] = '\0';
	return text;
}

/* {{ expression }} */
static void
put_value(const char *expression)
{
	const char *put = "html_put";
	bool url = strncmp(expression, "url ", 4) == 0;

	if (at.place == IN_TAG)
		fail_at(at.template->file, at.line, "a value in a tag stands between quotes");
	if (at.place == IN_SCRIPT || at.place == IN_COMMENT)
		fail_at(at.template->file, at.line, "no value can be safe here");
	if (at.place == IN_VALUE &&
	    (strncmp(at.attribute, "on", 2) == 0 || strcmp(at.attribute, "style") == 0))
		fail_at(at.template->file, at.line, "no value can be safe in %s=", at.attribute);
	if (url && (at.place != IN_VALUE || !is_link() || at.value_begun))
		fail_at(at.template->file, at.line, "url is for the whole of a link");
	if (!url && at.place == IN_VALUE && is_link() && !at.value_begun)
		fail_at(at.template->file, at.line,
		    "a link that begins with a value says {{ url x }}");
	if (url)
		put = "html_put_url";
	else if (at.place == IN_VALUE && is_link())
		put = "html_put_part";
	at.value_begun = true;
	put_source_line();
	fprintf(at.out, "\t%s(h, (%s));\n", put, expression + (url ? 4 : 0));
}

static void
open_block(const char *word, const char *rest)
{
	if (at.depth == DEPTH_MAX)
		fail_at(at.template->file, at.line, "more than %d blocks deep", DEPTH_MAX);
	at.opened[at.depth++] = at.line;
	put_source_line();
	fprintf(at.out, "\t%s (%s) {\n", word, rest);
}

static void
need_block(const char *tag)
{
	if (at.depth == 0)
		fail_at(at.template->file, at.line, "%s outside a block", tag);
}

static void
put_call(const char *rest)
{
	const char *open = strchr(rest, '(');

	if (open == NULL || rest[strlen(rest) - 1] != ')')
		fail_at(at.template->file, at.line, "call NAME(ARGUMENTS)");
	put_source_line();
	fprintf(at.out, "\ttpl_%.*s(h%s%s;\n", (int)(open - rest), rest, open[1] == ')' ? "" : ", ",
	    open + 1);
}

/* {% tag rest %} */
static void
put_tag(const char *text)
{
	size_t length = strcspn(text, " \t\n");
	const char *rest = text + length + strspn(text + length, " \t\n");

	if (same_name("params", text, length) || same_name("include", text, length))
		return; /* read before */
	if (same_name("for", text, length)) {
		open_block("for", rest);
	} else if (same_name("if", text, length)) {
		open_block("if", rest);
	} else if (strncmp(text, "else if ", 8) == 0) {
		need_block("else");
		put_source_line();
		fprintf(at.out, "\t} else if (%s) {\n", text + 8);
	} else if (strcmp(text, "else") == 0) {
		need_block("else");
		fputs("\t} else {\n", at.out);
	} else if (strcmp(text, "end") == 0) {
		need_block("end");
		at.depth--;
		fputs("\t}\n", at.out);
	} else if (same_name("let", text, length)) {
		put_source_line();
		fprintf(at.out, "\t%s;\n", rest);
	} else if (same_name("call", text, length)) {
		put_call(rest);
	} else {
		fail_at(at.template->file, at.line, "unknown tag %.*s", (int)length, text);
	}
}

/* ---- Reading ----------------------------------------------------------------- */

/* What is between `{{`, `{%` or `{#` at `text` and its end, trimmed; `*next` after it. */
static const char *
inside(const char *text, const char **next)
{
	char close[3] = { text[1] == '{' ? '}' : text[1], '}', '\0' };
	const char *end = strstr(text + 2, close);

	if (end == NULL)
		fail_at(at.template->file, at.line, "%.2s without %s", text, close);
	*next = end + 2;
	return trim(must(strndup(text + 2, (size_t)(end - text - 2))));
}

static const char *
find_mark(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '{' && (text[1] == '{' || text[1] == '%' || text[1] == '#'))
			return text;
	return text;
}

static int
lines_in(const char *from, const char *to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += *from == '\n';
	return lines;
}

/* A tag alone on its line takes the line with it. */
static const char *
skip_own_line(const char *start, const char *mark, const char *next)
{
	const char *before = mark;

	while (before > start && (before[-1] == '\t' || before[-1] == ' '))
		before--;
	if ((before == start || before[-1] == '\n') && *next == '\n') {
		at.line++;
		return next + 1;
	}
	return next;
}

static void
compile(const struct template *template)
{
	const char *text = template->text;

	at.template = template;
	at.line = 1;
	at.place = IN_TEXT;
	at.depth = 0;
	fprintf(at.out, "\nvoid\ntpl_%s(struct html *h%s%s)\n{\n\t(void)h;\n", template->name,
	    template->params[0] != '\0' ? ", " : "", template->params);
	while (*text != '\0') {
		const char *mark = find_mark(text), *next = mark;
		const char *body;
		char kind = *mark != '\0' ? mark[1] : '\0';

		put_html(text, (size_t)(mark - text));
		if (kind == '\0')
			break;
		body = inside(mark, &next);
		if (kind == '{')
			put_value(body);
		else if (kind == '%')
			put_tag(body);
		at.line += lines_in(mark, next);
		text = kind == '{' ? next : skip_own_line(template->text, mark, next);
	}
	if (at.depth > 0)
		fail_at(template->file, at.opened[at.depth - 1], "a block without {%% end %%}");
	fprintf(at.out, "}\n");
}

/* Its name from the file's, its parameters and includes from its tags. */
static void
read_template(struct template *template, const char *file)
{
	const char *base = strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file;
	size_t length = name_length(base);

	template->file = file;
	if (length == 0 || strcmp(base + length, ".html") != 0)
		fail_at(file, 0, "a template is called name_in_small_letters.html");
	template->name = must(strndup(base, length));
	template->text = read_text(file);
	at.template = template;
	for (const char *text = find_mark(template->text), *next; *text != '\0';
	     text = find_mark(next)) {
		const char *body;

		at.line = 1 + lines_in(template->text, text);
		body = inside(text, &next);
		if (text[1] != '%')
			continue;
		if (strncmp(body, "include ", 8) == 0)
			fprintf(header_out, "#include %s\n", body + 8);
		if (strncmp(body, "params", 6) != 0 || isalpha((unsigned char)body[6]))
			continue;
		if (template->params != NULL)
			fail_at(file, 0, "params twice");
		template->params = body + 6 + strspn(body + 6, " ");
	}
	if (template->params == NULL)
		fail_at(file, 0, "a template begins with {%% params ... %%}");
}

static void
make_header(char **files)
{
	size_t size;

	header_out = must(open_memstream(&header_text, &size));
	fputs(MADE "#ifndef YUP_TEMPLATES_H\n#define YUP_TEMPLATES_H\n\n#include \"web/html.h\"\n",
	    header_out);
	for (size_t i = 0; i < template_count; i++)
		read_template(&templates[i], files[i]);
	fputc('\n', header_out);
	for (size_t i = 0; i < template_count; i++)
		fprintf(header_out, "void tpl_%s(struct html *h%s%s);\n", templates[i].name,
		    templates[i].params[0] != '\0' ? ", " : "", templates[i].params);
	fputs("\n#endif\n", header_out);
	close_output(header_out, "templates.h");
}

static void
make_code(void)
{
	size_t size;

	at.out = must(open_memstream(&code_text, &size));
	fputs(MADE "#include \"templates.h\"\n\n#define _(text) html_translated(h, text)\n",
	    at.out);
	for (size_t i = 0; i < template_count; i++)
		compile(&templates[i]);
	close_output(at.out, "templates.c");
}

static void
write_header(FILE *out)
{
	fputs(header_text, out);
}

static void
write_code(FILE *out)
{
	fputs(code_text, out);
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: tmplc OUT FILE...\n", stderr);
		return 1;
	}
	template_count = (size_t)argc - 2;
	templates = must(calloc(template_count, sizeof(*templates)));
	make_header(argv + 2);
	make_code();
	write_file(argv[1], "templates.h", write_header);
	write_file(argv[1], "templates.c", write_code);
	return 0;
}
