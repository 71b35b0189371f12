/*
 * test_log.c - the log is verified, listed, exported and signed; what somebody
 * with the owner's rights does to it afterwards is told.
 */
#include "app/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/actor.h"
#include "app/audit.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/store.h"
#include "text/log_text.h"

static struct err err;

static const char *
place(struct test_store *s, const char *name)
{
	static const char *folder;

	if (folder == NULL)
		folder = test_temp_folder();
	return mem_printf(s->mem, "%s/%s", folder, name);
}

/* Records in the institution's chain and in the one of no institution. */
static void
do_things(struct test_store *s, size_t count)
{
	struct app app = operator_app(s);
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	for (size_t i = 0; i < count; i++) {
		struct audit what = { .institution_id = i % 3 == 0 ? 0 : s->institution_id,
			.action = i % 2 == 0 ? "plan.change" : "unit.submit",
			.subject = mem_printf(s->mem, "plan %zu node 1", i % 4),
			.detail = "ñ\tó" };

		assert_rc(audit_done(&tx, &app, &what, &err), YUP_OK, &err);
	}
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static void
unguard(struct test_store *s)
{
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete;"
				  "DROP TRIGGER log_in_order");
}

static struct app_log_verified
verify(struct test_store *s, const char *checkpoints)
{
	struct app app = operator_app(s);
	struct app_log_verified out;

	struct app_log_asked asked = { checkpoints, false };

	assert_rc(app_log_verify(&app, s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
	return out;
}

static const char *
checkpoint(struct test_store *s)
{
	struct app app = operator_app(s);
	struct app_checkpointed done;

	assert_rc(app_log_checkpoint(&app, s->mem, NULL, place(s, "log.key"), &done, &err), YUP_OK,
	    &err);
	return done.text;
}

static const char *export(struct test_store *s)
{
	struct app app = operator_app(s);
	const char *path = place(s, "exported.log");
	uint64_t records;

	assert_rc(app_log_export_save(&app, s->mem, NULL, path, &records, &err), YUP_OK, &err);
	return path;
}

static struct app_log_verified
verify_file(struct test_store *s, const char *path, const char *checkpoints)
{
	struct app_log_verified out;

	assert_rc(app_log_verify_file(s->mem, path, checkpoints, &out, &err), YUP_OK, &err);
	return out;
}

/* Exactly one chain is broken, so. */
static void
assert_broken(const struct app_log_verified *v, enum log_fault fault, int64_t seq)
{
	assert_int_equal(v->broken, 1);
	for (size_t i = 0; i < v->count; i++) {
		const struct log_walk *w = &v->chains[i].walk;

		if (w->fault == LOG_FAULT_NONE)
			continue;
		if (w->fault != fault || w->fault_seq != seq)
			fail_msg("%s at %lld instead of %s at %lld", log_fault_key(w->fault),
			    (long long)w->fault_seq, log_fault_key(fault), (long long)seq);
	}
}

static void
test_whole(void **state)
{
	struct test_store *s = *state;
	struct app_log_verified v = verify(s, NULL);
	const char *text, *path;
	struct stat st;

	assert_broken(&v, LOG_FAULT_ABSENT, 1); /* nothing of an institution that is there */
	do_things(s, 30);
	v = verify(s, NULL);
	assert_int_equal(v.count, 2);
	assert_int_equal(v.records, 30);
	assert_int_equal(v.broken, 0);
	assert_string_equal(v.chains[1].last_at, TEST_NOW);
	text = checkpoint(s);
	do_things(s, 6);
	v = verify(s, text);
	assert_int_equal(v.broken, 0);
	assert_int_equal(v.chains[0].checkpoints, 1); /* kept here and there: the same one */
	path = export(s);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	v = verify_file(s, path, text);
	assert_int_equal(v.count, 2);
	assert_int_equal(v.records, 30 + 2 + 6 + 2); /* signed and exported are in it */
	assert_int_equal(v.broken, 0);
}

/* An end cut off is whole by itself; who keeps a checkpoint sees it. */
static void
test_a_cut_end(void **state)
{
	struct test_store *s = *state;
	const char *text;
	struct app_log_verified v;

	do_things(s, 30); /* 20 of the institution's */
	text = checkpoint(s);
	unguard(s);
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log_checkpoint DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_checkpoint_no_delete");
	store_execute(s->path, "DELETE FROM log WHERE institution_id = 1 AND seq > 15");
	v = verify(s, NULL); /* the one kept beside it tells too */
	assert_broken(&v, LOG_FAULT_CUT, 16);
	store_execute(s->path, "DELETE FROM log_checkpoint");
	v = verify(s, NULL);
	assert_int_equal(v.broken, 0);
	v = verify(s, text);
	assert_broken(&v, LOG_FAULT_CUT, 16);
	v = verify_file(s, export(s), text);
	assert_broken(&v, LOG_FAULT_CUT, 17); /* the export itself is record 16 */
}

/* Everything from a place on is written anew, hashes and all. */
static void
test_a_rewritten_end(void **state)
{
	struct test_store *s = *state;
	const char *text;
	struct app_log_verified v;

	do_things(s, 30);
	text = checkpoint(s);
	unguard(s);
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log_checkpoint DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_checkpoint_no_delete");
	store_execute(s->path, "DELETE FROM log WHERE institution_id = 1 AND seq > 10");
	store_execute(s->path, "DELETE FROM log_checkpoint");
	do_things(s, 30);
	v = verify(s, NULL);
	assert_int_equal(v.broken, 0);
	v = verify(s, text);
	assert_broken(&v, LOG_FAULT_REWRITTEN, 21);
	v = verify_file(s, export(s), text);
	assert_broken(&v, LOG_FAULT_REWRITTEN, 21);
}

static void
test_false_checkpoints(void **state)
{
	struct test_store *s = *state;
	struct app_log_verified v;
	char *text, *at;

	do_things(s, 2);
	text = mem_strdup(s->mem, checkpoint(s));
	at = strstr(strstr(text, "firma ") + 1, "\n") - 1;
	*at = *at == '0' ? '1' : '0';
	v = verify(s, text);
	assert_broken(&v, LOG_FAULT_SIGNATURE, 2);
	text = mem_strdup(s->mem, checkpoint(s));
	at = strstr(text, "cadena       ") + strlen("cadena       ");
	*at = *at == '0' ? '1' : '0';
	v = verify(s, text);
	assert_broken(&v, LOG_FAULT_UNKNOWN, 3);
	v = verify_file(s, export(s), text);
	assert_broken(&v, LOG_FAULT_UNKNOWN, 3);
}

static void
test_a_broken_one_is_not_signed(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct app_checkpointed done;
	struct app_log_verified v;

	do_things(s, 30);
	unguard(s);
	store_execute(s->path,
	    "UPDATE log SET actor = 'user 1' WHERE institution_id = 1 AND seq = 9");
	v = verify(s, NULL);
	assert_broken(&v, LOG_FAULT_HASH, 9);
	assert_rc(app_log_checkpoint(&app, s->mem, NULL, place(s, "log.key"), &done, &err),
	    YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "log_broken");
	v = verify_file(s, export(s), NULL); /* it is evidence: it goes out as it is */
	assert_broken(&v, LOG_FAULT_HASH, 9);
}

/* Everything is taken away: the institution is still there to ask for its chain. */
static void
test_a_log_wiped(void **state)
{
	struct test_store *s = *state;
	struct app_log_verified v;

	do_things(s, 30);
	v = verify(s, NULL);
	assert_int_equal(v.broken, 0);
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log DISABLE TRIGGER ALL;"
				  "ALTER TABLE log_chain DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_no_delete; DROP TRIGGER log_chain_no_delete");
	store_execute(s->path, "DELETE FROM log WHERE institution_id = 1");
	v = verify(s, NULL);
	assert_broken(&v, LOG_FAULT_GAP, 1); /* begun, and empty */
	store_execute(s->path, "DELETE FROM log; DELETE FROM log_chain");
	v = verify(s, NULL);
	assert_broken(&v, LOG_FAULT_ABSENT, 1);
}

/* A database older than the log: who brings it up to date begins every chain. */
static void
assert_begins_chains(struct test_store *s, bool by_migrate)
{
	struct migration_list first = { migrate_known().items, 1 };
	struct app app = operator_app(s);
	struct app_migrated done;
	struct app_log_verified v;
	struct app_log_line *lines;
	struct app_log_filter all = { .limit = 9 };
	size_t count;
	const char *path = store_new_path(s->mem);
	struct db *db = NULL;

	assert_rc(db_open(path, DB_CREATE, &db, &err), YUP_OK, &err);
	assert_rc(migrate_run(db, first, TEST_NOW, &err), YUP_OK, &err);
	db_close(db);
	store_execute(path,
	    "INSERT INTO institution (name, name_key, acronym, acronym_key, pack, created_at) "
	    "VALUES ('Uno', 'uno', 'U', 'u', 'bo-rs225557', '2030-01-31T08:00:00Z'), "
	    "('Dos', 'dos', 'D', 'd', 'bo-rs225557', '2030-01-31T08:00:00Z')");
	app.db = NULL;
	if (by_migrate)
		assert_rc(app_migrate(&app, s->mem, path, &done, &err), YUP_OK, &err);
	else
		assert_rc(app_open(&app, path, APP_CREATE, &err), YUP_OK, &err);
	assert_rc(app_log_verify(&app, s->mem, NULL, NULL, &v, &err), YUP_OK, &err);
	assert_int_equal(v.broken, 0);
	assert_int_equal(v.count, by_migrate ? 3 : 2);
	assert_rc(app_log_list(&app, s->mem, &all, &lines, &count, &err), YUP_OK, &err);
	assert_string_equal(lines[count - 1].record.action, "log.begin");
	app_close(&app);
	store_remove(path);
}

static void
test_older_databases_begin_theirs(void **state)
{
	assert_begins_chains(*state, true);
	assert_begins_chains(*state, false);
}

static void
assert_schema(struct test_store *s, const char *name, enum schema_fault fault)
{
	struct app_log_verified v = verify(s, NULL);

	for (size_t i = 0; i < v.schema_count; i++)
		if (strcmp(v.schema[i].name, name) == 0) {
			assert_int_equal(v.schema[i].fault, fault);
			return;
		}
	fail_msg("%s is not told", name);
}

/* Guards taken away, others put in their place: told, and by their names. */
static void
test_the_schema(void **state)
{
	struct test_store *s = *state;
	bool server = store_on_postgres();
	struct app app = operator_app(s);
	struct app_migrated done;

	do_things(s, 2);
	assert_int_equal(verify(s, NULL).schema_count, 0);
	store_execute(s->path, "CREATE TABLE spare (a INTEGER); CREATE VIEW seen AS SELECT 1 AS a");
	assert_schema(s, "spare", SCHEMA_FOREIGN);
	assert_schema(s, "seen", SCHEMA_FOREIGN);
	store_execute(s->path,
	    server ? "ALTER TABLE log DISABLE TRIGGER log_in_order"
		   : "DROP TRIGGER log_in_order; CREATE TRIGGER log_in_order "
		     "BEFORE INSERT ON log BEGIN SELECT 1; END");
	assert_schema(s, "log_in_order", SCHEMA_OTHER);
	store_execute(s->path,
	    server ? "DROP TRIGGER log_no_alteration ON log" : "DROP TRIGGER log_no_delete");
	assert_schema(s, server ? "log_no_alteration" : "log_no_delete", SCHEMA_MISSING);
	store_execute(s->path,
	    server ? "CREATE OR REPLACE FUNCTION refuse_alteration() RETURNS trigger "
		     "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
		   : "DROP INDEX change_cell_by_node; "
		     "CREATE INDEX change_cell_by_node ON change_cell (node)");
	assert_schema(s, server ? "refuse_alteration" : "change_cell_by_node", SCHEMA_OTHER);
	app.db = NULL;
	assert_rc(app_migrate(&app, s->mem, s->path, &done, &err), YUP_OK, &err);
	assert_int_equal(done.applied_count, 0);
	assert_int_equal(done.schema_count, 5);
	app_close(&app);
}

/* ---- Files that somebody touched -------------------------------------------- */

static struct app_log_verified
verify_changed(struct test_store *s, const char *bytes, size_t size)
{
	const char *path = place(s, "changed.log");

	test_file_write(path, bytes, size);
	return verify_file(s, path, NULL);
}

static void
test_files_touched(void **state)
{
	struct test_store *s = *state;
	struct app_log_verified v;
	size_t size;
	char *bytes, *line, *end, *copy;

	do_things(s, 30);
	bytes = test_file_read(export(s), &size);
	v = verify_changed(s, bytes, size - 1); /* the last line is not whole */
	assert_broken(&v, LOG_FAULT_LINE, 21);
	line = strchr(bytes, '\n') + 1;
	end = strchr(line, '\n') + 1;
	copy = mem_printf(s->mem, "%.*s%s", (int)(line - bytes), bytes, end);
	v = verify_changed(s, copy, strlen(copy));
	assert_broken(&v, LOG_FAULT_GAP, 3);
	copy = mem_printf(s->mem, "%.*s%.*s%s", (int)(end - bytes), bytes, (int)(end - line), line,
	    end);
	v = verify_changed(s, copy, strlen(copy));
	assert_broken(&v, LOG_FAULT_ORDER, 2);
	copy = mem_printf(s->mem, "%s%.*s", bytes, (int)(line - bytes), bytes);
	v = verify_changed(s, copy, strlen(copy));
	assert_broken(&v, LOG_FAULT_CHAIN, 1);
	copy = mem_printf(s->mem, "%.*shello\n%s", (int)(line - bytes), bytes, line);
	v = verify_changed(s, copy, strlen(copy));
	assert_broken(&v, LOG_FAULT_LINE, 2);
	copy = mem_strdup(s->mem, bytes);
	end = copy + strcspn(copy, "\n") - 1; /* of a hash */
	*end = *end == '0' ? '1' : '0';
	v = verify_changed(s, copy, strlen(copy));
	assert_broken(&v, LOG_FAULT_HASH, 1);
	free(bytes);
}

static void
test_files_of_something_else(void **state)
{
	struct test_store *s = *state;
	struct app_log_verified v;
	const char *path = place(s, "plan.txt");

	test_file_write(path, "Plan\n", 5);
	assert_rc(app_log_verify_file(s->mem, path, NULL, &v, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "log_foreign");
	test_file_write(path, "", 0);
	assert_rc(app_log_verify_file(s->mem, path, NULL, &v, &err), YUP_EINVALID, &err);
	assert_rc(app_log_verify_file(s->mem, place(s, "none"), NULL, &v, &err), YUP_ENOTFOUND,
	    &err);
}

/* ---- Listing and permission --------------------------------------------------- */

static size_t
list(struct test_store *s, const struct app_log_filter *filter, struct app_log_line **out)
{
	struct app app = operator_app(s);
	size_t count = 0;

	assert_rc(app_log_list(&app, s->mem, filter, out, &count, &err), YUP_OK, &err);
	return count;
}

static void
test_listed(void **state)
{
	struct test_store *s = *state;
	struct app_log_line *lines;
	struct app_log_filter all = { .limit = 100 }, f;

	do_things(s, 30);
	assert_int_equal(list(s, &all, &lines), 30);
	f = (struct app_log_filter){ .institution = "APL", .limit = 7 };
	assert_int_equal(list(s, &f, &lines), 7);
	assert_int_equal(lines[0].record.seq, 20);
	f.before = lines[6].record.seq;
	assert_int_equal(list(s, &f, &lines), 7);
	assert_int_equal(lines[0].record.seq, 13);
	f = (struct app_log_filter){ .action = "plan", .limit = 100 };
	assert_int_equal(list(s, &f, &lines), 15);
	f.action = "pla";
	assert_int_equal(list(s, &f, &lines), 0);
	f = (struct app_log_filter){ .subject = "plan 1", .limit = 100 };
	assert_int_equal(list(s, &f, &lines), 8);
	f = (struct app_log_filter){ .from = "2031-01-31", .to = "2031-01-31", .limit = 100 };
	assert_int_equal(list(s, &f, &lines), 30);
	f.to = "2031-01-30";
	assert_int_equal(list(s, &f, &lines), 0);
	f = (struct app_log_filter){ .from = "2031-02", .limit = 100 };
	assert_int_equal(list(s, &f, &lines), 0);
	f = (struct app_log_filter){ .actor = "operator", .outcome = "done", .limit = 100 };
	assert_int_equal(list(s, &f, &lines), 30);
	f.outcome = "refused";
	assert_int_equal(list(s, &f, &lines), 0);
	f.actor = "user 1";
	assert_int_equal(list(s, &f, &lines), 0);
}

static void
test_who_may(void **state)
{
	struct test_store *s = *state;
	struct actor_grant grant = { .role = ROLE_DRAFTER, .whole = true };
	struct actor somebody = { .kind = ACTOR_USER,
		.institution_id = s->institution_id,
		.user_id = 5,
		.name = "Ana",
		.grants = &grant,
		.grant_count = 1 };
	struct app app = operator_app(s);
	struct app_log_filter filter = { .limit = 10 };
	struct app_log_line *lines;
	struct app_log_verified v;
	struct app_checkpointed done;
	size_t count;

	do_things(s, 6);
	app.by = &somebody;
	assert_rc(app_log_list(&app, s->mem, &filter, &lines, &count, &err), YUP_EDENIED, &err);
	assert_rc(app_log_verify(&app, s->mem, NULL, NULL, &v, &err), YUP_EDENIED, &err);
	assert_rc(app_log_checkpoint(&app, s->mem, NULL, place(s, "x.key"), &done, &err),
	    YUP_EDENIED, &err);
	assert_false(test_file_exists(place(s, "x.key")));
	grant.role = ROLE_AUDITOR;
	assert_rc(app_log_list(&app, s->mem, &filter, &lines, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 4 + 3); /* its own chain and the refusals; not the other one */
	assert_string_equal(lines[0].record.outcome, "refused");
	assert_rc(app_log_verify(&app, s->mem, NULL, NULL, &v, &err), YUP_OK, &err);
	assert_int_equal(v.count, 1);
}

/* Every fault has its words. */
static void
test_faults_in_words(void **state)
{
	size_t count = 0;

	(void)state;
	for (; log_text_faults[count] != NULL; count++) {
		CLEANUP(str_done) struct str s = { 0 };

		assert_string_equal(log_text_faults[count],
		    log_fault_key((enum log_fault)(count + 1)));
		log_text_put_fault(&s, log_text_faults[count], 41);
		assert_non_null(strstr(s.text, "41"));
	}
	assert_int_equal(count + 1, LOG_FAULT__COUNT);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_whole),
		STORE_TEST(test_a_log_wiped),
		STORE_TEST(test_the_schema),
		STORE_TEST(test_older_databases_begin_theirs),
		STORE_TEST(test_a_cut_end),
		STORE_TEST(test_a_rewritten_end),
		STORE_TEST(test_false_checkpoints),
		STORE_TEST(test_a_broken_one_is_not_signed),
		STORE_TEST(test_files_touched),
		STORE_TEST(test_files_of_something_else),
		STORE_TEST(test_listed),
		STORE_TEST(test_who_may),
		cmocka_unit_test(test_faults_in_words),
	};

	return STORE_RUN(argc, argv, tests);
}
