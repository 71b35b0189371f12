/* cmd_import.c - `yupana import`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/import.h"
#include "app/plan_sheet.h"
#include "cli/diff_view.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/findings_json.h"
#include "report/json_writer.h"
#include "text/finding_text.h"
#include "text/import_text.h"
#include "text/number_text.h"

enum { SHOWN_MAX = 20 };

/* ---- Counting ------------------------------------------------------------------ */

struct counts {
	size_t units, nodes[PACK_LEVELS_MAX], operations, aggregates, repaired, unresolved;
};

static struct counts
count_item(const struct app_import_item *item)
{
	struct counts c = { 0 };
	const struct plan *plan = item->read.plan;

	if (plan == NULL) {
		c.units = item->read.follow_up->unit_count;
		c.operations = item->read.follow_up->operation_count;
		c.aggregates = item->read.follow_up->aggregate_count;
		return c;
	}
	c.units = plan->unit_count;
	for (size_t i = 0; i < plan->node_count; i++) {
		c.nodes[plan->nodes[i].level]++;
		c.repaired += plan->nodes[i].state == NODE_REPAIRED;
		c.unresolved += plan->nodes[i].state == NODE_UNRESOLVED;
	}
	return c;
}

static const struct pack *
pack_of(const struct app_import_item *item)
{
	return item->read.plan != NULL ? item->read.plan->pack : item->read.follow_up->pack;
}

/* ---- JSON ----------------------------------------------------------------------- */

static void
counts_json(struct json_writer *w, const struct app_import_item *item)
{
	struct counts c = count_item(item);
	const struct pack *pack = pack_of(item);

	json_line_object(w, "counts");
	json_int(w, "units", (int64_t)c.units);
	if (item->read.plan != NULL) {
		for (size_t l = 0; l < pack->level_count; l++)
			json_int(w, pack->levels[l].key, (int64_t)c.nodes[l]);
		json_int(w, "repaired", (int64_t)c.repaired);
		json_int(w, "unresolved", (int64_t)c.unresolved);
	} else {
		json_int(w, "operations", (int64_t)c.operations);
		json_int(w, "aggregates", (int64_t)c.aggregates);
	}
	json_object_end(w);
}

static void
findings_count_json(struct json_writer *w, const struct app_import_item *item)
{
	json_line_object(w, "findings");
	for (int s = SEVERITY__COUNT; s-- > 0;)
		json_int(w, severity_key((enum severity)s), (int64_t)item->severities[s]);
	json_object_end(w);
}

static void
issues_json(struct json_writer *w, const struct import_result *read)
{
	json_array(w, "issues");
	for (size_t i = 0; i < read->issue_count; i++) {
		json_line_object(w, NULL);
		json_text(w, "kind", import_issue_key(read->issues[i].kind));
		json_int(w, "line", read->issues[i].line);
		json_text(w, "text", read->issues[i].text);
		json_object_end(w);
	}
	json_array_end(w);
}

static const char *
style_key(enum num_style style)
{
	return style == NUM_COMMA_DECIMAL ? "comma_decimal" : "dot_decimal";
}

static void
item_json(struct json_writer *w, const struct app_import_item *item)
{
	const struct plan *plan = item->read.plan;

	json_object(w, NULL);
	json_text(w, "file", item->read.file);
	json_text(w, "kind", plan != NULL ? "plan" : "follow_up");
	json_text(w, "status", app_import_status_key(item->status));
	json_text(w, "sha256", item->sha256);
	json_text(w, "encoding", item->read.encoding);
	json_text(w, "number_style", style_key(item->read.number_style));
	if (item->read.table_map != NULL)
		json_text(w, "columns", item->read.table_map);
	json_text(w, "pack", pack_of(item)->name);
	json_text(w, "institution", item->institution);
	json_int(w, "year", plan != NULL ? plan->year : item->read.follow_up->year);
	if (plan != NULL)
		json_int(w, "version", plan->version);
	else
		json_text_or_null(w, "as_of", item->read.follow_up->as_of);
	counts_json(w, item);
	findings_count_json(w, item);
	issues_json(w, &item->read);
	diff_view_json(w, &item->diff, pack_of(item));
	json_object_end(w);
}

static int
write_json(struct cli *cli, const struct app_import *done)
{
	struct json_writer w;

	json_begin(&w, cli_write_stdout, NULL);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.import/1");
	json_bool(&w, "dry_run", done->dry_run);
	json_array(&w, "files");
	for (size_t i = 0; i < done->count; i++)
		item_json(&w, &done->items[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* ---- For people ------------------------------------------------------------------- */

static void
put_counted(struct str *out, size_t count, const char *one, const char *many)
{
	number_put_count(out, (int64_t)count);
	str_printf(out, " %s", count == 1 ? one : many);
}

static void
put_lower(struct str *out, const char *text)
{
	str_put_char(out, (char)(*text >= 'A' && *text <= 'Z' ? *text + 32 : *text));
	str_put(out, text + 1);
}

static void
put_counts(struct str *out, const struct app_import_item *item)
{
	struct counts c = count_item(item);
	const struct pack *pack = pack_of(item);

	put_counted(out, c.units, "unidad", "unidades");
	if (item->read.plan == NULL) {
		str_put(out, ", ");
		put_counted(out, c.operations, "operación", "operaciones");
		str_put(out, ", ");
		put_counted(out, c.aggregates, "promedio", "promedios");
		return;
	}
	for (size_t l = 0; l < pack->level_count; l++) {
		str_put(out, ", ");
		number_put_count(out, (int64_t)c.nodes[l]);
		str_put_char(out, ' ');
		put_lower(out, c.nodes[l] == 1 ? pack->levels[l].name : pack->levels[l].plural);
	}
}

static void
put_findings(struct cli *cli, const struct app_import_item *item)
{
	static const enum term_style STYLES[] = { STYLE_BLUE, STYLE_YELLOW, STYLE_RED };

	for (int s = SEVERITY__COUNT; s-- > 0;) {
		CLEANUP(str_done) struct str text = { 0 };

		put_counted(&text, item->severities[s], severity_word((enum severity)s),
		    severity_plural((enum severity)s));
		term_put(&cli->out, &cli->term, item->severities[s] > 0 ? STYLES[s] : STYLE_NONE,
		    str_text(&text));
		str_put(&cli->out, s > 0 ? ", " : "\n");
	}
}

static void
put_label(struct cli *cli, const char *label)
{
	str_put(&cli->out, "  ");
	term_put(&cli->out, &cli->term, STYLE_DIM, label);
}

static void
put_item_head(struct cli *cli, const struct app_import_item *item)
{
	static const char *const STATUS[] = { "nuevo", "reemplaza al anterior",
		"sin cambios, ya estaba" };
	const struct plan *plan = item->read.plan;

	term_put(&cli->out, &cli->term, STYLE_BOLD, item->read.file);
	str_put(&cli->out, " · ");
	if (plan != NULL)
		str_printf(&cli->out, "plan %d, versión %u", plan->year, plan->version);
	else
		str_printf(&cli->out, "seguimiento al %s", item->read.follow_up->as_of);
	str_printf(&cli->out, " · %s\n  %s\n", STATUS[item->status], item->institution);
}

static void
put_issues(struct cli *cli, const struct import_result *read)
{
	for (size_t i = 0; i < read->issue_count && i < SHOWN_MAX; i++) {
		const struct import_issue *issue = &read->issues[i];
		CLEANUP(str_done) struct str text = { 0 };

		if (issue->line > 0) {
			/* where a sheet begins is told in lines: stored findings have them */
			import_line_in(&text, issue->kind != ISSUE_SHEET ? &read->staged : NULL,
			    issue->line, NULL);
			str_put(&text, ": ");
		}
		import_issue_sentence(&text, import_issue_key(issue->kind), issue->text);
		put_label(cli, i == 0 ? "Avisos     " : "           ");
		term_wrap(&cli->out, str_text(&text), cli->term.width, 13);
		str_put_char(&cli->out, '\n');
	}
	if (read->issue_count > SHOWN_MAX)
		str_printf(&cli->out, "             … y %zu más\n", read->issue_count - SHOWN_MAX);
}

static void
put_item(struct cli *cli, const struct app_import_item *item)
{
	struct counts c = count_item(item);
	CLEANUP(str_done) struct str text = { 0 };

	put_item_head(cli, item);
	put_label(cli, "Contiene   ");
	put_counts(&text, item);
	term_wrap(&cli->out, str_text(&text), cli->term.width, 13);
	str_put_char(&cli->out, '\n');
	if (c.repaired + c.unresolved > 0) {
		put_label(cli, "Reparación ");
		put_counted(&cli->out, c.repaired, "fila restaurada y comprobada",
		    "filas restauradas y comprobadas");
		str_put(&cli->out, ", ");
		put_counted(&cli->out, c.unresolved, "sin resolver\n", "sin resolver\n");
	}
	if (item->read.number_style == NUM_COMMA_DECIMAL) {
		put_label(cli, "Números    ");
		str_put(&cli->out, "coma decimal: 1.234,56\n");
	}
	if (item->read.table_map != NULL) {
		put_label(cli, "Columnas   ");
		str_printf(&cli->out, "%s\n", item->read.table_map);
	}
	put_label(cli, "Hallazgos  ");
	put_findings(cli, item);
	put_issues(cli, &item->read);
	if (item->status != APP_IMPORT_REPLACED)
		return;
	put_label(cli, "Cambios    ");
	put_counted(&cli->out, item->diff.count, "fila distinta\n", "filas distintas\n");
	diff_view_put(cli, &item->diff, pack_of(item));
}

static void
put_all(struct cli *cli, const struct app_import *done)
{
	for (size_t i = 0; i < done->count; i++) {
		put_item(cli, &done->items[i]);
		str_put_char(&cli->out, '\n');
	}
	if (done->dry_run)
		str_put(&cli->out, "Ensayo: no se guardó nada.\n");
	else
		str_printf(&cli->out, "Base de datos: %s\n", cli->app.db_shown);
}

static int
import_with_progress(struct cli *cli, const struct app_import_request *request,
    struct app_import *done)
{
	struct progress p;
	int rc;

	progress_begin(&p, cli, "Leyendo");
	rc = app_import(&cli->app, cli->mem, request, done, &cli->err);
	progress_end(&p);
	return rc;
}

/* Open the database where there is one; it is no error that there is not, or an empty file. */
static int
open_if_there(struct cli *cli)
{
	int rc = cli_open(cli, 0);
	bool empty = rc < 0 && cli->err.key != NULL && strcmp(cli->err.key, "db_empty") == 0;

	if (rc != YUP_ENOTFOUND && !empty)
		return rc;
	cli->err = (struct err){ 0 };
	return YUP_OK;
}

/* --header-row: false, having said why, where it is none. */
static bool
read_head_row(struct cli *cli, uint32_t *out)
{
	const char *text = cli_value(cli, "header-row");
	char *end = NULL;
	long row = text != NULL ? strtol(text, &end, 10) : 0;

	if (text != NULL && (*text < '1' || *text > '9' || *end != '\0' || row > INT32_MAX)) {
		(void)cli_misused(cli, "--header-row %s: no es una fila", text);
		return false;
	}
	*out = (uint32_t)row;
	return true;
}

/* What goes out to be filled in comes back another way; what cannot be read is told by its import. */
static int
refuse_sheets(struct cli *cli)
{
	for (size_t i = 0; i < cli->operand_count; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct app_sheet_file file = { 0 };

		if (app_sheet_open(mem, cli->operands[i], &file, NULL) == YUP_OK &&
		    app_sheet_is(file.bytes, file.size)) {
			(void)err_refuse(&cli->err, YUP_EINVALID, "sheet_import", "%s",
			    cli->operands[i]);
			return err_at(&cli->err, cli->operands[i], 0);
		}
	}
	return YUP_OK;
}

static enum cli_status
import_run(struct cli *cli)
{
	struct app_import_request request = {
		.paths = (const char *const *)cli->operands,
		.count = cli->operand_count,
		.institution = cli_value(cli, "institution"),
		.columns = cli_value(cli, "columns"),
		.replace_edited = cli_has(cli, "replace-edited"),
		.dry_run = cli_has(cli, "dry-run"),
	};
	size_t severities[SEVERITY__COUNT] = { 0 };
	struct app_import done = { 0 };
	int rc, fail_on;

	if (!cli_fail_on(cli, &fail_on) || !read_head_row(cli, &request.head_row))
		return CLI_REFUSED;
	cli->app.pack = cli_value(cli, "pack");
	rc = refuse_sheets(cli);
	if (rc == YUP_OK)
		rc = open_if_there(cli);
	if (rc == YUP_OK)
		rc = import_with_progress(cli, &request, &done);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = write_json(cli, &done);
	if (rc < 0)
		return cli_refused(cli);
	if (!cli_has(cli, "json"))
		put_all(cli, &done);
	for (size_t i = 0; i < done.count; i++)
		for (int s = 0; s < SEVERITY__COUNT; s++)
			severities[s] += done.items[i].severities[s];
	return cli_status_of(severities, fail_on);
}

static const struct cli_option OPTIONS[] = {
	{ "institution", 0, "NOMBRE",
	    "de qué institución son, en lugar de la que dice cada texto" },
	CLI_PACK_OPTION,
	{ "columns", 0, "A=code,...",
	    "qué es cada columna de una tabla que no es un formulario; se recuerda" },
	{ "header-row", 0, "N", "con --columns, en qué fila están los encabezados" },
	{ "replace-edited", 0, NULL,
	    "reemplazar también lo que se editó o corrigió después de importarlo" },
	{ "dry-run", 0, NULL, "leer y contar qué pasaría, sin guardar nada" },
	CLI_FAIL_ON_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_import = {
	.name = "import",
	.summary = "leer documentos y guardarlos",
	.operands = "ARCHIVO...",
	.about =
	    "Lee uno o más documentos, en texto o como libro de Excel (.xlsx): los formularios de un "
	    "plan o un seguimiento, reconocidos por su contenido. Repara las filas dañadas cuando la aritmética lo "
	    "demuestra y guarda todo en una sola transacción: si un archivo se rechaza, no se "
	    "guarda ninguno. La base de datos y la institución se crean si no existen.\n\n"
	    "El mismo archivo otra vez no cambia nada. Otro de la misma institución, gestión y "
	    "versión (o fecha) toma el lugar del anterior, que se conserva, y se muestra qué "
	    "cambió, celda por celda.\n\n"
	    "Una tabla cualquiera (.xlsx, o .csv) se lee por sus encabezados: código, actividad, "
	    "ponderación, meses… Si no es seguro qué es cada columna, se rechaza mostrando lo que se "
	    "supone, y --columns lo dice: \"head=1,unit=sheet,A=code,B=title,C=weight,D=m1,…\", con "
	    "code, title, objective, level, unit, responsible, weight, indicator, baseline, target, "
	    "verification, window, first, last, m1 a m12, total y budget; head es cuántas filas ocupan "
	    "los encabezados, y unit=line, que la unidad está en una línea sobre sus filas. La "
	    "institución lo recuerda: la próxima tabla con los mismos encabezados se lee igual.",
	.examples =
	    "yupana import poa-2027.txt seguimiento-2027-1.txt --db ma.db\n"
	    "yupana import poa-2027.txt --dry-run --fail-on error\n"
	    "yupana import plan-2026.xlsx --columns \"A=code,B=title,C=m1,D=m2\" --header-row 3",
	.options = OPTIONS,
	.operands_least = 1,
	.operands_most = 10000,
	.run = import_run,
};
