/* test_pack.c - pack.cases: masks, levels and bands. */
#include "core/pack.h"

#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static void
answer(struct str *out, const char *key, const char *question)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char *words[3] = { 0 };
	size_t count = answers_words(mem_strdup(mem, question), words, 3);
	const struct pack *pack;

	if (count != 2) {
		str_put(out, "two words, please");
		return;
	}
	if (strcmp(key, "mask") == 0) {
		str_put(out, mask_fits(words[0], words[1]) ? "yes" : "no");
		return;
	}
	pack = read_pack(mem, words[0]);
	if (strcmp(key, "level") == 0) {
		size_t level = pack_level_of_code(pack, words[1]);

		str_put(out, level < pack->level_count ? pack->levels[level].key : "none");
	} else if (strcmp(key, "key") == 0) {
		str_printf(out, "%zu", pack_level_by_key(pack, words[1]));
	} else {
		int64_t percent_e4;

		(void)answers_numbers(words[1], 0, &percent_e4, 1);
		str_put(out, pack_band_of(pack, percent_e4 * (E9 / E4))->key);
	}
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

static void
test_no_bands(void **state)
{
	struct pack pack = { 0 };

	(void)state;
	assert_null(pack_band_of(&pack, 50 * E9));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_bands),
	};

	return cases_run("tests/core/pack.cases", check) +
	    cmocka_run_group_tests_name("core.pack", tests, NULL, NULL);
}
