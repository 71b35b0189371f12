#include "cli/term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { WIDTH_USUAL = 80, WIDTH_LEAST = 40, WIDTH_MOST = 500 };

static size_t
width_of_stdout(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = 0;

	if (columns != NULL)
		width = strtol(columns, NULL, 10);
	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		width = WIDTH_USUAL;
	return (size_t)(width < WIDTH_LEAST ? WIDTH_LEAST
		: width > WIDTH_MOST        ? WIDTH_MOST
					    : width);
}

void
term_init(struct term *term)
{
	const char *no_color = getenv("NO_COLOR");
	const char *kind = getenv("TERM");
	bool dumb = kind == NULL || strcmp(kind, "dumb") == 0;

	term->width = width_of_stdout();
	term->colour = isatty(STDOUT_FILENO) && !dumb && (no_color == NULL || no_color[0] == '\0');
	term->err_is_tty = isatty(STDERR_FILENO) && !dumb;
}

void
term_put(struct str *out, const struct term *term, enum term_style style, const char *text)
{
	static const char *const CODES[] = { "", "\033[1m", "\033[2m", "\033[31m", "\033[33m",
		"\033[34m", "\033[32m" };

	if (!term->colour || style == STYLE_NONE) {
		str_put(out, text);
		return;
	}
	str_put(out, CODES[style]);
	str_put(out, text);
	str_put(out, "\033[0m");
}

void
term_blanks(struct str *out, size_t count)
{
	while (count-- > 0)
		str_put_char(out, ' ');
}

/* Bytes up to the next place where a line may end; "95 %" stays together. */
static size_t
next_break(const char *text)
{
	size_t n = strcspn(text, " \n");

	while (text[n] == ' ' && text[n + 1] == '%')
		n += 1 + strcspn(text + n + 1, " \n");
	return n;
}

/* A word as it is shown: blanks that may not break are blanks. */
static void
put_word(struct str *out, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (i + 1 < length && word[i] == TERM_TIE[0] && word[i + 1] == TERM_TIE[1]) {
			str_put_char(out, ' ');
			i++;
		} else {
			str_put_char(out, word[i]);
		}
}

void
term_wrap(struct str *out, const char *text, size_t width, size_t indent)
{
	size_t column = indent, room = width > indent ? width - indent : 0;
	bool first = true;

	text += strspn(text, " \n");
	while (*text != '\0') {
		CLEANUP(str_done) struct str word = { 0 };
		size_t n = next_break(text), columns;

		put_word(&word, text, n);
		columns = utf8_width(str_text(&word));
		if (columns > room && room > 1) { /* no line is long enough: it is cut */
			str_clear(&word);
			n = utf8_prefix(text, room);
			put_word(&word, text, n);
			columns = utf8_width(str_text(&word));
		}
		if (!first && column + 1 + columns > width) {
			str_put_char(out, '\n');
			term_blanks(out, indent);
			column = indent;
		} else if (!first) {
			str_put_char(out, ' ');
			column++;
		}
		str_put(out, str_text(&word));
		column += columns;
		first = false;
		text += n;
		text += strspn(text, " \n");
	}
}

void
term_put_wrapped(struct str *out, const struct term *term, enum term_style style, const char *text,
    size_t indent)
{
	CLEANUP(str_done) struct str wrapped = { 0 };

	term_wrap(&wrapped, text, term->width, indent);
	term_put(out, term, style, str_text(&wrapped));
}

void
term_cut(struct str *out, const char *text, size_t columns)
{
	size_t n;

	if (utf8_width(text) <= columns) {
		str_put(out, text);
		return;
	}
	n = utf8_prefix(text, columns > 0 ? columns - 1 : 0);
	while (n > 0 && text[n - 1] == ' ')
		n--;
	str_put_n(out, text, n);
	str_put(out, "…");
}
