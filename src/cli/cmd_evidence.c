/* cmd_evidence.c - `yupana evidence add, list, get`. */
#include <string.h>

#include "app/evidence.h"
#include "app/history.h"
#include "app/reports.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/evidence_json.h"

/* What the options name, with the plans kept meanwhile. */
struct place {
	struct app_plans plans;
	struct institution institution;
	struct evidence_place place;
};

static void
place_done(struct place *p)
{
	app_plans_done(&p->plans);
}

/* --unit, where whose token it is reads only some; PLAN_NONE: all may be looked at. */
static int
find_unit(struct cli *cli, struct place *p, const struct app_period *which, uint32_t *out)
{
	struct app_unit_report *units = NULL;
	const struct app_unit_report *unit;
	const char *name = cli_value(cli, "unit");
	size_t count = 0;
	int rc = YUP_OK;

	*out = PLAN_NONE;
	if (name == NULL || cli->app.by->kind != ACTOR_TOKEN)
		return YUP_OK;
	rc = app_report_units(&cli->app, &p->plans, cli->mem, which, &units, &count, &cli->err);
	unit = rc == YUP_OK ? app_report_unit_called(units, count, name) : NULL;
	if (rc == YUP_OK && unit == NULL)
		return err_refuse(&cli->err, YUP_ENOTFOUND, "unit_absent", "%s", name);
	if (rc == YUP_OK)
		*out = unit->unit;
	return rc;
}

/* --code names a row of the period's plan. */
static int
find_row(struct cli *cli, struct place *p, const char *code)
{
	const struct app_period which = { p->institution.id, p->place.year, p->place.period };
	struct app_book book;
	uint32_t node = PLAN_NONE, unit = PLAN_NONE;
	int rc = find_unit(cli, p, &which, &unit);

	if (rc == YUP_OK)
		rc = app_report_book(&cli->app, &p->plans, cli->mem, &which, unit, &book,
		    &cli->err);
	if (rc == YUP_OK)
		rc = app_plan_row(book.plan, cli_value(cli, "unit"), code, &node, &cli->err);
	if (rc == YUP_OK)
		p->place.node_id = book.plan->nodes[node].id;
	return rc;
}

static enum cli_status
read_place(struct cli *cli, unsigned flags, struct place *p)
{
	const char *item = cli_value(cli, "item"), *year = cli_value(cli, "year");
	const char *period = cli_value(cli, "period"), *code = cli_value(cli, "code");
	int64_t n = 0;
	enum cli_status status = chosen_institution(cli, flags, &p->institution);

	p->place.node_id = "";
	if (status != CLI_DONE)
		return status;
	if (item != NULL)
		return chosen_number(cli, item, &p->place.item_id);
	if (year == NULL)
		return cli_misused(cli, "hace falta --item NÚMERO, o --year GESTIÓN");
	status = chosen_number(cli, year, &n);
	p->place.year = (int)n;
	if (status == CLI_DONE && period != NULL) {
		status = chosen_number(cli, period, &n);
		p->place.period = (unsigned)n;
	}
	if (status == CLI_DONE && code != NULL && find_row(cli, p, code) < 0)
		return cli_refused(cli);
	return status;
}

/* ---- evidence list ------------------------------------------------------------------- */

static int
list_json(struct cli *cli, const struct app_evidence *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.evidence/1");
	json_array(&w, "evidence");
	for (size_t i = 0; i < count; i++)
		evidence_json(&w, NULL, &list[i].evidence, list[i].mime, list[i].outside);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct app_evidence *list, size_t count)
{
	static const struct table_column COLUMNS[] = { { "n.º", true, 0 }, { "archivo", false, 16 },
		{ "bytes", true, 0 }, { "fecha", false, 0 }, { "qué muestra", false, 12 },
		{ "avisos", false, 0 } };
	struct table t;

	if (count == 0) {
		str_put(&cli->out, "No hay evidencias.\n");
		return;
	}
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		const struct evidence *e = &list[i].evidence;

		table_put(&t, mem_printf(cli->mem, "%lld", (long long)e->id));
		table_put(&t, e->name);
		table_put(&t, mem_printf(cli->mem, "%lld", (long long)e->size));
		table_put(&t, e->dated_on);
		table_put(&t, e->about);
		table_put(&t,
		    mem_printf(cli->mem, "%s%s%s", e->uses > 1 ? "repetido" : "",
			e->uses > 1 && list[i].outside ? ", " : "",
			list[i].outside ? "fuera del período" : ""));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	CLEANUP(place_done) struct place p = { 0 };
	struct app_evidence *list = NULL;
	size_t count = 0;
	enum cli_status status = read_place(cli, APP_READONLY, &p);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = app_evidence_list(&cli->app, cli->mem, p.institution.id, &p.place, &list, &count,
	    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

#define PLACE_OPTIONS                                                   \
	{ "item", 0, "NÚMERO", "de este asunto de un registro" },       \
	    { "year", 0, "GESTIÓN", "de los informes de este año" },    \
	    { "period", 0, "N", "de este período" },                    \
	    { "unit", 'u', "UNIDAD", "de quién es la fila de --code" }, \
	{                                                               \
		"code", 'c', "CÓDIGO", "de esta fila; lleva --period"   \
	}

static const struct cli_option LIST_OPTIONS[] = {
	PLACE_OPTIONS,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_evidence_list = {
	.name = "evidence list",
	.summary = "los archivos adjuntos de un período, una fila o un asunto",
	.operands = "",
	.about =
	    "Muestra las evidencias y avisa de las que repiten un archivo o llevan una fecha de "
	    "fuera de su período.",
	.examples = "yupana evidence list --year 2027 --period 1\nyupana evidence list --item 12",
	.options = LIST_OPTIONS,
	.run = list_run,
};

/* ---- evidence add ---------------------------------------------------------------------- */

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static enum cli_status
add_run(struct cli *cli)
{
	CLEANUP(place_done) struct place p = { 0 };
	struct app_new_evidence added = { .name = base_name(cli->operands[0]),
		.about = cli_value(cli, "about"),
		.dated_on = cli_value(cli, "dated-on"),
		.why = cli_value(cli, "why") };
	char *bytes = NULL;
	int64_t id = 0;
	enum cli_status status = read_place(cli, 0, &p);
	int rc;

	if (status != CLI_DONE)
		return status;
	if (p.place.item_id == 0 && p.place.node_id[0] == '\0')
		return cli_misused(cli, "hace falta --item NÚMERO, o --year, --period y --code");
	rc = app_evidence_load(cli->mem, cli->operands[0], &bytes, &added.size, &cli->err);
	added.bytes = bytes;
	added.place = p.place;
	if (rc == YUP_OK)
		rc = app_evidence_add(&cli->app, &p.plans, p.institution.id, &added, &id,
		    &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Evidencia %lld.\n", (long long)id);
	return CLI_DONE;
}

static const struct cli_option ADD_OPTIONS[] = {
	PLACE_OPTIONS,
	{ "about", 0, "TEXTO", "qué muestra" },
	{ "dated-on", 0, "FECHA", "la del documento: 2027-03-31" },
	{ "why", 0, "MOTIVO", "de una corrección, después del cierre" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_evidence_add = {
	.name = "evidence add",
	.summary = "adjuntar un archivo a una fila de un período, o a un asunto",
	.operands = "ARCHIVO",
	.about =
	    "El archivo se reconoce por su contenido: PDF, PNG, JPEG, WebP, DOCX, XLSX, ODT, ODS, "
	    "TXT o CSV, con la extensión que le toca. Si YUPANA_SCAN dice una orden, como "
	    "clamdscan, se le pregunta antes: 0 lo acepta y 1 no.",
	.examples =
	    "yupana evidence add acta.pdf --year 2027 --period 1 --unit DGP --code 1.1.1.2\n"
	    "yupana evidence add acta.pdf --item 12 --dated-on 2027-03-31",
	.options = ADD_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = add_run,
};

/* ---- evidence get ------------------------------------------------------------------------ */

static enum cli_status
get_run(struct cli *cli)
{
	CLEANUP(str_done) struct str bytes = { 0 };
	const char *output = cli_value(cli, "output");
	struct institution it;
	struct app_evidence e;
	int64_t id = 0;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status == CLI_DONE)
		status = chosen_number(cli, cli->operands[0], &id);
	if (status != CLI_DONE)
		return status;
	rc = app_evidence_read(&cli->app, cli->mem, it.id, id, &e, &bytes, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	if (output == NULL) {
		str_put_n(&cli->out, str_text(&bytes), bytes.length);
		return CLI_DONE;
	}
	rc = app_evidence_save(output, &bytes, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %zu bytes.\n", output, bytes.length);
	return CLI_DONE;
}

static const struct cli_option GET_OPTIONS[] = {
	{ "output", 'o', "ARCHIVO", "dónde guardarla; sin ella, a la salida" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_evidence_get = {
	.name = "evidence get",
	.summary = "el archivo de una evidencia",
	.operands = "NÚMERO",
	.about = "Da el archivo tal como se adjuntó, después de comprobar que es el mismo.",
	.examples = "yupana evidence get 12 -o acta.pdf",
	.options = GET_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = get_run,
};
