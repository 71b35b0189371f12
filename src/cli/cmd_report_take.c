/*
 * cmd_report_take.c - `yupana report import, document`: a follow-up document taken as
 * what units report in a period, and the document that a period makes.
 */
#include <string.h>

#include "app/export.h"
#include "app/log.h"
#include "app/report_take.h"
#include "base/utf8.h"
#include "cli/chosen.h"
#include "cli/report_args.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/form_text.h"
#include "report/json_writer.h"
#include "report/plan_json.h"
#include "text/report_text.h"

/* ---- report import ---------------------------------------------------------------------- */

static const char *
unit_of(const struct app_take *take, const struct take_row *row)
{
	return take->fu->units[take->fu->operations[row->operation].unit].name;
}

/* "por sus palabras; sin el avance presupuestario: ..." */
static const char *
remarks(struct cli *cli, const struct take_row *row)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (row->node != PLAN_NONE)
		str_put(&s, take_by_word(row->by));
	for (unsigned bit = 1; bit <= TAKE_LEFT_LONG; bit <<= 1)
		if (row->left & bit)
			str_printf(&s, "; %s", take_left_word(bit));
	return mem_strdup(cli->mem, str_text(&s));
}

static void
put_conflicts(struct cli *cli, const struct app_take *take, const struct take_row *row)
{
	for (size_t k = 0; k < row->count; k++) {
		const struct take_cell *cell = &row->cells[k];
		CLEANUP(str_done) struct str now = { 0 };

		if (!cell->conflicts || row->answer != TAKE_IT)
			continue;
		if (cell->now.text[0] != '\0')
			str_put(&now, cell->now.text);
		else
			num_put(&now, cell->now.number,
			    cell->field == REPORT_EXECUTED      ? 2
				: cell->field == REPORT_MEASURE ? 0
								: 4,
			    0);
		str_printf(&cli->out, "  %s · %s: se informó «%s», el documento dice «%s»\n",
		    take->plan->nodes[row->node].code, report_field_word(cell->field),
		    str_text(&now), cell->text);
	}
}

/* What is taken goes without saying; all the rest is told. */
static void
put_take(struct cli *cli, const struct app_take *take, bool done)
{
	static const struct table_column COLUMNS[] = { { "línea", true, 0 },
		{ "unidad", false, 16 }, { "código", false, 0 }, { "qué pasa", false, 0 },
		{ "", false, 0 } };
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < take->found.count; i++) {
		const struct take_row *row = &take->found.rows[i];
		const struct fu_operation *op = &take->fu->operations[row->operation];

		if (row->answer == TAKE_SAME ||
		    (row->answer == TAKE_IT && row->left == 0 && row->by != TAKE_BY_WORDS))
			continue;
		table_put(&t, mem_printf(cli->mem, "%u", op->source.line));
		table_put(&t, unit_of(take, row));
		table_put(&t, op->code);
		table_put(&t, take_answer_word(row->answer));
		table_put(&t, remarks(cli, row));
	}
	if (t.cell_count > 0)
		table_write(&t, &cli->out, &cli->term, 0);
	for (size_t i = 0; i < take->found.count; i++)
		put_conflicts(cli, take, &take->found.rows[i]);
	str_printf(&cli->out,
	    "%zu líneas del documento: %zu %s, %zu quedan fuera, %zu celdas en que ya se informó "
	    "otra cosa; %zu filas del plan no están en él.\n",
	    take->found.count, take->taken, done ? "tomadas" : "se tomarían", take->left,
	    take->conflicts, take->found.missing_count);
}

static void
row_json(struct json_writer *w, const struct app_take *take, const struct take_row *row)
{
	const struct fu_operation *op = &take->fu->operations[row->operation];

	json_line_object(w, NULL);
	json_int(w, "line", op->source.line);
	json_text(w, "unit", unit_of(take, row));
	json_text(w, "code", op->code);
	json_text(w, "answer", take_answer_key(row->answer));
	if (row->node != PLAN_NONE)
		json_int(w, "row", take->plan->nodes[row->node].row);
	json_array(w, "cells");
	for (size_t k = 0; k < row->count; k++) {
		json_object(w, NULL);
		json_text(w, "field", report_field_key(row->cells[k].field));
		json_text(w, "text", row->cells[k].text);
		json_bool(w, "conflicts", row->cells[k].conflicts);
		json_object_end(w);
	}
	json_array_end(w);
	json_object_end(w);
}

static int
take_json(struct cli *cli, const struct app_take *take, bool done)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.report_import/1");
	json_bool(&w, "saved", done);
	json_int(&w, "taken", (int64_t)take->taken);
	json_int(&w, "left", (int64_t)take->left);
	json_int(&w, "conflicts", (int64_t)take->conflicts);
	json_int(&w, "missing", (int64_t)take->found.missing_count);
	json_array(&w, "operations");
	for (size_t i = 0; i < take->found.count; i++)
		row_json(&w, take, &take->found.rows[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static bool
read_choice(struct cli *cli, enum app_take_choice *out)
{
	bool keep = cli_has(cli, "keep"), replace = cli_has(cli, "replace");

	if (keep && replace) {
		(void)cli_misused(cli, "--keep y --replace se contradicen: elija una");
		return false;
	}
	*out = cli_has(cli, "dry-run") ? APP_TAKE_LOOK
	    : keep                     ? APP_TAKE_KEEP
	    : replace                  ? APP_TAKE_REPLACE
				       : APP_TAKE_ASK;
	return true;
}

static enum cli_status
import_run(struct cli *cli)
{
	struct app_take_request request = { .name = cli->operands[0],
		.alike = cli_has(cli, "alike"),
		.why = cli_value(cli, "why") };
	struct app_take take = { 0 };
	struct app_plans plans = { 0 };
	struct app_period which;
	char *bytes = NULL;
	bool done;
	int rc;
	enum cli_status status;

	if (!read_choice(cli, &request.choice))
		return CLI_REFUSED;
	status = report_period_named(cli, cli->operands[1],
	    request.choice == APP_TAKE_LOOK ? APP_READONLY : 0, &which);
	if (status != CLI_DONE)
		return status;
	rc = app_read_text(cli->mem, cli->operands[0], &bytes, &request.size, &cli->err);
	request.bytes = bytes;
	if (rc == YUP_OK)
		rc = app_report_take(&cli->app, &plans, cli->mem, &which, &request, &take,
		    &cli->err);
	done = rc == YUP_OK && request.choice != APP_TAKE_LOOK;
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = take_json(cli, &take, done);
	else if (take.fu != NULL)
		put_take(cli, &take, done); /* where it was refused, why stands below */
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option IMPORT_OPTIONS[] = {
	{ "dry-run", 0, NULL, "contar qué se tomaría, sin guardar nada" },
	{ "keep", 0, NULL, "donde ya se informó otra cosa, conservarla" },
	{ "replace", 0, NULL, "donde ya se informó otra cosa, poner lo del documento" },
	{ "alike", 0, NULL, "tomar también las filas que solo se parecen por sus palabras" },
	{ "why", 0, "MOTIVO", "de una corrección, después del cierre" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_import = {
	.name = "report import",
	.summary = "un documento de seguimiento, como informes de un período",
	.operands = "ARCHIVO GESTIÓN/PERÍODO",
	.about =
	    "Busca cada unidad por su nombre y cada operación por su código o su título, y pone el "
	    "avance físico, el presupuestario, el resultado, la causa y la medida en el informe de "
	    "esa fila, todo en una sola transacción. Lo que no se encuentra o no se toma se lista, "
	    "con el motivo. El documento debe ser del último día del período.\n\n"
	    "Si de alguna fila ya se informó otra cosa no se guarda nada, hasta que se diga si se "
	    "conserva (--keep) o se reemplaza (--replace); lo reemplazado queda en la historia.",
	.examples = "yupana report import seguimiento-2027-1.txt 2027/1 --dry-run\n"
		    "yupana report import seguimiento-2027-1.txt 2027/1 --keep",
	.options = IMPORT_OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = import_run,
};

/* ---- report document ---------------------------------------------------------------------- */

/* The place of a unit or level in the plan, by its path, id or name. */
static int
find_unit(struct cli *cli, struct app_plans *plans, const struct app_period *which, uint32_t *out)
{
	const char *name = cli_value(cli, "unit");

	*out = PLAN_NONE;
	return name == NULL
	    ? YUP_OK
	    : app_report_place(&cli->app, plans, cli->mem, which, name, out, &cli->err);
}

static enum cli_status
document_run(struct cli *cli)
{
	struct app_plans plans = { 0 };
	struct follow_up *fu = NULL;
	struct app_period which;
	struct json_writer w;
	uint32_t unit = PLAN_NONE;
	enum cli_status status = report_period_chosen(cli, APP_READONLY, &which);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = find_unit(cli, &plans, &which, &unit);
	if (rc == YUP_OK)
		rc = app_report_follow_up(&cli->app, &plans, cli->mem, &which, unit, &fu,
		    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json")) {
		json_begin(&w, json_to_str, &cli->out);
		follow_up_json(&w, fu);
		rc = json_end(&w, &cli->err);
	} else if (rc == YUP_OK) {
		form_text_follow_up(&cli->out, fu, FIGURES_COMPUTED);
	}
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option DOCUMENT_OPTIONS[] = {
	{ "unit", 0, "UNIDAD", "solo esa unidad o nivel, y lo que depende de ella" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_document = {
	.name = "report document",
	.summary = "el documento de seguimiento de un período",
	.operands = "GESTIÓN/PERÍODO",
	.about =
	    "Escribe las dos tablas del seguimiento, resultados y causas con sus medidas, como "
	    "texto con tabulaciones entre celdas y promedios en enteros; se puede importar "
	    "otra vez.",
	.examples = "yupana report document 2027/1 > seguimiento-2027-1.txt\n"
		    "yupana report document 2027/1 --unit DGP/UIC\n"
		    "yupana report document 2027/1 --unit DGP",
	.options = DOCUMENT_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = document_run,
};
