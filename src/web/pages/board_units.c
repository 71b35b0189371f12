#include "web/pages/board_units.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "text/report_text.h"

/* ---- Columns ---------------------------------------------------------------------------- */

static const char *
short_span(const struct board *b, const struct report_period *period)
{
	const char *first = html_translated(&b->visit->html,
	    b->pack->periods[period->first - 1].abbr);
	const char *last = html_translated(&b->visit->html,
	    b->pack->periods[period->last - 1].abbr);

	return period->first == period->last ? first : mem_printf(b->mem, "%s–%s", first, last);
}

static void
make_columns(struct board *b, const struct app_standings *year)
{
	size_t n = year->period_count;

	b->columns = mem_array(b->mem, n, sizeof(*b->columns));
	b->column_names = mem_array(b->mem, n, sizeof(*b->column_names));
	for (size_t i = 0; i < n; i++) {
		b->columns[i] = short_span(b, &year->periods[i]);
		b->column_names[i] = report_period_name(b->mem, b->visit->html.catalogue, b->pack,
		    &year->periods[i], n);
	}
	b->column_count = (unsigned)n;
}

/* ---- Lines -------------------------------------------------------------------------------- */

static const struct standing *
find_standing(const struct app_standing *of, const struct standing *like)
{
	for (size_t i = 0; i < of->count; i++)
		if (standing_is_unit(&of->list[i]) == standing_is_unit(like) &&
		    strcmp(of->list[i].id, like->id) == 0)
			return &of->list[i];
	return NULL;
}

static const char *
link_of(const struct board *b, const struct board_units *of, const struct standing *s,
    unsigned period)
{
	if (of->path == NULL)
		return NULL;
	return mem_printf(b->mem, "%s/%u/%s%s", of->path, period,
	    standing_is_unit(s) ? "unidad/" : "panel?unidad=", s->id);
}

static struct board_line
line_of(const struct board *b, const struct board_units *of, const struct map *units,
    const struct standing *s)
{
	unsigned n = b->column_count;
	uint32_t unit = map_get(units, s->id);
	struct board_line line = { .name = of->plan->institution, .code = "" };

	if (unit != MAP_NONE) {
		line.code = of->plan->units[unit].path;
		line.name = of->plan->units[unit].name[0] != '\0' ? of->plan->units[unit].name
								  : line.code;
	}
	line.at = mem_array(b->mem, n, sizeof(const struct standing *));
	line.cell_link = mem_array(b->mem, n, sizeof(const char *));
	for (unsigned c = 0; c < n; c++) {
		line.at[c] = c == b->now ? s : find_standing(&of->year->of[c], s);
		line.cell_link[c] = link_of(b, of, s, c + 1);
	}
	line.link = line.cell_link[b->now];
	return line;
}

/* The line that is told as the whole: its place, PLAN_NONE where who looks may not see it. */
static uint32_t
find_whole(const struct app_standing *now, const char *id)
{
	for (size_t i = 0; i < now->count; i++)
		if (id[0] == '\0' ? now->list[i].level == FU_INSTITUTION
				  : strcmp(now->list[i].id, id) == 0)
			return (
			    uint32_t)i; /* levels stand before units: a level before its own unit */
	return now->count == 1 ? 0 : PLAN_NONE;
}

static bool
is_below(const struct app_standing *now, uint32_t i, uint32_t top)
{
	for (unsigned depth = 0; i != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (i == top)
			return true;
		i = now->list[i].parent;
	}
	return top == PLAN_NONE;
}

static void
make_lines(struct board *b, const struct board_units *of)
{
	const struct app_standing *now = &of->year->of[b->now];
	uint32_t whole = find_whole(now, of->scope);
	struct map units;

	map_init(&units, b->mem);
	for (uint32_t u = 0; u < of->plan->unit_count; u++)
		map_set(&units, of->plan->units[u].id, u);
	b->lines = mem_array(b->mem, now->count + 1, sizeof(*b->lines));
	b->members = mem_array(b->mem, now->count + 1, sizeof(*b->members));
	if (whole != PLAN_NONE) {
		b->whole = mem_alloc(b->mem, sizeof(*b->whole));
		*b->whole = line_of(b, of, &units, &now->list[whole]);
	}
	for (uint32_t i = 0; i < now->count; i++) {
		if (!is_below(now, i, whole))
			continue;
		if (standing_is_unit(&now->list[i]))
			b->lines[b->count++] = line_of(b, of, &units, &now->list[i]);
		if (whole != PLAN_NONE && now->list[i].parent == whole)
			b->members[b->member_count++] = line_of(b, of, &units, &now->list[i]);
	}
}

void
board_units_make(struct board *board, const struct board_units *of)
{
	make_columns(board, of->year);
	make_lines(board, of);
}
