/* cmd_institution.c - `yupana institution list, settings, supervise`. */
#include <string.h>

#include "app/institutions.h"
#include "app/settings.h"
#include "base/mem.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"

static int
list_json(struct cli *cli, const struct institution *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.institutions/1");
	json_array(&w, "institutions");
	for (size_t i = 0; i < count; i++) {
		json_line_object(&w, NULL);
		json_text(&w, "name", list[i].name);
		json_text(&w, "acronym", list[i].acronym);
		json_text(&w, "pack", list[i].pack);
		json_text_or_null(&w, "supervisor", list[i].supervisor);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct institution *list, size_t count)
{
	static const struct table_column COLUMNS[] = {
		{ "sigla", false, 8 },
		{ "institución", false, 16 },
		{ "paquete", false, 0 },
		{ "bajo tuición de", false, 8 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, list[i].acronym);
		table_put(&t, list[i].name);
		table_put(&t, list[i].pack);
		table_put(&t, list[i].supervisor);
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	struct institution *list;
	size_t count = 0;
	int rc;

	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = app_institution_list(&cli->app, cli->mem, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

/* ---- Settings ------------------------------------------------------------------ */

static int
settings_json(struct cli *cli, const struct institution *it, const struct app_settings *s)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.settings/1");
	json_text(&w, "institution", it->name);
	json_text(&w, "pack", s->own->name);
	json_array(&w, "settings");
	for (size_t i = 0; i < s->count; i++) {
		json_line_object(&w, NULL);
		json_text(&w, "key", s->items[i].key);
		json_text(&w, "value", s->items[i].value);
		json_text(&w, "pack_value", s->items[i].own);
		json_bool(&w, "changed", s->items[i].changed);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
settings_text(struct cli *cli, const struct app_settings *s)
{
	static const struct table_column COLUMNS[] = {
		{ "ajuste", false, 0 },
		{ "vale", false, 16 },
		{ "en el paquete", false, 16 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < s->count; i++) {
		table_put(&t, s->items[i].key);
		table_put(&t, s->items[i].value);
		table_put(&t, s->items[i].changed ? s->items[i].own : "");
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

/* What --set and --reset ask, in order; false where one is not KEY=VALUE. */
static bool
read_changes(struct cli *cli, struct pack_setting **out, size_t *count)
{
	struct pack_setting *list = mem_array(cli->mem, cli->given_count + 1, sizeof(*list));

	*count = 0;
	for (size_t i = 0; i < cli->given_count; i++) {
		const struct cli_given *g = &cli->given[i];
		const char *equals;

		if (strcmp(g->name, "reset") == 0)
			list[(*count)++].key = g->value;
		if (strcmp(g->name, "set") != 0)
			continue;
		equals = strchr(g->value, '=');
		if (equals == NULL)
			return false;
		list[*count].key = mem_strndup(cli->mem, g->value, (size_t)(equals - g->value));
		list[(*count)++].value = equals + 1;
	}
	*out = list;
	return true;
}

static enum cli_status
settings_run(struct cli *cli)
{
	struct pack_setting *changes = NULL;
	struct app_settings all = { 0 };
	size_t count = 0, changed = 0;
	struct institution it;
	enum cli_status status;
	int rc = YUP_OK;

	if (!read_changes(cli, &changes, &count))
		return cli_misused(cli, "--set pide CLAVE=VALOR");
	status = chosen_institution(cli, count > 0 ? 0 : APP_READONLY, &it);
	if (status != CLI_DONE)
		return status;
	if (count > 0)
		rc = app_setting_change(&cli->app, it.id, changes, count, &changed, &cli->err);
	if (rc == YUP_OK)
		rc = app_setting_list(&cli->app, cli->mem, it.id, &all, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = settings_json(cli, &it, &all);
	else if (rc == YUP_OK)
		settings_text(cli, &all);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static enum cli_status
supervise_run(struct cli *cli)
{
	const char *by = cli_value(cli, "by");
	struct institution it;
	enum cli_status status;

	if (by == NULL)
		return cli_misused(cli, "falta --by NOMBRE (vacío para ninguna)");
	status = chosen_institution(cli, 0, &it);
	if (status != CLI_DONE)
		return status;
	if (app_institution_supervise(&cli->app, it.id, by, &cli->err) < 0)
		return cli_refused(cli);
	if (by[0] != '\0')
		str_printf(&cli->out, "%s está bajo tuición de %s.\n", it.name, by);
	else
		str_printf(&cli->out, "%s no está bajo tuición de ninguna.\n", it.name);
	return CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_institution_list = {
	.name = "institution list",
	.summary = "cuáles hay",
	.operands = "",
	.about = "Muestra las instituciones de la base de datos, en el orden en que llegaron.",
	.examples = "yupana institution list --db ma.db",
	.options = LIST_OPTIONS,
	.run = list_run,
};

static const struct cli_option SETTINGS_OPTIONS[] = {
	{ "set", 0, "CLAVE=VALOR", "cambiar un ajuste; puede ir varias veces" },
	{ "reset", 0, "CLAVE", "volver a lo que dice el paquete; puede ir varias veces" },
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_institution_settings = {
	.name = "institution settings",
	.summary = "lo que tiene distinto de su paquete: nombres, bandas, políticas",
	.operands = "",
	.about =
	    "Muestra los ajustes de una institución con lo que dice su paquete de país, y los cambia. Lo "
	    "que se pide en una orden se cambia junto o no se cambia nada.\n\n"
	    "Los nombres de los niveles y las bandas cambian cómo se muestra todo desde ese momento. "
	    "new_plan vale para los planes que se formulen después: cada plan guarda el suyo.\n\n"
	    "Las bandas se escriben juntas: \"0 #b3261e octagon Crítico; 60 #2e7d32 circle Bueno\". Cada "
	    "una va desde su porcentaje hasta el de la siguiente, sin incluirlo.",
	.examples = "yupana institution settings\n"
		    "yupana institution settings --set level.activity.name=Operación "
		    "--set level.activity.plural=Operaciones\n"
		    "yupana institution settings --reset bands",
	.options = SETTINGS_OPTIONS,
	.run = settings_run,
};

static const struct cli_option SUPERVISE_OPTIONS[] = {
	{ "by", 0, "NOMBRE", "la que la supervisa, por su nombre o su sigla; vacío, ninguna" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_institution_supervise = {
	.name = "institution supervise",
	.summary = "qué institución la supervisa (tuición)",
	.operands = "",
	.about =
	    "Dice bajo tuición de quién está una institución. Desde entonces los planificadores, la MAE "
	    "y los auditores de toda la que supervisa leen sus planes, y no cambian nada. La que "
	    "supervisa puede estar en otra base de datos.",
	.examples = "yupana institution supervise --institution ABC --by \"Ministerio de Aguas\"",
	.options = SUPERVISE_OPTIONS,
	.run = supervise_run,
};
