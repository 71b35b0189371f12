#include "report/doc_follow_up.h"

#include "base/mem.h"
#include "base/str.h"
#include "core/follow_up_lines.h"
#include "report/doc_cell.h"
#include "report/doc_say.h"
#include "report/follow_up_causes.h"
#include "text/number_text.h"

enum { COLUMNS = 5, DIFFERENCES_MAX = 40 };

struct telling {
	struct doc_speech said;
	const struct follow_up *fu;
	struct mem *mem;
};

static const char *
day_of(struct mem *mem, const char *iso)
{
	CLEANUP(str_done) struct str s = { 0 };

	doc_date_put(&s, iso);
	return mem_strdup(mem, str_text(&s));
}

/* ---- Results ------------------------------------------------------------------------ */

/* Per cent: as computed, else as it was printed. */
static struct doc_cell
percent(int64_t computed_e9, int64_t printed_e4)
{
	if (computed_e9 != NUM_ABSENT)
		return doc_ratio(DOC_RATIO, computed_e9, 0);
	return doc_number(DOC_PERCENT, printed_e4);
}

static void
say_results_row(struct telling *t, enum doc_row_kind kind, bool heads, struct doc_cell *cells)
{
	const struct doc_row row = { kind, cells, COLUMNS, 0, heads };

	for (size_t i = 0; kind != DOC_ROW && i < COLUMNS; i++)
		cells[i].strong = true;
	DOC_SAY(&t->said, row, &row);
}

static void
say_operation(struct telling *t, const struct fu_operation *op)
{
	struct doc_cell cells[COLUMNS] = { doc_text(op->code), doc_text(op->expected),
		doc_text(op->obtained) };
	int64_t physical_e9 = NUM_ABSENT;

	if (op->reported != NULL)
		physical_e9 = op->reported->progress.physical_e9;
	cells[3] = percent(physical_e9, op->physical_e4);
	cells[4] = doc_number(DOC_PERCENT, op->financial_e4);
	say_results_row(t, DOC_ROW, false, cells);
}

static void
say_level(struct telling *t, const struct fu_aggregate *a)
{
	struct doc_cell cells[COLUMNS] = { doc_text(""), doc_text(a->name), doc_text("") };

	cells[3] = percent(a->computed_e9, a->printed_e4);
	cells[4] = a->printed_financial_e4 != NUM_ABSENT
	    ? doc_number(DOC_PERCENT, a->printed_financial_e4)
	    : percent(a->computed_financial_e9, NUM_ABSENT);
	say_results_row(t, DOC_ROW_GROUP,
	    a->level == FU_DIRECTORATE || a->level == FU_VICE_MINISTRY, cells);
}

static void
say_unit(struct telling *t, const struct fu_unit *unit)
{
	struct doc_cell cells[COLUMNS] = { doc_text(unit->ordinal), doc_text(unit->name),
		doc_text(""), percent(unit->computed_e9, unit->printed_e4),
		doc_number(DOC_PERCENT, NUM_ABSENT) };

	say_results_row(t, DOC_ROW_GROUP, unit->count > 0, cells);
}

static void
say_area(struct telling *t, const char *area)
{
	struct doc_cell cells[COLUMNS] = { doc_text(""), doc_text(area), doc_text(""), doc_text(""),
		doc_text("") };

	say_results_row(t, DOC_ROW_OVER, true, cells);
}

/* A unit or level whose average the document printed otherwise. */
struct average {
	const char *name;
	int64_t computed_e9, printed_e4;
};

static struct average
average_of(const struct follow_up *fu, const struct fu_line *line)
{
	const struct fu_unit *u;
	const struct fu_aggregate *a;

	switch (line->kind) {
	case FU_LINE_UNIT:
		u = &fu->units[line->index];
		return (struct average){ u->name, u->computed_e9, u->printed_e4 };
	case FU_LINE_LEVEL:
		a = &fu->aggregates[line->index];
		return (struct average){ a->name, a->computed_e9, a->printed_e4 };
	default:
		return (struct average){ "", NUM_ABSENT, NUM_ABSENT };
	}
}

/* In whole per cent, as averages are shown. */
static bool
differs(const struct average *a)
{
	return a->computed_e9 != NUM_ABSENT && a->printed_e4 != NUM_ABSENT &&
	    ratio_round(a->computed_e9, 0) != ratio_round(a->printed_e4 * (E9 / E4), 0);
}

/* What the document said where it is not what is shown. */
static void
say_differences(struct telling *t, const struct fu_line *lines, size_t count)
{
	CLEANUP(str_done) struct str note = { 0 };
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		struct average a = average_of(t->fu, &lines[i]);

		if (!differs(&a) || found++ >= DIFFERENCES_MAX)
			continue;
		str_put(&note,
		    found == 1 ? "Promedios calculados de las operaciones; el documento decía: "
			       : ", ");
		str_put(&note, a.name);
		str_put_char(&note, ' ');
		number_put_plain_quantity(&note, a.printed_e4);
		str_put(&note, " %");
	}
	if (found > DIFFERENCES_MAX)
		str_printf(&note, " y %zu más", found - DIFFERENCES_MAX);
	if (found > 0)
		DOC_SAY(&t->said, text, DOC_NOTE, str_text(&note));
}

static void
say_results(struct telling *t)
{
	const struct follow_up *fu = t->fu;
	const struct doc_column columns[COLUMNS] = {
		{ .head = "Cód." },
		{ .head = mem_printf(t->mem, "RESULTADOS ESPERADOS AL 31/12/%d", fu->year),
		    .width = 45,
		    .wraps = true },
		{ .head = mem_printf(t->mem, "RESULTADOS OBTENIDOS AL %s",
		      day_of(t->mem, fu->as_of)),
		    .width = 55,
		    .wraps = true },
		{ .head = "FÍSICO", .group = "AVANCE %", .align = DOC_RIGHT },
		{ .head = "PPTARIO.", .group = "AVANCE %", .align = DOC_RIGHT },
	};
	const struct doc_table table = { .title = "SISTEMATIZACIÓN DE RESULTADOS OBTENIDOS POR "
						  "UNIDADES, ÁREAS Y NIVELES JERÁRQUICOS",
		.name = "Resultados",
		.columns = columns,
		.column_count = COLUMNS };
	size_t count;
	const struct fu_line *lines = follow_up_lines(t->mem, fu, NULL, &count);

	DOC_SAY(&t->said, table, &table);
	for (size_t i = 0; t->said.rc == YUP_OK && i < count; i++)
		switch (lines[i].kind) {
		case FU_LINE_LEVEL:
			say_level(t, &fu->aggregates[lines[i].index]);
			break;
		case FU_LINE_UNIT:
			say_unit(t, &fu->units[lines[i].index]);
			break;
		case FU_LINE_AREA:
			say_area(t, fu->operations[lines[i].index].area);
			break;
		case FU_LINE_OPERATION:
			say_operation(t, &fu->operations[lines[i].index]);
			break;
		}
	DOC_SAY_PLAIN(&t->said, table_end);
	say_differences(t, lines, count);
}

/* ---- Causes and measures -------------------------------------------------------------- */

static void
say_cause_line(struct telling *t, const struct cause_line *line)
{
	struct doc_cell cells[] = { doc_text(line->code), doc_text(line->expected),
		doc_text(line->cause), doc_text(line->measure) };
	const struct doc_row row = { line->heads ? DOC_ROW_GROUP : DOC_ROW, cells, 4, 0,
		line->heads };

	cells[0].strong = cells[1].strong = line->heads;
	DOC_SAY(&t->said, row, &row);
}

static void
say_causes(struct telling *t)
{
	CLEANUP(str_done) struct str note = { 0 };
	const char *day = day_of(t->mem, t->fu->as_of);
	const struct doc_column columns[] = {
		{ .head = "Cód." },
		{ .head = "Resultados Esperados por Unidad Organizacional",
		    .width = 36,
		    .wraps = true },
		{ .head = mem_printf(t->mem, "Causas de Desviación al %s */", day),
		    .width = 32,
		    .wraps = true },
		{ .head = "Medidas Correctivas */", .width = 32, .wraps = true },
	};
	const struct doc_table table = {
		.title = "SISTEMATIZACIÓN DE CAUSAS DE DESVIACIÓN Y MEDIDAS CORRECTIVAS",
		.name = "Causas",
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.new_page = true
	};
	size_t count;
	const struct cause_line *lines = follow_up_causes(t->mem, t->fu, &count);

	if (count == 0)
		return;
	DOC_SAY(&t->said, table, &table);
	for (size_t i = 0; i < count; i++)
		say_cause_line(t, &lines[i]);
	DOC_SAY_PLAIN(&t->said, table_end);
	str_put(&note,
	    "*/ Información requerida para los resultados que no llegaron a una ejecución "
	    "física de ");
	number_put_plain_quantity(&note, t->fu->threshold_e4);
	str_put(&note, "% al menos.");
	DOC_SAY(&t->said, text, DOC_NOTE, str_text(&note));
}

int
doc_follow_up_say(const void *document, const struct doc_writer *w, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_follow_up *d = document;
	struct telling t = { { w, err, YUP_OK }, d->fu, mem };

	DOC_SAY(&t.said, begin, &d->head);
	if (d->official->mission[0] != '\0' || d->official->vision[0] != '\0') {
		const struct doc_pair pairs[] = { { "Misión", d->official->mission },
			{ "Visión", d->official->vision } };

		DOC_SAY(&t.said, pairs, pairs, 2);
	}
	say_results(&t);
	say_causes(&t);
	DOC_SAY(&t.said, signatures, d->official->signatures, 3);
	DOC_SAY_PLAIN(&t.said, end);
	return t.said.rc;
}
