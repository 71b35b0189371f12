/*
 * error.h - a refusal as a page, or as a problem document (RFC 9457) under /api.
 */
#ifndef YUP_WEB_PAGES_ERROR_H
#define YUP_WEB_PAGES_ERROR_H

#include "base/err.h"

struct visit;

/* Sets the status from the code: 400, 401, 403, 404, 405, 409, 413, 422, 503, 500. */
void error_page(struct visit *visit, const struct err *err);

#endif
