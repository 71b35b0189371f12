/* operator.c - see operator.h. */
#include "support/operator.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/actor.h"
#include "support/store.h"

void
operator_now(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, TEST_NOW);
}

struct app
operator_app(const struct test_store *s)
{
	return (struct app){ .db = s->db,
		.db_name = s->path,
		.now = operator_now,
		.by = &actor_operator };
}

struct app
operator_open(const char *path, unsigned flags)
{
	struct app app = { .now = operator_now, .by = &actor_operator };
	struct err err = { 0 };

	if (app_open(&app, path, flags, &err) < 0) {
		(void)fprintf(stderr, "operator: %s\n", err.message);
		exit(2);
	}
	return app;
}
