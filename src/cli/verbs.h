/*
 * verbs.h - every subcommand's entry; the table is in verbs.c.
 */
#ifndef YUP_CLI_VERBS_H
#define YUP_CLI_VERBS_H

#include "cli/cli.h"

extern const struct cli_verb cmd_backup, cmd_check, cmd_copy, cmd_explain, cmd_export, cmd_help,
    cmd_import, cmd_init, cmd_institution_list, cmd_log_checkpoint, cmd_log_export, cmd_log_list,
    cmd_log_verify, cmd_migrate, cmd_rebuild, cmd_restore, cmd_rollup, cmd_synth, cmd_version;

#endif
