#include "report/data_package.h"

#include <string.h>

#include "base/mem.h"

/* Columns that are no texts.  One that ends in two digits is of a period: a number. */
static const struct {
	const char *name, *type;
} TYPES[] = {
	{ "year", "year" },
	{ "as_of", "date" },
	{ "version", "integer" },
	{ "first_month", "integer" },
	{ "last_month", "integer" },
	{ "line", "integer" },
	{ "period", "integer" },
	{ "errors", "integer" },
	{ "warnings", "integer" },
	{ "advice", "integer" },
	{ "behaviour_inferred", "boolean" },
	{ "weight", "number" },
	{ "baseline_value", "number" },
	{ "target_value", "number" },
	{ "total", "number" },
	{ "budget", "number" },
	{ "rollup_total", "number" },
	{ "published_total", "number" },
	{ "physical", "number" },
	{ "financial", "number" },
	{ "printed", "number" },
	{ "computed", "number" },
	{ "computed_from_printed", "number" },
	{ "printed_financial", "number" },
	{ "computed_financial", "number" },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
type_of(const char *name)
{
	size_t length = strlen(name);

	if (length > 2 && is_digit(name[length - 1]) && is_digit(name[length - 2]))
		return "number";
	for (size_t i = 0; i < sizeof(TYPES) / sizeof(TYPES[0]); i++)
		if (strcmp(TYPES[i].name, name) == 0)
			return TYPES[i].type;
	return "string";
}

void
data_package_begin(struct data_package *package, struct str *out)
{
	struct json_writer *w = &package->json;

	json_begin(w, json_to_str, out);
	json_object(w, NULL);
	json_text(w, "profile", "tabular-data-package");
	json_text(w, "name", "yupana");
	json_text(w, "title", "Plan operativo anual y su seguimiento");
	json_array(w, "resources");
}

static void
put_field(struct json_writer *w, const char *name)
{
	json_line_object(w, NULL);
	json_text(w, "name", name);
	json_text(w, "type", type_of(name));
	json_object_end(w);
}

/* Names of the first line: ours, without quotes. */
static void
put_fields(struct json_writer *w, const char *csv)
{
	const char *end = csv + strcspn(csv, "\r\n");

	json_array(w, "fields");
	while (csv < end) {
		size_t length = strcspn(csv, ",\r\n");
		CLEANUP(str_done) struct str name = { 0 };

		str_put_n(&name, csv, length);
		put_field(w, name.text);
		csv += length + (csv[length] == ',');
	}
	json_array_end(w);
}

void
data_package_table(struct data_package *package, const char *file, const char *csv)
{
	struct json_writer *w = &package->json;
	CLEANUP(str_done) struct str name = { 0 };

	str_put_n(&name, file, strcspn(file, "."));
	json_object(w, NULL);
	json_text(w, "profile", "tabular-data-resource");
	json_text(w, "name", name.text);
	json_text(w, "path", file);
	json_text(w, "format", "csv");
	json_text(w, "mediatype", "text/csv");
	json_text(w, "encoding", "utf-8");
	json_object(w, "schema");
	put_fields(w, csv);
	json_line_array(w, "missingValues");
	json_text(w, NULL, "");
	json_array_end(w);
	json_object_end(w);
	json_object_end(w);
}

int
data_package_end(struct data_package *package, struct err *err)
{
	json_array_end(&package->json);
	json_object_end(&package->json);
	return json_end(&package->json, err);
}
