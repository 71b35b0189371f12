/*
 * choice.h - which plans a verb reads: --year, --version, --as-of.
 */
#ifndef YUP_CLI_CHOICE_H
#define YUP_CLI_CHOICE_H

#include "cli/cli.h"

/* Into cli->app.choice; false, having said why, where they are wrong. */
bool cli_choice(struct cli *cli);

/* The same of a verb without --as-of. */
bool cli_choice_of_version(struct cli *cli);

/* A version's number, from 0. */
bool cli_read_version(const char *text, unsigned *out);

#define CLI_VERSION_OPTIONS                                                      \
	{ "year", 0, "GESTIÓN", "solo los de este año" },                        \
	{                                                                        \
		"version", 0, "N", "esta versión de cada plan: 0 es la inicial" \
	}
#define CLI_CHOICE_OPTIONS                                                           \
	CLI_VERSION_OPTIONS,                                                         \
	{                                                                            \
		"as-of", 0, "FECHA",                                                 \
		    "como estaban al terminar ese día (2027-01-31, hora universal)" \
	}

#endif
