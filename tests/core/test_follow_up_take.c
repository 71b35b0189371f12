/*
 * test_follow_up_take.c - which row of a plan each operation of a document is, and what
 * of it becomes a report: by code, by title, by words where that is asked for, and
 * whatever is not found is told.
 */
#include "core/follow_up_take.h"

#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

#define HEAD                                                                    \
	"MINISTERIO DE LOS VIENTOS\n\nSEGUIMIENTO AL AVANCE DEL POA - 2031\n\n" \
	"Cód.\tRESULTADOS ESPERADOS AL 31/12/2031\tRESULTADOS OBTENIDOS AL "   \
	"30/06/2031\tAVANCE %\t\n"

/* The small plan, its first half being reported, and a document. */
struct scene {
	struct mem *mem;
	struct plan *plan;
	struct report_period periods[2];
	struct report said;
	struct report_book book;
	const struct follow_up *fu;
	struct follow_up_taken taken;
};

static void
take(struct scene *s, const char *rows, bool said, bool alike)
{
	const char *text = mem_printf(s->mem, "%s%s", HEAD, rows);

	s->plan = read_document(s->mem, "tests/golden/cli/small/poa.txt").plan;
	s->periods[0] = (struct report_period){ 1, 1, 6, PERIOD_OPEN, "2031-07-10", 1 };
	s->periods[1] = (struct report_period){ 2, 7, 12, PERIOD_PLANNED, "2032-01-10", 0 };
	report_book_init(&s->book, s->mem, s->plan, s->periods, 2, &s->said, said);
	s->fu = read_bytes(s->mem, text, strlen(text)).follow_up;
	follow_up_take(s->mem, s->fu, &s->book, 1, alike, &s->taken);
}

static const char *
code_of(const struct scene *s, size_t operation)
{
	uint32_t node = s->taken.rows[operation].node;

	return node != PLAN_NONE ? s->plan->nodes[node].code : "";
}

static const char *
typed(const struct scene *s, size_t operation, enum report_field field)
{
	const struct take_row *row = &s->taken.rows[operation];

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].field == field)
			return row->cells[i].text;
	return "";
}

static void
test_by_code_and_title(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct scene s = { .mem = mem };

	(void)state;
	take(&s,
	    "01\tUnidad Veletas\t\t50%\t\n"
	    "1.1.1.3\tOtro nombre\tSe calibraron 30.\t33%\t\n"
	    "07-01-1\tInstalar VELETAS.\tSe instaló una.\t25.5%\t\n"
	    "07-01-2\tNada que ver\tNada.\t0%\t\n"
	    "02\tUnidad de Nubes\t\t50%\t\n"
	    "1.1.2.1\tRedactar boletines\tSeis.\t50%\t\n"
	    "\nCód.\tResultados Esperados\tCausas de Desviación\tMedidas Correctivas\n"
	    "01\tUnidad de Veletas\t\t\n"
	    "07-01-1\tInstalar veletas\tNo hubo viento.\tEsperarlo en agosto.\n",
	    false, false);
	assert_string_equal(code_of(&s, 0), "1.1.1.3");
	assert_int_equal(s.taken.rows[0].by, TAKE_BY_CODE);
	assert_string_equal(code_of(&s, 1), "1.1.1.1");
	assert_int_equal(s.taken.rows[1].by, TAKE_BY_TITLE);
	assert_string_equal(typed(&s, 1, REPORT_STATED), "25.5");
	assert_string_equal(typed(&s, 1, REPORT_OBTAINED), "Se instaló una.");
	assert_string_equal(typed(&s, 1, REPORT_CAUSE_TEXT), "No hubo viento.");
	assert_string_equal(typed(&s, 1, REPORT_MEASURE_TEXT), "Esperarlo en agosto.");
	assert_string_equal(typed(&s, 1, REPORT_MEASURE), "other");
	assert_int_equal(s.taken.rows[2].answer, TAKE_NO_ROW);
	assert_int_equal(s.taken.rows[3].answer, TAKE_NO_UNIT);
	assert_int_equal(s.taken.missing_count, 3); /* 1.1.1.2, 1.1.2.1, 1.1.2.2 */
}

static void
test_words_only_where_asked(void **state)
{
	static const char ROWS[] = "01\tUnidad de Veletas\t\t50%\t\n"
				   "07-01-1\tSe capacitó a observadores nuevos\tDos.\t40%\t\n"
				   "07-01-2\tSe logró capacitar a los observadores\tDos.\t40%\t\n";
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct scene s = { .mem = mem };

	(void)state;
	take(&s, ROWS, false, false);
	assert_int_equal(s.taken.rows[0].answer, TAKE_NO_ROW);
	assert_int_equal(s.taken.rows[1].answer, TAKE_ALIKE);
	assert_string_equal(code_of(&s, 1), "1.1.1.2");
	take(&s, ROWS, false, true);
	assert_int_equal(s.taken.rows[1].answer, TAKE_IT);
	assert_int_equal(s.taken.rows[1].by, TAKE_BY_WORDS);
}

static void
test_what_was_said_and_what_has_no_budget(void **state)
{
	static const char ROWS[] = "01\tUnidad de Veletas\t\t50%\t\n"
				   "1.1.1.1\tInstalar veletas\tDos.\t40%\t20%\n"
				   "1.1.1.1\tInstalar veletas\tDos.\t40%\t\n";
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct scene s = { .mem = mem };
	const struct take_row *row;

	(void)state;
	take(&s, ROWS, false, false);
	report_init(&s.said, s.plan->nodes[s.taken.rows[0].node].id, 1);
	s.said.number[REPORT_STATED] = 30 * E4;
	s.said.text[REPORT_OBTAINED] = "Dos.";
	take(&s, ROWS, true, false);
	row = &s.taken.rows[0];
	assert_int_equal(row->answer, TAKE_IT);
	assert_int_equal(row->left, TAKE_LEFT_MONEY);
	assert_int_equal(row->count, 1);
	assert_true(row->cells[0].conflicts);
	assert_int_equal(row->cells[0].now.number, 30 * E4);
	assert_int_equal(s.taken.rows[1].answer, TAKE_TWICE);
	s.said.number[REPORT_STATED] = 40 * E4;
	follow_up_take(mem, s.fu, &s.book, 1, false, &s.taken);
	assert_int_equal(s.taken.rows[0].answer, TAKE_SAME);
	s.said.number[REPORT_VALUE] = E4; /* an amount said it otherwise: it goes */
	follow_up_take(mem, s.fu, &s.book, 1, false, &s.taken);
	assert_int_equal(s.taken.rows[0].cells[0].field, REPORT_VALUE);
	assert_true(s.taken.rows[0].cells[0].conflicts);
	assert_string_equal(s.taken.rows[0].cells[0].text, "");
}

static void
test_money_is_of_the_rows_budget_less_what_was_executed(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct scene s = { .mem = mem };
	struct report before;

	(void)state;
	take(&s,
	    "01\tUnidad de Veletas\t\t50%\t\n"
	    "1.1.1.1\tInstalar veletas\tDos.\t40%\t25%\n",
	    false, false);
	s.plan->nodes[s.taken.rows[0].node].budget_cents = 100000;
	report_init(&before, s.plan->nodes[s.taken.rows[0].node].id, 1);
	before.number[REPORT_EXECUTED] = 10050;
	report_book_init(&s.book, mem, s.plan, s.periods, 2, &before, 1);
	follow_up_take(mem, s.fu, &s.book, 2, false, &s.taken);
	assert_string_equal(typed(&s, 0, REPORT_EXECUTED), "149.50");
	before.number[REPORT_EXECUTED] = 30000;
	follow_up_take(mem, s.fu, &s.book, 2, false, &s.taken);
	assert_int_equal(s.taken.rows[0].left, TAKE_LEFT_LESS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_code_and_title),
		cmocka_unit_test(test_words_only_where_asked),
		cmocka_unit_test(test_what_was_said_and_what_has_no_budget),
		cmocka_unit_test(test_money_is_of_the_rows_budget_less_what_was_executed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
