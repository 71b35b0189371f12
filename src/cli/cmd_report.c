/* cmd_report.c - `yupana report list, set, pass, show`: what units report in a period. */
#include <stdlib.h>
#include <string.h>

#include "app/edit.h"
#include "app/reports.h"
#include "cli/chosen.h"
#include "cli/report_args.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/number_text.h"
#include "text/state_text.h"

static const char *
percent(struct cli *cli, int64_t value_e9)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value_e9 == NUM_ABSENT)
		return "";
	num_put(&s, ratio_round(value_e9, 2), 2, 2);
	return mem_strdup(cli->mem, str_text(&s));
}

/* The same for people: "277.850,00". */
static const char *
percent_said(struct cli *cli, int64_t value_e9)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value_e9 == NUM_ABSENT)
		return "—";
	number_put_ratio(&s, value_e9, 2);
	return mem_strdup(cli->mem, str_text(&s));
}

/* ---- report list ---------------------------------------------------------------------- */

static int
units_json(struct cli *cli, const struct app_period *which, const struct app_unit_report *list,
    size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.unit_reports/1");
	json_int(&w, "year", which->year);
	json_int(&w, "period", which->period);
	json_array(&w, "units");
	for (size_t i = 0; i < count; i++) {
		const struct app_unit_report *u = &list[i];

		json_line_object(&w, NULL);
		json_text(&w, "id", u->unit_id);
		json_text(&w, "path", u->path);
		json_text(&w, "state", unit_state_key((enum unit_state)u->state));
		json_text(&w, "due_on", u->due_on);
		json_bool(&w, "late", u->is_late);
		json_int(&w, "rows", u->rows);
		json_int(&w, "reported", u->reported);
		json_int(&w, "unexplained", u->unexplained);
		json_text(&w, "physical", percent(cli, u->physical_e9));
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
units_text(struct cli *cli, const struct app_unit_report *list, size_t count)
{
	static const struct table_column COLUMNS[] = { { "unidad", false, 0 },
		{ "informe", false, 0 }, { "hasta", false, 0 }, { "informadas", true, 0 },
		{ "sin explicar", true, 0 }, { "avance %", true, 0 } };
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, list[i].path);
		table_put(&t, unit_state_word((enum unit_state)list[i].state));
		table_put(&t,
		    mem_printf(cli->mem, "%s%s", list[i].due_on,
			list[i].is_late ? " (atrasada)" : ""));
		table_put(&t, mem_printf(cli->mem, "%u/%u", list[i].reported, list[i].rows));
		table_put(&t, mem_printf(cli->mem, "%u", list[i].unexplained));
		table_put(&t,
		    list[i].physical_e9 == NUM_ABSENT ? ""
						      : percent_said(cli, list[i].physical_e9));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	struct app_unit_report *list = NULL;
	struct app_plans plans = { 0 };
	struct app_period which;
	size_t count = 0;
	int rc;
	enum cli_status status = report_period_chosen(cli, APP_READONLY, &which);

	if (status != CLI_DONE)
		return status;
	rc = app_report_units(&cli->app, &plans, cli->mem, &which, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = units_json(cli, &which, list, count);
	else if (rc == YUP_OK)
		units_text(cli, list, count);
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_list = {
	.name = "report list",
	.summary = "quién informó en un período, y quién falta",
	.operands = "GESTIÓN/PERÍODO",
	.about = "Cada unidad con el estado de su informe, su plazo y su avance físico.",
	.examples = "yupana report list 2027/1",
	.options = LIST_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = list_run,
};

/* ---- report set -------------------------------------------------------------------------- */

/* "value=3": the field and its text. */
static enum cli_status
read_cell(struct cli *cli, const char *text, struct typed_report *out)
{
	const char *equals = strchr(text, '=');
	char *key;

	if (equals == NULL)
		return cli_misused(cli, "falta «=» en «%s»: se escribe CAMPO=VALOR", text);
	key = mem_strndup(cli->mem, text, (size_t)(equals - text));
	if (!report_field_find(key, &out->field))
		return cli_misused(cli, "no hay un campo «%s»", key);
	out->text = equals + 1;
	return CLI_DONE;
}

static enum cli_status
set_run(struct cli *cli)
{
	struct typed_report *typed = mem_array(cli->mem, cli->operand_count + 1, sizeof(*typed));
	struct app_report_row row = { 0, APP_SEEN_ANY, typed, 0 };
	struct app_plans plans = { 0 };
	struct app_reported out;
	struct app_period which;
	int64_t number = 0;
	int rc;
	enum cli_status status = CLI_DONE;

	for (size_t i = 2; status == CLI_DONE && i < cli->operand_count; i++)
		status = read_cell(cli, cli->operands[i], &typed[row.count++]);
	if (status == CLI_DONE)
		status = report_period_chosen(cli, 0, &which);
	if (status == CLI_DONE)
		status = chosen_number(cli, cli->operands[1], &number);
	if (status != CLI_DONE)
		return status;
	row.row = (uint32_t)number;
	rc = app_report_edit(&cli->app, &plans, cli->mem, &which, &row, 1, cli_value(cli, "why"),
	    &out, &cli->err);
	app_plans_done(&plans);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Fila %u: avance físico %s %%, eficacia %s %%.\n", row.row,
	    percent_said(cli, out.progress[0].physical_e9),
	    percent_said(cli, out.progress[0].efficacy_e9));
	return CLI_DONE;
}

static const struct cli_option SET_OPTIONS[] = {
	{ "why", 0, "MOTIVO", "de una corrección, después del cierre" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_set = {
	.name = "report set",
	.summary = "informar de una fila del plan",
	.operands = "GESTIÓN/PERÍODO FILA CAMPO=VALOR...",
	.about =
	    "CAMPO es value (logrado en el período), stated (avance a la fecha, en %), executed, "
	    "obtained, cause, cause_text, measure, measure_text, measure_month, responsible, "
	    "measure_due o note. FILA es el número de `yupana node show`.",
	.examples = "yupana report set 2027/1 97 value=3 obtained=\"Tres talleres\"",
	.options = SET_OPTIONS,
	.operands_least = 3,
	.operands_most = UINT32_MAX,
	.run = set_run,
};

/* ---- report pass --------------------------------------------------------------------------- */

static enum cli_status
pass_run(struct cli *cli)
{
	static const struct {
		const char *word;
		enum unit_state to;
	} STEPS[] = { { "submit", UNIT_SUBMITTED }, { "approve", UNIT_APPROVED },
		{ "accept", UNIT_VALIDATED }, { "return", UNIT_RETURNED } };
	struct app_step said = { .why = cli_value(cli, "why") };
	struct app_plans plans = { 0 };
	struct app_period which;
	size_t step = 0;
	int rc;
	enum cli_status status;

	while (step < 4 && strcmp(STEPS[step].word, cli->operands[1]) != 0)
		step++;
	if (step == 4)
		return cli_misused(cli, "el paso es submit, approve, accept o return, no «%s»",
		    cli->operands[1]);
	status = report_period_chosen(cli, 0, &which);
	if (status != CLI_DONE)
		return status;
	rc = app_reports_pass(&cli->app, &plans, &which, (const char *const *)cli->operands + 2,
	    cli->operand_count - 2, STEPS[step].to, &said, &cli->err);
	app_plans_done(&plans);
	if (rc < 0)
		return cli_refused(cli);
	for (size_t i = 2; i < cli->operand_count; i++)
		str_printf(&cli->out, "%s: %s.\n", cli->operands[i],
		    unit_state_word(STEPS[step].to));
	return CLI_DONE;
}

const struct cli_verb cmd_report_pass = {
	.name = "report pass",
	.summary = "enviar, aprobar, aceptar o devolver el informe de unidades",
	.operands = "GESTIÓN/PERÍODO PASO UNIDAD...",
	.about = "PASO es submit, approve, accept o return; devolver pide el motivo (--why).",
	.examples = "yupana report pass 2027/1 submit DGP/UIC\n"
		    "yupana report pass 2027/1 return DGP/UIC --why \"falta el respaldo\"",
	.options = SET_OPTIONS,
	.operands_least = 3,
	.operands_most = UINT32_MAX,
	.run = pass_run,
};
