/* test_log_record.c - the canonical bytes of a record, and the strict way back. */
#include "store/log_record.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/golden.h"
#include "support/store.h"

static struct err err;

static const uint8_t CHAIN[LOG_CHAIN_SIZE] = { 0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88,
	0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff };

/* What people and machines put in texts: nothing, accents, ends of fields and lines. */
#define RECORD(n, who, name, from, did, what, end, more)                                \
	{                                                                               \
		.seq = (n), .at = TEST_NOW, .actor = (who), .actor_name = (name),       \
		.origin = (from), .action = (did), .subject = (what), .outcome = (end), \
		.detail = (more)                                                        \
	}

static const struct log_record RECORDS[] = {
	RECORD(1, "operator", "Ñusta Añez", "", "institution.create", "Autoridad de Lagos", "done",
	    ""),
	RECORD(2, "user 12", "tab\there", "10.0.0.7", "plan.change", "plan 7 node 12", "done",
	    "weight 20 -> 25\nsecond line\r\nthird"),
	RECORD(3, "token 3 of user 12", "", "2001:db8::1", "plan.change", "", "refused",
	    "back\\slash, \\t that is no tab, \x01\x1f\x7f"),
	RECORD(4, "nobody", "", "", "session.open", "2031-01-31T07:59", "refused", "17"),
	RECORD(5, "user 1", "\xf0\x9f\x8c\xbd 玉米", "", "a", "b", "done", "\\"),
};

enum { RECORD_COUNT = sizeof(RECORDS) / sizeof(RECORDS[0]) };

static void
put_hex(struct str *out, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		str_printf(out, "%02x", bytes[i]);
}

/* As `log export` writes them. */
static void
write_all(struct str *out)
{
	uint8_t previous[LOG_HASH_SIZE], hash[LOG_HASH_SIZE];

	log_chain_begin(CHAIN, previous);
	for (size_t i = 0; i < RECORD_COUNT; i++) {
		log_record_write(out, CHAIN, &RECORDS[i], previous);
		log_record_hash(CHAIN, &RECORDS[i], previous, hash);
		out->text[out->length - 1] = '\t';
		put_hex(out, hash, sizeof(hash));
		str_put_char(out, '\n');
		memcpy(previous, hash, sizeof(hash));
	}
}

/* tests/tools/log_by_hand.sh verifies the same file with awk and sha256sum. */
static void
test_golden(void **state)
{
	CLEANUP(str_done) struct str s = { 0 };

	(void)state;
	write_all(&s);
	golden_check_text("store/log_record/expected.log", s.text);
}

static void
assert_same(const struct log_record *one, const struct log_record *other)
{
	assert_int_equal(one->seq, other->seq);
	assert_string_equal(one->at, other->at);
	assert_string_equal(one->actor, other->actor);
	assert_string_equal(one->actor_name, other->actor_name);
	assert_string_equal(one->origin, other->origin);
	assert_string_equal(one->action, other->action);
	assert_string_equal(one->subject, other->subject);
	assert_string_equal(one->outcome, other->outcome);
	assert_string_equal(one->detail, other->detail);
}

static void
test_there_and_back(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	uint8_t chain[LOG_CHAIN_SIZE], previous[LOG_HASH_SIZE], hash[LOG_HASH_SIZE];
	char *at;

	(void)state;
	write_all(&s);
	at = mem_strdup(mem, s.text);
	for (size_t i = 0; i < RECORD_COUNT; i++) {
		char *end = strchr(at, '\n');
		struct log_record record;

		*end = '\0';
		assert_rc(log_record_read(mem, at, chain, &record, previous, &err), YUP_OK, &err);
		assert_same(&record, &RECORDS[i]);
		assert_memory_equal(chain, CHAIN, sizeof(chain));
		log_record_hash(chain, &record, previous, hash);
		assert_memory_equal(hash, record.hash, sizeof(hash));
		at = end + 1;
	}
}

/* One change to a good line, and it is no longer one. */
static void
test_nothing_else_is_read(void **state)
{
	static const struct {
		const char *from, *to;
	} CHANGES[] = {
		{ "yupana.log/1\t", "yupana.log/2\t" },
		{ "00112233", "0011223" },
		{ "aabbcc", "AABBCC" },
		{ "\t2\t", "\t02\t" },
		{ "\t2\t", "\t0\t" },
		{ "\t2\t", "\t-2\t" },
		{ "\t2\t", "\t+2\t" },
		{ "\t2\t", "\t9223372036854775808\t" },
		{ "T08:00:00Z", "T08:00:00" },
		{ "T08:00:00Z", " 08:00:00Z" },
		{ "\tdone\t", "\tDone\t" },
		{ "\tdone\t", "\t\t" },
		{ "\\n", "\\q" },
		{ "\\n", "\\x0A" },
		{ "\\n", "\\x41" },
		{ "\\n", "\\x00" },
		{ "\\n", "\n" },
		{ "\\t", "\t" },
		{ "\\t", "\\" },
		{ "plan 7", "plan\xff" },
		{ "plan 7", "plan\x01" },
	};
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	uint8_t chain[LOG_CHAIN_SIZE] = { 7 }, previous[LOG_HASH_SIZE];
	struct log_record record = { .seq = -7 };
	char *line, *end;

	(void)state;
	write_all(&s);
	line = strchr(s.text, '\n') + 1; /* the second one */
	end = strchr(line, '\n');
	*end = '\0';
	for (size_t i = 0; i < sizeof(CHANGES) / sizeof(CHANGES[0]); i++) {
		const char *at = strstr(line, CHANGES[i].from);
		const char *changed;

		assert_non_null(at);
		changed = mem_printf(mem, "%.*s%s%s", (int)(at - line), line, CHANGES[i].to,
		    at + strlen(CHANGES[i].from));
		if (log_record_read(mem, changed, chain, &record, previous, &err) != YUP_EINVALID)
			fail_msg("taken: %s", changed);
		assert_string_equal(err.key, "log_line");
	}
	assert_int_equal(record.seq, -7);
	assert_int_equal(chain[0], 7);
	assert_rc(log_record_read(mem, mem_printf(mem, "%s0", line), chain, &record, previous,
		      &err),
	    YUP_EINVALID, &err);
	assert_rc(log_record_read(mem, "", chain, &record, previous, &err), YUP_EINVALID, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_nothing_else_is_read),
	};

	return STORE_RUN(argc, argv, tests);
}
