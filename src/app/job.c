#include "app/job.h"

#include <string.h>

#include "app/actor.h"
#include "app/actor_load.h"
#include "app/audit.h"
#include "app/centre_job.h"
#include "app/pending_job.h"
#include "base/date.h"
#include "base/mem.h"
#include "store/account_store.h"
#include "store/engine/db.h"

/* ---- Asking and looking -------------------------------------------------------------- */

int
job_put(struct db_tx *tx, const struct app *app, int64_t institution_id, const struct job_row *job,
    int64_t *out_id, struct err *err)
{
	char now[CLOCK_TEXT_SIZE];
	struct job_row asked = *job;
	size_t has = 0;
	int rc = job_store_count_of(tx->db, institution_id, app->by->user_id, &has, err);

	if (rc < 0)
		return rc;
	if (has > 0)
		return err_refuse(err, YUP_ECONFLICT, "job_many", "%zu", has);
	app->now(now);
	asked.user_id = app->by->user_id;
	asked.asked_at = now;
	return job_store_add(tx, institution_id, &asked, out_id, err);
}

int
app_job_list(const struct app *app, struct mem *mem, int64_t institution_id, struct job_row **out,
    size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL, "jobs", err);

	return rc == YUP_OK ? job_store_list(app->db, mem, institution_id, JOB_IMPORT_ACCEPT,
				  JOBS_SHOWN, out, out_count, err)
			    : rc;
}

int
app_job_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct job_row *out, struct err *err)
{
	struct job_row job;
	int rc = app_require(app, MAY_IMPORT, institution_id, ORG_UNIT_ALL,
	    mem_printf(mem, "job %lld", (long long)id), err);

	if (rc == YUP_OK)
		rc = job_store_get(app->db, mem, institution_id, id, &job, err);
	if (rc == YUP_ENOTFOUND || (rc == YUP_OK && job.kind > JOB_IMPORT_ACCEPT))
		return err_refuse(err, YUP_ENOTFOUND, "job_absent", "%lld", (long long)id);
	if (rc == YUP_OK)
		*out = job;
	return rc;
}

int
app_job_own(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct job_row *out, struct err *err)
{
	struct job_row job;
	int rc = app_job_get(app, mem, institution_id, id, &job, err);

	if (rc < 0)
		return rc;
	if (job.user_id != app->by->user_id)
		return err_refuse(err, YUP_EDENIED, "job_foreign", "%s", job.person);
	if (job_is_over(&job))
		return err_refuse(err, YUP_ECONFLICT, "job_over", "%lld", (long long)id);
	*out = job;
	return YUP_OK;
}

/* ---- Doing ------------------------------------------------------------------------------ */

static int
begin(const struct app *app, int64_t institution_id, int64_t id, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = job_store_begin(&tx, institution_id, id, now, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* Who asked, with what it may today. */
static int
load_who(const struct app *app, struct mem *mem, int64_t institution_id, const struct job_row *job,
    const struct actor **out, struct err *err)
{
	char now[CLOCK_TEXT_SIZE], date[DATE_SIZE];
	struct account account = { 0 };
	struct actor *who = NULL;
	int rc = account_store_get(app->db, mem, institution_id, job->user_id, &account, err);

	app->now(now);
	date_of(now, date);
	if (rc == YUP_OK && account.disabled_at[0] != '\0')
		rc = err_refuse(err, YUP_EDENIED, "not_allowed", "%s",
		    permission_key(job->kind == JOB_DOCUMENT ? MAY_EXPORT : MAY_IMPORT));
	if (rc == YUP_OK)
		rc = actor_load(app->db, mem, &account, date, &who, err);
	if (rc == YUP_OK)
		*out = who;
	return rc;
}

static int
work(struct app *app, struct mem *mem, int64_t institution_id, struct job_row *job, struct err *err)
{
	int rc = app_stage(app, APP_STAGE_NONE, 0, err); /* stopped before it began */

	if (rc < 0)
		return rc;
	switch (job->kind) {
	case JOB_IMPORT_READ:
		return pending_job_read(app, mem, institution_id, job->subject_id, err);
	case JOB_IMPORT_ACCEPT:
		return pending_job_accept(app, mem, institution_id, job->subject_id, job->ask,
		    &job->result, err);
	case JOB_DOCUMENT:
		return centre_job_make(app, mem, institution_id, job, err);
	default:
		return err_set(err, YUP_EBUG, "no such job: %d", (int)job->kind);
	}
}

static void
take_refusal(struct mem *mem, struct job_row *job, int rc, const struct err *why)
{
	bool stopped = why->key != NULL && strcmp(why->key, "job_stopped") == 0;

	job->state = stopped ? JOB_STOPPED : JOB_REFUSED;
	job->code = rc;
	job->line = why->line;
	job->result = why->key != NULL ? why->key : "";
	job->detail = mem_strdup(mem, why->message);
}

/* What was sent and could not be read is not kept, nor what was made and not ended. */
static int
forget(struct db_tx *tx, struct mem *mem, int64_t institution_id, const struct job_row *job,
    struct err *err)
{
	if (job->state == JOB_DONE)
		return YUP_OK;
	if (job->kind == JOB_IMPORT_READ)
		return pending_job_forget(tx, mem, institution_id, job->subject_id, err);
	if (job->kind == JOB_DOCUMENT)
		return job_store_forget(tx, mem, institution_id, job->id, SIZE_MAX, err);
	return YUP_OK;
}

static int
end(const struct app *app, struct mem *mem, int64_t institution_id, struct job_row *job,
    struct err *err)
{
	static const char *const STATES[JOB_STATE__COUNT] = { [JOB_DONE] = "done",
		[JOB_REFUSED] = "refused",
		[JOB_STOPPED] = "stopped",
		[JOB_INTERRUPTED] = "interrupted" };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	struct audit what = {
		.institution_id = institution_id,
		.action = "job.end",
		.subject = job->name,
		.detail = STATES[job->state],
	};
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	job->ended_at = now;
	if (rc == YUP_OK)
		rc = job_store_end(&tx, institution_id, job, err);
	if (rc == YUP_OK)
		rc = forget(&tx, mem, institution_id, job, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	job->ended_at = "";
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_job_run(const struct app *app, int64_t institution_id, int64_t id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app as = *app;
	struct job_row job = { 0 };
	struct err why = { 0 };
	int rc = job_store_get(app->db, mem, institution_id, id, &job, err);

	if (rc == YUP_OK)
		rc = begin(app, institution_id, id, err);
	if (rc < 0)
		return rc;
	job.state = JOB_DONE;
	job.result = job.detail = "";
	rc = load_who(app, mem, institution_id, &job, &as.by, &why);
	if (rc == YUP_OK)
		rc = work(&as, mem, institution_id, &job, &why);
	if (rc < 0)
		take_refusal(mem, &job, rc, &why);
	return end(&as, mem, institution_id, &job, err);
}

int
app_jobs_interrupt(const struct app *app, size_t *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t *institutions = NULL, *ids = NULL;
	size_t count = 0;
	int rc = job_store_unfinished(app->db, mem, &institutions, &ids, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct job_row job = { 0 };

		rc = job_store_get(app->db, mem, institutions[i], ids[i], &job, err);
		job.state = JOB_INTERRUPTED;
		if (rc == YUP_OK)
			rc = end(app, mem, institutions[i], &job, err);
	}
	if (rc == YUP_OK)
		*out = count;
	return rc;
}
