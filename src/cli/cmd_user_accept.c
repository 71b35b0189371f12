/* cmd_user_accept.c - `yupana user accept`. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/accounts.h"
#include "cli/verbs.h"

enum { LINE_MAX_BYTES = 1024 };

/* One line of standard input; at a terminal without showing it.  False at its end. */
static bool
read_password(char line[LINE_MAX_BYTES], const char *prompt)
{
	bool terminal = isatty(STDIN_FILENO) == 1;
	struct termios was;
	bool got;

	if (terminal && tcgetattr(STDIN_FILENO, &was) == 0) {
		struct termios hidden = was;

		hidden.c_lflag &= ~(tcflag_t)ECHO;
		(void)fputs(prompt, stderr);
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	got = fgets(line, LINE_MAX_BYTES, stdin) != NULL;
	if (terminal) {
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
		(void)fputc('\n', stderr);
	}
	if (got)
		line[strcspn(line, "\n")] = '\0';
	return got;
}

static enum cli_status
accept_run(struct cli *cli)
{
	char first[LINE_MAX_BYTES], again[LINE_MAX_BYTES];

	if (!read_password(first, "Contraseña: "))
		return cli_misused(cli, "falta la contraseña en la entrada estándar");
	if (isatty(STDIN_FILENO) == 1 &&
	    (!read_password(again, "La misma, otra vez: ") || strcmp(first, again) != 0))
		return cli_misused(cli, "las dos contraseñas no son iguales; no se cambió nada");
	if (cli_open(cli, 0) < 0 ||
	    app_invitation_accept(&cli->app, cli->operands[0], first, &cli->err) < 0)
		return cli_refused(cli);
	str_put(&cli->out, "Contraseña guardada: ya puede ingresar.\n");
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_user_accept = {
	.name = "user accept",
	.summary = "elegir la contraseña con el código de una invitación",
	.operands = "CÓDIGO",
	.about =
	    "La persona invitada elige su contraseña, como en la página del enlace que recibió. La "
	    "contraseña se lee de la entrada estándar: en una terminal se pide dos veces sin "
	    "mostrarla; de otro modo es la primera línea.",
	.examples = "yupana user accept DMry9o41Y0V_dTbHUIk1qV_9tuVnXgtXkaYD8NwrhuM",
	.options = OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = accept_run,
};
