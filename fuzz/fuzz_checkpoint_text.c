/*
 * fuzz_checkpoint_text.c - any bytes as a printed checkpoint: what is read can be
 * printed and read again, the same.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/checkpoint_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_again(struct mem *mem, const struct checkpoint_page *page)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct checkpoint_page *again = NULL;
	size_t count = 0;
	int rc;

	checkpoint_text_put(&s, page);
	rc = checkpoint_text_read(mem, s.text, &again, &count, NULL);
	assert(rc == YUP_OK && count == 1);
	assert(again->seq == page->seq && strcmp(again->at, page->at) == 0);
	assert(memcmp(again->hash, page->hash, sizeof(page->hash)) == 0);
	assert(memcmp(again->signature, page->signature, sizeof(page->signature)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *text = mem_strndup(mem, (const char *)data, size);
	struct checkpoint_page *pages = NULL;
	struct err err = { 0 };
	size_t count = 0;
	int rc = checkpoint_text_read(mem, text, &pages, &count, &err);

	assert(rc == YUP_OK || (err.code == rc && err.key != NULL));
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		check_again(mem, &pages[i]);
	return 0;
}
