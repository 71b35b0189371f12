/*
 * data_package.h - datapackage.json: what the CSV tables beside it are (Frictionless
 * Tabular Data Package, specs.frictionlessdata.io).
 *
 * What each column is follows from its name, which is the same in every table
 * (docs/schemas/csv.md).
 */
#ifndef YUP_REPORT_DATA_PACKAGE_H
#define YUP_REPORT_DATA_PACKAGE_H

#include "report/json_writer.h"

#define DATA_PACKAGE "datapackage.json"

struct data_package {
	struct json_writer json;
};

/* Appends to `out`. */
void data_package_begin(struct data_package *package, struct str *out);

/* A table by the name of its file, "nodes.csv"; `csv` begins with its heads. */
void data_package_table(struct data_package *package, const char *file, const char *csv);

MUST_CHECK int data_package_end(struct data_package *package, struct err *err);

#endif
