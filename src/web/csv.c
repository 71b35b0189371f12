#include "web/csv.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/export.h"

bool
csv_asked(const struct visit *visit)
{
	return strcmp(visit_field(visit, "formato"), "csv") == 0;
}

bool
csv_may(const struct visit *visit, enum permission permission)
{
	return actor_may_somewhere(visit->app->by, permission, visit->institution_id);
}

const char *
csv_link(const struct listing *listing)
{
	return listing_link(listing, "formato", "csv");
}

int
csv_answer(struct visit *visit, const struct csv_list *list, struct csv_writer *w, struct err *err)
{
	char now[CLOCK_TEXT_SIZE];
	int rc = app_export_list(visit->app, visit->institution_id, list->permission, list->name,
	    err);

	if (rc < 0)
		return rc;
	visit->app->now(now);
	visit->res->type = "text/csv; charset=utf-8";
	answer_header(visit, "Content-Disposition",
	    mem_printf(visit->req->mem, "attachment; filename=\"%s-%.10s.csv\"", list->name, now));
	*w = (struct csv_writer){ .out = &visit->res->body };
	csv_guard(w);
	for (size_t i = 0; list->heads[i] != NULL; i++)
		csv_word(w, visit, list->heads[i]);
	csv_row_end(w);
	return YUP_OK;
}

void
csv_word(struct csv_writer *w, const struct visit *visit, const char *text)
{
	csv_text(w, html_translated(&visit->html, text));
}

void
csv_count(struct csv_writer *w, size_t count)
{
	csv_int(w, (int64_t)count);
}
