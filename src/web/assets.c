#include "web/assets.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "embed_static.h"
#include "web/gzip.h"

struct assets {
	struct mem *mem;
	struct asset *list;
	size_t count;
};

static const char *
type_of(const char *name)
{
	static const struct {
		const char *end, *type;
	} TYPES[] = {
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".svg", "image/svg+xml" },
		{ ".png", "image/png" },
		{ ".ico", "image/x-icon" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".json", "application/json" },
		{ ".webmanifest", "application/manifest+json" },
	};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(TYPES) / sizeof(TYPES[0]); i++)
		if (strcmp(dot, TYPES[i].end) == 0)
			return TYPES[i].type;
	return "application/octet-stream";
}

/* FNV-1a: enough to tell one version of a file from another. */
static uint32_t
mark_of(const struct embed_file *file)
{
	uint32_t mark = 2166136261u;

	for (size_t i = 0; i < file->size; i++)
		mark = (mark ^ file->start[i]) * 16777619u;
	return mark;
}

struct assets *
assets_new(void)
{
	struct mem *mem = mem_new();
	struct assets *assets = mem_alloc(mem, sizeof(*assets));

	assets->mem = mem;
	assets->count = embed_static.count;
	assets->list = mem_array(mem, assets->count, sizeof(*assets->list));
	for (size_t i = 0; i < assets->count; i++) {
		const struct embed_file *file = &embed_static.files[i];
		struct asset *asset = &assets->list[i];
		CLEANUP(str_done) struct str packed = { 0 };

		asset->name = file->name;
		asset->path = mem_printf(mem, "/estatico/%08x/%s", mark_of(file), file->name);
		asset->type = type_of(file->name);
		asset->bytes = (const char *)file->start;
		asset->size = file->size;
		if (gzip_put(&packed, file->start, file->size, GZIP_BEST)) {
			asset->packed_size = packed.length;
			asset->packed = memcpy(mem_alloc(mem, packed.length), packed.text,
			    packed.length);
		}
	}
	return assets;
}

void
assets_free(struct assets *assets)
{
	if (assets != NULL)
		mem_free(assets->mem);
}

const struct asset *
assets_at(const struct assets *assets, const char *path)
{
	for (size_t i = 0; i < assets->count; i++)
		if (strcmp(assets->list[i].path, path) == 0)
			return &assets->list[i];
	return NULL;
}

const char *
assets_path(const struct assets *assets, const char *name)
{
	size_t i = 0;

	while (i < assets->count && strcmp(assets->list[i].name, name) != 0)
		i++;
	assert(i < assets->count);
	return assets->list[i].path;
}
