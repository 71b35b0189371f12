/*
 * backup.h - `yupana backup` and `yupana restore`: all of a database in one file
 * that either engine takes back.
 *
 * It is made while others write: one moment of the database, read in one
 * transaction.  docs/decisions/0009-one-backup-for-both-engines.md.
 */
#ifndef YUP_APP_BACKUP_H
#define YUP_APP_BACKUP_H

#include "app/app.h"
#include "store/backup_store.h"

struct app_backup {
	struct backup_content content;
	const char *sha256; /* the file's seal, in hexadecimal */
	uint64_t size;      /* bytes of the file */
	size_t broken;      /* logs that were broken when it was made */
};

/*
 * Write everything, or one institution, to the file `path`, whole or not at all;
 * then read it back and check it.
 */
MUST_CHECK int app_backup(const struct app *app, struct mem *mem, const char *institution,
    const char *path, struct app_backup *out, struct err *err);

/*
 * Read all of the backup `path` and check everything that can be without a
 * database: its seal, counts, checksums, files and logs.  Writes nothing.
 */
MUST_CHECK int app_backup_check(struct mem *mem, const char *path, struct app_backup *out,
    struct err *err);

/*
 * Check the backup `path`, then put it in the database `to`, which is made where
 * there is none and must be empty; `app` is left open on it.  One transaction.
 * YUP_ECONFLICT "restore_not_empty": something is there already.
 */
MUST_CHECK int app_restore(struct app *app, struct mem *mem, const char *path, const char *to,
    struct app_backup *out, struct err *err);

#endif
