/* test_sheet_merge.c - what a sheet says beside two plans: values that mean the same, rows, disputes. */
#include "core/sheet_merge.h"

#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/plan_text.h"

static struct err err;

/* ---- A plan ------------------------------------------------------------------------- */

enum { ROOT, OBJECTIVE, FIRST, SECOND };

static uint32_t
add(struct plan *plan, unsigned level, uint32_t parent, const char *code)
{
	struct plan_node *node = plan_add_node(plan);
	uint32_t row = (uint32_t)plan->node_count - 1;

	node->level = (uint8_t)level;
	node->parent = parent;
	node->unit = level > 0 ? 0 : PLAN_NONE;
	node->code = code;
	node->title = code;
	node->id = mem_numbered(plan->mem, 'n', row + 1);
	node->row = row;
	node->position = (int64_t)(row + 1) * POSITION_STEP;
	return row;
}

static struct plan *
small_plan(struct mem *mem)
{
	struct plan *plan = plan_new(mem, plan_text_pack(mem));
	struct plan_unit *unit = plan_add_unit(plan);

	unit->id = "u1";
	unit->path = unit->acronym = "UX";
	unit->name = "Unidad X";
	(void)add(plan, 0, PLAN_NONE, "5.1");
	(void)add(plan, 1, ROOT, "5.1.1");
	(void)add(plan, 2, OBJECTIVE, "5.1.1.1");
	(void)add(plan, 2, OBJECTIVE, "5.1.1.2");
	return plan;
}

static void
type(struct plan *plan, uint32_t row, enum node_field field, unsigned period, const char *text)
{
	struct typed_cell typed = { field, period, text };
	struct plan_tree tree;
	struct edit edit;

	plan_tree_init(&tree, plan->mem, plan);
	edit_init(&edit, plan->mem, plan, &tree);
	assert_int_equal(edit_change(&edit, row, &typed, 1, &err), YUP_OK);
	edit_apply(plan, edit.cells, edit.count);
}

/* ---- Values ---------------------------------------------------------------------------- */

static void
test_values(void **state)
{
	static const struct {
		enum node_field field;
		const char *held, *text;
		bool number;
		const char *typed; /* NULL: it is the same */
	} CASES[] = {
		{ FIELD_WEIGHT, "40", "40%", true, NULL },
		{ FIELD_WEIGHT, "40", "0.4", true, NULL },
		{ FIELD_WEIGHT, "40", "40", true, NULL },
		{ FIELD_WEIGHT, "40", "40,00", false, NULL },
		{ FIELD_WEIGHT, "40", "0.355", true, "35.5%" },
		{ FIELD_WEIGHT, "40", "", false, "" },
		{ FIELD_WEIGHT, "", "", false, NULL },
		{ FIELD_WEIGHT, "", "0", true, "0%" },
		{ FIELD_TOTAL, "1.5", "1.50", false, NULL },
		{ FIELD_TOTAL, "1.5", "1,5", false, NULL },
		{ FIELD_TOTAL, "1.5", "1.499999999", true, NULL },
		{ FIELD_TOTAL, "0.1250", "0.125", true, NULL },
		{ FIELD_TOTAL, "1", "1.125", true, "1.1250" },
		{ FIELD_TOTAL, "50%", "0.5", true, NULL },
		{ FIELD_TOTAL, "50%", "50%", true, NULL },
		{ FIELD_TOTAL, "50%", "50", false, NULL },
		{ FIELD_TOTAL, "50%", "0.6", true, "60%" },
		{ FIELD_TOTAL, "0.5", "50%", true, NULL },
		{ FIELD_TOTAL, "0", "", false, "" },
		{ FIELD_BUDGET, "1234.50", "1234.5", true, NULL },
		{ FIELD_BUDGET, "1234.50", "1.234,50", false, NULL },
		{ FIELD_BUDGET, "1234.50", "1234.505", true, "1234.51" },
		{ FIELD_TARGET, "50%", "0.5", true, NULL },
		{ FIELD_TARGET, "2500", "2500", true, NULL },
		{ FIELD_TARGET, "6 nuevos", " 6 nuevos\r\n", false, NULL },
		{ FIELD_TARGET, "6 nuevos", "7", true, "7" },
		{ FIELD_TARGET, "50%", "12", true, "12" },
		{ FIELD_INDICATOR, "uno\ndos", "uno\r\ndos ", false, NULL },
		{ FIELD_INDICATOR, "uno", "Uno", false, "Uno" },
		{ FIELD_FIRST_MONTH, "1", "1", true, NULL },
		{ FIELD_FIRST_MONTH, "1", "2", true, "2" },
		{ FIELD_BEHAVIOUR, "average", "average", false, NULL },
		{ FIELD_BEHAVIOUR, "average", "", false, NULL },
		{ FIELD_BEHAVIOUR, "average", "last", false, "last" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct plan *plan = small_plan(mem);
		struct sheet_cell cell = { .field = CASES[i].field,
			.text = CASES[i].text,
			.number = CASES[i].number };
		const char *typed;

		type(plan, FIRST, CASES[i].field, 0, CASES[i].held);
		typed = sheet_typed(mem, plan, FIRST, &cell);
		if ((typed == NULL) != (CASES[i].typed == NULL) ||
		    (typed != NULL && strcmp(typed, CASES[i].typed) != 0))
			fail_msg("%s: «%s» beside «%s» is «%s»", node_field_key(CASES[i].field),
			    CASES[i].text, CASES[i].held, typed != NULL ? typed : "the same");
	}
}

/* ---- Rows -------------------------------------------------------------------------------- */

enum { ROWS_MAX = 8 };

struct table {
	struct sheet_row rows[ROWS_MAX];
	struct sheet_cell cells[ROWS_MAX][2]; /* code and title */
	size_t count;
};

static void
put(struct table *t, const char *id, const char *code, const char *title)
{
	size_t i = t->count++;

	t->cells[i][0] = (struct sheet_cell){ .field = FIELD_CODE, .text = code };
	t->cells[i][1] = (struct sheet_cell){ .field = FIELD_TITLE, .text = title, .column = 1 };
	t->rows[i] = (struct sheet_row){ .id = id,
		.unit = "",
		.code = code,
		.level = SHEET_NO_LEVEL,
		.line = (uint32_t)i + 2,
		.sheet = "Plan",
		.cells = t->cells[i],
		.count = 2 };
}

static void
compare(struct mem *mem, const struct table *t, const struct plan *base, const struct plan *now,
    struct sheet_merge *out)
{
	static const bool HOLDS[] = { true };
	struct plan_sheet sheet = { t->rows, t->count, HOLDS };

	assert_int_equal(sheet_merge_compute(mem, base, now, &sheet, out, &err), YUP_OK);
}

/* A mark of what is told of each row: c changed, a added, r removed; capital where disputed, x. */
static void
tells(const struct sheet_merge *m, const char *expected)
{
	char told[ROWS_MAX * 2 + 1] = "";
	size_t n = 0;

	for (size_t i = 0; i < m->count && n < sizeof(told) - 1; i++) {
		const struct merge_item *item = &m->items[i];

		told[n++] = item->state == MERGE_REFUSED ? 'x'
		    : item->state == MERGE_CONFLICT      ? "CAR"[item->kind]
							 : "car"[item->kind];
	}
	assert_string_equal(told, expected);
}

static void
test_rows(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = small_plan(mem);
	struct sheet_merge m;
	struct table t = { 0 };

	(void)state;
	/* sorted the other way, the ids of two lost, one copied twice */
	put(&t, "", "5.1.1.2", "5.1.1.2");
	put(&t, "n3", "5.1.1.9", "copiada");
	put(&t, "n3", "5.1.1.1", "5.1.1.1");
	put(&t, "", "5.1.1", "5.1.1");
	compare(mem, &t, plan, plan, &m);
	tells(&m, "a");
	assert_int_equal(m.rows, 3);
	assert_int_equal(m.items[0].parent, OBJECTIVE);

	/* an objective with its activity, both new; and one that hangs from nothing */
	t = (struct table){ 0 };
	put(&t, "n2", "5.1.1", "5.1.1");
	put(&t, "n3", "5.1.1.1", "5.1.1.1");
	put(&t, "n4", "5.1.1.2", "5.1.1.2");
	put(&t, "", "5.1.2.1", "actividad");
	put(&t, "", "5.1.2", "objetivo");
	put(&t, "", "7.7.7.7", "suelta");
	compare(mem, &t, plan, plan, &m);
	tells(&m, "aax");
	assert_int_equal(m.items[1].below, 0);
	assert_string_equal(m.items[2].key, "sheet_parent_unknown");

	/* gone: one activity; an objective cannot go while what is below it stays */
	t = (struct table){ 0 };
	put(&t, "n3", "5.1.1.1", "5.1.1.1");
	compare(mem, &t, plan, plan, &m);
	tells(&m, "xr");
	assert_string_equal(m.items[0].key, "sheet_rows_below");
}

static void
test_disputes(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *base = small_plan(mem), *now = plan_copy(mem, base);
	struct sheet_merge m;
	struct table t = { 0 };

	(void)state;
	type(now, FIRST, FIELD_TITLE, 0, "de otra persona");
	type(now, SECOND, FIELD_TITLE, 0, "lo mismo");
	put(&t, "n2", "5.1.1", "cambiado");
	put(&t, "n3", "5.1.1.1", "mío");
	put(&t, "n4", "5.1.1.2", "lo mismo");
	compare(mem, &t, base, now, &m);
	tells(&m, "cC");
	assert_int_equal(m.same, 1);

	/* not touched in the sheet: others' stands, and is not told */
	t = (struct table){ 0 };
	put(&t, "n2", "5.1.1", "5.1.1");
	put(&t, "n3", "5.1.1.1", "5.1.1.1");
	compare(mem, &t, base, now, &m);
	tells(&m, "R"); /* n4 is gone from the sheet, and somebody changed it */

	/* gone meanwhile */
	now->nodes[FIRST].deleted = true;
	t = (struct table){ 0 };
	put(&t, "n2", "5.1.1", "5.1.1");
	put(&t, "n3", "5.1.1.1", "mío");
	put(&t, "n4", "5.1.1.2", "5.1.1.2");
	compare(mem, &t, base, now, &m);
	tells(&m, "x");
	assert_string_equal(m.items[0].key, "sheet_row_gone");
}

/* Moving is not a sheet's: told, and the other cells of the row are taken. */
static void
test_unit_and_level_stay(void **state)
{
	static const struct {
		const char *unit, *level_said;
		uint8_t level;
		const char *key; /* NULL: nothing is told */
	} CASES[] = {
		{ "UX", NULL, 2, NULL },
		{ " ux ", NULL, 2, NULL },
		{ "Unidad X", NULL, 2, NULL },
		{ "", "", SHEET_NO_LEVEL, NULL },
		{ "", "como el suyo", 2, NULL },
		{ "NADA", NULL, 2, "sheet_unit_fixed" },
		{ "UX", "otro", 1, "sheet_level_fixed" },
		{ "UX", "NADA", SHEET_NO_LEVEL, "sheet_level_fixed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct plan *plan = small_plan(mem);
		bool told = CASES[i].key != NULL;
		struct sheet_merge m;
		struct table t = { 0 };

		put(&t, "n2", "5.1.1", "5.1.1");
		put(&t, "n3", "5.1.1.1", told ? "cambiado" : "5.1.1.1");
		put(&t, "n4", "5.1.1.2", "5.1.1.2");
		t.rows[1].unit = CASES[i].unit;
		t.rows[1].level = CASES[i].level;
		t.rows[1].level_said = CASES[i].level_said;
		compare(mem, &t, plan, plan, &m);
		tells(&m, told ? "x" : "");
		if (!told)
			continue;
		assert_int_equal(m.clean, 1);
		assert_int_equal(m.refused, 1);
		assert_null(m.items[0].key);
		assert_string_equal(m.items[0].cells[1].key, CASES[i].key);
	}
}

/* Rows without id or code that the plan got since are the same rows. */
static void
test_rows_made_since(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *base = small_plan(mem), *now;
	struct sheet_merge m;
	struct table t = { 0 };
	uint32_t made;

	(void)state;
	made = add(base, 2, OBJECTIVE, "5.1.1.3");
	base->nodes[made].title = "Comprar  sillas";
	now = plan_copy(mem, base);
	base->nodes[made].deleted = true;
	put(&t, "n2", "5.1.1", "5.1.1");
	put(&t, "n3", "5.1.1.1", "5.1.1.1");
	put(&t, "", "", "Comprar sillas");
	put(&t, "n4", "5.1.1.2", "5.1.1.2");
	t.rows[2].level = 2;
	compare(mem, &t, base, base, &m);
	tells(&m, "a");
	assert_int_equal(m.items[0].parent, OBJECTIVE);
	t.cells[2][1].text = "Comprar  sillas";
	compare(mem, &t, base, now, &m);
	tells(&m, "");

	/* by its code too, and then what else it says is told */
	t.rows[2].code = t.cells[2][0].text = "5.1.1.3";
	t.cells[2][1].text = "Comprar mesas";
	compare(mem, &t, base, now, &m);
	tells(&m, "C");
	assert_int_equal(m.items[0].node, made);

	/* of two alike nobody knows which */
	t.rows[2].code = t.cells[2][0].text = "";
	t.cells[2][1].text = "Comprar  sillas";
	made = add(now, 2, OBJECTIVE, "5.1.1.4");
	now->nodes[made].title = "Comprar  sillas";
	base = plan_copy(mem, now);
	base->nodes[made].deleted = base->nodes[made - 1].deleted = true;
	compare(mem, &t, base, now, &m);
	tells(&m, "a");
	/* unless they hang elsewhere */
	now->nodes[made].parent = ROOT;
	compare(mem, &t, base, now, &m);
	tells(&m, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_disputes),
		cmocka_unit_test(test_unit_and_level_stay),
		cmocka_unit_test(test_rows_made_since),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
