/* markup.c - see markup.h. */
#include "support/markup.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

enum { DEPTH_MAX = 100, NAME_MAX_LENGTH = 40, SHOWN = 120 };

struct reader {
	struct mem *mem;
	const char *at;
	const char *open[DEPTH_MAX];
	size_t depth;
	const char *wrong;
};

static const char NAME_LETTERS[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:_";

static void
fail_at(struct reader *r, const char *what, const char *where)
{
	if (r->wrong == NULL)
		r->wrong = mem_printf(r->mem, "%s: %.*s", what, SHOWN, where);
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* ---- Attributes ----------------------------------------------------------------------- */

static bool
is_address(const char *name)
{
	static const char *const NAMES[] = { "href", "src", "action", "formaction", "data-save",
		"data-try", NULL };

	return is_one_of(name, NAMES);
}

static bool
is_ours(const char *value)
{
	return value[0] == '#' || value[0] == '?' ||
	    (value[0] == '/' && value[1] != '/' && value[1] != '\\');
}

static void
check_attribute(struct reader *r, const char *name, const char *value, const char *where)
{
	if ((name[0] | 0x20) == 'o' && (name[1] | 0x20) == 'n')
		fail_at(r, "a handler", where);
	if (strcmp(name, "style") == 0 || strcmp(name, "srcdoc") == 0)
		fail_at(r, "an attribute that acts", where);
	if (is_address(name) && !is_ours(value))
		fail_at(r, "an address elsewhere", where);
	if (strchr(value, '<') != NULL)
		fail_at(r, "an element within a value", where);
}

/* One attribute from r->at, which is at its name; its name, or NULL. */
static const char *
take_attribute(struct reader *r)
{
	const char *where = r->at, *name, *stop;
	size_t length = strspn(r->at, NAME_LETTERS);

	if (length == 0 || length > NAME_MAX_LENGTH) {
		fail_at(r, "not an attribute", where);
		return NULL;
	}
	name = mem_strndup(r->mem, r->at, length);
	r->at += length;
	if (*r->at != '=') {
		check_attribute(r, name, "#", where);
		return name;
	}
	stop = r->at[1] == '"' ? strchr(r->at + 2, '"') : NULL;
	if (stop == NULL) {
		fail_at(r, "a value without quotes", where);
		return NULL;
	}
	check_attribute(r, name, mem_strndup(r->mem, r->at + 2, (size_t)(stop - r->at - 2)), where);
	r->at = stop + 1;
	if (strchr(" \n\t/>", *r->at) == NULL)
		fail_at(r, "something glued to a value", where);
	return name;
}

/* ---- Elements --------------------------------------------------------------------------- */

static const char *const KNOWN[] = { "html", "head", "meta", "title", "link", "script", "body", "a",
	"header", "span", "nav", "div", "form", "label", "input", "button", "main", "p", "footer",
	"h1", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
	"colgroup", "col", "ul", "ol", "li", "dl", "dt", "dd", "select", "option", "optgroup",
	"textarea", "fieldset", "legend", "section", "article", "aside", "details", "dialog",
	"summary", "abbr", "del", "ins", "small", "strong", "em", "code", "pre", "time", "br", "hr",
	"figure", "figcaption", "svg", "g", "path", "rect", "line", "circle", "polyline", "polygon",
	"text", "tspan", "desc", "defs", "use", "output", "progress", "meter", "kbd", "mark", "sup",
	"sub", "q", "blockquote", "search", "datalist", "address", "noscript", "img",
	"linearGradient", "stop", "clipPath", "symbol", "b", NULL };
static const char *const ALONE[] = { "meta", "link", "input", "br", "hr", "col", "img", NULL };

static void
open_element(struct reader *r, const char *name, bool closed, const char *where)
{
	if (!is_one_of(name, KNOWN))
		fail_at(r, "an element that is not ours", where);
	if (closed || is_one_of(name, ALONE))
		return;
	if (r->depth == DEPTH_MAX) {
		fail_at(r, "too deep", where);
		return;
	}
	r->open[r->depth++] = name;
}

static void
take_element(struct reader *r)
{
	const char *where = r->at++, *name;
	size_t length = strspn(r->at, NAME_LETTERS);
	bool has_source = false, closed;

	name = mem_strndup(r->mem, r->at, length);
	r->at += length;
	for (;;) {
		const char *attribute;

		r->at += strspn(r->at, " \n\t");
		if (r->wrong != NULL || *r->at == '>' || *r->at == '/' || *r->at == '\0')
			break;
		attribute = take_attribute(r);
		has_source = has_source || (attribute != NULL && strcmp(attribute, "src") == 0);
	}
	closed = *r->at == '/';
	r->at += closed;
	if (*r->at != '>')
		fail_at(r, "an element that does not end", where);
	else
		r->at++;
	if (strcmp(name, "script") == 0 &&
	    (!has_source || strncmp(r->at, "</script>", strlen("</script>")) != 0))
		fail_at(r, "a script", where);
	open_element(r, name, closed, where);
}

static void
take_end(struct reader *r)
{
	const char *where = r->at;
	size_t length = strspn(r->at + 2, NAME_LETTERS);
	const char *name = mem_strndup(r->mem, r->at + 2, length);

	r->at += 2 + length;
	if (*r->at != '>' || r->depth == 0 || strcmp(r->open[r->depth - 1], name) != 0) {
		fail_at(r, "an end that nothing began", where);
		return;
	}
	r->depth--;
	r->at++;
}

const char *
markup_wrong(struct mem *mem, const char *html)
{
	static const char DOCTYPE[] = "<!doctype html>";
	struct reader r = { .mem = mem, .at = html };

	if (strncmp(html, DOCTYPE, strlen(DOCTYPE)) == 0)
		r.at += strlen(DOCTYPE);
	while (r.wrong == NULL && *r.at != '\0') {
		r.at += strcspn(r.at, "<");
		if (*r.at == '\0')
			break;
		if (r.at[1] == '/')
			take_end(&r);
		else
			take_element(&r);
	}
	if (r.wrong == NULL && r.depth > 0)
		fail_at(&r, "not closed", r.open[r.depth - 1]);
	return r.wrong;
}

/* ---- Comma-separated values ----------------------------------------------------------------- */

static bool
is_formula(const char *cell)
{
	if (cell[0] == '-')
		return strspn(cell + 1, "0123456789.,") != strlen(cell + 1);
	return cell[0] != '\0' && strchr("=+@\t\r\n", cell[0]) != NULL;
}

/* The cell at `at`, without its quotes; where it ends. */
static const char *
take_cell(struct mem *mem, const char *at, const char **cell)
{
	CLEANUP(str_done) struct str s = { 0 };
	bool quoted = *at == '"';

	for (at += quoted; *at != '\0'; at++) {
		if (quoted && *at == '"' && at[1] == '"')
			at++;
		else if (quoted ? *at == '"' : strchr(",\r\n", *at) != NULL)
			break;
		str_put_char(&s, *at);
	}
	*cell = mem_strdup(mem, str_text(&s));
	return at + (quoted && *at == '"');
}

const char *
csv_wrong(struct mem *mem, const char *csv)
{
	size_t cells = 0, expected = 0;

	while (*csv != '\0') {
		const char *cell;

		csv = take_cell(mem, csv, &cell);
		if (is_formula(cell))
			return mem_printf(mem, "a formula: %.*s", SHOWN, cell);
		cells++;
		if (*csv == ',') {
			csv++;
			continue;
		}
		if (strncmp(csv, "\r\n", 2) != 0)
			return mem_printf(mem, "after a cell: %.*s", SHOWN, csv);
		csv += 2;
		if (expected != 0 && cells != expected)
			return mem_printf(mem, "%zu cells, not %zu, before %.*s", cells, expected,
			    SHOWN, csv);
		expected = cells;
		cells = 0;
	}
	return NULL;
}
