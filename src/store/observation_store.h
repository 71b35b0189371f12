/*
 * observation_store.h - observations of a plan, and of what is reported against it,
 * and their acts: added, never altered (core/observation.h).
 */
#ifndef YUP_STORE_OBSERVATION_STORE_H
#define YUP_STORE_OBSERVATION_STORE_H

#include "core/observation.h"

struct db;
struct db_tx;
struct mem;

/* A new one, without acts yet; `*out` is its number. */
MUST_CHECK int observation_store_add(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const struct anchor *anchor, bool office, uint32_t *out, struct err *err);

/*
 * Hold the numbering of its acts until `tx` ends, of a plan that is no draft (else whoever
 * takes its revision has it); `*out` is its revision.  YUP_ENOTFOUND.
 */
MUST_CHECK int observation_store_hold(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    uint32_t *out, struct err *err);

/* One more act; `*out` is its place among all of the plan. */
MUST_CHECK int observation_store_act(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    uint32_t observation, const struct observation_act *act, uint32_t *out, struct err *err);

enum { OBSERVATIONS_ALL = -1 };

/*
 * Those of the plan itself (`report` 0), of a reporting period, or OBSERVATIONS_ALL; of a
 * unit (PLAN_NONE: of all).  With their acts and state, by number; in `mem`.
 */
MUST_CHECK int observation_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int report, uint32_t unit, struct observation **out, size_t *out_count,
    struct err *err);

/* An act with where its observation points, as the log ties it (store/plan_digest.h). */
struct observation_line {
	uint32_t act, observation;
	struct observation_act said;
	struct anchor anchor;
	bool office;
};

/* The plan's acts after a place, in the order they were done; in `mem`. */
MUST_CHECK int observation_store_lines(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, uint32_t after, struct observation_line **out, size_t *out_count,
    struct err *err);

#endif
