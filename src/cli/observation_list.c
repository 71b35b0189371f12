#include "cli/observation_list.h"

#include "cli/table.h"
#include "report/observation_json.h"
#include "text/observation_text.h"

static int
list_json(struct cli *cli, const struct app_review *review, const struct observation *list,
    size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.observations/1");
	json_int(&w, "plan", review->plan_id);
	json_array(&w, "observations");
	for (size_t i = 0; i < count; i++)
		observation_json(&w, NULL, review->plan, &list[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_row(struct cli *cli, struct table *t, const struct plan *plan, const struct observation *o)
{
	CLEANUP(str_done) struct str place = { 0 };
	const struct observation_act *last = &o->acts[o->act_count - 1];

	observation_put_place(&place, plan, &o->anchor);
	table_put(t, mem_printf(cli->mem, "%u", o->id));
	table_put(t, observation_state_word(o->state));
	table_put(t, plan->units[o->anchor.unit].path);
	table_put(t, mem_strdup(cli->mem, str_text(&place)));
	table_put(t, o->acts[0].text);
	table_put(t,
	    o->act_count == 1
		? ""
		: mem_printf(cli->mem, "%s%s%s%s%s", last->actor, last->actor[0] != '\0' ? " " : "",
		      observation_act_word(last->kind), last->text[0] != '\0' ? ": " : "",
		      last->text));
}

static void
list_text(struct cli *cli, const struct app_review *review, const struct observation *list,
    size_t count)
{
	static const struct table_column COLUMNS[] = { { "n.º", true, 0 }, { "estado", false, 0 },
		{ "unidad", false, 0 }, { "qué", false, 12 }, { "observación", false, 20 },
		{ "lo último", false, 16 } };
	struct table t;

	if (count == 0) {
		str_put(&cli->out, "No hay observaciones.\n");
		return;
	}
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++)
		put_row(cli, &t, review->plan, &list[i]);
	table_write(&t, &cli->out, &cli->term, 0);
}

/* Those that still wait, with --open. */
static size_t
keep_open(struct observation *list, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].state < OBSERVATION_SETTLED)
			list[kept++] = list[i];
	return kept;
}

int
observation_list(struct cli *cli, const struct app_review *review, uint32_t unit)
{
	struct observation *list = NULL;
	size_t count = 0;
	int rc = app_observation_list(&cli->app, cli->mem, review, unit, &list, &count, &cli->err);

	if (rc == YUP_OK && cli_has(cli, "open"))
		count = keep_open(list, count);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, review, list, count);
	else if (rc == YUP_OK)
		list_text(cli, review, list, count);
	return rc;
}
