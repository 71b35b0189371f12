/*
 * pack_setting.h - what an institution may have otherwise than its pack: names of
 * levels, bands, policies.  A setting is a key and a text; both are for people too:
 *
 *	new_plan            by_behaviour
 *	average             mean
 *	threshold.policy    flat
 *	threshold.percent   35
 *	cap_at_100          false
 *	portal              true
 *	portal.staff        false
 *	level.activity.name       Actividad
 *	level.activity.plural     Actividades
 *	paper.mission       Lograr que ...
 *	bands               0 #b3261e octagon Crítico; 60 #2e7d32 circle Bueno
 *
 * A band goes from its per cent, inclusive, to the next one's.  Refusals:
 * setting_unknown, setting_choice, setting_percent, setting_level_twice, those of
 * bands (setting_band_...) and of field_check().
 *
 * Pure.
 */
#ifndef YUP_CORE_PACK_SETTING_H
#define YUP_CORE_PACK_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct mem;
struct pack;

enum { SETTING_TEXT_MAX = 120, SETTING_LONG_MAX = 8000, SETTING_BAND_FROM_MAX = 1000 };

struct pack_setting {
	const char *key;
	const char *value; /* NULL: as the pack has it */
};

/* Every key there is for this pack, in the order people read them. */
const char **pack_setting_keys(struct mem *mem, const struct pack *pack, size_t *count);

/* What the pack has for a key; NULL where there is no such key. */
const char *pack_setting_value(struct mem *mem, const struct pack *pack, const char *key);

/* The words a key's value is chosen from, ended by NULL; NULL where it is written freely. */
const char *const *pack_setting_choices(const char *key);

/*
 * How many letters a text of the institution's own documents may have (enum pack_text), 0
 * where the key is of something else; more than SETTING_TEXT_MAX: of several lines.
 */
size_t pack_setting_text_max(const char *key);

/* Read one into the pack.  On failure the pack is as it was. */
MUST_CHECK int pack_setting_put(struct mem *mem, struct pack *pack, const char *key,
    const char *value, struct err *err);

/* The same setting of another copy of the pack, bands and all. */
void pack_setting_copy(struct pack *pack, const struct pack *from, const char *key);

/* What holds between settings: no two levels called alike. */
MUST_CHECK int pack_setting_check(struct mem *mem, const struct pack *pack, struct err *err);

/*
 * A copy of the pack with those settings, in `mem`.  One that cannot be read, or is of
 * another pack's level, is left out.  Forms with a level's new name are recognised too.
 */
const struct pack *pack_with_settings(struct mem *mem, const struct pack *pack,
    const struct pack_setting *list, size_t count);

/* The shapes a band may have, ended by NULL. */
extern const char *const pack_band_shapes[];

/* "#2e7d32": nothing else reaches a style sheet. */
bool pack_colour_is_valid(const char *text);

#endif
