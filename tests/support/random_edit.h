/*
 * random_edit.h - changes of every kind, drawn at random, for property tests.
 *
 * The same seed gives the same changes.  Some are refused, as people's are.
 */
#ifndef YUP_TESTS_RANDOM_EDIT_H
#define YUP_TESTS_RANDOM_EDIT_H

#include "core/plan_edit.h"

struct random_edit {
	uint64_t state;
	struct cell_edit *last; /* the change before, for undoing it; NULL: none */
	size_t last_count;
};

/* From 0 to limit - 1. */
uint32_t random_below(struct random_edit *r, uint32_t limit);

/*
 * One change in `edit`, already initialised; its kind in `*kind`.  False where
 * it was refused or changes nothing.
 */
bool random_edit_make(struct random_edit *r, struct edit *edit, enum change_kind *kind);

#endif
