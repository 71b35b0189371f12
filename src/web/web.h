/*
 * web.h - what all requests share, made when the server starts and only read
 * afterwards.
 */
#ifndef YUP_WEB_WEB_H
#define YUP_WEB_WEB_H

#include <stdbool.h>

#include "text/catalogue.h"

struct assets;
struct runner;

struct web {
	struct assets *assets;
	const struct catalogue *english; /* NULL: not carried */
	const char *base_url;            /* NULL: plain HTTP */
	struct runner *runner;           /* does long work; NULL: requests do it themselves */
	bool secure;                     /* base_url is https: cookies are only for it */
};

#endif
