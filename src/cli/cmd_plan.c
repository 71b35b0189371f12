/* cmd_plan.c - `yupana plan ...`: versions, their states and their history. */
#include <string.h>

#include "app/edit_text.h"
#include "app/history.h"
#include "app/plan_list.h"
#include "cli/choice.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/state_text.h"

enum { UNITS_MAX = 10000 };

/* ---- list ----------------------------------------------------------------------- */

static void
version_json(struct json_writer *w, const struct app_version *v)
{
	json_object(w, NULL);
	json_int(w, "id", v->head.id);
	json_text(w, "institution", v->institution->name);
	json_int(w, "year", v->head.year);
	json_int(w, "version", v->head.version);
	json_text(w, "state", plan_state_key((enum plan_state)v->head.state));
	json_int(w, "revision", v->head.revision);
	json_text(w, "saved_at", v->head.saved_at);
	json_text_or_null(w, "replaced_at", v->head.superseded_at);
	if (v->head.based_on != 0)
		json_int(w, "based_on", v->head.based_on);
	else
		json_null(w, "based_on");
	json_object_end(w);
}

static int
list_json(struct cli *cli, const struct app_version *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.plans/1");
	json_array(&w, "plans");
	for (size_t i = 0; i < count; i++)
		version_json(&w, &list[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct app_version *list, size_t count)
{
	static const struct table_column COLUMNS[] = { { "institución", false, 12 },
		{ "gestión", true, 0 }, { "versión", true, 0 }, { "estado", false, 0 },
		{ "cambios", true, 0 }, { "guardado", false, 0 }, { "", false, 0 } };
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		const struct plan_head *head = &list[i].head;

		table_put(&t, list[i].institution->acronym);
		table_put(&t, mem_printf(cli->mem, "%d", head->year));
		table_put(&t, mem_printf(cli->mem, "%u", head->version));
		table_put(&t, plan_state_word((enum plan_state)head->state));
		table_put(&t, mem_printf(cli->mem, "%u", head->revision));
		table_put(&t, mem_strndup(cli->mem, head->saved_at, 10));
		table_put(&t, head->superseded_at[0] != '\0' ? "reemplazado" : "");
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = cli_open(cli, APP_READONLY);

	if (rc == YUP_OK)
		rc = app_plan_list(&cli->app, cli->mem, cli_value(cli, "institution"), &list,
		    &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_list = {
	.name = "plan list",
	.summary = "qué planes y versiones hay, y en qué estado",
	.operands = "",
	.about = "Muestra todos los planes, con sus versiones, su estado y cuántos cambios tienen; "
		 "también los que otro documento reemplazó.",
	.examples = "yupana plan list",
	.options = LIST_OPTIONS,
	.run = list_run,
};

/* ---- show and history -------------------------------------------------------------- */

/* Whose token it is may read some unit of the plan: the newest that is asked for. */
static int
find_plan_of_holder(struct cli *cli, struct app_version *out)
{
	const struct app_choice *asked = &cli->app.choice;
	struct app_version *all = NULL;
	size_t count = 0;
	int rc = app_plans_of(&cli->app, cli->mem, cli->app.by->institution_id, &all, &count,
	    &cli->err);

	for (size_t i = count; rc == YUP_OK && i-- > 0;) {
		const struct plan_head *head = &all[i].head;

		if (head->superseded_at[0] != '\0' ||
		    (asked->year != 0 && asked->year != head->year) ||
		    (asked->one_version && asked->version != head->version))
			continue;
		*out = all[i];
		return YUP_OK;
	}
	return rc < 0 ? rc : err_refuse(&cli->err, YUP_ENOTFOUND, "nothing_stored", "no plan");
}

/* Open, and the plan that --institution, --year and --version name. */
static int
find_plan(struct cli *cli, unsigned flags, struct app_version *out)
{
	int rc = cli_open(cli, flags);

	if (rc < 0)
		return rc;
	if (cli->app.by->kind == ACTOR_TOKEN)
		return find_plan_of_holder(cli, out);
	return app_plan_find(&cli->app, cli->mem, cli_value(cli, "institution"), out, &cli->err);
}

static const char *
unit_of(const struct plan *plan, uint32_t unit)
{
	return unit < plan->unit_count ? plan->units[unit].path : "";
}

static void
put_steps(struct cli *cli, const struct plan *plan, const struct plan_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct plan_step *s = &steps[i];
		bool of_unit = s->unit != PLAN_NONE;

		str_printf(&cli->out, "  %s  %s%s%s", s->at, of_unit ? unit_of(plan, s->unit) : "",
		    of_unit ? ": " : "",
		    of_unit ? unit_state_word((enum unit_state)s->state)
			    : plan_state_word((enum plan_state)s->state));
		if (s->why[0] != '\0')
			str_printf(&cli->out, " (%s%s%s)", s->why,
			    s->resolution_date[0] != '\0' ? ", " : "", s->resolution_date);
		str_printf(&cli->out, "%s%s\n", s->actor[0] != '\0' ? " · " : "", s->actor);
	}
}

static void
steps_json(struct json_writer *w, const struct plan *plan, const struct plan_step *steps,
    size_t count)
{
	json_array(w, "steps");
	for (size_t i = 0; i < count; i++) {
		const struct plan_step *s = &steps[i];

		json_line_object(w, NULL);
		json_text_or_null(w, "unit", unit_of(plan, s->unit));
		json_text(w, "state",
		    s->unit != PLAN_NONE ? unit_state_key((enum unit_state)s->state)
					 : plan_state_key((enum plan_state)s->state));
		json_text(w, "at", s->at);
		json_text(w, "actor", s->actor);
		json_text_or_null(w, "why", s->why);
		json_text_or_null(w, "resolution_date", s->resolution_date);
		json_int(w, "revision", s->revision);
		json_object_end(w);
	}
	json_array_end(w);
}

static int
show_json(struct cli *cli, const struct app_version *version, const struct plan *plan,
    const struct plan_step *steps, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.plan/1");
	json_array(&w, "plans");
	version_json(&w, version);
	json_array_end(&w);
	json_array(&w, "units");
	for (size_t u = 0; u < plan->unit_count; u++) {
		json_line_object(&w, NULL);
		json_text(&w, "unit", plan->units[u].path);
		json_text(&w, "state", unit_state_key((enum unit_state)plan->units[u].state));
		json_object_end(&w);
	}
	json_array_end(&w);
	steps_json(&w, plan, steps, count);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
show_text(struct cli *cli, const struct app_version *version, const struct plan *plan,
    const struct plan_step *steps, size_t count)
{
	str_printf(&cli->out, "%s · plan %d, versión %u · %s · revisión %u\n",
	    version->institution->name, version->head.year, version->head.version,
	    plan_state_word((enum plan_state)version->head.state), version->head.revision);
	for (size_t u = 0; u < plan->unit_count; u++)
		str_printf(&cli->out, "  %s: %s\n", plan->units[u].path,
		    unit_state_word((enum unit_state)plan->units[u].state));
	if (count > 0)
		str_put(&cli->out, "Pasos:\n");
	put_steps(cli, plan, steps, count);
}

static enum cli_status
show_run(struct cli *cli)
{
	struct app_version version;
	struct app_history history = { 0 };
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = find_plan(cli, APP_READONLY, &version);
	if (rc == YUP_OK)
		rc = app_plan_steps(&cli->app, cli->mem, &version, &steps, &count, &cli->err);
	if (rc == YUP_OK)
		rc = app_plan_history(&cli->app, cli->mem, &version, PLAN_NONE, &history,
		    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = show_json(cli, &version, history.plan, steps, count);
	else if (rc == YUP_OK)
		show_text(cli, &version, history.plan, steps, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option SHOW_OPTIONS[] = {
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_show = {
	.name = "plan show",
	.summary = "en qué estado está un plan y cada unidad, y cómo llegó ahí",
	.operands = "",
	.about = "Muestra el plan (el más nuevo, o el de --year y --version), el estado de cada "
		 "unidad y los pasos que dio: quién, cuándo y por qué.",
	.examples = "yupana plan show\nyupana plan show --year 2027 --version 1 --json",
	.options = SHOW_OPTIONS,
	.run = show_run,
};

static const char *
node_name(const struct cli *cli, const struct plan *plan, uint32_t row)
{
	const struct plan_node *node = &plan->nodes[row];

	if (row >= plan->node_count)
		return "";
	return mem_printf(cli->mem, "%s%s%s", unit_of(plan, node->unit),
	    node->unit != PLAN_NONE ? " " : "", node->code);
}

static int
history_json(struct cli *cli, const struct app_history *h)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.history/1");
	json_array(&w, "changes");
	for (size_t i = 0; i < h->count; i++) {
		const struct change *c = &h->changes[i];

		json_object(&w, NULL);
		json_int(&w, "revision", c->revision);
		json_text(&w, "at", c->at);
		json_text(&w, "actor", c->actor);
		json_text(&w, "kind", change_kind_key(c->kind));
		json_text_or_null(&w, "why", c->why);
		json_array(&w, "cells");
		for (size_t k = 0; k < c->cell_count; k++) {
			enum node_field field = (enum node_field)c->cells[k].field;

			json_line_object(&w, NULL);
			json_text(&w, "node", h->plan->nodes[c->cells[k].node].id);
			json_text(&w, "field", node_field_key(field));
			json_int(&w, "period", c->cells[k].period);
			json_text_or_null(&w, "before",
			    edit_value_text(cli->mem, h->plan, field, c->cells[k].before));
			json_text_or_null(&w, "after",
			    edit_value_text(cli->mem, h->plan, field, c->cells[k].after));
			json_object_end(&w);
		}
		json_array_end(&w);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_change(struct cli *cli, const struct app_history *h, const struct change *c)
{
	str_printf(&cli->out, "%u  %s  %s%s%s", c->revision, c->at, change_kind_word(c->kind),
	    c->actor[0] != '\0' ? " · " : "", c->actor);
	if (c->why[0] != '\0')
		str_printf(&cli->out, " · %s", c->why);
	str_put_char(&cli->out, '\n');
	for (size_t k = 0; k < c->cell_count; k++) {
		enum node_field field = (enum node_field)c->cells[k].field;
		CLEANUP(str_done) struct str line = { 0 };

		if (!node_field_is_told(field))
			continue;
		str_printf(&line, "%s  ", node_name(cli, h->plan, c->cells[k].node));
		node_field_label(&line, field, c->cells[k].period, h->plan->pack);
		str_printf(&line, ": %s → %s",
		    edit_value_text(cli->mem, h->plan, field, c->cells[k].before),
		    edit_value_text(cli->mem, h->plan, field, c->cells[k].after));
		term_blanks(&cli->out, 4);
		term_wrap(&cli->out, str_text(&line), cli->term.width, 6);
		str_put_char(&cli->out, '\n');
	}
}

static enum cli_status
history_run(struct cli *cli)
{
	struct app_version version;
	struct app_history history = { 0 };
	uint32_t row = PLAN_NONE;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = find_plan(cli, APP_READONLY, &version);
	if (rc == YUP_OK)
		rc = app_plan_history(&cli->app, cli->mem, &version, PLAN_NONE, &history,
		    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "code")) {
		rc = app_plan_row(history.plan, cli_value(cli, "unit"), cli_value(cli, "code"),
		    &row, &cli->err);
		if (rc == YUP_OK)
			rc = app_plan_history(&cli->app, cli->mem, &version, row, &history,
			    &cli->err);
	}
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = history_json(cli, &history);
	for (size_t i = 0; rc == YUP_OK && !cli_has(cli, "json") && i < history.count; i++)
		put_change(cli, &history, &history.changes[i]);
	if (rc == YUP_OK && history.count == 0 && !cli_has(cli, "json"))
		str_put(&cli->out, "Nada ha cambiado desde que se guardó.\n");
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option HISTORY_OPTIONS[] = {
	{ "unit", 'u', "UNIDAD", "de quién es la fila: una ruta, un identificador o una sigla" },
	{ "code", 'c', "CÓDIGO", "solo los cambios de esta fila" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_history = {
	.name = "plan history",
	.summary = "cada cambio, celda por celda: quién, cuándo y por qué",
	.operands = "",
	.about = "Muestra los cambios de un plan, o de una de sus filas, del más antiguo al más "
		 "nuevo. El número que va primero es el que pide `yupana node undo`.",
	.examples = "yupana plan history\nyupana plan history --unit UPR --code 1.1.1.2",
	.options = HISTORY_OPTIONS,
	.run = history_run,
};

/* ---- Steps -------------------------------------------------------------------------- */

/* A step of a plan, and of units where some are named; PLAN_STATE__COUNT: it has none. */
struct passing {
	enum plan_state plan;
	enum unit_state unit;
};

static enum cli_status
pass_with(struct cli *cli, struct passing to, struct app_step step)
{
	struct app_version version;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = find_plan(cli, 0, &version);
	if (rc == YUP_OK && cli->operand_count > 0)
		rc = app_units_pass(&cli->app, &version, (const char *const *)cli->operands,
		    cli->operand_count, to.unit, &step, &cli->err);
	else if (rc == YUP_OK)
		rc = app_plan_pass(&cli->app, &version, to.plan, &step, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	if (cli->operand_count == 0)
		str_printf(&cli->out, "Plan %d, versión %u: %s.\n", version.head.year,
		    version.head.version, plan_state_word(to.plan));
	for (size_t i = 0; i < cli->operand_count; i++)
		str_printf(&cli->out, "%s: %s.\n", cli->operands[i], unit_state_word(to.unit));
	return CLI_DONE;
}

static enum cli_status
pass_run(struct cli *cli, struct passing to)
{
	return pass_with(cli, to,
	    (struct app_step){ .why = cli_value(cli, "why"),
		.resolution_date = cli_value(cli, "date") });
}

static enum cli_status
submit_run(struct cli *cli)
{
	return pass_run(cli, (struct passing){ PLAN_STATE__COUNT, UNIT_SUBMITTED });
}

static enum cli_status
approve_unit_run(struct cli *cli)
{
	return pass_run(cli, (struct passing){ PLAN_STATE__COUNT, UNIT_APPROVED });
}

static enum cli_status
return_run(struct cli *cli)
{
	return pass_run(cli, (struct passing){ PLAN_DRAFT, UNIT_RETURNED });
}

static enum cli_status
validate_run(struct cli *cli)
{
	return pass_run(cli, (struct passing){ PLAN_VALIDATED, UNIT_VALIDATED });
}

static enum cli_status
review_run(struct cli *cli)
{
	return pass_with(cli, (struct passing){ PLAN_IN_REVIEW, UNIT_STATE__COUNT },
	    (struct app_step){ .why = cli_value(cli, "why"),
		.exception = cli_has(cli, "exception") });
}

static enum cli_status
approve_run(struct cli *cli)
{
	return pass_run(cli, (struct passing){ PLAN_APPROVED, UNIT_STATE__COUNT });
}

static const struct cli_option STEP_OPTIONS[] = {
	{ "why", 0, "MOTIVO", "por qué; al aprobar el plan, el número de la resolución" },
	{ "date", 0, "FECHA", "de la resolución: 2027-01-31" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option REVIEW_OPTIONS[] = {
	{ "exception", 0, NULL, "aunque haya unidades sin validar; pide el motivo (--why)" },
	{ "why", 0, "MOTIVO", "por qué se hace la excepción; queda escrito en el plan" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_submit = {
	.name = "plan submit",
	.summary = "presentar el borrador de una o varias unidades",
	.operands = "UNIDAD...",
	.about =
	    "Da por listo el borrador de cada unidad: desde entonces no se edita, salvo que se "
	    "lo devuelvan. Todas o ninguna.",
	.examples = "yupana plan submit VRP/UPR",
	.options = STEP_OPTIONS,
	.operands_least = 1,
	.operands_most = UNITS_MAX,
	.run = submit_run,
};

const struct cli_verb cmd_plan_approve_unit = {
	.name = "plan approve-unit",
	.summary = "aprobar, como su jefe, lo que presentó una unidad",
	.operands = "UNIDAD...",
	.about = "Aprueba lo presentado por cada unidad. Todas o ninguna.",
	.examples = "yupana plan approve-unit VRP/UPR",
	.options = STEP_OPTIONS,
	.operands_least = 1,
	.operands_most = UNITS_MAX,
	.run = approve_unit_run,
};

const struct cli_verb cmd_plan_return = {
	.name = "plan return",
	.summary = "devolver una unidad, o el plan, con su motivo",
	.operands = "[UNIDAD...]",
	.about = "Con unidades, les devuelve lo que presentaron para que lo corrijan. Sin ellas, "
		 "devuelve a borrador el plan en revisión o validado. El motivo (--why) es "
		 "obligatorio y queda escrito.",
	.examples = "yupana plan return VRP/UPR --why \"Las ponderaciones no suman 100\"",
	.options = STEP_OPTIONS,
	.operands_most = UNITS_MAX,
	.run = return_run,
};

const struct cli_verb cmd_plan_validate = {
	.name = "plan validate",
	.summary = "validar, como planificación, una unidad o el plan",
	.operands = "[UNIDAD...]",
	.about = "Con unidades, valida lo que aprobaron sus jefes. Sin ellas, valida el plan que "
		 "está en revisión.",
	.examples = "yupana plan validate VRP/UPR\nyupana plan validate",
	.options = STEP_OPTIONS,
	.operands_most = UNITS_MAX,
	.run = validate_run,
};

const struct cli_verb cmd_plan_review = {
	.name = "plan review",
	.summary = "cerrar el borrador y pasar el plan a revisión",
	.operands = "",
	.about = "Pasa el plan a revisión: desde entonces nadie lo edita. Antes, toda unidad "
		 "con filas está validada. Un plan importado ya hecho puede pasar por excepción, "
		 "con su motivo; pero ninguna unidad a medio camino, presentada o devuelta.",
	.examples =
	    "yupana plan review\nyupana plan review --exception --why \"Ya aprobado con RM 12\"",
	.options = REVIEW_OPTIONS,
	.run = review_run,
};

const struct cli_verb cmd_plan_approve = {
	.name = "plan approve",
	.summary = "aprobar el plan por resolución",
	.operands = "",
	.about = "Aprueba el plan validado, con el número (--why) y la fecha (--date) de su "
		 "resolución. Si había una versión aprobada, esta la reemplaza.",
	.examples = "yupana plan approve --why \"RM 12/2027\" --date 2027-01-31",
	.options = STEP_OPTIONS,
	.run = approve_run,
};

/* ---- New plans -------------------------------------------------------------------------- */

static enum cli_status
amend_run(struct cli *cli)
{
	struct app_version version;
	struct plan_head made;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = find_plan(cli, 0, &version);
	if (rc == YUP_OK)
		rc = app_plan_amend(&cli->app, &version, &made, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Plan %d, versión %u: borrador.\n", made.year, made.version);
	return CLI_DONE;
}

const struct cli_verb cmd_plan_amend = {
	.name = "plan amend",
	.summary = "empezar una versión nueva de un plan aprobado",
	.operands = "",
	.about = "Hace un borrador con todo lo del plan aprobado, que sigue vigente hasta que la "
		 "versión nueva se apruebe.",
	.examples = "yupana plan amend --year 2027",
	.options = SHOW_OPTIONS,
	.run = amend_run,
};

static bool
read_baseline(struct cli *cli, enum new_year_baseline *out)
{
	const char *value = cli_value(cli, "baseline");

	*out = NEW_YEAR_BASELINE_KEPT;
	if (value == NULL || strcmp(value, "keep") == 0)
		return true;
	if (strcmp(value, "target") == 0)
		*out = NEW_YEAR_BASELINE_TARGET;
	else if (strcmp(value, "empty") == 0)
		*out = NEW_YEAR_BASELINE_EMPTY;
	else
		(void)cli_misused(cli, "--baseline es keep, target o empty, no «%s»", value);
	return *out != NEW_YEAR_BASELINE_KEPT;
}

static enum cli_status
new_year_run(struct cli *cli)
{
	struct new_year options = { .empty_schedules = cli_has(cli, "empty") };
	struct app_version version;
	struct plan_head made;
	unsigned year;
	int rc;

	if (!cli_choice_of_version(cli) || !read_baseline(cli, &options.baseline))
		return CLI_REFUSED;
	if (!cli_read_version(cli->operands[0], &year))
		return cli_misused(cli, "el año es un número, no «%s»", cli->operands[0]);
	options.year = (int)year;
	rc = find_plan(cli, 0, &version);
	if (rc == YUP_OK)
		rc = app_plan_new_year(&cli->app, &version, &options,
		    (const char *const *)cli->operands + 1, cli->operand_count - 1, &made,
		    &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Plan %d, versión %u: borrador, a partir del de %d.\n", made.year,
	    made.version, version.head.year);
	return CLI_DONE;
}

static const struct cli_option NEW_YEAR_OPTIONS[] = {
	{ "baseline", 0, "DE",
	    "la línea base: keep (la misma), target (la meta de antes) o empty" },
	{ "empty", 0, NULL, "vaciar cronogramas, totales y presupuestos" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_plan_new_year = {
	.name = "plan new-year",
	.summary = "empezar el plan de otra gestión a partir de uno",
	.operands = "GESTIÓN [UNIDAD...]",
	.about =
	    "Hace un borrador para otra gestión con los objetivos y actividades de un plan: el "
	    "más nuevo, o el de --year y --version. Con unidades, solo lo suyo, y los códigos "
	    "se numeran otra vez. Los años que mencionan los textos se mueven con el plan.",
	.examples = "yupana plan new-year 2028 --baseline target --empty\n"
		    "yupana plan new-year 2028 VRP/UPR",
	.options = NEW_YEAR_OPTIONS,
	.operands_least = 1,
	.operands_most = UNITS_MAX,
	.run = new_year_run,
};
