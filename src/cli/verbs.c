#include "cli/verbs.h"

/* In the order a newcomer meets them. */
const struct cli_verb *const cli_verbs[] = {
	&cmd_init,
	&cmd_import,
	&cmd_check,
	&cmd_rollup,
	&cmd_explain,
	&cmd_export,
	&cmd_rebuild,
	&cmd_migrate,
	&cmd_copy,
	&cmd_backup,
	&cmd_restore,
	&cmd_synth,
	&cmd_institution_list,
	&cmd_log_verify,
	&cmd_log_list,
	&cmd_log_export,
	&cmd_log_checkpoint,
	&cmd_help,
	&cmd_version,
	NULL,
};

const struct cli_group cli_groups[] = {
	{ "institution", "las instituciones de la base de datos" },
	{ "log", "la bitácora: qué se hizo y quién, y si está íntegra" },
	{ NULL, NULL },
};
