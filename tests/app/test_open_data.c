/*
 * test_open_data.c - the open formats, each held against the schema of its standard and
 * against what they were made from.
 */
#include <libxml/xmlschemas.h>
#include <string.h>

#include "app/export.h"
#include "app/open_data.h"
#include "app/synth.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/csv.h"
#include "io/file.h"
#include "report/data_package.h"
#include "report/fiscal_package.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/schema.h"
#include "support/store.h"

enum { YEAR = 2031 };

static struct err err;

static struct app
begin(struct test_store *s)
{
	struct app app = operator_app(s);
	struct app_synth_request request = { .institutions = 2,
		.seed = 5,
		.activities = 24,
		.year = YEAR,
		.reports = true };
	struct app_synth_made made;

	assert_rc(app_synth(&app, &request, &made, &err), YUP_OK, &err);
	return app;
}

static void
export_to(const struct app *app, struct mem *mem, enum app_format format, struct str *out)
{
	const struct app_export_request request = { .format = format };

	assert_rc(app_export(app, mem, &request, json_to_str, out, &err), YUP_OK, &err);
}

static void
test_iati(void **state)
{
	struct test_store *s = *state;
	struct app app = begin(s);
	CLEANUP(str_done) struct str out = { 0 };
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt("docs/schemas/iati-2.03.xsd");
	xmlSchemaPtr schema = xmlSchemaParse(parser);
	xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema);
	xmlDocPtr document;

	assert_non_null(schema);
	export_to(&app, s->mem, APP_FORMAT_IATI, &out);
	document = xmlReadMemory(out.text, (int)out.length, "iati", NULL, XML_PARSE_NONET);
	assert_non_null(document);
	assert_int_equal(xmlSchemaValidateDoc(valid, document), 0);
	assert_non_null(strstr(out.text, "<actual value="));
	assert_non_null(strstr(out.text, "<transaction-type code=\"4\"/>"));

	xmlFreeDoc(document);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
}

/* What every year has by a phase, added up from the rows. */
struct sums {
	int64_t budget_cents, executed_cents;
	size_t values;
};

static void
add_row(const struct open_year *year, size_t i, struct sums *sums)
{
	const struct plan_node *node = &year->plan->nodes[i];

	if (node->budget_cents != NUM_ABSENT)
		sums->budget_cents += node->budget_cents;
	for (unsigned p = 1; p <= year->book.period_count; p++) {
		const struct report *said = report_at(&year->book, i, p);

		if (said != NULL && said->number[REPORT_EXECUTED] != NUM_ABSENT)
			sums->executed_cents += said->number[REPORT_EXECUTED];
		if (said != NULL && said->number[REPORT_VALUE] != NUM_ABSENT &&
		    node->target.value_e4 != NUM_ABSENT)
			sums->values++;
	}
}

static struct sums
expected(const struct app *app, struct mem *mem)
{
	struct sums sums = { 0 };
	struct open_year *years;
	size_t count;

	assert_rc(app_open_years(app, mem, NULL, MAY_EXPORT, &years, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 2);
	for (size_t y = 0; y < count; y++)
		for (size_t i = 0; i < years[y].plan->node_count; i++)
			add_row(&years[y], i, &sums);
	return sums;
}

static void
test_fiscal(void **state)
{
	struct test_store *s = *state;
	struct app app = begin(s);
	CLEANUP(str_done) struct str out = { 0 }, table = { 0 };
	struct sums wanted = expected(&app, s->mem);
	int64_t approved = 0, executed = 0;
	struct open_year *years;
	struct csv csv;
	size_t count;

	export_to(&app, s->mem, APP_FORMAT_FISCAL, &out);
	assert_schema("docs/schemas/fiscal.schema.json", out.text);
	assert_rc(app_open_years(&app, s->mem, NULL, MAY_EXPORT, &years, &count, &err), YUP_OK,
	    &err);
	fiscal_table_csv(&table, years, count);
	assert_rc(csv_read(s->mem, table.text, &csv, &err), YUP_OK, &err);
	for (size_t i = 0; i < csv.count; i++) {
		const char *phase = csv_cell(&csv.rows[i], csv_column(&csv, "phase"));
		const char *amount = csv_cell(&csv.rows[i], csv_column(&csv, "amount"));
		struct num read;

		assert_int_equal(num_parse(amount, strlen(amount), NUM_DOT_DECIMAL, &read), YUP_OK);
		*(strcmp(phase, "approved") == 0 ? &approved : &executed) += read.value_e4 / 100;
	}
	assert_true(wanted.budget_cents > 0 && wanted.executed_cents > 0);
	assert_int_equal(approved, wanted.budget_cents);
	assert_int_equal(executed, wanted.executed_cents);
}

static void
test_dhis2(void **state)
{
	struct test_store *s = *state;
	struct app app = begin(s);
	CLEANUP(str_done) struct str out = { 0 };
	size_t achieved = 0;

	export_to(&app, s->mem, APP_FORMAT_DHIS2, &out);
	assert_schema("docs/schemas/dhis2.schema.json", out.text);
	for (const char *p = out.text; (p = strstr(p, "-A\", \"period\"")) != NULL; p++)
		achieved++;
	assert_int_equal(achieved, expected(&app, s->mem).values);
}

static void
test_ocds(void **state)
{
	struct test_store *s = *state;
	struct app app = begin(s);
	CLEANUP(str_done) struct str out = { 0 };

	export_to(&app, s->mem, APP_FORMAT_OCDS, &out);
	assert_schema("docs/schemas/ocds.schema.json", out.text);
}

/* A folder's files say what they are, and the tables are those that were described. */
static void
test_folders(void **state)
{
	static const struct {
		enum app_format format;
		const char *file, *schema;
	} FILES[] = {
		{ APP_FORMAT_CSV, DATA_PACKAGE, "docs/schemas/data-package.schema.json" },
		{ APP_FORMAT_FISCAL, DATA_PACKAGE, "docs/schemas/fiscal.schema.json" },
		{ APP_FORMAT_DHIS2, "metadata.json", "docs/schemas/dhis2-metadata.schema.json" },
		{ APP_FORMAT_DHIS2, "dataValueSets.json", "docs/schemas/dhis2.schema.json" },
	};
	struct test_store *s = *state;
	struct app app = begin(s);

	for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
		const char *folder = mem_printf(s->mem, "%s/%zu/", test_temp_folder(), i);
		const struct app_export_request request = { .format = FILES[i].format };
		char *text;
		size_t length;

		assert_rc(app_export_save(&app, s->mem, &request, folder, &err), YUP_OK, &err);
		assert_rc(file_read(s->mem, mem_printf(s->mem, "%s%s", folder, FILES[i].file),
			      &text, &length, &err),
		    YUP_OK, &err);
		assert_schema(FILES[i].schema, text);
	}
}

/* A plan nobody reports of has the pack's periods, and targets that add up to its total. */
static void
test_targets(void **state)
{
	struct test_store *s = *state;
	struct app app = begin(s);
	struct open_year *years;
	size_t count, checked = 0;

	assert_rc(app_open_years(&app, s->mem, NULL, MAY_EXPORT, &years, &count, &err), YUP_OK,
	    &err);
	for (size_t i = 0; i < years[0].plan->node_count; i++) {
		const struct plan_node *node = &years[0].plan->nodes[i];
		int64_t sum = 0;

		if (!plan_is_leaf_level(years[0].plan, node->level) ||
		    node->behaviour != BEHAVIOUR_SUM || node->basis == BASIS_SHARE ||
		    !node_is_whole(years[0].plan, node))
			continue;
		for (unsigned p = 1; p <= years[0].book.period_count; p++) {
			int64_t part = open_year_target(&years[0], i, p);

			sum += part != NUM_ABSENT ? part : 0;
		}
		assert_int_equal(sum, node->total_e4);
		checked++;
	}
	assert_true(checked > 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_iati),
		STORE_TEST(test_fiscal),
		STORE_TEST(test_dhis2),
		STORE_TEST(test_ocds),
		STORE_TEST(test_folders),
		STORE_TEST(test_targets),
	};

	return STORE_RUN(argc, argv, tests);
}
