/*
 * test_backup.c - everything goes into a backup and comes back, on either engine
 * from either; what was cut, altered or is of another program is refused.
 */
#include "app/backup.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/log.h"
#include "app/synth.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/sealed_file.h"
#include "store/backup_values.h"
#include "store/copy_store.h"
#include "store/file_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/store.h"

#define MARK "yupana.backup/1"

static struct err err;

static const char *
place(struct test_store *s, const char *name)
{
	static const char *folder;

	if (folder == NULL)
		folder = test_temp_folder();
	return mem_printf(s->mem, "%s/%s", folder, name);
}

struct text {
	const char *bytes;
	size_t at, length;
};

static int
text_read(void *context, void *out, size_t room, size_t *out_size, struct err *e)
{
	struct text *t = context;

	(void)e;
	*out_size = t->length - t->at < room ? t->length - t->at : room;
	memcpy(out, t->bytes + t->at, *out_size);
	t->at += *out_size;
	return YUP_OK;
}

static int
text_rewind(void *context, struct err *e)
{
	struct text *t = context;

	(void)e;
	t->at = 0;
	return YUP_OK;
}

static void
attach(struct test_store *s, size_t length)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = operator_app(s);
	struct text text = { .bytes = mem_alloc(s->mem, length + 1), .length = length };
	struct file_source source = { text_read, text_rewind, &text };
	struct audit what = { .institution_id = s->institution_id, .action = "file.add" };
	struct stored_file file;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(file_store_put(&tx, s->institution_id, &source, 10000000, TEST_NOW, &file, &err),
	    YUP_OK, &err);
	assert_rc(audit_done(&tx, &app, &what, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

/* Three made-up institutions, files of none, one and many pieces, and logs. */
static void
fill(struct test_store *s)
{
	struct app app = operator_app(s);
	struct app_synth_request request = { .institutions = 3,
		.seed = 7,
		.mistakes = 50,
		.year = 2031 };
	struct app_synth_made made;
	struct app_checkpointed done;

	assert_rc(app_synth(&app, &request, &made, &err), YUP_OK, &err);
	attach(s, 0);
	attach(s, 1000);
	attach(s, 700000);
	assert_rc(app_log_checkpoint(&app, s->mem, NULL, place(s, "log.key"), &done, &err), YUP_OK,
	    &err);
}

static const char *
backup(struct test_store *s, const char *institution, struct app_backup *out)
{
	struct app app = operator_app(s);
	const char *path = place(s, "all.backup");

	assert_rc(app_backup(&app, s->mem, institution, path, out, &err), YUP_OK, &err);
	return path;
}

static int
restore(struct test_store *s, const char *path, const char *to, struct app_backup *out)
{
	CLEANUP(app_close) struct app app = { .now = operator_now, .by = &actor_operator };

	return app_restore(&app, s->mem, path, to, out, &err);
}

static void
assert_same_sums(struct test_store *s, const char *to, int64_t institution_id)
{
	CLEANUP(app_close) struct app there = operator_open(to, APP_READONLY);
	struct table_sum *ours, *theirs;
	size_t count;

	assert_rc(copy_store_sum(s->db, s->mem, institution_id, &ours, &count, &err), YUP_OK, &err);
	assert_rc(copy_store_sum(there.db, s->mem, institution_id, &theirs, &count, &err), YUP_OK,
	    &err);
	for (size_t i = 0; i < count; i++)
		if (!table_sum_same(&ours[i], &theirs[i]))
			fail_msg("%s of institution %lld", ours[i].table,
			    (long long)institution_id);
}

static void
assert_logs_whole(struct test_store *s, const char *to, uint64_t records)
{
	CLEANUP(app_close) struct app there = operator_open(to, APP_READONLY);
	struct app_log_verified v;

	assert_rc(app_log_verify(&there, s->mem, NULL, NULL, &v, &err), YUP_OK, &err);
	assert_int_equal(v.broken, 0);
	assert_int_equal(v.records, records);
}

/* To the same engine and to a file; ids, logs and files stay. */
static void
test_there_and_back(void **state)
{
	struct test_store *s = *state;
	const char *to[] = { store_new_path(s->mem), place(s, "back.db") };
	struct app_backup made, checked, restored;
	const char *path;

	fill(s);
	path = backup(s, NULL, &made);
	assert_int_equal(made.content.count, 5); /* four institutions and what is of none */
	assert_int_equal(made.content.parts[1].files, 3);
	assert_int_equal(made.broken, 0);
	assert_rc(app_backup_check(s->mem, path, &checked, &err), YUP_OK, &err);
	assert_string_equal(made.sha256, checked.sha256);
	for (int i = 0; i < 2; i++) {
		uint64_t records = 1; /* that it was restored */

		assert_rc(restore(s, path, to[i], &restored), YUP_OK, &err);
		assert_int_equal(restored.content.rows, made.content.rows);
		for (size_t k = 1; k < made.content.count; k++)
			assert_same_sums(s, to[i], made.content.parts[k].institution_id);
		for (size_t k = 0; k < made.content.count; k++)
			records += (uint64_t)made.content.parts[k].log.seq;
		assert_logs_whole(s, to[i], records);
		assert_rc(restore(s, path, to[i], &restored), YUP_ECONFLICT, &err);
		assert_string_equal(err.key, "restore_not_empty");
		assert_logs_whole(s, to[i], records + 1); /* that it was refused */
	}
	store_remove(to[0]);
}

/* What is made next does not take the id of what was restored. */
static void
test_ids_go_on(void **state)
{
	struct test_store *s = *state;
	const char *to = store_new_path(s->mem);
	struct app_backup made;
	struct institution *list;
	size_t count;

	fill(s);
	assert_rc(restore(s, backup(s, "APL", &made), to, &made), YUP_OK, &err);
	{
		CLEANUP(app_close) struct app there = operator_open(to, 0);

		assert_rc(app_init(&there, "Otra", "O", &err), YUP_OK, &err);
		assert_rc(app_institutions(&there, s->mem, NULL, &list, &count, &err), YUP_OK,
		    &err);
	}
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, s->institution_id);
	assert_int_equal(list[1].id, s->institution_id + 1);
	store_remove(to);
}

/* Writers go on while it is made: what is in it is of one moment. */
static void
test_while_others_write(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_close) struct app other = operator_open(s->path, APP_READONLY);
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	CLEANUP(sealed_writer_done) struct sealed_writer *file = NULL;
	struct table_sum *sums;
	size_t count;

	fill(s);
	assert_rc(db_begin_read(other.db, &reading, &err), YUP_OK, &err);
	assert_rc(copy_store_sum(other.db, s->mem, s->institution_id, &sums, &count, &err), YUP_OK,
	    &err);
	attach(s, 5000); /* waits for nobody */
	assert_int_equal(store_count_rows(s->path, "file"), 4);
	assert_rc(copy_store_sum(other.db, s->mem, s->institution_id, &sums, &count, &err), YUP_OK,
	    &err);
	for (size_t i = 0; i < count; i++)
		if (strcmp(sums[i].table, "file") == 0)
			assert_int_equal(sums[i].rows, 3);
}

/* A log that was broken goes along as it is: it is evidence. */
static void
test_a_broken_log_goes_along(void **state)
{
	struct test_store *s = *state;
	const char *to = place(s, "broken.db");
	struct app_backup made, restored;

	fill(s);
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_no_update");
	store_execute(s->path, "UPDATE log SET detail = 'x' WHERE institution_id = 1 AND seq = 2");
	(void)backup(s, NULL, &made);
	assert_int_equal(made.broken, 1);
	assert_int_equal(made.content.parts[1].log.fault, LOG_FAULT_HASH);
	assert_int_equal(made.content.parts[1].log.fault_seq, 2);
	assert_rc(restore(s, place(s, "all.backup"), to, &restored), YUP_OK, &err);
	assert_int_equal(restored.broken, 1);
}

/* ---- What is refused --------------------------------------------------------- */

/* Write `from` again, whole and well sealed, with a record changed, added or left out. */
enum tamper { TAKE_OUT, TURN, TWICE };

static void
tamper(const char *from, const char *to, char kind, unsigned nth, enum tamper how)
{
	CLEANUP(sealed_reader_done) struct sealed_reader *r = NULL;
	CLEANUP(sealed_writer_done) struct sealed_writer *w = NULL;
	uint8_t seal[SEALED_HASH_SIZE];
	uint64_t size;
	const char *bytes;
	size_t length;
	char its;

	assert_rc(sealed_open(from, MARK, &r, &err), YUP_OK, &err);
	assert_rc(sealed_create(to, MARK, &w, &err), YUP_OK, &err);
	while (sealed_next(r, &its, &bytes, &length, &err) > 0) {
		bool it = its == kind && nth-- == 0;
		char *copy = malloc(length + 1);

		memcpy(copy, bytes, length);
		if (it && how == TURN)
			copy[length - 1] ^= 1;
		for (int i = 0; i < (it && how == TAKE_OUT ? 0 : it && how == TWICE ? 2 : 1); i++)
			assert_rc(sealed_put(w, its, copy, length, &err), YUP_OK, &err);
		free(copy);
	}
	assert_rc(sealed_end(w, seal, &size, &err), YUP_OK, &err);
}

static void
test_tampered(void **state)
{
	static const struct {
		char kind;
		unsigned nth;
		enum tamper how;
		const char *key;
	} CASES[] = {
		{ 'H', 0, TAKE_OUT, "backup_damaged" },
		{ 'H', 0, TWICE, "backup_damaged" },
		{ 'M', 1, TAKE_OUT, "backup_damaged" },
		{ 'M', 1, TURN, "backup_other" },
		{ 'M', 4, TWICE, "backup_damaged" },
		{ 'I', 1, TAKE_OUT, "backup_damaged" },
		{ 'I', 1, TWICE, "backup_damaged" },
		{ 'T', 3, TAKE_OUT, "backup_damaged" },
		{ 'T', 3, TURN, "backup_damaged" },
		{ 'R', 40, TAKE_OUT, "backup_damaged" },
		{ 'R', 40, TURN, "backup_damaged" },
		{ 'R', 40, TWICE, "backup_damaged" },
		{ 'E', 3, TAKE_OUT, "backup_damaged" },
		{ 'E', 3, TURN, "backup_damaged" },
		{ 'Z', 0, TAKE_OUT, "backup_damaged" },
		{ 'Z', 0, TURN, "backup_damaged" },
		{ 'Z', 0, TWICE, "backup_damaged" },
	};
	struct test_store *s = *state;
	const char *changed = place(s, "changed.backup"), *to = place(s, "never.db");
	struct app_backup made;
	const char *path;

	fill(s);
	path = backup(s, NULL, &made);
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		tamper(path, changed, CASES[i].kind, CASES[i].nth, CASES[i].how);
		if (app_backup_check(s->mem, changed, &made, &err) != YUP_EINVALID ||
		    strcmp(err.key, CASES[i].key) != 0)
			fail_msg("%c %u: %s", CASES[i].kind, CASES[i].nth, err.message);
		assert_rc(restore(s, changed, to, &made), YUP_EINVALID, &err);
		assert_string_equal(err.file, changed);
	}
	assert_false(test_file_exists(to)); /* nothing was made */
}

/* A heading that says it has more, or fewer, schema changes than this program knows. */
static void
put_heading(const char *path, int64_t changes)
{
	CLEANUP(sealed_writer_done) struct sealed_writer *w = NULL;
	CLEANUP(str_done) struct str s = { 0 };
	struct db_value values[] = { { DB_TEXT, 0, "9.9.9", 5 }, { DB_TEXT, 0, TEST_NOW, 20 },
		{ .kind = DB_INT, .number = changes } };
	uint8_t seal[SEALED_HASH_SIZE];
	uint64_t size;

	values_put(&s, values, 3);
	assert_rc(sealed_create(path, MARK, &w, &err), YUP_OK, &err);
	assert_rc(sealed_put(w, 'H', s.text, s.length, &err), YUP_OK, &err);
	assert_rc(sealed_end(w, seal, &size, &err), YUP_OK, &err);
}

static void
test_other_versions(void **state)
{
	struct test_store *s = *state;
	const char *path = place(s, "version.backup");
	int64_t known = (int64_t)migrate_known().count;
	struct app_backup made;

	put_heading(path, known + 1);
	assert_rc(app_backup_check(s->mem, path, &made, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "backup_newer");
	put_heading(path, known - 1);
	assert_rc(app_backup_check(s->mem, path, &made, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "backup_older");
	put_heading(path, known);
	assert_rc(app_backup_check(s->mem, path, &made, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "backup_damaged"); /* and nothing more */
}

static void
test_who_may(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct app_backup made;

	app.by = NULL;
	assert_rc(app_backup(&app, s->mem, NULL, place(s, "no.backup"), &made, &err), YUP_EDENIED,
	    &err);
	assert_false(test_file_exists(place(s, "no.backup")));
	app.db = NULL;
	assert_rc(app_restore(&app, s->mem, "no.backup", place(s, "no.db"), &made, &err),
	    YUP_EDENIED, &err);
}

/* ---- Nothing is forgotten ------------------------------------------------------ */

struct tables {
	struct mem *mem;
	const char *names[200];
	size_t count;
};

static int
note_table(void *context, char kind, const char *bytes, size_t length, struct err *e)
{
	struct tables *t = context;
	struct db_value values[COPY_COLUMNS_MAX];
	size_t count;

	(void)e;
	assert_true(values_read(bytes, length, values, COPY_COLUMNS_MAX, &count));
	if (kind == 'T' && t->count < 200)
		t->names[t->count++] = mem_strndup(t->mem, values[0].bytes, values[0].size);
	return YUP_OK;
}

/* Every table of the schema, but the record of its changes, which the heading has. */
static void
test_every_table(void **state)
{
	struct test_store *s = *state;
	const char *path = place(s, "newest.db");
	CLEANUP(app_close) struct app newest = operator_open(path, APP_CREATE);
	struct tables tables = { .mem = s->mem };
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	size_t there = 0;

	assert_rc(backup_store_write(newest.db, BACKUP_EVERY, TEST_NOW, note_table, &tables, &err),
	    YUP_OK, &err);
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(h,
			     "SELECT name FROM sqlite_schema WHERE type = 'table' "
			     "AND name <> 'schema_migration'",
			     -1, &q, NULL),
	    SQLITE_OK);
	for (; sqlite3_step(q) == SQLITE_ROW; there++) {
		const char *name = (const char *)sqlite3_column_text(q, 0);
		bool found = false;

		for (size_t i = 0; i < tables.count; i++)
			found = found || strcmp(tables.names[i], name) == 0;
		if (!found)
			fail_msg("table %s is not backed up: see TABLES of src/store/copy_store.c",
			    name);
	}
	assert_int_equal(there, tables.count);
	sqlite3_finalize(q);
	sqlite3_close(h);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_there_and_back),
		STORE_TEST(test_ids_go_on),
		STORE_TEST(test_while_others_write),
		STORE_TEST(test_a_broken_log_goes_along),
		STORE_TEST(test_tampered),
		STORE_TEST(test_other_versions),
		STORE_TEST(test_who_may),
		STORE_TEST(test_every_table),
	};

	return STORE_RUN(argc, argv, tests);
}
