/* cmd_init.c - `yupana init`. */
#include "cli/verbs.h"

static enum cli_status
init_run(struct cli *cli)
{
	const char *name = cli_value(cli, "institution"), *acronym = cli_value(cli, "acronym");
	int rc;

	if (name == NULL || name[0] == '\0')
		return cli_misused(cli, "falta --institution NOMBRE");
	if (acronym == NULL || acronym[0] == '\0')
		return cli_misused(cli, "falta --acronym SIGLA");
	cli->app.pack = cli_value(cli, "pack");
	rc = cli_open(cli, APP_CREATE);
	if (rc == YUP_OK)
		rc = app_init(&cli->app, name, acronym, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: lista para %s (%s).\n", cli->app.db_shown, name, acronym);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "institution", 0, "NOMBRE", "nombre completo de la institución" },
	{ "acronym", 0, "SIGLA", "su sigla" },
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_init = {
	.name = "init",
	.summary = "una base de datos con una institución",
	.operands = "",
	.about =
	    "Crea la base de datos si no existe y le agrega una institución, con su paquete de "
	    "país (bo-rs225557 si no se indica otro).\n\nNo hace falta antes de `yupana import`, "
	    "que crea ambas con lo que dice el documento.",
	.examples = "yupana init --institution \"Ministerio de Aguas\" --acronym MA --db ma.db",
	.options = OPTIONS,
	.run = init_run,
};
