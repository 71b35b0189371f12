/*
 * settings_view.h - an institution's settings as a form, and its bands as a sample.
 */
#ifndef YUP_WEB_PAGES_SETTINGS_VIEW_H
#define YUP_WEB_PAGES_SETTINGS_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "app/settings.h"
#include "core/pack.h"
#include "web/html.h"

struct visit;

/* A band as it is typed; "" in a row that is free. */
struct settings_band {
	const char *from, *colour, *shape, *name;
};

struct settings_view {
	struct visit *visit;
	bool open;       /* who asks may change them */
	const char *who; /* the roles that may, in words */
	struct app_settings now;
	const char **typed;      /* what the boxes show, in the order of now.items */
	const struct pack *pack; /* the sample is of */
	bool sample_only;        /* it is not saved */
	struct settings_band bands[PACK_BANDS_MAX];
};

/* As they are. */
MUST_CHECK int settings_view_load(struct visit *visit, struct settings_view *out, struct err *err);

/* What the form says, in the order of view->now.items; view->typed and bands show it. */
struct pack_setting *settings_view_read(struct settings_view *view);

/* Show the sample as the settings typed would make it.  Refusals: core/pack_setting.h. */
MUST_CHECK int settings_view_try(struct settings_view *view, const struct pack_setting *typed,
    struct err *err);

/* The key that the bands are under. */
bool settings_is_bands(const struct app_setting *setting);

/* A choice or a number, not a level's name nor the bands. */
bool settings_is_policy(const struct app_setting *setting);
bool settings_is_text(const struct app_setting *setting); /* of printed documents */

/* "mínimo 35 %, hasta antes de 60 %", in the reader's language. */
const char *settings_band_range(const struct settings_view *view, size_t band);

/* Its figure in its colour, and all of them on a line from 0 to 100 %. */
struct safe_html settings_band_mark(const struct settings_view *view, size_t band);
struct safe_html settings_band_line(const struct settings_view *view);

#endif
