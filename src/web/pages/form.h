/*
 * form.h - what pages with forms share: a refusal told on the page itself, with
 * what was typed still there, and reading of its fields.
 */
#ifndef YUP_WEB_PAGES_FORM_H
#define YUP_WEB_PAGES_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct visit;

/* Why it was refused, in the reader's language. */
const char *form_sentence(const struct visit *visit, const struct err *err);

/*
 * True where a refusal is told on the form's own page: what was asked cannot be.
 * The status is set.  False where the whole page is not for this person, is not
 * there, or the program failed.
 */
bool form_refused(struct visit *visit, int rc, const struct err *err);

/* A field as an id; 0 where it is empty or "0".  YUP_EINVALID "request_malformed". */
MUST_CHECK int form_id(const struct visit *visit, const char *name, int64_t *out, struct err *err);

/* A field that may be left empty: NULL then. */
const char *form_optional(const struct visit *visit, const char *name);

/* Every value of a field that is there several times, in order; in the request's arena. */
const char **form_all(const struct visit *visit, const char *name, size_t *count);

/* `value` may be chosen and is: for {% if %} of an <option>. */
bool form_chosen(const struct visit *visit, const char *name, const char *value);

/* The address of this program, without a slash at its end. */
const char *form_site(const struct visit *visit);

#endif
