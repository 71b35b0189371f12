/* test_file_store.c - files by their content: in, out, once, and never half. */
#include "store/file_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

/* Bytes that come a few at a time; `other` is what they are from the second time on. */
struct bytes {
	const char *text;
	size_t length, at, step;
	const char *other;
	int fail_at; /* how many reads go well, -1 all */
};

static int
bytes_read(void *context, void *out, size_t room, size_t *out_size, struct err *e)
{
	struct bytes *b = context;
	size_t left = b->length - b->at;

	if (b->fail_at == 0)
		return err_refuse(e, YUP_EIO, "file_unreadable", "gone");
	b->fail_at -= b->fail_at > 0;
	room = room > b->step ? b->step : room;
	*out_size = left < room ? left : room;
	memcpy(out, b->text + b->at, *out_size);
	b->at += *out_size;
	return YUP_OK;
}

static int
bytes_rewind(void *context, struct err *e)
{
	struct bytes *b = context;

	(void)e;
	if (b->at > 0 && b->other != NULL)
		b->text = b->other;
	b->at = 0;
	return YUP_OK;
}

static struct bytes
bytes_of(const char *text, size_t length)
{
	return (struct bytes){ .text = text, .length = length, .step = 100000, .fail_at = -1 };
}

static int
put(struct test_store *s, struct bytes *bytes, int64_t limit, struct stored_file *out)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct file_source source = { bytes_read, bytes_rewind, bytes };
	int rc;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	rc = file_store_put(&tx, s->institution_id, &source, limit, TEST_NOW, out, &err);
	return rc == YUP_OK ? db_commit(&tx, &err) : rc;
}

struct gathered {
	char *bytes;
	size_t length;
	int pieces, most; /* stop after */
};

static int
gather(void *context, const void *bytes, size_t size, struct err *e)
{
	struct gathered *g = context;

	assert_true(size <= FILE_PIECE_SIZE);
	if (g->pieces == g->most)
		return err_set(e, YUP_EIO, "enough");
	memcpy(g->bytes + g->length, bytes, size);
	g->length += size;
	g->pieces++;
	return YUP_OK;
}

static int
get(struct test_store *s, const uint8_t *sha256, file_write_fn write, void *context)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin_read(s->db, &tx, &err), YUP_OK, &err);
	return file_store_get(s->db, s->institution_id, sha256, write, context, &err);
}

static char *
made_up(struct test_store *s, size_t length)
{
	char *text = mem_alloc(s->mem, length + 1);

	for (size_t i = 0; i < length; i++)
		text[i] = (char)(i * i / 7 + i / 251);
	return text;
}

/* Around the edges of a piece. */
static void
test_in_and_out(void **state)
{
	static const size_t LENGTHS[] = { 0, 1, FILE_PIECE_SIZE - 1, FILE_PIECE_SIZE,
		FILE_PIECE_SIZE + 1, 5 * FILE_PIECE_SIZE, 3000001 };
	struct test_store *s = *state;

	for (size_t i = 0; i < sizeof(LENGTHS) / sizeof(LENGTHS[0]); i++) {
		char *text = made_up(s, LENGTHS[i]);
		struct bytes bytes = bytes_of(text, LENGTHS[i]);
		struct gathered g = { .bytes = mem_alloc(s->mem, LENGTHS[i] + 1), .most = 100 };
		struct stored_file file;
		int64_t size = -1;

		assert_rc(put(s, &bytes, 10000000, &file), YUP_OK, &err);
		assert_int_equal(file.size, LENGTHS[i]);
		assert_true(file.is_new);
		assert_rc(get(s, file.sha256, gather, &g), YUP_OK, &err);
		assert_int_equal(g.length, LENGTHS[i]);
		assert_memory_equal(g.bytes, text, LENGTHS[i]);
		assert_int_equal(g.pieces, (LENGTHS[i] + FILE_PIECE_SIZE - 1) / FILE_PIECE_SIZE);
		assert_rc(file_store_find(s->db, s->institution_id, file.sha256, &size, &err),
		    YUP_OK, &err);
		assert_int_equal(size, LENGTHS[i]);
	}
}

static void
test_the_same_once(void **state)
{
	struct test_store *s = *state;
	char *text = made_up(s, 600000);
	struct bytes bytes = bytes_of(text, 600000);
	struct stored_file first, second;

	assert_rc(put(s, &bytes, 600000, &first), YUP_OK, &err);
	bytes.step = 7777;
	assert_rc(put(s, &bytes, 600000, &second), YUP_OK, &err);
	assert_true(first.is_new && !second.is_new);
	assert_memory_equal(first.sha256, second.sha256, FILE_HASH_SIZE);
	assert_int_equal(store_count_rows(s->path, "file"), 1);
	assert_int_equal(store_count_rows(s->path, "file_piece"), 3);
}

static void
test_what_is_refused(void **state)
{
	struct test_store *s = *state;
	char *text = made_up(s, 600000), *other = made_up(s, 600000);
	struct bytes bytes = bytes_of(text, 600000);
	struct stored_file file = { .size = -7 };
	const uint8_t nothing[FILE_HASH_SIZE] = { 0 };

	assert_rc(put(s, &bytes, 599999, &file), YUP_ELIMIT, &err);
	assert_string_equal(err.key, "file_over_limit");
	other[300000] ^= 1;
	bytes = bytes_of(text, 600000);
	bytes.other = other;
	assert_rc(put(s, &bytes, 600000, &file), YUP_EIO, &err);
	assert_string_equal(err.key, "file_changed");
	bytes = bytes_of(text, 600000);
	bytes.fail_at = 9; /* the second time through */
	assert_rc(put(s, &bytes, 600000, &file), YUP_EIO, &err);
	assert_int_equal(file.size, -7);
	assert_int_equal(store_count_rows(s->path, "file"), 0);
	assert_int_equal(store_count_rows(s->path, "file_piece"), 0);
	assert_rc(get(s, nothing, NULL, NULL), YUP_ENOTFOUND, &err);
}

static void
test_damage_is_told(void **state)
{
	struct test_store *s = *state;
	char *text = made_up(s, 600000);
	struct bytes bytes = bytes_of(text, 600000);
	struct gathered g = { .bytes = mem_alloc(s->mem, 700000), .most = 1 };
	struct stored_file file;

	assert_rc(put(s, &bytes, 600000, &file), YUP_OK, &err);
	assert_rc(get(s, file.sha256, gather, &g), YUP_EIO, &err); /* whoever takes them stops */
	assert_string_equal(err.message, "enough");
	assert_rc(get(s, file.sha256, NULL, NULL), YUP_OK, &err);
	store_execute(s->path,
	    store_on_postgres()
		? "UPDATE file_piece SET bytes = overlay(bytes placing '\\x55' from 9) WHERE ordinal = 1"
		: "UPDATE file_piece SET bytes = CAST(substr(bytes, 1, 8) || x'5555' || substr(bytes, 11) "
		  "AS BLOB) WHERE ordinal = 1");
	assert_rc(get(s, file.sha256, NULL, NULL), YUP_EIO, &err);
	assert_string_equal(err.key, "db_damaged");
	store_execute(s->path, "DELETE FROM file_piece WHERE ordinal = 1");
	assert_rc(get(s, file.sha256, NULL, NULL), YUP_EIO, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_in_and_out),
		STORE_TEST(test_the_same_once),
		STORE_TEST(test_what_is_refused),
		STORE_TEST(test_damage_is_told),
	};

	return STORE_RUN(argc, argv, tests);
}
