/* cmd_institution.c - `yupana institution list`. */
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
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, list[i].acronym);
		table_put(&t, list[i].name);
		table_put(&t, list[i].pack);
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
		rc = app_institutions(&cli->app, cli->mem, NULL, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
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
