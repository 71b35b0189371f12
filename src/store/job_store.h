/*
 * job_store.h - long work that people asked for: what, how it stands, how it ended.
 *
 * How far one has got is not here: it is known to the server that does it.
 */
#ifndef YUP_STORE_JOB_STORE_H
#define YUP_STORE_JOB_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/file_store.h"

struct db;
struct db_tx;
struct mem;

/* Numbers that are stored: never given another meaning. */
enum job_kind {
	JOB_IMPORT_READ = 1,   /* a document sent: can it be read? */
	JOB_IMPORT_ACCEPT = 2, /* it becomes the plan or follow-up in force */
	JOB_DOCUMENT = 3,      /* a document is made, and kept for some days */
	JOB_KIND__COUNT
};

enum job_state {
	JOB_WAITING = 0,
	JOB_RUNNING = 1, /* those up to here have not ended */
	JOB_DONE = 2,
	JOB_REFUSED = 3,
	JOB_STOPPED = 4,     /* by who asked */
	JOB_INTERRUPTED = 5, /* its server ended first */
	JOB_STATE__COUNT
};

struct job_row {
	int64_t id;
	enum job_kind kind;
	enum job_state state;
	int64_t user_id;
	const char *person; /* as called now */
	const char *name;   /* of what: a file's */
	int64_t subject_id; /* the document that waits (store/pending_store.h) */
	const char *ask;    /* how, as its kind writes it */
	const char *asked_at, *started_at, *ended_at; /* "": not yet */
	int code;                                     /* where it was refused */
	unsigned line;
	const char *result; /* which refusal, or what came of it */
	const char *detail;
};

static inline bool
job_is_over(const struct job_row *job)
{
	return job->state > JOB_RUNNING;
}

/* Add one that waits: kind, user, name, subject, ask and asked_at are read. */
MUST_CHECK int job_store_add(struct db_tx *tx, int64_t institution_id, const struct job_row *job,
    int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int job_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct job_row *out, struct err *err);

/* Up to `most` of the kinds up to `last`, the newest first; an array in `mem`. */
MUST_CHECK int job_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    enum job_kind last, size_t most, struct job_row **out, size_t *out_count, struct err *err);

/* It waited and runs from now on.  YUP_ENOTFOUND: it did not wait. */
MUST_CHECK int job_store_begin(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *now, struct err *err);

/* It ended: state, ended_at, code, line, result and detail are read; one that had stays so. */
MUST_CHECK int job_store_end(struct db_tx *tx, int64_t institution_id, const struct job_row *job,
    struct err *err);

/* How many have not ended: that a person asked; about a document. */
MUST_CHECK int job_store_count_of(struct db *db, int64_t institution_id, int64_t user_id,
    size_t *out, struct err *err);
MUST_CHECK int job_store_count_about(struct db *db, int64_t institution_id, int64_t subject_id,
    size_t *out, struct err *err);

/* Those of every institution that have not ended; arrays in `mem`. */
MUST_CHECK int job_store_unfinished(struct db *db, struct mem *mem, int64_t **out_institutions,
    int64_t **out_ids, size_t *out_count, struct err *err);

/* ---- What it made ------------------------------------------------------------------------- */

/* Work of JOB_DOCUMENT, with its file where that is still there. */
struct job_document {
	struct job_row job;
	bool kept;
	uint8_t sha256[FILE_HASH_SIZE];
	int64_t size;           /* in bytes */
	const char *expires_at; /* until then */
};

/* Keep the file of a job, which was put, until an instant. */
MUST_CHECK int job_store_keep(struct db_tx *tx, int64_t institution_id, int64_t job_id,
    const uint8_t sha256[FILE_HASH_SIZE], const char *expires_at, struct err *err);

/* YUP_ENOTFOUND: none, or of another kind. */
MUST_CHECK int job_store_document(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t job_id, struct job_document *out, struct err *err);

/* Up to `most`, the newest first, that `user_id` asked (0: anybody); an array in `mem`. */
MUST_CHECK int job_store_documents(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, size_t most, struct job_document **out, size_t *out_count, struct err *err);

/* Forget the files of `job_id`, and of all but the newest `most`.  0 and SIZE_MAX: nothing. */
MUST_CHECK int job_store_forget(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t job_id, size_t most, struct err *err);

/* Forget those of every institution whose days are over by `now`. */
MUST_CHECK int job_store_expire(struct db_tx *tx, struct mem *mem, const char *now,
    struct err *err);

/* Rows of the longest plan or follow-up in force of `year` (0: of any). */
MUST_CHECK int job_store_rows(struct db *db, int64_t institution_id, int year, size_t *out,
    struct err *err);

#endif
