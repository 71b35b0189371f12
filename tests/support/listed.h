/*
 * listed.h - documents whose findings are known: read, check, and compare with
 * the list beside them.
 *
 * A list is a CSV whose first columns are file, line and rule; repairs are a
 * CSV of file?, line, code, unit and the months.
 */
#ifndef YUP_TESTS_LISTED_H
#define YUP_TESTS_LISTED_H

#include <stdbool.h>

#include "core/check.h"
#include "import/import.h"

struct listed {
	const char *file;    /* its name, without folders */
	unsigned line, rule; /* rule 0: a note, not a finding */
	const char *rest;    /* the other columns */
};

struct listed_all {
	const struct listed *items;
	size_t count;
};

/* One document with its findings. */
struct checked {
	struct mem *mem;
	struct import_result document;
	struct finding_list findings;
	uint64_t passed[RULE_MAX + 1];
};

/* Any trouble ends the program. */
struct checked listed_check(struct mem *mem, const char *path);
struct listed_all listed_read(struct mem *mem, const char *path);

/* Is this rule reported at this line? */
bool listed_is_found(const struct checked *c, unsigned rule, unsigned line);

/* Does the list name this rule at this line of this file? */
bool listed_has(const struct listed_all *all, const char *file, unsigned rule, unsigned line);

/* How many repairs of the CSV came back, and how many rows came back otherwise. */
struct listed_repairs {
	unsigned rows, restored, wrong, open;
};
struct listed_repairs listed_repairs(struct mem *mem, const struct plan *plan, const char *path);

/* Objective rows as form B prints them: how many equal their activities within 0.011. */
void listed_equal_objectives(struct mem *mem, const struct plan *plan, unsigned *rows,
    unsigned *equal);

/* The file's name without folders. */
const char *listed_name(const char *path);

#endif
