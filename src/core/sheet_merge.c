#include "core/sheet_merge.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/plan_typed.h"

struct merging {
	struct mem *mem;
	const struct plan *base, *now;
	const struct plan_sheet *sheet;
	struct sheet_merge *out;
	struct map ids, keys;      /* of base rows: by id; by unit, level and code */
	struct map made_keys;      /* of rows made since: by unit, level and code */
	struct map made_titles;    /* and the first by unit, level and title, */
	uint32_t *alike;           /* of each, the next one that has the same; PLAN_NONE */
	struct map units;          /* of the plan, by path, acronym and name */
	uint32_t *row_of;          /* of each sheet row, its base row, PLAN_NONE */
	uint32_t *unit_of;         /* and its unit */
	bool *claimed;             /* of each base row: a sheet row is it */
	size_t *item_of;           /* of each sheet row, its item, BATCH_NONE */
	struct map made;           /* of added items: by unit, level and code */
	struct plan_children kids; /* of the plan now */
};

/* ---- What names a row ---------------------------------------------------------------- */

static const char *
key_of(struct mem *mem, uint32_t unit, unsigned level, const char *code)
{
	return mem_printf(mem, "%u %u %s", level == 0 ? PLAN_NONE : unit, level, code);
}

static bool
is_there(const struct plan *plan, uint32_t row)
{
	return row < plan->node_count && !plan->nodes[row].deleted;
}

static void
index_units(struct merging *m)
{
	map_init(&m->units, m->mem);
	for (uint32_t u = 0; u < m->now->unit_count; u++) {
		const struct plan_unit *unit = &m->now->units[u];
		const char *const names[] = { unit->path, unit->acronym, unit->name };

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			(void)map_get_or_set(&m->units, utf8_fold(m->mem, names[i]), u);
	}
}

static bool
is_made_since(const struct merging *m, uint32_t row)
{
	return is_there(m->now, row) && !is_there(m->base, row);
}

static const char *
title_key(struct mem *mem, uint32_t unit, unsigned level, const char *title)
{
	return key_of(mem, unit, level, utf8_fold(mem, title));
}

static void
index_made(struct merging *m)
{
	map_init(&m->made_keys, m->mem);
	map_init(&m->made_titles, m->mem);
	m->alike = mem_array(m->mem, m->now->node_count + 1, sizeof(*m->alike));
	for (uint32_t i = 0; i < m->now->node_count; i++) {
		const struct plan_node *node = &m->now->nodes[i];
		const char *title;
		uint32_t first;

		m->alike[i] = PLAN_NONE;
		if (!is_made_since(m, i))
			continue;
		(void)map_get_or_set(&m->made_keys,
		    key_of(m->mem, node->unit, node->level, node->code), i);
		title = title_key(m->mem, node->unit, node->level, node->title);
		first = map_get(&m->made_titles, title);
		m->alike[i] = first != MAP_NONE ? first : PLAN_NONE;
		map_set(&m->made_titles, title, i);
	}
}

static void
index_rows(struct merging *m)
{
	map_init(&m->ids, m->mem);
	map_init(&m->keys, m->mem);
	for (uint32_t i = 0; i < m->base->node_count; i++) {
		const struct plan_node *node = &m->base->nodes[i];

		if (node->deleted)
			continue;
		(void)map_get_or_set(&m->ids, node->id, i);
		(void)map_get_or_set(&m->keys, key_of(m->mem, node->unit, node->level, node->code),
		    i);
	}
}

/* The only unit a workbook holds is that of rows which do not say. */
static uint32_t
only_unit(const struct merging *m)
{
	uint32_t only = PLAN_NONE;

	for (uint32_t u = 0; u < m->now->unit_count; u++) {
		if (!m->sheet->holds[u])
			continue;
		if (only != PLAN_NONE)
			return PLAN_NONE;
		only = u;
	}
	return only;
}

static uint32_t
unit_said(const struct merging *m, const struct sheet_row *row)
{
	const char *name = utf8_fold(m->mem, row->unit);
	uint32_t unit = name[0] != '\0' ? map_get(&m->units, name) : only_unit(m);

	return unit < m->now->unit_count && m->sheet->holds[unit] ? unit : PLAN_NONE;
}

/* The level its code has the form of, the lowest; else the lowest of all. */
static unsigned
level_said(const struct merging *m, const struct sheet_row *row)
{
	const struct pack *pack = m->now->pack;

	if (row->level != SHEET_NO_LEVEL && row->level < pack->level_count)
		return row->level;
	for (unsigned level = (unsigned)pack->level_count; level-- > 0;)
		if (pack->levels[level].mask != NULL && row->code[0] != '\0' &&
		    mask_fits(pack->levels[level].mask, row->code))
			return level;
	return (unsigned)pack->level_count - 1;
}

/* ---- Which row of the plan each one is -------------------------------------------------- */

static bool
is_held(const struct merging *m, uint32_t row)
{
	uint32_t unit = m->base->nodes[row].unit;

	return unit < m->now->unit_count && m->sheet->holds[unit];
}

/* The plan as it was, but for rows that came later. */
static const struct plan *
plan_of(const struct merging *m, uint32_t row)
{
	return is_there(m->base, row) ? m->base : m->now;
}

static void
claim(struct merging *m, size_t i, uint32_t row)
{
	m->row_of[i] = row;
	m->claimed[row] = true;
	m->unit_of[i] = plan_of(m, row)->nodes[row].unit;
	m->out->rows++;
}

/*
 * Copied rows carry the id of what they were copied from: it stays with the one that has
 * its code, or else with the first.
 */
static void
match_ids(struct merging *m, bool with_code)
{
	for (size_t i = 0; i < m->sheet->count; i++) {
		const struct sheet_row *row = &m->sheet->rows[i];
		uint32_t at = m->row_of[i] == PLAN_NONE && row->id[0] != '\0'
		    ? map_get(&m->ids, row->id)
		    : MAP_NONE;

		if (at != MAP_NONE && !m->claimed[at] && is_held(m, at) &&
		    (!with_code || strcmp(row->code, m->base->nodes[at].code) == 0))
			claim(m, i, at);
	}
}

/* Those whose column of ids is gone. */
static void
match_codes(struct merging *m)
{
	for (size_t i = 0; i < m->sheet->count; i++) {
		const struct sheet_row *row = &m->sheet->rows[i];
		uint32_t at;

		if (m->row_of[i] != PLAN_NONE)
			continue;
		m->unit_of[i] = unit_said(m, row);
		if (row->code[0] == '\0' || m->unit_of[i] == PLAN_NONE)
			continue;
		at = map_get(&m->keys,
		    key_of(m->mem, m->unit_of[i], level_said(m, row), row->code));
		if (at != MAP_NONE && !m->claimed[at] && is_held(m, at))
			claim(m, i, at);
	}
}

/* ---- Cells --------------------------------------------------------------------------------- */

static void
refuse_cell(struct merging *m, struct merge_cell *cell, const struct err *err)
{
	cell->state = MERGE_REFUSED;
	cell->key = err->key;
	cell->detail = mem_strdup(m->mem, err->message);
}

/* Can it be read?  The level is that of the row it is, or will be. */
static void
try_cell(struct merging *m, struct merge_cell *cell, unsigned level)
{
	struct typed_cell typed = { cell->field, cell->period, cell->typed };
	struct typed_value value;
	struct err err = { 0 };

	if (typed_read(m->mem, m->now, level, &typed, &value, &err) < 0)
		refuse_cell(m, cell, &err);
}

static const char *
as_written(const struct sheet_cell *cell)
{
	return cell->said != NULL ? cell->said : cell->text;
}

static void
count_cell(struct merging *m, struct merge_item *item, const struct merge_cell *cell)
{
	if (cell->state > item->state)
		item->state = cell->state;
	m->out->clean += cell->state == MERGE_CLEAN;
	m->out->conflicts += cell->state == MERGE_CONFLICT;
	m->out->refused += cell->state == MERGE_REFUSED;
}

static void
add_cell(struct merging *m, struct merge_item *item, const struct sheet_cell *said,
    const char *typed)
{
	struct err why = { 0 };
	struct merge_cell *cell = &item->cells[item->count++];
	uint32_t was = is_there(m->base, item->node) ? item->node : PLAN_NONE; /* or blank */

	*cell = (struct merge_cell){
		.field = said->field,
		.period = said->period,
		.column = said->column,
		.typed = typed,
		.shown = as_written(said),
		.base = edit_value(m->base, was, said->field, said->period),
		.now = edit_value(m->now, item->node, said->field, said->period),
	};
	if (!cell_value_is(cell->base, cell->now))
		cell->state = MERGE_CONFLICT;
	try_cell(m, cell, item->level);
	if (cell->key != NULL && strcmp(cell->key, "word_unknown") == 0) {
		/* a sheet has other words than a command */
		(void)err_refuse(&why, YUP_EINVALID, "sheet_word_unknown", "%s", cell->shown);
		refuse_cell(m, cell, &why);
	}
	if (said->error) {
		(void)err_refuse(&why, YUP_EINVALID, "sheet_error_cell", "%s", said->text);
		refuse_cell(m, cell, &why);
	}
	count_cell(m, item, cell);
}

static struct merge_item *
add_item(struct merging *m, enum merge_kind kind, const struct sheet_row *row, size_t cells)
{
	struct sheet_merge *out = m->out;
	struct merge_item *item;

	MEM_PUSH(m->mem, out->items, out->count, out->room);
	item = &out->items[out->count - 1];
	*item = (struct merge_item){
		.kind = kind,
		.node = PLAN_NONE,
		.line = row != NULL ? row->line : 0,
		.sheet = row != NULL ? row->sheet : "",
		.unit = PLAN_NONE,
		.parent = PLAN_NONE,
		.below = BATCH_NONE,
		.code = row != NULL ? row->code : "",
		.title = "",
		.cells = mem_array(m->mem, cells + 1, sizeof(*item->cells)),
	};
	return item;
}

static void
refuse_item(struct merging *m, struct merge_item *item, int code, const char *key,
    const char *detail)
{
	(void)code; /* told beside the key, as every refusal is */
	item->state = MERGE_REFUSED;
	item->key = key;
	item->detail = detail;
	m->out->refused++;
}

static void
state_cell(struct merge_item *item, const struct sheet_cell *said)
{
	if ((said->field == FIELD_BEHAVIOUR || said->field == FIELD_BASIS) &&
	    said->text[0] != '\0' && item->stated_count < 2)
		item->stated[item->stated_count++] = (struct typed_cell){ said->field, 0,
			said->text };
}

/* ---- What a sheet does not change ----------------------------------------------------------- */

struct fixed {
	const char
	    *held[FIELD_LEVEL + 1]; /* of FIELD_UNIT and FIELD_LEVEL, where it says another */
	size_t count;
};

static bool
is_called(struct mem *mem, const char *folded, const char *name)
{
	return folded[0] != '\0' && strcmp(folded, utf8_fold(mem, name)) == 0;
}

static bool
is_unit(const struct merging *m, const char *folded, uint32_t u)
{
	const struct plan_unit *unit = u < m->now->unit_count ? &m->now->units[u] : NULL;

	return unit != NULL &&
	    (is_called(m->mem, folded, unit->path) || is_called(m->mem, folded, unit->acronym) ||
		is_called(m->mem, folded, unit->name));
}

/* Its unit or level, said otherwise than it is and was; a blank says nothing. */
static struct fixed
fixed_of(const struct merging *m, const struct sheet_row *row, uint32_t at)
{
	const struct plan_node *node = &plan_of(m, at)->nodes[at];
	const char *unit = utf8_fold(m->mem, row->unit);
	const char *level = row->level_said != NULL ? sheet_text(m->mem, row->level_said) : "";
	struct fixed out = { 0 };

	if (sheet_text(m->mem, row->unit)[0] != '\0' && !is_unit(m, unit, node->unit) &&
	    !is_unit(m, unit, m->now->nodes[at].unit)) {
		out.held[FIELD_UNIT] = node->unit < m->now->unit_count
		    ? m->now->units[node->unit].path
		    : "";
		out.count++;
	}
	if (level[0] != '\0' && row->level != node->level) {
		out.held[FIELD_LEVEL] = m->now->pack->levels[node->level].name;
		out.count++;
	}
	return out;
}

static void
refuse_fixed(struct merging *m, struct merge_item *item, const struct sheet_row *row,
    const struct fixed *fixed, enum node_field field)
{
	bool unit = field == FIELD_UNIT;
	struct cell_value held = { NUM_ABSENT, fixed->held[field] };
	struct err why = { 0 };
	struct merge_cell *cell;

	if (held.text == NULL)
		return;
	if (unit)
		(void)err_refuse(&why, YUP_EINVALID, "sheet_unit_fixed", "%s", row->unit);
	else
		(void)err_refuse(&why, YUP_EINVALID, "sheet_level_fixed", "%s", row->level_said);
	cell = &item->cells[item->count++];
	*cell = (struct merge_cell){
		.field = field,
		.column = unit ? row->unit_column : row->level_column,
		.typed = "",
		.shown = unit ? row->unit : row->level_said,
		.base = held,
		.now = held,
	};
	refuse_cell(m, cell, &why);
	count_cell(m, item, cell);
}

/* ---- Rows that are known --------------------------------------------------------------------- */

/* What a person would type to say each cell of it, NULL where nothing; how many say something. */
static size_t
find_changes(struct merging *m, const struct sheet_row *row, uint32_t at, const char **typed)
{
	bool later = !is_there(m->base, at);
	size_t changed = 0;

	for (size_t i = 0; i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];

		if (later && cell->text[0] == '\0')
			continue; /* what a new row leaves blank, it got */
		typed[i] = sheet_typed(m->mem, plan_of(m, at), at, cell);
		if (typed[i] != NULL && is_there(m->now, at) &&
		    sheet_typed(m->mem, m->now, at, cell) == NULL) {
			typed[i] = NULL; /* others have put the same */
			m->out->same++;
		}
		changed += typed[i] != NULL;
	}
	return changed;
}

static void
compare_row(struct merging *m, const struct sheet_row *row, uint32_t at)
{
	const struct plan_node *node = &plan_of(m, at)->nodes[at];
	const char **typed = mem_array(m->mem, row->count + 1, sizeof(*typed));
	struct fixed fixed = fixed_of(m, row, at);
	size_t changed = find_changes(m, row, at, typed);
	struct merge_item *item;

	if (changed + fixed.count == 0)
		return;
	item = add_item(m, MERGE_CHANGE, row, changed + fixed.count);
	item->node = at;
	item->level = node->level;
	item->unit = node->unit;
	item->code = node->code;
	item->title = node->title;
	if (!is_there(m->now, at)) {
		refuse_item(m, item, YUP_ENOTFOUND, "sheet_row_gone", "");
		return;
	}
	for (size_t i = 0; i < row->count; i++)
		if (typed[i] != NULL)
			add_cell(m, item, &row->cells[i], typed[i]);
		else if (sheet_typed(m->mem, m->now, at, &row->cells[i]) == NULL)
			state_cell(item, &row->cells[i]);
	refuse_fixed(m, item, row, &fixed, FIELD_UNIT);
	refuse_fixed(m, item, row, &fixed, FIELD_LEVEL);
}

/* ---- New rows -------------------------------------------------------------------------------- */

/* The code without its last part: "5.1.1" of "5.1.1.2"; "" where it has none. */
static const char *
code_above(struct mem *mem, const char *code)
{
	size_t length = strlen(code);

	while (length > 0 && strchr(".-", code[length - 1]) == NULL)
		length--;
	return length > 0 ? mem_strndup(mem, code, length - 1) : "";
}

/* The last row before this one of the sheet that is one level above, in its unit. */
static bool
find_before(struct merging *m, size_t i, struct merge_item *item)
{
	for (size_t k = i; k-- > 0;) {
		uint32_t row = m->row_of[k];

		if (m->unit_of[k] != item->unit)
			continue;
		if (row != PLAN_NONE && plan_of(m, row)->nodes[row].level + 1u == item->level &&
		    is_there(m->now, row)) {
			item->parent = row;
			return true;
		}
		if (row == PLAN_NONE && m->item_of[k] != BATCH_NONE &&
		    m->out->items[m->item_of[k]].level + 1 == item->level) {
			item->below = m->item_of[k];
			return true;
		}
	}
	return false;
}

static bool
find_parent(struct merging *m, size_t i, struct merge_item *item)
{
	const char *code = code_above(m->mem, item->code);
	unsigned level = item->level - 1;
	uint32_t made;

	if (code[0] != '\0') {
		made = map_get(&m->made, key_of(m->mem, item->unit, level, code));
		if (made != MAP_NONE) {
			item->below = made;
			return true;
		}
		for (uint32_t r = 0; r < m->now->node_count; r++) {
			const struct plan_node *node = &m->now->nodes[r];

			if (node->deleted || node->level != level ||
			    strcmp(node->code, code) != 0 ||
			    (level > 0 && node->unit != item->unit))
				continue;
			item->parent = r;
			return true;
		}
	}
	return code[0] == '\0' && level > 0 && find_before(m, i, item);
}

static bool
says_something(const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].text[0] != '\0')
			return true;
	return false;
}

static const char *
title_said(const struct merging *m, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].field == FIELD_TITLE)
			return sheet_text(m->mem, row->cells[i].text);
	return "";
}

/* A copied row without its code changed takes the next one. */
static bool
repeats_code(const struct merging *m, const struct merge_item *item, const struct sheet_row *row)
{
	uint32_t at = row->id[0] != '\0' ? map_get(&m->ids, row->id) : MAP_NONE;

	return at != MAP_NONE && strcmp(m->base->nodes[at].code, item->code) == 0 && m->claimed[at];
}

/* Does it hang from where the sheet hangs this one?  Where the sheet does not say, it does. */
static bool
hangs_there(const struct merge_item *said, uint32_t parent)
{
	return said->below == BATCH_NONE && (said->parent == PLAN_NONE || said->parent == parent);
}

/*
 * A row that somebody made since, as a take of this sheet does: the one with its code, else the
 * only one with its title.  PLAN_NONE: none is it.
 */
static uint32_t
find_made(struct merging *m, size_t i, unsigned level)
{
	const struct sheet_row *row = &m->sheet->rows[i];
	struct merge_item said = { .unit = m->unit_of[i],
		.level = level,
		.parent = PLAN_NONE,
		.below = BATCH_NONE,
		.code = row->code };
	uint32_t found = PLAN_NONE, at = MAP_NONE;

	if (said.unit == PLAN_NONE || level == 0)
		return PLAN_NONE;
	if (row->code[0] != '\0' && !repeats_code(m, &said, row)) {
		at = map_get(&m->made_keys, key_of(m->mem, said.unit, level, row->code));
		return at != MAP_NONE && !m->claimed[at] ? at : PLAN_NONE;
	}
	(void)find_parent(m, i, &said);
	at = map_get(&m->made_titles, title_key(m->mem, said.unit, level, title_said(m, row)));
	for (; at != MAP_NONE && at != PLAN_NONE; at = m->alike[at]) {
		if (m->claimed[at] || !hangs_there(&said, m->now->nodes[at].parent))
			continue;
		if (found != PLAN_NONE)
			return PLAN_NONE;
		found = at;
	}
	return found;
}

static void
fill_new_row(struct merging *m, struct merge_item *item, const struct sheet_row *row)
{
	bool repeated = repeats_code(m, item, row);

	for (size_t i = 0; i < row->count; i++) {
		const struct sheet_cell *said = &row->cells[i];
		const char *typed = said->text[0] != '\0'
		    ? sheet_typed(m->mem, m->now, (uint32_t)m->now->node_count, said)
		    : NULL;

		if (typed == NULL || (repeated && said->field == FIELD_CODE))
			continue;
		add_cell(m, item, said, typed);
	}
	if (repeated)
		item->code = "";
}

/* What tells people which new row it is. */
static const char *
shown_as(const struct merging *m, const struct sheet_row *row, const char *name)
{
	const char *title = title_said(m, row);

	return name[0] != '\0' ? name : title[0] != '\0' ? title : "—";
}

static void
add_row(struct merging *m, size_t i, unsigned level)
{
	const struct sheet_row *row = &m->sheet->rows[i];
	struct merge_item *item = add_item(m, MERGE_ADD, row, row->count);

	m->item_of[i] = m->out->count - 1;
	item->level = level;
	item->unit = m->unit_of[i];
	item->title = title_said(m, row);
	if (item->unit == PLAN_NONE)
		refuse_item(m, item, YUP_EINVALID, "sheet_unit_unknown",
		    shown_as(m, row, row->unit));
	else if (level == 0)
		refuse_item(m, item, YUP_EINVALID, "sheet_framework", shown_as(m, row, row->code));
	else if (!find_parent(m, i, item))
		refuse_item(m, item, YUP_EINVALID, "sheet_parent_unknown",
		    shown_as(m, row, row->code));
	else
		m->out->clean++;
	if (item->state == MERGE_REFUSED)
		return;
	fill_new_row(m, item, row);
	if (item->code[0] != '\0')
		(void)map_get_or_set(&m->made, key_of(m->mem, item->unit, level, item->code),
		    (uint32_t)(m->out->count - 1));
}

/* One that no row of the plan was known to be: made since, or new. */
static void
take_unknown(struct merging *m, size_t i, unsigned level)
{
	uint32_t at = find_made(m, i, level);

	if (at == PLAN_NONE) {
		add_row(m, i, level);
		return;
	}
	claim(m, i, at);
	compare_row(m, &m->sheet->rows[i], at);
}

/* ---- Rows that are gone ------------------------------------------------------------------------ */

static bool
changed_since(const struct merging *m, uint32_t row)
{
	for (unsigned f = 0; f < FIELD__COUNT; f++) {
		unsigned last = f == FIELD_SCHEDULE ? m->now->period_count : 0;

		if (!node_field_is_typed((enum node_field)f))
			continue;
		for (unsigned p = f == FIELD_SCHEDULE ? 1 : 0; p <= last; p++)
			if (!cell_value_is(edit_value(m->base, row, (enum node_field)f, p),
				edit_value(m->now, row, (enum node_field)f, p)))
				return true;
	}
	return false;
}

/* A row below it that the sheet still has, or never had. */
static bool
has_rows_below(const struct merging *m, uint32_t row)
{
	size_t count;
	const uint32_t *kids = plan_children_of(&m->kids, row, &count);

	for (size_t i = 0; i < count; i++)
		if (is_there(m->now, kids[i]) &&
		    (!is_there(m->base, kids[i]) || m->claimed[kids[i]] || !is_held(m, kids[i])))
			return true;
	return false;
}

static void
remove_row(struct merging *m, uint32_t row)
{
	const struct plan_node *node = &m->base->nodes[row];
	struct merge_item *item;

	if (!is_there(m->now, row)) {
		m->out->same++;
		return;
	}
	item = add_item(m, MERGE_REMOVE, NULL, 0);
	item->node = row;
	item->unit = node->unit;
	item->level = node->level;
	item->code = node->code;
	item->title = node->title;
	if (has_rows_below(m, row)) {
		refuse_item(m, item, YUP_EINVALID, "sheet_rows_below", node->code);
		return;
	}
	item->state = changed_since(m, row) ? MERGE_CONFLICT : MERGE_CLEAN;
	m->out->clean += item->state == MERGE_CLEAN;
	m->out->conflicts += item->state == MERGE_CONFLICT;
}

/* ---- All of it ------------------------------------------------------------------------------------ */

static void
begin(struct merging *m)
{
	size_t count = m->sheet->count;

	index_units(m);
	index_rows(m);
	index_made(m);
	map_init(&m->made, m->mem);
	m->row_of = mem_array(m->mem, count + 1, sizeof(*m->row_of));
	m->unit_of = mem_array(m->mem, count + 1, sizeof(*m->unit_of));
	m->item_of = mem_array(m->mem, count + 1, sizeof(*m->item_of));
	m->claimed = mem_array(m->mem, m->base->node_count + m->now->node_count + 1,
	    sizeof(*m->claimed));
	for (size_t i = 0; i < count; i++) {
		m->row_of[i] = m->unit_of[i] = PLAN_NONE;
		m->item_of[i] = BATCH_NONE;
	}
	match_ids(m, true);
	match_ids(m, false);
	match_codes(m);
	plan_index_children(m->mem, m->now, &m->kids);
}

int
sheet_merge_compute(struct mem *mem, const struct plan *base, const struct plan *now,
    const struct plan_sheet *sheet, struct sheet_merge *out, struct err *err)
{
	struct merging m = { .mem = mem, .base = base, .now = now, .sheet = sheet, .out = out };
	unsigned levels = (unsigned)now->pack->level_count;

	if (sheet->count > SHEET_ROWS_MAX)
		return err_refuse(err, YUP_ELIMIT, "sheet_large", "%d", SHEET_ROWS_MAX);
	*out = (struct sheet_merge){ 0 };
	begin(&m);
	for (size_t i = 0; i < sheet->count; i++)
		if (m.row_of[i] != PLAN_NONE)
			compare_row(&m, &sheet->rows[i], m.row_of[i]);
	for (unsigned level = 0; level < levels; level++) /* what hangs comes after */
		for (size_t i = 0; i < sheet->count; i++)
			if (m.row_of[i] == PLAN_NONE && says_something(&sheet->rows[i]) &&
			    level_said(&m, &sheet->rows[i]) == level)
				take_unknown(&m, i, level);
	for (uint32_t r = 0; r < base->node_count; r++)
		if (is_there(base, r) && is_held(&m, r) && !m.claimed[r])
			remove_row(&m, r);
	return YUP_OK;
}
