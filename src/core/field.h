/*
 * field.h - a text that a person typed: is it fit to be kept and shown?
 *
 * Each function refuses with the reason and the field ("name"), so that a page
 * can say it beside the box.  Pure.
 */
#ifndef YUP_CORE_FIELD_H
#define YUP_CORE_FIELD_H

#include <stddef.h>

#include "base/err.h"

enum field_need { FIELD_OPTIONAL, FIELD_NEEDED };

/*
 * UTF-8, at most `most` letters, nothing that acts unseen; not blank where it is
 * needed.  NULL is "".  Refusals: text_absent, text_too_long, text_not_utf8,
 * text_has_controls.
 */
MUST_CHECK int field_check(const char *text, size_t most, enum field_need need, const char *field,
    struct err *err);

/* A day, "2026-01-31".  Refusals: text_absent, date_invalid. */
MUST_CHECK int field_check_date(const char *date, const char *field, struct err *err);

/*
 * A name to sign in with: 2 to 64 of ASCII letters, digits and . _ - @ +, so that
 * no two look alike.  Refusals: those of field_check, login_invalid.
 */
MUST_CHECK int field_check_login(const char *login, const char *field, struct err *err);

/* An address: something@something.something, or "".  Refusals: those of field_check, email_invalid. */
MUST_CHECK int field_check_email(const char *email, const char *field, struct err *err);

#endif
