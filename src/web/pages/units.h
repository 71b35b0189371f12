/*
 * units.h - the organisation chart as pages need it: names of units by their id
 * and the choices of a form.
 */
#ifndef YUP_WEB_PAGES_UNITS_H
#define YUP_WEB_PAGES_UNITS_H

#include "core/org.h"
#include "web/router.h"

struct units {
	struct mem *mem;
	const char *on; /* the day asked for */
	struct org_tree tree;
};

/* Those of a day, NULL for today; none where who asks may not see them. */
MUST_CHECK int units_load(struct visit *visit, const char *on, struct units *out, struct err *err);

/* "Dirección General de Planificación (DGP)"; that it is no longer there, where it is not. */
const char *units_name(const struct visit *visit, const struct units *units, int64_t id);

/* The same for where a role holds: 0 is the whole institution. */
const char *units_reach(const struct visit *visit, const struct units *units, int64_t id);

/* Its name for the list of a form, set in by its depth. */
const char *units_label(const struct units *units, size_t index);

#endif
