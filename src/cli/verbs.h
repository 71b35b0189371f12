/*
 * verbs.h - every subcommand's entry; the table is in verbs.c.
 */
#ifndef YUP_CLI_VERBS_H
#define YUP_CLI_VERBS_H

#include "cli/cli.h"

extern const struct cli_verb cmd_backup;
extern const struct cli_verb cmd_check;
extern const struct cli_verb cmd_copy;
extern const struct cli_verb cmd_diff;
extern const struct cli_verb cmd_explain;
extern const struct cli_verb cmd_export;
extern const struct cli_verb cmd_issued_list, cmd_issued_get, cmd_issued_verify;
extern const struct cli_verb cmd_help;
extern const struct cli_verb cmd_import;
extern const struct cli_verb cmd_init;
extern const struct cli_verb cmd_institution_list;
extern const struct cli_verb cmd_institution_settings;
extern const struct cli_verb cmd_institution_supervise;
extern const struct cli_verb cmd_log_checkpoint;
extern const struct cli_verb cmd_log_export;
extern const struct cli_verb cmd_log_list;
extern const struct cli_verb cmd_log_verify;
extern const struct cli_verb cmd_migrate;
extern const struct cli_verb cmd_node_add;
extern const struct cli_verb cmd_node_delete;
extern const struct cli_verb cmd_node_duplicate;
extern const struct cli_verb cmd_node_move;
extern const struct cli_verb cmd_node_observe;
extern const struct cli_verb cmd_period_list;
extern const struct cli_verb cmd_period_plan;
extern const struct cli_verb cmd_period_open;
extern const struct cli_verb cmd_period_extend;
extern const struct cli_verb cmd_period_close;
extern const struct cli_verb cmd_report_list;
extern const struct cli_verb cmd_report_set;
extern const struct cli_verb cmd_report_load;
extern const struct cli_verb cmd_report_pass;
extern const struct cli_verb cmd_report_observations;
extern const struct cli_verb cmd_report_observe;
extern const struct cli_verb cmd_report_reply;
extern const struct cli_verb cmd_report_settle;
extern const struct cli_verb cmd_report_import;
extern const struct cli_verb cmd_report_document;
extern const struct cli_verb cmd_report_board;
extern const struct cli_verb cmd_report_ministry;
extern const struct cli_verb cmd_register_list;
extern const struct cli_verb cmd_register_show;
extern const struct cli_verb cmd_register_add;
extern const struct cli_verb cmd_register_set;
extern const struct cli_verb cmd_register_pass;
extern const struct cli_verb cmd_register_comment;
extern const struct cli_verb cmd_register_amendment;
extern const struct cli_verb cmd_evidence_add;
extern const struct cli_verb cmd_evidence_list;
extern const struct cli_verb cmd_evidence_get;
extern const struct cli_verb cmd_node_set;
extern const struct cli_verb cmd_node_show;
extern const struct cli_verb cmd_node_undo;
extern const struct cli_verb cmd_plan_amend;
extern const struct cli_verb cmd_plan_approve;
extern const struct cli_verb cmd_plan_approve_unit;
extern const struct cli_verb cmd_plan_history;
extern const struct cli_verb cmd_plan_list;
extern const struct cli_verb cmd_plan_new_year;
extern const struct cli_verb cmd_plan_observations;
extern const struct cli_verb cmd_sheet_make;
extern const struct cli_verb cmd_sheet_take;
extern const struct cli_verb cmd_plan_return;
extern const struct cli_verb cmd_plan_review;
extern const struct cli_verb cmd_plan_show;
extern const struct cli_verb cmd_plan_submit;
extern const struct cli_verb cmd_plan_validate;
extern const struct cli_verb cmd_bundle_create;
extern const struct cli_verb cmd_bundle_open;
extern const struct cli_verb cmd_publish;
extern const struct cli_verb cmd_rebuild;
extern const struct cli_verb cmd_restore;
extern const struct cli_verb cmd_rollup;
extern const struct cli_verb cmd_serve;
extern const struct cli_verb cmd_synth;
extern const struct cli_verb cmd_token_create;
extern const struct cli_verb cmd_token_list;
extern const struct cli_verb cmd_token_revoke;
extern const struct cli_verb cmd_unit_add;
extern const struct cli_verb cmd_unit_close;
extern const struct cli_verb cmd_unit_list;
extern const struct cli_verb cmd_unit_merge;
extern const struct cli_verb cmd_unit_move;
extern const struct cli_verb cmd_unit_rename;
extern const struct cli_verb cmd_unit_split;
extern const struct cli_verb cmd_user_accept;
extern const struct cli_verb cmd_user_add;
extern const struct cli_verb cmd_user_disable;
extern const struct cli_verb cmd_user_enable;
extern const struct cli_verb cmd_user_grant;
extern const struct cli_verb cmd_user_invite;
extern const struct cli_verb cmd_user_list;
extern const struct cli_verb cmd_user_post;
extern const struct cli_verb cmd_user_reset;
extern const struct cli_verb cmd_user_revoke;
extern const struct cli_verb cmd_user_show;
extern const struct cli_verb cmd_user_substitute;
extern const struct cli_verb cmd_version;

#endif
