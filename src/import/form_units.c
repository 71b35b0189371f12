/*
 * form_units.c - who is who among the units of a document.
 *
 * Names come spelled in several ways and two units may share an acronym; a
 * unit is the same when its folded acronym is and its form B has the same name.
 */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_build.h"

/* "ASES- UA" and "ases-ua" are one key. */
static const char *
acronym_key(struct mem *mem, const char *acronym)
{
	char *folded = utf8_fold(mem, acronym), *to = folded;

	for (const char *p = folded; *p != '\0'; p++)
		if (*p != ' ')
			*to++ = *p;
	*to = '\0';
	return folded;
}

/* As printed, without the blanks around its hyphens. */
static const char *
acronym_clean(struct mem *mem, const char *acronym)
{
	char *out = mem_strdup(mem, acronym), *to = out;

	for (const char *p = out; *p != '\0'; p++) {
		if (*p == ' ' && (p[1] == '-' || p[1] == ' ' || (to > out && to[-1] == '-')))
			continue;
		*to++ = *p;
	}
	*to = '\0';
	return out;
}

static void
add_spelling(struct mem *mem, struct plan_unit *unit, const char *spelling, uint32_t line)
{
	size_t n = unit->spelling_count;
	const char **list;
	struct source *sources;

	if (spelling[0] == '\0' || unit->spelling_count >= SPELLINGS_MAX ||
	    strcmp(spelling, unit->name) == 0 || strcmp(spelling, unit->acronym) == 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (strcmp(unit->spellings[i], spelling) == 0)
			return;
	list = mem_grow(mem, unit->spellings, n, n + 1, sizeof(*list));
	sources = mem_grow(mem, unit->spelling_sources, n, n + 1, sizeof(*sources));
	list[n] = spelling;
	sources[n] = (struct source){ 0, line, 0 };
	unit->spellings = list;
	unit->spelling_sources = sources;
	unit->spelling_count++;
}

static uint32_t
new_unit(struct form_builder *b, const char *acronym, const char *name, uint32_t line)
{
	struct plan_unit *unit = plan_add_unit(b->plan);
	uint32_t index = (uint32_t)b->plan->unit_count - 1;
	struct unit_note *note;

	unit->acronym = acronym_clean(b->mem, acronym);
	unit->name = name;
	unit->source.line = line;
	b->owner = NULL;
	MEM_PUSH(b->mem, b->units, b->unit_count, b->unit_room);
	note = &b->units[b->unit_count - 1];
	*note = (struct unit_note){ acronym_key(b->mem, acronym), "", false };
	if (name[0] != '\0')
		note->name_key = utf8_fold_name(b->mem, name, b->pack->skip_words);
	if (note->acronym_key[0] != '\0')
		map_set(&b->unit_by_acronym, note->acronym_key, index);
	if (note->name_key[0] != '\0')
		(void)map_get_or_set(&b->unit_by_name, note->name_key, index);
	return index;
}

uint32_t
form_unit_of_owner(struct form_builder *b, const char *owner, uint32_t line)
{
	const char *key;
	uint32_t unit;

	if (b->owner != NULL && strcmp(b->owner, owner) == 0)
		return b->owner_unit;
	key = acronym_key(b->mem, owner);
	if (key[0] == '\0')
		return PLAN_NONE;
	unit = map_get(&b->unit_by_acronym, key);
	if (unit == MAP_NONE)
		unit = new_unit(b, owner, "", line);
	else
		add_spelling(b->mem, &b->plan->units[unit], owner, line);
	b->owner = owner;
	b->owner_unit = unit;
	return unit;
}

uint32_t
form_unit_homonym(struct form_builder *b, const char *owner, uint32_t line)
{
	b->owner = owner;
	b->owner_unit = new_unit(b, owner, "", line);
	return b->owner_unit;
}

static void
name_unit(struct form_builder *b, uint32_t unit, const char *name, uint32_t line)
{
	struct plan_unit *u = &b->plan->units[unit];

	if (b->units[unit].name_key[0] == '\0') {
		u->name = name;
		b->units[unit].name_key = utf8_fold_name(b->mem, name, b->pack->skip_words);
		(void)map_get_or_set(&b->unit_by_name, b->units[unit].name_key, unit);
	} else {
		add_spelling(b->mem, u, name, line);
	}
}

uint32_t
form_unit_of_form(struct form_builder *b, const char *name, const char *owner, uint32_t line)
{
	const char *name_key = utf8_fold_name(b->mem, name, b->pack->skip_words);
	const char *key = acronym_key(b->mem, owner);
	uint32_t by_acronym = key[0] != '\0' ? map_get(&b->unit_by_acronym, key) : MAP_NONE;
	uint32_t by_name = name_key[0] != '\0' ? map_get(&b->unit_by_name, name_key) : MAP_NONE;

	if (by_acronym != MAP_NONE &&
	    (b->units[by_acronym].name_key[0] == '\0' || name_key[0] == '\0' ||
		strcmp(b->units[by_acronym].name_key, name_key) == 0)) {
		if (name_key[0] != '\0')
			name_unit(b, by_acronym, name, line);
		add_spelling(b->mem, &b->plan->units[by_acronym], owner, line);
		return by_acronym;
	}
	if (by_name != MAP_NONE) {
		add_spelling(b->mem, &b->plan->units[by_name], owner, line);
		return by_name;
	}
	if (name_key[0] != '\0' && by_acronym == MAP_NONE) {
		/* a form A owner called as the form B's name: "PROEX" */
		uint32_t same = map_get(&b->unit_by_acronym, acronym_key(b->mem, name));

		if (same != MAP_NONE) {
			name_unit(b, same, name, line);
			return same;
		}
	}
	return new_unit(b, owner[0] != '\0' ? owner : name, name, line);
}

/* --- the tree ------------------------------------------------------------- */

/* The acronym's two parts; false where it has one. */
static bool
split(struct mem *mem, const char *acronym, const char **first, const char **second)
{
	const char *hyphen = strchr(acronym, '-');

	if (hyphen == NULL || hyphen == acronym || hyphen[1] == '\0')
		return false;
	*first = mem_strndup(mem, acronym, (size_t)(hyphen - acronym));
	*second = hyphen + 1;
	return true;
}

/* The unit that stands for a parent's acronym; made where no form names it. */
static uint32_t
parent_unit(struct form_builder *b, const char *acronym)
{
	uint32_t unit = map_get(&b->unit_by_acronym, acronym_key(b->mem, acronym));

	return unit != MAP_NONE ? unit : new_unit(b, acronym, "", 0);
}

/* The first letters of the words of a name that count: "UNIDAD FINANCIERA" gives "uf". */
static const char *
initials(struct form_builder *b, const char *name)
{
	char *folded = utf8_fold_name(b->mem, name, b->pack->skip_words), *to = folded;

	for (const char *p = folded; *p != '\0';) {
		*to++ = *p;
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	*to = '\0';
	return folded;
}

/* How well the acronym suits the name: its initials, or its first word. */
static unsigned
suits(struct form_builder *b, const char *acronym, const char *name)
{
	const char *key = acronym_key(b->mem, acronym), *first = utf8_fold(b->mem, name);
	const char *letters = initials(b, name);
	size_t n = strlen(key), word = strcspn(first, " ");

	if (name[0] == '\0' || n < 2)
		return 0;
	if (strcmp(letters, key) == 0)
		return 3;
	if (word == n && strncmp(first, key, n) == 0)
		return 2;
	return strncmp(letters, key, n) == 0 || strncmp(letters, key, strlen(letters)) == 0;
}

/*
 * In "ASES-UCS" the parent comes first, in "UDE-VMPE" last: the unit's own part
 * is the one that suits its name; where neither does, one that stands alone in
 * the document is a unit's own, and else the parent comes first.
 */
static void
settle_pair(struct form_builder *b, uint32_t u, size_t known)
{
	const char *first, *second, *name = b->plan->units[u].name;
	unsigned left, right;
	bool own_first;
	uint32_t parent;

	if (!split(b->mem, b->plan->units[u].acronym, &first, &second))
		return;
	left = suits(b, first, name);
	right = suits(b, second, name);
	if (left != right)
		own_first = left > right;
	else
		own_first = map_get(&b->unit_by_acronym, acronym_key(b->mem, first)) < known;
	b->plan->units[u].own_acronym = own_first ? first : second;
	parent = parent_unit(b, own_first ? second : first);
	if (parent != u)
		b->plan->units[u].parent = parent;
}

/* Owners on one form A with a unit of a known parent are its siblings. */
static void
settle_siblings(struct form_builder *b)
{
	uint32_t *parent_of_form = mem_array(b->mem, b->plan->form_count + 1, sizeof(uint32_t));

	for (size_t f = 0; f < b->plan->form_count; f++)
		parent_of_form[f] = PLAN_NONE;
	for (size_t i = 0; i < b->plan->node_count; i++) {
		const struct plan_node *node = &b->plan->nodes[i];

		if (node->form_a != PLAN_NONE && node->unit != PLAN_NONE &&
		    b->plan->units[node->unit].parent != PLAN_NONE)
			parent_of_form[node->form_a] = b->plan->units[node->unit].parent;
	}
	for (size_t i = 0; i < b->plan->node_count; i++) {
		const struct plan_node *node = &b->plan->nodes[i];

		if (node->form_a == PLAN_NONE || node->unit == PLAN_NONE)
			continue;
		if (parent_of_form[node->form_a] != PLAN_NONE &&
		    b->plan->units[node->unit].parent == PLAN_NONE &&
		    parent_of_form[node->form_a] != node->unit)
			b->plan->units[node->unit].parent = parent_of_form[node->form_a];
	}
}

static const char *
path_of(struct form_builder *b, uint32_t u, unsigned depth)
{
	const struct plan_unit *unit = &b->plan->units[u];

	if (unit->parent == PLAN_NONE || depth > PLAN_DEPTH_MAX)
		return unit->own_acronym;
	return mem_printf(b->mem, "%s/%s", path_of(b, unit->parent, depth + 1), unit->own_acronym);
}

/* Names that later pages spell in another way. */
static void
add_page_names(struct form_builder *b)
{
	for (size_t i = 0; i < b->rows->name_count; i++) {
		const struct form_name *name = &b->rows->names[i];
		uint32_t unit = b->form_unit[name->form_index];

		if (unit != PLAN_NONE)
			add_spelling(b->mem, &b->plan->units[unit], name->name, name->line);
	}
}

void
form_units_settle(struct form_builder *b)
{
	size_t known = b->plan->unit_count;
	struct map paths;

	add_page_names(b);

	for (uint32_t u = 0; u < known; u++)
		settle_pair(b, u, known);
	settle_siblings(b);
	for (uint32_t u = 0; u < b->plan->unit_count; u++) {
		struct plan_unit *unit = &b->plan->units[u];

		unit->id = mem_numbered(b->mem, 'u', u + 1);
		if (unit->own_acronym[0] == '\0')
			unit->own_acronym = unit->acronym;
		if (unit->name[0] == '\0')
			unit->name = unit->acronym;
	}
	map_init(&paths, b->mem);
	for (uint32_t u = 0; u < b->plan->unit_count; u++) {
		const char *path = path_of(b, u, 0);

		/* the map keeps the last number given to each path */
		if (map_get(&paths, path) != MAP_NONE) {
			const char *base = path;
			uint32_t n = map_get(&paths, base);

			do
				path = mem_printf(b->mem, "%s~%u", base, ++n);
			while (map_get(&paths, path) != MAP_NONE);
			map_set(&paths, base, n);
		}
		map_set(&paths, path, 1);
		b->plan->units[u].path = path;
	}
}
