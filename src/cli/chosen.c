#include "cli/chosen.h"

#include <errno.h>
#include <stdlib.h>

#include "app/accounts.h"
#include "app/org.h"

enum cli_status
chosen_institution(struct cli *cli, unsigned flags, struct institution *out)
{
	const char *name = cli_value(cli, "institution");
	struct institution *list = NULL;
	size_t count = 0;
	int rc = cli_open(cli, flags);

	if (rc == YUP_OK)
		rc = app_institutions(&cli->app, cli->mem, name, &list, &count, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	if (count != 1)
		return cli_misused(cli,
		    count == 0 ? "la base de datos no tiene instituciones"
			       : "hay varias instituciones: indique "
				 "--institution NOMBRE");
	*out = list[0];
	return CLI_DONE;
}

enum cli_status
chosen_user(struct cli *cli, const struct institution *it, const char *login, int64_t *out)
{
	return app_account_find(&cli->app, it->id, login, out, &cli->err) < 0 ? cli_refused(cli)
									      : CLI_DONE;
}

enum cli_status
chosen_unit(struct cli *cli, const struct institution *it, const char *text, const char *on,
    int64_t *out)
{
	*out = 0;
	if (text == NULL || text[0] == '\0')
		return CLI_DONE;
	return app_org_find(&cli->app, it->id, text, on, out, &cli->err) < 0 ? cli_refused(cli)
									     : CLI_DONE;
}

enum cli_status
chosen_number(struct cli *cli, const char *text, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || *out <= 0)
		return cli_misused(cli, "«%s» no es un número", text);
	return CLI_DONE;
}
