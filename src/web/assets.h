/*
 * assets.h - what is carried inside the program and sent as it is: styles,
 * scripts, icons.
 *
 * An asset's address has the beginning of its hash, /estatico/1f2e3d4c/grid.js,
 * so a browser keeps it for ever and a new program has new addresses.
 */
#ifndef YUP_WEB_ASSETS_H
#define YUP_WEB_ASSETS_H

#include <stddef.h>

struct assets;

struct asset {
	const char *name; /* "grid.js" */
	const char *path; /* "/estatico/1f2e3d4c/grid.js" */
	const char *type;
	const char *bytes;
	size_t size;
	const char *packed; /* gzip */
	size_t packed_size;
};

struct assets *assets_new(void);
void assets_free(struct assets *assets);

/* By the path of a request, or NULL. */
const struct asset *assets_at(const struct assets *assets, const char *path);

/* The path of the one called `name`; a name that is none is our mistake. */
const char *assets_path(const struct assets *assets, const char *name);

#endif
