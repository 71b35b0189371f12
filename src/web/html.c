#include "web/html.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "base/decimal.h"
#include "text/catalogue.h"
#include "text/number_text.h"

/* What may not stand as it is, and the end. */
static const char *const ENTITIES[UCHAR_MAX + 1] = {
	['\0'] = "",
	['&'] = "&amp;",
	['<'] = "&lt;",
	['>'] = "&gt;",
	['"'] = "&#34;",
	['\''] = "&#39;",
};

void
html_put_text(struct html *h, const char *text)
{
	if (text == NULL)
		return;
	for (;;) {
		const char *from = text;

		while (ENTITIES[(unsigned char)*text] == NULL)
			text++;
		str_put_n(h->out, from, (size_t)(text - from));
		if (*text == '\0')
			return;
		str_put(h->out, ENTITIES[(unsigned char)*text++]);
	}
}

void
html_put_int(struct html *h, int64_t number)
{
	str_put_int(h->out, number);
}

void
html_put_uint(struct html *h, uint64_t number)
{
	str_put_uint(h->out, number, 1);
}

void
html_put_figure(struct html *h, struct html_figure figure)
{
	struct str *out = h->out;

	if (figure.value == NUM_ABSENT)
		return;
	str_reserve(out, NUMBER_TEXT_SIZE);
	out->length += number_write_typed(out->text + out->length, figure.value, figure.scale);
	if (figure.percent)
		out->text[out->length++] = '%';
	out->text[out->length] = '\0';
}

void
html_put_part_text(struct html *h, const char *text)
{
	for (; text != NULL && *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x80 && (isalnum(c) || strchr("-._~", c) != NULL))
			str_put_char(h->out, *text);
		else
			str_printf(h->out, "%%%02X", c);
	}
}

/* Not "//other.site", "/\other.site" or "javascript:". */
bool
html_url_is_ours(const char *url)
{
	for (const char *c = url; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == '\\')
			return false;
	return url[0] == '#' || url[0] == '?' || (url[0] == '/' && url[1] != '/');
}

void
html_put_url(struct html *h, const char *url)
{
	html_put_text(h, url != NULL && html_url_is_ours(url) ? url : "#");
}

const char *
html_translated(const struct html *h, const char *text)
{
	return catalogue_find(h->catalogue, text);
}
