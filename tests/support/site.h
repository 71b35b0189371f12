/*
 * site.h - the web application over a test's own database, without sockets:
 * requests go to the router and its answers come back.
 */
#ifndef YUP_TESTS_SITE_H
#define YUP_TESTS_SITE_H

#include <stdint.h>

#include "app/app.h"
#include "app/live.h"
#include "web/http.h"
#include "web/web.h"

struct test_store;

struct site {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	struct web web;
	struct catalogue english;
};

/* Somebody signed in; zeroed: nobody. */
struct site_user {
	const char *secret; /* its session's */
	const char *mark;   /* of its forms */
};

struct site_answer {
	unsigned status;
	const char *type, *body;
	const char *location; /* "" without one */
	size_t size;
	struct http_values headers;
};

struct site site_open(struct test_store *s);
void site_close(struct site *site);

/* An account that is signed in, with a role over the whole (NULL: none). */
struct site_user site_user(struct site *site, const char *login, const char *role);

struct site_answer site_get(struct site *site, const struct site_user *user, const char *target);

/* A form as a browser sends it: "nombre=Ana&x=1"; the mark is added. */
struct site_answer site_post(struct site *site, const struct site_user *user, const char *target,
    const char *form);

/* The same with one file, as the field `field`. */
struct site_answer site_upload(struct site *site, const struct site_user *user, const char *target,
    const char *form, const struct http_file *file);

/* The same by another method. */
struct site_answer site_post_as(struct site *site, const struct site_user *user, enum method method,
    const char *target, const char *form);

/* Anything else: method, a header's name and value (NULL: none), a body; no mark is added. */
struct site_answer site_send(struct site *site, const struct site_user *user, enum method method,
    const char *target, const char *header, const char *value, const char *body);

/* As a script of ours: with the mark, an If-Match and a body of JSON. */
struct site_answer site_script(struct site *site, const struct site_user *user, enum method method,
    const char *target, const char *if_match, const char *body);

/* Anything whatever: headers by name and value, ended by NULL; a body (NULL: none). */
struct site_answer site_call(struct site *site, enum method method, const char *target,
    const char *const *headers, const char *body);

#endif
