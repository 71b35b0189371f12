/*
 * html.h - HTML as it grows: what templates write with.
 *
 * Templates are compiled by tools/tmplc, which picks one of these for each
 * {{ value }} by where it stands.  Text is escaped; integers and figures are
 * printed; only names of ours and struct safe_html pass as they are; anything
 * else does not compile.
 */
#ifndef YUP_WEB_HTML_H
#define YUP_WEB_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct catalogue;

struct html {
	struct str *out;
	const struct catalogue *catalogue; /* of the reader's language; NULL: as written, Spanish */
};

/* HTML that somebody else made safe: a chart, a rendered fragment. */
struct safe_html {
	const char *text;
};

/* A name that is ours, of letters, digits, '.', '-' and '_': nothing in it is markup. */
struct html_name {
	const char *text;
	size_t length;
};

/* A figure as people type it (text/number_text.h), '%' after it; NUM_ABSENT is nothing. */
struct html_figure {
	int64_t value;
	unsigned scale;
	bool percent;
};

/* A literal, from a template. */
STR_INLINE void
html_raw(struct html *h, const char *text, size_t length)
{
	str_put_n(h->out, text, length);
}

/* {{ value }}: in a text or between the quotes of an attribute. */
void html_put_text(struct html *h, const char *text); /* NULL is nothing */
void html_put_int(struct html *h, int64_t number);
void html_put_uint(struct html *h, uint64_t number);

STR_INLINE void
html_put_safe(struct html *h, struct safe_html html)
{
	if (html.text != NULL)
		str_put(h->out, html.text);
}

STR_INLINE void
html_put_name(struct html *h, struct html_name name)
{
	str_put_n(h->out, name.text, name.length);
}

void html_put_figure(struct html *h, struct html_figure figure);

#define html_put(h, x) \
	_Generic((x),                         \
	    const char *: html_put_text,      \
	    char *: html_put_text,            \
	    int: html_put_int,                \
	    long: html_put_int,               \
	    long long: html_put_int,          \
	    unsigned: html_put_uint,          \
	    unsigned long: html_put_uint,     \
	    unsigned long long: html_put_uint, \
	    unsigned short: html_put_uint,    \
	    unsigned char: html_put_uint,     \
	    struct html_name: html_put_name,  \
	    struct html_figure: html_put_figure, \
	    struct safe_html: html_put_safe)(h, x)

/* {{ x }} inside a link: percent-encoded, one piece of a path or of a query. */
void html_put_part_text(struct html *h, const char *text);

#define html_put_part(h, x) \
	_Generic((x),                         \
	    const char *: html_put_part_text, \
	    char *: html_put_part_text,       \
	    int: html_put_int,                \
	    long: html_put_int,               \
	    long long: html_put_int,          \
	    unsigned: html_put_uint,          \
	    unsigned long: html_put_uint,     \
	    unsigned long long: html_put_uint, \
	    struct html_name: html_put_name)(h, x)

/* "/planes", "#form", "?orden=x": a link inside this site. */
bool html_url_is_ours(const char *url);

/* {{ url x }}: a whole link inside this site ("/..." or "#..."); any other becomes "#". */
void html_put_url(struct html *h, const char *url);

/* {{ _("texto") }}: the text in the reader's language. */
const char *html_translated(const struct html *h, const char *text);

#endif
