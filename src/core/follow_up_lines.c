#include "core/follow_up_lines.h"

#include <string.h>

#include "base/mem.h"

struct writing {
	struct mem *mem;
	const struct follow_up *fu;
	const struct fu_member *of;
	bool *told;          /* of each aggregate */
	uint32_t *last_unit; /* below each aggregate; PLAN_NONE: none */
	struct fu_line *lines;
	size_t count, room;
};

static void
add(struct writing *w, enum fu_line_kind kind, uint32_t index)
{
	MEM_PUSH(w->mem, w->lines, w->count, w->room);
	w->lines[w->count - 1] = (struct fu_line){ kind, index };
}

/* ---- Which ------------------------------------------------------------------------ */

static bool
is_level_below(const struct follow_up *fu, uint32_t level, uint32_t top)
{
	for (unsigned depth = 0; level != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (level == top)
			return true;
		level = fu->aggregates[level].parent;
	}
	return false;
}

static bool
wants_level(const struct writing *w, uint32_t level)
{
	return w->of == NULL || (!w->of->is_unit && is_level_below(w->fu, level, w->of->index));
}

static bool
wants_unit(const struct writing *w, uint32_t unit)
{
	if (w->of == NULL)
		return true;
	return w->of->is_unit ? w->of->index == unit
			      : is_level_below(w->fu, w->fu->units[unit].parent, w->of->index);
}

/* ---- Lines ------------------------------------------------------------------------ */

static void
add_level(struct writing *w, uint32_t level)
{
	if (w->told[level])
		return;
	w->told[level] = true;
	if (wants_level(w, level))
		add(w, FU_LINE_LEVEL, level);
}

static void
add_unit(struct writing *w, uint32_t u)
{
	const struct fu_unit *unit = &w->fu->units[u];
	const char *area = "";

	if (!wants_unit(w, u))
		return;
	add(w, FU_LINE_UNIT, u);
	for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
		const char *now = w->fu->operations[i].area;

		if (strcmp(now, area) != 0 && now[0] != '\0')
			add(w, FU_LINE_AREA, i);
		area = now;
		add(w, FU_LINE_OPERATION, i);
	}
}

static bool
stands_above(const struct follow_up *fu, uint32_t level)
{
	return fu->aggregates[level].level < (fu->is_reported ? FU_INSTITUTION : FU_GROUP);
}

/* The headings that a unit hangs from, the highest first, each told once. */
static void
add_above(struct writing *w, uint32_t level, unsigned depth)
{
	if (level == PLAN_NONE || depth > PLAN_DEPTH_MAX)
		return;
	add_above(w, w->fu->aggregates[level].parent, depth + 1);
	if (stands_above(w->fu, level))
		add_level(w, level);
}

/* The averages that end with this unit, the lowest first. */
static void
add_after(struct writing *w, uint32_t unit)
{
	uint32_t level = w->fu->units[unit].parent;

	for (unsigned depth = 0; level != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (!stands_above(w->fu, level) && w->last_unit[level] == unit)
			add_level(w, level);
		level = w->fu->aggregates[level].parent;
	}
}

static void
find_last_units(struct writing *w)
{
	w->last_unit = mem_array(w->mem, w->fu->aggregate_count + 1, sizeof(*w->last_unit));
	for (uint32_t u = 0; u < w->fu->unit_count; u++) {
		uint32_t level = w->fu->units[u].parent;

		for (unsigned depth = 0; level != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
			w->last_unit[level] = u;
			level = w->fu->aggregates[level].parent;
		}
	}
}

static void
write_by_structure(struct writing *w)
{
	find_last_units(w);
	for (uint32_t u = 0; u < w->fu->unit_count; u++) {
		add_above(w, w->fu->units[u].parent, 0);
		add_unit(w, u);
		add_after(w, u);
	}
	for (uint32_t a = 0; a < w->fu->aggregate_count; a++)
		add_level(w, a);
}

/* ---- As it was read ---------------------------------------------------------------- */

static bool
comes_before(const struct source *a, const struct source *b)
{
	return a->file != b->file ? a->file < b->file : a->line < b->line;
}

/* Both lists are in the order in which they were read. */
static void
write_as_read(struct writing *w)
{
	const struct follow_up *fu = w->fu;
	uint32_t a = 0;

	for (uint32_t u = 0; u < fu->unit_count; u++) {
		while (a < fu->aggregate_count &&
		    comes_before(&fu->aggregates[a].source, &fu->units[u].source))
			add_level(w, a++);
		add_unit(w, u);
	}
	while (a < fu->aggregate_count)
		add_level(w, a++);
}

struct fu_line *
follow_up_lines(struct mem *mem, const struct follow_up *fu, const struct fu_member *of,
    size_t *out_count)
{
	struct writing w = { .mem = mem, .fu = fu, .of = of };

	w.told = mem_array(mem, fu->aggregate_count + 1, sizeof(*w.told));
	if (!fu->is_reported && fu->unit_count > 0 && fu->units[0].source.line > 0)
		write_as_read(&w);
	else
		write_by_structure(&w);
	*out_count = w.count;
	return w.lines;
}

/* ---- Questions ---------------------------------------------------------------------- */

bool
fu_operation_explains(const struct fu_operation *op)
{
	return op->cause[0] != '\0' || op->measure[0] != '\0';
}

bool
fu_unit_explains(const struct follow_up *fu, uint32_t unit)
{
	const struct fu_unit *u = &fu->units[unit];

	for (uint32_t i = u->first; i < u->first + u->count; i++)
		if (fu_operation_explains(&fu->operations[i]))
			return true;
	return false;
}

bool
follow_up_find_line(const struct follow_up *fu, const char *id, struct fu_member *out)
{
	for (uint32_t u = 0; u < fu->unit_count; u++)
		if (strcmp(fu->units[u].id, id) == 0) {
			*out = (struct fu_member){ true, u };
			return true;
		}
	for (uint32_t a = 0; a < fu->aggregate_count; a++)
		if (strcmp(fu->aggregates[a].id, id) == 0) {
			*out = (struct fu_member){ false, a };
			return true;
		}
	return false;
}
