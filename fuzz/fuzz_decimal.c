/*
 * fuzz_decimal.c - num_parse() on any bytes, under each style.
 *
 * What it accepts must be within its limits and survive being written and read
 * again.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_round_trip(const struct num *n)
{
	struct str s = { 0 };
	struct num again;
	int rc;

	assert(n->value_e4 <= NUM_MAX_E4 && n->value_e4 >= -NUM_MAX_E4);
	num_put(&s, n->value_e4, 4, 0);
	rc = num_parse(str_text(&s), strlen(str_text(&s)), NUM_DOT_DECIMAL, &again);
	assert(rc == YUP_OK && again.value_e4 == n->value_e4);
	str_done(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (int style = NUM_AUTO; style <= NUM_COMMA_DECIMAL; style++) {
		struct num n;

		if (num_parse((const char *)data, size, (enum num_style)style, &n) == YUP_OK)
			check_round_trip(&n);
	}
	return 0;
}
