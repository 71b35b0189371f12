/* site.c - see site.h. */
#include "support/site.h"

#include <string.h>

#include "app/mark.h"
#include "app/sign_in.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"
#include "web/assets.h"
#include "web/router.h"

struct site
site_open(struct test_store *s)
{
	struct site site = { .s = s, .app = people_app(s) };

	site.web.assets = assets_new();
	return site;
}

void
site_close(struct site *site)
{
	app_plans_done(&site->plans);
	assets_free(site->web.assets);
}

struct site_user
site_user(struct site *site, const char *login, const char *role)
{
	struct app_sign_in request = { .login = login, .password = PEOPLE_PASSWORD };
	struct app app = people_app(site->s);
	char *mark = mem_alloc(site->s->mem, MARK_SIZE);
	struct app_signed_in in;
	struct err err = { 0 };
	int64_t id = people_add(site->s, login);

	if (role != NULL)
		(void)people_grant(site->s, id, role, 0);
	assert_rc(app_sign_in(&app, site->s->mem, &request, &in, &err), YUP_OK, &err);
	mark_of(in.secret, mark);
	return (struct site_user){ mem_strdup(site->s->mem, in.secret), mark };
}

/* ---- One request ------------------------------------------------------------------- */

static struct site_answer
answer(struct site *site, struct http_request *req, struct http_response *res,
    const struct err *err)
{
	struct visit visit = {
		.web = &site->web,
		.app = &site->app,
		.plans = &site->plans,
		.req = req,
		.res = res,
		.html = { .out = &res->body },
	};
	struct site_answer out = { 0 };
	const char *location;

	router_answer(&visit, err);
	if (visit.after != NULL)
		visit.after(&site->app, visit.after_context);
	site->app.by = NULL;
	location = http_find(&res->headers, "Location");
	out.status = res->status;
	out.type = res->type != NULL ? res->type : "";
	out.body = mem_strdup(req->mem, str_text(&res->body));
	out.size = res->body.length;
	out.headers = res->headers;
	out.location = location != NULL ? location : "";
	str_done(&res->body);
	return out;
}

static struct site_answer
request(struct site *site, const struct site_user *user, struct http_request *req,
    const char *target)
{
	struct http_response res = { .status = 200, .type = "text/html; charset=utf-8" };
	struct err err = { 0 };

	req->mem = site->s->mem;
	req->origin = "192.0.2.1";
	if (req->body != NULL && http_find(&req->headers, "content-type") == NULL)
		http_add(req->mem, &req->headers, "content-type", "application/json");
	if (user != NULL && user->secret != NULL)
		http_add(req->mem, &req->headers, "cookie",
		    mem_printf(req->mem, "yupana=%s", user->secret));
	if (http_read_target(req, target, &err) < 0)
		return answer(site, req, &res, &err);
	return answer(site, req, &res, &(struct err){ 0 });
}

struct site_answer
site_get(struct site *site, const struct site_user *user, const char *target)
{
	struct http_request req = { .method = METHOD_GET };

	return request(site, user, &req, target);
}

static void
read_form(struct site *site, const struct site_user *user, const char *form,
    struct http_request *req)
{
	struct err err = { 0 };

	req->mem = site->s->mem;
	assert_rc(http_read_values(req->mem, form, strlen(form), true, &req->form, &err), YUP_OK,
	    &err);
	if (user != NULL && user->mark != NULL)
		http_add(req->mem, &req->form, "_marca", user->mark);
}

struct site_answer
site_post_as(struct site *site, const struct site_user *user, enum method method,
    const char *target, const char *form)
{
	struct http_request req = { .method = method };

	read_form(site, user, form, &req);
	return request(site, user, &req, target);
}

struct site_answer
site_upload(struct site *site, const struct site_user *user, const char *target, const char *form,
    const struct http_file *file)
{
	struct http_request req = { .method = METHOD_POST };

	read_form(site, user, form, &req);
	if (file != NULL) {
		req.files = mem_array(req.mem, 1, sizeof(*req.files));
		req.files[0] = *file;
		req.file_count = req.file_room = 1;
	}
	return request(site, user, &req, target);
}

struct site_answer
site_post(struct site *site, const struct site_user *user, const char *target, const char *form)
{
	return site_upload(site, user, target, form, NULL);
}

struct site_answer
site_send(struct site *site, const struct site_user *user, enum method method, const char *target,
    const char *header, const char *value, const char *body)
{
	struct http_request req = { .method = method };

	req.mem = site->s->mem;
	if (header != NULL)
		http_add(req.mem, &req.headers, header, value);
	if (body != NULL) {
		req.body = body;
		req.body_size = strlen(body);
	}
	return request(site, user, &req, target);
}

struct site_answer
site_script(struct site *site, const struct site_user *user, enum method method, const char *target,
    const char *if_match, const char *body)
{
	struct http_request req = { .method = method };

	req.mem = site->s->mem;
	http_add(req.mem, &req.headers, "x-yupana-marca", user->mark);
	http_add(req.mem, &req.headers, "if-match", if_match);
	req.body = body;
	req.body_size = strlen(body);
	return request(site, user, &req, target);
}

struct site_answer
site_call(struct site *site, enum method method, const char *target, const char *const *headers,
    const char *body)
{
	struct http_request req = { .method = method };

	req.mem = site->s->mem;
	for (; headers[0] != NULL; headers += 2)
		http_add(req.mem, &req.headers, headers[0], headers[1]);
	if (body != NULL) {
		req.body = body;
		req.body_size = strlen(body);
	}
	return request(site, NULL, &req, target);
}
