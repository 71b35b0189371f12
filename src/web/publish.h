/*
 * publish.h - the public portal as files, for any web host: `yupana publish`.
 *
 * The pages are those of the server, asked of by nobody and with relative links, so
 * that the folder may be put under any address or opened from a disk.  What needs a
 * server (search, any day, notices) is left out.
 */
#ifndef YUP_WEB_PUBLISH_H
#define YUP_WEB_PUBLISH_H

#include <stddef.h>

#include "app/app.h"

struct published {
	size_t institutions, years, files;
};

/*
 * Every institution with an open portal (NULL), or one by its name or acronym, into the
 * folder `path`, which is replaced whole once everything is written.
 *
 * YUP_ENOTFOUND "portal_absent", "portal_none"; those of
 * app_portal_folder_begin().
 */
MUST_CHECK int web_publish(struct app *app, struct mem *mem, const char *institution,
    const char *path, struct published *out, struct err *err);

#endif
