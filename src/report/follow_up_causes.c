#include "report/follow_up_causes.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/follow_up_lines.h"

struct causes {
	struct mem *mem;
	const struct follow_up *fu;
	struct cause_line *lines;
	size_t count, room;
};

static void
add(struct causes *c, const struct cause_line *line)
{
	MEM_PUSH(c->mem, c->lines, c->count, c->room);
	c->lines[c->count - 1] = *line;
}

static void
add_head(struct causes *c, const char *ordinal, const char *name)
{
	add(c, &(struct cause_line){ true, ordinal, name, "", "" });
}

/* As the second table has it, where it has one. */
static void
add_unit(struct causes *c, const struct fu_unit *unit)
{
	bool named = unit->cause_name != NULL && unit->cause_name[0] != '\0';

	add_head(c, unit->cause_ordinal[0] != '\0' ? unit->cause_ordinal : unit->ordinal,
	    named ? unit->cause_name : unit->name);
}

static void
add_orphan(struct causes *c, const struct fu_orphan *o)
{
	add(c, &(struct cause_line){ false, o->code, o->expected, o->cause, o->measure });
}

/* The unit under whose name the row stands; PLAN_NONE: it has none of ours. */
static uint32_t
orphan_unit(struct mem *mem, const struct follow_up *fu, const struct fu_orphan *o)
{
	const char *name = utf8_fold_name(mem, o->unit_name, fu->pack->skip_words);

	for (uint32_t u = 0; u < fu->unit_count; u++)
		if (strcmp(utf8_fold_name(mem, fu->units[u].name, fu->pack->skip_words), name) == 0)
			return u;
	return PLAN_NONE;
}

/* One unit's rows, those that found no operation last. */
static void
add_causes_of(struct causes *c, uint32_t u, const uint32_t *orphan_of)
{
	const struct follow_up *fu = c->fu;
	const struct fu_unit *unit = &fu->units[u];
	bool any = fu_unit_explains(fu, u);

	for (size_t i = 0; i < fu->orphan_count; i++)
		any = any || orphan_of[i] == u;
	if (any)
		add_unit(c, unit);
	for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
		const struct fu_operation *op = &fu->operations[i];

		if (fu_operation_explains(op))
			add(c,
			    &(struct cause_line){ false, op->code,
				op->cause_expected[0] != '\0' ? op->cause_expected : op->expected,
				op->cause, op->measure });
	}
	for (size_t i = 0; i < fu->orphan_count; i++)
		if (orphan_of[i] == u)
			add_orphan(c, &fu->orphans[i]);
}

struct cause_line *
follow_up_causes(struct mem *mem, const struct follow_up *fu, size_t *out_count)
{
	struct causes c = { .mem = mem, .fu = fu };
	uint32_t *orphan_of = mem_array(mem, fu->orphan_count + 1, sizeof(*orphan_of));
	const char *named = NULL;

	for (size_t i = 0; i < fu->orphan_count; i++)
		orphan_of[i] = orphan_unit(mem, fu, &fu->orphans[i]);
	for (uint32_t u = 0; u < fu->unit_count; u++)
		add_causes_of(&c, u, orphan_of);
	for (size_t i = 0; i < fu->orphan_count; i++) {
		const struct fu_orphan *o = &fu->orphans[i];

		if (orphan_of[i] != PLAN_NONE)
			continue;
		if (named == NULL || strcmp(named, o->unit_name) != 0)
			add_head(&c, "00", o->unit_name);
		named = o->unit_name;
		add_orphan(&c, o);
	}
	*out_count = c.count;
	return c.lines;
}
