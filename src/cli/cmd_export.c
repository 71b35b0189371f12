/* cmd_export.c - `yupana export`. */
#include <string.h>

#include "app/export.h"
#include "cli/verbs.h"

static enum cli_status
export_run(struct cli *cli)
{
	const char *format = cli_value(cli, "format");
	int rc;

	if (format == NULL || strcmp(format, "json") != 0)
		return cli_misused(cli, "falta --format json");
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = app_export_json(&cli->app, cli->mem, cli_value(cli, "institution"),
		    APP_PLANS | APP_FOLLOW_UPS, cli_write_stdout, NULL, &cli->err);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "format", 'f', "FORMATO", "json" },
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_export = {
	.name = "export",
	.summary = "lo guardado, para otros programas",
	.operands = "",
	.about = "Escribe lo guardado.",
	.examples = "",
	.options = OPTIONS,
	.run = export_run,
};
