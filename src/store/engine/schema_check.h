/*
 * schema_check.h - is a database's schema the one the migrations make?
 *
 * On SQLite everything is compared, word by word, with a fresh database in
 * memory.  On PostgreSQL, where one cannot be made unasked, tables, indexes,
 * triggers and functions must be those the migrations name, triggers enabled and
 * functions with the very body written there; columns are not looked at.
 */
#ifndef YUP_STORE_ENGINE_SCHEMA_CHECK_H
#define YUP_STORE_ENGINE_SCHEMA_CHECK_H

#include "store/engine/migrate.h"

struct mem;

enum schema_fault { SCHEMA_MISSING, SCHEMA_FOREIGN, SCHEMA_OTHER };

struct schema_difference {
	enum schema_fault fault;
	const char *kind; /* "table", "index", "trigger", "view", "function", "rule" */
	const char *name;
};

/* What differs from what `list` makes, by kind and name; an array in `mem`. */
MUST_CHECK int schema_compare(struct db *db, struct mem *mem, struct migration_list list,
    struct schema_difference **out, size_t *out_count, struct err *err);

#endif
