/* cmd_node.c - `yupana node ...`: rows of a plan, one change at a time. */
#include <stdio.h>
#include <string.h>

#include "app/edit.h"
#include "app/edit_text.h"
#include "app/history.h"
#include "cli/choice.h"
#include "cli/verbs.h"
#include "report/findings_json.h"
#include "report/json_writer.h"
#include "text/finding_text.h"
#include "text/number_text.h"
#include "text/state_text.h"

enum { SETS_MAX = 60 };

/* The plan a verb edits. */
struct bench {
	struct cli *cli;
	struct app_plans plans;
	struct app_version version;
	const struct plan_live *live;
};

static const struct plan *
plan_of(const struct bench *b)
{
	return plan_live_plan(b->live);
}

static int
begin(struct bench *b, struct cli *cli, unsigned flags)
{
	int rc;

	*b = (struct bench){ .cli = cli };
	rc = cli_open(cli, flags);
	if (rc == YUP_OK)
		rc = app_plan_find(&cli->app, cli->mem, cli_value(cli, "institution"), &b->version,
		    &cli->err);
	if (rc == YUP_OK)
		rc = app_plan_live(&cli->app, &b->plans, b->version.institution->id,
		    b->version.head.id, &b->live, &cli->err);
	return rc;
}

static void
bench_done(struct bench *b)
{
	app_plans_done(&b->plans);
}

/* --unit and --code. */
static int
named_row(const struct bench *b, uint32_t *out)
{
	struct cli *cli = b->cli;
	const char *code = cli_value(cli, "code");

	if (code == NULL)
		return err_refuse(&cli->err, YUP_EINVALID, "code_unsaid", "--code");
	return app_plan_row(plan_of(b), cli_value(cli, "unit"), code, out, &cli->err);
}

/* ---- What was typed ------------------------------------------------------------- */

/* "weight=25" ... of the operands. */
static int
read_sets(struct cli *cli, struct typed_cell typed[SETS_MAX], size_t *count)
{
	for (size_t i = 0; i < cli->operand_count; i++) {
		const char *text = cli->operands[i];
		size_t length = strcspn(text, "=");
		const char *key = mem_strndup(cli->mem, text, length);

		if (text[length] == '\0' ||
		    !node_field_find(key, &typed[i].field, &typed[i].period))
			return err_refuse(&cli->err, YUP_EINVALID, "field_unknown", "%s", key);
		typed[i].text = text + length + 1;
	}
	*count = cli->operand_count;
	return YUP_OK;
}

/* ---- What came of it ----------------------------------------------------------------- */

static void
path_json(struct json_writer *w, const struct app_edited *e)
{
	const struct plan *plan = plan_live_plan(e->live);
	const struct rollup *r = plan_live_rollup(e->live);

	json_array(w, "path");
	for (size_t i = 0; i < e->outcome.path_count; i++) {
		uint32_t row = e->outcome.path[i];
		const struct plan_node *node = &plan->nodes[row];

		json_line_object(w, NULL);
		json_text(w, "id", node->id);
		json_text(w, "code", node->code);
		json_text_or_null(w, "unit",
		    node->unit != PLAN_NONE ? plan->units[node->unit].path : "");
		json_ratio(w, "rollup_total",
		    rollup_of_node(r, row) != NULL ? r->total_e9[row] : NUM_ABSENT);
		json_object_end(w);
	}
	json_array_end(w);
	json_array(w, "units");
	for (size_t i = 0; i < e->outcome.unit_count; i++) {
		uint32_t unit = e->outcome.units[i];

		json_line_object(w, NULL);
		json_text(w, "unit", plan->units[unit].path);
		json_ratio(w, "total_sum",
		    r->unit_known[unit] ? r->unit_total_e9[unit] : NUM_ABSENT);
		json_object_end(w);
	}
	json_array_end(w);
}

static void
findings_json(struct json_writer *w, const char *key, const struct finding_list *list,
    const struct plan *plan)
{
	json_array(w, key);
	for (size_t i = 0; i < list->count; i++)
		finding_json(w, &list->items[i], plan, NULL);
	json_array_end(w);
}

static int
edited_json(struct cli *cli, const struct app_edited *e)
{
	const struct plan *plan = plan_live_plan(e->live);
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.edit/1");
	json_int(&w, "revision", e->revision);
	json_text(&w, "node", plan->nodes[e->node].id);
	json_text(&w, "code", plan->nodes[e->node].code);
	path_json(&w, e);
	findings_json(&w, "appeared", &e->outcome.appeared, plan);
	findings_json(&w, "gone", &e->outcome.gone, plan);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_findings(struct cli *cli, const char *sign, const struct finding_list *list,
    const struct plan *plan)
{
	for (size_t i = 0; i < list->count; i++) {
		CLEANUP(str_done) struct str text = { 0 };

		str_printf(&text, "%sR%02u ", sign, list->items[i].rule);
		finding_sentence(&text, &list->items[i], plan, NULL);
		str_put(&cli->out, "  ");
		term_wrap(&cli->out, str_text(&text), cli->term.width, 4);
		str_put_char(&cli->out, '\n');
	}
}

static void
put_edited(struct cli *cli, const struct app_edited *e)
{
	const struct plan *plan = plan_live_plan(e->live);
	const struct rollup *r = plan_live_rollup(e->live);

	str_printf(&cli->out, "%s: revisión %u.\n", plan->nodes[e->node].code, e->revision);
	for (size_t i = 0; i < e->outcome.path_count; i++) {
		uint32_t row = e->outcome.path[i];

		if (rollup_of_node(r, row) == NULL)
			continue;
		str_printf(&cli->out, "  %s programa ", plan->nodes[row].code);
		number_put_ratio(&cli->out, r->total_e9[row], 2);
		str_put(&cli->out, " %\n");
	}
	put_findings(cli, "Nuevo: ", &e->outcome.appeared, plan);
	put_findings(cli, "Resuelto: ", &e->outcome.gone, plan);
}

/* What others put, so that nothing typed is lost. */
static void
tell_conflicts(const struct bench *b, const struct app_edited *e)
{
	for (size_t i = 0; i < e->conflict_count; i++) {
		const struct app_conflict *c = &e->conflicts[i];
		CLEANUP(str_done) struct str line = { 0 };

		node_field_label(&line, c->field, c->period, plan_of(b)->pack);
		(void)fprintf(stderr, "  %s: %s → %s (%s, %s)\n", str_text(&line),
		    edit_value_text(b->cli->mem, plan_of(b), c->field, c->before),
		    edit_value_text(b->cli->mem, plan_of(b), c->field, c->after), c->actor, c->at);
	}
}

static enum cli_status
finish(struct bench *b, struct app_edit_request *request)
{
	struct cli *cli = b->cli;
	struct app_edited edited;
	unsigned seen = APP_SEEN_ANY;
	enum cli_status status;
	int rc;

	if (request->kind != CHANGE_UNDO && cli_has(cli, "seen") &&
	    !cli_read_version(cli_value(cli, "seen"), &seen))
		return cli_misused(cli, "--seen es una revisión, no «%s»", cli_value(cli, "seen"));
	request->institution_id = b->version.institution->id;
	request->plan_id = b->version.head.id;
	request->seen = seen;
	request->why = cli_value(cli, "why");
	rc = app_edit(&cli->app, &b->plans, cli->mem, request, &edited, &cli->err);
	if (rc < 0) {
		status = cli_refused(cli);
		tell_conflicts(b, &edited);
		return status;
	}
	if (cli_has(cli, "json"))
		return edited_json(cli, &edited) < 0 ? cli_refused(cli) : CLI_DONE;
	put_edited(cli, &edited);
	return CLI_DONE;
}

#define NODE_OPTIONS                                                                              \
	{ "unit", 'u', "UNIDAD", "de quién es la fila: una ruta, un identificador o una sigla" }, \
	    { "code", 'c', "CÓDIGO", "su código, o el identificador de la fila" },                \
	    CLI_VERSION_OPTIONS, CLI_INSTITUTION_OPTION, CLI_JSON_OPTION, CLI_DB_OPTION
#define CHANGE_OPTIONS                                                                        \
	NODE_OPTIONS, { "why", 0, "MOTIVO", "por qué se cambia; queda en la historia" },      \
	{                                                                                     \
		"seen", 0, "REVISIÓN", "cambiar solo si la fila sigue como en esta revisión" \
	}

/* ---- show ---------------------------------------------------------------------------- */

static void
put_cells(struct cli *cli, const struct plan *plan, uint32_t row)
{
	for (unsigned f = 0; f < FIELD__COUNT; f++) {
		enum node_field field = (enum node_field)f, found;
		unsigned period;
		const char *text;

		if (!node_field_find(node_field_key(field), &found, &period))
			continue;
		text = edit_value_text(cli->mem, plan, field, edit_value(plan, row, field, 0));
		if (text[0] != '\0')
			str_printf(&cli->out, "  %s=%s\n", node_field_key(field), text);
	}
	for (unsigned m = 1; m <= plan->period_count; m++)
		str_printf(&cli->out, "  schedule.%u=%s\n", m,
		    edit_value_text(cli->mem, plan, FIELD_SCHEDULE,
			edit_value(plan, row, FIELD_SCHEDULE, m)));
}

static enum cli_status
show_run(struct cli *cli)
{
	CLEANUP(bench_done) struct bench b;
	struct finding_list findings;
	uint32_t row = 0;
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(&b, cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = named_row(&b, &row);
	if (rc < 0)
		return cli_refused(cli);
	plan_live_findings_of(b.live, cli->mem, row, &findings);
	if (cli_has(cli, "json")) {
		struct app_edited e = { .revision = plan_of(&b)->nodes[row].revision,
			.node = row,
			.live = b.live,
			.outcome = { .path = &row, .path_count = 1, .appeared = findings } };

		return edited_json(cli, &e) < 0 ? cli_refused(cli) : CLI_DONE;
	}
	str_printf(&cli->out, "%s · %s · revisión %u\n", plan_of(&b)->nodes[row].code,
	    plan_of(&b)->nodes[row].id, plan_of(&b)->nodes[row].revision);
	put_cells(cli, plan_of(&b), row);
	put_findings(cli, "", &findings, plan_of(&b));
	return CLI_DONE;
}

static const struct cli_option SHOW_OPTIONS[] = { NODE_OPTIONS, CLI_OPTIONS_END };

const struct cli_verb cmd_node_show = {
	.name = "node show",
	.summary = "una fila del plan, con sus celdas y sus hallazgos",
	.operands = "",
	.about = "Muestra las celdas de una fila con los nombres que pide `yupana node set`. Con "
		 "--json, sus hallazgos están en «appeared».",
	.examples = "yupana node show --unit UPR --code 1.1.1.2",
	.options = SHOW_OPTIONS,
	.run = show_run,
};

/* ---- set ------------------------------------------------------------------------------- */

static enum cli_status
set_run(struct cli *cli)
{
	CLEANUP(bench_done) struct bench b;
	struct typed_cell typed[SETS_MAX];
	struct app_edit_request request = { .kind = CHANGE_CELLS, .typed = typed };
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = read_sets(cli, typed, &request.typed_count);
	if (rc == YUP_OK)
		rc = begin(&b, cli, 0);
	if (rc == YUP_OK)
		rc = named_row(&b, &request.node);
	return rc < 0 ? cli_refused(cli) : finish(&b, &request);
}

static const struct cli_option CHANGE_OPTION_LIST[] = { CHANGE_OPTIONS, CLI_OPTIONS_END };

const struct cli_verb cmd_node_set = {
	.name = "node set",
	.summary = "cambiar celdas de una fila",
	.operands = "CAMPO=VALOR...",
	.about = "Cambia una o varias celdas de una fila y muestra lo que se vuelve a calcular y "
		 "los hallazgos que aparecen o se resuelven.\n\nCampos: code, title, indicator, "
		 "responsible, verification, baseline, target, weight, total, budget, behaviour "
		 "(sum, average, last), schedule_basis (quantity, share), first_month, "
		 "last_month, schedule.1 a schedule.12, percent (no, yes: la medida del "
		 "cronograma, unidades o porcentaje); de la ficha del indicador: formula, "
		 "data_source, frequency (monthly, quarterly, half_yearly, yearly), direction "
		 "(rising, falling), measure_unit. Un valor vacío borra la celda. Los números "
		 "se leen como 1.234,5 o 1,234.5; los ambiguos se rechazan.",
	.examples = "yupana node set weight=25 schedule.3=12 --unit UPR --code 1.1.1.2",
	.options = CHANGE_OPTION_LIST,
	.operands_least = 1,
	.operands_most = SETS_MAX,
	.run = set_run,
};

/* ---- add ---------------------------------------------------------------------------------- */

static int
place_of(struct bench *b, const char *parent, struct edit_place *place, uint32_t *unit)
{
	struct cli *cli = b->cli;
	const char *owner = cli_value(cli, "unit"), *after = cli_value(cli, "after");
	int rc = YUP_OK;

	*place = (struct edit_place){ PLAN_NONE, PLAN_NONE, cli_has(cli, "first") };
	*unit = PLAN_NONE;
	if (owner != NULL)
		rc = app_plan_unit(plan_of(b), owner, unit, &cli->err);
	if (rc == YUP_OK && parent != NULL) {
		rc = app_plan_row(plan_of(b), owner, parent, &place->parent, &cli->err);
		if (rc == YUP_ENOTFOUND) /* one of the framework's */
			rc = app_plan_row(plan_of(b), NULL, parent, &place->parent, &cli->err);
	}
	if (rc == YUP_OK && after != NULL)
		rc = app_plan_row(plan_of(b), owner, after, &place->after, &cli->err);
	return rc;
}

static enum cli_status
add_run(struct cli *cli)
{
	CLEANUP(bench_done) struct bench b;
	struct typed_cell typed[SETS_MAX];
	struct app_edit_request request = { .kind = CHANGE_CREATE, .typed = typed };
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = read_sets(cli, typed, &request.typed_count);
	if (rc == YUP_OK)
		rc = begin(&b, cli, 0);
	if (rc == YUP_OK)
		rc = place_of(&b, cli_value(cli, "code"), &request.place, &request.unit);
	return rc < 0 ? cli_refused(cli) : finish(&b, &request);
}

static const struct cli_option ADD_OPTIONS[] = {
	CHANGE_OPTIONS,
	{ "after", 0, "CÓDIGO", "después de esta fila; sin ella, al final" },
	{ "first", 0, NULL, "antes de todas" },
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_node_add = {
	.name = "node add",
	.summary = "agregar una fila debajo de otra",
	.operands = "[CAMPO=VALOR...]",
	.about = "Agrega un objetivo o una actividad debajo de la fila de --code, con las celdas "
		 "que se indiquen. Sin code=..., toma el código que sigue.",
	.examples =
	    "yupana node add title=\"Capacitar a 20 técnicos\" weight=10 --unit UPR --code 1.1.1",
	.options = ADD_OPTIONS,
	.operands_most = SETS_MAX,
	.run = add_run,
};

/* ---- move, delete, duplicate, undo ------------------------------------------------------------ */

static enum cli_status
move_run(struct cli *cli)
{
	CLEANUP(bench_done) struct bench b;
	struct app_edit_request request = { .kind = CHANGE_MOVE };
	const char *to = cli_value(cli, cli_has(cli, "under") ? "under" : "to");
	const char *unit = cli_value(cli, "to-unit");
	const char *after = cli_value(cli, "after");
	const struct plan *plan;
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(&b, cli, 0);
	if (rc == YUP_OK)
		rc = named_row(&b, &request.node);
	if (rc < 0)
		return cli_refused(cli);
	plan = plan_of(&b);
	request.place = (struct edit_place){ plan->nodes[request.node].parent, PLAN_NONE,
		cli_has(cli, "first") };
	if (unit == NULL)
		unit = cli_value(cli, "unit");
	if (to == NULL)
		request.kind = CHANGE_REORDER;
	else
		rc = app_plan_row(plan, unit, to, &request.place.parent, &cli->err);
	if (rc == YUP_ENOTFOUND)
		rc = app_plan_row(plan, NULL, to, &request.place.parent, &cli->err);
	if (rc == YUP_OK && after != NULL)
		rc = app_plan_row(plan, unit, after, &request.place.after, &cli->err);
	return rc < 0 ? cli_refused(cli) : finish(&b, &request);
}

static const struct cli_option MOVE_OPTIONS[] = {
	CHANGE_OPTIONS,
	{ "to", 0, "CÓDIGO", "debajo de qué fila; sin ella, donde está, en otro orden" },
	{ "under", 0, "CÓDIGO", "lo mismo que --to" },
	{ "to-unit", 0, "UNIDAD", "de quién es esa fila, si es de otra unidad" },
	{ "after", 0, "CÓDIGO", "después de esta fila; sin ella, al final" },
	{ "first", 0, NULL, "antes de todas" },
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_node_move = {
	.name = "node move",
	.summary = "llevar una fila, con todo lo suyo, a otro lugar",
	.operands = "",
	.about =
	    "Lleva una fila con todo lo que tiene debajo a otro objetivo, o a otro lugar entre "
	    "sus hermanas. En el objetivo de otra unidad, pasa a ser de esa unidad. Su código "
	    "no cambia.",
	.examples = "yupana node move --unit UPR --code 1.1.1.2 --to 1.1.2\n"
		    "yupana node move --unit UPR --code 1.1.1.2 --first",
	.options = MOVE_OPTIONS,
	.run = move_run,
};

static enum cli_status
run_on_row(struct cli *cli, enum change_kind kind)
{
	CLEANUP(bench_done) struct bench b;
	struct app_edit_request request = { .kind = kind };
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(&b, cli, 0);
	if (rc == YUP_OK)
		rc = named_row(&b, &request.node);
	return rc < 0 ? cli_refused(cli) : finish(&b, &request);
}

static enum cli_status
delete_run(struct cli *cli)
{
	return run_on_row(cli, CHANGE_DELETE);
}

static enum cli_status
duplicate_run(struct cli *cli)
{
	return run_on_row(cli, CHANGE_DUPLICATE);
}

const struct cli_verb cmd_node_delete = {
	.name = "node delete",
	.summary = "borrar una fila, con todo lo suyo",
	.operands = "",
	.about = "Borra una fila con todo lo que tiene debajo. Queda en la historia y se recupera "
		 "con `yupana node undo`.",
	.examples = "yupana node delete --unit UPR --code 1.1.1.2 --why \"se unió a la 1.1.1.1\"",
	.options = CHANGE_OPTION_LIST,
	.run = delete_run,
};

const struct cli_verb cmd_node_duplicate = {
	.name = "node duplicate",
	.summary = "copiar una fila, con todo lo suyo, después de ella",
	.operands = "",
	.about = "Copia una fila con todo lo que tiene debajo, con el código que sigue.",
	.examples = "yupana node duplicate --unit UPR --code 1.1.1",
	.options = CHANGE_OPTION_LIST,
	.run = duplicate_run,
};

static enum cli_status
undo_run(struct cli *cli)
{
	CLEANUP(bench_done) struct bench b;
	struct app_edit_request request = { .kind = CHANGE_UNDO };
	int rc;

	b = (struct bench){ 0 };
	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	if (!cli_read_version(cli->operands[0], &request.revision))
		return cli_misused(cli, "la revisión es un número, no «%s»", cli->operands[0]);
	rc = begin(&b, cli, 0);
	return rc < 0 ? cli_refused(cli) : finish(&b, &request);
}

static const struct cli_option UNDO_OPTIONS[] = {
	{ "why", 0, "MOTIVO", "por qué se deshace; queda en la historia" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_node_undo = {
	.name = "node undo",
	.summary = "deshacer un cambio",
	.operands = "REVISIÓN",
	.about = "Vuelve a poner lo que había antes de un cambio de `yupana plan history`, como un "
		 "cambio nuevo. Se rechaza si lo que tocó cambió después.",
	.examples = "yupana node undo 12",
	.options = UNDO_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = undo_run,
};
