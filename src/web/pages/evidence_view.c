#include "web/pages/evidence_view.h"

#include <string.h>

#include "app/app.h"
#include "text/catalogue.h"
#include "web/when.h"

/* "1,2 MB": tenths, rounded up. */
static const char *
size_text(struct mem *mem, int64_t size)
{
	long long tenths;

	if (size < 1000)
		return mem_printf(mem, "%lld B", (long long)size);
	if (size < 1000 * 1000)
		return mem_printf(mem, "%lld kB", ((long long)size + 999) / 1000);
	tenths = ((long long)size + 99999) / 100000;
	return mem_printf(mem, "%lld,%lld MB", tenths / 10, tenths % 10);
}

static const struct plan_node *
node_called(const struct plan *plan, const char *node_id)
{
	for (size_t i = 0; plan != NULL && i < plan->node_count; i++)
		if (strcmp(plan->nodes[i].id, node_id) == 0)
			return &plan->nodes[i];
	return NULL;
}

/* "2 2027, fila 1.1.1.1", "asunto 12": each place but its own. */
static int
put_twins(struct visit *visit, const struct plan *plan, struct evidence_row *row, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct app_evidence *twins = NULL;
	const char *said = "";
	size_t count = 0, told = 0;
	int rc = app_evidence_twins(visit->app, mem, visit->institution_id, row->it->evidence.id,
	    &twins, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct evidence_place *place = &twins[i].evidence.place;
		const struct plan_node *node = node_called(plan, place->node_id);
		const char *where;

		if (twins[i].evidence.id == row->it->evidence.id)
			continue;
		where = place->item_id != 0
		    ? mem_printf(mem, "%s %lld", html_translated(&visit->html, N_("asunto")),
			  (long long)place->item_id)
		    : mem_printf(mem, "%s %u/%d%s%s", html_translated(&visit->html, N_("período")),
			  place->period, place->year, node != NULL ? " " : "",
			  node != NULL ? node->code : "");
		said = mem_printf(mem, "%s%s%s", said, told++ > 0 ? ", " : "", where);
	}
	row->twins = told > 0 ? said : html_translated(&visit->html, N_("otra unidad"));
	return rc;
}

int
evidence_list_make(struct visit *visit, const struct plan *plan, struct app_evidence *list,
    size_t count, struct evidence_list *out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct evidence_list l = { .visit = visit, .count = count };
	int rc = YUP_OK;

	l.rows = mem_array(mem, count + 1, sizeof(*l.rows));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct evidence *e = &list[i].evidence;
		const struct plan_node *node = node_called(plan, e->place.node_id);

		l.rows[i] = (struct evidence_row){ .it = &list[i],
			.code = node != NULL ? node->code : "",
			.title = node != NULL ? node->title : "",
			.size = size_text(mem, e->size),
			.added_at = when_instant(mem, e->added_at),
			.dated_on = when_day(mem, e->dated_on),
			.word = list[i].word,
			.twins = "" };
		if (e->uses > 1)
			rc = put_twins(visit, plan, &l.rows[i], err);
	}
	if (rc == YUP_OK)
		*out = l;
	return rc;
}

int
evidence_list_of_item(struct visit *visit, int64_t item_id, bool may_remove,
    struct evidence_list *out, struct err *err)
{
	const struct evidence_place place = { .item_id = item_id, .node_id = "" };
	struct app_evidence *list = NULL;
	size_t count = 0;
	int rc = app_evidence_list(visit->app, visit->req->mem, visit->institution_id, &place,
	    &list, &count, err);

	if (rc == YUP_OK)
		rc = evidence_list_make(visit, NULL, list, count, out, err);
	if (rc == YUP_OK)
		out->may_remove = may_remove;
	return rc;
}

int
evidence_form_read(struct visit *visit, const struct evidence_place *place,
    struct app_new_evidence *out, struct err *err)
{
	const struct http_request *req = visit->req;

	if (req->file_count == 0 || (req->files[0].size == 0 && req->files[0].name[0] == '\0'))
		return err_refuse(err, YUP_EINVALID, "upload_absent", "archivo");
	*out = (struct app_new_evidence){ .place = *place,
		.name = req->files[0].name,
		.bytes = req->files[0].bytes,
		.size = req->files[0].size,
		.about = visit_field(visit, "sobre"),
		.dated_on = visit_field(visit, "fecha"),
		.why = visit_field(visit, "motivo") };
	return YUP_OK;
}
