/*
 * letters.h - the letters the web sends: what they say, sent once the answer has
 * gone, so that it takes no longer when somebody gets one.
 */
#ifndef YUP_WEB_LETTERS_H
#define YUP_WEB_LETTERS_H

#include "web/router.h"

/* Somebody forgot its password: letters to whom it may concern, after the answer. */
MUST_CHECK int letters_reset(struct visit *visit, const char *login_or_email, struct err *err);

#endif
