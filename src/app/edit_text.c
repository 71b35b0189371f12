#include "app/edit_text.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { CELLS_TOLD = 6, TEXT_TOLD = 80 };

const char *
edit_subject(struct mem *mem, int64_t plan_id, enum change_kind kind, uint32_t node)
{
	if (kind == CHANGE_CREATE || kind == CHANGE_UNDO || kind == CHANGE_FIX ||
	    kind == CHANGE_SHEET)
		return mem_printf(mem, "plan %lld", (long long)plan_id);
	return mem_printf(mem, "plan %lld node %u", (long long)plan_id, node);
}

static bool
is_scaled(enum node_field field)
{
	return field == FIELD_WEIGHT || field == FIELD_TOTAL || field == FIELD_SCHEDULE;
}

static const char *
word_of(enum node_field field, int64_t number)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	static const char *const MEASURES[] = { "no", "yes" };
	static const char *const BASES[] = { "quantity", "share" };
	static const char *const STATES[] = { "as_read", "repaired", "unresolved" };

	if (field == FIELD_BEHAVIOUR && number >= 0 && number < BEHAVIOUR__COUNT)
		return BEHAVIOURS[number];
	if (field == FIELD_BASIS && number >= 0 && number <= BASIS_SHARE)
		return BASES[number];
	if (field == FIELD_PERCENT && (number == 0 || number == 1))
		return MEASURES[number];
	if (field == FIELD_STATE && number >= 0 && number <= NODE_UNRESOLVED)
		return STATES[number];
	if (field == FIELD_FREQUENCY && number >= 0 && number < FREQUENCY__COUNT)
		return sheet_frequency_keys[number];
	if (field == FIELD_DIRECTION && number >= 0 && number < DIRECTION__COUNT)
		return sheet_direction_keys[number];
	return NULL;
}

static void
put_number(struct str *s, const struct plan *plan, enum node_field field, int64_t number)
{
	const char *word = word_of(field, number);

	if (word != NULL)
		str_put(s, word);
	else if (field == FIELD_UNIT && number >= 0 && (size_t)number < plan->unit_count)
		str_put(s, plan->units[number].path);
	else if (field == FIELD_PARENT && number >= 0 && (size_t)number < plan->node_count)
		str_put(s, plan->nodes[number].code);
	else if (is_scaled(field))
		num_put(s, number, 4, 0);
	else if (field == FIELD_BUDGET)
		num_put(s, number, 2, 2);
	else
		str_printf(s, "%lld", (long long)number);
}

const char *
edit_value_text(struct mem *mem, const struct plan *plan, enum node_field field,
    struct cell_value value)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value.text != NULL)
		return value.text;
	if (value.number == NUM_ABSENT)
		return "";
	put_number(&s, plan, field, value.number);
	return mem_strdup(mem, str_text(&s));
}

static void
put_value(struct str *s, struct mem *mem, const struct plan *plan, const struct cell_edit *cell,
    struct cell_value value)
{
	const char *text = edit_value_text(mem, plan, (enum node_field)cell->field, value);
	size_t length = utf8_prefix(text, TEXT_TOLD);

	str_put_n(s, text, length);
	if (text[length] != '\0')
		str_put(s, "…");
	if (text[0] == '\0')
		str_put_char(s, '-');
}

const char *
edit_text(struct mem *mem, const struct plan *plan, enum change_kind kind,
    const struct cell_edit *cells, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s, change_kind_key(kind));
	for (size_t i = 0; i < count && i < CELLS_TOLD; i++) {
		str_printf(&s, "%s node %u %s", i > 0 ? ";" : "", cells[i].node,
		    node_field_key((enum node_field)cells[i].field));
		if (cells[i].period > 0)
			str_printf(&s, ".%u", cells[i].period);
		str_put_char(&s, ' ');
		put_value(&s, mem, plan, &cells[i], cells[i].before);
		str_put(&s, " -> ");
		put_value(&s, mem, plan, &cells[i], cells[i].after);
	}
	if (count > CELLS_TOLD)
		str_printf(&s, "; %zu more", count - CELLS_TOLD);
	return mem_strdup(mem, str_text(&s));
}

const char *
edit_typed_text(struct mem *mem, const struct typed_cell *typed, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count && i < CELLS_TOLD; i++) {
		size_t length = utf8_prefix(typed[i].text, TEXT_TOLD);

		str_printf(&s, "%s%s", i > 0 ? "; " : "", node_field_key(typed[i].field));
		if (typed[i].period > 0)
			str_printf(&s, ".%u", typed[i].period);
		str_put_char(&s, ' ');
		if (utf8_valid_until(typed[i].text, length) == length)
			str_put_n(&s, typed[i].text, length);
		else
			str_put(&s, "(bytes that are no text)");
	}
	return mem_strdup(mem, str_text(&s));
}
