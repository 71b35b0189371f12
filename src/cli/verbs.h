/*
 * verbs.h - every subcommand's entry; the table is in verbs.c.
 */
#ifndef YUP_CLI_VERBS_H
#define YUP_CLI_VERBS_H

#include "cli/cli.h"

extern const struct cli_verb cmd_backup, cmd_check, cmd_copy, cmd_explain, cmd_export, cmd_help,
    cmd_import, cmd_init, cmd_institution_list, cmd_log_checkpoint, cmd_log_export, cmd_log_list,
    cmd_log_verify, cmd_migrate, cmd_rebuild, cmd_restore, cmd_rollup, cmd_synth, cmd_version;
extern const struct cli_verb cmd_diff, cmd_node_add, cmd_node_delete, cmd_node_duplicate,
    cmd_node_move, cmd_node_set, cmd_node_show, cmd_node_undo, cmd_plan_amend, cmd_plan_approve,
    cmd_plan_approve_unit, cmd_plan_history, cmd_plan_list, cmd_plan_new_year, cmd_plan_return,
    cmd_plan_review, cmd_plan_show, cmd_plan_submit, cmd_plan_validate;

#endif
