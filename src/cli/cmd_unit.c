/* cmd_unit.c - `yupana unit list, add, rename, move, close, split, merge`. */
#include <string.h>

#include "app/org.h"
#include "cli/chosen.h"
#include "cli/verbs.h"
#include "report/json_writer.h"

/* ---- Looking ---------------------------------------------------------------------------- */

static int
list_json(struct cli *cli, const struct org_tree *tree)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.org_units/1");
	json_array(&w, "units");
	for (size_t i = 0; i < tree->count; i++) {
		const struct org_period *p = tree->nodes[i].period;

		json_line_object(&w, NULL);
		json_int(&w, "id", p->unit);
		if (p->parent != ORG_TOP)
			json_int(&w, "parent", p->parent);
		else
			json_null(&w, "parent");
		json_text(&w, "name", p->name);
		json_text(&w, "acronym", p->acronym);
		json_text(&w, "path", org_path(cli->mem, tree, i));
		json_text(&w, "from", p->from);
		json_text_or_null(&w, "to", p->to);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct org_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct org_period *p = tree->nodes[i].period;
		CLEANUP(str_done) struct str line = { 0 };

		term_blanks(&line, 2 * (size_t)tree->nodes[i].depth);
		if (p->acronym[0] != '\0')
			str_printf(&line, "%s  ", p->acronym);
		str_printf(&line, "%s (%lld)", p->name, (long long)p->unit);
		term_cut(&cli->out, str_text(&line), cli->term.width);
		str_put_char(&cli->out, '\n');
	}
}

static enum cli_status
list_run(struct cli *cli)
{
	struct org_tree tree = { 0 };
	struct institution it;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = app_org_list(&cli->app, cli->mem, it.id, cli_value(cli, "on"), &tree, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, &tree);
	else if (rc == YUP_OK)
		list_text(cli, &tree);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

/* ---- Changing --------------------------------------------------------------------------- */

/* The institution, and the unit that the first operand names. */
static enum cli_status
begin(struct cli *cli, struct institution *it, int64_t *unit)
{
	enum cli_status status = chosen_institution(cli, 0, it);

	if (status == CLI_DONE)
		status = chosen_unit(cli, it, cli->operands[0], cli_value(cli, "on"), unit);
	return status;
}

static enum cli_status
end(struct cli *cli, int rc, const char *done)
{
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %s%s%s\n", done, cli->operands[0],
	    cli_has(cli, "on") ? " desde el " : "", cli_has(cli, "on") ? cli_value(cli, "on") : "");
	return CLI_DONE;
}

static enum cli_status
add_run(struct cli *cli)
{
	struct app_org_unit unit = { cli->operands[0], cli_value(cli, "acronym") };
	struct institution it;
	int64_t parent = 0, id = 0;
	enum cli_status status = chosen_institution(cli, 0, &it);

	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, cli_value(cli, "under"), cli_value(cli, "on"),
		    &parent);
	if (status != CLI_DONE)
		return status;
	return end(cli,
	    app_org_add(&cli->app, it.id, parent, &unit, cli_value(cli, "on"), &id, &cli->err),
	    "Unidad creada");
}

static enum cli_status
rename_run(struct cli *cli)
{
	struct app_org_unit as = { cli_value(cli, "name"), cli_value(cli, "acronym") };
	struct institution it;
	int64_t unit = 0;
	enum cli_status status;

	if (as.name == NULL && as.acronym == NULL)
		return cli_misused(cli, "falta --name NOMBRE o --acronym SIGLA");
	status = begin(cli, &it, &unit);
	if (status != CLI_DONE)
		return status;
	return end(cli,
	    app_org_rename(&cli->app, it.id, unit, &as, cli_value(cli, "on"), &cli->err),
	    "Cambió de nombre");
}

static enum cli_status
move_run(struct cli *cli)
{
	const char *under = cli_value(cli, cli_has(cli, "to") ? "to" : "under");
	struct institution it;
	int64_t unit = 0, parent = 0;
	enum cli_status status;

	if (under == NULL)
		return cli_misused(cli, "falta --under UNIDAD (vacío para la cabeza)");
	status = begin(cli, &it, &unit);
	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, under, cli_value(cli, "on"), &parent);
	if (status != CLI_DONE)
		return status;
	return end(cli,
	    app_org_move(&cli->app, it.id, unit, parent, cli_value(cli, "on"), &cli->err),
	    "Cambió de lugar");
}

static enum cli_status
close_run(struct cli *cli)
{
	struct institution it;
	int64_t unit = 0;
	enum cli_status status = begin(cli, &it, &unit);

	if (status != CLI_DONE)
		return status;
	return end(cli, app_org_close(&cli->app, it.id, unit, cli_value(cli, "on"), &cli->err),
	    "Unidad cerrada");
}

/* "Nombre=SIGLA" in its two. */
static struct app_org_unit
read_part(struct cli *cli, const char *text)
{
	const char *sign = strrchr(text, '=');

	if (sign == NULL)
		return (struct app_org_unit){ text, "" };
	return (
	    struct app_org_unit){ mem_strndup(cli->mem, text, (size_t)(sign - text)), sign + 1 };
}

static enum cli_status
split_run(struct cli *cli)
{
	struct app_org_unit parts[ORG_PARTS_MAX];
	int64_t ids[ORG_PARTS_MAX], unit = 0;
	struct institution it;
	size_t count = cli->operand_count - 1;
	enum cli_status status = begin(cli, &it, &unit);

	if (status != CLI_DONE)
		return status;
	for (size_t i = 0; i < count; i++)
		parts[i] = read_part(cli, cli->operands[i + 1]);
	return end(cli,
	    app_org_split(&cli->app, it.id, unit, parts, count, cli_value(cli, "on"), ids,
		&cli->err),
	    "Unidad dividida");
}

static enum cli_status
merge_run(struct cli *cli)
{
	const char *name = cli_value(cli, "into"), *on = cli_value(cli, "on");
	int64_t units[ORG_PARTS_MAX], into = 0;
	struct institution it;
	enum cli_status status;

	if (name == NULL || name[0] == '\0')
		return cli_misused(cli, "falta --into UNIDAD");
	status = begin(cli, &it, &units[0]);
	for (size_t i = 1; status == CLI_DONE && i < cli->operand_count; i++)
		status = chosen_unit(cli, &it, cli->operands[i], on, &units[i]);
	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, name, on, &into);
	if (status != CLI_DONE)
		return status;
	return end(cli,
	    app_org_merge(&cli->app, it.id, units, cli->operand_count, into, on, &cli->err),
	    "Fusionada");
}

/* ---- The verbs ---------------------------------------------------------------------------- */

#define UNDER_OPTION                                                                       \
	{                                                                                  \
		"under", 0, "UNIDAD", "de cuál depende; vacío o sin indicar, de ninguna" \
	}
#define ACRONYM_OPTION                            \
	{                                         \
		"acronym", 0, "SIGLA", "su sigla" \
	}

static const struct cli_option LIST_OPTIONS[] = {
	{ "on", 0, "FECHA", "en qué día (hoy si no se indica)" },
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option ADD_OPTIONS[] = {
	ACRONYM_OPTION,
	UNDER_OPTION,
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option RENAME_OPTIONS[] = {
	{ "name", 0, "NOMBRE", "su nombre nuevo" },
	ACRONYM_OPTION,
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option MOVE_OPTIONS[] = {
	UNDER_OPTION,
	{ "to", 0, "UNIDAD", "lo mismo que --under" },
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option ON_OPTIONS[] = {
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option MERGE_OPTIONS[] = {
	{ "into", 0, "UNIDAD", "la que sigue con sus planes" },
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_unit_list = {
	.name = "unit list",
	.summary = "el organigrama en una fecha",
	.operands = "",
	.about =
	    "Muestra las unidades que hay ese día, cada una bajo la que depende, con su número entre "
	    "paréntesis. Una unidad se nombra en las demás órdenes por ese número, su nombre, su sigla o "
	    "su ruta (DGP/UPR).",
	.examples = "yupana unit list --on 2027-07-01",
	.options = LIST_OPTIONS,
	.run = list_run,
};

const struct cli_verb cmd_unit_add = {
	.name = "unit add",
	.summary = "crear una unidad",
	.operands = "NOMBRE",
	.about = "Crea una unidad, la última de las que dependen de la indicada.",
	.examples = "yupana unit add \"Unidad de Proyectos\" --acronym UPR --under DGP",
	.options = ADD_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = add_run,
};

const struct cli_verb cmd_unit_rename = {
	.name = "unit rename",
	.summary = "cambiarle el nombre o la sigla desde un día",
	.operands = "UNIDAD",
	.about =
	    "Desde ese día la unidad se llama de otra manera; antes sigue llamándose como se llamaba. "
	    "Sus planes y su historia son los mismos.",
	.examples = "yupana unit rename UPR --name \"Unidad de Inversión\" --on 2027-07-01",
	.options = RENAME_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = rename_run,
};

const struct cli_verb cmd_unit_move = {
	.name = "unit move",
	.summary = "que dependa de otra desde un día",
	.operands = "UNIDAD",
	.about = "Desde ese día la unidad, con las que dependen de ella, depende de otra.",
	.examples = "yupana unit move UPR --under DGAA --on 2027-07-01",
	.options = MOVE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = move_run,
};

const struct cli_verb cmd_unit_close = {
	.name = "unit close",
	.summary = "que ya no exista desde un día",
	.operands = "UNIDAD",
	.about =
	    "Desde ese día la unidad no existe y nadie sigue con sus planes, que responde la que "
	    "estaba encima. Las que dependen de ella se mueven o cierran antes.",
	.examples = "yupana unit close UPR --on 2027-07-01",
	.options = ON_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = close_run,
};

const struct cli_verb cmd_unit_split = {
	.name = "unit split",
	.summary = "dividirla en otras nuevas",
	.operands = "UNIDAD NOMBRE=SIGLA NOMBRE=SIGLA...",
	.about =
	    "Desde ese día en su lugar hay dos o más unidades nuevas, y todas siguen con sus planes. Las "
	    "que dependían de ella dependen de la primera.",
	.examples = "yupana unit split UPR \"Unidad de Estudios=UES\" \"Unidad de Obras=UOB\" --on "
		    "2027-07-01",
	.options = ON_OPTIONS,
	.operands_least = 3,
	.operands_most = ORG_PARTS_MAX + 1,
	.run = split_run,
};

const struct cli_verb cmd_unit_merge = {
	.name = "unit merge",
	.summary = "fusionarlas en otra",
	.operands = "UNIDAD...",
	.about =
	    "Desde ese día las unidades indicadas no existen y otra sigue con sus planes y con las que "
	    "dependían de ellas. Para fusionarlas en una nueva, créela antes con `yupana unit add`.",
	.examples = "yupana unit merge UES UOB --into UPR --on 2027-07-01",
	.options = MERGE_OPTIONS,
	.operands_least = 1,
	.operands_most = ORG_PARTS_MAX,
	.run = merge_run,
};
