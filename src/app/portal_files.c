/* portal_files.c - what the portal gives to take away; see portal.h. */
#include <string.h>

#include "app/portal.h"
#include "base/mem.h"
#include "base/str.h"
#include "report/data_package.h"
#include "report/dhis2_json.h"
#include "report/fiscal_package.h"
#include "report/iati_xml.h"
#include "report/plan_json.h"
#include "report/tables_csv.h"

#define CSV_TYPE "text/csv; charset=utf-8"
#define JSON_TYPE "application/json"

const struct app_portal_file app_portal_files[] = {
	{ "plan.csv", CSV_TYPE },
	{ "unidades.csv", CSV_TYPE },
	{ "avance.csv", CSV_TYPE },
	{ "promedios.csv", CSV_TYPE },
	{ "presupuesto.csv", CSV_TYPE },
	{ "datapackage.json", JSON_TYPE },
	{ "presupuesto.json", JSON_TYPE },
	{ "plan.json", JSON_TYPE },
	{ "iati.xml", "application/xml" },
	{ "dhis2.json", JSON_TYPE },
	{ NULL, NULL },
};

/* Tables, in the order datapackage.json tells them. */
enum table { TABLE_PLAN, TABLE_UNITS, TABLE_OPERATIONS, TABLE_AVERAGES, TABLE__COUNT };

static const char *const TABLE_NAMES[TABLE__COUNT] = { "plan.csv", "unidades.csv", "avance.csv",
	"promedios.csv" };

static void
put_table(const struct app_portal_year *year, const struct rollup *rolled, unsigned table,
    struct str *out)
{
	struct csv_writer w = { 0 };

	if (table == TABLE_PLAN) {
		csv_nodes_begin(&w, out);
		csv_guard(&w); /* people open it in a spreadsheet */
		csv_nodes(&w, year->plan, rolled);
	} else if (table == TABLE_UNITS) {
		csv_units_begin(&w, out);
		csv_guard(&w);
		csv_units(&w, year->plan, rolled);
	} else if (table == TABLE_OPERATIONS) {
		csv_operations_begin(&w, out);
		csv_guard(&w);
		if (year->fu != NULL)
			csv_operations(&w, year->fu);
	} else {
		csv_averages_begin(&w, out);
		csv_guard(&w);
		if (year->fu != NULL)
			csv_averages(&w, year->fu);
	}
}

static int
put_package(const struct app_portal_year *year, const struct rollup *rolled, struct str *out,
    struct err *err)
{
	struct data_package package;

	data_package_begin(&package, out);
	for (unsigned t = 0; t < TABLE__COUNT; t++) {
		CLEANUP(str_done) struct str csv = { 0 };

		put_table(year, rolled, t, &csv);
		data_package_table(&package, TABLE_NAMES[t], csv.text);
	}
	return data_package_end(&package, err);
}

static int
put_export(const struct app_portal_year *year, const struct rollup *rolled, struct str *out,
    struct err *err)
{
	struct json_writer w;

	json_begin(&w, json_to_str, out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.export/1");
	json_array(&w, "plans");
	plan_json(&w, year->plan, rolled);
	json_array_end(&w);
	json_array(&w, "follow_ups");
	if (year->fu != NULL)
		follow_up_json(&w, year->fu);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

static int
put_years(const struct open_year *open, bool is_fiscal, struct str *out, struct err *err)
{
	struct json_writer w;

	json_begin(&w, json_to_str, out);
	if (is_fiscal)
		fiscal_package_json(&w, open, 1, true);
	else
		dhis2_values_json(&w, open, 1);
	return json_end(&w, err);
}

int
app_portal_write(const struct app_portal_year *year, struct mem *mem, const char *name,
    const char *today, struct str *out, struct err *err)
{
	struct rollup rolled;
	struct open_year open = { .plan = year->plan,
		.initial = year->plan->version == 0 ? year->plan : NULL,
		.rolled = &rolled,
		.book = year->book,
		.as_of = year->as_of != NULL ? year->as_of : today };
	int rc = rollup_compute(mem, year->plan, year->plan->policy, &rolled, err);

	if (rc < 0)
		return rc;
	for (unsigned t = 0; t < TABLE__COUNT; t++)
		if (strcmp(name, TABLE_NAMES[t]) == 0) {
			put_table(year, &rolled, t, out);
			return YUP_OK;
		}
	if (strcmp(name, "datapackage.json") == 0)
		return put_package(year, &rolled, out, err);
	if (strcmp(name, "plan.json") == 0)
		return put_export(year, &rolled, out, err);
	if (strcmp(name, "iati.xml") == 0)
		return iati_xml(&open, 1, json_to_str, out, err);
	if (strcmp(name, "presupuesto.json") == 0)
		return put_years(&open, true, out, err);
	if (strcmp(name, "dhis2.json") == 0)
		return put_years(&open, false, out, err);
	if (strcmp(name, "presupuesto.csv") != 0)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", name);
	fiscal_table_csv(out, &open, 1);
	return YUP_OK;
}
