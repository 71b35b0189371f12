#include "cli/report_args.h"

#include <stdlib.h>

#include "cli/chosen.h"

enum cli_status
report_period_chosen(struct cli *cli, unsigned flags, struct app_period *out)
{
	return report_period_named(cli, cli->operands[0], flags, out);
}

enum cli_status
report_period_named(struct cli *cli, const char *text, unsigned flags, struct app_period *out)
{
	struct institution it;
	char *end = NULL;
	unsigned long year = strtoul(text, &end, 10), period = 0;
	enum cli_status status;

	if (*end == '/')
		period = strtoul(end + 1, &end, 10);
	if (*end != '\0' || year < 1 || year > 9999 || period < 1 || period > PACK_PERIODS_MAX)
		return cli_misused(cli, "un período se escribe como 2027/1, no «%s»", text);
	status = chosen_institution(cli, flags, &it);
	if (status == CLI_DONE)
		*out = (struct app_period){ it.id, (int)year, (unsigned)period };
	return status;
}
