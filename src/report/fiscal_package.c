#include "report/fiscal_package.h"

#include "base/mem.h"
#include "base/str.h"
#include "report/csv_writer.h"

enum phase { PHASE_PROPOSED, PHASE_APPROVED, PHASE_ADJUSTED, PHASE_EXECUTED, PHASE__COUNT };

static const struct {
	const char *key, *name;
} PHASES[PHASE__COUNT] = {
	{ "proposed", "Presupuesto formulado" },
	{ "approved", "Presupuesto aprobado" },
	{ "adjusted", "Presupuesto reformulado" },
	{ "executed", "Presupuesto ejecutado" },
};

/* What each column is, in the words of the standard. */
static const struct {
	const char *name, *type, *column_type, *title;
} FIELDS[] = {
	{ "year", "integer", "date:fiscal-year", "Gestión" },
	{ "institution_code", "string", "administrative-classification:generic:level1:code:part",
	    "Sigla de la institución" },
	{ "institution_name", "string", "administrative-classification:generic:level1:label",
	    "Institución" },
	{ "unit_code", "string", "administrative-classification:generic:level2:code:part",
	    "Unidad organizacional, por su ruta" },
	{ "unit_name", "string", "administrative-classification:generic:level2:label",
	    "Nombre de la unidad" },
	{ "program_code", "string", "activity:generic:program:code:part",
	    "Código del objetivo institucional" },
	{ "program_name", "string", "activity:generic:program:label", "Objetivo institucional" },
	{ "objective_code", "string", "activity:generic:subprogram:code:part",
	    "Código del objetivo específico" },
	{ "objective_name", "string", "activity:generic:subprogram:label", "Objetivo específico" },
	{ "phase", "string", "phase:id", "Fase" },
	{ "phase_name", "string", "phase:label", "Nombre de la fase" },
	{ "amount", "number", "value", "Monto" },
};

enum { FIELD_COUNT = sizeof(FIELDS) / sizeof(FIELDS[0]), FIELD_AMOUNT = FIELD_COUNT - 1 };

/* An objective's amount in one phase. */
struct line {
	const struct plan *plan;
	const struct plan_node *node;
	enum phase phase;
	int64_t cents;
};

typedef void (*line_fn)(void *context, const struct line *line);

static int64_t
executed(const struct open_year *year, const struct plan_children *children, size_t i)
{
	int64_t sum = NUM_ABSENT;

	for (unsigned p = 1; p <= year->book.period_count; p++) {
		int64_t part = open_year_executed(year, children, i, p);

		if (part != NUM_ABSENT)
			sum = sum == NUM_ABSENT ? part : sum + part;
	}
	return sum;
}

static void
budget_lines(const struct plan *plan, enum phase phase, line_fn use, void *context)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->budget_cents != NUM_ABSENT && node->unit != PLAN_NONE)
			use(context, &(struct line){ plan, node, phase, node->budget_cents });
	}
}

/* Of the rows that have a budget, so that phases stand beside each other. */
static void
executed_lines(struct mem *mem, const struct open_year *year, line_fn use, void *context)
{
	struct plan_children children;

	plan_index_children(mem, year->plan, &children);
	for (size_t i = 0; i < year->plan->node_count; i++) {
		const struct plan_node *node = &year->plan->nodes[i];
		int64_t cents;

		if (node->budget_cents == NUM_ABSENT || node->unit == PLAN_NONE)
			continue;
		cents = executed(year, &children, i);
		if (cents != NUM_ABSENT)
			use(context, &(struct line){ year->plan, node, PHASE_EXECUTED, cents });
	}
}

/* What was approved first, and what it became. */
static void
year_lines(struct mem *mem, const struct open_year *year, line_fn use, void *context)
{
	if (!open_year_is_approved(year)) {
		budget_lines(year->plan, PHASE_PROPOSED, use, context);
		return;
	}
	if (year->initial != NULL)
		budget_lines(year->initial, PHASE_APPROVED, use, context);
	if (year->plan != year->initial)
		budget_lines(year->plan, PHASE_ADJUSTED, use, context);
	executed_lines(mem, year, use, context);
}

static void
every_line(const struct open_year *years, size_t count, line_fn use, void *context)
{
	for (size_t y = 0; y < count; y++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();

		year_lines(mem, &years[y], use, context);
	}
}

/* Its texts, in the order of FIELDS up to the amount. */
static void
texts_of(const struct line *line, const char *texts[FIELD_AMOUNT])
{
	const struct plan *plan = line->plan;
	const struct plan_unit *unit = &plan->units[line->node->unit];
	const struct plan_node *top = line->node;

	while (top->parent != PLAN_NONE)
		top = &plan->nodes[top->parent];
	texts[1] = plan->acronym;
	texts[2] = plan->institution;
	texts[3] = unit->path;
	texts[4] = unit->name;
	texts[5] = top->code;
	texts[6] = top->title;
	texts[7] = line->node->code;
	texts[8] = line->node->title;
	texts[9] = PHASES[line->phase].key;
	texts[10] = PHASES[line->phase].name;
}

/* ---- The table ----------------------------------------------------------------------- */

static void
csv_line(void *context, const struct line *line)
{
	const char *texts[FIELD_AMOUNT];
	struct csv_writer *w = context;

	texts_of(line, texts);
	csv_int(w, line->plan->year);
	for (unsigned f = 1; f < FIELD_AMOUNT; f++)
		csv_text(w, texts[f]);
	csv_money(w, line->cents);
	csv_row_end(w);
}

void
fiscal_table_csv(struct str *out, const struct open_year *years, size_t count)
{
	CLEANUP(str_done) struct str heads = { 0 };
	struct csv_writer w = { 0 };

	for (unsigned f = 0; f < FIELD_COUNT; f++)
		str_printf(&heads, "%s%s", f > 0 ? " " : "", FIELDS[f].name);
	csv_begin(&w, out, heads.text);
	every_line(years, count, csv_line, &w);
}

/* ---- The descriptor --------------------------------------------------------------------- */

static void
json_line(void *context, const struct line *line)
{
	const char *texts[FIELD_AMOUNT];
	struct json_writer *w = context;

	texts_of(line, texts);
	json_line_object(w, NULL);
	json_int(w, FIELDS[0].name, line->plan->year);
	for (unsigned f = 1; f < FIELD_AMOUNT; f++)
		json_text(w, FIELDS[f].name, texts[f]);
	json_money(w, FIELDS[FIELD_AMOUNT].name, line->cents);
	json_object_end(w);
}

static void
put_field(struct json_writer *w, unsigned f, const struct plan *plan)
{
	json_line_object(w, NULL);
	json_text(w, "name", FIELDS[f].name);
	json_text(w, "title", FIELDS[f].title);
	json_text(w, "type", FIELDS[f].type);
	json_text(w, "columnType", FIELDS[f].column_type);
	if (f == FIELD_AMOUNT) {
		json_text(w, "decimalChar", ".");
		json_text(w, "currency", plan->pack->currency_code);
	}
	json_object_end(w);
}

static void
put_schema(struct json_writer *w, const struct plan *plan)
{
	static const unsigned KEY[] = { 0, 1, 3, 7, 9 };

	json_object(w, "schema");
	json_array(w, "fields");
	for (unsigned f = 0; f < FIELD_COUNT; f++)
		put_field(w, f, plan);
	json_array_end(w);
	json_line_array(w, "primaryKey");
	for (unsigned k = 0; k < sizeof(KEY) / sizeof(KEY[0]); k++)
		json_text(w, NULL, FIELDS[KEY[k]].name);
	json_array_end(w);
	json_line_array(w, "missingValues");
	json_text(w, NULL, "");
	json_array_end(w);
	json_object_end(w);
}

void
fiscal_package_json(struct json_writer *w, const struct open_year *years, size_t count, bool inside)
{
	const struct plan *plan = years[0].plan; /* the columns are of all */

	json_object(w, NULL);
	json_text(w, "profile", "fiscal-data-package");
	json_text(w, "name", "presupuesto-por-fase");
	json_text(w, "title", "Presupuesto del plan operativo anual, por fase");
	json_text(w, "countryCode", plan->pack->country);
	json_text(w, "created", years[0].as_of);
	json_array(w, "resources");
	json_object(w, NULL);
	json_text(w, "profile", "tabular-data-resource");
	json_text(w, "name", "budget");
	if (inside) {
		json_array(w, "data");
		every_line(years, count, json_line, w);
		json_array_end(w);
	} else {
		json_text(w, "path", FISCAL_TABLE);
		json_text(w, "format", "csv");
		json_text(w, "mediatype", "text/csv");
		json_text(w, "encoding", "utf-8");
	}
	put_schema(w, plan);
	json_object_end(w);
	json_array_end(w);
	json_object_end(w);
}
