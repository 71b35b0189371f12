/* Made by tools/embed; do not edit. */
#include "embed_sample.h"

extern const unsigned char embed_sample_0[] __attribute__((visibility("hidden")));
extern const unsigned char embed_sample_1[] __attribute__((visibility("hidden")));
extern const unsigned char embed_sample_2[] __attribute__((visibility("hidden")));

static const struct embed_file files[] = {
	{ "empty", embed_sample_0, 0 },
	{ "one.txt", embed_sample_1, 4 },
	{ "sub/two.txt", embed_sample_2, 8 },
};

const struct embed_table embed_sample = { files, 3 };
