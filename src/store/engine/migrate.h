/*
 * migrate.h - brings a database's tables to what this program knows.
 *
 * Migrations are the files of sql/migrations/, inside the program: forward
 * only, never edited after release.  Each runs in a transaction of its own and
 * is recorded with its number, name, SHA-256 and time, so that a database that
 * is newer than the program, or was made from another text, is refused before
 * anything is read from it.
 */
#ifndef YUP_STORE_ENGINE_MIGRATE_H
#define YUP_STORE_ENGINE_MIGRATE_H

#include <stddef.h>

#include "base/err.h"
#include "migrations.h"

struct db;

/* Normally `migrations` and `migration_count`; tests bring their own. */
struct migration_list {
	const struct migration *items;
	size_t count;
};

struct migration_list migrate_known(void);

/*
 * Apply what is missing.  `now` is the time to record, "2026-01-31T08:00:00Z".
 *
 * YUP_EINVALID: the database is newer, or a migration it has differs from ours;
 * nothing was changed.  A migration that fails leaves those before it applied.
 */
MUST_CHECK int migrate_run(struct db *db, struct migration_list list, const char *now,
    struct err *err);

/* How many of `list` the database has; refuses what migrate_run refuses. */
MUST_CHECK int migrate_applied(struct db *db, struct migration_list list, size_t *out,
    struct err *err);

/* What a schema change is on every engine: the SHA-256 of its texts for all of them. */
enum { MIGRATE_FINGERPRINT_SIZE = 65 };
void migrate_fingerprint(const struct migration *migration, char out[MIGRATE_FINGERPRINT_SIZE]);

/* As migrate_run without applying: YUP_ECONFLICT where something is missing. */
MUST_CHECK int migrate_check(struct db *db, struct migration_list list, struct err *err);

#endif
