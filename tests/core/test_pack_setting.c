/* test_pack_setting.c - pack_setting.cases, and settings over a pack. */
#include "core/pack_setting.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/pack.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

/* "put KEY VALUE": the value as the pack then has it, or why not. */
static void
answer(struct str *out, const char *word, const char *question)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pack pack = *read_pack(mem, "bo-rs225557");
	const char *blank = strchr(question, ' ');
	const char *key = blank != NULL ? mem_strndup(mem, question, (size_t)(blank - question))
					: question;
	struct err err = { 0 };
	int rc = pack_setting_put(mem, &pack, key, blank != NULL ? blank + 1 : "", &err);

	(void)word;
	if (rc == YUP_OK)
		rc = pack_setting_check(mem, &pack, &err);
	str_put(out, rc < 0 ? err.key : pack_setting_value(mem, &pack, key));
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

/* What every key tells, read again, is the same pack. */
static void
test_every_key_reads_what_it_tells(void **state)
{
	static const char *const PACKS[] = { "bo-rs225557", "bo-ds3246" };
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (size_t p = 0; p < 2; p++) {
		const struct pack *own = read_pack(mem, PACKS[p]);
		struct pack pack = *own;
		size_t count = 0;
		const char **keys = pack_setting_keys(mem, own, &count);

		assert_int_equal(count, 2 * own->level_count + 11 + PACK_TEXT__COUNT);
		for (size_t i = 0; i < count; i++) {
			const char *value = pack_setting_value(mem, own, keys[i]);

			assert_non_null(value);
			assert_int_equal(pack_setting_put(mem, &pack, keys[i], value, NULL),
			    YUP_OK);
			assert_string_equal(pack_setting_value(mem, &pack, keys[i]), value);
		}
		assert_int_equal(pack_setting_check(mem, &pack, NULL), YUP_OK);
	}
}

static bool
has_word(const struct pack_words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->words[i], word) == 0)
			return true;
	return false;
}

/* The pack stays as it was; what cannot be read is left out; a new name is read on forms. */
static void
test_applied_to_a_copy(void **state)
{
	static const struct pack_setting LIST[] = { { "level.activity.name", "Operación" },
		{ "level.task.name", "Tarea" }, { "cap_at_100", "perhaps" },
		{ "bands", "0 #000000 star Uno; 80 #b3261e circle Dos" }, { "average", NULL } };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *own = read_pack(mem, "bo-rs225557");
	const struct pack *pack = pack_with_settings(mem, own, LIST, 5);

	(void)state;
	assert_string_equal(own->levels[2].name, "Actividad");
	assert_int_equal(own->band_count, 5);
	assert_string_equal(pack->levels[2].name, "Operación");
	assert_int_equal(pack->band_count, 2);
	assert_false(pack->cap_at_100);
	assert_string_equal(pack_band_of(pack, 80 * E9)->name, "Dos");
	assert_string_equal(pack_band_of(pack, 80 * E9 - 1)->name, "Uno");
	assert_true(has_word(&pack->forms.form_b, "Objetivo de Gestión Específico-Operación"));
	assert_false(has_word(&own->forms.form_b, "Objetivo de Gestión Específico-Operación"));
	assert_ptr_equal(pack_with_settings(mem, own, NULL, 0), own);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key_reads_what_it_tells),
		cmocka_unit_test(test_applied_to_a_copy),
	};

	return cases_run("tests/core/pack_setting.cases", check) +
	    cmocka_run_group_tests_name("core.pack_setting", tests, NULL, NULL);
}
