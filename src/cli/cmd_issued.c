/* cmd_issued.c - `yupana issued list, get, verify`: documents that were issued. */
#include <string.h>

#include "app/issued_json.h"
#include "app/paper.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"

/* ---- issued list -------------------------------------------------------------------------- */

static int
list_json(struct cli *cli, const struct issued *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.issued/1");
	json_array(&w, "documents");
	for (size_t i = 0; i < count; i++)
		app_issued_json(&w, NULL, &list[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct issued *list, size_t count)
{
	static const struct table_column COLUMNS[] = {
		{ "documento", true, 0 },
		{ "número", false, 0 },
		{ "título", false, 20 },
		{ "unidad", false, 8 },
		{ "versión", false, 8 },
		{ "páginas", true, 0 },
		{ "emitido", false, 0 },
		{ "por", false, 8 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, mem_number(cli->mem, (uint64_t)list[i].id));
		table_put(&t, list[i].number);
		table_put(&t, list[i].title);
		table_put(&t, list[i].unit);
		table_put(&t, list[i].version);
		table_put(&t, mem_number(cli->mem, list[i].pages));
		table_put(&t, list[i].issued_at);
		table_put(&t, list[i].actor);
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	struct issued *list = NULL;
	struct institution it;
	size_t count = 0;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = app_issued_list(&cli->app, cli->mem, it.id, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_issued_list = {
	.name = "issued list",
	.summary = "los documentos emitidos",
	.operands = "",
	.about =
	    "Muestra los últimos documentos emitidos, con su número, del más nuevo al más viejo.",
	.examples = "yupana issued list",
	.options = LIST_OPTIONS,
	.run = list_run,
};

/* ---- issued get --------------------------------------------------------------------------- */

/* By the number that is printed on it, "POA-2027-003", or by the list's. */
static enum cli_status
choose_document(struct cli *cli, int64_t institution_id, const char *name, int64_t *out)
{
	struct issued *list = NULL;
	size_t count = 0;

	if (strchr(name, '-') == NULL)
		return chosen_number(cli, name, out);
	if (app_issued_list(&cli->app, cli->mem, institution_id, &list, &count, &cli->err) < 0)
		return cli_refused(cli);
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(list[i].number, name) == 0) {
			*out = list[i].id;
			return CLI_DONE;
		}
	(void)err_refuse(&cli->err, YUP_ENOTFOUND, "issued_absent", "%s", name);
	return cli_refused(cli);
}

static enum cli_status
get_run(struct cli *cli)
{
	const char *path = cli_value(cli, "output");
	struct institution it;
	struct issued found;
	int64_t id = 0;
	enum cli_status status;
	int rc;

	if (path == NULL)
		return cli_misused(cli, "falta -o ARCHIVO");
	status = chosen_institution(cli, APP_READONLY, &it);
	if (status == CLI_DONE)
		status = choose_document(cli, it.id, cli->operands[0], &id);
	if (status != CLI_DONE)
		return status;
	rc = app_issued_get(&cli->app, cli->mem, it.id, id, &found, &cli->err);
	if (rc == YUP_OK)
		rc = app_issued_save(&cli->app, it.id, &found, path, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %s.\n", path, found.number);
	return CLI_DONE;
}

static const struct cli_option GET_OPTIONS[] = {
	{ "output", 'o', "ARCHIVO", "dónde guardarlo" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_issued_get = {
	.name = "issued get",
	.summary = "un documento emitido, tal como salió",
	.operands = "DOCUMENTO",
	.about = "Da el PDF byte por byte como se emitió, después de comprobar que es el mismo. El "
		 "documento se dice por su número impreso, o por el de la lista.",
	.examples = "yupana issued get POA-2027-001 -o poa-2027.pdf",
	.options = GET_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = get_run,
};

/* ---- issued verify ------------------------------------------------------------------------ */

static enum cli_status
verify_run(struct cli *cli)
{
	struct issued found;
	int rc = cli_open(cli, APP_READONLY);

	if (rc == YUP_OK)
		rc = app_issued_verify(&cli->app, cli->mem, cli->operands[0], &found, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s, %s, emitido por %s el %.10s.\n", found.number, found.title,
	    found.institution, found.issued_at);
	return CLI_DONE;
}

static const struct cli_option VERIFY_OPTIONS[] = {
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_issued_verify = {
	.name = "issued verify",
	.summary = "si un documento con esa huella se emitió",
	.operands = "HUELLA",
	.about = "Dice qué documento emitido tiene la huella del contenido que está al pie de cada "
		 "página, con sus 64 letras y cifras; termina con error si no hay ninguno.",
	.examples = "yupana issued verify "
		    "4a3f5b6c7d8e9f00112233445566778899aabbccddeeff001122334455667788",
	.options = VERIFY_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = verify_run,
};
