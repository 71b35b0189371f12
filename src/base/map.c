#include "base/map.h"

#include <string.h>

#include "base/mem.h"

struct map_slot {
	const char *key; /* NULL: free */
	uint64_t hash;
	uint32_t value;
};

uint64_t
hash_text(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return h ^ (h >> 29);
}

void
map_init(struct map *map, struct mem *mem)
{
	*map = (struct map){ .mem = mem };
}

static struct map_slot *
find(const struct map *map, const char *key, uint64_t hash)
{
	size_t i = hash & (map->room - 1);

	while (map->slots[i].key != NULL) {
		if (map->slots[i].hash == hash && strcmp(map->slots[i].key, key) == 0)
			break;
		i = (i + 1) & (map->room - 1);
	}
	return &map->slots[i];
}

static void
grow(struct map *map)
{
	struct map old = *map;

	map->room = old.room ? old.room * 2 : 32;
	map->slots = mem_array(map->mem, map->room, sizeof(*map->slots));
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key != NULL)
			*find(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

uint32_t
map_get(const struct map *map, const char *key)
{
	const struct map_slot *slot;

	if (map->room == 0)
		return MAP_NONE;
	slot = find(map, key, hash_text(key));
	return slot->key != NULL ? slot->value : MAP_NONE;
}

static struct map_slot *
claim(struct map *map, const char *key)
{
	uint64_t hash = hash_text(key);
	struct map_slot *slot;

	if ((map->count + 1) * 4 > map->room * 3)
		grow(map);
	slot = find(map, key, hash);
	if (slot->key == NULL) {
		*slot = (struct map_slot){ key, hash, MAP_NONE };
		map->count++;
	}
	return slot;
}

void
map_set(struct map *map, const char *key, uint32_t value)
{
	claim(map, key)->value = value;
}

uint32_t
map_get_or_set(struct map *map, const char *key, uint32_t value)
{
	struct map_slot *slot = claim(map, key);

	if (slot->value == MAP_NONE)
		slot->value = value;
	return slot->value;
}
