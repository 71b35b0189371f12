/*
 * fuzz_log_record.c - any bytes as a line of an exported log: what is taken is
 * written again as it was, to the byte.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/log_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_again(const char *line, const uint8_t *chain, const struct log_record *record,
    const uint8_t *previous)
{
	CLEANUP(str_done) struct str s = { 0 };

	log_record_write(&s, chain, record, previous);
	s.text[s.length - 1] = '\t';
	for (size_t i = 0; i < LOG_HASH_SIZE; i++)
		str_printf(&s, "%02x", record->hash[i]);
	assert(strcmp(s.text, line) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *line = mem_strndup(mem, (const char *)data, size);
	uint8_t chain[LOG_CHAIN_SIZE], previous[LOG_HASH_SIZE];
	struct log_record record;
	struct err err = { 0 };
	int rc = log_record_read(mem, line, chain, &record, previous, &err);

	if (rc == YUP_OK)
		check_again(line, chain, &record, previous);
	else
		assert((rc == YUP_EINVALID || rc == YUP_ELIMIT) && err.key != NULL);
	return 0;
}
