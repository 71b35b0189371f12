/* test_chart.c - charts as SVG, held against drawings that a person looked at. */
#include "report/chart.h"

#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/golden.h"

static const char *const MONTHS[] = { "E", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D" };

static void
assert_svg(const char *name, const struct chart *chart)
{
	CLEANUP(str_done) struct str out = { 0 };

	chart_put_svg(&out, chart, "c1");
	str_put_char(&out, '\n');
	golden_check(name, out.text, out.length);
}

static void
test_curves(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t planned[12], achieved[12];
	struct chart_curve curves[] = { { "Programado", "planned", planned },
		{ "Ejecutado", "achieved", achieved } };
	struct chart chart;

	(void)state;
	for (int m = 0; m < 12; m++) {
		planned[m] = 100 * E9 * (m + 1) / 12;
		achieved[m] = m < 5 ? 100 * E9 * (m + 1) / 15 : NUM_ABSENT;
	}
	chart_curves(mem, "Avance <acumulado>", "Programado y ejecutado, mes a mes", MONTHS, 12,
	    curves, 2, &chart);
	assert_svg("report/chart/curves.svg", &chart);
}

static void
test_curve_past_100(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t planned[12];
	struct chart_curve curve = { "Programado", "planned", planned };
	struct chart chart;

	(void)state;
	for (int m = 0; m < 12; m++)
		planned[m] = 150 * E9 * (m + 1) / 12;
	chart_curves(mem, "Más de 100", "Pondera 150", MONTHS, 12, &curve, 1, &chart);
	for (size_t i = 0; i < chart.count; i++)
		for (size_t p = 0; p < chart.shapes[i].point_count; p++)
			assert_in_range(chart.shapes[i].points[p].y, 0, chart.height);
}

static void
test_bars(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct chart_bar bars[] = {
		{ "2.1", 1200000, "Bs. 12.000,00" },
		{ "Un objetivo con un nombre tan largo que no cabe donde debe", 600000,
		    "Bs. 6.000,00" },
		{ "2.3", 0, "Bs. 0,00" },
	};
	struct chart chart;

	(void)state;
	chart_bars(mem, "Presupuesto", "Por objetivo", bars, 3, &chart);
	assert_svg("report/chart/bars.svg", &chart);
	chart_bars(mem, "Presupuesto", "Nada", bars + 2, 1, &chart);
	assert_int_equal(chart.shapes[1].width, 0);
}

static void
test_heat(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t flat[12], peak[12];
	const struct chart_heat_row rows[] = { { "DGP/UF", flat }, { "DGP/UA", peak } };
	struct chart chart;

	(void)state;
	for (int m = 0; m < 12; m++) {
		flat[m] = 100 * E9 / 12;
		peak[m] = m == 11 ? 100 * E9 : m == 0 ? NUM_ABSENT : 0;
	}
	chart_heat(mem, "Programación", "Por unidad y mes", MONTHS, 12, rows, 2, &chart);
	assert_svg("report/chart/heat.svg", &chart);
}

static void
test_spots(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct chart_spot spots[] = { { "DGP/UF", 25 * E9, 50 * E9 },
		{ "DGP/<UA>", 0, 109 * E9 }, { "DGP/UX", NUM_ABSENT, 10 * E9 } };
	struct chart chart;

	(void)state;
	chart_spots(mem, "Presupuesto y avance", "Por unidad", "Presupuesto", "Avance", spots, 3,
	    &chart);
	assert_svg("report/chart/spots.svg", &chart);
}

static void
test_gantt(void **state)
{
	static const int64_t MONTHS_E4[12] = { [2] = 3 * E4, [3] = 4 * E4 };
	const struct chart_span spans[] = {
		{ .name = "2.1.1.1", .first = 1, .last = 12 },
		{ .name = "2.1.1.2", .first = 3, .last = 4 },
		{ .name = "2.1.1.3" },
		{ .name = "2.1.1.4", .first = 9, .last = 13 },
	};
	const struct chart_span wide[] = {
		{ .name = "2.1.1 Veletas", .first = 1, .last = 12, .group = true },
		{ .name =
			"2.1.1.2 Una veleta en cada torre del observatorio y sus estaciones de <altura>",
		    .first = 2,
		    .last = 6,
		    .month_e4 = MONTHS_E4,
		    .told = "2.1.1.2: febrero–junio. Mar 3 · Abr 4" },
	};
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct chart chart;

	(void)state;

	chart_gantt(mem, "Actividades", "De su primer a su último mes", MONTHS, 12, spans, 4, false,
	    &chart);
	assert_svg("report/chart/gantt.svg", &chart);
	chart_gantt(mem, "La unidad", "Su año", MONTHS, 12, wide, 2, true, &chart);
	assert_svg("report/chart/gantt_wide.svg", &chart);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_curves),
		cmocka_unit_test(test_curve_past_100),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_heat),
		cmocka_unit_test(test_spots),
		cmocka_unit_test(test_gantt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
