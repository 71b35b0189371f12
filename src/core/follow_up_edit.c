#include "core/follow_up_edit.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/follow_up_lines.h"
#include "core/progress.h"
#include "core/typed.h"

enum { PERCENT_MAX_E4 = 1000 * E4 };

/* Where the cells of a line are; NULL where it has none of that kind. */
struct cells {
	const char **text[FU_FIELD__COUNT];
	int64_t *percent[FU_FIELD__COUNT];
	struct fu_aggregate *level; /* FU_OF */
};

static bool
find_operation(const struct follow_up *fu, const char *id, struct cells *out)
{
	for (size_t i = 0; i < fu->operation_count; i++) {
		struct fu_operation *op = &fu->operations[i];

		if (strcmp(op->id, id) != 0)
			continue;
		out->text[FU_EXPECTED] = &op->expected;
		out->text[FU_OBTAINED] = &op->obtained;
		out->text[FU_CAUSE] = &op->cause;
		out->text[FU_MEASURE] = &op->measure;
		out->percent[FU_PHYSICAL] = &op->physical_e4;
		out->percent[FU_FINANCIAL] = &op->financial_e4;
		return true;
	}
	return false;
}

static bool
find_cells(const struct follow_up *fu, const char *id, struct cells *out)
{
	struct fu_member of;

	*out = (struct cells){ .level = NULL };
	if (!follow_up_find_line(fu, id, &of))
		return find_operation(fu, id, out);
	if (of.is_unit) {
		struct fu_unit *unit = &fu->units[of.index];

		out->text[FU_NAME] = &unit->name;
		out->text[FU_ORDINAL] = &unit->ordinal;
		out->percent[FU_PHYSICAL] = &unit->printed_e4;
	} else {
		out->level = &fu->aggregates[of.index];
		out->text[FU_NAME] = &out->level->name;
		out->percent[FU_PHYSICAL] = &out->level->printed_e4;
		out->percent[FU_FINANCIAL] = &out->level->printed_financial_e4;
	}
	return true;
}

/* ---- As people type it ----------------------------------------------------------- */

static const char *
percent_text(struct mem *mem, int64_t value_e4)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value_e4 != NUM_ABSENT) /* never three decimals: "1.125" could be 1125 */
		num_put(&s, value_e4, 4, value_e4 % 100 != 0 ? 4 : 0);
	return mem_strdup(mem, str_text(&s));
}

static const char *
members_text(struct mem *mem, const struct follow_up *fu, const struct fu_aggregate *level)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < level->of_count; i++)
		str_printf(&s, "%s%s", i > 0 ? " " : "",
		    level->of[i].is_unit ? fu->units[level->of[i].index].id
					 : fu->aggregates[level->of[i].index].id);
	return mem_strdup(mem, str_text(&s));
}

static const char *
cell_text(struct mem *mem, const struct follow_up *fu, const struct cells *cells,
    enum fu_field field)
{
	if (cells->text[field] != NULL)
		return *cells->text[field];
	if (cells->percent[field] != NULL)
		return percent_text(mem, *cells->percent[field]);
	return field == FU_OF && cells->level != NULL ? members_text(mem, fu, cells->level) : NULL;
}

const char *
follow_up_cell(struct mem *mem, const struct follow_up *fu, const char *line, enum fu_field field)
{
	struct cells cells;

	return find_cells(fu, line, &cells) ? cell_text(mem, fu, &cells, field) : NULL;
}

const char *
fu_field_key(enum fu_field field)
{
	static const char *const KEYS[FU_FIELD__COUNT] = { "name", "ordinal", "expected",
		"obtained", "cause", "measure", "physical", "financial", "of" };

	return KEYS[field];
}

/* ---- What was typed ---------------------------------------------------------------- */

static int
put_text(struct follow_up *fu, const char **cell, enum fu_field field, const char *typed,
    struct err *err)
{
	size_t most = field == FU_NAME ? FU_NAME_MAX
	    : field == FU_ORDINAL      ? FU_ORDINAL_MAX
				       : FU_TEXT_MAX;
	const char *text = "";
	int rc = typed_text(fu->mem, typed, most, &text, err);

	if (rc == YUP_OK && text[0] == '\0' && (field == FU_NAME || field == FU_EXPECTED))
		rc = err_refuse(err, YUP_EINVALID, "text_absent", "%s", fu_field_key(field));
	if (rc == YUP_OK)
		*cell = text;
	return rc;
}

static int
put_percent(struct mem *mem, int64_t *cell, const char *typed, struct err *err)
{
	struct typed_value value;
	const char *text = "";
	int rc = typed_text(mem, typed, FU_NAME_MAX, &text, err);

	if (rc == YUP_OK)
		rc = typed_number(text, 0, PERCENT_MAX_E4, &value, err);
	if (rc == YUP_OK)
		*cell = value.value.number;
	return rc;
}

static int
add_member(const struct follow_up *fu, const struct fu_aggregate *level, const char *id,
    struct fu_member *list, size_t *count, struct err *err)
{
	struct fu_member member;

	if (!follow_up_find_line(fu, id, &member) ||
	    (!member.is_unit && fu->aggregates[member.index].level >= level->level))
		return err_refuse(err, YUP_EINVALID, "fu_members_wrong", "%s", id);
	for (size_t i = 0; i < *count; i++)
		if (list[i].is_unit == member.is_unit && list[i].index == member.index)
			return YUP_OK;
	list[(*count)++] = member;
	return YUP_OK;
}

/* Units and levels below its own: what it averages never goes round. */
static int
put_members(struct follow_up *fu, struct fu_aggregate *level, const char *typed, struct err *err)
{
	struct fu_member *list = mem_array(fu->mem, fu->unit_count + fu->aggregate_count + 1,
	    sizeof(*list));
	char *rest = mem_strdup(fu->mem, typed), *id;
	size_t count = 0;
	int rc = YUP_OK;

	while (rc == YUP_OK && (id = strtok_r(rest, " ", &rest)) != NULL)
		rc = add_member(fu, level, id, list, &count, err);
	if (rc == YUP_OK && count == 0)
		rc = err_refuse(err, YUP_EINVALID, "fu_members_wrong", "%s", level->name);
	if (rc == YUP_OK) {
		level->of = list;
		level->of_count = count;
	}
	return rc;
}

static int
put(struct follow_up *fu, const struct cells *cells, const struct fu_edit *edit, struct err *err)
{
	if (cells->text[edit->field] != NULL)
		return put_text(fu, cells->text[edit->field], edit->field, edit->text, err);
	if (cells->percent[edit->field] != NULL)
		return put_percent(fu->mem, cells->percent[edit->field], edit->text, err);
	if (edit->field == FU_OF && cells->level != NULL)
		return put_members(fu, cells->level, edit->text, err);
	return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", fu_field_key(edit->field));
}

static int
edit_one(struct follow_up *fu, const struct fu_edit *edit, struct fu_change *out, struct err *err)
{
	struct cells cells;
	int rc;

	if (!find_cells(fu, edit->line, &cells))
		return err_refuse(err, YUP_ENOTFOUND, "follow_up_absent", "%s", edit->line);
	*out = (struct fu_change){ edit->line, edit->field,
		cell_text(fu->mem, fu, &cells, edit->field), NULL };
	if (out->before != NULL && strcmp(out->before, edit->text) == 0) {
		out->after = out->before;
		return YUP_OK;
	}
	rc = put(fu, &cells, edit, err);
	if (rc == YUP_OK)
		out->after = cell_text(fu->mem, fu, &cells, edit->field);
	else
		(void)err_in(err, fu_field_key(edit->field));
	return rc;
}

int
follow_up_edit(struct follow_up *fu, const struct fu_edit *edits, size_t count,
    struct fu_change **out, size_t *out_count, struct err *err)
{
	struct fu_change *list = mem_array(fu->mem, count + 1, sizeof(*list));
	size_t changed = 0;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		rc = edit_one(fu, &edits[i], &list[changed], err);
		if (rc == YUP_OK && strcmp(list[changed].before, list[changed].after) != 0)
			changed++;
	}
	if (rc == YUP_OK)
		rc = progress_compute(fu, err);
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = changed;
	return YUP_OK;
}

/* ---- Two versions -------------------------------------------------------------------- */

struct comparing {
	struct mem *mem;
	const struct follow_up *before, *after;
	struct fu_change *list;
	size_t count, room;
};

static void
compare_line(struct comparing *c, const char *id)
{
	struct cells was, now;

	if (!find_cells(c->before, id, &was) || !find_cells(c->after, id, &now))
		return;
	for (unsigned f = 0; f < FU_FIELD__COUNT; f++) {
		const char *before = cell_text(c->mem, c->before, &was, (enum fu_field)f);
		const char *after = cell_text(c->mem, c->after, &now, (enum fu_field)f);

		if (before == NULL || after == NULL || strcmp(before, after) == 0)
			continue;
		MEM_PUSH(c->mem, c->list, c->count, c->room);
		c->list[c->count - 1] = (struct fu_change){ id, (enum fu_field)f, before, after };
	}
}

void
follow_up_changes(struct mem *mem, const struct follow_up *before, const struct follow_up *after,
    struct fu_change **out, size_t *out_count)
{
	struct comparing c = { .mem = mem, .before = before, .after = after };

	for (size_t a = 0; a < after->aggregate_count; a++)
		compare_line(&c, after->aggregates[a].id);
	for (size_t u = 0; u < after->unit_count; u++)
		compare_line(&c, after->units[u].id);
	for (size_t i = 0; i < after->operation_count; i++)
		compare_line(&c, after->operations[i].id);
	*out = c.list;
	*out_count = c.count;
}

/* ---- What is computed, put in place of what was printed --------------------------------- */

struct fu_edit *
follow_up_fixes(struct mem *mem, const struct follow_up *fu, size_t *out_count)
{
	struct fu_edit *list = mem_array(mem, fu->unit_count + fu->aggregate_count + 1,
	    sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < fu->unit_count + fu->aggregate_count; i++) {
		const struct fu_unit *unit = i < fu->unit_count ? &fu->units[i] : NULL;
		const struct fu_aggregate *a = unit == NULL ? &fu->aggregates[i - fu->unit_count]
							    : NULL;
		int64_t printed_e4 = unit != NULL ? unit->printed_e4 : a->printed_e4;
		int64_t computed_e9 = unit != NULL ? unit->computed_e9 : a->computed_e9;

		if (printed_e4 == NUM_ABSENT || computed_e9 == NUM_ABSENT ||
		    progress_matches(computed_e9, printed_e4))
			continue;
		list[count++] = (struct fu_edit){ unit != NULL ? unit->id : a->id, FU_PHYSICAL,
			percent_text(mem, ratio_round(computed_e9, 0) * E4) };
	}
	*out_count = count;
	return list;
}
