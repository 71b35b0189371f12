/* cmd_report_observations.c - `yupana report observations, observe, reply, settle`. */
#include <string.h>

#include "app/history.h"
#include "app/reports.h"
#include "cli/chosen.h"
#include "cli/observation_list.h"
#include "cli/report_args.h"
#include "cli/verbs.h"

/* The period that the first operand names, with the plan it is reported against. */
struct desk {
	struct app_plans plans;
	struct app_period which;
	int64_t plan_id;
	const struct plan *plan;
};

static void
desk_done(struct desk *d)
{
	app_plans_done(&d->plans);
}

static enum cli_status
begin(struct cli *cli, unsigned flags, struct desk *d)
{
	struct report_period *periods = NULL;
	const struct plan_live *live = NULL;
	size_t count = 0;
	int rc;
	enum cli_status status = report_period_chosen(cli, flags, &d->which);

	if (status != CLI_DONE)
		return status;
	rc = app_period_list(&cli->app, cli->mem, d->which.institution_id, d->which.year, &periods,
	    &count, &cli->err);
	if (rc == YUP_OK && (d->which.period < 1 || d->which.period > count))
		rc = err_refuse(&cli->err, YUP_ENOTFOUND, "period_absent", "%s", cli->operands[0]);
	if (rc == YUP_OK && periods[d->which.period - 1].state == PERIOD_PLANNED)
		rc = err_refuse(&cli->err, YUP_ECONFLICT, "period_not_open", "%s",
		    cli->operands[0]);
	if (rc == YUP_OK) {
		d->plan_id = periods[d->which.period - 1].plan_id;
		rc = app_plan_live(&cli->app, &d->plans, d->which.institution_id, d->plan_id, &live,
		    &cli->err);
	}
	if (rc < 0)
		return cli_refused(cli);
	d->plan = plan_live_plan(live);
	return CLI_DONE;
}

/* ---- report observations ----------------------------------------------------------- */

static enum cli_status
list_run(struct cli *cli)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	const char *name = cli_value(cli, "unit");
	struct app_review review;
	uint32_t unit = PLAN_NONE;
	enum cli_status status = begin(cli, APP_READONLY, &d);
	int rc = YUP_OK;

	if (status != CLI_DONE)
		return status;
	if (name != NULL)
		rc = app_plan_unit(d.plan, name, &unit, &cli->err);
	if (rc == YUP_OK)
		rc = app_review_of(&cli->app, cli->mem, d.which.institution_id, d.plan_id, d.plan,
		    d.which.period, &review, &cli->err);
	if (rc == YUP_OK)
		rc = observation_list(cli, &review, unit);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	{ "unit", 'u', "UNIDAD", "solo las de esta: una ruta, un identificador o una sigla" },
	{ "open", 0, NULL, "solo las que no están atendidas ni retiradas" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_observations = {
	.name = "report observations",
	.summary = "qué se observó en los informes de un período y qué respondieron",
	.operands = "GESTIÓN/PERÍODO",
	.about = "Muestra las observaciones a los informes de las unidades, con su estado, dónde "
		 "señalan y lo último que se dijo o hizo de cada una. Con --json, todo lo dicho.",
	.examples = "yupana report observations 2027/1 --open",
	.options = LIST_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = list_run,
};

/* ---- report observe ------------------------------------------------------------------ */

static enum cli_status
read_anchor(struct cli *cli, const struct desk *d, struct anchor *out)
{
	const char *unit = cli_value(cli, "unit"), *row = cli_value(cli, "row");
	const char *field = cli_value(cli, "field");
	struct anchor a = { .node = PLAN_NONE,
		.field = FIELD__COUNT,
		.report = (uint8_t)d->which.period };
	int64_t number = 0;
	enum cli_status status = CLI_DONE;

	if ((row == NULL) == (unit == NULL))
		return cli_misused(cli, "se observa una fila (--row) o la unidad entera (--unit)");
	if (row != NULL) {
		status = chosen_number(cli, row, &number);
		a.node = (uint32_t)number;
	} else if (app_plan_unit(d->plan, unit, &a.unit, &cli->err) < 0) {
		return cli_refused(cli);
	}
	if (status == CLI_DONE && field != NULL &&
	    !anchor_field_find(field, a.report, &a.field, &a.period))
		status = cli_misused(cli, "no hay un campo «%s»", field);
	if (status == CLI_DONE)
		*out = a;
	return status;
}

static enum cli_status
observe_run(struct cli *cli)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	struct observation_new made = { .text = cli->operands[1] };
	uint32_t id = 0;
	enum cli_status status = begin(cli, 0, &d);

	if (status == CLI_DONE)
		status = read_anchor(cli, &d, &made.anchor);
	if (status != CLI_DONE)
		return status;
	if (app_observe(&cli->app, &d.plans, d.which.institution_id, d.plan_id, &made, &id,
		&cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Observación %u.\n", id);
	return CLI_DONE;
}

static const struct cli_option OBSERVE_OPTIONS[] = {
	{ "unit", 'u', "UNIDAD", "el informe de una unidad entera" },
	{ "row", 'r', "FILA", "la fila, por el número de `yupana node show`" },
	{ "field", 'f', "CAMPO", "la celda, como value o cause; sin ella, toda la fila" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_observe = {
	.name = "report observe",
	.summary = "observar una celda, una fila o una unidad en su informe",
	.operands = "GESTIÓN/PERÍODO TEXTO",
	.about = "Observa lo que una unidad informó. Va con la devolución (`yupana report pass ... "
		 "return`): desde entonces solo se cambia lo observado.",
	.examples =
	    "yupana report observe 2027/1 --row 97 --field value \"No coincide con el acta\"",
	.options = OBSERVE_OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = observe_run,
};

/* ---- report reply, report settle --------------------------------------------------------- */

typedef int (*act_fn)(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *text, struct err *err);

static enum cli_status
act(struct cli *cli, act_fn fn, const char *done)
{
	CLEANUP(desk_done) struct desk d = { 0 };
	struct app_observation which;
	int64_t number = 0;
	enum cli_status status = begin(cli, 0, &d);

	if (status == CLI_DONE)
		status = chosen_number(cli, cli->operands[1], &number);
	if (status != CLI_DONE)
		return status;
	which = (struct app_observation){ d.which.institution_id, d.plan_id, (uint32_t)number };
	if (fn(&cli->app, &d.plans, &which, cli->operand_count > 2 ? cli->operands[2] : "",
		&cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Observación %u: %s.\n", which.id, done);
	return CLI_DONE;
}

static enum cli_status
reply_run(struct cli *cli)
{
	return act(cli, app_observation_reply, "respondida");
}

static enum cli_status
settle_run(struct cli *cli)
{
	return act(cli, app_observation_settle, "atendida");
}

static const struct cli_option ACT_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_reply = {
	.name = "report reply",
	.summary = "responder una observación a un informe, o insistir en ella",
	.operands = "GESTIÓN/PERÍODO OBSERVACIÓN TEXTO",
	.about =
	    "De la unidad es una respuesta; de quien observa, una insistencia que la unidad ha "
	    "de responder otra vez.",
	.examples = "yupana report reply 2027/1 4 \"Se adjuntó el acta\"",
	.options = ACT_OPTIONS,
	.operands_least = 3,
	.operands_most = 3,
	.run = reply_run,
};

const struct cli_verb cmd_report_settle = {
	.name = "report settle",
	.summary = "dar por atendida una observación a un informe",
	.operands = "GESTIÓN/PERÍODO OBSERVACIÓN [TEXTO]",
	.about = "Lo hace quien observa. Al aceptar el informe, las respondidas quedan atendidas.",
	.examples = "yupana report settle 2027/1 4",
	.options = ACT_OPTIONS,
	.operands_least = 2,
	.operands_most = 3,
	.run = settle_run,
};
