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
	struct map now_keys;       /* of the rows there are now */
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

static void
index_now(struct merging *m)
{
	map_init(&m->now_keys, m->mem);
	for (uint32_t i = 0; i < m->now->node_count; i++) {
		const struct plan_node *node = &m->now->nodes[i];

		if (!node->deleted)
			(void)map_get_or_set(&m->now_keys,
			    key_of(m->mem, node->unit, node->level, node->code), i);
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

static void
claim(struct merging *m, size_t i, uint32_t row)
{
	m->row_of[i] = row;
	m->claimed[row] = true;
	m->unit_of[i] = m->base->nodes[row].unit;
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

static void
add_cell(struct merging *m, struct merge_item *item, const struct sheet_cell *said,
    const char *typed)
{
	struct err why = { 0 };
	struct merge_cell *cell = &item->cells[item->count++];

	*cell = (struct merge_cell){
		.field = said->field,
		.period = said->period,
		.column = said->column,
		.typed = typed,
		.shown = said->text,
		.base = edit_value(m->base, item->node, said->field, said->period),
		.now = edit_value(m->now, item->node, said->field, said->period),
	};
	if (!cell_value_is(cell->base, cell->now))
		cell->state = MERGE_CONFLICT;
	try_cell(m, cell, item->level);
	if (said->error) {
		(void)err_refuse(&why, YUP_EINVALID, "sheet_error_cell", "%s", said->text);
		refuse_cell(m, cell, &why);
	}
	if (cell->state > item->state)
		item->state = cell->state;
	m->out->clean += cell->state == MERGE_CLEAN;
	m->out->conflicts += cell->state == MERGE_CONFLICT;
	m->out->refused += cell->state == MERGE_REFUSED;
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

/* A row that is known: what its cells say otherwise. */
static void
compare_row(struct merging *m, const struct sheet_row *row, uint32_t at)
{
	const char **typed = mem_array(m->mem, row->count + 1, sizeof(*typed));
	struct merge_item *item;
	size_t changed = 0;

	for (size_t i = 0; i < row->count; i++) {
		typed[i] = sheet_typed(m->mem, m->base, at, &row->cells[i]);
		if (typed[i] != NULL && is_there(m->now, at) &&
		    sheet_typed(m->mem, m->now, at, &row->cells[i]) == NULL) {
			typed[i] = NULL; /* others have put the same */
			m->out->same++;
		}
		changed += typed[i] != NULL;
	}
	if (changed == 0)
		return;
	item = add_item(m, MERGE_CHANGE, row, changed);
	item->node = at;
	item->level = m->base->nodes[at].level;
	item->unit = m->base->nodes[at].unit;
	item->code = m->base->nodes[at].code;
	item->title = m->base->nodes[at].title;
	if (!is_there(m->now, at)) {
		refuse_item(m, item, YUP_ENOTFOUND, "sheet_row_gone", "");
		return;
	}
	for (size_t i = 0; i < row->count; i++)
		if (typed[i] != NULL)
			add_cell(m, item, &row->cells[i], typed[i]);
		else if (sheet_typed(m->mem, m->now, at, &row->cells[i]) == NULL)
			state_cell(item, &row->cells[i]);
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
		if (row != PLAN_NONE && m->base->nodes[row].level + 1u == item->level &&
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

/* A copied row without its code changed takes the next one. */
static bool
repeats_code(const struct merging *m, const struct merge_item *item, const struct sheet_row *row)
{
	uint32_t at = row->id[0] != '\0' ? map_get(&m->ids, row->id) : MAP_NONE;

	return at != MAP_NONE && strcmp(m->base->nodes[at].code, item->code) == 0 && m->claimed[at];
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

		if (said->field == FIELD_TITLE)
			item->title = sheet_text(m->mem, said->text);
		if (typed == NULL || (repeated && said->field == FIELD_CODE))
			continue;
		add_cell(m, item, said, typed);
	}
	if (repeated)
		item->code = "";
}

static void
add_row(struct merging *m, size_t i, unsigned level)
{
	const struct sheet_row *row = &m->sheet->rows[i];
	struct merge_item *item = add_item(m, MERGE_ADD, row, row->count);

	m->item_of[i] = m->out->count - 1;
	item->level = level;
	item->unit = m->unit_of[i];
	if (item->unit == PLAN_NONE)
		refuse_item(m, item, YUP_EINVALID, "sheet_unit_unknown", row->unit);
	else if (level == 0)
		refuse_item(m, item, YUP_EINVALID, "sheet_framework", row->code);
	else if (!find_parent(m, i, item))
		refuse_item(m, item, YUP_EINVALID, "sheet_parent_unknown", row->code);
	else
		m->out->clean++;
	if (item->state == MERGE_REFUSED)
		return;
	fill_new_row(m, item, row);
	if (item->code[0] != '\0')
		(void)map_get_or_set(&m->made, key_of(m->mem, item->unit, level, item->code),
		    (uint32_t)(m->out->count - 1));
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
	index_now(m);
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
				add_row(&m, i, level);
	for (uint32_t r = 0; r < base->node_count; r++)
		if (is_there(base, r) && is_held(&m, r) && !m.claimed[r])
			remove_row(&m, r);
	return YUP_OK;
}

/* ---- What is wanted of it --------------------------------------------------------------------------- */

static struct typed_cell *
wanted_cells(struct mem *mem, const struct merge_item *item, merge_wants_fn wants,
    const void *context, size_t *out_count)
{
	struct typed_cell *typed = mem_array(mem, item->count + 3, sizeof(*typed));
	size_t count = 0;
	bool figures = false;

	for (size_t i = 0; i < item->count; i++) {
		const struct merge_cell *cell = &item->cells[i];

		if (cell->state == MERGE_REFUSED || !wants(context, item, cell))
			continue;
		typed[count++] = (struct typed_cell){ cell->field, cell->period, cell->typed };
		figures = figures || cell->field == FIELD_SCHEDULE || cell->field == FIELD_TOTAL ||
		    cell->field == FIELD_TARGET;
	}
	for (size_t i = 0; figures && i < item->stated_count; i++)
		typed[count++] = item->stated[i];
	*out_count = count;
	return typed;
}

size_t
sheet_merge_acts(struct mem *mem, const struct sheet_merge *merge, merge_wants_fn wants,
    const void *context, struct batch_act **out, size_t **items)
{
	struct batch_act *acts = mem_array(mem, merge->count + 1, sizeof(*acts));
	size_t *act_of = mem_array(mem, merge->count + 1, sizeof(*act_of));
	size_t *item_of = mem_array(mem, merge->count + 1, sizeof(*item_of));
	size_t count = 0;

	for (size_t i = 0; i < merge->count; i++) {
		const struct merge_item *item = &merge->items[i];
		struct batch_act act = { .node = item->node,
			.unit = item->unit,
			.below = BATCH_NONE };

		act_of[i] = BATCH_NONE;
		if ((item->kind != MERGE_CHANGE && !wants(context, item, NULL)) ||
		    (item->state == MERGE_REFUSED && item->key != NULL) ||
		    (item->below != BATCH_NONE && act_of[item->below] == BATCH_NONE))
			continue;
		act.kind = item->kind == MERGE_ADD ? BATCH_CREATE
		    : item->kind == MERGE_REMOVE   ? BATCH_DELETE
						   : BATCH_CELLS;
		act.place = (struct edit_place){ item->parent, PLAN_NONE, false };
		if (item->below != BATCH_NONE)
			act.below = act_of[item->below];
		act.typed = wanted_cells(mem, item, wants, context, &act.typed_count);
		if (item->kind == MERGE_CHANGE && act.typed_count == 0)
			continue;
		act_of[i] = count;
		item_of[count] = i;
		acts[count++] = act;
	}
	*out = acts;
	if (items != NULL)
		*items = item_of;
	return count;
}

const char *
merge_kind_key(enum merge_kind kind)
{
	static const char *const KEYS[] = { "changed", "added", "removed" };

	return KEYS[kind];
}

const char *
merge_state_key(enum merge_state state)
{
	static const char *const KEYS[] = { "clean", "conflict", "refused" };

	return KEYS[state];
}
