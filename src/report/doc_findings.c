#include "report/doc_findings.h"

#include "base/mem.h"
#include "base/str.h"
#include "report/doc_cell.h"
#include "report/doc_say.h"
#include "text/finding_text.h"

enum { COLUMNS = 5 };

static const struct doc_column COLUMN[COLUMNS] = {
	{ .head = "N.º", .align = DOC_RIGHT },
	{ .head = "Gravedad" },
	{ .head = "Dónde", .width = 24, .wraps = true },
	{ .head = "Qué se encontró y qué hacer", .width = 56, .wraps = true },
	{ .head = "Corrección propuesta", .width = 20, .wraps = true },
};

static size_t
count_of(const struct doc_findings *d, unsigned rule)
{
	size_t count = 0;

	for (size_t i = 0; i < d->list->count; i++)
		count += d->list->items[i].rule == rule;
	return count;
}

static void
say_rule(struct doc_speech *s, struct mem *mem, const struct doc_findings *d, unsigned rule)
{
	struct doc_cell cell = doc_text(
	    mem_printf(mem, "R%02u · %s (%zu)", rule, rule_title(rule), count_of(d, rule)));
	const struct doc_row row = { DOC_ROW_GROUP, &cell, 1, 0, true };

	cell.span = COLUMNS;
	cell.strong = true;
	DOC_SAY(s, row, &row);
}

static void
say_finding(struct doc_speech *s, const struct doc_findings *d, size_t i)
{
	CLEANUP(str_done) struct str place = { 0 }, sentence = { 0 }, fix = { 0 };
	const struct finding *f = &d->list->items[i];
	struct doc_cell cells[COLUMNS];
	const struct doc_row row = { DOC_ROW, cells, COLUMNS, 0, false };

	finding_place(&place, f, d->plan, d->fu);
	finding_sentence(&sentence, f, d->plan, d->fu);
	finding_fix_label(&fix, f, d->plan, d->fu);
	cells[0] = doc_number(DOC_COUNT, (int64_t)i + 1);
	cells[1] = doc_text(severity_word(f->severity));
	cells[2] = doc_text(str_text(&place));
	cells[3] = doc_text(str_text(&sentence));
	cells[4] = doc_text(str_text(&fix));
	DOC_SAY(s, row, &row);
}

static void
say_counts(struct doc_speech *s, struct mem *mem, const struct doc_findings *d)
{
	size_t counts[SEVERITY__COUNT] = { 0 };
	static const char *const NAMES[SEVERITY__COUNT] = { [SEVERITY_ERROR] = "Errores",
		[SEVERITY_WARNING] = "Advertencias",
		[SEVERITY_ADVICE] = "Consejos" };
	struct doc_pair pairs[SEVERITY__COUNT + 1];

	for (size_t i = 0; i < d->list->count; i++)
		counts[d->list->items[i].severity]++;
	pairs[0] = (struct doc_pair){ "Hallazgos", mem_printf(mem, "%zu", d->list->count) };
	for (unsigned k = 0; k < SEVERITY__COUNT; k++) {
		enum severity worst_first = SEVERITY__COUNT - 1 - k;

		pairs[k + 1] = (struct doc_pair){ NAMES[worst_first],
			mem_printf(mem, "%zu", counts[worst_first]) };
	}
	DOC_SAY(s, pairs, pairs, SEVERITY__COUNT + 1);
}

int
doc_findings_say(const void *document, const struct doc_writer *w, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_findings *d = document;
	struct doc_speech s = { w, err, YUP_OK };
	const struct doc_table table = { .title = "Hallazgos por regla",
		.name = "Hallazgos",
		.columns = COLUMN,
		.column_count = COLUMNS };
	unsigned rule = 0;

	DOC_SAY(&s, begin, &d->head);
	say_counts(&s, mem, d);
	if (d->list->count == 0)
		DOC_SAY(&s, text, DOC_BODY, "Las reglas no encontraron nada que corregir.");
	else
		DOC_SAY(&s, table, &table);
	for (size_t i = 0; s.rc == YUP_OK && i < d->list->count; i++) {
		if (d->list->items[i].rule != rule)
			say_rule(&s, mem, d, d->list->items[i].rule);
		rule = d->list->items[i].rule;
		say_finding(&s, d, i);
	}
	if (d->list->count > 0)
		DOC_SAY_PLAIN(&s, table_end);
	DOC_SAY_PLAIN(&s, end);
	return s.rc;
}
