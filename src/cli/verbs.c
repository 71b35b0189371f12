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
	&cmd_help,
	&cmd_version,
	NULL,
};
