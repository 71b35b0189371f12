/* cmd_plan_observations.c - `yupana plan observations`, `yupana node observe`. */
#include <string.h>

#include "app/history.h"
#include "app/observe.h"
#include "cli/choice.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/observation_json.h"
#include "text/observation_text.h"

/* The plan that --institution, --year and --version name, loaded. */
struct desk {
	struct app_plans plans;
	struct app_version version;
	const struct plan *plan;
};

static void
desk_done(struct desk *d)
{
	app_plans_done(&d->plans);
}

static int
begin(struct cli *cli, unsigned flags, struct desk *d)
{
	const struct plan_live *live = NULL;
	int rc = cli_open(cli, flags);

	if (rc == YUP_OK)
		rc = app_plan_find(&cli->app, cli->mem, cli_value(cli, "institution"), &d->version,
		    &cli->err);
	if (rc == YUP_OK)
		rc = app_plan_live(&cli->app, &d->plans, d->version.institution->id,
		    d->version.head.id, &live, &cli->err);
	if (rc == YUP_OK)
		d->plan = plan_live_plan(live);
	return rc;
}

/* ---- plan observations ----------------------------------------------------------- */

static int
list_json(struct cli *cli, const struct desk *d, const struct observation *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.observations/1");
	json_int(&w, "plan", d->version.head.id);
	json_array(&w, "observations");
	for (size_t i = 0; i < count; i++)
		observation_json(&w, NULL, d->plan, &list[i]);
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
list_text(struct cli *cli, const struct desk *d, const struct observation *list, size_t count)
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
		put_row(cli, &t, d->plan, &list[i]);
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

static enum cli_status
list_run(struct cli *cli)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	struct observation *list = NULL;
	const char *name = cli_value(cli, "unit");
	uint32_t unit = PLAN_NONE;
	size_t count = 0;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(cli, APP_READONLY, &d);
	if (rc == YUP_OK && name != NULL)
		rc = app_plan_unit(d.plan, name, &unit, &cli->err);
	if (rc == YUP_OK)
		rc = app_observation_list(&cli->app, cli->mem, d.version.institution->id,
		    d.version.head.id, d.plan, unit, &list, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "open"))
		count = keep_open(list, count);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, &d, list, count);
	else if (rc == YUP_OK)
		list_text(cli, &d, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	{ "unit", 'u', "UNIDAD", "solo las de esta: una ruta, un identificador o una sigla" },
	{ "open", 0, NULL, "solo las que no están atendidas ni retiradas" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_observations = {
	.name = "plan observations",
	.summary = "qué se observó en las unidades y qué respondieron",
	.operands = "",
	.about =
	    "Muestra las observaciones de un plan, con su estado, dónde señalan y lo último que "
	    "se dijo o hizo de cada una. Con --json, todo lo dicho.",
	.examples = "yupana plan observations --open\nyupana plan observations --unit UPR --json",
	.options = LIST_OPTIONS,
	.run = list_run,
};

/* ---- node observe ------------------------------------------------------------------- */

static int
read_anchor(struct cli *cli, const struct desk *d, struct anchor *out)
{
	const char *unit = cli_value(cli, "unit"), *code = cli_value(cli, "code");
	const char *field = cli_value(cli, "field");
	struct anchor a = { .node = PLAN_NONE, .field = FIELD__COUNT };
	enum node_field which = FIELD__COUNT;
	unsigned period = 0;
	int rc;

	if (code == NULL && unit == NULL)
		return err_refuse(&cli->err, YUP_EINVALID, "code_unsaid", "--code");
	rc = code != NULL ? app_plan_row(d->plan, unit, code, &a.node, &cli->err)
			  : app_plan_unit(d->plan, unit, &a.unit, &cli->err);
	if (rc == YUP_OK && field != NULL && !node_field_find(field, &which, &period))
		rc = err_refuse(&cli->err, YUP_EINVALID, "field_unknown", "%s", field);
	if (rc < 0)
		return rc;
	if (a.node != PLAN_NONE)
		a.unit = d->plan->nodes[a.node].unit;
	a.field = (uint8_t)which;
	a.period = (uint8_t)period;
	*out = a;
	return YUP_OK;
}

static enum cli_status
observe_run(struct cli *cli)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	struct observation_new made = { .text = cli->operands[0] };
	uint32_t id = 0;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(cli, 0, &d);
	if (rc == YUP_OK)
		rc = read_anchor(cli, &d, &made.anchor);
	if (rc == YUP_OK)
		rc = app_observe(&cli->app, &d.plans, d.version.institution->id, d.version.head.id,
		    &made, &id, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Observación %u.\n", id);
	return CLI_DONE;
}

static const struct cli_option OBSERVE_OPTIONS[] = {
	{ "unit", 'u', "UNIDAD", "de quién es la fila; sin --code, la unidad entera" },
	{ "code", 'c', "CÓDIGO", "la fila" },
	{ "field", 'f', "CAMPO", "la celda, como weight o schedule.3; sin ella, toda la fila" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_node_observe = {
	.name = "node observe",
	.summary = "observar una celda, una fila o una unidad en revisión",
	.operands = "TEXTO",
	.about = "Observa lo que una unidad presentó. Va con la devolución (`yupana plan return`): "
		 "desde entonces solo se cambia lo observado.",
	.examples =
	    "yupana node observe --unit UPR --code 1.1.1.2 --field weight \"Pesa demasiado\"",
	.options = OBSERVE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = observe_run,
};
