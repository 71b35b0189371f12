/* cmd_help.c - `yupana help`. */
#include <string.h>

#include "cli/verbs.h"

/* Of a verb, or of a group without an action. */
static enum cli_status
help_of(struct cli *cli, const char *first, const char *second)
{
	const struct cli_group *group = cli_group_find(first);
	int words = 0;
	const struct cli_verb *verb = cli_verb_find(first, second, &words);

	if (verb != NULL && (second == NULL || words == 2))
		help_verb(&cli->out, verb, cli->term.width);
	else if (group != NULL && second == NULL)
		help_group(&cli->out, group, cli->term.width);
	else if (second != NULL)
		return cli_misused(cli, "no existe la orden «%s %s»", first, second);
	else
		return cli_misused(cli, "no existe la orden «%s»", first);
	return CLI_DONE;
}

static enum cli_status
help_run(struct cli *cli)
{
	const char *shell = cli_value(cli, "completion");

	if (shell != NULL && strcmp(shell, "bash") != 0)
		return cli_misused(cli, "solo hay autocompletado para bash, no para «%s»", shell);
	if (shell != NULL) {
		help_completion_bash(&cli->out);
	} else if (cli_has(cli, "man")) {
		help_man(&cli->out);
	} else if (cli->operand_count == 0) {
		help_all(&cli->out, cli->term.width);
	} else {
		return help_of(cli, cli->operands[0],
		    cli->operand_count > 1 ? cli->operands[1] : NULL);
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
	.operands = "[ORDEN [ACCIÓN]]",
	.about = "Explica qué órdenes hay, o una de ellas con sus opciones.",
	.examples =
	    "yupana help import\nyupana help institution list\nyupana help --man | man -l -",
	.options = OPTIONS,
	.operands_most = 2,
	.run = help_run,
};
