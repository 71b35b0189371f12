/* cmd_rebuild.c - `yupana rebuild`. */
#include "app/derive.h"
#include "cli/verbs.h"

static enum cli_status
rebuild_run(struct cli *cli)
{
	struct app_rebuilt rebuilt = { 0 };
	int rc;

	rc = cli_open(cli, 0);
	if (rc == YUP_OK)
		rc = app_rebuild(&cli->app, cli_value(cli, "institution"), &rebuilt, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Calculado otra vez: planes %zu, seguimientos %zu, hallazgos %zu.\n",
	    rebuilt.plans, rebuilt.follow_ups, rebuilt.findings);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_rebuild = {
	.name = "rebuild",
	.summary = "calcular otra vez todo lo que se deduce de lo dicho",
	.operands = "",
	.about =
	    "Borra y vuelve a calcular lo que se deduce de los documentos guardados: hallazgos, "
	    "agregaciones y promedios. Lo que los documentos dicen no cambia.",
	.examples = "yupana rebuild --db ma.db",
	.options = OPTIONS,
	.run = rebuild_run,
};
