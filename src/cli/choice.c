#include "cli/choice.h"

#include <stdlib.h>

enum { VERSION_MAX = 9999 };

bool
cli_read_version(const char *text, unsigned *out)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || value > VERSION_MAX)
		return false;
	*out = (unsigned)value;
	return true;
}

bool
cli_choice_of_version(struct cli *cli)
{
	const char *year = cli_value(cli, "year"), *version = cli_value(cli, "version");
	struct app_choice *choice = &cli->app.choice;
	unsigned number = 0;

	if (year != NULL && (!cli_read_version(year, &number) || number < 1900)) {
		(void)cli_misused(cli, "--year es un año, no «%s»", year);
		return false;
	}
	choice->year = (int)number;
	if (version != NULL && !cli_read_version(version, &choice->version)) {
		(void)cli_misused(cli, "--version es un número desde 0, no «%s»", version);
		return false;
	}
	choice->one_version = version != NULL;
	return true;
}

bool
cli_choice(struct cli *cli)
{
	cli->app.choice.as_of = cli_value(cli, "as-of");
	return cli_choice_of_version(cli);
}
