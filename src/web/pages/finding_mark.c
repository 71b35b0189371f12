#include "web/pages/finding_mark.h"

#include <stdint.h>
#include <string.h>

#include "core/finding.h"
#include "text/finding_text.h"

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

static const char *
mark_of(struct mem *mem, const struct finding *f, const char *sentence, const char *fix)
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

struct finding_choices
finding_choices_of(const struct plan_view *view, const struct finding *f, const char *sentence)
{
	struct fix_choice fixes[FIX_CHOICES_MAX];
	struct finding_choices out = { .count = fix_choices(view->mem, view->plan, f, fixes) };

	for (size_t i = 0; i < out.count; i++) {
		CLEANUP(str_done) struct str label = { 0 };
		struct finding as = *f;

		as.fix = fixes[i].changes;
		as.fix_count = fixes[i].count;
		finding_fix_label_in(&label, &as, view->plan, NULL, view->visit->html.catalogue);
		out.items[i].fix = fixes[i];
		out.items[i].label = mem_strdup(view->mem, str_text(&label));
		out.items[i].mark = mark_of(view->mem, f, sentence, out.items[i].label);
	}
	return out;
}

const struct finding_choice *
finding_choice_called(const struct finding_choices *choices, const char *mark)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->items[i].mark, mark) == 0)
			return &choices->items[i];
	return NULL;
}

bool
finding_choice_is_open(const struct finding_choice *choice, const struct observed_list *observed)
{
	for (size_t i = 0; i < choice->fix.count; i++) {
		enum node_field field;
		unsigned period;

		if (!fix_cell(&choice->fix.changes[i], &field, &period))
			return false;
		if (observed != NULL && observed->count > 0 &&
		    !observed_open(observed, choice->fix.changes[i].node, field, period))
			return false;
	}
	return true;
}
