#include "core/pack.h"

#include <stdlib.h>
#include <string.h>

const char *const pack_rollup_words[] = { "as_published", "by_behaviour", NULL };
const char *const pack_average_words[] = { "mean", "weighted", "budget_weighted", NULL };
const char *const pack_threshold_words[] = { "flat", "planned_to_date", NULL };
const char *const pack_blank_words[] = { "excluded", "zero", NULL };
const char *const pack_register_kind_words[] = { "text", "date", "person", "unit", "number", NULL };
const char *const pack_register_need_words[] = { "no", "always", "when_final", NULL };

const char *const pack_evidence_words[] = { "20", "5", "10", "40", NULL };

size_t
pack_evidence_max(const struct pack *pack)
{
	return strtoul(pack_evidence_words[pack->evidence_size], NULL, 10) << 20;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
mask_fits(const char *mask, const char *code)
{
	for (; *mask != '\0'; mask++) {
		if (*mask != 'N' && *mask != '9') {
			if (*code++ != *mask)
				return false;
			continue;
		}
		if (!is_digit(*code))
			return false;
		code++;
		for (unsigned n = 1; *mask == 'N' && is_digit(*code); n++, code++)
			if (n == 4)
				return false;
	}
	return *code == '\0';
}

size_t
pack_level_of_code(const struct pack *pack, const char *code)
{
	size_t i = 0;

	while (i < pack->level_count && !mask_fits(pack->levels[i].mask, code))
		i++;
	return i;
}

size_t
pack_level_by_key(const struct pack *pack, const char *key)
{
	size_t i = 0;

	while (i < pack->level_count && strcmp(pack->levels[i].key, key) != 0)
		i++;
	return i;
}

size_t
pack_cause_by_key(const struct pack *pack, const char *key)
{
	size_t i = 0;

	while (i < pack->cause_count && strcmp(pack->causes[i].key, key) != 0)
		i++;
	return i;
}

const struct pack_band *
pack_band_of(const struct pack *pack, int64_t percent_e9)
{
	size_t i = 0;

	if (pack->band_count == 0)
		return NULL;
	while (i + 1 < pack->band_count && percent_e9 >= pack->bands[i + 1].from_e4 * (E9 / E4))
		i++;
	return &pack->bands[i];
}
