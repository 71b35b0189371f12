#include "core/rules/weights.h"

#include "base/mem.h"
#include "core/apportion.h"

int64_t
weights_sum_known(const struct plan *plan, const uint32_t *nodes, size_t count, bool *out_absent)
{
	int64_t sum = 0;

	*out_absent = false;
	for (size_t i = 0; i < count; i++) {
		int64_t weight = plan->nodes[nodes[i]].weight_e4;

		if (weight == NUM_ABSENT)
			*out_absent = true;
		else
			sum += weight;
	}
	return sum;
}

int64_t
weights_sum(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	bool absent;
	int64_t sum = weights_sum_known(plan, nodes, count, &absent);

	return absent ? NUM_ABSENT : sum;
}

void
weights_fix(struct check *check, struct finding *finding, const uint32_t *nodes, size_t count)
{
	int64_t *weights = mem_array(check->mem, count, sizeof(*weights));
	struct fix_change *changes;
	int64_t step;

	for (size_t i = 0; i < count; i++)
		weights[i] = check->plan->nodes[nodes[i]].weight_e4;
	step = apportion_step(weights, count);
	while (step > 1 && (int64_t)count * step > WHOLE_WEIGHT_E4)
		step /= 10; /* so many that whole per cents would leave some with 0 */
	if (!apportion(check->mem, weights, count, WHOLE_WEIGHT_E4, step))
		return;
	changes = check_fix(check, finding, count);
	for (size_t i = 0; i < count; i++) {
		changes[i].field = FIX_WEIGHT;
		changes[i].node = nodes[i];
		changes[i].value = value_percent(weights[i]);
	}
}
