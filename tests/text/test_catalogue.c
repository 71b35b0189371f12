/* test_catalogue.c - a catalogue as msgfmt writes it; damaged ones are refused. */
#include "text/catalogue.h"

#include <string.h>

#include "support/cmocka_all.h"
#include "text/finding_text.h"
#include "text/refusal_text.h"

/* Two texts: "Guardar" and "Ver", in order; lengths, then offsets. */
static const char GOOD[] = "\xde\x12\x04\x95\0\0\0\0\2\0\0\0\x1c\0\0\0\x2c\0\0\0\0\0\0\0\0\0\0\0"
			   "\7\0\0\0\x3c\0\0\0\3\0\0\0\x44\0\0\0"
			   "\4\0\0\0\x48\0\0\0\3\0\0\0\x4d\0\0\0"
			   "Guardar\0Ver\0Save\0See";

static void
test_found(void **state)
{
	struct catalogue c;
	struct err err;

	(void)state;
	assert_int_equal(catalogue_open(GOOD, sizeof(GOOD), &c, &err), YUP_OK);
	assert_string_equal(catalogue_find(&c, "Guardar"), "Save");
	assert_string_equal(catalogue_find(&c, "Ver"), "See");
	assert_string_equal(catalogue_find(&c, "Otro"), "Otro");
	assert_string_equal(catalogue_find(&c, ""), "");
	assert_string_equal(catalogue_find(NULL, "Ver"), "Ver");
}

/* Cut anywhere, and with any one byte of its tables changed, it never reads outside. */
static void
test_damaged(void **state)
{
	(void)state;
	for (size_t size = 0; size < sizeof(GOOD); size++) {
		struct catalogue c;
		char copy[sizeof(GOOD)];

		memcpy(copy, GOOD, size);
		assert_int_equal(catalogue_open(copy, size, &c, NULL), YUP_EINVALID);
	}
	for (size_t i = 0; i < sizeof(GOOD); i++)
		for (int value = 0; value < 256; value += 5) {
			struct catalogue c;
			char copy[sizeof(GOOD)];

			memcpy(copy, GOOD, sizeof(GOOD));
			copy[i] = (char)value;
			if (catalogue_open(copy, sizeof(copy), &c, NULL) == YUP_OK)
				assert_non_null(catalogue_find(&c, "Ver"));
		}
}

/* The English names the same places: "{node}", "{extra:...", as often. */
static void
same_places(const char *text, const char *english)
{
	assert_string_not_equal(text, english);
	for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
		size_t n = strcspn(at, ":}");
		size_t here = 0, there = 0;

		for (const char *p = text; (p = strstr(p, "{")) != NULL; p++)
			here += strncmp(p, at, n) == 0 && strcspn(p, ":}") == n;
		for (const char *p = english; (p = strstr(p, "{")) != NULL; p++)
			there += strncmp(p, at, n) == 0 && strcspn(p, ":}") == n;
		if (here != there)
			fail_msg("%.*s in\n%s\n%s", (int)n, at, text, english);
	}
}

static void
test_every_sentence_in_english(void **state)
{
	struct catalogue room;
	const struct catalogue *english = catalogue_of("en", &room);
	size_t count;
	const struct refusal_template *refusals;
	const struct finding_template *findings;

	(void)state;
	assert_non_null(english);
	for (unsigned part = 0; (refusals = refusal_templates(part, &count)) != NULL; part++)
		for (size_t i = 0; i < count; i++) {
			same_places(refusals[i].what, catalogue_find(english, refusals[i].what));
			same_places(refusals[i].what_to_do,
			    catalogue_find(english, refusals[i].what_to_do));
		}
	findings = finding_templates(&count);
	for (size_t i = 0; i < count; i++)
		same_places(findings[i].text, catalogue_find(english, findings[i].text));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_every_sentence_in_english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
