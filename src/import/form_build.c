#include "import/form_build.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_codes.h"
#include "import/number_cells.h"
#include "import/words.h"

static int
check_limits(const struct form_builder *b, struct err *err)
{
	if (b->plan->node_count >= PLAN_NODES_MAX)
		return err_refuse(err, YUP_ELIMIT, "document_too_large",
		    "the plan has more than %d rows", PLAN_NODES_MAX);
	if (b->root_count >= ROOTS_MAX)
		return err_refuse(err, YUP_ELIMIT, "document_too_large",
		    "the plan has more than %d institutional objectives: it is no single plan",
		    ROOTS_MAX);
	return YUP_OK;
}

/* --- nodes ------------------------------------------------------------------- */

enum { KEY_MAX = 64 };

/* "12 5.1.1": the unit and the code, in `key`. */
static const char *
node_key(char key[KEY_MAX], uint32_t unit, const char *code)
{
	char *to = key + KEY_MAX / 2;
	size_t n = strnlen(code, KEY_MAX / 2 - 2);
	char *begin = to;

	do
		*--begin = (char)('0' + unit % 10);
	while ((unit /= 10) > 0);
	*to++ = ' ';
	memcpy(to, code, n);
	to[n] = '\0';
	return begin;
}

static uint32_t
find_node(struct form_builder *b, uint32_t unit, const char *code)
{
	char key[KEY_MAX];
	uint32_t i = map_get(&b->node_by_key, node_key(key, unit, code));

	return i == MAP_NONE ? PLAN_NONE : i;
}

static struct plan_node *
add_node(struct form_builder *b, uint32_t unit, unsigned level, const char *code, uint32_t *index)
{
	struct plan_node *node = plan_add_node(b->plan);

	*index = (uint32_t)b->plan->node_count - 1;
	node->unit = unit;
	node->level = (uint8_t)level;
	node->code = code;
	node->code_read = code;
	MEM_PUSH(b->mem, b->nodes, b->node_count, b->node_room);
	b->nodes[*index] = (struct node_note){ .key_next = PLAN_NONE };
	if (unit != PLAN_NONE && find_node(b, unit, code) == PLAN_NONE) {
		char key[KEY_MAX];

		map_set(&b->node_by_key, mem_strdup(b->mem, node_key(key, unit, code)), *index);
	}
	return node;
}

static void
add_source(struct form_builder *b, struct plan_node *node, char form, uint32_t line)
{
	struct source *list;

	if (node->source_count >= SOURCES_MAX)
		return;
	list = mem_array(b->mem, node->source_count + 1, sizeof(*list));

	if (node->source_count > 0)
		memcpy(list, node->sources, node->source_count * sizeof(*list));
	list[node->source_count++] = (struct source){ 0, line, form };
	node->sources = list;
}

static void
add_spelling(struct form_builder *b, struct plan_node *node, const char *title)
{
	const char **list;

	if (title[0] == '\0' || strcmp(title, node->title) == 0 ||
	    node->spelling_count >= SPELLINGS_MAX)
		return;
	for (size_t i = 0; i < node->spelling_count; i++)
		if (strcmp(node->spellings[i], title) == 0)
			return;
	list = mem_array(b->mem, node->spelling_count + 1, sizeof(*list));
	for (size_t i = 0; i < node->spelling_count; i++)
		list[i] = node->spellings[i];
	list[node->spelling_count++] = title;
	node->spellings = list;
}

/* The framework node of an objective's code, made where it is new. */
static uint32_t
root_of(struct form_builder *b, const char *code, const char *title, uint32_t line)
{
	uint32_t index = map_get(&b->root_by_code, code);
	struct plan_node *node;

	if (index == MAP_NONE) {
		(void)add_node(b, PLAN_NONE, 0, code, &index);
		map_set(&b->root_by_code, code, index);
		b->root_count++;
	}
	node = &b->plan->nodes[index];
	if (title[0] == '\0')
		return index;
	if (node->title[0] == '\0')
		node->title = title;
	else
		add_spelling(b, node, title);
	if (node->source_count < 8)
		add_source(b, node, 'A', line);
	return index;
}

/* The framework node above an objective, under the title announced before it. */
static uint32_t
parent_root(struct form_builder *b, const char *code, uint32_t line)
{
	uint32_t root = root_of(b, form_code_parent(b->mem, code), b->root_title,
	    b->root_line != 0 ? b->root_line : line);

	b->root_title = "";
	b->root_line = 0;
	return root;
}

static void
fill_texts(struct form_builder *b, struct plan_node *node, const struct form_row *row)
{
	const struct columns *c = &row->columns;

	node->title = form_cell_at(b, row, c->title);
	node->indicator = form_cell_at(b, row, c->indicator);
	node->responsible = form_cell_at(b, row, c->responsible);
	node->verification = form_cell_at(b, row, c->verification);
	node->baseline = cell_measure(form_cell_at(b, row, c->baseline), b->style);
	node->target = cell_measure(form_cell_at(b, row, c->target), b->style);
	node->weight_e4 = form_weight_at(b, row);
	form_window_at(b, row, &node->first_month, &node->last_month);
}

static bool
same_title(struct form_builder *b, const char *x, const char *y)
{
	const char *skip = b->pack->skip_words;

	return strcmp(utf8_fold_name(b->mem, x, skip), utf8_fold_name(b->mem, y, skip)) == 0;
}

/* A row of an earlier form A printed again. */
static bool
is_second_print(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	const struct plan_node *node = &b->plan->nodes[index];

	return b->nodes[index].row_a != NULL && node->form_a != b->form &&
	    same_title(b, node->title, form_cell_at(b, row, row->columns.title));
}

static void
note_second_print(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	struct plan_form *form = &b->plan->forms[b->form];

	add_source(b, &b->plan->nodes[index], 'A', row->line);
	add_spelling(b, &b->plan->nodes[index], form_cell_at(b, row, row->columns.title));
	if (form->duplicate_of == PLAN_NONE) {
		form->duplicate_of = b->plan->nodes[index].form_a;
		import_issue_add(b->mem, b->result, ISSUE_DUPLICATE_FORM, form->first_line,
		    b->plan->units[b->plan->nodes[index].unit].acronym);
	}
}

/* An objective of form B whose form A comes after it in the text. */
static bool
is_late_form_a(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	return b->nodes[index].row_a == NULL && b->plan->nodes[index].published != NULL &&
	    same_title(b, b->plan->nodes[index].title, form_cell_at(b, row, row->columns.title));
}

static void
join_form_a(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	struct plan_node *node = &b->plan->nodes[index];
	uint8_t first = node->first_month, last = node->last_month;

	(void)parent_root(b, node->code, row->line);
	node = &b->plan->nodes[index];
	node->form_a = b->form;
	fill_texts(b, node, row);
	node->first_month = first;
	node->last_month = last;
	add_source(b, node, 'A', row->line);
	b->nodes[index].row_a = row;
}

/* Whose a form A row is: its owner's, else the form's. */
static uint32_t
unit_of_form_a(struct form_builder *b, const struct form_row *row, const char *owner)
{
	uint32_t unit = form_unit_of_owner(b, owner, row->line);

	if (unit != PLAN_NONE)
		return unit;
	return form_unit_of_form(b, b->rows->forms[row->form_index].unit_name, "", row->line);
}

static int
add_objective_a(struct form_builder *b, const struct form_row *row, unsigned level, uint32_t unit,
    const char *code, struct err *err)
{
	uint32_t index, root = parent_root(b, code, row->line);
	struct plan_node *node;
	int rc = check_limits(b, err);

	if (rc < 0)
		return rc;
	node = add_node(b, unit, level < b->pack->level_count ? level : 1, code, &index);
	node->parent = root;
	node->code_read = row->code;
	node->form_a = b->form;
	fill_texts(b, node, row);
	add_source(b, node, 'A', row->line);
	b->nodes[index].row_a = row;
	return YUP_OK;
}

static int
add_form_a_row(struct form_builder *b, const struct form_row *row, struct err *err)
{
	const char *code = form_code_clean(b->mem, row->code);
	size_t level = pack_level_of_code(b->pack, code);
	const char *owner = form_cell_at(b, row, row->columns.responsible);
	uint32_t unit, index;

	if (level == 0) {
		(void)root_of(b, code, form_cell_at(b, row, row->columns.title), row->line);
		return YUP_OK;
	}
	unit = unit_of_form_a(b, row, owner);
	index = find_node(b, unit, code);
	if (index != PLAN_NONE && is_second_print(b, index, row)) {
		note_second_print(b, index, row);
		return YUP_OK;
	}
	if (index != PLAN_NONE && is_late_form_a(b, index, row)) {
		join_form_a(b, index, row);
		return YUP_OK;
	}
	if (index != PLAN_NONE && b->units[unit].closed && b->plan->nodes[index].form_a != b->form)
		unit = form_unit_homonym(b, owner, row->line);
	return add_objective_a(b, row, (unsigned)level, unit, code, err);
}

/* Form B's unit, from its name and the first objective's owner. */
static uint32_t
unit_of_form_b(struct form_builder *b, const struct form_row *row, bool objective)
{
	uint32_t *unit = &b->form_unit[row->form_index];
	const char *owner = objective ? form_cell_at(b, row, row->columns.responsible) : "";

	if (*unit == PLAN_NONE) {
		*unit = form_unit_of_form(b, b->rows->forms[row->form_index].unit_name, owner,
		    row->line);
		b->plan->units[*unit].has_form_b = true;
		b->plan->forms[b->form].unit = *unit;
	}
	return *unit;
}

/*
 * "5.1.11" after 5.1.1.10 is 5.1.1.11 with a part lost, unless the unit has an
 * objective of that code or the row is signed as objectives are.
 */
static const char *
restore_part(struct form_builder *b, const struct form_row *row, const char *code)
{
	const struct plan_node *objective;
	const char *expected, *owner = form_cell_at(b, row, row->columns.responsible);

	if (b->objective == PLAN_NONE)
		return code;
	objective = &b->plan->nodes[b->objective];
	expected = mem_printf(b->mem, "%s.%u", objective->code,
	    b->last_activity != NULL ? form_code_last(b->last_activity) + 1 : 1);
	if (!form_code_lacks_one(b->mem, expected, code))
		return code;
	if (find_node(b, objective->unit, code) != PLAN_NONE)
		return code;
	if (owner[0] != '\0' && objective->responsible[0] != '\0' &&
	    same_title(b, owner, objective->responsible))
		return code;
	return expected;
}

/* A row of an earlier form B printed again. */
static bool
is_second_form_b(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	const struct form_row *before = b->nodes[index].row_b;

	return before != NULL && before->form_index != row->form_index &&
	    same_title(b, form_cell_at(b, before, before->columns.title),
		form_cell_at(b, row, row->columns.title));
}

static void
note_second_form_b(struct form_builder *b, uint32_t index, const struct form_row *row)
{
	struct plan_form *form = &b->plan->forms[b->form];
	const struct plan_node *node = &b->plan->nodes[index];

	add_source(b, &b->plan->nodes[index], 'B', row->line);
	b->last_activity = NULL;
	if (!plan_is_leaf_level(b->plan, node->level))
		b->objective = index;
	if (form->duplicate_of != PLAN_NONE)
		return;
	form->duplicate_of = node->form_b;
	import_issue_add(b->mem, b->result, ISSUE_DUPLICATE_FORM, form->first_line,
	    b->plan->units[node->unit].acronym);
}

static void
add_objective_b(struct form_builder *b, const struct form_row *row, unsigned level,
    const char *code, uint32_t unit, uint32_t parent)
{
	uint32_t index = find_node(b, unit, code);
	struct published_row *published = mem_alloc(b->mem, sizeof(*published));
	struct plan_node *node;

	if (index != PLAN_NONE && is_second_form_b(b, index, row)) {
		note_second_form_b(b, index, row);
		return;
	}
	if (index != PLAN_NONE && b->nodes[index].row_b != NULL)
		index = PLAN_NONE; /* the same code twice: R03 tells */
	if (index == PLAN_NONE) {
		node = add_node(b, unit, level, code, &index);
		node->code_read = row->code;
		fill_texts(b, node, row);
		node->parent = parent;
	}
	node = &b->plan->nodes[index];
	*published = (struct published_row){
		.total_e4 = NUM_ABSENT,
		.weight_e4 = form_weight_at(b, row),
		.source = { 0, row->line, 'B' },
		.title = form_cell_at(b, row, row->columns.title),
		.baseline = cell_measure(form_cell_at(b, row, row->columns.baseline), b->style),
		.target = cell_measure(form_cell_at(b, row, row->columns.target), b->style),
	};
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		published->month_e4[m] = NUM_ABSENT;
	node->published = published;
	node->form_b = b->form;
	if (node->first_month == 0)
		form_window_at(b, row, &node->first_month, &node->last_month);
	add_spelling(b, node, published->title);
	add_source(b, node, 'B', row->line);
	b->nodes[index].row_b = row;
	b->objective = index;
	b->last_activity = NULL;
}

/* The objective of an activity: by its code, else the one it stands under. */
static uint32_t
objective_of(struct form_builder *b, const char *code, uint32_t unit)
{
	const char *above = b->objective != PLAN_NONE ? b->plan->nodes[b->objective].code : "";
	size_t n = strlen(above);
	uint32_t parent;

	if (n > 0 && strncmp(code, above, n) == 0 && code[n] == '.')
		return b->objective;
	parent = find_node(b, unit, form_code_parent(b->mem, code));
	if (parent == PLAN_NONE || b->nodes[parent].row_b == NULL)
		return b->objective != PLAN_NONE ? b->objective : parent;
	return parent;
}

static void
add_activity(struct form_builder *b, const struct form_row *row, const char *code, uint32_t unit,
    unsigned level)
{
	uint32_t parent, index = find_node(b, unit, code);
	struct plan_node *node;

	if (index != PLAN_NONE && is_second_form_b(b, index, row)) {
		note_second_form_b(b, index, row);
		return;
	}
	parent = objective_of(b, code, unit);
	if (parent == PLAN_NONE) {
		import_issue_add(b->mem, b->result, ISSUE_CODE, row->line, row->code);
		return;
	}
	node = add_node(b, unit, level, code, &index);
	node->parent = parent;
	node->code_read = row->code;
	node->form_b = b->form;
	fill_texts(b, node, row);
	add_source(b, node, 'B', row->line);
	b->nodes[index].row_b = row;
	b->last_activity = code;
}

/* The node above an objective-like row deeper than the first: its code's parent, or the last one. */
static uint32_t
parent_of_level(struct form_builder *b, unsigned level, const char *code, uint32_t unit,
    uint32_t line)
{
	uint32_t parent;

	if (level <= 1)
		return parent_root(b, code, line);
	parent = find_node(b, unit, form_code_parent(b->mem, code));
	while (parent == PLAN_NONE && b->objective != PLAN_NONE) {
		parent = b->objective;
		while (parent != PLAN_NONE && b->plan->nodes[parent].level >= level)
			parent = b->plan->nodes[parent].parent;
		break;
	}
	return parent != PLAN_NONE ? parent : parent_root(b, code, line);
}

static int
add_form_b_row(struct form_builder *b, const struct form_row *row, struct err *err)
{
	unsigned leaf = (unsigned)b->pack->level_count - 1;
	const char *code = form_code_clean(b->mem, row->code);
	size_t level = pack_level_of_code(b->pack, code);
	uint32_t unit;
	int rc;

	if (level < leaf) {
		code = restore_part(b, row, code);
		level = pack_level_of_code(b->pack, code);
	}

	rc = check_limits(b, err);
	if (rc < 0)
		return rc;
	if (level == 0) {
		(void)root_of(b, code, form_cell_at(b, row, row->columns.title), row->line);
		return YUP_OK;
	}
	if (level == b->pack->level_count)
		level = b->objective != PLAN_NONE ? leaf : 1;
	unit = unit_of_form_b(b, row, level < leaf);
	if (level == leaf)
		add_activity(b, row, code, unit, leaf);
	else
		add_objective_b(b, row, (unsigned)level, code, unit,
		    parent_of_level(b, (unsigned)level, code, unit, row->line));
	return YUP_OK;
}

/* --- sums ---------------------------------------------------------------------- */

/* "Presupuesto: 437,253.00", in one cell or two. */
static void
add_footer(struct form_builder *b, const struct form_row *row)
{
	struct plan_form *form = &b->plan->forms[b->form];

	form->has_footer = true;
	form->footer_line = row->line;
	for (unsigned i = row->used; i-- > row->first && form->footer_cents == NUM_ABSENT;) {
		const char *colon = strrchr(row->cells[i], ':');

		form->footer_cents = cell_money(colon != NULL ? colon + 1 : row->cells[i],
		    b->style);
	}
	if (form->footer_cents == NUM_ABSENT)
		import_issue_add(b->mem, b->result, ISSUE_NUMBER, row->line,
		    row->cells[row->first]);
}

static void
add_total(struct form_builder *b, uint32_t row_index)
{
	const struct form_row *row = &b->rows->rows[row_index];
	uint32_t unit = unit_of_form_b(b, row, false);

	b->units[unit].closed = true;
	if (b->total_room <= unit) {
		size_t room = ((size_t)unit + 16) * 2;

		b->total_row = mem_grow(b->mem, b->total_row, b->total_room, room,
		    sizeof(uint32_t));
		for (size_t i = b->total_room; i < room; i++)
			b->total_row[i] = PLAN_NONE;
		b->total_room = room;
	}
	if (b->total_row[unit] == PLAN_NONE)
		b->total_row[unit] = row_index;
}

static const char *
stage_kind(const struct form_builder *b, const struct form_row *row)
{
	switch (row->kind) {
	case ROW_FRAMEWORK:
		return "framework";
	case ROW_FOOTER:
		return "footer";
	case ROW_TOTAL:
		return "total";
	default:
		break;
	}
	return row->form == FORM_A ? "objective"
	    : plan_is_leaf_level(b->plan,
		  (unsigned)pack_level_of_code(b->pack, form_code_clean(b->mem, row->code)))
	    ? "activity"
	    : "objective";
}

static void
stage(struct form_builder *b, const struct form_row *row)
{
	struct sheet_line line = { .cells = row->cells, .count = row->count };

	import_stage(b->mem, b->result, stage_kind(b, row), row->form == FORM_A ? 'A' : 'B',
	    row->line, sheet_line_text(b->mem, &line));
}

/* The next form of the text is the plan's next form. */
static void
begin_form(struct form_builder *b, uint32_t index)
{
	const struct form_span *span = &b->rows->forms[index];
	struct plan_form *form = plan_add_form(b->plan);

	form->kind = span->kind;
	form->first_line = span->first_line;
	form->last_line = span->last_line;
	b->form = index;
	b->objective = PLAN_NONE;
	b->last_activity = NULL;
	b->root_title = "";
	b->root_line = 0;
}

int
form_build_nodes(struct form_builder *b, struct err *err)
{
	for (uint32_t i = 0; i < b->rows->count; i++) {
		const struct form_row *row = &b->rows->rows[i];
		int rc = YUP_OK;

		while (b->plan->form_count <= row->form_index)
			begin_form(b, (uint32_t)b->plan->form_count);
		stage(b, row);
		switch (row->kind) {
		case ROW_FRAMEWORK:
			b->root_title = row->text;
			b->root_line = row->line;
			break;
		case ROW_FOOTER:
			add_footer(b, row);
			break;
		case ROW_TOTAL:
			add_total(b, i);
			break;
		case ROW_NODE:
			rc = row->form == FORM_A ? add_form_a_row(b, row, err)
						 : add_form_b_row(b, row, err);
			break;
		default:
			break;
		}
		if (rc < 0)
			return err_at(err, NULL, row->line), rc;
	}
	for (size_t i = 0; i < b->plan->node_count; i++)
		b->plan->nodes[i].id = mem_numbered(b->mem, 'n', i + 1);
	return YUP_OK;
}
