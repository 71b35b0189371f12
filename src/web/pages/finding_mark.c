#include "web/pages/finding_mark.h"

#include <stdint.h>

#include "base/mem.h"
#include "core/finding.h"

enum { MARK_DIGITS = 16 };

/* FNV-1a, 64 bits: enough to see that a finding is still the one that was shown. */
static void
mix(uint64_t *hash, const char *text)
{
	for (; *text != '\0'; text++) {
		*hash ^= (unsigned char)*text;
		*hash *= UINT64_C(1099511628211);
	}
	*hash ^= 0xff;
	*hash *= UINT64_C(1099511628211);
}

static void
mix_number(uint64_t *hash, uint64_t number)
{
	*hash = (*hash ^ number) * UINT64_C(1099511628211);
}

const char *
finding_mark(struct mem *mem, const struct finding *f, const char *sentence, const char *fix)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	char *mark = mem_alloc(mem, MARK_DIGITS + 1);

	mix_number(&hash, f->rule);
	mix_number(&hash, f->variant);
	mix_number(&hash, f->node);
	mix_number(&hash, f->unit);
	mix_number(&hash, f->period);
	mix(&hash, sentence);
	mix(&hash, fix);
	for (int i = 0; i < MARK_DIGITS; i++, hash <<= 4)
		mark[i] = "0123456789abcdef"[hash >> 60];
	return mark;
}
