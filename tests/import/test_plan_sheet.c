/* test_plan_sheet.c - a plan out as a workbook and back: nothing changed, and what was changed. */
#include "import/plan_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/workbook.h"
#include "report/plan_sheet.h"
#include "support/cmocka_all.h"
#include "support/random_edit.h"
#include "support/read_document.h"

enum { EDITS = 200, PLAN_ID = 7 };

static struct err err;

static void
must(int rc)
{
	if (rc < 0)
		print_error("%s: %s\n", err.key != NULL ? err.key : "", err.message);
	assert_int_equal(rc, YUP_OK);
}

/* The sample as it is stored: index = row. */
static struct plan *
sample(struct mem *mem)
{
	struct plan *plan = read_document(mem, SAMPLE_PLAN).plan;

	for (uint32_t i = 0; i < plan->node_count; i++) {
		plan->nodes[i].row = i;
		plan->nodes[i].position = (int64_t)(i + 1) * POSITION_STEP;
	}
	return plan;
}

static const bool *
all_units(struct mem *mem, const struct plan *plan)
{
	bool *units = mem_array(mem, plan->unit_count + 1, sizeof(*units));

	for (size_t u = 0; u < plan->unit_count; u++)
		units[u] = true;
	return units;
}

/* Rows in another order, as after sorting by any column. */
static void
shuffle(struct plan *plan, struct random_edit *r)
{
	size_t n = plan->period_count;

	for (uint32_t i = (uint32_t)plan->node_count; i-- > 1;) {
		uint32_t k = random_below(r, i + 1);
		struct plan_node node = plan->nodes[i];
		int64_t months[PACK_PERIODS_MAX];

		memcpy(months, plan_schedule(plan, i), n * sizeof(*months));
		plan->nodes[i] = plan->nodes[k];
		memcpy(plan_schedule(plan, i), plan_schedule(plan, k), n * sizeof(*months));
		plan->nodes[k] = node;
		memcpy(plan_schedule(plan, k), months, n * sizeof(*months));
	}
}

static void
write_book(struct mem *mem, const struct plan *plan, struct str *out)
{
	struct plan_sheet_order order = { .plan = plan,
		.units = all_units(mem, plan),
		.plan_id = PLAN_ID,
		.now = "2027-01-31T08:00:00Z" };

	must(plan_sheet_write(mem, &order, out, &err));
}

static void
read_book(struct mem *mem, const struct str *bytes, const struct plan *plan, struct plan_sheet *out)
{
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct sheet_mark mark;

	must(workbook_open(mem, bytes->text, bytes->length, &book, &err));
	must(plan_sheet_mark(mem, book, &mark, &err));
	assert_int_equal(mark.plan_id, PLAN_ID);
	assert_int_equal(mark.year, plan->year);
	assert_int_equal(mark.revision, plan->revision);
	assert_string_equal(mark.institution, plan->institution);
	must(plan_sheet_read(mem, book, &mark, plan, out, &err));
}

/* What a sheet that `plan` was written to says beside `base` and `now`. */
static void
merge(struct mem *mem, const struct plan *written, const struct plan *base, const struct plan *now,
    struct sheet_merge *out)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	struct plan_sheet sheet;

	write_book(mem, written, &bytes);
	read_book(mem, &bytes, base, &sheet);
	must(sheet_merge_compute(mem, base, now, &sheet, out, &err));
}

static void
test_nothing_edited_nothing_changed(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = sample(mem);
	struct random_edit r = { .state = 1 };
	struct sheet_merge out;
	struct plan *sorted;

	(void)state;
	merge(mem, plan, plan, plan, &out);
	assert_int_equal(out.count, 0);
	assert_true(out.rows > 400);
	sorted = plan_copy(mem, plan);
	shuffle(sorted, &r);
	merge(mem, sorted, plan, plan, &out);
	assert_int_equal(out.count, 0);
}

static void
test_the_same_bytes(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str a = { 0 }, b = { 0 };
	struct plan *plan = sample(mem);

	(void)state;
	write_book(mem, plan, &a);
	write_book(mem, plan, &b);
	assert_int_equal(a.length, b.length);
	assert_memory_equal(a.text, b.text, a.length);
}

/* ---- Edits ------------------------------------------------------------------------------ */

/* Writes in a plan of its own, one act after another. */
struct bench {
	struct mem *mem;
	struct plan *plan;
	struct plan_tree tree;
	struct random_edit random;
	unsigned made[3]; /* of each enum batch_kind */
};

static void
put(struct bench *b, const struct edit *edit)
{
	edit_apply(b->plan, edit->cells, edit->count);
	plan_tree_init(&b->tree, b->mem, b->plan);
}

static struct typed_cell
some_cell(struct bench *b)
{
	static const enum node_field FIELDS[] = { FIELD_SCHEDULE, FIELD_SCHEDULE, FIELD_TOTAL,
		FIELD_WEIGHT, FIELD_TARGET, FIELD_BASELINE, FIELD_TITLE, FIELD_INDICATOR,
		FIELD_BUDGET, FIELD_BEHAVIOUR, FIELD_BASIS, FIELD_FIRST_MONTH, FIELD_FORMULA,
		FIELD_FREQUENCY, FIELD_DIRECTION, FIELD_RESPONSIBLE };
	static const char *const NUMBERS[] = { "", "0", "1", "2", "12.5", "33.33", "9.95", "40",
		"100", "250000" };
	static const char *const TEXTS[] = { "", "=1+1", "@suma", "Informes de la\nunidad",
		"  con blancos ", "_x0041_", "a \"b\" <c> & d", "ñandú, año", "2027-01-31", "1,5" };
	static const char *const MEASURES[] = { "", "25%", "3 talleres", "12", "1500", "75.5" };
	static const char *const WORDS[] = { "sum", "average", "last" };
	static const char *const BASES[] = { "quantity", "share" };
	static const char *const OFTEN[] = { "monthly", "quarterly", "yearly" };
	static const char *const WAYS[] = { "rising", "falling" };
	static const char *const MONTHS[] = { "Ene", "Jun", "Dic" };
	struct random_edit *r = &b->random;
	enum node_field field = FIELDS[random_below(r, sizeof(FIELDS) / sizeof(FIELDS[0]))];
	unsigned period = field == FIELD_SCHEDULE ? 1 + random_below(r, b->plan->period_count) : 0;

#define SOME(words) words[random_below(r, sizeof(words) / sizeof((words)[0]))]
	switch (field) {
	case FIELD_SCHEDULE:
	case FIELD_TOTAL:
	case FIELD_WEIGHT:
	case FIELD_BUDGET:
		return (struct typed_cell){ field, period, SOME(NUMBERS) };
	case FIELD_TARGET:
	case FIELD_BASELINE:
		return (struct typed_cell){ field, 0, SOME(MEASURES) };
	case FIELD_BEHAVIOUR:
		return (struct typed_cell){ field, 0, SOME(WORDS) };
	case FIELD_BASIS:
		return (struct typed_cell){ field, 0, SOME(BASES) };
	case FIELD_FREQUENCY:
		return (struct typed_cell){ field, 0, SOME(OFTEN) };
	case FIELD_DIRECTION:
		return (struct typed_cell){ field, 0, SOME(WAYS) };
	case FIELD_FIRST_MONTH:
		return (struct typed_cell){ field, 0, SOME(MONTHS) };
	default:
		return (struct typed_cell){ field, 0, SOME(TEXTS) };
	}
}

/* A row of units that is there, of this level or lower. */
static uint32_t
some_row(struct bench *b, unsigned level)
{
	for (;;) {
		uint32_t row = random_below(&b->random, (uint32_t)b->plan->node_count);

		if (!b->plan->nodes[row].deleted && b->plan->nodes[row].level >= level)
			return row;
	}
}

static uint32_t
some_objective(struct bench *b)
{
	uint32_t row = some_row(b, 1);

	while (b->plan->nodes[row].level != 1)
		row = some_row(b, 1);
	return row;
}

static int
act(struct bench *b, struct edit *edit)
{
	struct typed_cell typed[3] = { some_cell(b), some_cell(b), some_cell(b) };
	uint32_t chance = random_below(&b->random, 10), row;

	if (chance == 0) {
		b->made[BATCH_DELETE]++;
		return edit_delete(edit, some_row(b, 2), &err);
	}
	if (chance == 1) {
		struct edit_place place = { some_objective(b), PLAN_NONE, false };

		b->made[BATCH_CREATE]++;
		return edit_create(edit, &place, PLAN_NONE, typed, 3, &row, &err);
	}
	b->made[BATCH_CELLS]++;
	return edit_change(edit, some_row(b, 1), typed, 1 + random_below(&b->random, 3), &err);
}

static void
edit_at_random(struct bench *b)
{
	for (unsigned made = 0; made < EDITS;) {
		struct edit edit;

		edit_init(&edit, b->mem, b->plan, &b->tree);
		if (act(b, &edit) < 0 || edit.count == 0)
			continue;
		put(b, &edit);
		made++;
	}
}

/* ---- What came back ------------------------------------------------------------------------ */

static bool
wants_all(const void *context, const struct merge_item *item, const struct merge_cell *cell)
{
	(void)context;
	(void)item;
	(void)cell;
	return true;
}

static void
take(struct mem *mem, struct plan *plan, const struct sheet_merge *merge)
{
	struct batch_act *acts = NULL;
	size_t count = sheet_merge_acts(mem, merge, wants_all, NULL, &acts, NULL), refused;
	struct plan_tree tree;
	struct edit edit;

	plan_tree_init(&tree, mem, plan);
	edit_init(&edit, mem, plan, &tree);
	must(edit_batch(&edit, acts, count, NULL, &refused, &err));
	edit_apply(plan, edit.cells, edit.count);
}

/* The row of `plan` that is this one: the same, or a new one of the same parent and code. */
static uint32_t
twin_of(const struct plan *plan, const struct plan *of, uint32_t row, size_t old)
{
	const struct plan_node *a = &of->nodes[row];
	unsigned before = 0;

	if (row < old && !plan->nodes[row].deleted)
		return row;
	for (uint32_t i = 0; i < row; i++)
		before += !of->nodes[i].deleted && of->nodes[i].parent == a->parent &&
		    strcmp(of->nodes[i].code, a->code) == 0;
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (!plan->nodes[i].deleted && plan->nodes[i].level == a->level &&
		    plan->nodes[i].parent == a->parent &&
		    strcmp(plan->nodes[i].code, a->code) == 0 && before-- == 0)
			return i;
	return PLAN_NONE;
}

static bool
says_per_cent(const struct plan *plan, uint32_t row)
{
	for (unsigned m = 1; m <= plan->period_count; m++) {
		int64_t value = edit_value(plan, row, FIELD_SCHEDULE, m).number;

		if (value != NUM_ABSENT && value != 0)
			return true;
	}
	return false;
}

static void
same_row(const struct plan *a, uint32_t x, const struct plan *b, uint32_t y)
{
	for (unsigned f = 0; f < FIELD__COUNT; f++) {
		unsigned last = f == FIELD_SCHEDULE ? a->period_count : 0;

		if (!node_field_is_typed((enum node_field)f) ||
		    (f == FIELD_PERCENT && !says_per_cent(a, x)))
			continue;
		for (unsigned p = f == FIELD_SCHEDULE; p <= last; p++) {
			struct cell_value u = edit_value(a, x, (enum node_field)f, p);
			struct cell_value v = edit_value(b, y, (enum node_field)f, p);

			if (!cell_value_is(u, v))
				print_error("%s %s.%u: %lld «%s», %lld «%s»\n", a->nodes[x].code,
				    node_field_key((enum node_field)f), p, (long long)u.number,
				    u.text != NULL ? u.text : "", (long long)v.number,
				    v.text != NULL ? v.text : "");
			assert_true(cell_value_is(u, v));
		}
	}
}

static void
same_plan(const struct plan *a, const struct plan *b, size_t old)
{
	size_t left = 0, right = 0;

	for (uint32_t i = 0; i < a->node_count; i++)
		left += !a->nodes[i].deleted;
	for (uint32_t i = 0; i < b->node_count; i++)
		right += !b->nodes[i].deleted;
	assert_int_equal(left, right);
	for (uint32_t i = 0; i < a->node_count; i++)
		if (!a->nodes[i].deleted) {
			uint32_t twin = twin_of(b, a, i, old);

			if (twin == PLAN_NONE)
				print_error("no %s\n", a->nodes[i].code);
			assert_true(twin != PLAN_NONE);
			same_row(a, i, b, twin);
		}
}

/* The rows that are there, as a plan is written. */
static struct plan *
settled(struct mem *mem, const struct plan *plan)
{
	struct plan *copy = plan_copy(mem, plan);

	must(plan_settle(copy, &err));
	return copy;
}

static void
edits_come_back(uint64_t seed)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *base = sample(mem), *written;
	struct bench b = { .mem = mem, .plan = plan_copy(mem, base), .random = { .state = seed } };
	size_t old = base->node_count;
	struct sheet_merge out;

	plan_tree_init(&b.tree, mem, b.plan);
	edit_at_random(&b);
	assert_true(b.made[BATCH_CREATE] > 0 && b.made[BATCH_DELETE] > 0);
	written = settled(mem, b.plan);
	shuffle(written, &b.random);
	merge(mem, written, base, base, &out);
	assert_int_equal(out.conflicts, 0);
	for (size_t i = 0; i < out.count; i++) {
		const struct merge_item *item = &out.items[i];

		if (item->key != NULL)
			print_error("%s %s: %s\n", item->code, item->title, item->key);
		for (size_t k = 0; k < item->count; k++)
			if (item->cells[k].key != NULL)
				print_error("%s %s «%s»: %s\n", item->code,
				    node_field_key(item->cells[k].field), item->cells[k].shown,
				    item->cells[k].key);
	}
	assert_int_equal(out.refused, 0);
	take(mem, base, &out);
	same_plan(b.plan, base, old);
}

static void
test_random_edits_come_back(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++)
		edits_come_back(seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_edited_nothing_changed),
		cmocka_unit_test(test_the_same_bytes),
		cmocka_unit_test(test_random_edits_come_back),
	};

#ifndef YUPANA_XLSX
	return 77; /* skipped */
#endif
	return cmocka_run_group_tests(tests, NULL, NULL);
}
