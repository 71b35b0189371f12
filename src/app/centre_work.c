/* centre_work.c - documents as long work: asked, made, kept, given back; see centre.h. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/centre_job.h"
#include "app/job.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/engine/db.h"

/* ---- What was asked, as it waits ------------------------------------------------------------- */

/* A line each: what, format, year, version, period, paper, of the plan, address, unit. */
static const char *
ask_of(struct mem *mem, const struct centre_request *r)
{
	return mem_printf(mem, "%s\n%s\n%d\n%d\n%u\n%s\n%d\n%s\n%s", centre_whats[r->what],
	    centre_formats[r->format].key, r->choice.year,
	    r->choice.one_version ? (int)r->choice.version : -1, r->period,
	    r->paper != NULL ? r->paper->key : "", r->of_plan, r->address != NULL ? r->address : "",
	    r->unit != NULL ? r->unit : "");
}

/* The next line, "" at the end. */
static const char *
line_of(struct mem *mem, const char **at)
{
	size_t length = strcspn(*at, "\n");
	const char *line = mem_strndup(mem, *at, length);

	*at += length + ((*at)[length] == '\n');
	return line;
}

static int
number_of(struct mem *mem, const char **at)
{
	return (int)strtol(line_of(mem, at), NULL, 10);
}

static const char *
optional(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

static int
request_of(struct mem *mem, int64_t institution_id, const char *ask, struct centre_request *out,
    struct err *err)
{
	bool known = app_centre_find_what(line_of(mem, &ask), &out->what);
	int version;

	out->institution_id = institution_id;
	known &= app_centre_find_format(line_of(mem, &ask), &out->format);
	out->choice.year = number_of(mem, &ask);
	version = number_of(mem, &ask);
	out->choice.one_version = version >= 0;
	out->choice.version = version > 0 ? (unsigned)version : 0;
	out->period = (unsigned)number_of(mem, &ask);
	out->paper = doc_paper_find(line_of(mem, &ask));
	out->of_plan = number_of(mem, &ask) != 0;
	out->address = optional(line_of(mem, &ask));
	out->unit = optional(line_of(mem, &ask));
	return known ? YUP_OK : err_set(err, YUP_EBUG, "a job that asks for nothing known");
}

const char *
app_centre_media(const char *ask)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	enum centre_format format;

	(void)line_of(mem, &ask);
	return app_centre_find_format(line_of(mem, &ask), &format) ? centre_formats[format].media
								   : "application/octet-stream";
}

int
app_centre_ask(const struct app *app, struct mem *mem, const struct centre_request *request,
    int64_t *out_job, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct job_row job = { .kind = JOB_DOCUMENT,
		.name = app_centre_name(mem, request),
		.ask = ask_of(mem, request) };
	const struct audit what = { .institution_id = request->institution_id,
		.action = "job.ask",
		.subject = job.name };
	int rc = centre_require(app, mem, request, err);

	if (rc < 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = job_put(&tx, app, request->institution_id, &job, out_job, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

/* ---- Making -------------------------------------------------------------------------------- */

/* The file as it grows, given up where who asked wants it no more. */
struct making {
	const struct app *app;
	struct str bytes;
	struct err *why; /* that it was given up; its code is YUP_OK before */
	size_t at;       /* read so far: file_store.h goes through it twice */
};

static int
take_bytes(void *context, const char *bytes, size_t length)
{
	struct making *m = context;

	if (m->bytes.length + length > CENTRE_SIZE_MAX)
		return err_refuse(m->why, YUP_ELIMIT, "document_large", "%d",
		    CENTRE_SIZE_MAX >> 20);
	str_put_n(&m->bytes, bytes, length);
	return app_stage(m->app, APP_STAGE_DRAWING, 0, m->why);
}

static int
read_bytes(void *context, void *bytes, size_t room, size_t *out_size, struct err *err)
{
	struct making *m = context;
	size_t left = m->bytes.length - m->at, n = left < room ? left : room;

	(void)err;
	if (n > 0)
		memcpy(bytes, m->bytes.text + m->at, n);
	m->at += n;
	*out_size = n;
	return YUP_OK;
}

static int
rewind_bytes(void *context, struct err *err)
{
	(void)err;
	((struct making *)context)->at = 0;
	return YUP_OK;
}

/* With it goes what is over its days, and the oldest where there are too many. */
static int
keep(struct making *m, struct mem *mem, int64_t institution_id, int64_t job_id, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct file_source source = { read_bytes, rewind_bytes, m };
	char now[CLOCK_TEXT_SIZE], until[INSTANT_SIZE];
	struct stored_file file;
	int rc = app_stage(m->app, APP_STAGE_KEEPING, m->bytes.length, err);

	if (rc == YUP_OK)
		rc = db_begin(m->app->db, &tx, err);
	m->app->now(now);
	instant_add(now, CENTRE_LASTS_DAYS * DAY_S, until);
	if (rc == YUP_OK)
		rc = file_store_put(&tx, institution_id, &source, CENTRE_SIZE_MAX, now, &file, err);
	if (rc == YUP_OK)
		rc = job_store_keep(&tx, institution_id, job_id, file.sha256, until, err);
	if (rc == YUP_OK)
		rc = job_store_forget(&tx, mem, institution_id, 0, CENTRE_KEPT_MAX, err);
	if (rc == YUP_OK)
		rc = job_store_expire(&tx, mem, now, err);
	if (rc == YUP_OK)
		rc = app_stage(m->app, APP_STAGE_ENDING, 0, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
centre_job_make(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct job_row *job, struct err *err)
{
	struct centre_request request = { 0 };
	struct app_plans plans = { 0 };
	struct err why = { 0 };
	struct making m = { .app = app, .why = &why };
	int rc = request_of(mem, institution_id, job->ask, &request, err);

	if (rc == YUP_OK)
		rc = app_centre_make(app, &plans, mem, &request, take_bytes, &m, err);
	if (rc < 0 && why.code != YUP_OK) {
		*err = why; /* not that it could not be written, but what for */
		rc = why.code;
	}
	if (rc == YUP_OK)
		rc = keep(&m, mem, institution_id, job->id, err);
	app_plans_done(&plans);
	str_done(&m.bytes);
	return rc;
}

/* ---- Those that were -------------------------------------------------------------------------- */

static bool
may_all(const struct app *app, int64_t institution_id)
{
	return actor_may(app->by, MAY_EXPORT, institution_id, ORG_UNIT_ALL);
}

/* It is there until its days are over, whoever takes it away then. */
static void
let_go(const struct app *app, struct job_document *document)
{
	char now[CLOCK_TEXT_SIZE];

	app->now(now);
	document->kept &= strcmp(document->expires_at, now) > 0;
}

int
app_centre_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct job_document **out, size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_SOME, "documents", err);

	if (rc < 0)
		return rc;
	rc = job_store_documents(app->db, mem, institution_id,
	    may_all(app, institution_id) ? 0 : app->by->user_id, CENTRE_SHOWN, out, out_count, err);
	for (size_t i = 0; rc == YUP_OK && i < *out_count; i++)
		let_go(app, &(*out)[i]);
	return rc;
}

static bool
is_own(const struct app *app, const struct job_document *document)
{
	return app->by->user_id != 0 && document->job.user_id == app->by->user_id;
}

int
app_centre_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t job_id,
    struct job_document *out, struct err *err)
{
	struct job_document found;
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_SOME,
	    mem_printf(mem, "job %lld", (long long)job_id), err);

	if (rc == YUP_OK)
		rc = job_store_document(app->db, mem, institution_id, job_id, &found, err);
	if (rc == YUP_ENOTFOUND)
		return err_refuse(err, rc, "document_job_absent", "%lld", (long long)job_id);
	if (rc == YUP_OK && !is_own(app, &found) && !may_all(app, institution_id))
		rc = err_refuse(err, YUP_EDENIED, "document_foreign", "%lld", (long long)job_id);
	if (rc < 0)
		return rc;
	let_go(app, &found);
	*out = found;
	return YUP_OK;
}

int
app_centre_own(const struct app *app, struct mem *mem, int64_t institution_id, int64_t job_id,
    struct job_document *out, struct err *err)
{
	struct job_document found;
	int rc = app_centre_get(app, mem, institution_id, job_id, &found, err);

	if (rc < 0)
		return rc;
	if (!is_own(app, &found))
		return err_refuse(err, YUP_EDENIED, "job_foreign", "%s", found.job.person);
	if (job_is_over(&found.job))
		return err_refuse(err, YUP_ECONFLICT, "job_over", "%lld", (long long)job_id);
	*out = found;
	return YUP_OK;
}

static int
tell_taken(const struct app *app, int64_t institution_id, const char *name, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct audit what = { .institution_id = institution_id,
		.action = "document.take",
		.subject = name };
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_centre_bytes(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct job_document *document, file_write_fn write, void *context, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct centre_request request = { 0 };
	int rc = request_of(mem, institution_id, document->job.ask, &request, err);

	if (rc == YUP_OK)
		rc = centre_require(app, mem, &request, err);
	if (rc == YUP_OK && !document->kept)
		rc = err_refuse(err, YUP_ENOTFOUND, "document_over", "%s", document->job.name);
	if (rc == YUP_OK)
		rc = tell_taken(app, institution_id, document->job.name, err);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &tx, err);
	if (rc == YUP_OK) /* not a wrong byte leaves */
		rc = file_store_get(app->db, institution_id, document->sha256, NULL, NULL, err);
	return rc == YUP_OK
	    ? file_store_get(app->db, institution_id, document->sha256, write, context, err)
	    : rc;
}

int
app_centre_expire(const struct app *app, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = job_store_expire(&tx, mem, now, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}
