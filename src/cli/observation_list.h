/*
 * observation_list.h - observations as verbs list them: of a plan, of the reports of a
 * period.
 */
#ifndef YUP_CLI_OBSERVATION_LIST_H
#define YUP_CLI_OBSERVATION_LIST_H

#include "app/observe.h"
#include "cli/cli.h"

/* With --open only those that still wait, with --json all that was said; those of one unit. */
MUST_CHECK int observation_list(struct cli *cli, const struct app_review *review, uint32_t unit);

#endif
