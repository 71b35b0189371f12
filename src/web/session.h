/*
 * session.h - who a request comes from: its cookie or its token, and the mark
 * that shows that a form is ours.
 */
#ifndef YUP_WEB_SESSION_H
#define YUP_WEB_SESSION_H

#include "web/router.h"

/*
 * Put who asks in visit->app->by: from `Authorization: Bearer` under /api, else
 * from the cookie; nobody where there is neither or it is no longer good.  Also
 * visit->mark, tied to the session, or to a cookie of its own before sign-in.
 */
MUST_CHECK int session_load(struct visit *visit, struct err *err);

/* YUP_EDENIED "mark_wrong": the form is not from a page of this session. */
MUST_CHECK int session_check_mark(const struct visit *visit, struct err *err);

/* From now on the browser comes with this secret; NULL: with none. */
void session_set(struct visit *visit, const char *secret);

#endif
