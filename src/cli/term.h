/*
 * term.h - the terminal: how wide it is, whether it has colours.
 */
#ifndef YUP_CLI_TERM_H
#define YUP_CLI_TERM_H

#include <stdbool.h>
#include <stddef.h>

struct str;

enum term_style {
	STYLE_NONE,
	STYLE_BOLD,
	STYLE_DIM,
	STYLE_RED,
	STYLE_YELLOW,
	STYLE_BLUE,
	STYLE_GREEN
};

struct term {
	size_t width;    /* columns of stdout: COLUMNS, the terminal's own, or 80 */
	bool colour;     /* stdout is a terminal and NO_COLOR is not set */
	bool err_is_tty; /* stderr is a terminal: progress may be shown */
};

void term_init(struct term *term);

/* Text in a style, plain where there is no colour. */
void term_put(struct str *out, const struct term *term, enum term_style style, const char *text);

/* A blank at which no line ends. */
#define TERM_TIE "\302\240"

/*
 * Words from column `indent` to `width`; the first line begins where the caller
 * stands.  A word longer than a line is cut in two.
 */
void term_wrap(struct str *out, const char *text, size_t width, size_t indent);

/* The same in a style, to the terminal's width. */
void term_put_wrapped(struct str *out, const struct term *term, enum term_style style,
    const char *text, size_t indent);

/* At most `columns` wide, with an ellipsis where something is cut. */
void term_cut(struct str *out, const char *text, size_t columns);

void term_blanks(struct str *out, size_t count);

#endif
