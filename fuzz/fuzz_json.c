/* fuzz_json.c - documents in JSON, the text of bundles and signed files, on any bytes. */
#include <assert.h>
#include <stdint.h>

#include "base/mem.h"
#include "import/bundle_read.h"
#include "import/json_document.h"
#include "io/signed_text.h"
#include "support/after_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_bundle(const char *bytes, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err err = { 0 };
	struct bundle bundle;

	if (bundle_read(mem, fuzz_pack(FUZZ_MONTHS), bytes, size, &bundle, &err) < 0)
		assert(err.key[0] != '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *bytes = mem_strndup(mem, (const char *)data, size);
	struct signed_text text;

	if (json_is_document(bytes, size)) {
		fuzz_document(data, size, FUZZ_MONTHS);
		read_bundle(bytes, size);
	}
	(void)!signed_text_read("yupana-bundle/1", bytes, size, &text, NULL);
	return 0;
}
