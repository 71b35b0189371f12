/*
 * chosen.h - what the arguments of administration verbs name: an institution, a
 * person, a unit, a number.
 *
 * Each says on stderr why there is none and gives the status to end with;
 * CLI_DONE: it was found.
 */
#ifndef YUP_CLI_CHOSEN_H
#define YUP_CLI_CHOSEN_H

#include <stdint.h>

#include "cli/cli.h"

/* Open the database and take --institution, or the only one there is. */
enum cli_status chosen_institution(struct cli *cli, unsigned flags, struct institution *out);

/* The person who signs in so. */
enum cli_status chosen_user(struct cli *cli, const struct institution *it, const char *login,
    int64_t *out);

/* The unit so called on a day (NULL: today); `text` NULL or "" is 0: none. */
enum cli_status chosen_unit(struct cli *cli, const struct institution *it, const char *text,
    const char *on, int64_t *out);

/* A number above 0. */
enum cli_status chosen_number(struct cli *cli, const char *text, int64_t *out);

#define CLI_ON_OPTION                                                                      \
	{                                                                                  \
		"on", 0, "FECHA", "desde qué día, como 2027-03-15 (hoy si no se indica)" \
	}
#define CLI_ONE_INSTITUTION_OPTION                                                  \
	{                                                                           \
		"institution", 0, "NOMBRE",                                         \
		    "en qué institución, por su nombre o su sigla (la única si " \
		    "no hay otra)"                                                  \
	}

#endif
