/*
 * framework_store.h - the strategic framework of an institution.
 *
 * Each change moves its revision, so that whoever keeps a plan loaded knows that
 * what its rules hold it against is another.
 */
#ifndef YUP_STORE_FRAMEWORK_STORE_H
#define YUP_STORE_FRAMEWORK_STORE_H

#include "core/framework.h"

struct db;
struct db_tx;

/* By kind and code; an array in `mem`. */
MUST_CHECK int framework_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct strategic_node **out, size_t *out_count, struct err *err);

/* Its `id` is not read but given in `*out_id`. */
MUST_CHECK int framework_store_add(struct db_tx *tx, int64_t institution_id,
    const struct strategic_node *node, int64_t *out_id, struct err *err);

/* Everything but its kind.  YUP_ENOTFOUND. */
MUST_CHECK int framework_store_change(struct db_tx *tx, int64_t institution_id,
    const struct strategic_node *node, struct err *err);

/* YUP_ENOTFOUND, also where something serves it. */
MUST_CHECK int framework_store_remove(struct db_tx *tx, int64_t institution_id, int64_t id,
    struct err *err);

/* What plans are held against is another: of the framework, or of the settings (app/settings.h). */
MUST_CHECK int framework_store_moved(struct db_tx *tx, int64_t institution_id, struct err *err);

/* 0 before the first change. */
MUST_CHECK int framework_store_revision(struct db *db, int64_t institution_id, int64_t *out,
    struct err *err);

/* What R07 asks, for plan->facts; in `mem`. */
MUST_CHECK int framework_store_facts(struct db *db, struct mem *mem, int64_t institution_id,
    const struct check_facts **out, struct err *err);

#endif
