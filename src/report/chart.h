/*
 * chart.h - a chart as a list of things to draw, which small backends write:
 * chart_svg.c for pages, the PDF's with cairo.
 *
 * Coordinates are tenths of a pixel from the left and top, integers.  A shape's
 * `style` names its part ("planned", "h3"), which the stylesheet or the backend
 * turns into a colour; its `title` is what pointing at it tells.  A chart always
 * has a title and a description in words; its numbers stand in a table beside it,
 * made by whoever makes the page.
 */
#ifndef YUP_REPORT_CHART_H
#define YUP_REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mem;
struct str;

enum { CHART_UNIT = 10 }; /* to a pixel */

enum shape_kind { SHAPE_LINE, SHAPE_RECT, SHAPE_DOT, SHAPE_TEXT };

enum text_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct chart_point {
	int x, y;
};

struct chart_shape {
	enum shape_kind kind;
	const char *style;
	int x, y, width, height;          /* rect; a dot's centre; where a text stands */
	const struct chart_point *points; /* line */
	size_t point_count;
	const char *text; /* text */
	enum text_anchor anchor;
	const char *title; /* NULL: nothing to tell */
	bool one_of_many;  /* told on pointing only: keys would never get past them all */
};

struct chart {
	struct mem *mem;
	int width, height;
	const char *title, *description;
	struct chart_shape *shapes;
	size_t count, room;
};

/* ---- What is drawn ------------------------------------------------------------- */

/* Cumulated per cent by period, NUM_ABSENT where there is none (yet). */
struct chart_curve {
	const char *name;  /* "Programado" */
	const char *style; /* "planned" */
	const int64_t *cumulated_e9;
};

/* Curves that rise through the year. */
void chart_curves(struct mem *mem, const char *title, const char *description,
    const char *const *periods, unsigned period_count, const struct chart_curve *curves,
    size_t curve_count, struct chart *out);

struct chart_bar {
	const char *name;
	int64_t value;     /* any unit; bars are compared with the longest */
	const char *shown; /* the value for people */
};

/* Bars one under another. */
void chart_bars(struct mem *mem, const char *title, const char *description,
    const struct chart_bar *bars, size_t count, struct chart *out);

struct chart_heat_row {
	const char *name;
	const int64_t *month_e9; /* per cent, NUM_ABSENT for none */
};

/* A cell a period with its figure, darker where there is more; 100 % over the year divided by periods is the middle. */
void chart_heat(struct mem *mem, const char *title, const char *description,
    const char *const *periods, unsigned period_count, const struct chart_heat_row *rows,
    size_t count, struct chart *out);

struct chart_spot {
	const char *name;
	int64_t x_e9, y_e9; /* per cent, from 0; NUM_ABSENT in either: not drawn */
};

/* A spot each, over a diagonal on which both are the same. */
void chart_spots(struct mem *mem, const char *title, const char *description, const char *x_name,
    const char *y_name, const struct chart_spot *spots, size_t count, struct chart *out);

struct chart_span {
	const char *name;
	unsigned first, last;    /* periods, 1..n; 0: none */
	const int64_t *month_e4; /* darker where it is not 0; NULL: as dark throughout */
	const char *told;        /* of the bar; NULL: from when to when */
	bool group;              /* a heading of those below */
};

/* From first to last period, one under another; `wide`: with room for long names. */
void chart_gantt(struct mem *mem, const char *title, const char *description,
    const char *const *periods, unsigned period_count, const struct chart_span *spans, size_t count,
    bool wide, struct chart *out);

/* ---- Backends ------------------------------------------------------------------ */

/* Inline SVG; `id`, of letters and digits, is unique on the page. */
void chart_put_svg(struct str *out, const struct chart *chart, const char *id);

#endif
