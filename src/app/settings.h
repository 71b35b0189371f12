/*
 * settings.h - what an institution has otherwise than its pack (core/pack_setting.h).
 *
 * Applied in one place, app_pack(), to every plan and follow-up of the institution:
 * names and bands are how they are shown, from then on; the policy of new plans
 * touches only plans made afterwards, since each plan keeps its own; a follow-up keeps
 * its threshold and whether what passes 100 % counts whole.
 */
#ifndef YUP_APP_SETTINGS_H
#define YUP_APP_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/pack_setting.h"

struct app;
struct db_tx;
struct mem;
struct pack;

struct app_setting {
	const char *key;
	const char *own;   /* what the pack has */
	const char *value; /* what holds */
	bool changed;      /* the institution's, not the pack's */
};

struct app_settings {
	const struct pack *own;  /* as it is */
	const struct pack *pack; /* as it holds here */
	struct app_setting *items;
	size_t count;
};

/* All there are.  YUP_ENOTFOUND: the institution's pack is not at hand. */
MUST_CHECK int app_setting_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_settings *out, struct err *err);

/*
 * Change several at once, or none: NULL, and what the pack has, are the pack's.
 * `*out_changed` is how many are not as they were.  Refusals: core/pack_setting.h.
 */
MUST_CHECK int app_setting_change(const struct app *app, int64_t institution_id,
    const struct pack_setting *changes, size_t count, size_t *out_changed, struct err *err);

/* ---- For app/ only ---------------------------------------------------------- */

/* The pack with what the institution has otherwise; 0: as it is. */
MUST_CHECK int app_settings_apply(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct pack **pack, struct err *err);

/* The same pack with what a stored follow-up keeps from before a setting changed. */
MUST_CHECK int app_settings_keep(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, const struct pack **pack, struct err *err);

/* A follow-up that takes another's place keeps the same as that one. */
MUST_CHECK int app_settings_keep_also(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t from_id, int64_t to_id, struct err *err);

#endif
