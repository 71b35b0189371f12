/*
 * cli.h - what a subcommand is, and what each of them is given.
 *
 * A subcommand is one file cmd_NAME.c with one `const struct cli_verb`, listed
 * in verbs.c.  --help, `yupana help NAME`, the manual page and the shell's
 * completion are all made from that entry.
 *
 * Verbs that act on one kind of thing have names of two words, "user add", and
 * share a file; the first word is a group, listed in verbs.c too.
 */
#ifndef YUP_CLI_CLI_H
#define YUP_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "app/actor.h"
#include "app/app.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/term.h"

/* What the program ends with; others rely on these. */
enum cli_status { CLI_DONE = 0, CLI_REPORTED = 1, CLI_REFUSED = 2, CLI_INTERNAL = 3 };

enum { CLI_OPTIONS_MAX = 16 };

struct cli_option {
	const char *name;     /* "db": --db */
	char letter;          /* 'o': -o; 0 for none */
	const char *argument; /* "BASE": what follows; NULL: nothing does */
	const char *help;     /* Spanish, no period at the end */
};

struct cli;

struct cli_verb {
	const char *name;                 /* "import", or a group and an action: "user add" */
	const char *summary;              /* Spanish, one line, no period */
	const char *operands;             /* "ARCHIVO..."; "" for none */
	const char *about;                /* Spanish paragraphs, a blank line between them */
	const char *examples;             /* lines of commands */
	const struct cli_option *options; /* ended by an empty one; --help is everybody's */
	unsigned operands_least, operands_most;
	enum cli_status (*run)(struct cli *cli);
};

struct cli {
	const struct cli_verb *verb;
	const char *values[CLI_OPTIONS_MAX]; /* in the order of verb->options; "" for a flag */
	struct cli_given {
		const char *name, *value;
	} * given; /* every option as it came, also the same one several times */
	size_t given_count, given_room;
	char **operands;
	size_t operand_count;
	struct mem *mem; /* of the whole run */
	struct app app;
	struct actor operator; /* who runs it; app.by */
	struct err err;
	struct term term;
	struct str out; /* what goes to stdout when the verb is done */
};

/* The first word of verbs with two: `yupana user` and `yupana help user` list its actions. */
struct cli_group {
	const char *name;
	const char *summary; /* Spanish, one line, no period */
};

/* The tables of verbs.c, ended by NULL and by an empty one; a group's verbs stand together. */
extern const struct cli_verb *const cli_verbs[];
extern const struct cli_group cli_groups[];

/*
 * The verb of one or two words; `*out_words` is how many it took.  NULL where
 * there is none, or `first` is a group without one of its actions.
 */
const struct cli_verb *cli_verb_find(const char *first, const char *second, int *out_words);
const struct cli_group *cli_group_find(const char *name);

/* The action of a verb of the group, "add"; NULL where the verb is not of it. */
const char *cli_action_of(const struct cli_verb *verb, const struct cli_group *group);

/* The value of an option, NULL where it was not given; `name` must be one of the verb's. */
const char *cli_value(const struct cli *cli, const char *name);
bool cli_has(const struct cli *cli, const char *name);

/* Read the arguments after the verb.  False, having said why, where they are wrong. */
bool cli_parse(struct cli *cli, int argc, char **argv);

/* Say on stderr what is wrong with how the verb was called; returns CLI_REFUSED. */
enum cli_status cli_misused(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);

/* Say on stderr why `cli->err` was refused; returns CLI_REFUSED or CLI_INTERNAL. */
enum cli_status cli_refused(struct cli *cli);

/* The database the verb works on: --db, YUPANA_DB, or the user's own. */
const char *cli_db_name(struct cli *cli);

/* The moment that SOURCE_DATE_EPOCH fixes, where it is set; cli_open() does it too. */
void cli_set_clock(struct cli *cli);

/* Open it, for reading only or not, in the name of whose API token YUPANA_TOKEN is; on failure cli->err has why. */
MUST_CHECK int cli_open(struct cli *cli, unsigned flags);

/* To take something out, which the log notes unless the database cannot be written. */
MUST_CHECK int cli_open_for_export(struct cli *cli);

/* A zeroed one with its verb: terminal, memory, who runs it. */
void cli_begin(struct cli *cli);

/* Write cli->out to stdout. */
MUST_CHECK int cli_flush(struct cli *cli);

/* A json_write_fn that writes to stdout. */
int cli_write_stdout(void *context, const char *bytes, size_t length);

/* --fail-on: false, having said why, where its value is none of the three. */
bool cli_fail_on(struct cli *cli, int *severity);

/* CLI_REPORTED where some count at or above `severity` (-1: never) is not zero. */
enum cli_status cli_status_of(const size_t *severities, int severity);

#define CLI_DB_OPTION                                                                             \
	{                                                                                         \
		"db", 0, "BASE",                                                                  \
		    "base de datos: un archivo o postgresql://... (por omisión, YUPANA_DB o la " \
		    "del usuario)"                                                                \
	}
#define CLI_INSTITUTION_OPTION                                                                 \
	{                                                                                      \
		"institution", 0, "NOMBRE", "solo esta institución, por su nombre o su sigla" \
	}
#define CLI_PACK_OPTION                                                                \
	{                                                                              \
		"pack", 0, "PAQUETE", "paquete de país: su nombre o un archivo .json" \
	}
#define CLI_JSON_OPTION                                                                 \
	{                                                                               \
		"json", 0, NULL, "un documento JSON en la salida, para otros programas" \
	}
#define CLI_FAIL_ON_OPTION                                                                           \
	{                                                                                            \
		"fail-on", 0, "NIVEL",                                                               \
		    "terminar con 1 si hay algo de este nivel o más grave: error, warning o advice" \
	}
#define CLI_OPTIONS_END             \
	{                           \
		NULL, 0, NULL, NULL \
	}

/* ---- Help (help.c) --------------------------------------------------------- */

void help_verb(struct str *out, const struct cli_verb *verb, size_t width);
void help_group(struct str *out, const struct cli_group *group, size_t width);
void help_all(struct str *out, size_t width);
void help_man(struct str *out);
void help_completion_bash(struct str *out);

#endif
