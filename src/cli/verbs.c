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
	&cmd_synth,
	&cmd_institution_list,
	&cmd_help,
	&cmd_version,
	NULL,
};

const struct cli_group cli_groups[] = {
	{ "institution", "las instituciones de la base de datos" },
	{ NULL, NULL },
};
