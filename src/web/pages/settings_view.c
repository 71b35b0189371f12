#include "web/pages/settings_view.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "text/role_text.h"
#include "text/setting_text.h"
#include "web/pages/band.h"
#include "web/router.h"

#define BANDS "bands"

bool
settings_is_bands(const struct app_setting *setting)
{
	return strcmp(setting->key, BANDS) == 0;
}

bool
settings_is_policy(const struct app_setting *setting)
{
	return setting_name(setting->key) != NULL && !settings_is_text(setting);
}

bool
settings_is_text(const struct app_setting *setting)
{
	return pack_setting_text_max(setting->key) > 0;
}

/* "Planificador": the roles that may change them. */
static const char *
who_may(struct visit *visit)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (enum role r = 0; r < ROLE__COUNT; r++)
		if (role_table[r][MAY_EDIT_SETTINGS] != REACH_NONE)
			str_printf(&s, "%s%s", s.length > 0 ? ", " : "",
			    html_translated(&visit->html, role_name(r)));
	return mem_strdup(visit->req->mem, str_text(&s));
}

static void
show_bands(struct settings_view *v, const struct pack *pack)
{
	for (size_t i = 0; i < PACK_BANDS_MAX; i++) {
		CLEANUP(str_done) struct str from = { 0 };

		v->bands[i] = (struct settings_band){ "", "", "", "" };
		if (i >= pack->band_count)
			continue;
		num_put(&from, pack->bands[i].from_e4, 4, 0);
		v->bands[i] = (struct settings_band){
			.from = mem_strdup(v->visit->req->mem, str_text(&from)),
			.colour = pack->bands[i].colour,
			.shape = pack->bands[i].shape,
			.name = pack->bands[i].name,
		};
	}
}

int
settings_view_load(struct visit *visit, struct settings_view *out, struct err *err)
{
	struct settings_view v = { .visit = visit, .who = who_may(visit) };
	int rc = app_setting_list(visit->app, visit->req->mem, visit->institution_id, &v.now, err);

	if (rc < 0)
		return rc;
	v.open = actor_may(visit->app->by, MAY_EDIT_SETTINGS, visit->institution_id, ORG_UNIT_ALL);
	v.pack = v.now.pack;
	v.typed = mem_array(visit->req->mem, v.now.count, sizeof(*v.typed));
	for (size_t i = 0; i < v.now.count; i++)
		v.typed[i] = v.now.items[i].value;
	show_bands(&v, v.pack);
	*out = v;
	return YUP_OK;
}

/* ---- What was typed ------------------------------------------------------------ */

static const char *
band_field(const struct settings_view *v, const char *name, size_t i)
{
	char field[32];

	(void)snprintf(field, sizeof(field), "%s%zu", name, i + 1);
	return visit_field(v->visit, field);
}

/* "33,5" as people write it here. */
static const char *
with_dot(struct mem *mem, const char *number)
{
	char *text = mem_strdup(mem, number);
	char *comma = strchr(text, ',');

	if (comma != NULL)
		*comma = '.';
	return text;
}

static const char *
read_bands(struct settings_view *v)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct mem *mem = v->visit->req->mem;

	for (size_t i = 0; i < PACK_BANDS_MAX; i++) {
		struct settings_band *b = &v->bands[i];

		b->from = with_dot(mem, band_field(v, "desde", i));
		b->colour = band_field(v, "color", i);
		b->shape = band_field(v, "figura", i);
		b->name = band_field(v, "banda", i);
		if (b->from[0] == '\0' && b->name[0] == '\0')
			continue;
		str_printf(&s, "%s%s %s %s %s", s.length > 0 ? "; " : "", b->from, b->colour,
		    b->shape, b->name);
	}
	return mem_strdup(mem, str_text(&s));
}

struct pack_setting *
settings_view_read(struct settings_view *v)
{
	struct mem *mem = v->visit->req->mem;
	struct pack_setting *list = mem_array(mem, v->now.count + 1, sizeof(*list));

	for (size_t i = 0; i < v->now.count; i++) {
		const struct app_setting *item = &v->now.items[i];

		v->typed[i] = settings_is_bands(item) ? read_bands(v)
						      : visit_field(v->visit, item->key);
		if (settings_is_policy(item))
			v->typed[i] = with_dot(mem, v->typed[i]);
		list[i] = (struct pack_setting){ item->key, v->typed[i] };
	}
	return list;
}

int
settings_view_try(struct settings_view *v, const struct pack_setting *typed, struct err *err)
{
	struct mem *mem = v->visit->req->mem;
	struct pack *pack = mem_alloc(mem, sizeof(*pack));
	int rc = YUP_OK;

	*pack = *v->now.pack;
	for (size_t i = 0; rc == YUP_OK && i < v->now.count; i++)
		rc = pack_setting_put(mem, pack, typed[i].key, typed[i].value, err);
	if (rc == YUP_OK)
		rc = pack_setting_check(mem, pack, err);
	if (rc < 0)
		return rc;
	v->pack = pack;
	v->sample_only = true;
	return YUP_OK;
}

/* ---- The sample ---------------------------------------------------------------- */

const char *
settings_band_range(const struct settings_view *v, size_t band)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct html *h = &v->visit->html;

	str_printf(&s, "%s ", html_translated(h, N_("desde")));
	number_put_percent(&s, v->pack->bands[band].from_e4);
	if (band + 1 < v->pack->band_count) {
		str_printf(&s, " %s ", html_translated(h, N_("hasta antes de")));
		number_put_percent(&s, v->pack->bands[band + 1].from_e4);
	}
	return mem_strdup(v->visit->req->mem, str_text(&s));
}

struct safe_html
settings_band_mark(const struct settings_view *v, size_t band)
{
	const struct pack_band *b = &v->pack->bands[band];

	return (struct safe_html){ mem_printf(v->visit->req->mem,
	    "<svg class=\"band\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"%s\" "
	    "fill=\"%s\"/></svg>",
	    band_path(b->shape), b->colour) };
}

/* Hundredths of a per cent from the left; 100 % is the right end, and what passes it too. */
static long long
place_of(const struct settings_view *v, size_t band)
{
	int64_t from_e4 = band < v->pack->band_count ? v->pack->bands[band].from_e4 : 110 * E4;

	return (from_e4 < 110 * E4 ? from_e4 : 110 * E4) / 100;
}

struct safe_html
settings_band_line(const struct settings_view *v)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s,
	    "<svg class=\"band-line\" viewBox=\"0 0 11000 300\" preserveAspectRatio=\"none\" "
	    "aria-hidden=\"true\">");
	for (size_t i = 0; i < v->pack->band_count; i++)
		str_printf(&s,
		    "<rect x=\"%lld\" y=\"0\" width=\"%lld\" height=\"300\" fill=\"%s\"/>",
		    place_of(v, i), place_of(v, i + 1) - place_of(v, i), v->pack->bands[i].colour);
	str_put(&s, "</svg>");
	return (struct safe_html){ mem_strdup(v->visit->req->mem, str_text(&s)) };
}
