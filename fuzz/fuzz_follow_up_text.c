/*
 * fuzz_follow_up_text.c - any bytes as a follow-up's tables, then its averages
 * and rules.  The seeds and words are what sets it apart from fuzz_form_text.
 */
#include <stdint.h>

#include "support/after_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_document(data, size, FUZZ_MONTHS);
	return 0;
}
