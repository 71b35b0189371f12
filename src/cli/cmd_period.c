/* cmd_period.c - `yupana period list, plan, open, extend, close`: when is reported. */
#include <stdlib.h>
#include <string.h>

#include "app/periods.h"
#include "app/plan_list.h"
#include "cli/chosen.h"
#include "cli/report_args.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/report_text.h"

/* ---- period list ---------------------------------------------------------------------- */

static int
periods_json(struct cli *cli, int year, const struct report_period *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.periods/1");
	json_int(&w, "year", year);
	json_array(&w, "periods");
	for (size_t i = 0; i < count; i++) {
		json_line_object(&w, NULL);
		json_int(&w, "period", list[i].number);
		json_int(&w, "first", list[i].first);
		json_int(&w, "last", list[i].last);
		json_text(&w, "due_on", list[i].due_on);
		json_text(&w, "state", period_state_key((enum period_state)list[i].state));
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
periods_text(struct cli *cli, int year, const struct report_period *list, size_t count)
{
	static const struct table_column COLUMNS[] = { { "período", false, 0 },
		{ "del plan", false, 0 }, { "estado", false, 0 }, { "hasta", false, 0 } };
	struct table t;

	if (count == 0) {
		str_printf(&cli->out,
		    "La gestión %d no tiene períodos: defínalos con `yupana period plan %d`.\n",
		    year, year);
		return;
	}
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, mem_printf(cli->mem, "%d/%u", year, list[i].number));
		table_put(&t, mem_printf(cli->mem, "%u a %u", list[i].first, list[i].last));
		table_put(&t, period_state_word(list[i].state));
		table_put(&t, list[i].due_on);
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

/* The year of the first operand, else the newest that has periods. */
static enum cli_status
chosen_year(struct cli *cli, const struct institution *it, int *out)
{
	int64_t number = 0;
	int *years = NULL;
	size_t count = 0;
	enum cli_status status;

	if (cli->operand_count > 0) {
		status = chosen_number(cli, cli->operands[0], &number);
		*out = (int)(number > 9999 ? 9999 : number);
		return status;
	}
	if (app_period_years(&cli->app, cli->mem, it->id, &years, &count, &cli->err) < 0)
		return cli_refused(cli);
	*out = count > 0 ? years[0] : 0;
	return CLI_DONE;
}

static enum cli_status
list_run(struct cli *cli)
{
	struct report_period *list = NULL;
	struct institution it;
	size_t count = 0;
	int year = 0, rc;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);

	if (status == CLI_DONE)
		status = chosen_year(cli, &it, &year);
	if (status != CLI_DONE)
		return status;
	rc = app_period_list(&cli->app, cli->mem, it.id, year, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = periods_json(cli, year, list, count);
	else if (rc == YUP_OK)
		periods_text(cli, year, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_period_list = {
	.name = "period list",
	.summary = "los períodos de una gestión, y en qué estado están",
	.operands = "[GESTIÓN]",
	.about = "Sin GESTIÓN, la última que los tiene.",
	.examples = "yupana period list 2027",
	.options = LIST_OPTIONS,
	.operands_most = 1,
	.run = list_run,
};

/* ---- period plan ------------------------------------------------------------------------ */

static enum cli_status
plan_run(struct cli *cli)
{
	const char *every = cli_value(cli, "every"), *days = cli_value(cli, "days");
	struct institution it;
	int64_t periods = 0, after = 0;
	int year = 0;
	enum cli_status status = chosen_institution(cli, 0, &it);

	if (status == CLI_DONE)
		status = chosen_year(cli, &it, &year);
	if (status == CLI_DONE && every != NULL)
		status = chosen_number(cli, every, &periods);
	if (status == CLI_DONE && days != NULL)
		status = chosen_number(cli, days, &after);
	if (status != CLI_DONE)
		return status;
	if (app_period_lay_out(&cli->app, it.id, year, (unsigned)(periods & 0xffff),
		(unsigned)(after & 0xffff), &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Gestión %d: períodos definidos.\n", year);
	return CLI_DONE;
}

static const struct cli_option PLAN_OPTIONS[] = {
	{ "every", 0, "N", "se informa cada N períodos del plan (lo usual del país)" },
	{ "days", 0, "N", "días para informar después de que termina cada uno" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_period_plan = {
	.name = "period plan",
	.summary = "definir los períodos de una gestión",
	.operands = "GESTIÓN",
	.about = "Hasta que se abra el primero se pueden definir de nuevo.",
	.examples = "yupana period plan 2027 --every 3 --days 10",
	.options = PLAN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = plan_run,
};

/* ---- period open, extend, close ---------------------------------------------------------- */

static enum cli_status
open_run(struct cli *cli)
{
	struct app_period which;
	enum cli_status status = report_period_chosen(cli, 0, &which);

	if (status != CLI_DONE)
		return status;
	if (app_period_open(&cli->app, &which, cli_value(cli, "until"), &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Período %d/%u: abierto.\n", which.year, which.period);
	return CLI_DONE;
}

static const struct cli_option OPEN_OPTIONS[] = {
	{ "until", 0, "FECHA", "hasta qué día se informa, si no es el definido: 2027-04-15" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_period_open = {
	.name = "period open",
	.summary = "abrir un período para que las unidades informen",
	.operands = "GESTIÓN/PERÍODO",
	.about = "Se informa contra la versión aprobada del plan de la gestión.",
	.examples = "yupana period open 2027/1",
	.options = OPEN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = open_run,
};

static enum cli_status
extend_run(struct cli *cli)
{
	const char *until = cli_value(cli, "until"), *why = cli_value(cli, "why");
	struct app_plans plans = { 0 };
	struct app_period which;
	int rc;
	enum cli_status status = report_period_chosen(cli, 0, &which);

	if (status != CLI_DONE)
		return status;
	rc = app_period_extend(&cli->app, &plans, &which, (const char *const *)cli->operands + 1,
	    cli->operand_count - 1, until != NULL ? until : "", why != NULL ? why : "", &cli->err);
	app_plans_done(&plans);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Período %d/%u: plazo ampliado hasta %s.\n", which.year, which.period,
	    until);
	return CLI_DONE;
}

static const struct cli_option EXTEND_OPTIONS[] = {
	{ "until", 0, "FECHA", "el nuevo plazo: 2027-04-20" },
	{ "why", 0, "MOTIVO", "por qué; queda escrito" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_period_extend = {
	.name = "period extend",
	.summary = "dar más plazo a unas unidades, o a todas",
	.operands = "GESTIÓN/PERÍODO [UNIDAD...]",
	.about = "Sin unidades, el plazo nuevo vale para todas.",
	.examples =
	    "yupana period extend 2027/1 DGP/UIC --until 2027-04-20 --why \"cambio de jefe\"",
	.options = EXTEND_OPTIONS,
	.operands_least = 1,
	.operands_most = UINT32_MAX,
	.run = extend_run,
};

static enum cli_status
close_run(struct cli *cli)
{
	struct app_plans plans = { 0 };
	struct app_period which;
	int rc;
	enum cli_status status = report_period_chosen(cli, 0, &which);

	if (status != CLI_DONE)
		return status;
	rc = app_period_close(&cli->app, &plans, &which, cli_value(cli, "why"), &cli->err);
	app_plans_done(&plans);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Período %d/%u: cerrado.\n", which.year, which.period);
	return CLI_DONE;
}

static const struct cli_option CLOSE_OPTIONS[] = {
	{ "why", 0, "MOTIVO", "por qué se cierra con informes sin aceptar" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_period_close = {
	.name = "period close",
	.summary = "cerrar un período",
	.operands = "GESTIÓN/PERÍODO",
	.about =
	    "Lo que se cambie después es una corrección, con su motivo, y lo anterior se conserva.",
	.examples = "yupana period close 2027/1",
	.options = CLOSE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = close_run,
};
