/*
 * use_cases.h - every use case of src/app/, and how to call it without harm: for
 * the walk of tests/app/test_permissions.c.
 */
#ifndef YUP_TESTS_USE_CASES_H
#define YUP_TESTS_USE_CASES_H

#include "app/actor.h"
#include "app/app.h"
#include "app/live.h"

struct test_store;

enum { NOBODY_THERE = 999999 };

/* Where it is done. */
enum place { OWN, OTHER, WHOLE, FOREIGN, PLACE__COUNT };

struct where {
	int64_t institution, unit, below; /* below: a unit that hangs from `unit` */
	const char *name;                 /* of the institution */
	int64_t plan;
	uint32_t node; /* of the plan, of that unit */
};

struct walk {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	int64_t asker;
	const char *file; /* that may be written */
	struct where at[PLACE__COUNT];
};

enum kind {
	OF_UNIT,        /* OWN, OTHER and FOREIGN matter */
	OF_INSTITUTION, /* WHOLE and FOREIGN */
	OF_HOME,        /* WHOLE only: it chooses by itself */
	OF_ONESELF,     /* a person signed in, whatever it may */
};

struct use_case {
	const char *name;
	int (*call)(struct walk *w, const struct where *at);
	enum kind kind;
	enum permission permission;
	int64_t unit; /* OF_INSTITUTION: asked over the whole, of no unit, or of whichever */
	bool never_by_token;
};

/* Why the last call was refused. */
extern struct err use_case_err;

extern const struct use_case use_cases[];
extern const size_t use_case_count;

#endif
