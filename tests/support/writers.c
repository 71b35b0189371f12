/* writers.c - see writers.h. */
#include "support/writers.h"

#include <inttypes.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/log.h"
#include "base/mem.h"
#include "io/hash.h"
#include "store/file_store.h"
#include "store/log_store.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/store.h"

#define ACTION "test.change"

/* ---- One change ------------------------------------------------------------ */

/* The file of a change: mostly short, some of several pieces. */
struct content {
	uint64_t number;
	size_t at, size;
};

static size_t
size_of(uint64_t number)
{
	return number % 40 == 7 ? 2 * FILE_PIECE_SIZE + 100 : 500 + number % 1000;
}

static int
content_read(void *context, void *bytes, size_t room, size_t *out_size, struct err *err)
{
	struct content *c = context;
	unsigned char *to = bytes;
	size_t n = 0;

	(void)err;
	for (; n < room && c->at < c->size; n++, c->at++)
		to[n] = c->at < 8 ? (unsigned char)(c->number >> 8 * c->at)
				  : (unsigned char)(c->number + c->at);
	*out_size = n;
	return YUP_OK;
}

static int
content_rewind(void *context, struct err *err)
{
	(void)err;
	((struct content *)context)->at = 0;
	return YUP_OK;
}

int
writers_make(struct app *app, int64_t institution_id, uint64_t number, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct content content = { number, 0, size_of(number) };
	struct file_source source = { content_read, content_rewind, &content };
	struct stored_file file;
	char subject[32];
	struct audit what = { institution_id, ACTION, subject, "" };
	int rc = db_begin(app->db, &tx, err);

	(void)snprintf(subject, sizeof(subject), "change %" PRIu64, number);
	if (rc == YUP_OK)
		rc = file_store_put(&tx, institution_id, &source, 10000000, TEST_NOW, &file, err);
	if (rc == YUP_OK && !file.is_new)
		return err_refuse(err, YUP_ECONFLICT, "test_made", "%" PRIu64, number);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* ---- Numbers ----------------------------------------------------------------- */

void
marks_init(struct marks *m, size_t room)
{
	m->seen = calloc(room, 1);
	m->room = room;
	if (m->seen == NULL)
		abort();
}

void
marks_done(struct marks *m)
{
	free(m->seen);
	m->seen = NULL;
}

unsigned
marks_add(struct marks *m, uint64_t number)
{
	if (number >= m->room) {
		(void)fprintf(stderr, "writers: no change %" PRIu64 "\n", number);
		exit(2);
	}
	return m->seen[number]++;
}

/* ---- Is it all there? ---------------------------------------------------------- */

/* Every record of a change has its file, whole; `made` counts them. */
static void
check_record(struct app *app, int64_t institution_id, const struct log_record *record,
    struct marks *made)
{
	struct content content;
	struct err err = { 0 };
	uint8_t sha256[FILE_HASH_SIZE];
	unsigned char *bytes;
	size_t size;

	if (strcmp(record->action, ACTION) != 0)
		return;
	content = (struct content){ .number = strtoull(record->subject + 7, NULL, 10) };
	content.size = size_of(content.number);
	if (marks_add(made, content.number) > 0)
		fail_msg("change %" PRIu64 " is there twice", content.number);
	bytes = malloc(content.size);
	if (bytes == NULL)
		abort();
	(void)content_read(&content, bytes, content.size, &size, NULL);
	hash_sha256(bytes, size, sha256);
	free(bytes);
	if (file_store_get(app->db, institution_id, sha256, NULL, NULL, &err) != YUP_OK)
		fail_msg("change %" PRIu64 " is half there: %s", content.number, err.message);
}

static uint64_t
check_records(struct app *app, int64_t institution_id, struct marks *made)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct log_record *list;
	struct err err = { 0 };
	size_t count = 1;
	int64_t after = 0;
	uint64_t changes = 0;

	assert_rc(db_begin_read(app->db, &tx, &err), YUP_OK, &err);
	while (count > 0) {
		mem_reset(mem);
		assert_rc(log_store_list(app->db, mem, institution_id, after, 500, &list, &count,
			      &err),
		    YUP_OK, &err);
		for (size_t i = 0; i < count; i++) {
			check_record(app, institution_id, &list[i], made);
			changes += strcmp(list[i].action, ACTION) == 0;
			after = list[i].seq;
		}
	}
	return changes;
}

static void
check_engine(const char *path)
{
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;

	if (store_on_postgres())
		return;
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(h, "PRAGMA integrity_check", -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(q, 0), "ok");
	sqlite3_finalize(q);
	sqlite3_close(h);
}

uint64_t
writers_check(const char *path, int64_t institution_id, const struct marks *accepted)
{
	CLEANUP(app_close) struct app app = operator_open(path, 0);
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(marks_done) struct marks made;
	struct app_log_verified v;
	struct err err = { 0 };
	uint64_t changes;

	marks_init(&made, accepted->room);
	changes = check_records(&app, institution_id, &made);
	for (size_t i = 0; i < accepted->room; i++)
		if (accepted->seen[i] > 0 && made.seen[i] == 0)
			fail_msg("change %zu was accepted and is lost", i);
	assert_int_equal(store_count_rows(path, "file"), (int64_t)changes);
	assert_rc(app_log_verify(&app, mem, NULL, NULL, &v, &err), YUP_OK, &err);
	assert_int_equal(v.broken, 0);
	check_engine(path);
	return changes;
}

/* ---- Children ------------------------------------------------------------------- */

pid_t
writers_fork(int (*work)(void *context), void *context)
{
	pid_t parent = getpid(), child = fork();

	if (child < 0) {
		perror("fork");
		exit(2);
	}
	if (child > 0)
		return child;
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(2);
	_exit(work(context)); /* not exit(): the parent's files are the parent's to remove */
}

unsigned long
writers_setting(const char *name, unsigned long usual)
{
	const char *text = getenv(name);
	unsigned long value = text != NULL ? strtoul(text, NULL, 10) : 0;

	return value > 0 ? value : usual;
}
