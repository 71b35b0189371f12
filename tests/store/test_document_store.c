/* test_document_store.c - imported files, by their bytes, and their rows. */
#include "store/document_store.h"

#include <string.h>

#include "base/mem.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

#define LATER "2031-03-01T08:00:00Z"

static struct err err;

static struct document
make(const char *name)
{
	struct document document = { .kind = "form_text",
		.name = name,
		.size = 1234,
		.imported_at = TEST_NOW };

	for (size_t i = 0; i < DOCUMENT_HASH_SIZE; i++)
		document.sha256[i] = (uint8_t)(i * 8);
	return document;
}

static int64_t
add(struct test_store *s, struct db_tx *tx, const char *name)
{
	struct document document = make(name);
	int64_t id = 0;

	assert_rc(document_store_add(tx, s->institution_id, &document, &id, &err), YUP_OK, &err);
	return id;
}

static void
test_found_by_its_bytes(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct document wanted = make("forms.txt"), found = { .id = -7 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(document_store_find(s->db, s->mem, s->institution_id, wanted.sha256, &found,
		      &err),
	    YUP_ENOTFOUND, &err);
	assert_int_equal(found.id, -7);
	id = add(s, &tx, "forms.txt");
	assert_rc(document_store_find(s->db, s->mem, s->institution_id, wanted.sha256, &found,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(found.id, id);
	assert_string_equal(found.kind, "form_text");
	assert_string_equal(found.name, "forms.txt");
	assert_memory_equal(found.sha256, wanted.sha256, DOCUMENT_HASH_SIZE);
	assert_int_equal(found.size, 1234);
	assert_string_equal(found.imported_at, TEST_NOW);
	assert_string_equal(found.superseded_at, "");
	id = add(s, &tx, "again.txt"); /* the newest is found */
	assert_rc(document_store_find(s->db, s->mem, s->institution_id, wanted.sha256, &found,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(found.id, id);
}

static void
test_superseded_once_and_restored(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct document found, wanted = make("");
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	id = add(s, &tx, "forms.txt");
	assert_rc(document_store_supersede(&tx, s->institution_id, id, TEST_NOW, &err), YUP_OK,
	    &err);
	assert_rc(document_store_supersede(&tx, s->institution_id, id, LATER, &err), YUP_OK, &err);
	assert_rc(document_store_find(s->db, s->mem, s->institution_id, wanted.sha256, &found,
		      &err),
	    YUP_OK, &err);
	assert_string_equal(found.superseded_at, TEST_NOW);
	assert_rc(document_store_restore(&tx, s->institution_id, id, &err), YUP_OK, &err);
	assert_rc(document_store_find(s->db, s->mem, s->institution_id, wanted.sha256, &found,
		      &err),
	    YUP_OK, &err);
	assert_string_equal(found.superseded_at, "");
	assert_rc(document_store_restore(&tx, s->institution_id, id + 1, &err), YUP_ENOTFOUND,
	    &err);
}

static void
test_rows_as_read(void **state)
{
	static const struct staged_row rows[] = {
		{ 12, 'A', "objective", "1.1.1.\tPuertos\t\t40%" },
		{ 12, 0, "page_head", "" },
		{ 4000000000u, 'B', "activity", "1.1.1.1\t«ñ»\t0\t1,200.0" },
	};
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct staged_row *loaded;
	size_t count;
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	id = add(s, &tx, "forms.txt");
	assert_rc(document_store_add_rows(&tx, s->institution_id, id, rows, 3, &err), YUP_OK, &err);
	assert_rc(document_store_load_rows(s->db, s->mem, s->institution_id, id, &loaded, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(loaded[i].line, rows[i].line);
		assert_int_equal(loaded[i].form, rows[i].form);
		assert_string_equal(loaded[i].kind, rows[i].kind);
		assert_string_equal(loaded[i].cells, rows[i].cells);
	}
	assert_rc(document_store_add_rows(&tx, s->institution_id, id + 1, rows, 3, &err),
	    YUP_ENOTFOUND, &err);
}

static void
test_rows_only_once(void **state)
{
	static const struct staged_row row = { 12, 'A', "objective", "1.1.1." };
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	id = add(s, &tx, "forms.txt");
	assert_rc(document_store_add_rows(&tx, s->institution_id, id, &row, 1, &err), YUP_OK, &err);
	assert_rc(document_store_add_rows(&tx, s->institution_id, id, &row, 1, &err), YUP_ECONFLICT,
	    &err);
}

/* ---- Institutions, which stand above -------------------------------------- */

static void
assert_found(struct test_store *s, const char *called, int expected)
{
	struct institution found = { 0 };

	assert_rc(institution_store_find(s->db, s->mem, called, &found, &err), expected, &err);
	if (expected == YUP_OK)
		assert_int_equal(found.id, s->institution_id);
}

static void
test_institutions_by_any_spelling(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution other = { .name = "Autoridad de Playas",
		.acronym = "APL",
		.pack = "test" };
	struct institution found;
	int64_t id, taken;

	assert_found(s, "AUTORIDAD  PLURINACIONAL, de lagos", YUP_OK);
	assert_found(s, "apl", YUP_OK);
	assert_found(s, "Lagos", YUP_ENOTFOUND);

	other.created_at = TEST_NOW;
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &other, &id, &err), YUP_OK, &err);
	assert_found(s, "APL", YUP_ECONFLICT);
	assert_found(s, "autoridad plurinacional de lagos", YUP_OK);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	other.name = "Autoridad de PLAYAS.";
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &other, &taken, &err), YUP_ECONFLICT, &err);
	db_rollback(&tx);
	assert_rc(institution_store_get(s->db, s->mem, id, &found, &err), YUP_OK, &err);
	assert_string_equal(found.name, "Autoridad de Playas");
	assert_string_equal(found.pack, "test");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_found_by_its_bytes),
		STORE_TEST(test_superseded_once_and_restored),
		STORE_TEST(test_rows_as_read),
		STORE_TEST(test_rows_only_once),
		STORE_TEST(test_institutions_by_any_spelling),
	};

	return STORE_RUN(argc, argv, tests);
}
