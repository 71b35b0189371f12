/*
 * main.c - `yupana VERB ...`: finds the verb and lets it run.
 *
 * verbs.c is all there is to know about which verbs exist.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/verbs.h"

static enum cli_status
unknown(const char *name)
{
	if (name[0] == '-')
		(void)fprintf(stderr,
		    "yupana: primero va la orden y después las opciones, no «%s».", name);
	else
		(void)fprintf(stderr, "yupana: no existe la orden «%s».", name);
	(void)fprintf(stderr, " Vea `yupana help`.\n");
	return CLI_REFUSED;
}

/* `yupana user`, without an action or with one that is not there. */
static enum cli_status
group_alone(const struct cli_group *group, const char *action)
{
	CLEANUP(str_done) struct str help = { 0 };
	bool asked = action != NULL && (strcmp(action, "--help") == 0 || strcmp(action, "-h") == 0);

	if (action != NULL && !asked) {
		(void)fprintf(stderr, "yupana: no existe la orden «%s %s». Vea `yupana help %s`.\n",
		    group->name, action, group->name);
		return CLI_REFUSED;
	}
	help_group(&help, group, 80);
	(void)fputs(str_text(&help), asked ? stdout : stderr);
	return asked ? CLI_DONE : CLI_REFUSED;
}

/* `yupana`, `yupana --help` and `yupana --version` are verbs too. */
static const char *
verb_name(int argc, char **argv)
{
	if (argc < 2)
		return NULL;
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return "help";
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return "version";
	return argv[1];
}

static enum cli_status
run(struct cli *cli, int argc, char **argv)
{
	enum cli_status status;

	if (!cli_parse(cli, argc, argv))
		return CLI_REFUSED;
	status = cli->verb->run(cli);
	if (cli_flush(cli) < 0 && status < CLI_REFUSED)
		status = cli_refused(cli);
	return status;
}

int
main(int argc, char **argv)
{
	const char *name = verb_name(argc, argv), *second = argc > 2 ? argv[2] : NULL;
	struct cli cli = { 0 };
	enum cli_status status;
	int words = 0;

	if (name == NULL) {
		struct str help = { 0 };

		help_all(&help, 80);
		(void)fputs(str_text(&help), stderr);
		str_done(&help);
		return CLI_REFUSED;
	}
	cli.verb = cli_verb_find(name, second, &words);
	if (cli.verb == NULL && cli_group_find(name) != NULL)
		return (int)group_alone(cli_group_find(name), second);
	if (cli.verb == NULL)
		return (int)unknown(name);
	cli_begin(&cli);
	status = run(&cli, argc - words, argv + words);
	app_close(&cli.app);
	str_done(&cli.out);
	mem_free(cli.mem);
	return (int)status;
}
