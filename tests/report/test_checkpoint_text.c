/* test_checkpoint_text.c - a checkpoint is printed, and read again from paper. */
#include "report/checkpoint_text.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/golden.h"

static struct err err;

static struct checkpoint_page
made_up(int64_t seq)
{
	struct checkpoint_page page = { .institution = "Autoridad de Lagos",
		.seq = seq,
		.at = "2031-01-31T08:00:00Z" };

	for (size_t i = 0; i < 64; i++) {
		if (i < 16)
			page.chain[i] = (uint8_t)(i * 17);
		if (i < 32)
			page.hash[i] = page.public_key[i] = (uint8_t)(i * 8 + 1);
		page.signature[i] = (uint8_t)(255 - i * 4);
	}
	return page;
}

static void
assert_page(const struct checkpoint_page *page, int64_t seq)
{
	struct checkpoint_page wanted = made_up(seq);

	assert_int_equal(page->seq, seq);
	assert_string_equal(page->at, wanted.at);
	assert_memory_equal(page->chain, wanted.chain, sizeof(wanted.chain));
	assert_memory_equal(page->hash, wanted.hash, sizeof(wanted.hash));
	assert_memory_equal(page->public_key, wanted.public_key, sizeof(wanted.public_key));
	assert_memory_equal(page->signature, wanted.signature, sizeof(wanted.signature));
}

static void
put_two(struct str *s)
{
	struct checkpoint_page one = made_up(1), other = made_up(1234567);

	checkpoint_text_put(s, &one);
	str_put_char(s, '\n');
	checkpoint_text_put(s, &other);
}

static void
test_printed_and_read(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	struct checkpoint_page *pages;
	size_t count;

	(void)state;
	put_two(&s);
	golden_check_text("report/checkpoint/expected.txt", s.text);
	assert_int_equal(checkpoint_text_read(mem, s.text, &pages, &count, &err), YUP_OK);
	assert_int_equal(count, 2);
	assert_page(&pages[0], 1);
	assert_page(&pages[1], 1234567);
}

/* In a letter, quoted, with capitals, other line ends. */
static void
test_as_people_pass_it_on(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 }, letter = { 0 };
	struct checkpoint_page *pages;
	size_t count;

	(void)state;
	put_two(&s);
	str_put(&letter, "Señores:\r\nles enviamos lo convenido.\r\n\r\n> ");
	for (const char *at = s.text; *at != '\0'; at++) {
		if (*at == '\n')
			str_put(&letter, "  \r\n> ");
		else
			str_put_char(&letter, *at);
	}
	str_put(&letter, "\r\nAtentamente,\r\nla autoridad\r\n");
	assert_int_equal(checkpoint_text_read(mem, letter.text, &pages, &count, &err), YUP_OK);
	assert_int_equal(count, 2);
	assert_page(&pages[1], 1234567);
}

static void
test_what_cannot_be_read(void **state)
{
	static const struct {
		const char *from, *to;
	} CHANGES[] = {
		{ "Punto de control", "Punto" },
		{ "cadena ", "cadenas " },
		{ "0011", "001" },
		{ "0011", "00x1" },
		{ "lugar        1\n", "lugar        0\n" },
		{ "lugar        1\n", "lugar        1x\n" },
		{ "lugar        1\n", "lugar        -1\n" },
		{ "lugar        1\n", "" },
		{ "instante     2031-01-31T08:00:00Z", "instante" },
		{ "firma        fffb", "firma        " },
	};
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	struct checkpoint_page one = made_up(1), *pages = NULL;
	size_t count = 77;

	(void)state;
	checkpoint_text_put(&s, &one);
	for (size_t i = 0; i < sizeof(CHANGES) / sizeof(CHANGES[0]); i++) {
		const char *at = strstr(s.text, CHANGES[i].from);
		const char *text;

		assert_non_null(at);
		text = mem_printf(mem, "%.*s%s%s", (int)(at - s.text), s.text, CHANGES[i].to,
		    at + strlen(CHANGES[i].from));
		if (checkpoint_text_read(mem, text, &pages, &count, &err) != YUP_EINVALID)
			fail_msg("read: %s", text);
		assert_string_equal(err.key, "checkpoint_unread");
	}
	assert_int_equal(checkpoint_text_read(mem, "", &pages, &count, &err), YUP_EINVALID);
	assert_null(pages);
	assert_int_equal(count, 77);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_printed_and_read),
		cmocka_unit_test(test_as_people_pass_it_on),
		cmocka_unit_test(test_what_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
