/*
 * portal_folder.h - the folder that a copy of the portal is written to: made beside the
 * one there is, and put in its place once it is whole.
 */
#ifndef YUP_APP_PORTAL_FOLDER_H
#define YUP_APP_PORTAL_FOLDER_H

#include <stddef.h>

#include "base/err.h"

struct mem;

/* What a folder made here has in it: one that has not is never replaced. */
#define PORTAL_FOLDER_MARK "yupana-portal.txt"

struct app_portal_folder {
	struct mem *mem;
	const char *path, *made;
};

/* YUP_ECONFLICT "publish_foreign": what is there was not made by this; YUP_EIO. */
MUST_CHECK int app_portal_folder_begin(struct app_portal_folder *folder, struct mem *mem,
    const char *path, struct err *err);

/* A file by its path in the folder, "portal/maryc/index.html". */
MUST_CHECK int app_portal_folder_put(struct app_portal_folder *folder, const char *file,
    const char *bytes, size_t length, struct err *err);

/* `rc` YUP_OK: it takes its place; else it is thrown away, and `rc` is given back. */
MUST_CHECK int app_portal_folder_end(struct app_portal_folder *folder, int rc, struct err *err);

#endif
