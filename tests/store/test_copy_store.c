/*
 * test_copy_store.c - an institution goes to another database and is the same.
 *
 * On `sqlite` from file to file; on `postgres` between a file and the server, in
 * both directions.
 */
#include "store/copy_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/document_store.h"
#include "store/follow_up_store.h"
#include "store/institution_store.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/made_up.h"
#include "support/plan_equal.h"
#include "support/store.h"

static struct err err;

/* A document, a plan that took another's place and a follow-up. */
static void
fill(struct test_store *s, struct db *db, int64_t institution_id, const struct pack *pack)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct document document = { .kind = "form_text",
		.name = "ñ.txt",
		.imported_at = TEST_NOW };
	struct plan *plan = made_up_plan(s->mem, pack);
	struct follow_up *fu = made_up_follow_up(s->mem, pack);
	int64_t ids[2] = { 0 }, id;

	memset(document.sha256, 0xFE, sizeof(document.sha256));
	assert_rc(db_begin(db, &tx, &err), YUP_OK, &err);
	assert_rc(document_store_add(&tx, institution_id, &document, &ids[0], &err), YUP_OK, &err);
	for (int i = 0; i < 2; i++)
		assert_rc(plan_store_replace(&tx, institution_id, plan, ids, TEST_NOW, &id, &err),
		    YUP_OK, &err);
	assert_rc(follow_up_store_replace(&tx, institution_id, fu, NULL, TEST_NOW, &id, &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static struct db *
open_new(const char *path)
{
	struct db *db = NULL;

	assert_rc(db_open(path, DB_CREATE, &db, &err), YUP_OK, &err);
	assert_rc(migrate_run(db, migrate_known(), TEST_NOW, &err), YUP_OK, &err);
	return db;
}

static int
copy(struct test_store *s, struct db *from, struct db *to, int64_t institution_id, int64_t *out_id)
{
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	CLEANUP(db_tx_done) struct db_tx writing = { 0 };
	struct table_sum *sums;
	size_t count;
	int rc;

	assert_rc(db_begin_read(from, &reading, &err), YUP_OK, &err);
	assert_rc(db_begin(to, &writing, &err), YUP_OK, &err);
	rc = copy_store_copy(from, &writing, s->mem, institution_id, out_id, &sums, &count, &err);
	return rc == YUP_OK ? db_commit(&writing, &err) : rc;
}

static void
assert_same_plan(struct test_store *s, struct db *db, int64_t institution_id,
    const struct pack *pack)
{
	struct plan_head head;
	struct plan *plan;

	assert_rc(plan_store_find(db, s->mem, institution_id, 2031, 2, &head, &err), YUP_OK, &err);
	assert_rc(plan_store_load(db, s->mem, institution_id, head.id, pack, &plan, &err), YUP_OK,
	    &err);
	assert_plan_equal(made_up_plan(s->mem, pack), plan);
}

/* There, to a database that has another institution, and refused the second time. */
static void
go(struct test_store *s, struct db *from, struct db *to, int64_t institution_id)
{
	const struct pack *pack = made_up_pack(s->mem, 12);
	int64_t id = -7;

	assert_rc(copy(s, from, to, institution_id, &id), YUP_OK, &err);
	assert_same_plan(s, to, id, pack);
	assert_rc(copy(s, from, to, institution_id, &id), YUP_ECONFLICT, &err);
	assert_rc(copy(s, from, to, institution_id + 100, &id), YUP_ENOTFOUND, &err);
}

static void
test_there(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_done)
	struct db *to = open_new(mem_printf(s->mem, "%s/other.db", test_temp_folder()));

	fill(s, s->db, s->institution_id, made_up_pack(s->mem, 12));
	go(s, s->db, to, s->institution_id);
}

/* Back to where there already is another, so the institution's id changes. */
static void
test_and_back(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_done)
	struct db *from = open_new(mem_printf(s->mem, "%s/other.db", test_temp_folder()));
	struct institution it = { 0, "Ministerio de Aguas", "MA", "test", TEST_NOW, "" };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(from, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	fill(s, from, id, made_up_pack(s->mem, 12));
	go(s, from, s->db, id);
}

/* What is changed on the way is seen: a trigger of the target alters a text. */
static void
test_a_difference_is_told(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	CLEANUP(db_done) struct db *to = open_new(path);
	int64_t id = -7;

	store_execute(path,
	    store_on_postgres()
		? "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS "
		  "$$BEGIN NEW.title = NEW.title || '.'; RETURN NEW; END$$;"
		  "CREATE TRIGGER spoil BEFORE INSERT ON node FOR EACH ROW EXECUTE FUNCTION spoil()"
		: "CREATE TRIGGER spoil AFTER INSERT ON node "
		  "BEGIN UPDATE node SET title = title || '.'; END");
	fill(s, s->db, s->institution_id, made_up_pack(s->mem, 12));
	assert_rc(copy(s, s->db, to, s->institution_id, &id), YUP_EIO, &err);
	assert_string_equal(err.key, "copy_differs");
	assert_int_equal(id, -7);
	assert_int_equal(store_count_rows(path, "institution"), 0);
	db_close(to);
	to = NULL;
	store_remove(path);
}

/* ---- Nothing is forgotten ----------------------------------------------------- */

static int
columns_copied(struct db *db, const char *table)
{
	char name[80];

	snprintf(name, sizeof(name), "copy_%s_read", table);
	for (int i = 0; i < QUERY__COUNT; i++)
		if (strcmp(query_texts[i].name, name) == 0)
			return stmt_column_count(db_use(db, (enum query)i));
	return -1;
}

static bool
is_summed(const struct table_sum *sums, size_t count, const char *table)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(sums[i].table, table) == 0)
			return true;
	return false;
}

/* Every table that has an institution's rows, with every column. */
static void
test_every_table_and_column(void **state)
{
	struct test_store *s = *state;
	const char *path = mem_printf(s->mem, "%s/newest.db", test_temp_folder());
	CLEANUP(db_done) struct db *db = open_new(path);
	struct table_sum *sums;
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	size_t count, tables = 0;

	assert_rc(copy_store_sum(db, s->mem, 1, &sums, &count, &err), YUP_OK, &err);
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(h,
		"SELECT m.name, count(*) FROM sqlite_schema m, pragma_table_info(m.name) c "
		"WHERE m.type = 'table' AND m.name <> 'schema_migration' GROUP BY m.name",
		-1, &q, NULL),
	    SQLITE_OK);
	for (; sqlite3_step(q) == SQLITE_ROW; tables++) {
		const char *table = (const char *)sqlite3_column_text(q, 0);

		if (columns_copied(db, table) + 1 != sqlite3_column_int(q, 1) ||
		    !is_summed(sums, count, table))
			fail_msg("table %s is not copied whole: see sql/queries/copy.sql", table);
	}
	assert_int_equal(tables, count);
	sqlite3_finalize(q);
	sqlite3_close(h);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_there),
		STORE_TEST(test_and_back),
		STORE_TEST(test_a_difference_is_told),
		STORE_TEST(test_every_table_and_column),
	};

	return STORE_RUN(argc, argv, tests);
}
