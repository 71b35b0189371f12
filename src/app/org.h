/*
 * org.h - the organisation chart: its units on a day, and what changes in it.
 *
 * Every change has the day from which it holds, NULL for today.  What a unit did
 * before stays under the name and place it had; what was merged or split goes on
 * in its successors.  To change a unit takes a role over it; to change where it
 * hangs or whether it is there, over the one it hangs from, or the whole.
 *
 * Refusals of all of them: those of core/org.h and core/field.h.
 */
#ifndef YUP_APP_ORG_H
#define YUP_APP_ORG_H

#include <stddef.h>
#include <stdint.h>

#include "core/org.h"

struct app;
struct mem;

enum { ORG_PARTS_MAX = 32 };

/* The tree on a day; everything in `mem`. */
MUST_CHECK int app_org_list(const struct app *app, struct mem *mem, int64_t institution_id,
    const char *on, struct org_tree *out, struct err *err);

/* The unit that a text names on a day: see org_find(). */
MUST_CHECK int app_org_find(const struct app *app, int64_t institution_id, const char *text,
    const char *on, int64_t *out, struct err *err);

struct app_org_unit {
	const char *name;
	const char *acronym; /* "" for none */
};

/* A new one, the last of those under `parent`, ORG_TOP for none. */
MUST_CHECK int app_org_add(const struct app *app, int64_t institution_id, int64_t parent,
    const struct app_org_unit *unit, const char *on, int64_t *out_id, struct err *err);

/* NULL texts stay as they were. */
MUST_CHECK int app_org_rename(const struct app *app, int64_t institution_id, int64_t unit,
    const struct app_org_unit *as, const char *on, struct err *err);

/* It hangs, with all below it, from `parent`; the last of them. */
MUST_CHECK int app_org_move(const struct app *app, int64_t institution_id, int64_t unit,
    int64_t parent, const char *on, struct err *err);

/* It is not there from that day on, and nobody goes on with its plans. */
MUST_CHECK int app_org_close(const struct app *app, int64_t institution_id, int64_t unit,
    const char *on, struct err *err);

/*
 * It becomes `count` new units (2 to ORG_PARTS_MAX) in its place, which all go on
 * with its plans; what hung from it hangs from the first.  YUP_ELIMIT "org_parts".
 */
MUST_CHECK int app_org_split(const struct app *app, int64_t institution_id, int64_t unit,
    const struct app_org_unit *parts, size_t count, const char *on, int64_t *out_ids,
    struct err *err);

/*
 * `count` units (1 to ORG_PARTS_MAX) end, and `into`, another of the same
 * institution, goes on with their plans.
 */
MUST_CHECK int app_org_merge(const struct app *app, int64_t institution_id, const int64_t *units,
    size_t count, int64_t into, const char *on, struct err *err);

/*
 * Those under `parent` stand in this order; all of them are given.  YUP_EINVALID
 * "org_order".
 */
MUST_CHECK int app_org_reorder(const struct app *app, int64_t institution_id, int64_t parent,
    const int64_t *units, size_t count, const char *on, struct err *err);

#endif
