/*
 * fiscal_package.h - budgets as an Open Fiscal Data Package, version 1
 * (specs.frictionlessdata.io/fiscal-data-package): a table of amounts by phase and the
 * descriptor that says what its columns are.
 *
 *	proposed   of a plan that is not approved yet
 *	approved   the budget of the year's first version (version 0)
 *	adjusted   that of the version told, where it is an amendment
 *	executed   what was reported as spent, to the day the file is of
 */
#ifndef YUP_REPORT_FISCAL_PACKAGE_H
#define YUP_REPORT_FISCAL_PACKAGE_H

#include "report/json_writer.h"
#include "report/open_year.h"

struct str;

#define FISCAL_TABLE "budget.csv"

/* Its rows, heads first. */
void fiscal_table_csv(struct str *out, const struct open_year *years, size_t count);

/*
 * datapackage.json; `inside`: with the rows in it, for who takes one file, else they
 * are in FISCAL_TABLE beside it.  `name` is of small letters, digits, '.', '_' and '-'.
 */
void fiscal_package_json(struct json_writer *w, const struct open_year *years, size_t count,
    bool inside);

#endif
