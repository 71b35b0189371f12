/*
 * sign_in.h - proving who one is, with a password, a session or an API token.
 *
 * A wrong login, a wrong password, an account that is disabled or has no
 * password yet: one answer for all, after about the same time.  How long one
 * waits after failures is core/throttle.h.
 */
#ifndef YUP_APP_SIGN_IN_H
#define YUP_APP_SIGN_IN_H

#include <stddef.h>
#include <stdint.h>

#include "app/actor.h"
#include "base/date.h"
#include "io/secret.h"
#include "store/session_store.h"

enum {
	SESSION_IDLE_S = 8 * HOUR_S, /* unused for so long, it is over */
	SESSION_MOST_S = 7 * DAY_S,  /* and after so long in any case */
	SESSION_TOUCH_S = MINUTE_S,  /* its last use is noted no oftener */
	SESSION_KEPT_S = 90 * DAY_S, /* listed for so long after it was over */
	TOKEN_TOUCH_S = MINUTE_S,
};

#define TOKEN_PREFIX "yup_"
enum { TOKEN_TEXT_SIZE = 4 + SECRET_TEXT_SIZE };

struct app_sign_in {
	const char *login; /* "ana", or "ana@MA" where several institutions have one */
	const char *password;
	const char *agent; /* the browser, as it calls itself; NULL: unknown */
};

struct app_signed_in {
	char secret[SECRET_TEXT_SIZE]; /* the session's, for the cookie; kept nowhere */
	char expires_at[INSTANT_SIZE];
	const struct actor *actor; /* in the arena given */
};

/*
 * From app->origin.  YUP_EDENIED "sign_in_refused"; YUP_ELIMIT "sign_in_wait",
 * whose message is how many seconds.
 */
MUST_CHECK int app_sign_in(const struct app *app, struct mem *mem,
    const struct app_sign_in *request, struct app_signed_in *out, struct err *err);

/* Who holds this session.  YUP_EDENIED "session_over": none, or no longer. */
MUST_CHECK int app_actor_of_session(const struct app *app, struct mem *mem, const char *secret,
    const struct actor **out, struct err *err);

/* Who holds this API token.  YUP_EDENIED "token_refused": none, or no longer. */
MUST_CHECK int app_actor_of_token(const struct app *app, struct mem *mem, const char *token,
    const struct actor **out, struct err *err);

/* End app->by's own session. */
MUST_CHECK int app_sign_out(const struct app *app, struct err *err);

/* A person's sessions, the newest first: `limit` before the id `before`, 0 for the newest. */
MUST_CHECK int app_session_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t before, size_t limit, struct session **out, size_t *out_count,
    struct err *err);

/* End one of a person's, or with `session_id` 0 all but the one it asks with. */
MUST_CHECK int app_session_revoke(const struct app *app, int64_t institution_id, int64_t user_id,
    int64_t session_id, struct err *err);

#endif
