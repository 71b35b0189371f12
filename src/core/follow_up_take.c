#include "core/follow_up_take.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { WORDS_MAX = 64, ALIKE_PARTS = 5, ALIKE_LEAST = 3 }; /* three fifths */

struct taking {
	struct mem *mem;
	const struct follow_up *fu;
	const struct report_book *book;
	const struct plan *plan;
	unsigned period;
	const char **titles;         /* of each row, folded; NULL: none to report of */
	const char **expected;       /* of each operation, folded */
	uint32_t *row_of;            /* plan row -> the operation it is */
	uint32_t *first, *next;      /* rows to report of: a unit's first; the one after each */
	struct map unit_of, several; /* names of units; those of several */
	struct follow_up_taken *out;
};

const char *
take_answer_key(enum take_answer answer)
{
	static const char *const KEYS[TAKE_ANSWER__COUNT] = { "taken", "same", "unit_absent",
		"unit_ambiguous", "row_absent", "row_alike", "row_twice", "nothing_said",
		"not_allowed", "closed" };

	return KEYS[answer];
}

static const char *
folded(const struct taking *t, const char *text)
{
	return utf8_fold_name(t->mem, text, t->plan->pack->skip_words);
}

/* ---- Units ------------------------------------------------------------------------- */

static void
name_unit(struct taking *t, const char *name, uint32_t unit)
{
	const char *key = folded(t, name);
	uint32_t other;

	if (key[0] == '\0')
		return;
	other = map_get_or_set(&t->unit_of, key, unit);
	if (other != unit)
		map_set(&t->several, key, unit);
}

static void
name_units(struct taking *t)
{
	map_init(&t->unit_of, t->mem);
	map_init(&t->several, t->mem);
	for (uint32_t u = 0; u < t->plan->unit_count; u++) {
		const struct plan_unit *unit = &t->plan->units[u];

		name_unit(t, unit->name, u);
		name_unit(t, unit->acronym, u);
		name_unit(t, unit->own_acronym, u);
		for (size_t i = 0; i < unit->spelling_count; i++)
			name_unit(t, unit->spellings[i], u);
	}
}

/* The plan's unit; PLAN_NONE with why in `*answer`. */
static uint32_t
find_unit(const struct taking *t, const struct fu_unit *unit, enum take_answer *answer)
{
	const char *name = folded(t, unit->name);
	uint32_t found = map_get(&t->unit_of, name);

	*answer = found == MAP_NONE                  ? TAKE_NO_UNIT
	    : map_get(&t->several, name) != MAP_NONE ? TAKE_UNITS
						     : TAKE_NO_ROW;
	return *answer == TAKE_NO_ROW ? found : PLAN_NONE;
}

/* ---- Rows ---------------------------------------------------------------------------- */

static bool
is_free(const struct taking *t, uint32_t node)
{
	return t->row_of[node] == PLAN_NONE;
}

static bool
is_same(const struct taking *t, uint32_t node, uint32_t operation, enum take_by by)
{
	const struct plan_node *n = &t->plan->nodes[node];
	const struct fu_operation *op = &t->fu->operations[operation];

	if (by == TAKE_BY_TITLE)
		return strcmp(t->titles[node], t->expected[operation]) == 0;
	return strcmp(n->code, op->code) == 0 || strcmp(n->code_read, op->code) == 0;
}

static void
claim(struct taking *t, uint32_t operation, uint32_t node, enum take_by by)
{
	struct take_row *row = &t->out->rows[operation];

	t->row_of[node] = operation;
	row->node = node;
	row->by = by;
	row->answer = TAKE_IT;
}

/* Rows of one code or title go to the operations of it in order. */
static void
match_same(struct taking *t, const struct fu_unit *unit, uint32_t of, enum take_by by)
{
	for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
		if (t->out->rows[i].node != PLAN_NONE)
			continue;
		for (uint32_t n = t->first[of]; n != PLAN_NONE; n = t->next[n])
			if (is_free(t, n) && is_same(t, n, i, by)) {
				claim(t, i, n, by);
				break;
			}
	}
}

/* A row of the same code or title that another operation has. */
static void
tell_twice(struct taking *t, const struct fu_unit *unit, uint32_t of)
{
	for (uint32_t i = unit->first; i < unit->first + unit->count; i++)
		for (uint32_t n = t->first[of]; n != PLAN_NONE; n = t->next[n])
			if (t->out->rows[i].node == PLAN_NONE && !is_free(t, n) &&
			    is_same(t, n, i, TAKE_BY_CODE))
				t->out->rows[i].answer = TAKE_TWICE;
}

/* ---- Words ----------------------------------------------------------------------------- */

static bool
has_word(const char *text, const char *word, size_t length)
{
	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		if (n == length && memcmp(text, word, n) == 0)
			return true;
		text += n + strspn(text + n, " ");
	}
	return false;
}

/* How many words of `title` are in `text`; how many it has in `*all`. */
static unsigned
common_words(const char *title, const char *text, unsigned *all)
{
	unsigned common = 0;

	*all = 0;
	while (*title != '\0' && *all < WORDS_MAX) {
		size_t n = strcspn(title, " ");

		*all += 1;
		common += has_word(text, title, n);
		title += n + strspn(title + n, " ");
	}
	return common;
}

/* Alike enough: in tenths of thousandths of the title's words; 0: not enough. */
static unsigned
likeness(const struct taking *t, uint32_t node, uint32_t operation)
{
	unsigned all, common = common_words(t->titles[node], t->expected[operation], &all);

	if (common < 2 || common * ALIKE_PARTS < all * ALIKE_LEAST)
		return 0;
	return common * 10000 / all;
}

static uint32_t
best_row(const struct taking *t, uint32_t operation, uint32_t of)
{
	unsigned best = 0;
	uint32_t found = PLAN_NONE;

	for (uint32_t n = t->first[of]; n != PLAN_NONE; n = t->next[n]) {
		unsigned is = is_free(t, n) ? likeness(t, n, operation) : 0;

		if (is == 0 || is < best)
			continue;
		found = is == best ? PLAN_NONE : n; /* two as good: neither */
		best = is;
	}
	return found;
}

static uint32_t
best_operation(const struct taking *t, const struct fu_unit *unit, uint32_t node)
{
	unsigned best = 0;
	uint32_t found = PLAN_NONE;

	for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
		unsigned is = t->out->rows[i].node == PLAN_NONE ? likeness(t, node, i) : 0;

		if (is == 0 || is < best)
			continue;
		found = is == best ? PLAN_NONE : i;
		best = is;
	}
	return found;
}

/* Each the other's best: told all at once, so that no order decides. */
static void
match_alike(struct taking *t, const struct fu_unit *unit, uint32_t of, bool take)
{
	uint32_t *found = mem_array(t->mem, unit->count + 1, sizeof(*found));

	for (uint32_t i = 0; i < unit->count; i++) {
		uint32_t operation = unit->first + i, node = PLAN_NONE;

		if (t->out->rows[operation].node == PLAN_NONE)
			node = best_row(t, operation, of);
		found[i] = node != PLAN_NONE && best_operation(t, unit, node) == operation
		    ? node
		    : PLAN_NONE;
	}
	for (uint32_t i = 0; i < unit->count; i++) {
		struct take_row *row = &t->out->rows[unit->first + i];

		if (found[i] == PLAN_NONE)
			continue;
		claim(t, unit->first + i, found[i], TAKE_BY_WORDS);
		if (!take)
			row->answer = TAKE_ALIKE;
	}
}

/* ---- What it says ------------------------------------------------------------------------- */

static void
add_cell(const struct taking *t, struct take_row *row, enum report_field field,
    struct cell_value value, const char *text)
{
	const struct report *said = report_at(t->book, row->node, t->period);
	struct cell_value now = { NUM_ABSENT, "" };
	bool is_blank;

	if (said != NULL)
		now = (struct cell_value){ said->number[field], said->text[field] };
	is_blank = now.number == NUM_ABSENT && now.text[0] == '\0';
	if (now.number == value.number && strcmp(now.text, value.text) == 0)
		return;
	row->cells[row->count++] = (struct take_cell){ field, text, !is_blank, now };
}

static void
add_text(const struct taking *t, struct take_row *row, enum report_field field, const char *text)
{
	if (text[0] == '\0')
		return;
	if (strlen(text) > REPORT_TEXT_MAX)
		row->left |= TAKE_LEFT_LONG;
	else
		add_cell(t, row, field, (struct cell_value){ NUM_ABSENT, text }, text);
}

static const char *
number_text(const struct taking *t, int64_t value, unsigned scale)
{
	CLEANUP(str_done) struct str s = { 0 };

	num_put(&s, value, scale, scale == 4 && value % 100 == 0 ? 0 : scale);
	return mem_strdup(t->mem, str_text(&s));
}

/* Where an amount says how far the row is, the per cent stands in its place. */
static void
add_physical(const struct taking *t, struct take_row *row, int64_t physical_e4)
{
	const struct report *said = report_at(t->book, row->node, t->period);

	if (physical_e4 == NUM_ABSENT)
		return;
	add_cell(t, row, REPORT_STATED, (struct cell_value){ physical_e4, "" },
	    number_text(t, physical_e4, 4));
	if (said != NULL && said->number[REPORT_VALUE] != NUM_ABSENT)
		add_cell(t, row, REPORT_VALUE, (struct cell_value){ NUM_ABSENT, "" }, "");
}

static void
add_financial(const struct taking *t, struct take_row *row, int64_t financial_e4)
{
	int64_t budget = t->plan->nodes[row->node].budget_cents, executed;

	if (financial_e4 == NUM_ABSENT)
		return;
	if (budget == NUM_ABSENT || budget <= 0) {
		row->left |= TAKE_LEFT_MONEY;
		return;
	}
	executed = muldiv_round(budget, financial_e4, 100 * E4);
	for (unsigned p = 1; p < t->period; p++) {
		const struct report *said = report_at(t->book, row->node, p);

		if (said != NULL && said->number[REPORT_EXECUTED] != NUM_ABSENT)
			executed -= said->number[REPORT_EXECUTED];
	}
	if (executed < 0)
		row->left |= TAKE_LEFT_LESS;
	else
		add_cell(t, row, REPORT_EXECUTED, (struct cell_value){ executed, "" },
		    number_text(t, executed, 2));
}

/* "Personal: faltó un técnico" is that cause of the pack, and its text. */
static void
add_cause(const struct taking *t, struct take_row *row, const char *cause)
{
	const struct pack *pack = t->plan->pack;

	for (size_t i = 0; i < pack->cause_count; i++) {
		size_t n = strlen(pack->causes[i].name);

		if (strncmp(cause, pack->causes[i].name, n) != 0 ||
		    (cause[n] != ':' && cause[n] != '\0'))
			continue;
		add_text(t, row, REPORT_CAUSE, pack->causes[i].key);
		cause += n + (cause[n] == ':');
		cause += strspn(cause, " ");
		break;
	}
	add_text(t, row, REPORT_CAUSE_TEXT, cause);
}

static void
add_measure(const struct taking *t, struct take_row *row, const char *measure)
{
	const struct report *said = report_at(t->book, row->node, t->period);

	add_text(t, row, REPORT_MEASURE_TEXT, measure);
	if (measure[0] != '\0' && !(row->left & TAKE_LEFT_LONG) &&
	    (said == NULL || said->number[REPORT_MEASURE] == NUM_ABSENT))
		add_cell(t, row, REPORT_MEASURE, (struct cell_value){ MEASURE_OTHER, "" },
		    measure_key(MEASURE_OTHER));
}

static void
read_cells(const struct taking *t, struct take_row *row)
{
	const struct fu_operation *op = &t->fu->operations[row->operation];

	add_physical(t, row, op->physical_e4);
	add_financial(t, row, op->financial_e4);
	add_text(t, row, REPORT_OBTAINED, op->obtained);
	add_cause(t, row, op->cause);
	add_measure(t, row, op->measure);
	if (row->count > 0 || row->answer != TAKE_IT)
		return;
	row->answer = op->physical_e4 == NUM_ABSENT && op->obtained[0] == '\0' &&
		op->cause[0] == '\0' && op->measure[0] == '\0'
	    ? TAKE_NOTHING
	    : TAKE_SAME;
}

/* ---- All of it ----------------------------------------------------------------------------- */

static void
fold_all(struct taking *t)
{
	const struct plan *plan = t->plan;

	t->titles = mem_array(t->mem, plan->node_count + 1, sizeof(*t->titles));
	t->row_of = mem_array(t->mem, plan->node_count + 1, sizeof(*t->row_of));
	t->expected = mem_array(t->mem, t->fu->operation_count + 1, sizeof(*t->expected));
	t->next = mem_array(t->mem, plan->node_count + 1, sizeof(*t->next));
	t->first = mem_array(t->mem, plan->unit_count + 1, sizeof(*t->first));
	for (size_t u = 0; u < plan->unit_count; u++)
		t->first[u] = PLAN_NONE;
	for (uint32_t n = (uint32_t)plan->node_count; n-- > 0;) {
		const struct plan_node *node = &plan->nodes[n];

		t->row_of[n] = PLAN_NONE;
		if (node->unit == PLAN_NONE || !plan_is_leaf_level(plan, node->level))
			continue;
		t->titles[n] = folded(t, node->title);
		t->next[n] = t->first[node->unit];
		t->first[node->unit] = n;
	}
	for (size_t i = 0; i < t->fu->operation_count; i++)
		t->expected[i] = folded(t, t->fu->operations[i].expected);
}

static void
match_unit(struct taking *t, const struct fu_unit *unit, bool alike)
{
	enum take_answer answer;
	uint32_t of = find_unit(t, unit, &answer);

	for (uint32_t i = unit->first; i < unit->first + unit->count; i++)
		t->out->rows[i].answer = answer;
	if (of == PLAN_NONE)
		return;
	match_same(t, unit, of, TAKE_BY_CODE);
	match_same(t, unit, of, TAKE_BY_TITLE);
	tell_twice(t, unit, of);
	match_alike(t, unit, of, alike);
}

void
follow_up_take(struct mem *mem, const struct follow_up *fu, const struct report_book *book,
    unsigned period, bool alike, struct follow_up_taken *out)
{
	struct taking t = { .mem = mem,
		.fu = fu,
		.book = book,
		.plan = book->plan,
		.period = period,
		.out = out };

	*out = (struct follow_up_taken){ .count = fu->operation_count };
	out->rows = mem_array(mem, fu->operation_count + 1, sizeof(*out->rows));
	out->missing = mem_array(mem, t.plan->node_count + 1, sizeof(*out->missing));
	for (uint32_t i = 0; i < fu->operation_count; i++)
		out->rows[i] = (struct take_row){ .operation = i, .node = PLAN_NONE };
	fold_all(&t);
	name_units(&t);
	for (size_t u = 0; u < fu->unit_count; u++)
		match_unit(&t, &fu->units[u], alike);
	for (size_t i = 0; i < out->count; i++)
		if (out->rows[i].node != PLAN_NONE)
			read_cells(&t, &out->rows[i]);
	for (uint32_t n = 0; n < t.plan->node_count; n++)
		if (t.titles[n] != NULL && t.row_of[n] == PLAN_NONE)
			out->missing[out->missing_count++] = n;
}
