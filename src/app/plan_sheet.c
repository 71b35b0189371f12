#include "app/plan_sheet.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/export.h"
#include "app/pending.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/workbook.h"
#include "io/file.h"
#include "report/plan_sheet.h"
#include "store/change_store.h"
#include "store/engine/db.h"

/* ---- Out ------------------------------------------------------------------------------ */

static int64_t
org_unit_of(const struct plan *plan, uint32_t unit)
{
	return unit < plan->unit_count ? plan->units[unit].org_unit_id : ORG_UNIT_NONE;
}

static int
choose_units(const struct app *app, struct mem *mem, int64_t institution_id, const char *subject,
    const struct plan *plan, const uint32_t *units, size_t count, const bool **out, struct err *err)
{
	bool *chosen = mem_array(mem, plan->unit_count + 1, sizeof(*chosen));
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		rc = app_require(app, MAY_EXPORT, institution_id, org_unit_of(plan, units[i]),
		    subject, err);
		if (rc == YUP_OK && units[i] < plan->unit_count)
			chosen[units[i]] = true;
	}
	for (uint32_t u = 0; count == 0 && u < plan->unit_count; u++)
		chosen[u] = actor_may(app->by, MAY_EXPORT, institution_id, org_unit_of(plan, u));
	*out = chosen;
	return rc;
}

int
app_sheet_write(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, int64_t plan_id, const uint32_t *units, size_t unit_count,
    struct str *out, struct err *err)
{
	const struct plan_live *live = NULL;
	char now[CLOCK_TEXT_SIZE];
	struct plan_sheet_order order = { .plan_id = plan_id, .now = now };
	struct plan *settled = NULL;
	int rc = app_plan_live(app, plans, institution_id, plan_id, &live, err);

	if (rc == YUP_OK)
		rc = choose_units(app, mem, institution_id,
		    mem_printf(mem, "plan %lld", (long long)plan_id), plan_live_plan(live), units,
		    unit_count, &order.units, err);
	if (rc == YUP_OK)
		rc = app_export_record(app, institution_id, plan_id, "xlsx sheet", err);
	if (rc == YUP_OK)
		rc = plan_live_settled(live, mem, &settled, err);
	if (rc < 0)
		return rc;
	app->now(now);
	order.plan = settled;
	return plan_sheet_write(mem, &order, out, err);
}

/* ---- Files -------------------------------------------------------------------------- */

int
app_sheet_open(struct mem *mem, const char *path, struct app_sheet_file *out, struct err *err)
{
	char *bytes = NULL;
	size_t size = 0;
	int rc = file_read(mem, path, &bytes, &size, err);

	if (rc < 0)
		return err != NULL ? err_at(err, path, 0) : rc;
	*out = (struct app_sheet_file){ path, bytes, size };
	return YUP_OK;
}

int
app_sheet_save(const char *path, const struct str *book, struct err *err)
{
	int rc = file_write(path, book->text, book->length, err);

	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}

/* ---- Looking ---------------------------------------------------------------------------- */

bool
app_sheet_is(const char *bytes, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct sheet_mark mark;

	return workbook_maybe(bytes, size) &&
	    workbook_open(mem, bytes, size, &book, NULL) == YUP_OK &&
	    plan_sheet_mark(mem, book, &mark, NULL) == YUP_OK;
}

/* Whose it says it is, and that of whose units may be seen. */
static int
check_mark(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct sheet_mark *mark, const struct plan *plan, const struct plan_sheet *sheet,
    struct err *err)
{
	const char *subject = mem_printf(mem, "plan %lld", (long long)mark->plan_id);
	int rc = YUP_OK;

	if (strcmp(utf8_fold(mem, mark->institution), utf8_fold(mem, plan->institution)) != 0)
		return err_refuse(err, YUP_EDENIED, "upload_foreign", "%s", mark->institution);
	if (mark->year != plan->year || mark->version != plan->version ||
	    mark->revision > plan->revision)
		return err_refuse(err, YUP_EINVALID, "sheet_of_another",
		    "%d version %u revision %u", mark->year, mark->version, mark->revision);
	for (uint32_t u = 0; rc == YUP_OK && u < plan->unit_count; u++)
		if (sheet->holds[u])
			rc = app_require(app, MAY_READ_PLAN, institution_id, org_unit_of(plan, u),
			    subject, err);
	return rc;
}

/* The plan as it was when the workbook was made. */
static int
load_base(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct sheet_mark *mark, const struct plan *now, struct plan **out, struct err *err)
{
	struct change_range since = { mark->revision, now->revision };
	struct cell_edit *cells = NULL;
	size_t count = 0;
	int rc = change_store_cells(app->db, mem, institution_id, mark->plan_id, &since, &cells,
	    &count, err);

	if (rc < 0)
		return rc;
	*out = plan_copy(mem, now);
	edit_revert(*out, cells, count);
	return YUP_OK;
}

int
app_sheet_look(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet_file *file, struct app_sheet *out,
    struct err *err)
{
	CLEANUP(workbook_done) struct workbook *book = NULL;
	const struct plan_live *live = NULL;
	struct plan_sheet sheet = { 0 };
	struct plan *base = NULL;
	struct app_sheet looked = { 0 };
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, file->name, err);

	if (rc == YUP_OK)
		rc = workbook_open(mem, file->bytes, file->size, &book, err);
	if (rc == YUP_OK)
		rc = plan_sheet_mark(mem, book, &looked.mark, err);
	if (rc == YUP_OK)
		rc = app_plan_live(app, plans, institution_id, looked.mark.plan_id, &live, err);
	if (rc < 0)
		return rc;
	looked.plan = plan_live_plan(live);
	rc = plan_sheet_read(mem, book, &looked.mark, looked.plan, &sheet, err);
	if (rc == YUP_OK)
		rc = check_mark(app, mem, institution_id, &looked.mark, looked.plan, &sheet, err);
	if (rc == YUP_OK)
		rc = load_base(app, mem, institution_id, &looked.mark, looked.plan, &base, err);
	if (rc == YUP_OK)
		rc = sheet_merge_compute(mem, base, looked.plan, &sheet, &looked.merge, err);
	if (rc == YUP_OK)
		*out = looked;
	return rc;
}

/* ---- Taking ------------------------------------------------------------------------------- */

int
app_sheet_take(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet *sheet, uint32_t seen, merge_wants_fn wants,
    const void *context, struct app_edited *out, const struct merge_item **out_item,
    struct err *err)
{
	struct app_edit_request request = {
		.institution_id = institution_id,
		.plan_id = sheet->mark.plan_id,
		.kind = CHANGE_SHEET,
		.seen = seen,
	};
	struct batch_act *acts = NULL;
	size_t *items = NULL;
	int rc;

	request.act_count = sheet_merge_acts(mem, &sheet->merge, wants, context, &acts, &items);
	request.acts = acts;
	rc = app_edit(app, plans, mem, &request, out, err);
	if (out_item == NULL)
		return rc;
	*out_item = NULL;
	for (size_t i = 0; rc < 0 && i < request.act_count; i++)
		if (i == out->refused_act ||
		    (out->refused_act == BATCH_NONE && out->refused != PLAN_NONE &&
			acts[i].kind != BATCH_CREATE && acts[i].node == out->refused))
			*out_item = &sheet->merge.items[items[i]];
	return rc;
}

/* ---- Waiting -------------------------------------------------------------------------------- */

int
app_sheet_keep(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet_file *file, struct pending *out, struct err *err)
{
	struct app_import_file kept = { file->name, file->bytes, file->size };
	struct app_sheet looked;
	int64_t id = 0;
	int rc = app_sheet_look(app, plans, mem, institution_id, file, &looked, err);

	if (rc == YUP_OK)
		rc = app_pending_keep(app, institution_id, looked.mark.plan_id, &kept, &id, err);
	if (rc == YUP_OK)
		*out = (struct pending){ .id = id,
			.name = file->name,
			.plan_id = looked.mark.plan_id };
	return rc;
}

static int
own_kept(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t id, struct pending *out, struct str *bytes, struct err *err)
{
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE,
	    mem_printf(mem, "plan %lld", (long long)plan_id), err);

	if (rc == YUP_OK)
		rc = app_pending_kept(app, mem, institution_id, id, out, bytes, err);
	if (rc == YUP_OK && (out->plan_id != plan_id || out->user_id != app->by->user_id))
		rc = err_refuse(err, YUP_ENOTFOUND, "pending_absent", "%lld", (long long)id);
	return rc;
}

int
app_sheet_kept(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t id, struct pending *out, struct app_sheet_file *out_file, struct err *err)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	char *copy;
	int rc = own_kept(app, mem, institution_id, plan_id, id, out, &bytes, err);

	if (rc < 0)
		return rc;
	copy = mem_array(mem, bytes.length + 1, 1);
	memcpy(copy, str_text(&bytes), bytes.length);
	*out_file = (struct app_sheet_file){ out->name, copy, bytes.length };
	return YUP_OK;
}

int
app_sheet_drop(const struct app *app, int64_t institution_id, int64_t plan_id, int64_t id,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str bytes = { 0 };
	struct pending pending;
	int rc = own_kept(app, mem, institution_id, plan_id, id, &pending, &bytes, err);

	return rc < 0 ? rc : app_pending_forget(app, institution_id, &pending, err);
}
