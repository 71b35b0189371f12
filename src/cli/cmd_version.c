/* cmd_version.c - `yupana version`. */
#include "cli/verbs.h"

static enum cli_status
version_run(struct cli *cli)
{
	str_printf(&cli->out, "yupana %s\n", YUPANA_VERSION);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = { CLI_OPTIONS_END };

const struct cli_verb cmd_version = {
	.name = "version",
	.summary = "la versión de este programa",
	.operands = "",
	.about = "Dice la versión de este programa.",
	.examples = "",
	.options = OPTIONS,
	.run = version_run,
};
