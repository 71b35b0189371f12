#include "web/publish.h"

#include <string.h>

#include "app/actor.h"
#include "app/live.h"
#include "app/portal.h"
#include "app/portal_folder.h"
#include "base/mem.h"
#include "base/str.h"
#include "web/assets.h"
#include "web/pages/portal.h"
#include "web/router.h"
#include "web/web.h"

struct publishing {
	struct app *app;
	struct web web;
	struct mem *mem;
	struct app_portal_folder folder;
	struct published *out;
	struct err *err;
};

/* ---- Addresses as files ------------------------------------------------------------------ */

static bool
begins_with(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* An address without query or fragment: a file of its own, or a folder with its page. */
static void
put_file_of(struct str *out, const char *address, size_t length)
{
	bool is_file = begins_with(address, "/estatico/") ||
	    memmem(address, length, "/datos/", strlen("/datos/")) != NULL;

	str_put_n(out, address + 1, length - 1);
	if (!is_file)
		str_put(out, length > 1 ? "/index.html" : "index.html");
}

static const char *
file_of(struct mem *mem, const char *address)
{
	CLEANUP(str_done) struct str s = { 0 };

	put_file_of(&s, address, strlen(address));
	return mem_strndup(mem, s.text, s.length);
}

static const char *
way_up(struct mem *mem, const char *file)
{
	const char *up = "";

	for (const char *p = strchr(file, '/'); p != NULL; p = strchr(p + 1, '/'))
		up = mem_printf(mem, "../%s", up);
	return up;
}

/*
 * Links of a page of ours, relative to its file.  Every attribute stands in quotes and no
 * text has one, so that what is looked for is nothing else.
 */
static void
put_relative(struct str *out, const char *html, const char *up)
{
	static const char *const LINKS[] = { " href=\"/", " src=\"/" };

	for (;;) {
		const char *first = NULL;
		size_t length;

		for (size_t i = 0; i < sizeof(LINKS) / sizeof(LINKS[0]); i++) {
			const char *at = strstr(html, LINKS[i]);

			if (at != NULL && (first == NULL || at < first))
				first = at;
		}
		if (first == NULL)
			break;
		first = strchr(first, '"') + 1;
		length = strcspn(first, "\"#?");
		str_put_n(out, html, (size_t)(first - html));
		str_put(out, up);
		put_file_of(out, first, length);
		html = first + length;
	}
	str_put(out, html);
}

/* ---- Files ---------------------------------------------------------------------------------- */

static int
put_file(struct publishing *p, const char *file, const char *bytes, size_t length)
{
	p->out->files++;
	return app_portal_folder_put(&p->folder, file, bytes, length, p->err);
}

static int
put_answer(struct publishing *p, const char *file, const struct http_response *res)
{
	CLEANUP(str_done) struct str html = { 0 };

	if (res->type == NULL || !begins_with(res->type, "text/html"))
		return put_file(p, file, res->body.text, res->body.length);
	put_relative(&html, res->body.text, way_up(p->mem, file));
	return put_file(p, file, html.text, html.length);
}

/* Ask for an address as anybody would, and keep the answer. */
static int
put_page(struct publishing *p, const char *address, const char *file)
{
	static const struct err NOTHING_WRONG = { 0 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct http_request req = { .mem = mem, .method = METHOD_GET };
	struct http_response res = { .status = 200, .type = "text/html; charset=utf-8" };
	struct visit visit = { .web = &p->web,
		.app = p->app,
		.req = &req,
		.res = &res,
		.copied = true };
	int rc = http_read_target(&req, address, p->err);

	if (rc < 0)
		return rc;
	visit.html.out = &res.body;
	router_answer(&visit, &NOTHING_WRONG);
	if (res.status == 200)
		rc = put_answer(p, file, &res);
	else
		rc = err_set(p->err, YUP_EBUG, "%s: %u", address, res.status);
	str_done(&res.body);
	return rc;
}

static int
put_address(struct publishing *p, const char *address)
{
	return put_page(p, address, file_of(p->mem, address));
}

/* ---- What there is ----------------------------------------------------------------------------- */

/* Only the rows and units of which there is a page. */
static int
put_parts(struct publishing *p, const char *base, const struct app_portal_year *y)
{
	const struct plan *plan = y->plan;
	bool *owns = mem_array(p->mem, plan->unit_count + 1, sizeof(*owns));
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->unit != PLAN_NONE)
			owns[node->unit] = true;
		else if (node->level == 0)
			rc = put_address(p, mem_printf(p->mem, "%s/objetivo/%s", base, node->id));
	}
	for (size_t u = 0; rc == YUP_OK && u < plan->unit_count; u++)
		if (owns[u])
			rc = put_address(p,
			    mem_printf(p->mem, "%s/unidad/%s", base, plan->units[u].id));
	return rc;
}

static int
put_year(struct publishing *p, const struct app_portal *portal, int year)
{
	const char *base = mem_printf(p->mem, "/portal/%s/%d", portal_slug(p->mem, portal), year);
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_portal_year y;
	int rc = app_portal_open(p->app, mem, portal, year, NULL, &y, p->err);

	if (rc == YUP_OK)
		rc = put_address(p, base);
	if (rc == YUP_OK)
		rc = put_parts(p, base, &y);
	for (const struct app_portal_file *f = app_portal_files; rc == YUP_OK && f->name != NULL;
	     f++)
		rc = put_address(p, mem_printf(p->mem, "%s/datos/%s", base, f->name));
	p->out->years++;
	return rc;
}

static int
put_portal(struct publishing *p, const struct app_portal *portal)
{
	int rc = put_address(p, mem_printf(p->mem, "/portal/%s", portal_slug(p->mem, portal)));

	for (size_t y = 0; rc == YUP_OK && y < portal->year_count; y++)
		rc = put_year(p, portal, portal->years[y]);
	p->out->institutions++;
	return rc;
}

static int
put_asset(struct publishing *p, const char *name)
{
	const struct asset *asset = assets_at(p->web.assets, assets_path(p->web.assets, name));

	return put_file(p, asset->path + 1, asset->bytes, asset->size);
}

static int
put_all(struct publishing *p, const struct app_portal *list, size_t count)
{
	int rc = put_asset(p, "style.css");

	if (rc == YUP_OK)
		rc = put_asset(p, "icon.svg");
	if (rc == YUP_OK)
		rc = put_page(p, "/portal", "index.html");
	if (rc == YUP_OK)
		rc = put_address(p, "/portal");
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (p->app->progress != NULL)
			p->app->progress(p->app->progress_context, list[i].institution->name, i,
			    count);
		rc = put_portal(p, &list[i]);
	}
	return rc;
}

/* One portal, or every one. */
static int
choose(struct publishing *p, const char *institution, struct app_portal **out, size_t *out_count)
{
	struct app_portal *one;
	int rc;

	if (institution == NULL) {
		rc = app_portal_list(p->app, p->mem, out, out_count, p->err);
		if (rc == YUP_OK && *out_count == 0)
			rc = err_refuse(p->err, YUP_ENOTFOUND, "portal_none", "no open portal");
		return rc;
	}
	one = mem_alloc(p->mem, sizeof(*one));
	*out = one;
	*out_count = 1;
	return app_portal_find(p->app, p->mem, institution, one, p->err);
}

int
web_publish(struct app *app, struct mem *mem, const char *institution, const char *path,
    struct published *out, struct err *err)
{
	static const struct actor NOBODY = { .kind = ACTOR_NOBODY };
	const struct actor *by = app->by;
	struct published done = { 0 };
	struct publishing p = { .app = app, .mem = mem, .out = &done, .err = err };
	struct app_portal *list = NULL;
	size_t count = 0;
	int rc = choose(&p, institution, &list, &count);

	if (rc == YUP_OK)
		rc = app_portal_folder_begin(&p.folder, mem, path, err);
	if (rc < 0)
		return rc;
	p.web.assets = assets_new();
	app->by = &NOBODY;
	rc = put_all(&p, list, count);
	app->by = by;
	assets_free(p.web.assets);
	rc = app_portal_folder_end(&p.folder, rc, err);
	if (rc == YUP_OK)
		*out = done;
	return rc;
}
