#include "cli/cli.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/sign_in.h"
#include "core/finding.h"
#include "text/refusal_text.h"

const struct cli_group *
cli_group_find(const char *name)
{
	for (size_t i = 0; cli_groups[i].name != NULL; i++)
		if (strcmp(cli_groups[i].name, name) == 0)
			return &cli_groups[i];
	return NULL;
}

const char *
cli_action_of(const struct cli_verb *verb, const struct cli_group *group)
{
	size_t n = strlen(group->name);

	if (strncmp(verb->name, group->name, n) != 0 || verb->name[n] != ' ')
		return NULL;
	return verb->name + n + 1;
}

const struct cli_verb *
cli_verb_find(const char *first, const char *second, int *out_words)
{
	const struct cli_group *group = cli_group_find(first);

	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		const char *name = cli_verbs[i]->name;

		if (group != NULL)
			name = cli_action_of(cli_verbs[i], group);
		if (name == NULL || (group != NULL && second == NULL) ||
		    strcmp(name, group != NULL ? second : first) != 0)
			continue;
		*out_words = group != NULL ? 2 : 1;
		return cli_verbs[i];
	}
	return NULL;
}

/* ---- Arguments -------------------------------------------------------------- */

const char *
cli_value(const struct cli *cli, const char *name)
{
	for (size_t i = 0; cli->verb->options[i].name != NULL; i++)
		if (strcmp(cli->verb->options[i].name, name) == 0)
			return cli->values[i];
	assert(false && "an option the verb does not have");
	return NULL;
}

bool
cli_has(const struct cli *cli, const char *name)
{
	return cli_value(cli, name) != NULL;
}

enum { OPTION_HELP = 1000, OPTION_FIRST = 2000 };

/* getopt's two tables, from the verb's one. */
struct tables {
	struct option longs[CLI_OPTIONS_MAX + 2];
	char letters[2 * CLI_OPTIONS_MAX + 4];
};

static void
make_tables(const struct cli_verb *verb, struct tables *t)
{
	size_t n = 0, k = 0;

	t->letters[k++] = ':';
	t->letters[k++] = 'h';
	for (; verb->options[n].name != NULL; n++) {
		const struct cli_option *o = &verb->options[n];

		assert(n < CLI_OPTIONS_MAX);
		t->longs[n] = (struct option){ o->name, o->argument != NULL, NULL,
			OPTION_FIRST + (int)n };
		if (o->letter == 0)
			continue;
		t->letters[k++] = o->letter;
		if (o->argument != NULL)
			t->letters[k++] = ':';
	}
	t->longs[n] = (struct option){ "help", 0, NULL, OPTION_HELP };
	t->longs[n + 1] = (struct option){ NULL, 0, NULL, 0 };
	t->letters[k] = '\0';
}

static size_t
option_of_letter(const struct cli_verb *verb, int letter)
{
	size_t i = 0;

	while (verb->options[i].name != NULL && verb->options[i].letter != letter)
		i++;
	return i;
}

static void
show_help(const struct cli *cli)
{
	CLEANUP(str_done) struct str out = { 0 };

	help_verb(&out, cli->verb, cli->term.width);
	(void)fputs(str_text(&out), stdout);
}

static bool
take_option(struct cli *cli, int c, char **argv)
{
	if (c == ':') {
		(void)cli_misused(cli, "a la opción %s le falta su valor", argv[optind - 1]);
		return false;
	}
	if (c == '?') {
		(void)cli_misused(cli, "no existe la opción %s", argv[optind - 1]);
		return false;
	}
	if (c < OPTION_FIRST)
		c = OPTION_FIRST + (int)option_of_letter(cli->verb, c);
	cli->values[c - OPTION_FIRST] = optarg != NULL ? optarg : "";
	MEM_PUSH(cli->mem, cli->given, cli->given_count, cli->given_room);
	cli->given[cli->given_count - 1] = (struct cli_given){
		cli->verb->options[c - OPTION_FIRST].name, optarg
	};
	return true;
}

bool
cli_parse(struct cli *cli, int argc, char **argv)
{
	struct tables t = { 0 };
	int c;

	make_tables(cli->verb, &t);
	opterr = 0;
	optind = 1;
	while ((c = getopt_long(argc, argv, t.letters, t.longs, NULL)) != -1) {
		if (c == OPTION_HELP || c == 'h') {
			show_help(cli);
			exit(CLI_DONE);
		}
		if (!take_option(cli, c, argv))
			return false;
	}
	cli->operands = argv + optind;
	cli->operand_count = (size_t)(argc - optind);
	if (cli->operand_count < cli->verb->operands_least) {
		(void)cli_misused(cli, "falta indicar %s", cli->verb->operands);
		return false;
	}
	if (cli->operand_count > cli->verb->operands_most) {
		(void)cli_misused(cli, "sobra «%s»", cli->operands[cli->verb->operands_most]);
		return false;
	}
	return true;
}

/* ---- Saying no ---------------------------------------------------------------- */

enum cli_status
cli_misused(struct cli *cli, const char *format, ...)
{
	va_list args;

	(void)fprintf(stderr, "yupana %s: ", cli->verb->name);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fprintf(stderr, ". Vea `yupana %s --help`.\n", cli->verb->name);
	return CLI_REFUSED;
}

enum cli_status
cli_refused(struct cli *cli)
{
	CLEANUP(str_done) struct str text = { 0 };

	refusal_sentence(&text, &cli->err);
	(void)fprintf(stderr, "yupana %s: %s\n", cli->verb->name, str_text(&text));
	return cli->err.code == YUP_EBUG ? CLI_INTERNAL : CLI_REFUSED;
}

bool
cli_fail_on(struct cli *cli, int *severity)
{
	const char *value = cli_value(cli, "fail-on");

	*severity = -1;
	if (value == NULL)
		return true;
	for (int s = 0; s < SEVERITY__COUNT; s++)
		if (strcmp(value, severity_key((enum severity)s)) == 0)
			*severity = s;
	if (*severity >= 0)
		return true;
	(void)cli_misused(cli, "--fail-on es error, warning o advice, no «%s»", value);
	return false;
}

enum cli_status
cli_status_of(const size_t *severities, int severity)
{
	for (int s = severity; severity >= 0 && s < SEVERITY__COUNT; s++)
		if (severities[s] > 0)
			return CLI_REPORTED;
	return CLI_DONE;
}

/* ---- The database --------------------------------------------------------------- */

/* The user's own: $XDG_DATA_HOME/yupana/yupana.db; its folder is made. */
static const char *
users_own(struct cli *cli)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	char *folder;

	if (data != NULL && data[0] == '/')
		folder = mem_printf(cli->mem, "%s/yupana", data);
	else if (home != NULL && home[0] != '\0')
		folder = mem_printf(cli->mem, "%s/.local/share/yupana", home);
	else
		return "yupana.db";
	for (char *p = folder + 1; *p != '\0'; p++)
		if (*p == '/') {
			*p = '\0';
			(void)mkdir(folder, 0755); /* what fails here, opening tells */
			*p = '/';
		}
	(void)mkdir(folder, 0700);
	return mem_printf(cli->mem, "%s/yupana.db", folder);
}

const char *
cli_db_name(struct cli *cli)
{
	const char *name = cli_value(cli, "db");

	if (name == NULL)
		name = getenv("YUPANA_DB");
	if (name == NULL || name[0] == '\0')
		name = users_own(cli);
	return name;
}

/* The moment that SOURCE_DATE_EPOCH fixes, for outputs that must repeat. */
static void
fixed_now(char out[CLOCK_TEXT_SIZE])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t when = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : 0;
	struct tm tm = { 0 };

	(void)gmtime_r(&when, &tm);
	(void)strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* Whoever runs the program, as the machine calls them. */
static void
act_as_operator(struct cli *cli)
{
	const struct passwd *user = getpwuid(getuid());

	cli->operator= actor_operator;
	cli->operator.name = user != NULL ? mem_strdup(cli->mem, user->pw_name) : "";
	cli->app.by = &cli->operator;
}

void
cli_begin(struct cli *cli)
{
	term_init(&cli->term);
	cli->mem = mem_new();
	act_as_operator(cli);
}

int
cli_open_for_export(struct cli *cli)
{
	int rc = cli_open(cli, 0);

	if (rc != YUP_EIO)
		return rc;
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		(void)fprintf(stderr,
		    "yupana %s: la base no se puede escribir: esta salida no queda "
		    "en la bitácora.\n",
		    cli->verb->name);
	return rc;
}

void
cli_set_clock(struct cli *cli)
{
	if (getenv("SOURCE_DATE_EPOCH") != NULL)
		cli->app.now = fixed_now;
}

/* With somebody's API token one may what they may, and it is done in their name. */
static int
act_as_holder(struct cli *cli, const char *token)
{
	const struct actor *actor = NULL;
	int rc = app_actor_of_token(&cli->app, cli->mem, token, &actor, &cli->err);

	if (rc == YUP_OK)
		cli->app.by = actor;
	return rc;
}

int
cli_open(struct cli *cli, unsigned flags)
{
	const char *token = getenv("YUPANA_TOKEN");
	bool as_operator = token == NULL || token[0] == '\0';
	int rc;

	cli_set_clock(cli);
	rc = app_open(&cli->app, cli_db_name(cli), flags, &cli->err);
	return rc < 0 || as_operator ? rc : act_as_holder(cli, token);
}

/* ---- Output ---------------------------------------------------------------------- */

int
cli_write_stdout(void *context, const char *bytes, size_t length)
{
	(void)context;
	return fwrite(bytes, 1, length, stdout) == length ? 0 : -1;
}

int
cli_flush(struct cli *cli)
{
	if (cli->out.length > 0)
		(void)fwrite(cli->out.text, 1, cli->out.length, stdout);
	str_clear(&cli->out);
	if (fflush(stdout) == EOF || ferror(stdout))
		return err_refuse(&cli->err, YUP_EIO, "output_failed", "stdout: %s",
		    strerror(errno));
	return YUP_OK;
}
