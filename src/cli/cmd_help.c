/* cmd_help.c - `yupana help`. */
#include <string.h>

#include "cli/verbs.h"

static enum cli_status
help_run(struct cli *cli)
{
	const char *shell = cli_value(cli, "completion");
	const struct cli_verb *verb;

	if (shell != NULL && strcmp(shell, "bash") != 0)
		return cli_misused(cli, "solo hay autocompletado para bash, no para «%s»", shell);
	if (shell != NULL) {
		help_completion_bash(&cli->out);
	} else if (cli_has(cli, "man")) {
		help_man(&cli->out);
	} else if (cli->operand_count == 0) {
		help_all(&cli->out, cli->term.width);
	} else {
		verb = cli_verb_find(cli->operands[0]);
		if (verb == NULL)
			return cli_misused(cli, "no existe la orden «%s»", cli->operands[0]);
		help_verb(&cli->out, verb, cli->term.width);
	}
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "man", 0, NULL, "la página de manual, en formato man" },
	{ "completion", 0, "SHELL", "el autocompletado para un intérprete: bash" },
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_help = {
	.name = "help",
	.summary = "esta ayuda, o la de una orden",
	.operands = "[ORDEN]",
	.about = "Explica qué órdenes hay, o una de ellas con sus opciones.",
	.examples = "yupana help import\nyupana help --man | man -l -",
	.options = OPTIONS,
	.operands_most = 1,
	.run = help_run,
};
