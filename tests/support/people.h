/*
 * people.h - accounts of a test's institution, made as people make them, and a
 * clock that the test moves.
 */
#ifndef YUP_TESTS_PEOPLE_H
#define YUP_TESTS_PEOPLE_H

#include <stdint.h>

#include "app/app.h"

struct test_store;

/* A password that is good for anybody here. */
#define PEOPLE_PASSWORD "caballo grapa pila correcta"

/* The application for the operator, with passwords that cost little and people_now(). */
struct app people_app(const struct test_store *s);

/* What people_now() tells; TEST_NOW until it is set or moved. */
void people_set_clock(const char *instant);
void people_move_clock(int64_t seconds);
void people_now(char out[CLOCK_TEXT_SIZE]);

/* An account that accepted its invitation with PEOPLE_PASSWORD; its id. */
int64_t people_add(const struct test_store *s, const char *login);

/* A role from today on over a unit, 0: the whole; its id. */
int64_t people_grant(const struct test_store *s, int64_t user_id, const char *role, int64_t unit);

/* A unit from today on; its id. */
int64_t people_unit(const struct test_store *s, const char *name, int64_t parent);

#endif
