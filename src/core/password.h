/*
 * password.h - which passwords are good enough.
 *
 * Long, and not what a stranger would try first; no classes of signs and no
 * expiry.  Pure.  Source: NIST SP 800-63B section 5.1.1.2.
 */
#ifndef YUP_CORE_PASSWORD_H
#define YUP_CORE_PASSWORD_H

#include "base/err.h"

struct mem;

enum { PASSWORD_LEAST = 12, PASSWORD_MOST = 128 }; /* letters */

/* Whose it will be: a password must not be made of these. */
struct password_owner {
	const char *login, *name, *email;
	const char *institution, *acronym;
};

/*
 * Refusals, of the field "password": password_short, password_long,
 * password_not_text, password_personal, password_common, password_simple.
 */
MUST_CHECK int password_check(struct mem *mem, const char *password,
    const struct password_owner *owner, struct err *err);

#endif
