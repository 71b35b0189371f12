/* cmd_sheet.c - `yupana sheet ...`: a plan out as a workbook to fill in, and back. */
#include <string.h>
#include <strings.h>

#include "app/edit_text.h"
#include "app/plan_sheet.h"
#include "app/versions.h"
#include "cli/choice.h"
#include "cli/chosen.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "report/xlsx_book.h"
#include "text/refusal_text.h"
#include "text/sheet_text.h"
#include "text/state_text.h"

/* ---- make ------------------------------------------------------------------------- */

static int
find_units(struct cli *cli, const struct plan *plan, uint32_t **out, size_t *out_count)
{
	uint32_t *units = mem_array(cli->mem, cli->given_count + 1, sizeof(*units));
	size_t count = 0;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < cli->given_count; i++)
		if (strcmp(cli->given[i].name, "unit") == 0)
			rc = app_plan_unit(plan, cli->given[i].value, &units[count++], &cli->err);
	*out = units;
	*out_count = count;
	return rc;
}

static int
make(struct cli *cli, struct app_plans *plans, const struct app_version *version, struct str *out)
{
	int64_t institution_id = version->institution->id;
	const struct plan_live *live = NULL;
	uint32_t *units = NULL;
	size_t count = 0;
	int rc = app_plan_live(&cli->app, plans, institution_id, version->head.id, &live,
	    &cli->err);

	if (rc == YUP_OK)
		rc = find_units(cli, plan_live_plan(live), &units, &count);
	return rc < 0 ? rc
		      : app_sheet_write(&cli->app, plans, cli->mem, institution_id,
			    version->head.id, units, count, out, &cli->err);
}

/* What opens it goes by its name. */
static bool
is_workbook_name(const char *path)
{
	const char *end = strrchr(path, '.');

	return end != NULL && end > path && end[-1] != '/' && strcasecmp(end, ".xlsx") == 0;
}

static enum cli_status
make_run(struct cli *cli)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	CLEANUP(str_done) struct str book = { 0 };
	const char *path = cli_value(cli, "output");
	struct app_version version;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	if (path == NULL)
		return cli_misused(cli, "falta -o ARCHIVO.xlsx");
	if (!is_workbook_name(path))
		return cli_misused(cli,
		    "«%s» no termina en .xlsx: la planilla es un libro de Excel; póngale ese final",
		    path);
	rc = cli_open_for_export(cli);
	if (rc == YUP_OK)
		rc = app_plan_find(&cli->app, cli->mem, cli_value(cli, "institution"), &version,
		    &cli->err);
	if (rc == YUP_OK)
		rc = make(cli, &plans, &version, &book);
	if (rc == YUP_OK)
		rc = app_sheet_save(path, &book, &cli->err);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option MAKE_OPTIONS[] = {
	{ "unit", 0, "UNIDAD", "solo esta unidad; se puede repetir" },
	{ "output", 'o', "ARCHIVO", "dónde, un nombre terminado en .xlsx" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_sheet_make = {
	.name = "sheet make",
	.summary = "las filas de un plan en un libro para llenar",
	.operands = "",
	.about = "Escribe un libro XLSX con las filas de las unidades indicadas, o de todas, para "
		 "trabajarlas en Excel, LibreOffice o Google Sheets y traerlas de vuelta con "
		 "«yupana sheet take» o en la página del plan.\n\n"
		 "El libro lleva, ocultos, de qué plan y revisión salió y qué fila es cada una. Se "
		 "puede ordenar, filtrar, agregar y borrar filas.",
	.examples = "yupana sheet make -o plan.xlsx\n"
		    "yupana sheet make --unit ASES/UCS -o ucs.xlsx",
	.options = MAKE_OPTIONS,
	.run = make_run,
};

/* ---- take ------------------------------------------------------------------------- */

static const char *
shown_value(struct cli *cli, const struct plan *plan, const struct merge_cell *cell,
    struct cell_value value)
{
	const char *word = sheet_word_of(plan->pack, cell->field, value);
	const char *text = word != NULL ? word
					: edit_value_text(cli->mem, plan, cell->field, value);

	return text[0] != '\0' ? text : "—";
}

static void
put_reason(struct cli *cli, const char *key, const char *field, const char *detail)
{
	struct err why = { 0 };

	if (key == NULL)
		return;
	(void)err_refuse(&why, YUP_EINVALID, key, "%s", detail != NULL ? detail : "");
	(void)err_in(&why, field);
	str_put(&cli->out, " · ");
	refusal_sentence(&cli->out, &why);
}

static void
put_cell(struct cli *cli, const struct app_sheet *sheet, const struct merge_item *item,
    const struct merge_cell *cell)
{
	static const char *const MARKS[] = { " ", "!", "x" };

	str_printf(&cli->out, "  %s %s ", MARKS[cell->state],
	    xlsx_place(cli->mem, item->line - 1, cell->column));
	node_field_label(&cli->out, cell->field, cell->period, sheet->plan->pack);
	str_printf(&cli->out, ": %s → %s", shown_value(cli, sheet->plan, cell, cell->base),
	    cell->shown[0] != '\0' ? cell->shown : "—");
	if (cell->state == MERGE_CONFLICT)
		str_printf(&cli->out, " (ahora: %s)",
		    shown_value(cli, sheet->plan, cell, cell->now));
	put_reason(cli, cell->key, node_field_key(cell->field), cell->detail);
	str_put_char(&cli->out, '\n');
}

static void
put_item(struct cli *cli, const struct app_sheet *sheet, const struct merge_item *item)
{
	static const char *const KINDS[] = { "cambia", "nueva", "borrada" };

	str_printf(&cli->out, "%s %s%s%s %s", KINDS[item->kind],
	    item->unit != PLAN_NONE ? sheet->plan->units[item->unit].path : "",
	    item->unit != PLAN_NONE ? " " : "", item->code, item->title);
	if (item->state == MERGE_CONFLICT && item->kind == MERGE_REMOVE)
		str_put(&cli->out, " · otra persona la cambió");
	put_reason(cli, item->key, NULL, item->detail);
	str_put_char(&cli->out, '\n');
	for (size_t i = 0; i < item->count; i++)
		put_cell(cli, sheet, item, &item->cells[i]);
}

static void
cell_json(struct json_writer *w, struct cli *cli, const struct app_sheet *sheet,
    const struct merge_item *item, const struct merge_cell *cell)
{
	json_line_object(w, NULL);
	json_text(w, "field", node_field_key(cell->field));
	if (cell->period > 0)
		json_int(w, "period", cell->period);
	json_text(w, "cell", xlsx_place(cli->mem, item->line - 1, cell->column));
	json_text(w, "state", merge_state_key(cell->state));
	json_text(w, "base", edit_value_text(cli->mem, sheet->plan, cell->field, cell->base));
	/* keys in both, where the sheet has words */
	json_text(w, "sheet", sheet_words(cell->field) != NULL ? cell->typed : cell->shown);
	json_text(w, "now", edit_value_text(cli->mem, sheet->plan, cell->field, cell->now));
	json_text_or_null(w, "reason", cell->key != NULL ? cell->key : "");
	json_object_end(w);
}

static int
sheet_json(struct cli *cli, const struct app_sheet *sheet, bool taken, uint32_t revision)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.sheet/1");
	json_int(&w, "plan", sheet->mark.plan_id);
	json_int(&w, "base_revision", sheet->mark.revision);
	json_bool(&w, "taken", taken);
	json_int(&w, "revision", revision);
	json_int(&w, "rows", (int64_t)sheet->merge.rows);
	json_int(&w, "clean", (int64_t)sheet->merge.clean);
	json_int(&w, "conflicts", (int64_t)sheet->merge.conflicts);
	json_int(&w, "refused", (int64_t)sheet->merge.refused);
	json_array(&w, "items");
	for (size_t i = 0; i < sheet->merge.count; i++) {
		const struct merge_item *item = &sheet->merge.items[i];

		json_object(&w, NULL);
		json_text(&w, "kind", merge_kind_key(item->kind));
		json_text(&w, "state", merge_state_key(item->state));
		json_text_or_null(&w, "unit",
		    item->unit != PLAN_NONE ? sheet->plan->units[item->unit].path : "");
		json_text(&w, "code", item->code);
		json_text(&w, "title", item->title);
		json_int(&w, "line", item->line);
		json_text_or_null(&w, "reason", item->key != NULL ? item->key : "");
		json_array(&w, "cells");
		for (size_t k = 0; k < item->count; k++)
			cell_json(&w, cli, sheet, item, &item->cells[k]);
		json_array_end(&w);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_sheet(struct cli *cli, const struct app_sheet *sheet, bool taken, uint32_t revision)
{
	const struct sheet_merge *m = &sheet->merge;

	for (size_t i = 0; i < m->count; i++)
		put_item(cli, sheet, &m->items[i]);
	if (m->count == 0)
		str_printf(&cli->out, "Nada cambió: %zu filas son como en el plan.\n", m->rows);
	else
		str_printf(&cli->out,
		    "%zu cambios sin disputa, %zu en conflicto (!), %zu que no se pueden tomar "
		    "(x).\n",
		    m->clean, m->conflicts, m->refused);
	if (taken)
		str_printf(&cli->out, "Hecho: revisión %u.\n", revision);
	else if (m->count > 0)
		str_put(&cli->out, "Nada se ha guardado: tome los cambios con --accept.\n");
}

struct wanted {
	bool conflicts;
};

static bool
wants(const void *context, const struct merge_item *item, const struct merge_cell *cell)
{
	const struct wanted *w = context;
	enum merge_state state = cell != NULL ? cell->state
	    : item->kind == MERGE_ADD         ? MERGE_CLEAN
					      : item->state;

	return state == MERGE_CLEAN || (state == MERGE_CONFLICT && w->conflicts);
}

static int
take(struct cli *cli, struct app_plans *plans, const char *accept, const struct institution *it)
{
	struct wanted wanted = { .conflicts = accept != NULL && strcmp(accept, "all") == 0 };
	bool taken = accept != NULL && strcmp(accept, "none") != 0;
	const struct merge_item *refused = NULL;
	struct app_sheet_file file = { 0 };
	struct app_edited edited;
	struct app_sheet sheet;
	uint32_t revision;
	int rc = app_sheet_open(cli->mem, cli->operands[0], &file, &cli->err);

	if (rc == YUP_OK)
		rc = app_sheet_look(&cli->app, plans, cli->mem, it->id, &file, &sheet, &cli->err);
	if (rc < 0)
		return rc;
	revision = sheet.plan->revision;
	if (!taken && cli_has(cli, "json"))
		return sheet_json(cli, &sheet, false, revision);
	if (!taken) {
		put_sheet(cli, &sheet, false, revision);
		return YUP_OK;
	}
	rc = app_sheet_take(&cli->app, plans, cli->mem, it->id, &sheet, revision, wants, &wanted,
	    &edited, &refused, &cli->err);
	if (rc < 0 && refused != NULL && refused->line > 0)
		(void)err_at(&cli->err, refused->sheet, refused->line);
	if (rc < 0)
		return rc;
	sheet.plan = plan_live_plan(edited.live);
	if (cli_has(cli, "json"))
		return sheet_json(cli, &sheet, true, edited.revision);
	put_sheet(cli, &sheet, true, edited.revision);
	return YUP_OK;
}

static enum cli_status
take_run(struct cli *cli)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	const char *accept = cli_value(cli, "accept");
	struct institution it;
	enum cli_status status;

	if (accept != NULL && strcmp(accept, "none") != 0 && strcmp(accept, "clean") != 0 &&
	    strcmp(accept, "all") != 0)
		return cli_misused(cli, "--accept es none, clean o all, no «%s»", accept);
	status = chosen_institution(cli, 0, &it);
	if (status != CLI_DONE)
		return status;
	return take(cli, &plans, accept, &it) < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option TAKE_OPTIONS[] = {
	{ "accept", 0, "QUÉ",
	    "none (solo mirar), clean (lo que nadie más cambió) o all (también los conflictos)" },
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_sheet_take = {
	.name = "sheet take",
	.summary = "un libro llenado, de vuelta al plan",
	.operands = "ARCHIVO",
	.about =
	    "Compara un libro hecho con «yupana sheet make», celda por celda, con el plan del que "
	    "salió y con el plan de ahora, y dice qué cambia. Sin --accept no guarda nada.\n\n"
	    "Un conflicto (!) es una celda que otra persona cambió a otra cosa desde que se hizo el "
	    "libro. Lo que se toma es un solo cambio del plan: se deshace con «yupana node undo».",
	.examples = "yupana sheet take ucs.xlsx\n"
		    "yupana sheet take --accept clean ucs.xlsx",
	.options = TAKE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = take_run,
};
