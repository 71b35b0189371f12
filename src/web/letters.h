/*
 * letters.h - the letters the web sends: what they say, sent once the answer has
 * gone, so that it takes no longer when somebody gets one.
 */
#ifndef YUP_WEB_LETTERS_H
#define YUP_WEB_LETTERS_H

#include "app/accounts.h"
#include "web/router.h"

/* Somebody forgot its password: letters to whom it may concern, after the answer. */
MUST_CHECK int letters_reset(struct visit *visit, const char *login_or_email, struct err *err);

/*
 * Where mail is set up and the person has an address, its secret goes to it after
 * the answer: true then.  `first`: an invitation, else a reset.
 */
bool letters_invitation(struct visit *visit, const struct app_person *person,
    const char *institution, const struct app_invited *made, bool first);

#endif
