#include "web/pages/finding_mark.h"

#include <inttypes.h>

#include "base/mem.h"
#include "core/finding.h"

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

const char *
finding_mark(struct mem *mem, const struct finding *f, const char *sentence, const char *fix)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	mix(&hash,
	    mem_printf(mem, "%u.%u.%u.%u.%u", f->rule, f->variant, f->node, f->unit, f->period));
	mix(&hash, sentence);
	mix(&hash, fix);
	return mem_printf(mem, "%016" PRIx64, hash);
}
