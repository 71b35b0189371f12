/* ready.c - whether the database answers, for who watches the server and sends it people. */
#include "app/app.h"
#include "web/pages/pages.h"

static int
ready_show(struct visit *visit, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_institutions(visit->app, visit->req->mem, NULL, &list, &count, err);

	visit->res->type = "text/plain; charset=utf-8";
	visit->res->status = rc == YUP_OK ? 200 : 503;
	str_put(&visit->res->body, rc == YUP_OK ? "ready\n" : "the database does not answer\n");
	return YUP_OK;
}

const struct route pages_ready[] = {
	{ METHOD_GET, "/readyz", ready_show, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
