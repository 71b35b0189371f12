#include "app/pending.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/job.h"
#include "app/pending_bytes.h"
#include "app/pending_job.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/field.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_store.h"

/* ---- Bytes in and out ---------------------------------------------------------------- */

struct reading {
	const char *bytes;
	size_t size, at;
};

static int
read_some(void *context, void *bytes, size_t room, size_t *out_size, struct err *err)
{
	struct reading *r = context;
	size_t n = r->size - r->at < room ? r->size - r->at : room;

	(void)err;
	if (n > 0)
		memcpy(bytes, r->bytes + r->at, n);
	r->at += n;
	*out_size = n;
	return YUP_OK;
}

static int
read_again(void *context, struct err *err)
{
	struct reading *r = context;

	(void)err;
	r->at = 0;
	return YUP_OK;
}

static int
take_some(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

/* ---- Whose, and what it says ------------------------------------------------------------ */

static int
own_institution(const struct app *app, struct mem *mem, int64_t id, struct institution *out,
    struct err *err)
{
	return institution_store_get(app->db, mem, id, out, err);
}

/* As app_import() of these bytes for this institution. */
static int
import_bytes(struct app *app, struct mem *mem, const struct institution *own,
    const struct app_import_file *file, bool dry_run, const struct app_pending_accept *how,
    struct app_import *out, struct err *err)
{
	struct app_import_request request = {
		.files = file,
		.count = 1,
		.institution = own->name,
		.own_only = true,
		.dry_run = dry_run,
	};

	if (how != NULL) {
		request.units = how->units;
		request.unit_count = how->unit_count;
		request.replace_edited = how->replace_edited;
	}
	return app_import(app, mem, &request, out, err);
}

/* ---- Waiting ------------------------------------------------------------------------------ */

static int
remove_expired(struct db_tx *tx, struct mem *mem, int64_t institution_id, const char *now,
    size_t *out_left, struct err *err)
{
	struct pending *list = NULL;
	size_t count = 0;
	int rc = pending_store_list(tx->db, mem, institution_id, &list, &count, err);

	*out_left = 0;
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (strcmp(list[i].expires_at, now) > 0)
			(*out_left)++;
		else
			rc = pending_store_remove(tx, institution_id, &list[i], err);
	}
	return rc;
}

static int
keep(const struct app *app, struct mem *mem, struct db_tx *tx, int64_t institution_id,
    int64_t plan_id, const struct app_import_file *file, int64_t *out_id, struct err *err)
{
	struct reading reading = { file->bytes, file->size, 0 };
	struct file_source source = { read_some, read_again, &reading };
	struct stored_file stored;
	char now[CLOCK_TEXT_SIZE], expires[INSTANT_SIZE];
	struct pending pending = {
		.user_id = app->by->user_id,
		.name = file->name,
		.created_at = now,
		.expires_at = expires,
		.plan_id = plan_id,
	};
	size_t left = 0;
	int rc;

	app->now(now);
	instant_add(now, PENDING_LASTS_S, expires);
	rc = remove_expired(tx, mem, institution_id, now, &left, err);
	if (rc == YUP_OK && left >= PENDING_MAX)
		rc = err_refuse(err, YUP_ELIMIT, "pending_many", "%zu", left);
	if (rc == YUP_OK)
		rc = file_store_put(tx, institution_id, &source, PENDING_SIZE_MAX, now, &stored,
		    err);
	if (rc < 0)
		return rc;
	memcpy(pending.sha256, stored.sha256, sizeof(pending.sha256));
	return pending_store_add(tx, institution_id, &pending, out_id, err);
}

/* Can it be read, and is it of this institution?  The log has why not. */
static int
rehearse(struct app *app, struct mem *mem, int64_t institution_id,
    const struct app_import_file *file, struct app_import *out, struct err *err)
{
	struct audit what = {
		.institution_id = institution_id,
		.action = "import.upload",
		.subject = file->name,
	};
	struct institution own = { 0 };
	int rc = own_institution(app, mem, institution_id, &own, err);

	if (rc == YUP_OK)
		rc = import_bytes(app, mem, &own, file, true, NULL, out, err);
	if (rc == YUP_EDENIED && strcmp(err->key, "upload_foreign") == 0)
		return audit_refused(app, &what, rc, err);
	return rc;
}

/* A table that can be read once a person says which column is which. */
static bool
wants_columns(int rc, const struct err *err)
{
	return rc == YUP_EINVALID && err != NULL && err->key != NULL &&
	    strcmp(err->key, "table_columns") == 0;
}

int
app_pending_add(struct app *app, int64_t institution_id, const struct app_import_file *file,
    int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "import.upload",
		.subject = file->name,
	};
	struct app_import read = { 0 };
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, file->name, err);

	if (rc < 0)
		return rc;
	rc = field_check(file->name, PENDING_NAME_MAX, FIELD_NEEDED, "archivo", err);
	if (rc < 0)
		return audit_refused(app, &what, rc, err);
	rc = rehearse(app, mem, institution_id, file, &read, err);
	if (rc < 0 && !wants_columns(rc, err))
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = keep(app, mem, &tx, institution_id, 0, file, out_id, err);
	if (rc == YUP_OK) {
		what.detail = mem_printf(mem, "pending %lld sha256 %s", (long long)*out_id,
		    read.count > 0 ? read.items[0].sha256 : "-");
		rc = audit_done(&tx, app, &what, err);
	}
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_pending_keep(const struct app *app, int64_t institution_id, int64_t plan_id,
    const struct app_import_file *file, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "sheet.upload",
		.subject = mem_printf(mem, "plan %lld", (long long)plan_id),
		.detail = file->name,
	};
	int rc = field_check(file->name, PENDING_NAME_MAX, FIELD_NEEDED, "archivo", err);

	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = keep(app, mem, &tx, institution_id, plan_id, file, out_id, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_pending_send(struct app *app, int64_t institution_id, const struct app_import_file *file,
    int64_t *out_job, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "job.ask",
		.subject = file->name,
	};
	struct job_row job = { .kind = JOB_IMPORT_READ, .name = file->name, .ask = "" };
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, file->name, err);

	if (rc < 0)
		return rc;
	rc = field_check(file->name, PENDING_NAME_MAX, FIELD_NEEDED, "archivo", err);
	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = keep(app, mem, &tx, institution_id, 0, file, &job.subject_id, err);
	if (rc == YUP_OK)
		rc = job_put(&tx, app, institution_id, &job, out_job, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_pending_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct pending **out, size_t *out_count, struct err *err)
{
	char now[CLOCK_TEXT_SIZE];
	size_t left = 0;
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, "pending imports", err);

	if (rc == YUP_OK)
		rc = pending_store_list(app->db, mem, institution_id, out, out_count, err);
	if (rc < 0)
		return rc;
	app->now(now);
	for (size_t i = 0; i < *out_count; i++)
		if ((*out)[i].plan_id == 0 && strcmp((*out)[i].expires_at, now) > 0)
			(*out)[left++] = (*out)[i];
	*out_count = left;
	return YUP_OK;
}

/* Long work about it has not ended. */
static int
refuse_busy(struct db *db, int64_t institution_id, const struct pending *pending, struct err *err)
{
	size_t busy = 0;
	int rc = job_store_count_about(db, institution_id, pending->id, &busy, err);

	if (rc == YUP_OK && busy > 0)
		rc = err_refuse(err, YUP_ECONFLICT, "pending_busy", "%s", pending->name);
	return rc;
}

int
app_pending_kept(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct pending *out, struct str *bytes, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = db_begin_read(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = pending_store_get(tx.db, mem, institution_id, id, out, err);
	app->now(now);
	if (rc == YUP_ENOTFOUND || (rc == YUP_OK && strcmp(out->expires_at, now) <= 0))
		return err_refuse(err, YUP_ENOTFOUND, "pending_absent", "%lld", (long long)id);
	if (rc == YUP_OK)
		rc = file_store_get(tx.db, institution_id, out->sha256, take_some, bytes, err);
	return rc;
}

/* A document that waits, with its bytes in `bytes`; `by_job`: work that was asked opens it. */
static int
open_pending(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    bool by_job, struct pending *out, struct str *bytes, struct err *err)
{
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL,
	    mem_printf(mem, "pending %lld", (long long)id), err);

	if (rc == YUP_OK)
		rc = app_pending_kept(app, mem, institution_id, id, out, bytes, err);
	if (rc == YUP_OK && out->plan_id != 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "pending_absent", "%lld", (long long)id);
	if (rc == YUP_OK && !by_job)
		rc = refuse_busy(app->db, institution_id, out, err);
	return rc;
}

/* Its bytes as a file that lives in `mem`: what is read points into it. */
static const struct app_import_file *
file_of(struct mem *mem, const struct pending *pending, const struct str *bytes)
{
	struct app_import_file *file = mem_alloc(mem, sizeof(*file));
	char *copy = mem_array(mem, bytes->length + 1, 1);

	memcpy(copy, str_text(bytes), bytes->length);
	*file = (struct app_import_file){ pending->name, copy, bytes->length };
	return file;
}

int
pending_bytes(const struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    struct pending *out, const struct app_import_file **out_file, struct err *err)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	int rc = open_pending(app, mem, institution_id, pending_id, false, out, &bytes, err);

	if (rc == YUP_OK)
		*out_file = file_of(mem, out, &bytes);
	return rc;
}

static int
import_pending(struct app *app, struct mem *mem, int64_t institution_id, int64_t id, bool by_job,
    const struct app_pending_accept *how, struct pending *pending, struct app_import *out,
    struct err *err)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	struct institution own = { 0 };
	int rc = open_pending(app, mem, institution_id, id, by_job, pending, &bytes, err);

	if (rc == YUP_OK)
		rc = own_institution(app, mem, institution_id, &own, err);
	if (rc < 0)
		return rc;
	rc = import_bytes(app, mem, &own, file_of(mem, pending, &bytes), how == NULL, how, out,
	    err);
	if (rc == YUP_ECONFLICT && err->key != NULL &&
	    strcmp(err->key, "import_over_corrections") == 0)
		rc = err_refuse(err, rc, "import_unconfirmed", "1");
	if (rc == YUP_ECONFLICT && err->key != NULL && strcmp(err->key, "import_over_edits") == 0)
		rc = err_refuse(err, rc, "import_unconfirmed", "%s", mem_strdup(mem, err->message));
	return rc;
}

int
app_pending_look(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    struct pending *out, struct app_import *out_import, struct err *err)
{
	return import_pending(app, mem, institution_id, pending_id, false, NULL, out, out_import,
	    err);
}

static int
remove_pending(const struct app *app, int64_t institution_id, const struct pending *pending,
    const char *action, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = action,
		.subject = mem_printf(mem, "pending %lld", (long long)pending->id),
		.detail = pending->name,
	};
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = pending_store_remove(&tx, institution_id, pending, err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(err, rc, "pending_absent", "%lld", (long long)pending->id);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_pending_forget(const struct app *app, int64_t institution_id, const struct pending *pending,
    struct err *err)
{
	return remove_pending(app, institution_id, pending, "sheet.dropped", err);
}

static int
accept(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id, bool by_job,
    const struct app_pending_accept *how, struct app_import *out, struct err *err)
{
	struct pending pending;
	int rc = import_pending(app, mem, institution_id, pending_id, by_job, how, &pending, out,
	    err);

	return rc == YUP_OK ? remove_pending(app, institution_id, &pending, "import.accepted", err)
			    : rc;
}

int
app_pending_accept(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    const struct app_pending_accept *how, struct app_import *out, struct err *err)
{
	return accept(app, mem, institution_id, pending_id, false, how, out, err);
}

int
app_pending_drop(const struct app *app, int64_t institution_id, int64_t pending_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pending pending;
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL,
	    mem_printf(mem, "pending %lld", (long long)pending_id), err);

	if (rc < 0)
		return rc;
	rc = pending_store_get(app->db, mem, institution_id, pending_id, &pending, err);
	if (rc == YUP_ENOTFOUND)
		return err_refuse(err, rc, "pending_absent", "%lld", (long long)pending_id);
	if (rc == YUP_OK && pending.plan_id != 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "pending_absent", "%lld",
		    (long long)pending_id);
	if (rc == YUP_OK)
		rc = refuse_busy(app->db, institution_id, &pending, err);
	return rc == YUP_OK ? remove_pending(app, institution_id, &pending, "import.dropped", err)
			    : rc;
}

/* ---- As long work ------------------------------------------------------------------------- */

/* "ru": replace what was edited; only the units that follow, one a line. */
static const char *
ask_of(struct mem *mem, const struct app_pending_accept *how)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s, how->replace_edited ? "r" : "");
	str_put(&s, how->units != NULL ? "u" : "");
	for (size_t i = 0; i < how->unit_count; i++)
		str_printf(&s, "\n%s", how->units[i]);
	return mem_strdup(mem, str_text(&s));
}

static struct app_pending_accept
how_of(struct mem *mem, const char *ask)
{
	size_t flags = strcspn(ask, "\n"), room = 0;
	struct app_pending_accept how = { .replace_edited = memchr(ask, 'r', flags) != NULL };
	const char **units = mem_array(mem, 1, sizeof(*units));

	for (const char *at = ask + flags; *at == '\n';) {
		size_t length = strcspn(++at, "\n");

		MEM_PUSH(mem, units, how.unit_count, room);
		units[how.unit_count - 1] = mem_strndup(mem, at, length);
		at += length;
	}
	if (memchr(ask, 'u', flags) != NULL)
		how.units = units;
	return how;
}

int
app_pending_accept_long(struct app *app, int64_t institution_id, int64_t pending_id,
    const struct app_pending_accept *how, int64_t *out_job, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "job.ask",
		.subject = mem_printf(mem, "pending %lld", (long long)pending_id),
	};
	struct job_row job = { .kind = JOB_IMPORT_ACCEPT, .ask = ask_of(mem, how) };
	struct pending pending = { 0 };
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, what.subject, err);

	if (rc < 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = pending_store_get(tx.db, mem, institution_id, pending_id, &pending, err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(err, rc, "pending_absent", "%lld", (long long)pending_id);
	if (rc == YUP_OK && pending.size < PENDING_LONG) {
		*out_job = 0;
		return YUP_OK;
	}
	job.name = pending.name;
	job.subject_id = pending_id;
	if (rc == YUP_OK)
		rc = refuse_busy(tx.db, institution_id, &pending, err);
	if (rc == YUP_OK)
		rc = job_put(&tx, app, institution_id, &job, out_job, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
pending_job_read(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    struct err *err)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	struct pending pending;
	struct app_import read;
	int rc = open_pending(app, mem, institution_id, pending_id, true, &pending, &bytes, err);

	if (rc == YUP_OK)
		rc = rehearse(app, mem, institution_id, file_of(mem, &pending, &bytes), &read, err);
	return rc < 0 && wants_columns(rc, err) ? YUP_OK : rc;
}

int
pending_job_accept(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    const char *ask, const char **out_result, struct err *err)
{
	struct app_pending_accept how = how_of(mem, ask);
	struct app_import import;
	int rc = accept(app, mem, institution_id, pending_id, true, &how, &import, err);

	if (rc == YUP_OK)
		*out_result = app_import_status_key(import.items[0].status);
	return rc;
}

int
pending_job_forget(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t pending_id,
    struct err *err)
{
	struct pending pending;
	int rc = pending_store_get(tx->db, mem, institution_id, pending_id, &pending, err);

	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	return rc == YUP_OK ? pending_store_remove(tx, institution_id, &pending, err) : rc;
}

/* ---- Undoing ------------------------------------------------------------------------------ */

static bool
came_from_document(const int64_t *documents, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (documents[i] != 0)
			return true;
	return false;
}

static int
last_plan(struct db *db, struct mem *mem, int64_t institution_id, struct app_last_import *last,
    struct err *err)
{
	struct plan_head *heads = NULL;
	int64_t *documents = NULL;
	size_t count = 0, document_count = 0;
	int rc = plan_store_list(db, mem, institution_id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct plan_head *h = &heads[i];

		if (h->superseded_at[0] != '\0' || strcmp(h->saved_at, last->at) < 0)
			continue;
		rc = plan_store_documents(db, mem, institution_id, h->id, &documents,
		    &document_count, err);
		*last = (struct app_last_import){ .is_plan = true,
			.year = h->year,
			.version = h->version,
			.as_of = "",
			.at = h->saved_at };
		if (rc == YUP_OK && h->state == PLAN_DRAFT && h->revision == 0 &&
		    came_from_document(documents, document_count))
			last->id = h->id;
	}
	return rc;
}

static int
last_follow_up(struct db *db, struct mem *mem, int64_t institution_id, struct app_last_import *last,
    struct err *err)
{
	struct follow_up_head *heads = NULL;
	size_t count = 0;
	int rc = follow_up_store_list(db, mem, institution_id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (heads[i].superseded_at[0] == '\0' && strcmp(heads[i].saved_at, last->at) >= 0)
			*last = (struct app_last_import){ .id = heads[i].id,
				.year = heads[i].year,
				.as_of = heads[i].as_of,
				.at = heads[i].saved_at };
	return rc;
}

static int
find_last(struct db *db, struct mem *mem, int64_t institution_id, struct app_last_import *out,
    struct err *err)
{
	struct app_last_import last = { .at = "", .as_of = "" };
	int rc = last_plan(db, mem, institution_id, &last, err);

	if (rc == YUP_OK)
		rc = last_follow_up(db, mem, institution_id, &last, err);
	if (rc == YUP_OK)
		*out = last;
	return rc;
}

int
app_import_last(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_last_import *out, struct err *err)
{
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, "last import", err);

	return rc == YUP_OK ? find_last(app->db, mem, institution_id, out, err) : rc;
}

static int
give_back(struct db_tx *tx, int64_t institution_id, const struct app_last_import *last,
    const char *now, int64_t *back, struct err *err)
{
	if (last->is_plan)
		return plan_store_give_back(tx, institution_id, last->id, now, back, err);
	return follow_up_store_give_back(tx, institution_id, last->id, now, back, err);
}

int
app_import_undo(const struct app *app, int64_t institution_id, int64_t id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "import.undo",
		.subject = mem_printf(mem, "document %lld", (long long)id),
	};
	struct app_last_import last = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int64_t back = 0;
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, what.subject, err);

	if (rc < 0)
		return rc;
	app->now(now);
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = find_last(tx.db, mem, institution_id, &last, err);
	if (rc == YUP_OK && (last.id == 0 || last.id != id))
		rc = err_refuse(err, YUP_ECONFLICT, "undo_absent", "%lld", (long long)id);
	if (rc == YUP_OK)
		rc = give_back(&tx, institution_id, &last, now, &back, err);
	if (rc == YUP_OK) {
		what.subject = mem_printf(mem, "%s %lld", last.is_plan ? "plan" : "follow-up",
		    (long long)id);
		what.detail = mem_printf(mem, "in force again: %lld", (long long)back);
		rc = audit_done(&tx, app, &what, err);
	}
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
