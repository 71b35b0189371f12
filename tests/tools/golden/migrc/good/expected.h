/* Made by tools/migrc from sql/migrations/; do not edit. */
#ifndef MIGRATIONS_H
#define MIGRATIONS_H

#include <stddef.h>

struct migration {
	int number;           /* 1, 2, 3 ... */
	const char *name;     /* "first" */
	const char *sqlite;   /* the whole text, several statements */
	const char *postgres;
};

extern const struct migration migrations[]; /* [0] is number 1 */
extern const size_t migration_count;

#endif
