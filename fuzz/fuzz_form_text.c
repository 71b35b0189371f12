/*
 * fuzz_form_text.c - any bytes as a plan's forms, under a norm of months and
 * one of quarters, then everything that is computed from a plan.
 */
#include <stdint.h>

#include "support/after_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_document(data, size, FUZZ_MONTHS);
	fuzz_document(data, size, FUZZ_QUARTERS);
	return 0;
}
