/* after_reading.c - see after_reading.h. */
#include "support/after_reading.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/check.h"
#include "core/progress.h"
#include "core/rollup.h"
#include "io/pack_file.h"

enum { MEMORY_MAX = 1024 * 1024 * 1024 };

const struct pack *
fuzz_pack(enum fuzz_pack_name name)
{
	static const char *const NAMES[] = { "bo-rs225557", "bo-ds3246" };
	static struct mem *mem; /* kept, so that nothing counts as leaked */
	static const struct pack *packs[FUZZ_PACK__COUNT];
	struct err err = { 0 };

	if (mem == NULL)
		mem = mem_new();
	if (packs[name] == NULL && pack_load(mem, NAMES[name], &packs[name], &err) < 0)
		abort();
	return packs[name];
}

static void
check_findings(const struct finding_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		assert(list->items[i].rule >= 1 && list->items[i].rule <= RULE_MAX);
		assert(list->items[i].severity < SEVERITY__COUNT);
	}
}

static void
check_nodes(const struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		const int64_t *v = plan_schedule(plan, i);

		assert(node->parent == PLAN_NONE || node->parent < i);
		assert(node->unit == PLAN_NONE || node->unit < plan->unit_count);
		assert(node->code != NULL && node->title != NULL && node->code_read != NULL);
		assert(node->weight_e4 == NUM_ABSENT ||
		    (node->weight_e4 >= 0 && node->weight_e4 <= WEIGHT_MAX_E4));
		for (unsigned m = 0; m < plan->period_count; m++)
			assert(v[m] >= 0 && v[m] <= QUANTITY_MAX_E4);
	}
}

static void
after_plan(struct mem *mem, struct plan *plan)
{
	static const enum rollup_policy POLICIES[] = { ROLLUP_AS_PUBLISHED, ROLLUP_BY_BEHAVIOUR };
	struct finding_list findings = { 0 };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct err err = { 0 };

	check_nodes(plan);
	plan_infer(plan);
	for (size_t i = 0; i < sizeof(POLICIES) / sizeof(POLICIES[0]); i++) {
		struct rollup r;

		if (rollup_compute(mem, plan, POLICIES[i], &r, &err) < 0)
			assert(err.message[0] != '\0');
	}
	if (check_plan(mem, plan, &findings, passed, &err) < 0)
		assert(err.message[0] != '\0');
	check_findings(&findings);
}

static void
after_follow_up(struct mem *mem, struct follow_up *fu)
{
	struct finding_list findings = { 0 };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < fu->operation_count; i++)
		assert(fu->operations[i].unit < fu->unit_count);
	if (progress_compute(fu, &err) < 0 || check_follow_up(mem, fu, &findings, passed, &err) < 0)
		assert(err.message[0] != '\0');
	check_findings(&findings);
}

void
fuzz_after_reading(struct mem *mem, const struct import_result *result)
{
	if (result->plan != NULL)
		after_plan(mem, result->plan);
	if (result->follow_up != NULL)
		after_follow_up(mem, result->follow_up);
}

void
fuzz_document(const uint8_t *data, size_t size, enum fuzz_pack_name name)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct import_result result = { 0 };
	struct err err = { 0 };
	int rc = import_text(mem, fuzz_pack(name), "fuzz.txt", (const char *)data, size, &result,
	    &err);

	if (rc < 0) {
		assert(rc == YUP_EINVALID || rc == YUP_ELIMIT);
		assert(err.code == rc && err.message[0] != '\0');
	} else {
		fuzz_after_reading(mem, &result);
	}
	assert(mem_used(mem) <= MEMORY_MAX);
}
