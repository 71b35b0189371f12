/*
 * letters.h - sends what app_password_forgotten() and the invitations made.
 *
 * Whoever asked was answered before: a letter that does not go out is told to the
 * one who runs the program.
 */
#ifndef YUP_APP_LETTERS_H
#define YUP_APP_LETTERS_H

#include <stdbool.h>

#include "app/accounts.h"

/* True where the environment names a mail server (io/mail.h). */
bool letter_can_be_sent(void);

/*
 * YUPANA_URL, where it is set, is the address of the program: the letter has a
 * link.  YUP_EIO "mail_failed", "mail_unset"; YUP_EINVALID "mail_invalid".
 */
MUST_CHECK int letter_send(const struct app *app, const struct app_letter *letter, bool first,
    struct err *err);

#define LETTER_PATH "/invitacion/" /* of the program's address; the code follows */

#endif
