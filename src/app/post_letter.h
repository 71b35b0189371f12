/*
 * post_letter.h - a letter to a person, through the mail server the environment
 * names (io/mail.h).
 */
#ifndef YUP_APP_POST_LETTER_H
#define YUP_APP_POST_LETTER_H

#include <stdbool.h>

#include "base/err.h"

struct app;

/* False where there is no mail server: letters are handed out by people. */
bool app_has_mail(void);

/*
 * Hand it to the server, half a minute at most.  YUP_ENOTFOUND "mail_absent" without
 * one; failures of io/mail.h.  What fails is in the log of institution 0.
 */
MUST_CHECK int app_post_letter(const struct app *app, const char *to, const char *subject,
    const char *body, struct err *err);

#endif
