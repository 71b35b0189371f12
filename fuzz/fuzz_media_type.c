/*
 * fuzz_media_type.c - any bytes as a file that somebody sends.
 *
 * What is accepted is of the kind its name said; what is refused says why.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "io/media_type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned accepted = 0;

	for (int i = 0; i < MEDIA__COUNT; i++) {
		enum media_type type = MEDIA__COUNT;
		struct err err = { 0 };
		int rc = media_type_of(media_extension((enum media_type)i), data, size, &type,
		    &err);

		if (rc == YUP_OK) {
			assert(type == (enum media_type)i && size > 0);
			accepted++;
		} else {
			assert(type == MEDIA__COUNT && err.key != NULL);
			assert(strncmp(err.key, "media_", 6) == 0);
		}
	}
	assert(accepted <= 2); /* a text is one thing or a table */
	return 0;
}
