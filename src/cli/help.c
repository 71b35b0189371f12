/*
 * help.c - help, manual page and completion, all from the verbs' own entries.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"

enum { INDENT = 2, NAME_COLUMN = 15, WIDTH_MOST = 100 };

static const struct cli_option HELP_OPTION = { "help", 'h', NULL, "esta ayuda" };

static const char ABOUT[] =
    "yupana lee el plan operativo anual de una institución y sus seguimientos tal como salen de "
    "sus documentos, guarda lo que dicen, calcula lo que resulta de ello y señala dónde no "
    "coinciden.";

static const char STATUS_TEXT[] =
    "0 hecho; 1 hecho, y hay algo del nivel de --fail-on o más grave; 2 rechazado (uso, archivo "
    "ilegible, dato inválido o ambiguo): no se guardó nada; 3 error interno.";

static const struct {
	const char *name, *text;
} ENVIRONMENT[] = {
	{ "YUPANA_DB", "la base de datos, cuando no se indica --db" },
	{ "XDG_DATA_HOME", "carpeta de los datos del usuario; si no, ~/.local/share" },
	{ "NO_COLOR", "con cualquier valor, sin colores" },
	{ "COLUMNS", "ancho de las tablas, en columnas" },
	{ "YUPANA_SMTP_URL",
	    "servidor de correo, como smtps://servidor:465; con él, YUPANA_SMTP_FROM y, si los "
	    "pide, YUPANA_SMTP_USER y YUPANA_SMTP_PASSWORD" },
	{ "YUPANA_URL", "dirección de este programa, para los enlaces de los correos" },
};
enum { ENVIRONMENT_COUNT = sizeof(ENVIRONMENT) / sizeof(ENVIRONMENT[0]) };

static size_t
fitting(size_t width)
{
	return width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* "  name          text wrapped beside it" */
static void
put_beside(struct str *out, const char *name, const char *text, size_t column, size_t width)
{
	size_t used = INDENT + utf8_width(name);

	term_blanks(out, INDENT);
	str_put(out, name);
	if (used + 2 > column) {
		str_put_char(out, '\n');
		used = 0;
	}
	term_blanks(out, column - used);
	term_wrap(out, text, width, column);
	str_put_char(out, '\n');
}

static void
put_head(struct str *out, const char *head)
{
	str_printf(out, "\n%s\n", head);
}

/* Paragraphs apart by a blank line. */
static void
put_paragraphs(struct str *out, const char *text, size_t width)
{
	while (*text != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t n = end != NULL ? (size_t)(end - text) : strlen(text);
		struct str one = { 0 };

		str_put_n(&one, text, n);
		term_blanks(out, INDENT);
		term_wrap(out, str_text(&one), width, INDENT);
		str_put_char(out, '\n');
		str_done(&one);
		text += n;
		if (end == NULL)
			break;
		str_put_char(out, '\n');
		text += 2;
	}
}

static void
option_name(struct str *out, const struct cli_option *o)
{
	if (o->letter != 0)
		str_printf(out, "-%c, ", o->letter);
	str_printf(out, "--%s", o->name);
	if (o->argument != NULL)
		str_printf(out, " %s", o->argument);
}

static void
put_option(struct str *out, const struct cli_option *o, size_t width)
{
	struct str name = { 0 };

	option_name(&name, o);
	put_beside(out, str_text(&name), o->help, 24, width);
	str_done(&name);
}

static void
put_usage(struct str *out, const struct cli_verb *verb)
{
	str_printf(out, "yupana %s%s%s%s", verb->name,
	    verb->options[0].name != NULL ? " [OPCIONES]" : "",
	    verb->operands[0] != '\0' ? " " : "", verb->operands);
}

static void
put_examples(struct str *out, const char *examples)
{
	while (*examples != '\0') {
		size_t n = strcspn(examples, "\n");

		str_put(out, "  ");
		str_put_n(out, examples, n);
		str_put_char(out, '\n');
		examples += n + (examples[n] == '\n');
	}
}

void
help_verb(struct str *out, const struct cli_verb *verb, size_t width)
{
	width = fitting(width);
	str_put(out, "Uso: ");
	put_usage(out, verb);
	str_put(out, "\n\n");
	put_paragraphs(out, verb->about, width);
	put_head(out, "Opciones:");
	for (size_t i = 0; verb->options[i].name != NULL; i++)
		put_option(out, &verb->options[i], width);
	put_option(out, &HELP_OPTION, width);
	if (verb->examples[0] != '\0') {
		put_head(out, "Ejemplos:");
		put_examples(out, verb->examples);
	}
	put_head(out, "Termina con:");
	term_blanks(out, INDENT);
	term_wrap(out, STATUS_TEXT, width, INDENT);
	str_put_char(out, '\n');
}

/* The group whose first verb in the table is `verb`; NULL where it is of none or not the first. */
static const struct cli_group *
group_begun_by(size_t verb)
{
	for (size_t i = 0; cli_groups[i].name != NULL; i++)
		if (cli_action_of(cli_verbs[verb], &cli_groups[i]) != NULL)
			return verb == 0 ||
				cli_action_of(cli_verbs[verb - 1], &cli_groups[i]) == NULL
			    ? &cli_groups[i]
			    : NULL;
	return NULL;
}

/* The group's actions, `between` them. */
static void
put_actions(struct str *out, const struct cli_group *group, const char *between)
{
	bool first = true;

	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		const char *action = cli_action_of(cli_verbs[i], group);

		if (action == NULL)
			continue;
		str_printf(out, "%s%s", first ? "" : between, action);
		first = false;
	}
}

void
help_group(struct str *out, const struct cli_group *group, size_t width)
{
	width = fitting(width);
	str_printf(out, "Uso: yupana %s ACCIÓN [OPCIONES] ...\n\n", group->name);
	put_paragraphs(out, group->summary, width);
	put_head(out, "Acciones:");
	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		const char *action = cli_action_of(cli_verbs[i], group);

		if (action != NULL)
			put_beside(out, action, cli_verbs[i]->summary, NAME_COLUMN, width);
	}
	str_printf(out, "\nCada acción explica la suya: `yupana help %s ACCIÓN`.\n", group->name);
}

/* A line for each verb, and one for each group of them. */
static void
put_verb_lines(struct str *out, size_t width)
{
	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		CLEANUP(str_done) struct str text = { 0 };
		const struct cli_group *group = group_begun_by(i);

		if (group == NULL && strchr(cli_verbs[i]->name, ' ') != NULL)
			continue;
		if (group != NULL) {
			str_printf(&text, "%s: ", group->summary);
			put_actions(&text, group, ", ");
		} else {
			str_put(&text, cli_verbs[i]->summary);
		}
		put_beside(out, group != NULL ? group->name : cli_verbs[i]->name, str_text(&text),
		    NAME_COLUMN, width);
	}
}

void
help_all(struct str *out, size_t width)
{
	width = fitting(width);
	str_put(out, "Uso: yupana ORDEN [OPCIONES] ...\n\n");
	put_paragraphs(out, ABOUT, width);
	put_head(out, "Órdenes:");
	put_verb_lines(out, width);
	put_head(out, "Variables de entorno:");
	for (size_t i = 0; i < ENVIRONMENT_COUNT; i++)
		put_beside(out, ENVIRONMENT[i].name, ENVIRONMENT[i].text, 18, width);
	str_put(out, "\nCada orden explica la suya: `yupana ORDEN --help`.\n");
}

/* ---- The manual page ---------------------------------------------------------- */

/* Text with what troff would take for its own made harmless. */
static void
put_roff(struct str *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		str_put(out, "\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			str_put(out, "\\e");
		else if (*text == '-')
			str_put(out, "\\-");
		else if (*text == '\n' && text[1] == '\n')
			str_put(out, "\n.PP"), text++, str_put_char(out, '\n');
		else
			str_put_char(out, *text);
	}
}

static void
man_line(struct str *out, const char *macro, const char *text)
{
	str_put(out, macro);
	put_roff(out, text);
	str_put_char(out, '\n');
}

static void
man_option(struct str *out, const struct cli_option *o)
{
	struct str name = { 0 };

	option_name(&name, o);
	str_put(out, ".TP\n");
	man_line(out, ".B ", str_text(&name));
	man_line(out, "", o->help);
	str_done(&name);
}

static void
man_verb(struct str *out, const struct cli_verb *verb)
{
	struct str usage = { 0 };

	put_usage(&usage, verb);
	man_line(out, ".SS ", str_text(&usage));
	str_done(&usage);
	man_line(out, "", verb->about);
	for (size_t i = 0; verb->options[i].name != NULL; i++)
		man_option(out, &verb->options[i]);
	if (verb->examples[0] == '\0')
		return;
	str_put(out, ".PP\n.nf\n");
	man_line(out, "", verb->examples);
	str_put(out, ".fi\n");
}

void
help_man(struct str *out)
{
	str_printf(out,
	    ".\\\" Made by `yupana help --man`.\n.TH YUPANA 1 \"\" \"yupana %s\" "
	    "\"Manual de yupana\"\n",
	    YUPANA_VERSION);
	str_put(out,
	    ".SH NOMBRE\nyupana \\- planes operativos anuales de instituciones públicas\n");
	str_put(out,
	    ".SH SINOPSIS\n.B yupana\n.I ORDEN\n[\\fIOPCIONES\\fR] ...\n.SH DESCRIPCIÓN\n");
	man_line(out, "", ABOUT);
	str_put(out, ".SH ÓRDENES\n");
	for (size_t i = 0; cli_verbs[i] != NULL; i++)
		man_verb(out, cli_verbs[i]);
	str_put(out, ".SH \"ESTADO DE SALIDA\"\n");
	man_line(out, "", STATUS_TEXT);
	str_put(out, ".SH \"VARIABLES DE ENTORNO\"\n");
	for (size_t i = 0; i < ENVIRONMENT_COUNT; i++) {
		str_printf(out, ".TP\n.B %s\n", ENVIRONMENT[i].name);
		man_line(out, "", ENVIRONMENT[i].text);
	}
}

/* ---- Completion ---------------------------------------------------------------- */

/* The first words there are: verbs of one word and groups. */
static void
put_first_words(struct str *out)
{
	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		const struct cli_group *group = group_begun_by(i);

		if (group != NULL)
			str_printf(out, " %s", group->name);
		else if (strchr(cli_verbs[i]->name, ' ') == NULL)
			str_printf(out, " %s", cli_verbs[i]->name);
	}
}

void
help_completion_bash(struct str *out)
{
	str_put(out,
	    "# Made by `yupana help --completion bash`.\n"
	    "_yupana() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} options= words=\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	    "\t\twords=\"");
	put_first_words(out);
	str_put(out, "\"\n\telse\n\t\tcase $verb in\n");
	for (size_t i = 0; cli_groups[i].name != NULL; i++) {
		str_printf(out, "\t\t%s) words=\"", cli_groups[i].name);
		put_actions(out, &cli_groups[i], " ");
		str_put(out, "\" ;;\n");
	}
	str_put(out,
	    "\t\tesac\n"
	    "\t\t[ -z \"$words\" ] || [ \"$COMP_CWORD\" -eq 2 ] || { verb=\"$verb "
	    "${COMP_WORDS[2]}\"; words=; }\n"
	    "\tfi\n"
	    "\tif [ -n \"$words\" ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	    "\t\treturn\n"
	    "\tfi\n"
	    "\tcase $verb in\n");
	for (size_t i = 0; cli_verbs[i] != NULL; i++) {
		str_printf(out, "\t\"%s\") options=\"", cli_verbs[i]->name);
		for (size_t k = 0; cli_verbs[i]->options[k].name != NULL; k++)
			str_printf(out, "--%s ", cli_verbs[i]->options[k].name);
		str_put(out, "--help\" ;;\n");
	}
	str_put(out,
	    "\tesac\n"
	    "\tcase $word in\n"
	    "\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
	    "\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
	    "\tesac\n"
	    "}\n"
	    "complete -o filenames -F _yupana yupana\n");
}
