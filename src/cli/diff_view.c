#include "cli/diff_view.h"

#include <string.h>

#include "report/findings_json.h"
#include "report/json_writer.h"
#include "text/finding_text.h"
#include "text/import_text.h"

/* ---- JSON -------------------------------------------------------------------- */

static void
line_json(struct json_writer *w, const char *key, uint32_t line)
{
	if (line > 0)
		json_int(w, key, line);
	else
		json_null(w, key);
}

void
diff_view_json(struct json_writer *w, const struct plan_diff *diff, const struct pack *pack)
{
	json_array(w, "changes");
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_row *row = &diff->rows[i];

		json_object(w, NULL);
		json_text(w, "kind", diff_kind_key(row->kind));
		json_bool(w, "moved", row->moved);
		json_bool(w, "recoded", row->recoded);
		json_text(w, "what", row->what);
		json_text_or_null(w, "unit", row->unit);
		json_text_or_null(w, "code", row->code);
		json_text(w, "title", row->title);
		line_json(w, "line_before", row->before.line);
		line_json(w, "line_after", row->after.line);
		json_array(w, "cells");
		for (size_t k = 0; k < row->cell_count; k++) {
			json_line_object(w, NULL);
			json_text(w, "field", row->cells[k].field);
			line_json(w, "period", row->cells[k].period);
			value_json(w, "before", &row->cells[k].before, pack);
			value_json(w, "after", &row->cells[k].after, pack);
			json_object_end(w);
		}
		json_array_end(w);
		json_object_end(w);
	}
	json_array_end(w);
}

/* ---- For people ----------------------------------------------------------------- */

static void
put_diff_value(struct str *out, const struct diff_cell *cell, const struct value *value,
    const struct pack *pack)
{
	if (value->kind == VALUE_NONE)
		str_put(out, "sin dato");
	else if (strcmp(cell->field, "state") == 0)
		str_put(out, import_state_word(value->text));
	else
		finding_value(out, value, pack);
}

static void
put_diff_cell(struct cli *cli, const struct diff_cell *cell, const struct pack *pack)
{
	CLEANUP(str_done) struct str text = { 0 };

	import_field_label(&text, cell->field, cell->period, pack);
	str_put(&text, ": ");
	put_diff_value(&text, cell, &cell->before, pack);
	str_put(&text, " → ");
	put_diff_value(&text, cell, &cell->after, pack);
	term_blanks(&cli->out, 6);
	term_wrap(&cli->out, str_text(&text), cli->term.width, 8);
	str_put_char(&cli->out, '\n');
}

static void
put_diff_row(struct cli *cli, const struct diff_row *row, const struct pack *pack)
{
	static const char *const SIGNS[] = { "+ ", "− ", "~ " };
	static const enum term_style STYLES[] = { STYLE_GREEN, STYLE_RED, STYLE_YELLOW };
	CLEANUP(str_done) struct str line = { 0 };

	str_printf(&line, "%s%s%s%s%s", row->moved ? "(movida) " : "",
	    row->recoded ? "(recodificada) " : "", row->code, row->code[0] != '\0' ? "  " : "",
	    row->unit);
	if (strcmp(row->what, "form") == 0)
		str_printf(&line, "%sformulario %c, línea %u", line.length > 0 ? "  " : "",
		    row->after.form, row->after.line);
	if (row->title[0] != '\0' && strcmp(row->title, row->unit) != 0)
		str_printf(&line, "  %s", row->title);
	str_put(&cli->out, "    ");
	term_put(&cli->out, &cli->term, STYLES[row->kind], SIGNS[row->kind]);
	term_cut(&cli->out, str_text(&line), cli->term.width - 6);
	str_put_char(&cli->out, '\n');
	for (size_t i = 0; i < row->cell_count; i++)
		put_diff_cell(cli, &row->cells[i], pack);
}

void
diff_view_put(struct cli *cli, const struct plan_diff *diff, const struct pack *pack)
{
	for (size_t i = 0; i < diff->count; i++)
		put_diff_row(cli, &diff->rows[i], pack);
}
