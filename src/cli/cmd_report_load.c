/* cmd_report_load.c - `yupana report load`: a period's reports from a table. */
#include <stdio.h>

#include "app/report_load.h"
#include "cli/chosen.h"
#include "cli/report_args.h"
#include "cli/verbs.h"
#include "text/number_text.h"
#include "text/refusal_text.h"

/* "línea 7, VRP/UPR 1.1.2: ..." on stderr, as each verb's refusals. */
static void
put_refused(const struct app_report_loaded *loaded, const char *file)
{
	for (size_t i = 0; i < loaded->told_count; i++) {
		CLEANUP(str_done) struct str text = { 0 };
		const struct app_report_refused *r = &loaded->refused[i];

		refusal_sentence(&text, &r->err);
		(void)fprintf(stderr, "%s:%u: %s %s: %s\n", file, r->line, r->unit, r->code,
		    str_text(&text));
	}
	if (loaded->refused_count > loaded->told_count)
		(void)fprintf(stderr, "%s: y %zu líneas más\n", file,
		    loaded->refused_count - loaded->told_count);
}

static void
put_loaded(struct cli *cli, const struct app_period *which, const struct app_report_loaded *loaded)
{
	bool dry_run = cli_has(cli, "dry-run");

	str_printf(&cli->out, "Período %d/%u: ", which->year, which->period);
	number_put_count(&cli->out, (int64_t)loaded->lines);
	str_put(&cli->out, loaded->lines == 1 ? " fila y " : " filas y ");
	number_put_count(&cli->out, (int64_t)loaded->cells);
	str_put(&cli->out, loaded->cells == 1 ? " celda" : " celdas");
	str_put(&cli->out, dry_run ? " se leen bien; no se guardó nada.\n" : " leídas.\n");
}

static enum cli_status
load_run(struct cli *cli)
{
	const char *file = cli->operands[0];
	struct app_report_load load = { .path = file,
		.why = cli_value(cli, "why"),
		.dry_run = cli_has(cli, "dry-run") };
	struct app_report_loaded loaded = { 0 };
	struct app_plans plans = { 0 };
	struct app_period which;
	int rc;
	enum cli_status status = report_period_named(cli, cli->operands[1], 0, &which);

	if (status != CLI_DONE)
		return status;
	load.which = &which;
	rc = app_report_load(&cli->app, &plans, cli->mem, &load, &loaded, &cli->err);
	app_plans_done(&plans);
	if (rc < 0) {
		put_refused(&loaded, file);
		return cli_refused(cli);
	}
	put_loaded(cli, &which, &loaded);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "why", 0, "MOTIVO", "de una corrección, después del cierre" },
	{ "dry-run", 'n', NULL, "leer y decir qué se rechaza, sin guardar nada" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_load = {
	.name = "report load",
	.summary = "informar de muchas filas a la vez, desde una tabla CSV",
	.operands = "ARCHIVO.csv GESTIÓN/PERÍODO",
	.about =
	    "La primera línea de la tabla dice las columnas: unit y code, que nombran la fila, y "
	    "los campos de `yupana report set` que haga falta. Separan las celdas comas, punto y "
	    "coma o tabuladores. Una celda vacía deja lo que hay.\n\n"
	    "Se guardan todas las líneas o ninguna: de cada una que se rechaza se dice el número y "
	    "el motivo. Si el período está cerrado es una corrección, y pide --why.",
	.examples = "yupana report load enero.csv 2027/1 --dry-run\n"
		    "yupana report load enero.csv 2027/1",
	.options = OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = load_run,
};
