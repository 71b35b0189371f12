/*
 * report_scene.h - an approved plan, one of its units, that unit's people, and a first
 * period to report in: for tests of reports.
 */
#ifndef YUP_TESTS_REPORT_SCENE_H
#define YUP_TESTS_REPORT_SCENE_H

#include "app/actor.h"
#include "app/reports.h"
#include "support/store.h"

enum { SCENE_YEAR = 2031 };

enum who { DRAFTER, HEAD, PLANNER, FINANCE, AUDITOR, STRANGER, WHO__COUNT };

struct scene {
	struct test_store *s;
	struct app_plans plans;
	const struct plan *plan;
	int64_t plan_id;
	uint32_t unit, objective;
	const uint32_t *leaves; /* the unit's */
	size_t leaf_count;
	const char *path;
	int64_t org_unit, other_unit;
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
	struct app_period which;
};

/* What the last call below was refused for. */
extern struct err scene_err;

/* The plan in a state: PLAN_DRAFT or PLAN_APPROVED. */
struct scene *scene_begin(struct test_store *store, enum plan_state state);

/* As one of its people; scene_err is emptied. */
struct app scene_as(const struct scene *s, int who);

/* Lay the year out in halves and open the first. */
void scene_open(struct scene *s);

int scene_type(struct scene *s, int who, size_t leaf, uint32_t seen, enum report_field field,
    const char *text, const char *why, struct app_reported *out);

int scene_pass(struct scene *s, int who, enum unit_state to, const char *why);

/* Every row of the unit says something, with cause and measure. */
void scene_report_all(struct scene *s);

struct app_unit_report scene_unit(struct scene *s);

#endif
