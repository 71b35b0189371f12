/* cmd_register_amendment.c - `yupana register amendment`: what the next amendment would do. */
#include <string.h>

#include "app/live.h"
#include "app/plan_list.h"
#include "app/registers.h"
#include "app/self.h"
#include "cli/choice.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/register_json.h"

/* The newest version of the year, or the one that --version numbers. */
static int
find_plan(struct cli *cli, const struct institution *it, int64_t year, const struct plan_head **out)
{
	const struct app_choice *asked = &cli->app.choice;
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = app_plans_of(&cli->app, cli->mem, it->id, &list, &count, &cli->err);

	for (size_t i = count; rc == YUP_OK && i-- > 0;) {
		*out = &list[i].head;
		if ((*out)->superseded_at[0] == '\0' && (*out)->year == year &&
		    (!asked->one_version || asked->version == (*out)->version))
			return YUP_OK;
	}
	return rc < 0
	    ? rc
	    : err_refuse(&cli->err, YUP_ENOTFOUND, "version_absent", "%lld", (long long)year);
}

static int
list_json(struct cli *cli, const struct app_amendment *found)
{
	char today[DATE_SIZE];
	struct json_writer w;

	app_today(&cli->app, today);
	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.register_items/1");
	json_text(&w, "register", found->reg != NULL ? found->reg->key : "");
	json_array(&w, "items");
	for (size_t i = 0; i < found->count; i++)
		register_item_json(&w, NULL, found->reg, &found->items[i], today);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* The row an item comes from; NULL where the plan has it no longer. */
static const struct plan_node *
row_of(const struct plan *plan, const char *node_id)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (strcmp(plan->nodes[i].id, node_id) == 0)
			return &plan->nodes[i];
	return NULL;
}

static void
list_text(struct cli *cli, const struct app_amendment *found, const struct plan *plan)
{
	static const struct table_column COLUMNS[] = { { "n.º", true, 0 }, { "unidad", false, 0 },
		{ "fila", false, 0 }, { "período", false, 0 }, { "medida", false, 0 },
		{ "asunto", false, 20 }, { "reformulado", false, 0 } };
	struct table t;

	if (found->count == 0) {
		str_put(&cli->out, "Ninguna medida espera un reformulado de esa gestión.\n");
		return;
	}
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < found->count; i++) {
		const struct register_item *item = &found->items[i];
		const struct plan_node *row = row_of(plan, item->node_id);
		bool of_unit = row != NULL && row->unit != PLAN_NONE;
		const struct pack_register_sort *sort = register_sort_find(found->reg, item->sort);

		table_put(&t, mem_printf(cli->mem, "%lld", (long long)item->id));
		table_put(&t, of_unit ? plan->units[row->unit].path : "");
		table_put(&t, row != NULL ? row->code : "");
		table_put(&t, mem_printf(cli->mem, "%d/%u", item->year, item->period));
		table_put(&t, sort != NULL ? sort->name : item->sort);
		table_put(&t, item->title);
		table_put(&t, item->plan_id != 0 ? "la lleva" : "");
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static int
show(struct cli *cli, const struct institution *it, int64_t year)
{
	struct app_plans plans = { 0 };
	const struct plan_head *head = NULL;
	const struct plan_live *live = NULL;
	struct app_amendment found;
	int rc = find_plan(cli, it, year, &head);

	if (rc == YUP_OK)
		rc = app_register_amendment(&cli->app, cli->mem, it->id, head->id, &found,
		    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		return list_json(cli, &found);
	if (rc == YUP_OK)
		rc = app_plan_live(&cli->app, &plans, it->id, head->id, &live, &cli->err);
	if (rc == YUP_OK)
		list_text(cli, &found, plan_live_plan(live));
	app_plans_done(&plans);
	return rc;
}

static enum cli_status
amendment_run(struct cli *cli)
{
	const char *version = cli_value(cli, "version");
	struct institution it;
	int64_t year = 0;
	enum cli_status status;

	if (version != NULL && !cli_read_version(version, &cli->app.choice.version))
		return cli_misused(cli, "--version es un número, desde 0, no «%s»", version);
	cli->app.choice.one_version = version != NULL;
	cli->app.pack = cli_value(cli, "pack");
	status = chosen_institution(cli, APP_READONLY, &it);
	if (status == CLI_DONE)
		status = chosen_number(cli, cli->operands[0], &year);
	if (status != CLI_DONE)
		return status;
	return show(cli, &it, year) < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "version", 0, "N", "esta versión del plan; la más nueva si no se indica" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_register_amendment = {
	.name = "register amendment",
	.summary = "las medidas que esperan el próximo reformulado",
	.operands = "GESTIÓN",
	.about =
	    "Lista las medidas correctivas abiertas que se cumplen cambiando el plan: eliminar una "
	    "fila, cambiar su resultado o su indicador, reprogramarla. Las que otro reformulado ya "
	    "lleva no están.",
	.examples = "yupana register amendment 2027\nyupana register amendment 2027 --json",
	.options = OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = amendment_run,
};
