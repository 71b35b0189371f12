/*
 * institutions.h - the institutions of a database, and who supervises whom.
 */
#ifndef YUP_APP_INSTITUTIONS_H
#define YUP_APP_INSTITUTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "store/institution_store.h"

struct app;

/* Those of which app->by may see something, in the order they came. */
MUST_CHECK int app_institution_list(const struct app *app, struct mem *mem,
    struct institution **out, size_t *out_count, struct err *err);

/*
 * `supervisor` (a name or acronym, "" for nobody) supervises it from now on; where
 * no institution here is called so, it is a name of one elsewhere.  YUP_EINVALID
 * "supervision_circle".
 */
MUST_CHECK int app_institution_supervise(const struct app *app, int64_t institution_id,
    const char *supervisor, struct err *err);

#endif
