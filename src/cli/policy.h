/*
 * policy.h - the --policy option of rollup and explain.
 */
#ifndef YUP_CLI_POLICY_H
#define YUP_CLI_POLICY_H

#include "app/rollup.h"

struct cli;

#define CLI_POLICY_OPTION \
	{ "policy", 0, "MODO", "cómo se agrega: as_published (como se publicó) o by_behaviour " \
			       "(según cada cronograma); por omisión, el modo del plan" }

/* False, having said why, where its value is neither. */
bool cli_policy(struct cli *cli, enum app_policy *out);

#endif
