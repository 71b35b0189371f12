/* plan_cells.c - see plan_edit.h: the cells of a row, read and written by field. */
#include <stddef.h>
#include <string.h>

#include "core/plan_edit.h"

_Static_assert(FIELD_EXISTS == 0 && FIELD_CODE == 5 && FIELD_BASELINE == 11 && FIELD_WEIGHT == 15 &&
	FIELD_BEHAVIOUR == 19 && FIELD_STATE == 22 && FIELD_SCHEDULE == 28 && FIELD_ID == 31 &&
	FIELD_EDITED == 32 && FIELD_FORMULA == 33 && FIELD_MEASURE_UNIT == 37 && FIELD__COUNT == 38,
    "stored in change_cell.field");
_Static_assert(CHANGE_CELLS == 0 && CHANGE_SHEET == 8 && CHANGE__COUNT == 9,
    "stored in change.kind");

enum cell_kind {
	CELL_EXISTS,
	CELL_TEXT,
	CELL_MEASURE, /* its text and number; the per cent is a field of its own */
	CELL_I64,
	CELL_INDEX, /* PLAN_NONE is absent */
	CELL_U8,
	CELL_BOOL,
	CELL_MONTH,
};

struct field_entry {
	const char *key;
	uint8_t kind;
	bool typed; /* people type it */
	size_t offset;
};

#define AT(member) offsetof(struct plan_node, member)

static const struct field_entry FIELDS[FIELD__COUNT] = {
	[FIELD_EXISTS] = { "exists", CELL_EXISTS, false, 0 },
	[FIELD_PARENT] = { "parent", CELL_INDEX, false, AT(parent) },
	[FIELD_POSITION] = { "position", CELL_I64, false, AT(position) },
	[FIELD_UNIT] = { "unit", CELL_INDEX, false, AT(unit) },
	[FIELD_LEVEL] = { "level", CELL_U8, false, AT(level) },
	[FIELD_CODE] = { "code", CELL_TEXT, true, AT(code) },
	[FIELD_CODE_READ] = { "code_read", CELL_TEXT, false, AT(code_read) },
	[FIELD_TITLE] = { "title", CELL_TEXT, true, AT(title) },
	[FIELD_INDICATOR] = { "indicator", CELL_TEXT, true, AT(indicator) },
	[FIELD_RESPONSIBLE] = { "responsible", CELL_TEXT, true, AT(responsible) },
	[FIELD_VERIFICATION] = { "verification", CELL_TEXT, true, AT(verification) },
	[FIELD_BASELINE] = { "baseline", CELL_MEASURE, true, AT(baseline) },
	[FIELD_BASELINE_PERCENT] = { "baseline_percent", CELL_BOOL, false, AT(baseline.percent) },
	[FIELD_TARGET] = { "target", CELL_MEASURE, true, AT(target) },
	[FIELD_TARGET_PERCENT] = { "target_percent", CELL_BOOL, false, AT(target.percent) },
	[FIELD_WEIGHT] = { "weight", CELL_I64, true, AT(weight_e4) },
	[FIELD_TOTAL] = { "total", CELL_I64, true, AT(total_e4) },
	[FIELD_TOTAL_PERCENT] = { "total_percent", CELL_BOOL, false, AT(total_percent) },
	[FIELD_BUDGET] = { "budget", CELL_I64, true, AT(budget_cents) },
	[FIELD_BEHAVIOUR] = { "behaviour", CELL_U8, true, AT(behaviour) },
	[FIELD_BEHAVIOUR_INFERRED] = { "behaviour_inferred", CELL_BOOL, false,
	    AT(behaviour_inferred) },
	[FIELD_BASIS] = { "schedule_basis", CELL_U8, true, AT(basis) },
	[FIELD_STATE] = { "state", CELL_U8, false, AT(state) },
	[FIELD_FIRST_MONTH] = { "first_month", CELL_U8, true, AT(first_month) },
	[FIELD_LAST_MONTH] = { "last_month", CELL_U8, true, AT(last_month) },
	[FIELD_DECIMALS] = { "decimals", CELL_U8, false, AT(decimals) },
	[FIELD_PERCENT] = { "percent", CELL_BOOL, true, AT(percent) },
	[FIELD_HAS_SCHEDULE] = { "has_schedule", CELL_BOOL, false, AT(has_schedule) },
	[FIELD_SCHEDULE] = { "schedule", CELL_MONTH, true, 0 },
	[FIELD_FORM_A] = { "form_a", CELL_INDEX, false, AT(form_a) },
	[FIELD_FORM_B] = { "form_b", CELL_INDEX, false, AT(form_b) },
	[FIELD_ID] = { "id", CELL_TEXT, false, AT(id) },
	[FIELD_EDITED] = { "edited", CELL_BOOL, false, AT(edited) },
	[FIELD_FORMULA] = { "formula", CELL_TEXT, true, AT(sheet.formula) },
	[FIELD_DATA_SOURCE] = { "data_source", CELL_TEXT, true, AT(sheet.source) },
	[FIELD_FREQUENCY] = { "frequency", CELL_U8, true, AT(sheet.frequency) },
	[FIELD_DIRECTION] = { "direction", CELL_U8, true, AT(sheet.direction) },
	[FIELD_MEASURE_UNIT] = { "measure_unit", CELL_TEXT, true, AT(sheet.unit) },
};

static struct cell_value
number(int64_t value)
{
	return (struct cell_value){ value, NULL };
}

static const void *
place_in(const struct plan_node *node, enum node_field field)
{
	return (const char *)node + FIELDS[field].offset;
}

/* A value copied out of, or into, a place whose type the table knows. */
#define READ(type, place) (*(const type *)(place))

static struct cell_value
month_value(const struct plan *plan, uint32_t row, unsigned period)
{
	if (period < 1 || period > plan->period_count ||
	    ((unsigned)plan->nodes[row].given >> (period - 1) & 1u) == 0)
		return number(NUM_ABSENT);
	return number(plan_schedule(plan, row)[period - 1]);
}

static struct cell_value
empty_value(enum node_field field)
{
	switch (FIELDS[field].kind) {
	case CELL_TEXT:
	case CELL_MEASURE:
		return (struct cell_value){ NUM_ABSENT, "" };
	case CELL_INDEX:
	case CELL_MONTH:
		return number(NUM_ABSENT);
	case CELL_I64:
		return number(field == FIELD_POSITION ? 0 : NUM_ABSENT);
	default:
		return number(field == FIELD_BEHAVIOUR_INFERRED);
	}
}

struct cell_value
edit_value(const struct plan *plan, uint32_t row, enum node_field field, unsigned period)
{
	const struct plan_node *node;
	const void *place;

	if (row >= plan->node_count)
		return empty_value(field);
	node = &plan->nodes[row];
	place = place_in(node, field);
	switch (FIELDS[field].kind) {
	case CELL_EXISTS:
		return number(!node->deleted);
	case CELL_TEXT:
		return (struct cell_value){ NUM_ABSENT, READ(char *const, place) };
	case CELL_MEASURE:
		return (struct cell_value){ READ(struct measure, place).value_e4,
			READ(struct measure, place).text };
	case CELL_INDEX:
		return number(
		    READ(uint32_t, place) == PLAN_NONE ? NUM_ABSENT : READ(uint32_t, place));
	case CELL_U8:
		return number(READ(uint8_t, place));
	case CELL_BOOL:
		return number(READ(bool, place));
	case CELL_MONTH:
		return month_value(plan, row, period);
	default:
		return number(READ(int64_t, place));
	}
}

static void
put_month(struct plan *plan, uint32_t row, unsigned period, int64_t value)
{
	uint16_t bit;

	if (period < 1 || period > plan->period_count)
		return;
	bit = (uint16_t)(1u << (period - 1));
	plan_schedule(plan, row)[period - 1] = value == NUM_ABSENT ? 0 : value;
	if (value == NUM_ABSENT)
		plan->nodes[row].given &= (uint16_t)~bit;
	else
		plan->nodes[row].given |= bit;
}

static void
put_measure(struct measure *measure, struct cell_value value)
{
	measure->text = value.text != NULL ? value.text : "";
	measure->value_e4 = value.number;
}

void
edit_put(struct plan *plan, uint32_t row, enum node_field field, unsigned period,
    struct cell_value value)
{
	struct plan_node *node;
	void *place;

	while (row >= plan->node_count) {
		node = plan_add_node(plan);
		node->deleted = true;
		node->position = 0;
	}
	node = &plan->nodes[row];
	place = (char *)node + FIELDS[field].offset;
	switch (FIELDS[field].kind) {
	case CELL_EXISTS:
		node->deleted = value.number == 0;
		return;
	case CELL_TEXT:
		*(const char **)place = value.text != NULL ? value.text : "";
		return;
	case CELL_MEASURE:
		put_measure(place, value);
		return;
	case CELL_INDEX:
		*(uint32_t *)place = value.number == NUM_ABSENT ? PLAN_NONE
								: (uint32_t)value.number;
		return;
	case CELL_U8:
		*(uint8_t *)place = (uint8_t)value.number;
		return;
	case CELL_BOOL:
		*(bool *)place = value.number != 0;
		return;
	case CELL_MONTH:
		put_month(plan, row, period, value.number);
		return;
	default:
		*(int64_t *)place = value.number;
		return;
	}
}

void
edit_apply(struct plan *plan, const struct cell_edit *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		edit_put(plan, cells[i].node, (enum node_field)cells[i].field, cells[i].period,
		    cells[i].after);
}

void
edit_revert(struct plan *plan, const struct cell_edit *cells, size_t count)
{
	for (size_t i = count; i-- > 0;)
		edit_put(plan, cells[i].node, (enum node_field)cells[i].field, cells[i].period,
		    cells[i].before);
}

/* No text and an empty one are the same. */
bool
cell_value_is(struct cell_value a, struct cell_value b)
{
	return a.number == b.number &&
	    strcmp(a.text != NULL ? a.text : "", b.text != NULL ? b.text : "") == 0;
}

const char *
node_field_key(enum node_field field)
{
	return FIELDS[field].key;
}

bool
node_field_is_of_sheet(enum node_field field)
{
	return field >= FIELD_FORMULA && field <= FIELD_MEASURE_UNIT;
}

bool
node_field_is_told(enum node_field field)
{
	return node_field_is_typed(field) || field == FIELD_EXISTS || field == FIELD_PARENT ||
	    field == FIELD_UNIT;
}

bool
node_field_is_typed(enum node_field field)
{
	return field < FIELD__COUNT && FIELDS[field].typed;
}

bool
node_field_find(const char *key, enum node_field *field, unsigned *period)
{
	size_t length = strcspn(key, ".");
	unsigned n = 0;

	for (const char *p = key + length; *p != '\0' && n <= PACK_PERIODS_MAX; p++)
		if (p > key + length)
			n = *p >= '0' && *p <= '9' ? n * 10 + (unsigned)(*p - '0')
						   : PACK_PERIODS_MAX + 1;
	for (unsigned f = 0; f < FIELD__COUNT; f++) {
		if (!FIELDS[f].typed || strlen(FIELDS[f].key) != length ||
		    strncmp(FIELDS[f].key, key, length) != 0)
			continue;
		if ((f == FIELD_SCHEDULE) != (n > 0) || n > PACK_PERIODS_MAX)
			return false;
		*field = (enum node_field)f;
		*period = n;
		return true;
	}
	return false;
}

const char *
change_kind_key(enum change_kind kind)
{
	static const char *const KEYS[CHANGE__COUNT] = { "cells", "create", "delete", "move",
		"reorder", "duplicate", "undo", "fix", "sheet" };

	return KEYS[kind];
}
