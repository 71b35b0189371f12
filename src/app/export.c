#include "app/export.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/open_data.h"
#include "base/mem.h"
#include "core/rollup.h"
#include "io/file.h"
#include "report/data_package.h"
#include "report/dhis2_json.h"
#include "report/findings_json.h"
#include "report/fiscal_package.h"
#include "report/form_text.h"
#include "report/iati_xml.h"
#include "report/ocds_json.h"
#include "report/plan_json.h"
#include "report/register_json.h"
#include "report/tables_csv.h"
#include "store/engine/db.h"

/* All that an export may need, loaded once. */
struct exported {
	const struct app_export_request *request;
	struct app_check check; /* in the order of plans, then follow-ups */
	struct rollup *rolled;  /* one for each document, follow-ups unused */
	size_t plan_count, follow_up_count;
	struct open_year *years; /* instead of all that, for an open format */
};

static int
load(const struct app *app, struct mem *mem, const struct app_export_request *request,
    struct exported *x, struct err *err)
{
	int rc;

	x->request = request;
	if (app_format_is_open(request->format))
		return app_open_years(app, mem, request->institution, MAY_EXPORT, &x->years,
		    &x->plan_count, err);
	rc = app_check(app, mem, request->institution, &x->check, err);
	if (rc < 0)
		return rc;
	x->rolled = mem_array(mem, x->check.count + 1, sizeof(*x->rolled));
	for (size_t i = 0; rc == YUP_OK && i < x->check.count; i++) {
		const struct plan *plan = x->check.documents[i].plan;

		x->plan_count += plan != NULL;
		x->follow_up_count += plan == NULL;
		if (plan != NULL)
			rc = rollup_compute(mem, plan, plan->policy, &x->rolled[i], err);
	}
	return rc;
}

static bool
wants(const struct exported *x, bool plan)
{
	enum app_what what = x->request->what;

	return what == APP_WHAT_USUAL || what == (plan ? APP_WHAT_PLAN : APP_WHAT_FOLLOW_UP);
}

/* ---- JSON ----------------------------------------------------------------------- */

static void
passed_json(struct json_writer *w, const struct app_check *check, unsigned rule)
{
	json_object(w, "passed");
	for (unsigned i = 1; i <= RULE_MAX; i++) {
		char name[8];

		if (rule_find(i) == NULL || (rule != 0 && rule != i))
			continue;
		(void)snprintf(name, sizeof(name), "R%02u", i % 100);
		json_int(w, name, (int64_t)check->passed[i]);
	}
	json_object_end(w);
}

/* Items of registers with which something is wrong: every one is a warning. */
static void
items_json(struct json_writer *w, const struct app_checked_item *items, size_t count, unsigned rule)
{
	json_array(w, "registers");
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < items[i].fault_count; k++)
			if (rule == 0 || items[i].faults[k].rule == rule)
				register_finding_json(w, items[i].institution->name, items[i].reg,
				    items[i].item, &items[i].faults[k]);
	json_array_end(w);
}

int
app_check_json(const struct app_check *check, const struct app_checked_item *items, size_t count,
    const struct app_check_filter *filter, json_write_fn write, void *context, struct err *err)
{
	struct json_writer w;

	json_begin(&w, write, context);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.findings/1");
	json_array(&w, "findings");
	for (size_t i = 0; i < check->count; i++) {
		const struct app_checked *c = &check->documents[i];

		for (size_t k = 0; k < c->findings.count; k++) {
			const struct finding *f = &c->findings.items[k];

			if ((filter->rule == 0 || f->rule == filter->rule) &&
			    f->severity >= filter->severity)
				finding_json(&w, f, c->plan, c->fu);
		}
	}
	json_array_end(&w);
	if (count > 0)
		items_json(&w, items, count, filter->rule);
	passed_json(&w, check, filter->rule);
	json_object_end(&w);
	return json_end(&w, err);
}

static int
documents_json(const struct exported *x, json_write_fn write, void *context, struct err *err)
{
	struct json_writer w;

	json_begin(&w, write, context);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.export/1");
	json_array(&w, "plans");
	for (size_t i = 0; i < x->check.count; i++)
		if (x->check.documents[i].plan != NULL && wants(x, true))
			plan_json(&w, x->check.documents[i].plan, &x->rolled[i]);
	json_array_end(&w);
	json_array(&w, "follow_ups");
	for (size_t i = 0; i < x->check.count; i++)
		if (x->check.documents[i].fu != NULL && wants(x, false))
			follow_up_json(&w, x->check.documents[i].fu);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

static void
summary_row(struct json_writer *w, const struct app_checked *c, const char *level, const char *unit,
    const char *name, int64_t computed_e9, int64_t printed_e4)
{
	json_line_object(w, NULL);
	json_text(w, "institution", c->plan != NULL ? c->plan->institution : c->fu->institution);
	json_int(w, "year", c->plan != NULL ? c->plan->year : c->fu->year);
	if (c->plan != NULL)
		json_int(w, "version", c->plan->version);
	else
		json_text_or_null(w, "as_of", c->fu->as_of);
	json_text(w, "level", level);
	json_text(w, "unit", unit);
	json_text(w, "name", name);
	json_ratio(w, "computed", computed_e9);
	json_quantity(w, "printed", printed_e4);
	json_object_end(w);
}

static void
summary_rows(struct json_writer *w, const struct exported *x, size_t i)
{
	const struct app_checked *c = &x->check.documents[i];
	const struct plan *plan = c->plan;

	for (size_t u = 0; plan != NULL && u < plan->unit_count; u++)
		summary_row(w, c, "unit", plan->units[u].path, plan->units[u].name,
		    x->rolled[i].unit_known[u] ? x->rolled[i].unit_total_e9[u] : NUM_ABSENT,
		    plan->units[u].has_total ? plan->units[u].total_sum_e4 : NUM_ABSENT);
	for (size_t u = 0; c->fu != NULL && u < c->fu->unit_count; u++)
		summary_row(w, c, "unit", c->fu->units[u].id, c->fu->units[u].name,
		    c->fu->units[u].computed_e9, c->fu->units[u].printed_e4);
	for (size_t a = 0; c->fu != NULL && a < c->fu->aggregate_count; a++)
		summary_row(w, c, fu_level_key(c->fu->aggregates[a].level), c->fu->aggregates[a].id,
		    c->fu->aggregates[a].name, c->fu->aggregates[a].computed_e9,
		    c->fu->aggregates[a].printed_e4);
}

static int
summary_json(const struct exported *x, json_write_fn write, void *context, struct err *err)
{
	struct json_writer w;

	json_begin(&w, write, context);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.summary/1");
	json_array(&w, "rows");
	for (size_t i = 0; i < x->check.count; i++)
		summary_rows(&w, x, i);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

static int
write_json(const struct exported *x, json_write_fn write, void *context, struct err *err)
{
	if (x->request->what == APP_WHAT_FINDINGS)
		return app_check_json(&x->check, NULL, 0, &(struct app_check_filter){ 0, -1 },
		    write, context, err);
	if (x->request->what == APP_WHAT_SUMMARY)
		return summary_json(x, write, context, err);
	return documents_json(x, write, context, err);
}

/* ---- CSV ------------------------------------------------------------------------ */

enum table {
	TABLE_NODES,
	TABLE_UNITS,
	TABLE_OPERATIONS,
	TABLE_AVERAGES,
	TABLE_FINDINGS,
	TABLE_SUMMARY,
	TABLE__COUNT
};

static const char *const TABLE_FILES[TABLE__COUNT] = { "nodes.csv", "units.csv", "operations.csv",
	"averages.csv", "findings.csv", "summary.csv" };

/* Which table comes first. */
static enum table
first_table(const struct exported *x)
{
	switch (x->request->what) {
	case APP_WHAT_FINDINGS:
		return TABLE_FINDINGS;
	case APP_WHAT_SUMMARY:
		return TABLE_SUMMARY;
	case APP_WHAT_FOLLOW_UP:
		return TABLE_OPERATIONS;
	case APP_WHAT_PLAN:
		return TABLE_NODES;
	default:
		return x->plan_count > 0 ? TABLE_NODES : TABLE_OPERATIONS;
	}
}

static enum table
last_table(const struct exported *x)
{
	enum table first = first_table(x);

	if (x->request->what == APP_WHAT_USUAL && x->plan_count > 0 && x->follow_up_count > 0)
		return TABLE_AVERAGES;
	return first == TABLE_NODES || first == TABLE_OPERATIONS ? first + 1 : first;
}

static void
begin_table(enum table table, struct csv_writer *w, struct str *out)
{
	static void (*const BEGIN[TABLE__COUNT])(struct csv_writer *,
	    struct str *) = { csv_nodes_begin, csv_units_begin, csv_operations_begin,
		csv_averages_begin, csv_findings_begin, csv_summary_begin };

	BEGIN[table](w, out);
}

static void
put_document(const struct exported *x, enum table table, struct csv_writer *w, size_t i)
{
	const struct app_checked *c = &x->check.documents[i];

	if (table == TABLE_FINDINGS)
		csv_findings(w, &c->findings, c->plan, c->fu);
	else if (table == TABLE_NODES && c->plan != NULL)
		csv_nodes(w, c->plan, &x->rolled[i]);
	else if (table == TABLE_UNITS && c->plan != NULL)
		csv_units(w, c->plan, &x->rolled[i]);
	else if (table == TABLE_OPERATIONS && c->fu != NULL)
		csv_operations(w, c->fu);
	else if (table == TABLE_AVERAGES && c->fu != NULL)
		csv_averages(w, c->fu);
	else if (table == TABLE_SUMMARY && c->plan != NULL)
		csv_summary_plan(w, c->plan, &x->rolled[i], &c->findings);
	else if (table == TABLE_SUMMARY)
		csv_summary_follow_up(w, c->fu, &c->findings);
}

static void
put_table(const struct exported *x, enum table table, struct str *out)
{
	struct csv_writer w = { 0 };

	begin_table(table, &w, out);
	if (x->request->guarded)
		csv_guard(&w);
	for (size_t i = 0; i < x->check.count; i++)
		put_document(x, table, &w, i);
}

/* ---- Text ------------------------------------------------------------------------ */

/* As people print them, and as they are imported. */
static void
put_forms(const struct exported *x, struct str *out)
{
	for (size_t i = 0; i < x->check.count; i++) {
		const struct app_checked *c = &x->check.documents[i];

		if (c->plan != NULL && wants(x, true))
			form_text_plan(out, c->plan);
		else if (c->fu != NULL && wants(x, false))
			form_text_follow_up(out, c->fu, FIGURES_COMPUTED);
	}
}

/* ---- Out ------------------------------------------------------------------------- */

/* An export of nothing is a mistake better told. */
static int
refuse_nothing(const struct exported *x, const struct app *app, struct err *err)
{
	size_t count = x->check.count;

	if (x->request->what == APP_WHAT_PLAN || app_format_is_open(x->request->format))
		count = x->plan_count;
	else if (x->request->what == APP_WHAT_FOLLOW_UP)
		count = x->follow_up_count;
	if (count > 0 || x->request->format == APP_FORMAT_JSON)
		return YUP_OK;
	return err_refuse(err, YUP_ENOTFOUND, "nothing_stored", "%s", app->db_shown);
}

static const char *const FORMAT_KEYS[APP_FORMAT__COUNT] = { "json", "csv", "text", "iati", "fiscal",
	"ocds", "dhis2" };
static const char *const WHAT_KEYS[] = { "usual", "plan", "follow-up", "findings", "summary" };

const char *
app_format_key(enum app_format format)
{
	return FORMAT_KEYS[format];
}

bool
app_format_is_open(enum app_format format)
{
	return format >= APP_FORMAT_IATI;
}

/* Nothing leaves before the log knows. */
static int
tell_exported(const struct exported *x, const struct app *app, struct mem *mem,
    const struct institution *list, size_t count, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	if (app->readonly)
		return YUP_OK;
	rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct audit what = {
			.institution_id = list[i].id,
			.action = permission_key(MAY_EXPORT),
			.detail = mem_printf(mem, "%s %s", FORMAT_KEYS[x->request->format],
			    WHAT_KEYS[x->request->what]),
		};

		rc = audit_done(&tx, app, &what, err);
	}
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* What is asked for, by one who may, noted in the log. */
static int
load_for_export(const struct app *app, struct mem *mem, const struct app_export_request *request,
    struct exported *x, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_allowed(app, mem, request->institution, MAY_EXPORT, &list, &count, err);

	if (rc == YUP_OK)
		rc = load(app, mem, request, x, err);
	if (rc == YUP_OK)
		rc = refuse_nothing(x, app, err);
	if (rc == YUP_OK)
		rc = tell_exported(x, app, mem, list, count, err);
	return rc;
}

typedef void (*years_json_fn)(struct json_writer *w, const struct open_year *years, size_t count);

static int
write_years(const struct exported *x, years_json_fn put, json_write_fn write, void *context,
    struct err *err)
{
	struct json_writer w;

	json_begin(&w, write, context);
	put(&w, x->years, x->plan_count);
	return json_end(&w, err);
}

static void
fiscal_inside(struct json_writer *w, const struct open_year *years, size_t count)
{
	fiscal_package_json(w, years, count, true);
}

static void
fiscal_beside(struct json_writer *w, const struct open_year *years, size_t count)
{
	fiscal_package_json(w, years, count, false);
}

static int
write_open(const struct exported *x, json_write_fn write, void *context, struct err *err)
{
	switch (x->request->format) {
	case APP_FORMAT_IATI:
		return iati_xml(x->years, x->plan_count, write, context, err);
	case APP_FORMAT_FISCAL:
		return write_years(x, fiscal_inside, write, context, err);
	case APP_FORMAT_OCDS:
		return write_years(x, ocds_json, write, context, err);
	default:
		return write_years(x, dhis2_values_json, write, context, err);
	}
}

static int
write_out(const struct exported *x, json_write_fn write, void *context, struct err *err)
{
	CLEANUP(str_done) struct str out = { 0 };

	if (app_format_is_open(x->request->format))
		return write_open(x, write, context, err);

	if (x->request->format == APP_FORMAT_JSON)
		return write_json(x, write, context, err);
	if (x->request->format == APP_FORMAT_TEXT)
		put_forms(x, &out);
	else
		put_table(x, first_table(x), &out);
	if (write(context, out.text, out.length) < 0)
		return err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	return YUP_OK;
}

int
app_export(const struct app *app, struct mem *mem, const struct app_export_request *request,
    json_write_fn write, void *context, struct err *err)
{
	struct exported x = { 0 };
	int rc = load_for_export(app, mem, request, &x, err);

	return rc == YUP_OK ? write_out(&x, write, context, err) : rc;
}

/* "tablas/" */
static bool
is_folder_name(const char *path)
{
	size_t length = strlen(path);

	return file_is_folder(path) || (length > 0 && path[length - 1] == '/');
}

/* A file of a folder. */
static int
save_in(struct mem *mem, const char *folder, const char *name, const struct str *bytes,
    struct err *err)
{
	size_t length = strlen(folder);
	const char *path = mem_printf(mem, "%s%s%s", folder, folder[length - 1] == '/' ? "" : "/",
	    name);
	int rc = file_write(path, bytes->text, bytes->length, err);

	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}

/* Every table that there is of what was asked, and what they are. */
static int
save_tables(const struct exported *x, struct mem *mem, const char *folder, struct err *err)
{
	enum table first = first_table(x), last = last_table(x);
	CLEANUP(str_done) struct str package = { 0 };
	struct data_package described;
	int rc = YUP_OK;

	data_package_begin(&described, &package);
	for (int table = (int)first; rc == YUP_OK && table <= (int)last; table++) {
		CLEANUP(str_done) struct str out = { 0 };

		put_table(x, (enum table)table, &out);
		data_package_table(&described, TABLE_FILES[table], out.text);
		rc = save_in(mem, folder, TABLE_FILES[table], &out, err);
	}
	if (rc == YUP_OK)
		rc = data_package_end(&described, err);
	return rc == YUP_OK ? save_in(mem, folder, DATA_PACKAGE, &package, err) : rc;
}

static int
save_years(const struct exported *x, struct mem *mem, const char *folder, const char *name,
    years_json_fn put, struct err *err)
{
	CLEANUP(str_done) struct str out = { 0 };
	int rc = write_years(x, put, json_to_str, &out, err);

	return rc == YUP_OK ? save_in(mem, folder, name, &out, err) : rc;
}

static int
save_fiscal(const struct exported *x, struct mem *mem, const char *folder, struct err *err)
{
	CLEANUP(str_done) struct str table = { 0 };
	int rc = save_years(x, mem, folder, DATA_PACKAGE, fiscal_beside, err);

	fiscal_table_csv(&table, x->years, x->plan_count);
	return rc == YUP_OK ? save_in(mem, folder, FISCAL_TABLE, &table, err) : rc;
}

static int
save_dhis2(const struct exported *x, struct mem *mem, const char *folder, struct err *err)
{
	int rc = save_years(x, mem, folder, "metadata.json", dhis2_metadata_json, err);

	return rc == YUP_OK
	    ? save_years(x, mem, folder, "dataValueSets.json", dhis2_values_json, err)
	    : rc;
}

typedef int (*save_folder_fn)(const struct exported *x, struct mem *mem, const char *folder,
    struct err *err);

static int
save_folder(const struct exported *x, struct mem *mem, const char *folder, save_folder_fn save,
    struct err *err)
{
	int rc = file_make_folder(folder, err);

	if (rc < 0)
		return err != NULL ? err_at(err, folder, 0) : rc;
	return save(x, mem, folder, err);
}

int
app_export_save(const struct app *app, struct mem *mem, const struct app_export_request *request,
    const char *path, struct err *err)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct exported x = { 0 };
	static const save_folder_fn FOLDERS[APP_FORMAT__COUNT] = {
		[APP_FORMAT_CSV] = save_tables,
		[APP_FORMAT_FISCAL] = save_fiscal,
		[APP_FORMAT_DHIS2] = save_dhis2,
	};
	int rc = load_for_export(app, mem, request, &x, err);

	if (rc < 0)
		return rc;
	if (FOLDERS[request->format] != NULL && is_folder_name(path))
		return save_folder(&x, mem, path, FOLDERS[request->format], err);
	rc = write_out(&x, json_to_str, &out, err);
	if (rc == YUP_OK)
		rc = file_write(path, out.text, out.length, err);
	if (rc < 0 && err != NULL)
		return err_at(err, path, 0);
	return rc;
}

/* May it be taken out, and it is in the log. */
int
app_export_record(const struct app *app, int64_t institution_id, int64_t plan_id,
    const char *detail, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = permission_key(MAY_EXPORT),
		.subject = mem_printf(mem, "plan %lld", (long long)plan_id),
		.detail = detail,
	};
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_NONE, what.subject, err);

	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc < 0 ? rc : db_commit(&tx, err);
}

int
app_export_findings(const struct app *app, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, const struct finding_list *list, struct csv_writer *w, struct err *err)
{
	int rc = app_export_record(app, institution_id, plan_id,
	    w->sheet != NULL ? "xlsx findings" : "csv findings", err);

	if (rc < 0)
		return rc;
	csv_findings_begin(w, w->out);
	csv_guard(w); /* a person's, from a page */
	csv_findings(w, list, plan, NULL);
	return YUP_OK;
}

int
app_export_observations(const struct app *app, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, const struct observation *list, size_t count, struct csv_writer *w,
    struct err *err)
{
	int rc = app_export_record(app, institution_id, plan_id,
	    w->sheet != NULL ? "xlsx observations" : "csv observations", err);

	if (rc < 0)
		return rc;
	csv_observations_begin(w, w->out);
	csv_guard(w);
	csv_observations(w, plan, list, count);
	return YUP_OK;
}

int
app_export_list(const struct app *app, int64_t institution_id, enum permission permission,
    const char *name, const char *format, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "list.export",
		.subject = name,
		.detail = format,
	};
	int rc = app_require(app, permission, institution_id, ORG_UNIT_SOME, what.subject, err);

	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}
