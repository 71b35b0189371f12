#include "web/pages/form.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text/refusal_text.h"
#include "web/router.h"
#include "web/web.h"

const char *
form_sentence(const struct visit *visit, const struct err *err)
{
	CLEANUP(str_done) struct str s = { 0 };

	refusal_sentence_in(&s, err, visit->html.catalogue);
	return mem_strdup(visit->req->mem, str_text(&s));
}

bool
form_refused(struct visit *visit, int rc, const struct err *err)
{
	switch (rc) {
	case YUP_EINVALID:
	case YUP_ELIMIT:
		visit->res->status = 422;
		return true;
	case YUP_ECONFLICT:
		visit->res->status = 409;
		return true;
	case YUP_EDENIED:
		visit->res->status = 403;
		return err->key != NULL && strcmp(err->key, "not_allowed") != 0;
	default:
		return false;
	}
}

int
form_id(const struct visit *visit, const char *name, int64_t *out, struct err *err)
{
	const char *text = visit_field(visit, name);
	char *end;
	long long id;

	errno = 0;
	id = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || id < 0)
		return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", name);
	*out = id;
	return YUP_OK;
}

const char *
form_optional(const struct visit *visit, const char *name)
{
	const char *text = visit_field(visit, name);

	return text[0] != '\0' ? text : NULL;
}

const char **
form_all(const struct visit *visit, const char *name, size_t *count)
{
	const struct http_values *form = &visit->req->form;
	const char **all = mem_array(visit->req->mem, form->count + 1, sizeof(*all));

	*count = 0;
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->items[i].name, name) == 0)
			all[(*count)++] = form->items[i].value;
	return all;
}

bool
form_chosen(const struct visit *visit, const char *name, const char *value)
{
	return strcmp(visit_field(visit, name), value) == 0;
}

const char *
form_site(const struct visit *visit)
{
	const char *host = http_find(&visit->req->headers, "host");

	if (visit->web->base_url != NULL)
		return visit->web->base_url;
	return mem_printf(visit->req->mem, "http://%s", host != NULL ? host : "localhost");
}
