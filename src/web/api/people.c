/* people.c - institutions, units, users and imports, as JSON. */
#include "app/accounts.h"
#include "app/app.h"
#include "app/institutions.h"
#include "app/org.h"
#include "app/pending.h"
#include "web/api/api.h"
#include "web/api/common.h"

static int
institutions_list(struct visit *visit, struct err *err)
{
	struct institution *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_institution_list(visit->app, visit->req->mem, &list, &count, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "institutions");
	for (size_t i = 0; i < count; i++) {
		json_object(&w, NULL);
		json_int(&w, "id", list[i].id);
		json_text(&w, "name", list[i].name);
		json_text_or_null(&w, "acronym", list[i].acronym);
		json_text(&w, "pack", list[i].pack);
		json_bool(&w, "own", list[i].id == visit->institution_id);
		json_object_end(&w);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
units_list(struct visit *visit, struct err *err)
{
	struct org_tree tree = { 0 };
	struct json_writer w;
	int rc = app_org_list(visit->app, visit->req->mem, visit->institution_id,
	    http_find(&visit->req->query, "on"), &tree, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "units");
	for (size_t i = 0; i < tree.count; i++) {
		const struct org_period *p = tree.nodes[i].period;

		json_object(&w, NULL);
		json_int(&w, "id", p->unit);
		json_text(&w, "name", p->name);
		json_text_or_null(&w, "acronym", p->acronym);
		json_text(&w, "path", org_path(visit->req->mem, &tree, i));
		if (p->parent != ORG_TOP)
			json_int(&w, "parent", p->parent);
		else
			json_null(&w, "parent");
		json_text(&w, "from", p->from);
		json_text_or_null(&w, "to", p->to);
		json_object_end(&w);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
users_list(struct visit *visit, struct err *err)
{
	struct app_person *list = NULL;
	struct api_page page;
	struct json_writer w;
	size_t count = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = app_account_list(visit->app, visit->req->mem, visit->institution_id,
		    page.after, page.limit, &list, &count, err);
	if (rc < 0)
		return rc;
	if (count == page.limit)
		api_page_next(visit, &page, list[count - 1].id);
	api_begin(visit, &w);
	json_array(&w, "users");
	for (size_t i = 0; i < count; i++) {
		json_object(&w, NULL);
		json_int(&w, "id", list[i].id);
		json_text(&w, "login", list[i].login);
		json_text(&w, "name", list[i].name);
		json_text_or_null(&w, "email", list[i].email);
		json_bool(&w, "enabled", list[i].disabled_at[0] == '\0');
		json_bool(&w, "has_password", list[i].has_password);
		json_object_end(&w);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* ---- Imports ------------------------------------------------------------------------ */

static int
imports_list(struct visit *visit, struct err *err)
{
	struct pending *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_pending_list(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "imports");
	for (size_t i = 0; i < count; i++) {
		json_object(&w, NULL);
		json_int(&w, "id", list[i].id);
		json_text(&w, "name", list[i].name);
		json_int(&w, "size", list[i].size);
		json_text(&w, "created_at", list[i].created_at);
		json_text(&w, "expires_at", list[i].expires_at);
		json_object_end(&w);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
put_import(struct visit *visit, int64_t id, const struct app_import_item *item, struct err *err)
{
	struct json_writer w;

	api_begin(visit, &w);
	json_object(&w, "import");
	json_int(&w, "id", id);
	json_text(&w, "kind", item->read.plan != NULL ? "plan" : "follow_up");
	json_text(&w, "status", app_import_status_key(item->status));
	json_int(&w, "year",
	    item->read.plan != NULL ? item->read.plan->year : item->read.follow_up->year);
	json_int(&w, "findings", (int64_t)item->findings.count);
	json_int(&w, "issues", (int64_t)item->read.issue_count);
	json_int(&w, "changes", (int64_t)item->diff.count);
	json_object_end(&w);
	return api_end(&w, err);
}

static int
import_get(struct visit *visit, struct err *err)
{
	struct app_import import;
	struct pending pending;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_pending_look(visit->app, visit->req->mem, visit->institution_id, id,
		    &pending, &import, err);
	return rc < 0 ? rc : put_import(visit, id, &import.items[0], err);
}

/* The body is the document, ?name= what it is called. */
static int
import_send(struct visit *visit, struct err *err)
{
	struct app_import_file file = { visit_field(visit, "name"), visit->req->body,
		visit->req->body_size };
	struct app_import import;
	struct pending pending;
	int64_t id = 0;
	int rc;

	if (file.bytes == NULL || file.size == 0)
		return err_refuse(err, YUP_EINVALID, "upload_absent", "body");
	if (file.name[0] == '\0')
		file.name = "api.txt";
	rc = app_pending_add(visit->app, visit->institution_id, &file, &id, err);
	if (rc == YUP_OK)
		rc = app_pending_look(visit->app, visit->req->mem, visit->institution_id, id,
		    &pending, &import, err);
	if (rc < 0)
		return rc;
	visit->res->status = 201;
	answer_header(visit, "Location",
	    mem_printf(visit->req->mem, "/api/v1/imports/%lld", (long long)id));
	return put_import(visit, id, &import.items[0], err);
}

static int
import_accept(struct visit *visit, struct err *err)
{
	struct app_pending_accept how = { 0 };
	struct app_import import;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_pending_accept(visit->app, visit->req->mem, visit->institution_id, id,
		    &how, &import, err);
	return rc < 0 ? rc : put_import(visit, id, &import.items[0], err);
}

static int
import_drop(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_pending_drop(visit->app, visit->institution_id, id, err);
	if (rc < 0)
		return rc;
	visit->res->status = 204;
	visit->res->type = NULL;
	return YUP_OK;
}

const struct route api_people[] = {
	{ METHOD_GET, "/api/v1/institutions", institutions_list, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_GET, "/api/v1/units", units_list, ASKS_ROLE, MAY_READ_UNITS, 0 },
	{ METHOD_GET, "/api/v1/users", users_list, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_GET, "/api/v1/imports", imports_list, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/api/v1/imports", import_send, ASKS_ROLE, MAY_IMPORT, PENDING_SIZE_MAX },
	{ METHOD_GET, "/api/v1/imports/{import}", import_get, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_DELETE, "/api/v1/imports/{import}", import_drop, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/api/v1/imports/{import}/accept", import_accept, ASKS_ROLE, MAY_IMPORT, 0 },
	{ 0 },
};
