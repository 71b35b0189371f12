/*
 * person.h - one person's page, for who administers accounts.
 */
#ifndef YUP_WEB_PAGES_PERSON_H
#define YUP_WEB_PAGES_PERSON_H

#include "app/accounts.h"

struct visit;

/*
 * Its page with what it needs to choose a password, shown this once and sent by
 * mail where it can be.
 */
MUST_CHECK int person_show_invited(struct visit *visit, const struct app_invited *made, bool first,
    struct err *err);

#endif
