/* bench.c - medians, and the made-up plan that benchmarks measure on. */
#include "support/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/rollup.h"

enum { RUNS_MAX = 101, PER_OBJECTIVE = 10, PER_UNIT = 5 };

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

double
bench_median(unsigned runs, void (*work)(void *context), void *context)
{
	double times[RUNS_MAX];

	if (runs > RUNS_MAX)
		runs = RUNS_MAX;
	for (unsigned i = 0; i < runs; i++) {
		double start = now();

		work(context);
		times[i] = now() - start;
	}
	qsort(times, runs, sizeof(*times), ascending);
	return times[runs / 2];
}

void
bench_line(const char *what, double seconds, const char *per, double amount)
{
	if (amount > 0)
		printf("%-52s %9.2f ms   %10.1f %s/s\n", what, seconds * 1e3, amount / seconds, per);
	else
		printf("%-52s %9.2f ms\n", what, seconds * 1e3);
}

void
bench_ratio(const char *what, double ratio, const char *wanted)
{
	printf("%-52s %9.2f x    wanted: %s\n", what, ratio, wanted);
}

/* --- a plan ------------------------------------------------------------------ */

/* Activity i's months: cumulative ones are in one objective of ten, as in real plans. */
static void
fill_months(int64_t *v, unsigned n, size_t i, int64_t *total)
{
	bool cumulative = i % 5 == 4 && i / PER_OBJECTIVE % 10 == 0;

	*total = 0;
	for (unsigned m = 0; m < n; m++) {
		switch (i % 5 == 4 && !cumulative ? 1 : i % 5) {
		case 0:
			v[m] = E4;
			break;
		case 1:
			v[m] = m % 3 == 2 ? (int64_t)(1 + i % 7) * E4 : 0;
			break;
		case 2:
			v[m] = (int64_t)(8 + (m + i) % 2) * E4;
			break;
		case 3:
			v[m] = m == i % n ? E4 : 0;
			break;
		default:
			v[m] = (int64_t)(m + 1) * 10 * E4;
			break;
		}
		*total += v[m];
	}
	if (cumulative)
		*total = v[n - 1];
}

static const char *
code(struct mem *mem, size_t objective, size_t activity)
{
	return activity == 0 ? mem_printf(mem, "1.1.%zu", objective) :
	                       mem_printf(mem, "1.1.%zu.%zu", objective, activity);
}

static uint32_t
add_objective(struct plan *plan, size_t i, const struct source *source)
{
	struct plan_node *node = plan_add_node(plan);
	int64_t *v = plan_schedule(plan, plan->node_count - 1);

	node->id = "o";
	node->parent = 0;
	node->level = 1;
	node->unit = (uint32_t)(i / PER_UNIT);
	node->form_a = node->form_b = 0;
	node->code = node->code_read = code(plan->mem, i % PER_UNIT + 1, 0);
	node->title = "Ampliar la cobertura del servicio en las comunidades de la cuenca";
	node->indicator = "Número de comunidades con cobertura";
	node->responsible = "UOP";
	node->verification = "Informes trimestrales de la unidad";
	node->baseline = (struct measure){ "0", 0, false };
	node->target = (struct measure){ "12", 12 * E4, false };
	node->weight_e4 = 20 * E4;
	node->budget_cents = 1250000;
	node->total_e4 = 12 * E4;
	node->has_schedule = true;
	for (unsigned m = 0; m < plan->period_count; m++)
		v[m] = E4;
	node->given = plan_all_given(plan);
	node->sources = source;
	node->source_count = 2;
	return (uint32_t)plan->node_count - 1;
}

static void
add_activity(struct plan *plan, uint32_t objective, size_t i, const struct source *source)
{
	struct plan_node *node = plan_add_node(plan);
	int64_t *v = plan_schedule(plan, plan->node_count - 1);

	node->id = "a";
	node->parent = objective;
	node->level = 2;
	node->unit = plan->nodes[objective].unit;
	node->form_b = 0;
	node->code = node->code_read =
	    code(plan->mem, i / PER_OBJECTIVE % PER_UNIT + 1, i % PER_OBJECTIVE + 1);
	node->title = "Realizar el mantenimiento preventivo de las estaciones de aforo";
	node->indicator = "Informes de mantenimiento aprobados";
	node->responsible = "Profesional en obras";
	node->verification = "Informes técnicos y actas de conformidad";
	node->baseline = (struct measure){ "0", 0, false };
	node->weight_e4 = 10 * E4;
	fill_months(v, plan->period_count, i, &node->total_e4);
	node->target = (struct measure){ "12", node->total_e4, false };
	node->first_month = 1;
	node->last_month = (uint8_t)plan->period_count;
	node->has_schedule = true;
	node->given = plan_all_given(plan);
	node->sources = source;
	node->source_count = 1;
}

static void
print_rows(struct mem *mem, struct plan *plan)
{
	struct rollup r;
	struct err err = { 0 };

	if (rollup_compute(mem, plan, ROLLUP_AS_PUBLISHED, &r, &err) < 0)
		exit(1);
	for (size_t i = 0; i < plan->node_count; i++) {
		struct published_row *p;
		const int64_t *months = rollup_of_node(&r, i);

		if (plan->nodes[i].level != 1)
			continue;
		p = mem_alloc(mem, sizeof(*p));
		*p = (struct published_row){ .total_e4 = 100 * E4, .weight_e4 = 20 * E4, .decimals = 2,
			.cells = 12, .source = { 0, 1, 'B' }, .title = plan->nodes[i].title,
			.baseline = plan->nodes[i].baseline, .target = plan->nodes[i].target };
		for (unsigned m = 0; months != NULL && m < plan->period_count; m++)
			p->month_e4[m] = ratio_round(months[m], 2) * 100;
		plan->nodes[i].published = p;
	}
	for (size_t u = 0; u < plan->unit_count; u++) {
		for (unsigned m = 0; m < plan->period_count; m++)
			plan->units[u].total_e4[m] =
			    ratio_round(r.unit_month_e9[u * plan->period_count + m], 1) * 1000;
		plan->units[u].total_sum_e4 = 100 * E4;
		plan->units[u].total_cells = 13;
		plan->units[u].has_total = plan->units[u].has_form_b = true;
		plan->units[u].total_source = (struct source){ 0, 1, 'B' };
	}
}

struct plan *
bench_plan(struct mem *mem, const struct pack *pack, size_t activities)
{
	static const struct source sources[] = { { 0, 1, 'A' }, { 0, 1, 'B' } };
	struct plan *plan = plan_new(mem, pack);
	struct plan_form *form = plan_add_form(plan);
	struct plan_node *root = plan_add_node(plan);
	static const char *file = "bench.txt";
	uint32_t objective = 0;

	plan->institution = "Institución de medición";
	plan->acronym = "IM";
	plan->year = 2027;
	plan->files = &file;
	plan->file_count = 1;
	form->kind = FORM_A;
	root->id = "r";
	root->code = root->code_read = "1.1";
	root->title = "Agua para todos";
	for (size_t i = 0; i < activities; i++) {
		if (i % (PER_OBJECTIVE * PER_UNIT) == 0) {
			struct plan_unit *unit = plan_add_unit(plan);

			unit->id = unit->path = unit->acronym = unit->own_acronym = unit->name =
			    mem_printf(mem, "U%zu", plan->unit_count);
		}
		if (i % PER_OBJECTIVE == 0)
			objective = add_objective(plan, i / PER_OBJECTIVE, sources);
		add_activity(plan, objective, i, &sources[1]);
	}
	plan_infer(plan);
	print_rows(mem, plan);
	return plan;
}

/* --- its text ------------------------------------------------------------------- */

static void
put_months(struct str *s, const int64_t *v, unsigned n)
{
	for (unsigned m = 0; m < n; m++) {
		str_put_char(s, '\t');
		num_put(s, v[m], 4, 0);
	}
}

static void
put_form_a(struct str *s, const struct plan *plan, uint32_t unit, size_t from, size_t to)
{
	str_put(s, "PROGRAMA OPERATIVO ANUAL - 2027\nObjetivo de Gestión Específico\n\n"
		   "Cod.\tObjetivo de Gestión Específico\tResp\tPond.\tIndicador\tL.B.\tMeta 2027\t"
		   "Medio de Verificación\tCronograma Mensual\t\t\t\t\t\t\t\t\t\t\t\tTotal\tPpto. Bs.\n");
	str_put(s, "Objetivo de Gestión Institucional: Agua para todos\n");
	for (size_t i = from; i < to; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->level != 1)
			continue;
		str_printf(s, "%s\t%s\tU%u\t20%%\t%s\t0\t12\t%s", node->code, node->title, unit + 1,
		    node->indicator, node->verification);
		put_months(s, plan_schedule(plan, i), plan->period_count);
		str_put(s, "\t12\t12,500.00\n");
	}
	str_put(s, "Presupuesto:\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t62,500.00\n\n");
}

static void
put_form_b(struct str *s, const struct plan *plan, uint32_t unit, size_t from, size_t to)
{
	str_printf(s, "PROGRAMA OPERATIVO ANUAL - 2027\nObjetivo de Gestión Específico-Actividad\n"
		      "Unidad de Medición %u\n\nCod.\tObjetivo de Gestión Específico/ Actividad\t"
		      "Pond. %%\tIndicador\tResp\tLínea Base\tMeta\tMedio de Verificación\tMes Ini-Fin\t"
		      "Cronograma Mensual\t\t\t\t\t\t\t\t\t\t\t\tTotal\n", unit + 1);
	for (size_t i = from; i < to; i++) {
		const struct plan_node *node = &plan->nodes[i];

		str_printf(s, "%s\t%s\t%s\t%s\t%s\t0\t", node->code, node->title,
		    node->level == 1 ? "20.0" : "10.0", node->indicator,
		    node->level == 1 ? mem_printf(plan->mem, "U%u", unit + 1) : node->responsible);
		if (node->level == 1) {
			str_printf(s, "12\t%s\t", node->verification);
			put_months(s, node->published->month_e4, plan->period_count);
			str_put(s, "\t100.00%\n");
			continue;
		}
		num_put(s, node->target.value_e4, 4, 0);
		str_printf(s, "\t%s\tEne-Dic", node->verification);
		put_months(s, plan_schedule(plan, i), plan->period_count);
		str_put_char(s, '\t');
		num_put(s, node->total_e4, 4, 0);
		str_put_char(s, '\n');
	}
	str_put(s, "Total:\t\t\t\t\t\t\t\t");
	put_months(s, plan->units[unit].total_e4, plan->period_count);
	str_put(s, "\t100\n\n");
}

char *
bench_text(const struct plan *plan, size_t *length)
{
	struct str s = { 0 };

	str_put(&s, "Institución de medición\n\nPROGRAMA OPERATIVO ANUAL 2027\n\n");
	for (size_t from = 1; from < plan->node_count;) {
		uint32_t unit = plan->nodes[from].unit;
		size_t to = from;

		while (to < plan->node_count && plan->nodes[to].unit == unit)
			to++;
		put_form_a(&s, plan, unit, from, to);
		put_form_b(&s, plan, unit, from, to);
		from = to;
	}
	*length = s.length;
	return s.text;
}
