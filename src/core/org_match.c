#include "core/org_match.h"

#include <stdbool.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Words between names that documents write or leave out. */
static const char SKIP[] = "de la las el los del y e";

/* What a unit is called in one of its periods, ready to compare. */
struct called {
	const struct org_period *period;
	const char *name, *acronym; /* folded */
	bool later;                 /* it begins after the year */
};

struct matching {
	struct mem *mem;
	const struct plan *plan;
	struct called *all;
	size_t count;
	const char **names; /* of the plan's units, folded */
	struct org_match *out;
	bool *done;
};

static void
list_called(struct matching *m, const struct org_history *history)
{
	const char *first = mem_printf(m->mem, "%04d-01-01", m->plan->year),
		   *after = mem_printf(m->mem, "%04d-01-01", m->plan->year + 1);

	m->all = mem_array(m->mem, history->period_count + 1, sizeof(*m->all));
	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];

		if (p->to[0] != '\0' && strcmp(p->to, first) <= 0)
			continue;
		m->all[m->count++] = (struct called){ .period = p,
			.name = utf8_fold_name(m->mem, p->name, SKIP),
			.acronym = utf8_fold(m->mem, p->acronym),
			.later = strcmp(p->from, after) >= 0 };
	}
}

enum sought { BY_NAME = 1, BY_ACRONYM = 2, UNDER_PARENT = 4, LATER = 8 };

static bool
answers(const struct called *c, const char *name, const char *acronym, int64_t parent, unsigned how)
{
	if (c->later != ((how & LATER) != 0))
		return false;
	if ((how & BY_NAME) && (name[0] == '\0' || strcmp(c->name, name) != 0))
		return false;
	if ((how & BY_ACRONYM) && (acronym[0] == '\0' || strcmp(c->acronym, acronym) != 0))
		return false;
	return !(how & UNDER_PARENT) || c->period->parent == parent;
}

/* The answer's kind; NEW where nothing answers. */
static struct org_match
ask(const struct matching *m, const char *name, const char *acronym, int64_t parent, unsigned how)
{
	struct org_match match = { ORG_MATCH_NEW, 0 };

	for (size_t i = 0; i < m->count; i++) {
		if (!answers(&m->all[i], name, acronym, parent, how))
			continue;
		if (match.kind == ORG_MATCH_FOUND && match.unit != m->all[i].period->unit)
			return (struct org_match){ ORG_MATCH_AMBIGUOUS, 0 };
		match = (struct org_match){ ORG_MATCH_FOUND, m->all[i].period->unit };
	}
	return match;
}

static struct org_match
ask_all(const struct matching *m, const struct plan_unit *unit, bool has_parent, int64_t parent)
{
	const char *name = utf8_fold_name(m->mem, unit->name, SKIP),
		   *acronym = utf8_fold(m->mem, unit->own_acronym);
	bool named = strcmp(utf8_fold(m->mem, unit->name), acronym) != 0 &&
	    strcmp(utf8_fold(m->mem, unit->name), utf8_fold(m->mem, unit->acronym)) != 0;
	unsigned ways[4], count = 0;

	if (named && has_parent)
		ways[count++] = BY_NAME | UNDER_PARENT;
	if (named)
		ways[count++] = BY_NAME;
	if (has_parent)
		ways[count++] = BY_ACRONYM | UNDER_PARENT;
	if (!named)
		ways[count++] = BY_ACRONYM;
	for (unsigned later = 0; later <= LATER; later += LATER)
		for (unsigned i = 0; i < count; i++) {
			struct org_match match = ask(m, name, acronym, parent, ways[i] | later);

			if (match.kind != ORG_MATCH_NEW)
				return match;
		}
	return (struct org_match){ ORG_MATCH_NEW, 0 };
}

/* Two units of a plan are not one of the institution, nor new ones of one name under one parent. */
static bool
clashes(const struct matching *m, size_t unit)
{
	const struct plan_unit *u = &m->plan->units[unit];

	for (size_t i = 0; i < m->plan->unit_count; i++) {
		const struct plan_unit *other = &m->plan->units[i];

		if (i == unit || !m->done[i] || m->out[i].kind != m->out[unit].kind)
			continue;
		if (m->out[unit].kind == ORG_MATCH_FOUND && m->out[i].unit == m->out[unit].unit)
			return true;
		if (m->out[unit].kind == ORG_MATCH_NEW && other->parent == u->parent &&
		    strcmp(m->names[i], m->names[unit]) == 0)
			return true;
	}
	return false;
}

static void
match_one(struct matching *m, size_t unit)
{
	const struct plan_unit *u = &m->plan->units[unit];
	bool has_parent = u->parent != PLAN_NONE;
	const struct org_match *above = has_parent ? &m->out[u->parent] : NULL;

	if (above != NULL && above->kind == ORG_MATCH_AMBIGUOUS)
		m->out[unit].kind = ORG_MATCH_AMBIGUOUS;
	else if (above != NULL && above->kind == ORG_MATCH_NEW)
		m->out[unit] = ask_all(m, u, false, ORG_TOP);
	else
		m->out[unit] = ask_all(m, u, true, above != NULL ? above->unit : ORG_TOP);
	if (clashes(m, unit))
		m->out[unit] = (struct org_match){ ORG_MATCH_AMBIGUOUS, 0 };
	m->done[unit] = true;
}

void
org_match_plan(struct mem *mem, const struct org_history *history, const struct plan *plan,
    struct org_match **out)
{
	struct matching m = { .mem = mem, .plan = plan };
	bool moved = true;

	list_called(&m, history);
	m.out = mem_array(mem, plan->unit_count + 1, sizeof(*m.out));
	m.done = mem_array(mem, plan->unit_count + 1, sizeof(*m.done));
	m.names = mem_array(mem, plan->unit_count + 1, sizeof(*m.names));
	for (size_t i = 0; i < plan->unit_count; i++)
		m.names[i] = utf8_fold(mem, plan->units[i].name);
	while (moved) { /* parents first, wherever they stand; a circle is never done */
		moved = false;
		for (size_t i = 0; i < plan->unit_count; i++) {
			uint32_t parent = plan->units[i].parent;

			if (m.done[i] || (parent != PLAN_NONE && !m.done[parent]))
				continue;
			match_one(&m, i);
			moved = true;
		}
	}
	for (size_t i = 0; i < plan->unit_count; i++)
		if (!m.done[i])
			m.out[i].kind = ORG_MATCH_AMBIGUOUS;
	*out = m.out;
}
