/*
 * tables_csv.h - what is stored, as flat tables: docs/schemas/csv.md has their
 * columns.  One head, then rows of every document given, so that several
 * institutions and years stand in one table.
 */
#ifndef YUP_REPORT_TABLES_CSV_H
#define YUP_REPORT_TABLES_CSV_H

#include "core/finding.h"
#include "core/observation.h"
#include "core/rollup.h"
#include "report/csv_writer.h"

void csv_nodes_begin(struct csv_writer *w, struct str *out);
void csv_nodes(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled);

void csv_units_begin(struct csv_writer *w, struct str *out);
void csv_units(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled);

void csv_operations_begin(struct csv_writer *w, struct str *out);
void csv_operations(struct csv_writer *w, const struct follow_up *fu);

void csv_averages_begin(struct csv_writer *w, struct str *out);
void csv_averages(struct csv_writer *w, const struct follow_up *fu);

/* `plan` or `fu` is NULL. */
void csv_findings_begin(struct csv_writer *w, struct str *out);
void csv_findings(struct csv_writer *w, const struct finding_list *list, const struct plan *plan,
    const struct follow_up *fu);

/* A line for each observation, with the last thing said of it; `plan` holds all its rows. */
void csv_observations_begin(struct csv_writer *w, struct str *out);
void csv_observations(struct csv_writer *w, const struct plan *plan, const struct observation *list,
    size_t count);

/* A line for each unit and average: what was computed and printed, what was found about it. */
void csv_summary_begin(struct csv_writer *w, struct str *out);
void csv_summary_plan(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled,
    const struct finding_list *findings);
void csv_summary_follow_up(struct csv_writer *w, const struct follow_up *fu,
    const struct finding_list *findings);

#endif
