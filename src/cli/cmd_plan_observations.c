/* cmd_plan_observations.c - `yupana plan observations`, `yupana node observe`. */
#include <string.h>

#include "app/history.h"
#include "app/observe.h"
#include "cli/choice.h"
#include "cli/observation_list.h"
#include "cli/verbs.h"

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

static enum cli_status
list_run(struct cli *cli)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	const char *name = cli_value(cli, "unit");
	struct app_review review;
	uint32_t unit = PLAN_NONE;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = begin(cli, APP_READONLY, &d);
	if (rc == YUP_OK && name != NULL)
		rc = app_plan_unit(d.plan, name, &unit, &cli->err);
	if (rc == YUP_OK)
		rc = app_review_of(&cli->app, cli->mem, d.version.institution->id,
		    d.version.head.id, d.plan, 0, &review, &cli->err);
	if (rc == YUP_OK)
		rc = observation_list(cli, &review, unit);
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
