#include "core/plan_choose.h"

#include <string.h>

#include "base/mem.h"

/* One of the two plans, and where its parts are in the result; PLAN_NONE: left out. */
struct side {
	const struct plan *plan;
	bool *takes; /* of each node */
	uint32_t *node, *unit, *form;
	uint32_t first_file;
};

struct chooser {
	struct mem *mem;
	struct plan *to;
	struct side there, read;
	const bool *chosen;
};

static uint32_t *
nowhere(struct mem *mem, size_t count)
{
	uint32_t *map = mem_array(mem, count + 1, sizeof(*map));

	for (size_t i = 0; i <= count; i++)
		map[i] = PLAN_NONE;
	return map;
}

static void
side_begin(struct mem *mem, struct side *side, const struct plan *plan)
{
	side->plan = plan;
	side->takes = mem_array(mem, plan->node_count + 1, sizeof(*side->takes));
	side->node = nowhere(mem, plan->node_count);
	side->unit = nowhere(mem, plan->unit_count);
	side->form = nowhere(mem, plan->form_count);
}

static uint32_t
mapped(const uint32_t *map, uint32_t index)
{
	return index == PLAN_NONE ? PLAN_NONE : map[index];
}

static struct source
moved(const struct side *side, struct source source)
{
	source.file += side->first_file;
	return source;
}

static const struct source *
moved_all(const struct chooser *k, const struct side *side, const struct source *list, size_t count)
{
	struct source *out;

	if (list == NULL || count == 0)
		return list;
	out = mem_array(k->mem, count, sizeof(*out));
	for (size_t i = 0; i < count; i++)
		out[i] = moved(side, list[i]);
	return out;
}

/* ---- Units ------------------------------------------------------------------------- */

static uint32_t
unit_at_path(const struct plan *plan, const char *path)
{
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].path, path) == 0)
			return u;
	return PLAN_NONE;
}

/* The unit of `there` gives way to one that was chosen. */
static bool
gives_way(const struct chooser *k, uint32_t unit)
{
	uint32_t other;

	if (unit == PLAN_NONE)
		return false;
	other = unit_at_path(k->read.plan, k->there.plan->units[unit].path);
	return other != PLAN_NONE && k->chosen[other];
}

static void
add_unit(struct chooser *k, struct side *side, uint32_t u)
{
	const struct plan_unit *from = &side->plan->units[u];
	struct plan_unit *unit = plan_add_unit(k->to);

	*unit = *from;
	unit->source = moved(side, from->source);
	unit->total_source = moved(side, from->total_source);
	unit->spelling_sources = moved_all(k, side, from->spelling_sources, from->spelling_count);
	side->unit[u] = (uint32_t)(k->to->unit_count - 1);
}

/* What was chosen, and what it hangs from where nothing else is it. */
static void
add_read_unit(struct chooser *k, uint32_t u)
{
	const struct plan *read = k->read.plan;

	if (u == PLAN_NONE || k->read.unit[u] != PLAN_NONE)
		return;
	add_read_unit(k, read->units[u].parent);
	if (!k->chosen[u]) {
		k->read.unit[u] = unit_at_path(k->to, read->units[u].path);
		if (k->read.unit[u] != PLAN_NONE)
			return;
	}
	add_unit(k, &k->read, u);
}

static void
take_units(struct chooser *k)
{
	size_t kept;

	for (uint32_t u = 0; u < k->there.plan->unit_count; u++)
		if (!gives_way(k, u))
			add_unit(k, &k->there, u);
	kept = k->to->unit_count;
	for (uint32_t u = 0; u < k->read.plan->unit_count; u++)
		if (k->chosen[u])
			add_read_unit(k, u);
	for (uint32_t u = 0; u < k->there.plan->unit_count; u++)
		if (k->there.unit[u] == PLAN_NONE)
			k->there.unit[u] = unit_at_path(k->to, k->there.plan->units[u].path);
	for (size_t u = 0; u < k->to->unit_count; u++) {
		struct plan_unit *unit = &k->to->units[u];

		unit->parent = mapped(u < kept ? k->there.unit : k->read.unit, unit->parent);
	}
}

/* ---- Rows -------------------------------------------------------------------------- */

static uint32_t
same_row(const struct chooser *k, const struct plan_node *node)
{
	const struct plan *there = k->there.plan;
	uint32_t unit = mapped(k->read.unit, node->unit);

	for (uint32_t i = 0; i < there->node_count; i++)
		if (k->there.takes[i] && there->nodes[i].level == node->level &&
		    mapped(k->there.unit, there->nodes[i].unit) == unit &&
		    strcmp(there->nodes[i].code, node->code) == 0)
			return i;
	return PLAN_NONE;
}

/* Children stand after their parents, so one way back is enough. */
static void
choose_rows(struct chooser *k)
{
	const struct plan *there = k->there.plan, *read = k->read.plan;

	for (size_t i = there->node_count; i-- > 0;) {
		k->there.takes[i] = k->there.takes[i] || !gives_way(k, there->nodes[i].unit);
		if (k->there.takes[i] && there->nodes[i].parent != PLAN_NONE)
			k->there.takes[there->nodes[i].parent] = true;
	}
	for (size_t i = read->node_count; i-- > 0;) {
		const struct plan_node *node = &read->nodes[i];
		bool own = node->unit != PLAN_NONE && k->chosen[node->unit];

		k->read.takes[i] = own || (k->read.takes[i] && same_row(k, node) == PLAN_NONE);
		if (k->read.takes[i] && node->parent != PLAN_NONE)
			k->read.takes[node->parent] = true;
	}
}

static void
take_forms(struct chooser *k, struct side *side)
{
	const struct plan *plan = side->plan;
	bool *used = mem_array(k->mem, plan->form_count + 1, sizeof(*used));

	for (size_t i = 0; i < plan->node_count; i++) {
		if (!side->takes[i])
			continue;
		if (plan->nodes[i].form_a != PLAN_NONE)
			used[plan->nodes[i].form_a] = true;
		if (plan->nodes[i].form_b != PLAN_NONE)
			used[plan->nodes[i].form_b] = true;
	}
	for (uint32_t f = 0; f < plan->form_count; f++) {
		struct plan_form *form;

		if (!used[f])
			continue;
		form = plan_add_form(k->to);
		*form = plan->forms[f];
		form->file += side->first_file;
		form->unit = mapped(side->unit, form->unit);
		form->duplicate_of = mapped(side->form, form->duplicate_of);
		side->form[f] = (uint32_t)(k->to->form_count - 1);
	}
}

static void
add_row(struct chooser *k, struct side *side, uint32_t i)
{
	const struct plan_node *from = &side->plan->nodes[i];
	struct plan_node *node = plan_add_node(k->to);
	size_t at = k->to->node_count - 1;

	*node = *from;
	node->parent = mapped(side->node, from->parent);
	node->unit = mapped(side->unit, from->unit);
	node->form_a = mapped(side->form, from->form_a);
	node->form_b = mapped(side->form, from->form_b);
	node->sources = moved_all(k, side, from->sources, from->source_count);
	node->revision = 0;
	if (from->published != NULL) {
		struct published_row *row = mem_alloc(k->mem, sizeof(*row));

		*row = *from->published;
		row->source = moved(side, row->source);
		node->published = row;
	}
	memcpy(plan_schedule(k->to, at), plan_schedule(side->plan, i),
	    k->to->period_count * sizeof(*k->to->schedule_e4));
	side->node[i] = (uint32_t)at;
}

static void
take_rows(struct chooser *k)
{
	for (uint32_t i = 0; i < k->there.plan->node_count; i++)
		if (k->there.takes[i])
			add_row(k, &k->there, i);
	for (uint32_t i = 0; i < k->read.plan->node_count; i++) {
		uint32_t same;

		if (k->read.takes[i]) {
			add_row(k, &k->read, i);
			continue;
		}
		same = same_row(k, &k->read.plan->nodes[i]);
		k->read.node[i] = mapped(k->there.node, same);
	}
}

/* ---- All of it ------------------------------------------------------------------------ */

static void
take_files(struct chooser *k)
{
	const struct plan *there = k->there.plan, *read = k->read.plan;
	const char **files = mem_array(k->mem, there->file_count + read->file_count + 1,
	    sizeof(*files));

	for (size_t i = 0; i < there->file_count; i++)
		files[i] = there->files[i];
	for (size_t i = 0; i < read->file_count; i++)
		files[there->file_count + i] = read->files[i];
	k->to->files = files;
	k->to->file_count = there->file_count + read->file_count;
	k->read.first_file = (uint32_t)there->file_count;
}

struct plan *
plan_choose_units(struct mem *mem, const struct plan *there, const struct plan *read,
    const bool *chosen)
{
	struct chooser k = { .mem = mem, .to = plan_new(mem, read->pack), .chosen = chosen };

	side_begin(mem, &k.there, there != NULL ? there : plan_new(mem, read->pack));
	side_begin(mem, &k.read, read);
	k.to->institution = read->institution;
	k.to->acronym = read->acronym;
	k.to->year = read->year;
	k.to->version = read->version;
	k.to->policy = there != NULL ? there->policy : read->policy;
	k.to->based_on = there != NULL ? there->based_on : read->based_on;
	take_files(&k);
	take_units(&k);
	choose_rows(&k);
	take_forms(&k, &k.there);
	take_forms(&k, &k.read);
	take_rows(&k);
	plan_renumber(k.to);
	return k.to;
}
