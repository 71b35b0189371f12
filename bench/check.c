/*
 * check.c - all rules over a plan of a million activities.
 *
 * The plan holds what a sound one holds, texts included, so that no rule finds
 * its way out early.  Prints activities per second; the house wants 1,000,000.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "core/check.h"

enum { OBJECTIVES = 166667, PER_OBJECTIVE = 6, PER_UNIT = 8, RUNS = 5 };

static struct pack pack = {
	.name = "bench",
	.currency = "Bs.",
	.start_month = 1,
	.period_count = 12,
	.level_count = 3,
	.levels = { { "institutional_objective", "", "", "N.N" },
	    { "specific_objective", "", "", "N.N.N" }, { "activity", "", "", "N.N.N.N" } },
	.skip_words = "",
};

static struct plan_node *
add(struct plan *plan, unsigned level, uint32_t parent, uint32_t unit, const char *code)
{
	struct plan_node *node = plan_add_node(plan);
	struct source *source = mem_alloc(plan->mem, sizeof(*source));

	source->line = (uint32_t)plan->node_count;
	source->form = level == 2 ? 'B' : 'A';
	node->level = (uint8_t)level;
	node->parent = parent;
	node->unit = unit;
	node->code = node->code_read = mem_strdup(plan->mem, code);
	node->title = mem_strdup(plan->mem,
	    "Realizar los talleres de capacitación previstos para el año");
	node->indicator = mem_strdup(plan->mem, "Número de talleres realizados");
	node->verification = mem_printf(plan->mem, "Actas e informes del taller %zu",
	    plan->node_count);
	node->responsible = "Jefatura";
	node->sources = source;
	node->source_count = 1;
	return node;
}

static void
set_schedule(struct plan *plan, struct plan_node *node)
{
	int64_t *v = plan_schedule(plan, plan->node_count - 1);

	for (unsigned m = 0; m < plan->period_count; m++)
		v[m] = E4;
	node->has_schedule = true;
	node->given = plan_all_given(plan);
	node->target.value_e4 = node->total_e4 = (int64_t)plan->period_count * E4;
	node->target.text = "12";
	node->first_month = 1;
	node->last_month = 12;
}

static struct published_row *
published(struct plan *plan)
{
	struct published_row *row = mem_alloc(plan->mem, sizeof(*row));

	for (unsigned m = 0; m < plan->period_count; m++)
		row->month_e4[m] = 83300;
	row->total_e4 = 100 * E4;
	row->weight_e4 = 100 * E4 / PER_UNIT;
	row->cells = 12;
	row->decimals = 2;
	return row;
}

static void
add_objective(struct plan *plan, uint32_t unit, unsigned ordinal)
{
	static const int64_t WEIGHTS_E4[PER_OBJECTIVE] = { 200000, 200000, 200000, 200000, 100000,
		100000 };
	char code[32];
	struct plan_node *node;
	uint32_t parent;

	(void)snprintf(code, sizeof(code), "5.1.%u", ordinal);
	node = add(plan, 1, 0, unit, code);
	node->weight_e4 = 100 * E4 / PER_UNIT;
	node->budget_cents = 100000;
	set_schedule(plan, node);
	node->published = published(plan);
	parent = (uint32_t)plan->node_count - 1;
	for (unsigned i = 0; i < PER_OBJECTIVE; i++) {
		(void)snprintf(code, sizeof(code), "5.1.%u.%u", ordinal, i + 1);
		node = add(plan, 2, parent, unit, code);
		node->weight_e4 = WEIGHTS_E4[i];
		set_schedule(plan, node);
	}
}

static struct plan *
make(struct mem *mem)
{
	struct plan *plan = plan_new(mem, &pack);

	(void)add(plan, 0, PLAN_NONE, PLAN_NONE, "5.1");
	for (unsigned i = 0; i < OBJECTIVES; i++) {
		uint32_t unit = i / PER_UNIT;

		if (i % PER_UNIT == 0) {
			struct plan_unit *u = plan_add_unit(plan);

			u->name = u->acronym = u->own_acronym = u->path = mem_printf(mem, "U%u",
			    (unsigned)plan->unit_count);
			u->has_form_b = true;
		}
		add_objective(plan, unit, i % PER_UNIT + 1);
	}
	return plan;
}

static double
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(void)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *plan = make(mem);
	double best = 0;

	for (unsigned i = 0; i < RUNS; i++) {
		CLEANUP(mem_done) struct mem *run = mem_new();
		struct finding_list findings;
		uint64_t passed[RULE_MAX + 1];
		struct err err;
		double from = seconds(), rate;

		if (check_plan(run, plan, &findings, passed, &err) < 0) {
			(void)fprintf(stderr, "bench check: %s\n", err.message);
			return EXIT_FAILURE;
		}
		rate = (double)OBJECTIVES * PER_OBJECTIVE / (seconds() - from);
		if (rate > best)
			best = rate;
		if (i == 0)
			(void)printf("findings: %zu, memory: %zu MB\n", findings.count,
			    mem_used(run) >> 20);
	}
	(void)printf("check_plan: %.2f million activities a second\n", best / 1e6);
	return EXIT_SUCCESS;
}
