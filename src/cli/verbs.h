/*
 * verbs.h - every subcommand's entry; the table is in verbs.c.
 */
#ifndef YUP_CLI_VERBS_H
#define YUP_CLI_VERBS_H

#include "cli/cli.h"

extern const struct cli_verb cmd_backup, cmd_check, cmd_copy, cmd_explain, cmd_export, cmd_help,
    cmd_import, cmd_init, cmd_institution_list, cmd_institution_supervise, cmd_unit_list,
    cmd_unit_add, cmd_unit_rename, cmd_unit_move, cmd_unit_close, cmd_unit_split, cmd_unit_merge,
    cmd_user_add, cmd_user_list, cmd_user_show, cmd_user_invite, cmd_user_reset, cmd_user_disable,
    cmd_user_enable, cmd_user_grant, cmd_user_revoke, cmd_user_post, cmd_user_substitute,
    cmd_token_create, cmd_token_list, cmd_token_revoke, cmd_log_checkpoint, cmd_log_export,
    cmd_log_list, cmd_log_verify, cmd_migrate, cmd_rebuild, cmd_restore, cmd_rollup, cmd_synth,
    cmd_version;

#endif
