/*
 * router.h - which handler answers which path, and who may ask.
 *
 * The tables of routes (web/routes.c) are the whole truth of who may go where: a
 * route without an entry in `asks` stops the program from starting.  What the
 * route asks is the first door only: app/ asks again for the very thing.
 *
 * A POST, PUT, PATCH or DELETE that comes with a cookie must bring the session's
 * CSRF mark, in the field `_marca` or the header x-yupana-marca.
 */
#ifndef YUP_WEB_ROUTER_H
#define YUP_WEB_ROUTER_H

#include "core/role.h"
#include "web/html.h"
#include "web/http.h"

struct app;
struct app_plans;
struct web;

/* What a route asks of who comes. */
enum asks {
	ASKS_NOT_SAID, /* a mistake */
	ASKS_NOTHING,  /* anybody: sign-in, the public pages */
	ASKS_SIGN_IN,  /* whoever is signed in */
	ASKS_ROLE,     /* the route's permission, somewhere in the person's institution */
};

/* Everything a handler needs. */
struct visit {
	struct web *web;
	struct app *app;         /* its own connection; app->by is who asks */
	struct app_plans *plans; /* that this thread keeps loaded */
	struct http_request *req;
	struct http_response *res;
	const char *args[4];    /* what stands for {...} in the route's path */
	struct html html;       /* writes to res->body */
	const char *mark;       /* CSRF mark for the forms of this page */
	const char *session;    /* the session's secret, NULL without one */
	long long user_id;      /* who asked; 0: nobody */
	int64_t institution_id; /* the one the pages speak of; 0: none */
	const char *standing;   /* what every page of this plan says first, NULL: nothing */
	const char *standing_path, *standing_link; /* where it leads */
	bool english;
	bool api;                                      /* answers in JSON */
	bool copied; /* for a copy on a disk: nothing can be asked of it (web/publish.h) */
	void (*after)(struct app *app, void *context); /* done once the answer has gone */
	void *after_context;                           /* must outlive the request */
};

typedef int (*route_fn)(struct visit *visit, struct err *err);

struct route {
	enum method method;
	const char *path; /* "/planes/{plan}" */
	route_fn run;
	enum asks asks;
	enum permission permission; /* ASKS_ROLE */
	size_t body_max;            /* 0: HTTP_BODY_USUAL */
};

enum { HTTP_BODY_USUAL = 1 << 20 };

/* Every table, ended by NULL; a table ends with a route without a path. */
extern const struct route *const web_routes[];

/*
 * The route of a request, its arguments in `args`.  YUP_ENOTFOUND: no such path;
 * YUP_EINVALID "method_unknown" where the path has other methods, in `*allowed`
 * as a list for the Allow header.
 */
MUST_CHECK int router_find(const struct http_request *req, const struct route **out,
    const char *args[4], const char **allowed, struct err *err);

/* It asks little of the database: the thread of its connection may answer it itself. */
bool router_is_quick(const struct http_request *req);

/* Fails with YUP_EBUG where a route does not say what it asks. */
MUST_CHECK int router_check(struct err *err);

/*
 * Answer a request whole: session, permission, CSRF mark, handler, errors as
 * pages.  `refused`, where its code is not 0, is what was wrong with it already.
 * Where visit->app->later is set meanwhile there is no answer: ask again without it.
 */
void router_answer(struct visit *visit, const struct err *refused);

/* ---- For handlers ------------------------------------------------------------ */

/*
 * 303 to a path of this site.  Where it says what was done, "?listo=guardado", a cookie
 * of a few seconds says it too: a page believes the address only beside it.
 */
#define ANSWER_DONE_COOKIE "yupana-listo"
int answer_see(struct visit *visit, const char *path);

/* A header of the answer. */
void answer_header(struct visit *visit, const char *name, const char *value);

/*
 * The answer is for everybody, and changes when `tag` does: caches may keep it for a while.
 * True: who asks has it already, and is told so; nothing is to be made.
 */
bool answer_public(struct visit *visit, const char *tag);

/* A number in the path or a field; YUP_ENOTFOUND or YUP_EINVALID. */
MUST_CHECK int visit_arg_id(const struct visit *visit, unsigned i, int64_t *out, struct err *err);

/* A field of the form or, failing that, of the query; "" where there is none. */
const char *visit_field(const struct visit *visit, const char *name);

#endif
