#include "web/csv.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/export.h"
#include "base/mem.h"
#include "report/xlsx_list.h"

static bool
book_asked(const struct visit *visit)
{
	return strcmp(visit_field(visit, "formato"), "xlsx") == 0;
}

bool
csv_asked(const struct visit *visit)
{
	return strcmp(visit_field(visit, "formato"), "csv") == 0 || book_asked(visit);
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

const char *
csv_book_link(const struct listing *listing)
{
	return listing_link(listing, "formato", "xlsx");
}

static int
open_book(struct visit *visit, const char *name, const char *now, struct csv_writer *w,
    struct err *err)
{
	struct xlsx_head head = { name, "", now };
	int rc = xlsx_list_begin(visit->req->mem, &head, &w->sheet, err);

	if (rc < 0)
		return rc;
	visit->res->type = XLSX_TYPE;
	xlsx_list_sheet(w->sheet, name);
	return YUP_OK;
}

int
csv_open(struct visit *visit, const char *name, struct csv_writer *w, struct err *err)
{
	bool book = book_asked(visit);
	char now[CLOCK_TEXT_SIZE];
	int rc = YUP_OK;

	*w = (struct csv_writer){ .out = book ? NULL : &visit->res->body };
	visit->app->now(now);
	if (book)
		rc = open_book(visit, name, now, w, err);
	else
		visit->res->type = "text/csv; charset=utf-8";
	if (rc < 0)
		return rc;
	answer_header(visit, "Content-Disposition",
	    mem_printf(visit->req->mem, "attachment; filename=\"%s.%s\"", name,
		book ? "xlsx" : "csv"));
	return YUP_OK;
}

int
csv_end(struct visit *visit, struct csv_writer *w, int rc, struct err *err)
{
	if (w->sheet == NULL)
		return rc;
	if (rc == YUP_OK)
		return xlsx_list_end(&w->sheet, &visit->res->body, err);
	xlsx_list_done(&w->sheet);
	return rc;
}

int
csv_answer(struct visit *visit, const struct csv_list *list, struct csv_writer *w, struct err *err)
{
	char now[CLOCK_TEXT_SIZE];
	int rc = app_export_list(visit->app, visit->institution_id, list->permission, list->name,
	    book_asked(visit) ? "xlsx" : "csv", err);

	*w = (struct csv_writer){ 0 };
	if (rc < 0)
		return rc;
	visit->app->now(now);
	rc = csv_open(visit, mem_printf(visit->req->mem, "%s-%.10s", list->name, now), w, err);
	if (rc < 0)
		return rc;
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
