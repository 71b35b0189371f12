/*
 * log.h - `yupana log ...`: is the log whole, what does it say, and proofs of it
 * that can be kept elsewhere.
 *
 * A broken link is not a failure: it is in the answer.  Whoever owns the machine
 * can write a chain anew from the beginning; what they cannot do is make it
 * agree with a checkpoint somebody else keeps.
 */
#ifndef YUP_APP_LOG_H
#define YUP_APP_LOG_H

#include "app/app.h"
#include "report/json_writer.h"
#include "store/engine/schema_check.h"
#include "store/log_walk.h"

/* A chain and where it ends, or where it is broken first. */
struct app_log_chain {
	const char *institution; /* its name; "" for what belongs to none */
	const char *acronym;
	struct log_walk walk;
	const char *last_at; /* of the last good record, "" before the first */
	size_t checkpoints;  /* that were held against it */
	size_t plans;        /* that were held against it */
	size_t plans_older;  /* of them, saved before it began: only their changes */
	size_t plans_unread; /* of them, whose pack is not at hand: only their changes */
	/* Where the fault is of a plan; revision 0: as saved; row PLAN_NONE: not known which. */
	int64_t plan_id;
	uint32_t revision, row;
};

struct app_log_verified {
	struct app_log_chain *chains;
	size_t count;
	uint64_t records;
	size_t broken;                    /* chains */
	struct schema_difference *schema; /* what is not as the migrations make it */
	size_t schema_count;
};

struct app_log_asked {
	const char *checkpoints; /* a text of them, kept elsewhere; NULL: none */
	bool chain_only;         /* do not look at the plans */
};

/*
 * Walk every chain of the database, or `institution`'s, and hold it against the
 * checkpoints kept with it and those that are asked for (NULL: none); then what
 * plans hold against what it says of them.
 */
MUST_CHECK int app_log_verify(const struct app *app, struct mem *mem, const char *institution,
    const struct app_log_asked *asked, struct app_log_verified *out, struct err *err);

/* The same of the exported log in the file `path`, without a database. */
MUST_CHECK int app_log_verify_file(struct mem *mem, const char *path, const char *checkpoints,
    struct app_log_verified *out, struct err *err);

struct app_log_filter {
	const char *institution; /* NULL: all, and what belongs to none */
	const char *from, *to;   /* instants or days, both included; NULL: open */
	const char *actor;       /* "user 12", or as called then; NULL: any */
	const char *action;      /* "plan" is also "plan.change" */
	const char *subject;     /* "plan 7" is also "plan 7 node 12" */
	const char *outcome;     /* "done" or "refused" */
	bool people;             /* name whom it is about */
	int64_t before;          /* only places before this one; 0: from the end */
	size_t limit;
};

struct app_log_line {
	const char *institution;
	struct log_record record;
	const char *person, *other; /* called so: "user 12" of the subject, of the detail; "" */
};

/* Newest first, institution by institution; an array in `mem`. */
MUST_CHECK int app_log_list(const struct app *app, struct mem *mem,
    const struct app_log_filter *filter, struct app_log_line **out, size_t *out_count,
    struct err *err);

/*
 * Give `write` the log as lines that verify without the database
 * (store/log_record.h), as they are: a broken link is broken there too.  That it
 * was taken is in it.
 */
MUST_CHECK int app_log_export(const struct app *app, struct mem *mem, const char *institution,
    json_write_fn write, void *context, uint64_t *out_records, struct err *err);

/* Into a file, whole or not at all. */
MUST_CHECK int app_log_export_save(const struct app *app, struct mem *mem, const char *institution,
    const char *path, uint64_t *out_records, struct err *err);

/*
 * What a program that stays does every minute: failures of nobody that were
 * counted are told in the log.  The other use cases here and every sign-in do so
 * too.
 */
MUST_CHECK int app_log_tick(const struct app *app, struct err *err);

struct app_checkpointed {
	const char *text;        /* to print and to keep, in the form that is read again */
	size_t count;            /* one for each chain */
	const char *key_path;    /* whose key signed */
	const char *fingerprint; /* and its name */
	bool key_made;           /* just now */
};

/*
 * Sign where each chain ends, or `institution`'s, with the key in the file
 * `key_path` (NULL: the user's own), which is made where there is none.
 * YUP_ECONFLICT "log_broken": what is broken is not signed.
 */
MUST_CHECK int app_log_checkpoint(const struct app *app, struct mem *mem, const char *institution,
    const char *key_path, struct app_checkpointed *out, struct err *err);

/* Texts of checkpoints and documents, in and out, for who has no files of their own; a NUL follows. */
MUST_CHECK int app_read_text(struct mem *mem, const char *path, char **out, size_t *out_size,
    struct err *err);
MUST_CHECK int app_save_text(const char *path, const char *text, struct err *err);

#endif
