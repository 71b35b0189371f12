/*
 * map.h - from text to a number: the one hash table.
 *
 * Keys are not copied: they must live as long as the map.  The map lives in
 * its arena and needs no freeing.
 */
#ifndef YUP_BASE_MAP_H
#define YUP_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct mem;

#define MAP_NONE UINT32_MAX

struct map {
	struct mem *mem;
	struct map_slot *slots;
	size_t count;
	size_t room; /* a power of two, or 0 */
};

void map_init(struct map *map, struct mem *mem);

/* The value under `key`, or MAP_NONE. */
uint32_t map_get(const struct map *map, const char *key);

/* Set the value under `key`; MAP_NONE is not a value. */
void map_set(struct map *map, const char *key, uint32_t value);

/* The value under `key`; where there is none, set `value` and return it. */
uint32_t map_get_or_set(struct map *map, const char *key, uint32_t value);

/* FNV-1a with a final mix: for tables, not for secrets. */
uint64_t hash_text(const char *text);

#endif
