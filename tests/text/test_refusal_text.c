/* test_refusal_text.c - every refusal has its sentence, and says what to do. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "support/cmocka_all.h"
#include "text/refusal_text.h"

/*
 * Every `err_refuse(..., "key", ...)` of the source, and every `YUP_E..., "key"` of
 * its tables, has a sentence, and the other way round.
 */
/* `*all`: how many there are. */
static bool
has_sentence(const char *key, size_t *all)
{
	const struct refusal_template *list;
	bool found = false;
	size_t count;

	*all = 0;
	for (unsigned part = 0; (list = refusal_templates(part, &count)) != NULL; part++) {
		for (size_t i = 0; i < count; i++)
			found = found || strcmp(list[i].key, key) == 0;
		*all += count;
	}
	return found;
}

static void
every_key_has_one(void **state)
{
	FILE *grep = popen("grep -rhozE '(err_refuse\\([^\"]*|YUP_E[A-Z]+, )\"[a-z0-9_]+\"' src | "
			   "tr '\\0' '\\n' | grep -oE '\"[a-z0-9_]+\"' | tr -d '\"' | sort -u",
	    "r");
	size_t count = 0, used = 0;
	char key[128];

	(void)state;
	assert_non_null(grep);
	while (fgets(key, sizeof(key), grep) != NULL) {
		key[strcspn(key, "\n")] = '\0';
		if (!has_sentence(key, &count))
			fail_msg("no sentence for the refusal \"%s\" in text/refusal_text.c", key);
		used++;
	}
	(void)pclose(grep);
	assert_int_equal(used, count);
}

static void
sentences_are_whole(void **state)
{
	const struct refusal_template *list;
	size_t count;

	(void)state;
	for (unsigned part = 0; (list = refusal_templates(part, &count)) != NULL; part++)
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(list[i].what[strlen(list[i].what) - 1], '.');
			assert_int_equal(list[i].what_to_do[strlen(list[i].what_to_do) - 1], '.');
		}
}

static void
says_where(void **state)
{
	struct str s = { 0 };
	struct err err = { 0 };

	(void)state;
	(void)err_refuse(&err, YUP_EINVALID, "two_documents", "developer's words");
	(void)err_at(&err, "poa.txt", 14);
	refusal_sentence(&s, &err);
	assert_string_equal(s.text,
	    "poa.txt:14: Hay dos documentos en un solo archivo; el segundo empieza aquí. "
	    "Sepárelos en dos archivos e impórtelos juntos.");
	str_clear(&s);
	err = (struct err){ 0 };
	(void)err_set(&err, YUP_ELIMIT, "too many rows");
	refusal_sentence(&s, &err);
	assert_string_equal(s.text, "Pasa de un límite (too many rows).");
	str_done(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_has_one),
		cmocka_unit_test(sentences_are_whole),
		cmocka_unit_test(says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
