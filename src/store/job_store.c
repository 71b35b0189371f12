#include "store/job_store.h"

#include "base/mem.h"
#include "store/engine/db.h"
#include "store/row.h"

int
job_store_add(struct db_tx *tx, int64_t institution_id, const struct job_row *job, int64_t *out_id,
    struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_JOB_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, job->kind);
	stmt_put_int(q, JOB_WAITING);
	stmt_put_int(q, job->user_id);
	stmt_put_text(q, job->name);
	stmt_put_int(q, job->subject_id);
	stmt_put_text(q, job->ask);
	stmt_put_text(q, job->asked_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static void
get_job(struct stmt *q, struct mem *mem, struct job_row *out)
{
	out->id = stmt_get_int(q);
	out->kind = (enum job_kind)stmt_get_int_in(q, JOB_IMPORT_READ, JOB_KIND__COUNT - 1);
	out->state = (enum job_state)stmt_get_int_in(q, JOB_WAITING, JOB_STATE__COUNT - 1);
	out->user_id = stmt_get_int(q);
	out->person = stmt_get_text(q, mem);
	out->name = stmt_get_text(q, mem);
	out->subject_id = stmt_get_int(q);
	out->ask = stmt_get_text(q, mem);
	out->asked_at = stmt_get_text(q, mem);
	out->started_at = stmt_get_text(q, mem);
	out->ended_at = stmt_get_text(q, mem);
	out->code = (int)stmt_get_int_in(q, YUP_EBUG, YUP_OK);
	out->line = (unsigned)stmt_get_int_in(q, 0, UINT32_MAX);
	out->result = stmt_get_text(q, mem);
	out->detail = stmt_get_text(q, mem);
}

int
job_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct job_row *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_GET);
	struct job_row found = { 0 };
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "job", err);
	if (rc < 0)
		return rc;
	get_job(q, mem, &found);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
job_store_list(struct db *db, struct mem *mem, int64_t institution_id, enum job_kind last,
    size_t most, struct job_row **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_LIST);
	struct job_row *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, last);
	stmt_put_int(q, (int64_t)most);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		get_job(q, mem, &list[count - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
job_store_begin(struct db_tx *tx, int64_t institution_id, int64_t id, const char *now,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_JOB_BEGIN);
	int rc;

	stmt_put_int(q, JOB_RUNNING);
	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, JOB_WAITING);
	rc = stmt_one(q, "job that waits", err);
	return rc == YUP_OK ? stmt_end(q, err) : rc;
}

int
job_store_end(struct db_tx *tx, int64_t institution_id, const struct job_row *job, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_JOB_END);

	stmt_put_int(q, job->state);
	stmt_put_text(q, job->ended_at);
	stmt_put_int(q, job->code);
	stmt_put_int(q, job->line);
	stmt_put_text(q, job->result);
	stmt_put_text(q, job->detail);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, job->id);
	return stmt_run(q, err);
}

static int
count(struct db *db, enum query query, int64_t institution_id, int64_t of, size_t *out,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, query);
	int64_t found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, of);
	stmt_put_int(q, JOB_RUNNING);
	rc = stmt_one(q, "count", err);
	if (rc < 0)
		return rc;
	found = stmt_get_int_in(q, 0, INT32_MAX);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = (size_t)found;
	return rc;
}

int
job_store_count_of(struct db *db, int64_t institution_id, int64_t user_id, size_t *out,
    struct err *err)
{
	return count(db, Q_JOB_COUNT_OF, institution_id, user_id, out, err);
}

int
job_store_count_about(struct db *db, int64_t institution_id, int64_t subject_id, size_t *out,
    struct err *err)
{
	return count(db, Q_JOB_COUNT_ABOUT, institution_id, subject_id, out, err);
}

int
job_store_unfinished(struct db *db, struct mem *mem, int64_t **out_institutions, int64_t **out_ids,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_UNFINISHED);
	int64_t *institutions = NULL, *ids = NULL;
	size_t found = 0, room = 0, id_count = 0, id_room = 0;
	int rc;

	stmt_put_int(q, JOB_RUNNING);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, institutions, found, room);
		MEM_PUSH(mem, ids, id_count, id_room);
		institutions[found - 1] = stmt_get_int(q);
		ids[id_count - 1] = stmt_get_int(q);
	}
	if (rc < 0)
		return rc;
	*out_institutions = institutions;
	*out_ids = ids;
	*out_count = found;
	return YUP_OK;
}

/* ---- What it made ------------------------------------------------------------------------- */

int
job_store_keep(struct db_tx *tx, int64_t institution_id, int64_t job_id,
    const uint8_t sha256[FILE_HASH_SIZE], const char *expires_at, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_JOB_FILE_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, job_id);
	stmt_put_bytes(q, sha256, FILE_HASH_SIZE);
	stmt_put_text(q, expires_at);
	return stmt_run(q, err);
}

static void
get_document(struct stmt *q, struct mem *mem, struct job_document *out)
{
	get_job(q, mem, &out->job);
	out->kept = !stmt_at_null(q);
	if (!out->kept) {
		out->expires_at = "";
		return;
	}
	stmt_get_bytes(q, out->sha256, sizeof(out->sha256));
	out->size = stmt_get_int(q);
	out->expires_at = stmt_get_text(q, mem);
}

int
job_store_document(struct db *db, struct mem *mem, int64_t institution_id, int64_t job_id,
    struct job_document *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_FILE_GET);
	struct job_document found = { 0 };
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, job_id);
	stmt_put_int(q, JOB_DOCUMENT);
	while ((rc = stmt_next(q, err)) > 0)
		get_document(q, mem, &found);
	if (rc < 0)
		return rc;
	if (found.job.id == 0)
		return err_set(err, YUP_ENOTFOUND, "no document of job %lld", (long long)job_id);
	*out = found;
	return YUP_OK;
}

int
job_store_documents(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    size_t most, struct job_document **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_FILE_LIST);
	struct job_document *list = NULL;
	size_t found = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, JOB_DOCUMENT);
	stmt_put_int(q, user_id);
	stmt_put_int(q, user_id != 0 ? user_id : INT64_MAX);
	stmt_put_int(q, (int64_t)most);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, found, room);
		get_document(q, mem, &list[found - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = found;
	return YUP_OK;
}

/* A file that is kept, and for what. */
struct kept {
	int64_t institution_id, job_id;
	uint8_t sha256[FILE_HASH_SIZE];
};

static int
drop(struct db_tx *tx, const struct kept *it, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_JOB_FILE_DELETE);
	int rc;

	stmt_put_int(q, it->institution_id);
	stmt_put_int(q, it->job_id);
	rc = stmt_run(q, err);
	return rc == YUP_OK ? file_store_drop(tx, it->institution_id, it->sha256, err) : rc;
}

int
job_store_forget(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t job_id,
    size_t most, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_JOB_FILE_KEPT);
	struct kept *list = NULL;
	size_t found = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, found, room);
		list[found - 1].institution_id = institution_id;
		list[found - 1].job_id = stmt_get_int(q);
		stmt_get_bytes(q, list[found - 1].sha256, FILE_HASH_SIZE);
	}
	for (size_t i = 0; rc == YUP_OK && i < found; i++)
		if (i >= most || list[i].job_id == job_id)
			rc = drop(tx, &list[i], err);
	return rc;
}

int
job_store_expire(struct db_tx *tx, struct mem *mem, const char *now, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_JOB_FILE_EXPIRED);
	struct kept *list = NULL;
	size_t found = 0, room = 0;
	int rc;

	stmt_put_text(q, now);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, found, room);
		list[found - 1].institution_id = stmt_get_int(q);
		list[found - 1].job_id = stmt_get_int(q);
		stmt_get_bytes(q, list[found - 1].sha256, FILE_HASH_SIZE);
	}
	for (size_t i = 0; rc == YUP_OK && i < found; i++)
		rc = drop(tx, &list[i], err);
	return rc;
}

int
job_store_rows(struct db *db, int64_t institution_id, int year, size_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_JOB_FILE_ROWS);
	int64_t rows;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_int(q, year != 0 ? year : INT32_MAX);
	rc = stmt_one(q, "count", err);
	if (rc < 0)
		return rc;
	rows = stmt_get_int_in(q, 0, INT32_MAX);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = (size_t)rows;
	return rc;
}
