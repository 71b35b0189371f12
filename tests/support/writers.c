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

#include "app/actor.h"
#include "app/edit.h"
#include "app/log.h"
#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/change_store.h"
#include "store/log_store.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/logged_plan.h"
#include "support/operator.h"
#include "support/store.h"

enum { PAGE = 500 };

/* ---- The plan -------------------------------------------------------------- */

static void
save_plan(struct test_store *s, size_t activities, struct writing *w)
{
	struct synth options = { .seed = 1, .activities = activities, .year = 2027 };
	struct plan *plan = NULL;

	w->plan_id = logged_plan_save(s, &options, &plan);
	for (uint32_t i = 0; i < plan->node_count && w->row_count < WRITERS_ROWS_MAX; i++)
		if (plan->nodes[i].level == 2)
			w->rows[w->row_count++] = i;
}

void
writers_begin(struct test_store *s, size_t activities, struct writing *out)
{
	*out = (struct writing){ .path = s->path, .institution_id = s->institution_id };
	save_plan(s, activities, out);
	assert_true(out->row_count > 0);
	db_close(s->db);
	s->db = NULL;
}

/* ---- One program ------------------------------------------------------------- */

void
writer_tools_done(struct writer_tools *tools)
{
	app_plans_done(&tools->plans);
	app_close(&tools->app);
}

int
writers_look(struct writer_tools *tools, const struct writing *w, struct err *err)
{
	const struct plan_live *live = NULL;
	int rc = YUP_OK;

	tools->app.now = operator_now;
	tools->app.by = &actor_operator;
	if (tools->app.db == NULL)
		rc = app_open(&tools->app, w->path, 0, err);
	if (rc == YUP_OK)
		rc = app_plan_live(&tools->app, &tools->plans, w->institution_id, w->plan_id, &live,
		    err);
	if (rc == YUP_OK)
		tools->seen = plan_live_plan(live)->revision;
	return rc;
}

static uint32_t
row_of(const struct writing *w, uint64_t number)
{
	return w->rows[number % w->row_count];
}

int
writers_make(struct writer_tools *tools, const struct writing *w, uint64_t number, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct typed_cell typed = { FIELD_INDICATOR, 0,
		mem_printf(mem, "Indicador %" PRIu64, number) };
	struct app_edit_request request = { .institution_id = w->institution_id,
		.plan_id = w->plan_id,
		.kind = CHANGE_CELLS,
		.node = row_of(w, number),
		.seen = tools->seen,
		.typed = &typed,
		.typed_count = 1 };
	struct app_edited edited;
	int rc;

	request.why = mem_printf(mem, "change %" PRIu64, number);
	rc = app_edit(&tools->app, &tools->plans, mem, &request, &edited, err);
	if (rc == YUP_OK)
		tools->seen = edited.revision;
	return rc;
}

/* "change 17"; false for what others did. */
static bool
number_of(const struct change *change, uint64_t *out)
{
	return sscanf(change->why, "change %" SCNu64, out) == 1;
}

int
writers_was_made(struct writer_tools *tools, const struct writing *w, uint64_t number, bool *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct change *changes = NULL;
	size_t count = 0;
	uint64_t other;
	int rc = change_store_list_of_node(tools->app.db, mem, w->institution_id, w->plan_id,
	    row_of(w, number), 0, &changes, &count, err);

	*out = false;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		*out = *out || (number_of(&changes[i], &other) && other == number);
	return rc;
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

struct checking {
	struct app app;
	const struct writing *w;
	struct marks made;
	uint64_t changes;
	uint64_t last[WRITERS_ROWS_MAX]; /* the change each row was left by, + 1; 0 none */
	struct err err;
};

/* One cell, of the row its number says, on top of the change that row had before. */
static void
check_change(struct checking *k, const struct change *change)
{
	char text[64];
	uint64_t number;
	size_t row;

	k->changes++;
	assert_int_equal(change->revision, k->changes);
	if (!number_of(change, &number))
		fail_msg("a change of nobody: %s", change->why);
	if (marks_add(&k->made, number) > 0)
		fail_msg("change %" PRIu64 " is there twice", number);
	row = number % k->w->row_count;
	if (change->cell_count != 1 || change->cells[0].node != k->w->rows[row])
		fail_msg("change %" PRIu64 " is half there", number);
	(void)snprintf(text, sizeof(text), "Indicador %" PRIu64, number);
	assert_string_equal(change->cells[0].after.text, text);
	if (k->last[row] > 0) {
		(void)snprintf(text, sizeof(text), "Indicador %" PRIu64, k->last[row] - 1);
		assert_string_equal(change->cells[0].before.text, text);
	}
	k->last[row] = number + 1;
}

static void
check_changes(struct checking *k)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct change_range range = { 0, PAGE };
	struct change *changes;
	size_t count = 1;

	for (; count > 0; range.after = range.last, range.last += PAGE) {
		mem_reset(mem);
		assert_rc(change_store_list(k->app.db, mem, k->w->institution_id, k->w->plan_id,
			      &range, &changes, &count, &k->err),
		    YUP_OK, &k->err);
		for (size_t i = 0; i < count; i++)
			check_change(k, &changes[i]);
	}
}

/* The rows are as the last change of each left them. */
static void
check_rows(struct checking *k)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	const struct plan_live *live = NULL;
	const struct plan *plan;

	assert_rc(app_plan_live(&k->app, &plans, k->w->institution_id, k->w->plan_id, &live,
		      &k->err),
	    YUP_OK, &k->err);
	plan = plan_live_plan(live);
	assert_int_equal(plan->revision, k->changes);
	for (size_t i = 0; i < k->w->row_count; i++) {
		char text[64];

		(void)snprintf(text, sizeof(text), "Indicador %" PRIu64, k->last[i] - 1);
		if (k->last[i] > 0)
			assert_string_equal(plan->nodes[k->w->rows[i]].indicator, text);
	}
}

/* As many records of changes as there are changes, in a chain that is whole. */
static void
check_log(struct checking *k)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_log_verified v;
	struct log_record *list;
	size_t count = 1;
	int64_t after = 0;
	uint64_t records = 0;

	assert_rc(app_log_verify(&k->app, mem, NULL, NULL, &v, &k->err), YUP_OK, &k->err);
	assert_int_equal(v.broken, 0);
	while (count > 0) {
		mem_reset(mem);
		assert_rc(log_store_list(k->app.db, mem, k->w->institution_id, after, PAGE, &list,
			      &count, &k->err),
		    YUP_OK, &k->err);
		for (size_t i = 0; i < count; i++)
			records += strcmp(list[i].action, "plan.change") == 0 &&
			    strcmp(list[i].outcome, "done") == 0;
		after += (int64_t)count;
	}
	assert_int_equal(records, k->changes);
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
writers_check(const struct writing *w, const struct marks *accepted)
{
	struct checking k = { .app = operator_open(w->path, 0), .w = w };

	marks_init(&k.made, accepted->room);
	check_changes(&k);
	for (size_t i = 0; i < accepted->room; i++)
		if (accepted->seen[i] > 0 && k.made.seen[i] == 0)
			fail_msg("change %zu was accepted and is lost", i);
	check_rows(&k);
	check_log(&k);
	check_engine(w->path);
	marks_done(&k.made);
	app_close(&k.app);
	return k.changes;
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
