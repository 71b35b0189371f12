#include "report/chart.h"

#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/number_text.h"

enum {
	WIDTH = 640 * CHART_UNIT,
	LEFT = 44 * CHART_UNIT, /* for the scale */
	RIGHT = 12 * CHART_UNIT,
	TOP = 12 * CHART_UNIT,
	BOTTOM = 26 * CHART_UNIT, /* for the periods */
	CURVE_HEIGHT = 240 * CHART_UNIT,
	NAME_WIDTH = 190 * CHART_UNIT, /* of a bar or a row */
	NAME_LETTERS = 26,
	ROW = 22 * CHART_UNIT,
	ROW_FILL = 16 * CHART_UNIT,
	VALUE_WIDTH = 110 * CHART_UNIT,
	DOT = 3 * CHART_UNIT,
	SPOT = 5 * CHART_UNIT,
	BASELINE = 4 * CHART_UNIT, /* from a text's middle to its foot */
	GRID_LINES = 4,
	LEGEND = 20 * CHART_UNIT,
	LEGEND_WIDTH = 130 * CHART_UNIT,
	HEAT_STEPS = 6,
	WIDE_NAME = 380 * CHART_UNIT,
	WIDE = 900 * CHART_UNIT,
	WIDE_LETTERS = 56,
	SHAPES_USUAL = 48,
};

static struct chart_shape *
add(struct chart *c, enum shape_kind kind, const char *style)
{
	MEM_PUSH(c->mem, c->shapes, c->count, c->room);
	c->shapes[c->count - 1] = (struct chart_shape){ .kind = kind, .style = style };
	return &c->shapes[c->count - 1];
}

static void
add_text(struct chart *c, int x, int y, enum text_anchor anchor, const char *text)
{
	struct chart_shape *s = add(c, SHAPE_TEXT, "label");

	s->x = x;
	s->y = y;
	s->anchor = anchor;
	s->text = text;
}

static struct chart_shape *
add_rect(struct chart *c, const char *style, int x, int y, int width, int height)
{
	struct chart_shape *s = add(c, SHAPE_RECT, style);

	s->x = x;
	s->y = y;
	s->width = width;
	s->height = height;
	return s;
}

static void
add_line(struct chart *c, const char *style, int x0, int y0, int x1, int y1)
{
	struct chart_point *points = mem_array(c->mem, 2, sizeof(*points));
	struct chart_shape *s = add(c, SHAPE_LINE, style);

	points[0] = (struct chart_point){ x0, y0 };
	points[1] = (struct chart_point){ x1, y1 };
	s->points = points;
	s->point_count = 2;
}

static struct chart
begin(struct mem *mem, const char *title, const char *description, int height)
{
	return (struct chart){
		.mem = mem,
		.shapes = mem_array(mem, SHAPES_USUAL, sizeof(struct chart_shape)),
		.room = SHAPES_USUAL,
		.title = title,
		.description = description,
		.width = WIDTH,
		.height = height,
	};
}

static const char *
percent_text(struct mem *mem, int64_t value_e9)
{
	char text[NUMBER_TEXT_SIZE + 2];
	size_t length = number_write(text, ratio_round(value_e9, 1), 1, 1);

	memcpy(text + length, " %", 2);
	return mem_strndup(mem, text, length + 2);
}

/* "UAI, enero: 8,3 %", written in `s`. */
static const char *
cell_title(struct mem *mem, struct str *s, const char *name, const char *period, int64_t value_e9)
{
	str_clear(s);
	str_put(s, name);
	str_put(s, ", ");
	str_put(s, period);
	str_put(s, ": ");
	if (value_e9 == NUM_ABSENT) {
		str_put(s, "—");
	} else {
		number_put_ratio(s, value_e9, 1);
		str_put(s, " %");
	}
	return mem_strndup(mem, s->text, s->length);
}

/* A name of at most `most` letters; the whole of it is told by its title. */
static const char *
short_name(struct mem *mem, const char *name, size_t most)
{
	size_t letters = 0, i = 0;

	for (; name[i] != '\0'; i++)
		if (((unsigned char)name[i] & 0xC0u) != 0x80u && ++letters > most)
			return mem_printf(mem, "%.*s…", (int)i, name);
	return name;
}

/* `value` of `whole` over `length`, to the nearest. */
static int
scale(int64_t value, int64_t whole, int length)
{
	__int128 product = (__int128)value * length;

	return whole > 0 ? (int)((product + whole / 2) / whole) : 0;
}

/* ---- Curves ---------------------------------------------------------------------- */

/* 100 %, or more where a curve goes past it. */
static int64_t
top_of(const struct chart_curve *curves, size_t count, unsigned periods)
{
	int64_t top = 100 * E9;

	for (size_t i = 0; i < count; i++)
		for (unsigned m = 0; m < periods; m++)
			if (curves[i].cumulated_e9[m] != NUM_ABSENT &&
			    curves[i].cumulated_e9[m] > top)
				top = curves[i].cumulated_e9[m];
	return top;
}

static void
add_scale(struct chart *c, int64_t top, int height)
{
	for (int i = 0; i <= GRID_LINES; i++) {
		int y = TOP + height - height * i / GRID_LINES;

		add_line(c, i == 0 ? "axis" : "grid-line", LEFT, y, WIDTH - RIGHT, y);
		add_text(c, LEFT - 6 * CHART_UNIT, y + BASELINE, ANCHOR_END,
		    mem_printf(c->mem, "%d %%", (int)(top / E9 * i / GRID_LINES)));
	}
}

static int
period_x(unsigned m, unsigned periods, int left, int width)
{
	return left + (int)(((int64_t)width * (2 * m + 1)) / (2 * (int)periods));
}

static void
add_periods(struct chart *c, const char *const *periods, unsigned count, int left, int width, int y)
{
	for (unsigned m = 0; m < count; m++)
		add_text(c, period_x(m, count, left, width), y, ANCHOR_MIDDLE, periods[m]);
}

static void
add_curve(struct chart *c, const struct chart_curve *curve, const char *const *periods,
    unsigned period_count, int64_t top, int height)
{
	struct chart_point *points = mem_array(c->mem, period_count, sizeof(*points));
	const char *dot_style = mem_printf(c->mem, "dot dot-%s", curve->style);
	struct chart_shape *line;
	size_t count = 0;

	for (unsigned m = 0; m < period_count; m++)
		if (curve->cumulated_e9[m] != NUM_ABSENT)
			points[count++] = (struct chart_point){
				period_x(m, period_count, LEFT, WIDTH - LEFT - RIGHT),
				TOP + height - scale(curve->cumulated_e9[m], top, height),
			};
	line = add(c, SHAPE_LINE, curve->style);
	line->points = points;
	line->point_count = count;
	count = 0;
	for (unsigned m = 0; m < period_count; m++) {
		struct chart_shape *dot;

		if (curve->cumulated_e9[m] == NUM_ABSENT)
			continue;
		dot = add(c, SHAPE_DOT, dot_style);
		dot->x = points[count].x;
		dot->y = points[count++].y;
		dot->width = DOT;
		dot->title = mem_printf(c->mem, "%s, %s: %s", curve->name, periods[m],
		    percent_text(c->mem, curve->cumulated_e9[m]));
	}
}

static void
add_legend(struct chart *c, const struct chart_curve *curves, size_t count, int y)
{
	for (size_t i = 0; i < count; i++) {
		int x = LEFT + (int)i * LEGEND_WIDTH;

		add_line(c, curves[i].style, x, y - BASELINE, x + 20 * CHART_UNIT, y - BASELINE);
		add_text(c, x + 26 * CHART_UNIT, y, ANCHOR_START, curves[i].name);
	}
}

void
chart_curves(struct mem *mem, const char *title, const char *description,
    const char *const *periods, unsigned period_count, const struct chart_curve *curves,
    size_t curve_count, struct chart *out)
{
	int height = CURVE_HEIGHT - TOP - BOTTOM;
	int64_t top = top_of(curves, curve_count, period_count);
	struct chart c = begin(mem, title, description, CURVE_HEIGHT + LEGEND);

	add_scale(&c, top, height);
	add_periods(&c, periods, period_count, LEFT, WIDTH - LEFT - RIGHT,
	    CURVE_HEIGHT - BOTTOM + 18 * CHART_UNIT);
	for (size_t i = 0; i < curve_count; i++)
		add_curve(&c, &curves[i], periods, period_count, top, height);
	add_legend(&c, curves, curve_count, CURVE_HEIGHT + LEGEND - 6 * CHART_UNIT);
	*out = c;
}

/* ---- Spots -------------------------------------------------------------------------- */

static bool
is_drawn(const struct chart_spot *spot)
{
	return spot->x_e9 != NUM_ABSENT && spot->y_e9 != NUM_ABSENT;
}

/* 100 %, or the next fifth past the farthest spot. */
static int64_t
spots_top(const struct chart_spot *spots, size_t count)
{
	const int64_t step = 20 * E9;
	int64_t top = 100 * E9;

	for (size_t i = 0; i < count; i++) {
		if (!is_drawn(&spots[i]))
			continue;
		top = spots[i].x_e9 > top ? spots[i].x_e9 : top;
		top = spots[i].y_e9 > top ? spots[i].y_e9 : top;
	}
	return (top + step - 1) / step * step;
}

static void
add_spot(struct chart *c, const struct chart_spot *spot, int64_t top, int width, int height)
{
	struct chart_shape *dot = add(c, SHAPE_DOT, "dot spot");

	dot->x = LEFT + scale(spot->x_e9, top, width);
	dot->y = TOP + height - scale(spot->y_e9, top, height);
	dot->width = SPOT;
	dot->title = mem_printf(c->mem, "%s: %s, %s", spot->name, percent_text(c->mem, spot->x_e9),
	    percent_text(c->mem, spot->y_e9));
}

void
chart_spots(struct mem *mem, const char *title, const char *description, const char *x_name,
    const char *y_name, const struct chart_spot *spots, size_t count, struct chart *out)
{
	int height = CURVE_HEIGHT - TOP - BOTTOM, width = WIDTH - LEFT - RIGHT;
	int64_t top = spots_top(spots, count);
	struct chart c = begin(mem, title, description, CURVE_HEIGHT + LEGEND);

	add_scale(&c, top, height);
	add_line(&c, "even", LEFT, TOP + height, LEFT + width, TOP);
	for (int i = 1; i <= GRID_LINES; i++)
		add_text(&c, LEFT + width * i / GRID_LINES, CURVE_HEIGHT - BOTTOM + 18 * CHART_UNIT,
		    i == GRID_LINES ? ANCHOR_END : ANCHOR_MIDDLE,
		    mem_printf(mem, "%d %%", (int)(top / E9 * i / GRID_LINES)));
	add_text(&c, LEFT + width, CURVE_HEIGHT + LEGEND - 6 * CHART_UNIT, ANCHOR_END,
	    mem_printf(mem, "%s →", x_name));
	add_text(&c, LEFT, CURVE_HEIGHT + LEGEND - 6 * CHART_UNIT, ANCHOR_START,
	    mem_printf(mem, "↑ %s", y_name));
	for (size_t i = 0; i < count; i++)
		if (is_drawn(&spots[i]))
			add_spot(&c, &spots[i], top, width, height);
	*out = c;
}

/* ---- Rows: bars, heat, spans ------------------------------------------------------- */

static void
add_name(struct chart *c, const char *name, int y)
{
	const char *shown = short_name(c->mem, name, NAME_LETTERS);

	add_text(c, NAME_WIDTH - 8 * CHART_UNIT, y + ROW / 2 + BASELINE, ANCHOR_END, shown);
	if (shown != name)
		c->shapes[c->count - 1].title = name;
}

void
chart_bars(struct mem *mem, const char *title, const char *description,
    const struct chart_bar *bars, size_t count, struct chart *out)
{
	struct chart c = begin(mem, title, description, TOP + (int)count * ROW);
	int room = WIDTH - NAME_WIDTH - VALUE_WIDTH;
	int64_t longest = 0;

	for (size_t i = 0; i < count; i++)
		if (bars[i].value > longest)
			longest = bars[i].value;
	for (size_t i = 0; i < count; i++) {
		int y = TOP / 2 + (int)i * ROW;
		int length = bars[i].value > 0 ? scale(bars[i].value, longest, room) : 0;
		struct chart_shape *bar;

		add_name(&c, bars[i].name, y);
		bar = add_rect(&c, "bar-fill", NAME_WIDTH, y + (ROW - ROW_FILL) / 2, length,
		    ROW_FILL);
		bar->title = mem_printf(mem, "%s: %s", bars[i].name, bars[i].shown);
		add_text(&c, NAME_WIDTH + length + 6 * CHART_UNIT, y + ROW / 2 + BASELINE,
		    ANCHOR_START, bars[i].shown);
	}
	*out = c;
}

/* 0 for nothing, then five steps up to twice an equal share of the year. */
static unsigned
heat_step(int64_t value_e9, unsigned periods)
{
	int64_t equal = 100 * E9 / periods;
	int64_t step;

	if (value_e9 == NUM_ABSENT || value_e9 <= 0)
		return 0;
	step = 1 + value_e9 * 2 / equal;
	return step < HEAT_STEPS ? (unsigned)step : HEAT_STEPS - 1;
}

static const char *
heat_style(int64_t value_e9, unsigned periods)
{
	static const char *const STYLES[HEAT_STEPS] = { "cell h0", "cell h1", "cell h2", "cell h3",
		"cell h4", "cell h5" };

	return STYLES[heat_step(value_e9, periods)];
}

/* "8,3" over a cell, light on the dark ones. */
static void
add_figure(struct chart *c, int64_t value_e9, unsigned periods, int x, int y)
{
	static const char *const STYLES[HEAT_STEPS] = { "on0", "on1", "on2", "on3", "on4", "on5" };
	char text[NUMBER_TEXT_SIZE];
	size_t length = number_write(text, ratio_round(value_e9, 1), 1, 1);

	add_text(c, x, y, ANCHOR_MIDDLE, mem_strndup(c->mem, text, length));
	c->shapes[c->count - 1].style = STYLES[heat_step(value_e9, periods)];
}

void
chart_heat(struct mem *mem, const char *title, const char *description, const char *const *periods,
    unsigned period_count, const struct chart_heat_row *rows, size_t count, struct chart *out)
{
	struct chart c = begin(mem, title, description, TOP + ROW + (int)count * ROW);
	CLEANUP(str_done) struct str text = { 0 };
	int room = WIDTH - NAME_WIDTH - RIGHT;
	int cell = room / (int)period_count;

	c.room = period_count + count * (2 * period_count + 1);
	c.shapes = mem_array(mem, c.room, sizeof(*c.shapes));
	add_periods(&c, periods, period_count, NAME_WIDTH, cell * (int)period_count,
	    TOP + BASELINE);
	for (size_t i = 0; i < count; i++) {
		int y = ROW + (int)i * ROW;

		add_name(&c, rows[i].name, y);
		for (unsigned m = 0; m < period_count; m++) {
			int64_t value = rows[i].month_e9[m];
			struct chart_shape *s = add_rect(&c, heat_style(value, period_count),
			    NAME_WIDTH + (int)m * cell, y + CHART_UNIT, cell - CHART_UNIT,
			    ROW - 2 * CHART_UNIT);

			s->one_of_many = true;
			s->title = cell_title(mem, &text, rows[i].name, periods[m], value);
			if (value != NUM_ABSENT && value > 0)
				add_figure(&c, value, period_count, s->x + s->width / 2,
				    y + ROW / 2 + BASELINE);
		}
	}
	*out = c;
}

/* Where the periods of a chart of spans stand. */
struct span_room {
	int left, cell, letters;
};

/* To the left of the bars where there is room for long ones: read from where they begin. */
static void
add_span_name(struct chart *c, const struct span_room *room, const struct chart_span *span, int y)
{
	const char *shown = short_name(c->mem, span->name, (size_t)room->letters);

	if (room->letters == NAME_LETTERS) {
		add_name(c, span->name, y);
		return;
	}
	add_text(c, span->group ? 0 : 12 * CHART_UNIT, y + ROW / 2 + BASELINE, ANCHOR_START, shown);
	c->shapes[c->count - 1].style = span->group ? "group" : "label";
	if (shown != span->name)
		c->shapes[c->count - 1].title = span->name;
}

static void
add_span(struct chart *c, const struct span_room *room, const char *const *periods,
    const struct chart_span *span, int y)
{
	int top = y + (ROW - ROW_FILL) / 2;
	struct chart_shape *bar;

	for (unsigned m = span->first; span->month_e4 != NULL && m <= span->last; m++)
		if (span->month_e4[m - 1] != 0)
			(void)add_rect(c, span->group ? "bar-group" : "bar-fill",
			    room->left + (int)(m - 1) * room->cell, top, room->cell, ROW_FILL);
	bar = add_rect(c, span->month_e4 != NULL ? "bar-whole" : "bar-fill",
	    room->left + (int)(span->first - 1) * room->cell, top,
	    (int)(span->last - span->first + 1) * room->cell, ROW_FILL);
	bar->title = span->told != NULL ? span->told
					: mem_printf(c->mem, "%s: %s–%s", span->name,
					      periods[span->first - 1], periods[span->last - 1]);
}

void
chart_gantt(struct mem *mem, const char *title, const char *description, const char *const *periods,
    unsigned period_count, const struct chart_span *spans, size_t count, bool wide,
    struct chart *out)
{
	struct chart c = begin(mem, title, description, TOP + ROW + (int)count * ROW);
	struct span_room room = { NAME_WIDTH, 0, NAME_LETTERS };

	if (wide) {
		c.width = WIDE;
		room.left = WIDE_NAME;
		room.letters = WIDE_LETTERS;
	}
	room.cell = (c.width - room.left - RIGHT) / (int)period_count;
	add_periods(&c, periods, period_count, room.left, room.cell * (int)period_count,
	    TOP + BASELINE);
	for (unsigned m = 0; m <= period_count; m++)
		add_line(&c, "grid-line", room.left + (int)m * room.cell, ROW,
		    room.left + (int)m * room.cell, ROW + (int)count * ROW);
	for (size_t i = 0; i < count; i++) {
		int y = ROW + (int)i * ROW;

		add_span_name(&c, &room, &spans[i], y);
		if (spans[i].first > 0 && spans[i].last >= spans[i].first &&
		    spans[i].last <= period_count)
			add_span(&c, &room, periods, &spans[i], y);
	}
	*out = c;
}
