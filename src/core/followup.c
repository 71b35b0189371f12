#include "core/followup.h"

#include "base/mem.h"

struct follow_up *
follow_up_new(struct mem *mem, const struct pack *pack)
{
	struct follow_up *fu = mem_alloc(mem, sizeof(*fu));

	fu->mem = mem;
	fu->pack = pack;
	fu->institution = "";
	fu->acronym = "";
	fu->as_of = "";
	fu->threshold_e4 = pack->threshold_e4;
	return fu;
}

struct fu_unit *
follow_up_add_unit(struct follow_up *fu)
{
	struct fu_unit *unit;

	MEM_PUSH(fu->mem, fu->units, fu->unit_count, fu->unit_room);
	unit = &fu->units[fu->unit_count - 1];
	*unit = (struct fu_unit){
		.id = "",
		.ordinal = "",
		.cause_ordinal = "",
		.name = "",
		.parent = PLAN_NONE,
		.first = (uint32_t)fu->operation_count,
		.printed_e4 = NUM_ABSENT,
		.computed_e9 = NUM_ABSENT,
		.planned_e9 = NUM_ABSENT,
		.money = { NUM_ABSENT, NUM_ABSENT },
	};
	return unit;
}

struct fu_operation *
follow_up_add_operation(struct follow_up *fu)
{
	struct fu_operation *op;

	MEM_PUSH(fu->mem, fu->operations, fu->operation_count, fu->operation_room);
	op = &fu->operations[fu->operation_count - 1];
	*op = (struct fu_operation){
		.id = "",
		.code = "",
		.area = "",
		.expected = "",
		.obtained = "",
		.cause = "",
		.measure = "",
		.cause_expected = "",
		.unit = PLAN_NONE,
		.physical_e4 = NUM_ABSENT,
		.financial_e4 = NUM_ABSENT,
	};
	return op;
}

struct fu_aggregate *
follow_up_add_aggregate(struct follow_up *fu)
{
	struct fu_aggregate *a;

	MEM_PUSH(fu->mem, fu->aggregates, fu->aggregate_count, fu->aggregate_room);
	a = &fu->aggregates[fu->aggregate_count - 1];
	*a = (struct fu_aggregate){
		.id = "",
		.name = "",
		.parent = PLAN_NONE,
		.printed_e4 = NUM_ABSENT,
		.printed_financial_e4 = NUM_ABSENT,
		.computed_e9 = NUM_ABSENT,
		.computed_from_printed_e9 = NUM_ABSENT,
		.computed_financial_e9 = NUM_ABSENT,
		.planned_e9 = NUM_ABSENT,
		.money = { NUM_ABSENT, NUM_ABSENT },
	};
	return a;
}

const char *
fu_level_key(enum fu_level level)
{
	static const char *const KEYS[FU_LEVEL__COUNT] = {
		[FU_DIRECTORATE] = "directorate",
		[FU_VICE_MINISTRY] = "vice_ministry",
		[FU_GROUP] = "group",
		[FU_INSTITUTION] = "institution",
	};

	return KEYS[level];
}
