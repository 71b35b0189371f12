/*
 * report_args.h - the period that a verb of follow-up names.
 */
#ifndef YUP_CLI_REPORT_ARGS_H
#define YUP_CLI_REPORT_ARGS_H

#include "app/periods.h"
#include "cli/cli.h"

/* Open the database and read "2027/1", the first operand. */
enum cli_status report_period_chosen(struct cli *cli, unsigned flags, struct app_period *out);

/* The same of another operand. */
enum cli_status report_period_named(struct cli *cli, const char *text, unsigned flags,
    struct app_period *out);

#endif
