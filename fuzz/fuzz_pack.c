/*
 * fuzz_pack.c - any bytes as a country pack; what is accepted is within the
 * pack's limits and can read codes and bands.
 */
#include <assert.h>
#include <stdint.h>

#include "base/mem.h"
#include "core/pack.h"
#include "io/pack_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_pack(const struct pack *pack)
{
	static const char *const CODES[] = { "", "1", "1.1", "5.1.1", "5.1.1.11", "10.1.1.1.1.1",
		"x" };

	assert(pack->period_count >= 1 && pack->period_count <= PACK_PERIODS_MAX);
	assert(pack->level_count >= 3 && pack->level_count <= PACK_LEVELS_MAX);
	assert(pack->start_month >= 1 && pack->start_month <= 12);
	assert(pack->band_count >= 1 && pack->bands[0].from_e4 == 0);
	for (size_t i = 0; i < pack->register_count; i++) {
		const struct pack_register *r = &pack->registers[i];

		assert(r->state_count >= 2 && r->state_count <= REGISTER_STATES_MAX);
		assert(!r->states[0].final && r->field_count <= REGISTER_FIELDS_MAX);
	}
	for (size_t i = 0; i < sizeof(CODES) / sizeof(CODES[0]); i++)
		assert(pack_level_of_code(pack, CODES[i]) <= pack->level_count);
	for (int64_t percent = -1; percent <= 200; percent++)
		assert(pack_band_of(pack, percent * E9) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = NULL;
	struct err err = { 0 };
	int rc = pack_parse(mem, (const char *)data, size, &pack, &err);

	if (rc == YUP_OK)
		check_pack(pack);
	else
		assert(rc == YUP_EINVALID && err.code == rc && err.message[0] != '\0');
	return 0;
}
