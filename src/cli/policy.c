#include "cli/policy.h"

#include <string.h>

#include "cli/cli.h"

bool
cli_policy(struct cli *cli, enum app_policy *out)
{
	const char *value = cli_value(cli, "policy");

	*out = APP_POLICY_OWN;
	if (value == NULL)
		return true;
	if (strcmp(value, "as_published") == 0)
		*out = APP_POLICY_PUBLISHED;
	else if (strcmp(value, "by_behaviour") == 0)
		*out = APP_POLICY_BEHAVIOUR;
	if (*out != APP_POLICY_OWN)
		return true;
	(void)cli_misused(cli, "--policy es as_published o by_behaviour, no «%s»", value);
	return false;
}
