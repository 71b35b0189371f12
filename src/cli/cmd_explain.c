/* cmd_explain.c - `yupana explain`. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app/explain.h"
#include "cli/choice.h"
#include "cli/policy.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/explain_json.h"
#include "report/findings_json.h"
#include "report/json_writer.h"
#include "report/plan_json.h"
#include "text/explain_text.h"
#include "text/number_text.h"

/* ---- JSON ----------------------------------------------------------------------- */

static const char *
cells_at(const void *context, const struct source *source)
{
	return app_cells_at(context, source);
}

static void
documents_json(struct json_writer *w, const struct app_explained *x)
{
	json_array(w, "documents");
	for (size_t i = 0; i < x->source_count; i++) {
		if (x->sources[i].sha256 == NULL)
			continue;
		json_line_object(w, NULL);
		json_text(w, "file", x->sources[i].document.name);
		json_text(w, "sha256", x->sources[i].sha256);
		json_text(w, "imported_at", x->sources[i].document.imported_at);
		json_object_end(w);
	}
	json_array_end(w);
}

static int
write_json(struct cli *cli, const struct app_explained *x)
{
	struct explained what = { x->plan, x->fu, cells_at, x };
	struct json_writer w;

	json_begin(&w, cli_write_stdout, NULL);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.explain/1");
	if (x->plan != NULL) {
		plan_head_json(&w, "plan", x->plan);
		json_text(&w, "policy", policy_key(x->rollup.policy));
	} else {
		follow_up_head_json(&w, "follow_up", x->fu);
	}
	explanation_json(&w, "explanation", &what, x->explanation);
	documents_json(&w, x);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* ---- For people ------------------------------------------------------------------- */

/* What is being shown, and to whom. */
struct view {
	struct cli *cli;
	const struct app_explained *x;
};

static void
new_line(const struct view *v, size_t indent)
{
	str_put_char(&v->cli->out, '\n');
	term_blanks(&v->cli->out, indent);
}

static void
put_wrapped(const struct view *v, const char *text, size_t indent)
{
	term_wrap(&v->cli->out, text, v->cli->term.width, indent);
}

static void
put_dim(const struct view *v, const char *text)
{
	term_put(&v->cli->out, &v->cli->term, STYLE_DIM, text);
}

/* "dicho en poa.txt:125, formulario B" */
static void
put_source(const struct view *v, const struct source *source, size_t indent)
{
	static const char SAID[] = "dicho en ";
	const char *const *files = v->x->plan != NULL ? v->x->plan->files : v->x->fu->files;
	CLEANUP(str_done) struct str text = { 0 };

	str_printf(&text, "%s:%u", files[source->file], source->line);
	if (source->form != 0)
		str_printf(&text, ", formulario %c", source->form);
	put_dim(v, SAID);
	put_wrapped(v, str_text(&text), indent + sizeof(SAID) - 1);
}

/* The row as it is in the file, bars for tabs, without the blanks of its end. */
static void
put_cells(const struct view *v, const char *cells, size_t indent)
{
	CLEANUP(str_done) struct str text = { 0 };
	size_t length = strlen(cells);

	while (length > 0 && (cells[length - 1] == '\t' || cells[length - 1] == ' '))
		length--;
	for (size_t i = 0; i < length; i++)
		str_put(&text, cells[i] == '\t' ? " | " : (char[]){ cells[i], '\0' });
	put_wrapped(v, str_text(&text), indent);
}

static void
put_one_source(const struct view *v, const struct source *source, size_t indent, bool cells)
{
	const char *read = app_cells_at(v->x, source);

	if (source->line == 0)
		return;
	new_line(v, indent);
	put_source(v, source, indent);
	if (!cells || read == NULL)
		return;
	new_line(v, indent + 2);
	put_cells(v, read, indent + 2);
}

/* "Ene 1 · Feb 1; total 2 (suma, deducido)": the periods that are not zero. */
static void
put_schedule(const struct view *v, uint32_t i, size_t indent)
{
	const struct plan *plan = v->x->plan;
	const struct plan_node *node = &plan->nodes[i];
	const int64_t *s = plan_json_schedule(plan, i);
	CLEANUP(str_done) struct str text = { 0 };

	if (s == NULL)
		return;
	for (unsigned m = 0; m < plan->period_count; m++) {
		if (s[m] == 0)
			continue;
		str_printf(&text, "%s%s" TERM_TIE, text.length > 0 ? TERM_TIE "· " : "",
		    plan->pack->periods[m].abbr);
		number_put_quantity(&text, s[m]);
	}
	str_put(&text, text.length > 0 ? "; total" TERM_TIE : "todo en cero; total" TERM_TIE);
	number_put_quantity(&text, node->total_e4);
	str_printf(&text, " (%s%s)", explain_behaviour((enum behaviour)node->behaviour),
	    node->behaviour_inferred ? ", deducido" : "");
	new_line(v, indent);
	put_wrapped(v, str_text(&text), indent);
}

static void
put_repair(const struct view *v, const struct plan_node *node, size_t indent)
{
	const struct repair_note *note = node->repair;
	CLEANUP(str_done) struct str text = { 0 };

	if (note == NULL)
		return;
	if (node->state == NODE_UNRESOLVED) {
		str_printf(&text, "Fila sin resolver: se dejó como está; lecturas posibles: %zu.",
		    note->candidates_count);
	} else {
		str_put(&text, "Reparada: ");
		for (size_t i = 0; i < note->changed_count; i++) {
			str_put(&text, i > 0 ? "; " : "");
			explain_change(&text, note->changed[i]);
		}
		str_put(&text, ". Lo confirman: ");
		for (size_t i = 0; i < note->equations_count; i++)
			str_printf(&text, "%s%s", i > 0 ? ", " : "",
			    explain_equation(note->equations[i]));
		str_put_char(&text, '.');
	}
	new_line(v, indent);
	term_put(&v->cli->out, &v->cli->term, STYLE_YELLOW, "▲ ");
	put_wrapped(v, str_text(&text), indent + 2);
}

/* Somebody wrote it, nobody computed it. */
static bool
is_row(const struct explanation *e)
{
	return e->kind == EXPLAIN_LEAF || e->kind == EXPLAIN_OPERATION;
}

static void
put_row_facts(const struct view *v, const struct explanation *e, size_t indent, bool cells)
{
	const struct plan_node *node;

	if (e->kind == EXPLAIN_OPERATION) {
		put_one_source(v, &v->x->fu->operations[e->index].source, indent, cells);
		return;
	}
	node = &v->x->plan->nodes[e->index];
	put_schedule(v, e->index, indent);
	put_repair(v, node, indent);
	for (size_t i = 0; i < node->source_count; i++)
		put_one_source(v, &node->sources[i], indent, cells);
}

/* "5.1.1.1  Elaborar el plan ..." */
static void
put_name(const struct view *v, const struct explanation *e, size_t room)
{
	const struct plan *plan = v->x->plan;
	const struct follow_up *fu = v->x->fu;
	CLEANUP(str_done) struct str name = { 0 }, cut = { 0 };

	if (e->kind == EXPLAIN_LEAF || e->kind == EXPLAIN_NODE)
		str_printf(&name, "%s  %s", plan->nodes[e->index].code,
		    plan->nodes[e->index].title);
	else if (e->kind == EXPLAIN_SHARE)
		str_printf(&name, "%s  %s", plan->nodes[e->root].code, plan->nodes[e->root].title);
	else if (e->kind == EXPLAIN_UNIT)
		str_printf(&name, "%s  %s", plan->units[e->index].path, plan->units[e->index].name);
	else if (e->kind == EXPLAIN_OPERATION)
		str_printf(&name, "%s  %s", fu->operations[e->index].code,
		    fu->operations[e->index].expected);
	else if (e->kind == EXPLAIN_FU_UNIT)
		str_printf(&name, "%s  %s", fu->units[e->index].ordinal, fu->units[e->index].name);
	else
		str_put(&name, fu->aggregates[e->index].name);
	term_cut(&cut, str_text(&name), room);
	term_put(&v->cli->out, &v->cli->term, STYLE_BOLD, str_text(&cut));
}

static void
put_agreement(const struct view *v, const struct explanation *e, size_t indent)
{
	CLEANUP(str_done) struct str text = { 0 };

	explain_agreement_text(&text, e);
	if (text.length == 0)
		return;
	new_line(v, indent);
	term_put(&v->cli->out, &v->cli->term,
	    e->agreement == PRINTED_DIFFERS ? STYLE_RED : STYLE_GREEN,
	    e->agreement == PRINTED_AGREES          ? "✓ "
		: e->agreement == PRINTED_OVERTAKEN ? "· "
						    : "✗ ");
	put_wrapped(v, text.text, indent + 2);
}

static void put_term(const struct view *v, const struct explain_term *t, size_t indent,
    unsigned depth);

static void
put_terms(const struct view *v, const struct explanation *e, size_t indent, unsigned depth)
{
	for (size_t i = 0; i < e->term_count; i++)
		put_term(v, &e->terms[i], indent, depth);
}

/* Cells only right under what was asked for; further down, where they are. */
static void
put_term(const struct view *v, const struct explain_term *t, size_t indent, unsigned depth)
{
	CLEANUP(str_done) struct str text = { 0 };
	const struct explanation *e = t->of;

	str_put_char(&v->cli->out, '\n');
	new_line(v, indent);
	put_name(v, e, v->cli->term.width - indent);
	if (t->weight_e4 != NUM_ABSENT || is_row(e)) {
		explain_term_formula(&text, t);
		new_line(v, indent + 2);
		put_wrapped(v, str_text(&text), indent + 2);
	}
	if (is_row(e)) {
		put_row_facts(v, e, indent + 2, depth == 0);
		return;
	}
	str_clear(&text);
	explain_formula(&text, e);
	new_line(v, indent + 2);
	put_wrapped(v, str_text(&text), indent + 2);
	put_agreement(v, e, indent + 2);
	put_terms(v, e, indent + 2, depth + 1);
}

/* All of them, a half, a third ...: as many as fit, so that lines are even. */
static unsigned
months_in_a_line(size_t width, unsigned n)
{
	unsigned lines = width >= 16 + 8 * (size_t)n ? 1 : 2, step = n;

	for (; lines <= n; lines++) {
		step = (n + lines - 1) / lines;
		if (2 + 8 * (size_t)step <= width + 2)
			break;
	}
	return step;
}

/* The figure, month by month, computed and printed. */
static void
put_months(const struct view *v, const struct explanation *e)
{
	const struct plan *plan = v->x->plan;
	struct table_column columns[PACK_PERIODS_MAX];
	unsigned n = plan != NULL ? plan->period_count : 0;
	unsigned step = months_in_a_line(v->cli->term.width, n);

	if (e->month_e9 == NULL || n == 0)
		return;
	str_put_char(&v->cli->out, '\n');
	for (unsigned from = 0; from < n; from += step) {
		struct table t;
		size_t count = 0;

		for (unsigned m = from; m < from + step && m < n; m++)
			columns[count++] = (struct table_column){ plan->pack->periods[m].abbr, true,
				0 };
		table_init(&t, v->cli->mem, columns, count);
		for (unsigned m = from; m < from + count; m++) {
			CLEANUP(str_done) struct str s = { 0 };

			number_put_ratio(&s, e->month_e9[m], 2);
			table_put_style(&t, mem_strdup(v->cli->mem, str_text(&s)),
			    m + 1 == e->period ? STYLE_BOLD : STYLE_NONE);
		}
		str_put_char(&v->cli->out, '\n');
		table_write(&t, &v->cli->out, &v->cli->term, 2);
		v->cli->out.text[--v->cli->out.length] = '\0'; /* its line end */
	}
}

static void
put_documents(const struct view *v)
{
	for (size_t i = 0; i < v->x->source_count; i++) {
		const struct app_source *s = &v->x->sources[i];
		CLEANUP(str_done) struct str text = { 0 };

		if (s->sha256 == NULL)
			continue;
		new_line(v, 0);
		put_dim(v, "Fuente: ");
		str_printf(&text, "%s, importado el %.10s, SHA-256 %.16s…", s->document.name,
		    s->document.imported_at, s->sha256);
		put_wrapped(v, str_text(&text), 8);
	}
}

static void
put_head(const struct view *v, const struct explanation *e)
{
	const struct plan *plan = v->x->plan;
	CLEANUP(str_done) struct str text = { 0 };
	struct str *out = &text;

	put_name(v, e, v->cli->term.width);
	str_put_char(&v->cli->out, '\n');
	if (plan == NULL) {
		str_printf(out, "%s · seguimiento al %s", v->x->fu->institution, v->x->fu->as_of);
		put_wrapped(v, str_text(&text), 0);
		return;
	}
	str_printf(out, "%s · plan %d, versión %u", plan->institution, plan->year, plan->version);
	if (e->kind != EXPLAIN_UNIT && plan->nodes[e->index].unit != PLAN_NONE)
		str_printf(out, " · %s", plan->units[plan->nodes[e->index].unit].path);
	str_put(out, " · ");
	if (e->period > 0)
		number_put_period(out, plan->pack, e->period);
	else
		str_put(out, "total del año");
	str_printf(out, ", %s", explain_policy(v->x->rollup.policy));
	put_wrapped(v, str_text(&text), 0);
}

static void
put_own_source(const struct view *v, const struct explanation *e)
{
	if (e->kind == EXPLAIN_NODE)
		put_one_source(v, &v->x->plan->nodes[e->index].published->source, 2, true);
	else if (e->kind == EXPLAIN_UNIT)
		put_one_source(v, &v->x->plan->units[e->index].total_source, 2, true);
	else if (e->kind == EXPLAIN_FU_UNIT)
		put_one_source(v, &v->x->fu->units[e->index].source, 2, true);
	else if (e->kind == EXPLAIN_AGGREGATE)
		put_one_source(v, &v->x->fu->aggregates[e->index].source, 2, true);
}

static void
put_inherited(const struct view *v, const struct explanation *e)
{
	CLEANUP(str_done) struct str text = { 0 };

	if (e->kind != EXPLAIN_AGGREGATE || e->agreement != PRINTED_DIFFERS ||
	    e->from_printed_e9 == NUM_ABSENT)
		return;
	str_put(&text, "Con las cifras impresas de lo que reúne da ");
	number_put_ratio(&text, e->from_printed_e9, 2);
	str_put(&text, " %.");
	new_line(v, 4);
	put_wrapped(v, str_text(&text), 4);
}

static void
put_all(const struct view *v)
{
	const struct explanation *e = v->x->explanation;
	CLEANUP(str_done) struct str formula = { 0 };

	assert(e != NULL);
	put_head(v, e);
	str_put_char(&v->cli->out, '\n');
	if (e->result_e9 != NUM_ABSENT) {
		explain_formula(&formula, e);
		new_line(v, 2);
		term_wrap(&v->cli->out, str_text(&formula), v->cli->term.width, 2);
		new_line(v, 2);
		put_wrapped(v, explain_method(e, v->x->rollup.policy), 2);
		put_agreement(v, e, 2);
		put_inherited(v, e);
		put_own_source(v, e);
	}
	if (is_row(e))
		put_row_facts(v, e, 2, true);
	put_months(v, e);
	put_terms(v, e, 2, e->kind == EXPLAIN_NODE ? 0 : 1);
	str_put_char(&v->cli->out, '\n');
	put_documents(v);
	str_put_char(&v->cli->out, '\n');
}

/* ---- The verb ------------------------------------------------------------------------ */

static bool
read_month(struct cli *cli, unsigned *out)
{
	const char *value = cli_value(cli, "month");
	char *end;
	unsigned long month;

	*out = 0;
	if (value == NULL)
		return true;
	month = strtoul(value, &end, 10);
	if (*value < '0' || *value > '9' || *end != '\0' || month < 1) {
		(void)cli_misused(cli, "--month es un número desde 1, no «%s»", value);
		return false;
	}
	*out = month < UINT_MAX ? (unsigned)month : UINT_MAX; /* the plan knows its last */
	return true;
}

static bool
read_what(struct cli *cli, unsigned *out)
{
	const char *what = cli_value(cli, "what");

	*out = APP_PLANS | APP_FOLLOW_UPS;
	if (what == NULL)
		return true;
	if (strcmp(what, "plan") == 0)
		*out = APP_PLANS;
	else if (strcmp(what, "follow-up") == 0)
		*out = APP_FOLLOW_UPS;
	if (*out != (APP_PLANS | APP_FOLLOW_UPS))
		return true;
	(void)cli_misused(cli, "--what es plan o follow-up, no «%s»", what);
	return false;
}

static enum cli_status
explain_run(struct cli *cli)
{
	struct app_explain_request request = {
		.institution = cli_value(cli, "institution"),
		.unit = cli_value(cli, "unit"),
		.code = cli_value(cli, "code"),
	};
	struct app_explained explained = { 0 };
	struct view view = { cli, &explained };
	int rc;

	if (request.unit == NULL || request.unit[0] == '\0')
		return cli_misused(cli, "falta --unit UNIDAD");
	if (!read_month(cli, &request.month) || !read_what(cli, &request.what) ||
	    !cli_policy(cli, &request.policy))
		return CLI_REFUSED;
	if (!cli_choice(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = app_explain(&cli->app, cli->mem, &request, &explained, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = write_json(cli, &explained);
	if (rc < 0)
		return cli_refused(cli);
	if (!cli_has(cli, "json"))
		put_all(&view);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "unit", 'u', "UNIDAD",
	    "de quién: una ruta (VRP/UPR), un identificador, una sigla o un nombre" },
	{ "code", 'c', "CÓDIGO",
	    "qué objetivo, actividad u operación; sin él, la cifra de la unidad" },
	{ "month", 'm', "MES", "en qué mes, desde 1; sin él, el total del año" },
	{ "what", 0, "DOCUMENTO", "buscar solo en el plan o en el seguimiento: plan o follow-up" },
	CLI_POLICY_OPTION,
	CLI_CHOICE_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_explain = {
	.name = "explain",
	.summary = "de dónde sale una cifra, hasta quién la dijo",
	.operands = "",
	.about =
	    "Muestra una cifra con su fórmula y sus números puestos, si el documento dice lo "
	    "mismo, y cada fila de la que sale: su archivo, formulario y línea, sus celdas tal "
	    "como están y, si se reparó, cómo y qué lo confirma.\n\nSirve para los objetivos, "
	    "actividades y unidades de un plan y para las unidades, operaciones y promedios de "
	    "un seguimiento. Si varias unidades responden al nombre, las enumera con sus rutas.",
	.examples = "yupana explain --unit UCP --code 5.1.1 --month 2\n"
		    "yupana explain --unit VRP/UPR --json\n"
		    "yupana explain --unit \"Unidad de Auditoría Interna\" --what follow-up",
	.options = OPTIONS,
	.run = explain_run,
};
