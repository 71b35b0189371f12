/*
 * world.h - a site with two institutions that have the same small plan: units,
 * rows, people, papers, so that a path can be asked for what is one's own, what is
 * another unit's and what is the neighbour's.
 */
#ifndef YUP_TESTS_WORLD_H
#define YUP_TESTS_WORLD_H

#include <stdint.h>

#include "core/plan.h"
#include "support/site.h"

enum world_place { WORLD_OWN, WORLD_OTHER, WORLD_FOREIGN, WORLD_PLACE__COUNT };

/* What there is at a place; ids of the neighbour are none of the institution's. */
struct world_things {
	int64_t plan;
	const char *unit; /* its id in the plan */
	int64_t org_unit; /* its id in the organisation chart */
	uint32_t row;     /* an activity of the unit */
	uint32_t change;  /* the revision of the plan that changed it last */
	int64_t document; /* sent and not yet accepted */
	int64_t person, role, substitution, token, session;
	int64_t job;          /* that the person of its own unit asked */
	int64_t prepared;     /* a document made beside for the same person, and kept */
	int64_t element;      /* of the strategic framework */
	int64_t item;         /* of a register, of the unit */
	int64_t evidence;     /* of that item */
	int64_t issued;       /* a document */
	int64_t follow_up;    /* a document of the whole institution */
	uint32_t observation; /* of the unit, which has to answer it */
	uint32_t reported;    /* the same of its report; world_observe_reports() */
};

struct world {
	struct site site;
	struct mem *mem;
	struct world_things at[WORLD_PLACE__COUNT];
	int year;           /* of the home plan, whose first half is open to report */
	uint32_t framework; /* the row 1.1 of the plan */
	unsigned wrong;     /* for a test that counts before it fails */
};

struct world world_open(struct test_store *s);
void world_close(struct world *w);

/* An observation of each unit's report of the open half, besides. */
void world_observe_reports(struct world *w);

/* The plan as it is now. */
const struct plan *world_plan(struct world *w);

/* Somebody signed in with a role over one unit of the chart. */
struct site_user world_user(struct world *w, const char *login, const char *role, int64_t org_unit);

/*
 * "/plan/{plan}/unidad/{unidad}" with what stands there at a place; `{fila}`, `{node}`,
 * `{documento}` ... as routes call them, and `{objetivo}`, the row 1.1.  A name that
 * nothing stands for fails the test.
 */
const char *world_path(struct world *w, enum world_place place, const char *path);

#endif
