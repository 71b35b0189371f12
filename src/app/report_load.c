#include "app/report_load.h"

#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/history.h"
#include "app/report_open.h"
#include "base/mem.h"
#include "import/csv.h"
#include "import/decode.h"
#include "io/file.h"

#define UNIT_COLUMN "unit"
#define CODE_COLUMN "code"

/* What a column is for. */
enum { OF_UNIT = REPORT_FIELD__COUNT, OF_CODE };

struct loading {
	struct mem *mem;
	const struct app_report_load *load;
	struct report_open open;
	struct csv csv;
	unsigned char *of; /* each column: enum report_field, or one of the above */
	size_t unit, code; /* columns */
	bool *seen;        /* nodes */
	struct app_report_row *rows;
	size_t count;
	struct app_report_loaded *out;
	struct err *err;
};

/* ---- Columns ------------------------------------------------------------------------- */

static int
read_column(struct loading *l, size_t column)
{
	const char *name = l->csv.head.cells[column];
	enum report_field field;

	if (csv_column(&l->csv, name) != column)
		return err_refuse(l->err, YUP_EINVALID, "table_twice", "%s", name);
	if (strcmp(name, UNIT_COLUMN) == 0)
		l->of[column] = OF_UNIT;
	else if (strcmp(name, CODE_COLUMN) == 0)
		l->of[column] = OF_CODE;
	else if (report_field_find(name, &field))
		l->of[column] = (unsigned char)field;
	else
		return err_refuse(l->err, YUP_EINVALID, "column_unknown", "%s", name);
	return YUP_OK;
}

static int
read_head(struct loading *l)
{
	size_t columns = l->csv.head.count;
	int rc = YUP_OK;

	l->of = mem_array(l->mem, columns, sizeof(*l->of));
	for (size_t i = 0; rc == YUP_OK && i < columns; i++)
		rc = read_column(l, i);
	l->unit = csv_column(&l->csv, UNIT_COLUMN);
	l->code = csv_column(&l->csv, CODE_COLUMN);
	if (rc == YUP_OK && l->unit == columns)
		rc = err_refuse(l->err, YUP_EINVALID, "column_missing", UNIT_COLUMN);
	if (rc == YUP_OK && l->code == columns)
		rc = err_refuse(l->err, YUP_EINVALID, "column_missing", CODE_COLUMN);
	return rc;
}

static int
read_table(struct loading *l)
{
	struct decoded decoded;
	char *bytes = NULL;
	size_t size = 0;
	int rc = file_read(l->mem, l->load->path, &bytes, &size, l->err);

	if (rc == YUP_OK)
		rc = decode_text(l->mem, bytes, size, &decoded, l->err);
	if (rc == YUP_OK)
		rc = csv_read(l->mem, decoded.text, &l->csv, l->err);
	if (rc == YUP_OK && l->csv.count > REPORT_LOAD_ROWS_MAX)
		rc = err_refuse(l->err, YUP_ELIMIT, "csv_large", "%d", REPORT_LOAD_ROWS_MAX);
	return rc < 0 ? rc : read_head(l);
}

/* ---- Lines ---------------------------------------------------------------------------- */

static void
tell_refused(struct loading *l, const struct csv_row *row, const struct err *why)
{
	struct app_report_loaded *out = l->out;

	if (out->refused_count++ >= REPORT_LOAD_TOLD_MAX)
		return;
	out->refused[out->told_count++] = (struct app_report_refused){ .line = row->line,
		.unit = csv_cell(row, l->unit),
		.code = csv_cell(row, l->code),
		.err = *why };
}

/* The cells of a line that say something, as a row of an edit. */
static int
read_line(struct loading *l, const struct csv_row *csv, struct app_report_row *out, struct err *err)
{
	struct typed_report *typed = mem_array(l->mem, csv->count + 1, sizeof(*typed));
	const struct plan *plan = l->open.plan;
	struct report alone;
	uint32_t node = PLAN_NONE;
	int rc = app_plan_row(plan, csv_cell(csv, l->unit), csv_cell(csv, l->code), &node, err);

	if (rc < 0)
		return rc;
	if (l->seen[node])
		return err_refuse(err, YUP_EINVALID, "table_twice", "%s", plan->nodes[node].code);
	l->seen[node] = true;
	*out = (struct app_report_row){ plan->nodes[node].row, APP_SEEN_ANY, typed, 0 };
	for (size_t i = 0; i < csv->count; i++) {
		if (i >= l->csv.head.count && csv->cells[i][0] != '\0')
			return err_refuse(err, YUP_EINVALID, "cells_many", "%zu",
			    l->csv.head.count);
		if (i >= l->csv.head.count || l->of[i] >= REPORT_FIELD__COUNT ||
		    csv->cells[i][0] == '\0')
			continue;
		typed[out->count++] = (struct typed_report){ (enum report_field)l->of[i],
			csv->cells[i] };
		if (!report_is_asked(plan, &plan->nodes[node]) && l->of[i] != REPORT_EXECUTED)
			return err_refuse(err, YUP_EINVALID, "row_not_reported", "%s",
			    plan->nodes[node].code);
	}
	report_init(&alone, plan->nodes[node].id, l->load->which->period);
	return report_typed(l->mem, plan, typed, out->count, &alone, err);
}

static int
read_lines(struct loading *l)
{
	l->seen = mem_array(l->mem, l->open.plan->node_count + 1, sizeof(*l->seen));
	l->rows = mem_array(l->mem, l->csv.count + 1, sizeof(*l->rows));
	l->out->refused = mem_array(l->mem, REPORT_LOAD_TOLD_MAX, sizeof(*l->out->refused));
	for (size_t i = 0; i < l->csv.count; i++) {
		struct app_report_row row;
		struct err why = { 0 };

		if (read_line(l, &l->csv.rows[i], &row, &why) < 0) {
			tell_refused(l, &l->csv.rows[i], &why);
			continue;
		}
		l->out->lines++;
		l->out->cells += row.count;
		if (row.count > 0)
			l->rows[l->count++] = row;
	}
	if (l->out->refused_count > 0)
		return err_refuse(l->err, YUP_EINVALID, "lines_refused", "%zu",
		    l->out->refused_count);
	return YUP_OK;
}

int
app_report_load(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_report_load *load, struct app_report_loaded *out, struct err *err)
{
	struct loading l = { .mem = mem, .load = load, .out = out, .err = err };
	struct app_reported edited;
	int rc = app_require(app, MAY_READ_PLAN, load->which->institution_id, ORG_UNIT_NONE,
	    report_subject(mem, load->which), err);

	*out = (struct app_report_loaded){ 0 };
	if (rc == YUP_OK)
		rc = report_open(app, plans, mem, load->which, &l.open, err);
	if (rc == YUP_OK)
		rc = read_table(&l);
	if (rc == YUP_OK)
		rc = read_lines(&l);
	if (rc < 0 || l.count == 0)
		return rc;
	return load->dry_run
	    ? app_report_try(app, plans, mem, load->which, l.rows, l.count, &edited, err)
	    : app_report_edit(app, plans, mem, load->which, l.rows, l.count, load->why, &edited,
		  err);
}
