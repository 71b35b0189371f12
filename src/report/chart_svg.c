/* chart_svg.c - a chart as inline SVG; see chart.h. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"

enum { SHAPE_SIZE = 160 }; /* about, with its title */

static const char *
entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return "&#34;";
	}
}

static void
put_escaped(struct str *out, const char *text)
{
	while (*text != '\0') {
		size_t plain = strcspn(text, "&<>\"");

		str_put_n(out, text, plain);
		text += plain;
		if (*text != '\0')
			str_put(out, entity_of(*text++));
	}
}

/* Tenths of a pixel: "12.5", "12". */
static void
put_tenths(struct str *out, int value)
{
	unsigned size = value < 0 ? -(unsigned)value : (unsigned)value;

	if (value < 0)
		str_put_char(out, '-');
	str_put_uint(out, size / CHART_UNIT, 1);
	if (size % CHART_UNIT == 0)
		return;
	str_put_char(out, '.');
	str_put_char(out, (char)('0' + size % CHART_UNIT));
}

static void
put_number(struct str *out, const char *name, int value)
{
	str_put_char(out, ' ');
	str_put(out, name);
	str_put(out, "=\"");
	put_tenths(out, value);
	str_put_char(out, '"');
}

static void
put_close(struct str *out, const char *element)
{
	str_put(out, "</title></");
	str_put(out, element);
	str_put_char(out, '>');
}

/* What tells something can be reached by keyboard, and tells it. */
static void
put_end(struct str *out, const struct chart_shape *s, const char *element)
{
	if (s->title == NULL) {
		str_put(out, "/>");
		return;
	}
	if (s->one_of_many) {
		str_put(out, "><title>");
		put_escaped(out, s->title);
		put_close(out, element);
		return;
	}
	str_put(out, " tabindex=\"0\" role=\"img\" aria-label=\"");
	put_escaped(out, s->title);
	str_put(out, "\"><title>");
	put_escaped(out, s->title);
	put_close(out, element);
}

static void
put_line(struct str *out, const struct chart_shape *s)
{
	str_printf(out, "<polyline class=\"%s\" points=\"", s->style);
	for (size_t i = 0; i < s->point_count; i++) {
		if (i > 0)
			str_put_char(out, ' ');
		put_tenths(out, s->points[i].x);
		str_put_char(out, ',');
		put_tenths(out, s->points[i].y);
	}
	str_put(out, "\"/>");
}

static void
put_open(struct str *out, const char *open, const char *style)
{
	str_put(out, open);
	str_put(out, style);
	str_put_char(out, '"');
}

static void
put_text(struct str *out, const struct chart_shape *s)
{
	static const char *const ANCHORS[] = { "start", "middle", "end" };

	str_put(out, "<text");
	if (strcmp(s->style, "label") != 0)
		str_printf(out, " class=\"%s\"", s->style);
	put_number(out, "x", s->x);
	put_number(out, "y", s->y);
	put_open(out, " text-anchor=\"", ANCHORS[s->anchor]);
	str_put_char(out, '>');
	if (s->title != NULL) {
		str_put(out, "<title>");
		put_escaped(out, s->title);
		str_put(out, "</title>");
	}
	put_escaped(out, s->text);
	str_put(out, "</text>");
}

static void
put_shape(struct str *out, const struct chart_shape *s)
{
	switch (s->kind) {
	case SHAPE_LINE:
		put_line(out, s);
		break;
	case SHAPE_RECT:
		put_open(out, "<rect class=\"", s->style);
		put_number(out, "x", s->x);
		put_number(out, "y", s->y);
		put_number(out, "width", s->width);
		put_number(out, "height", s->height);
		put_end(out, s, "rect");
		break;
	case SHAPE_DOT:
		put_open(out, "<circle class=\"", s->style);
		put_number(out, "cx", s->x);
		put_number(out, "cy", s->y);
		put_number(out, "r", s->width);
		put_end(out, s, "circle");
		break;
	case SHAPE_TEXT:
		put_text(out, s);
		break;
	}
}

void
chart_put_svg(struct str *out, const struct chart *c, const char *id)
{
	str_reserve(out, c->count * SHAPE_SIZE);
	str_put(out, "<svg class=\"chart\" viewBox=\"0 0 ");
	put_tenths(out, c->width);
	str_put_char(out, ' ');
	put_tenths(out, c->height);
	str_printf(out, "\" role=\"group\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">", id,
	    id, id);
	put_escaped(out, c->title);
	str_printf(out, "</title><desc id=\"%s-d\">", id);
	put_escaped(out, c->description);
	str_put(out, "</desc>");
	for (size_t i = 0; i < c->count; i++)
		put_shape(out, &c->shapes[i]);
	str_put(out, "</svg>");
}
