/* cmd_token.c - `yupana token create, list, revoke`. */
#include "app/tokens.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"

static enum cli_status
create_run(struct cli *cli)
{
	struct app_new_token asked = { .name = cli_value(cli, "name"),
		.scope = cli_value(cli, "scope"),
		.last = cli_value(cli, "until") };
	struct app_token token;
	struct institution it;
	enum cli_status status;

	if (asked.name == NULL || asked.last == NULL)
		return cli_misused(cli, "hacen falta --name NOMBRE y --until FECHA");
	if (asked.scope == NULL)
		asked.scope = "read";
	status = chosen_institution(cli, 0, &it);
	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &asked.user_id);
	if (status != CLI_DONE)
		return status;
	if (app_token_create(&cli->app, it.id, &asked, &token, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out,
	    "Credencial %lld de %s, vale hasta el %s. No se muestra otra vez:\n  %s\n",
	    (long long)token.id, cli->operands[0], asked.last, token.text);
	return CLI_DONE;
}

/* ---- Looking ---------------------------------------------------------------------------- */

static int
list_json(struct cli *cli, const struct token *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.tokens/1");
	json_array(&w, "tokens");
	for (size_t i = 0; i < count; i++) {
		json_line_object(&w, NULL);
		json_int(&w, "id", list[i].id);
		json_int(&w, "user_id", list[i].user_id);
		json_text(&w, "name", list[i].name);
		json_text(&w, "scope", token_scope_text(cli->mem, list[i].scope));
		json_text(&w, "expires_at", list[i].expires_at);
		json_text_or_null(&w, "used_at", list[i].used_at);
		json_text_or_null(&w, "revoked_at", list[i].revoked_at);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct token *list, size_t count)
{
	static const struct table_column COLUMNS[] = {
		{ "número", true, 0 },
		{ "para qué", false, 10 },
		{ "alcance", false, 0 },
		{ "vale hasta", false, 0 },
		{ "usada", false, 0 },
		{ "revocada", false, 0 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, mem_printf(cli->mem, "%lld", (long long)list[i].id));
		table_put(&t, list[i].name);
		table_put(&t, token_scope_text(cli->mem, list[i].scope));
		table_put(&t, mem_printf(cli->mem, "%.10s", list[i].expires_at));
		table_put(&t, mem_printf(cli->mem, "%.10s", list[i].used_at));
		table_put(&t, mem_printf(cli->mem, "%.10s", list[i].revoked_at));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static int
list_all(struct cli *cli, int64_t institution_id, int64_t user_id, struct token **out,
    size_t *out_count)
{
	struct token *all = NULL, *page = NULL;
	size_t count = 0, room = 0, got = 0;
	int rc;

	do {
		rc = app_token_list(&cli->app, cli->mem, institution_id, user_id,
		    count > 0 ? all[count - 1].id : 0, TOKEN_PAGE_MAX, &page, &got, &cli->err);
		for (size_t i = 0; rc == YUP_OK && i < got; i++) {
			MEM_PUSH(cli->mem, all, count, room);
			all[count - 1] = page[i];
		}
	} while (rc == YUP_OK && got == TOKEN_PAGE_MAX);
	*out = all;
	*out_count = count;
	return rc;
}

static enum cli_status
list_run(struct cli *cli)
{
	struct token *list = NULL;
	struct institution it;
	size_t count = 0;
	int64_t user_id = 0;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status == CLI_DONE && cli->operand_count > 0)
		status = chosen_user(cli, &it, cli->operands[0], &user_id);
	if (status != CLI_DONE)
		return status;
	rc = list_all(cli, it.id, user_id, &list, &count);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static enum cli_status
revoke_run(struct cli *cli)
{
	struct institution it;
	int64_t id = 0;
	enum cli_status status = chosen_number(cli, cli->operands[0], &id);

	if (status == CLI_DONE)
		status = chosen_institution(cli, 0, &it);
	if (status != CLI_DONE)
		return status;
	if (app_token_revoke(&cli->app, it.id, id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "La credencial %lld ya no vale.\n", (long long)id);
	return CLI_DONE;
}

/* ---- The verbs ---------------------------------------------------------------------------- */

static const struct cli_option CREATE_OPTIONS[] = {
	{ "name", 0, "NOMBRE", "para qué es" },
	{ "scope", 0, "ALCANCE", "read, write o admin, o varios con comas (read si no se indica)" },
	{ "until", 0, "FECHA", "último día en que vale, dentro de un año como máximo" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option LIST_OPTIONS[] = {
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option REVOKE_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_token_create = {
	.name = "token create",
	.summary = "una credencial para que un programa use la API",
	.operands = "USUARIO",
	.about =
	    "Crea una credencial con la que un programa pide en nombre de una persona, y la muestra una "
	    "sola vez. Puede lo que puede la persona, dentro de su alcance: read lee, write cambia "
	    "planes, admin cuentas y unidades.",
	.examples = "yupana token create ana.quispe --name \"tablero de mando\" --until 2027-12-31",
	.options = CREATE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = create_run,
};

const struct cli_verb cmd_token_list = {
	.name = "token list",
	.summary = "las credenciales que hay",
	.operands = "[USUARIO]",
	.about = "Muestra las credenciales de una persona, o de todas, sin su secreto.",
	.examples = "yupana token list ana.quispe",
	.options = LIST_OPTIONS,
	.operands_most = 1,
	.run = list_run,
};

const struct cli_verb cmd_token_revoke = {
	.name = "token revoke",
	.summary = "que una credencial deje de valer",
	.operands = "NÚMERO",
	.about =
	    "Termina una credencial en el acto, por el número que muestra `yupana token list`.",
	.examples = "yupana token revoke 17",
	.options = REVOKE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = revoke_run,
};
