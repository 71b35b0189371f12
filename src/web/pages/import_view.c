#include "web/pages/import_view.h"

#include <string.h>

#include "core/finding.h"
#include "text/catalogue.h"
#include "text/finding_text.h"
#include "text/import_text.h"
#include "text/number_text.h"
#include "web/csv.h"
#include "web/pages/form.h"
#include "web/when.h"

static struct mem *
mem_of(const struct import_view *v)
{
	return v->visit->req->mem;
}

static const char *
kept(const struct import_view *v, const struct str *s)
{
	return mem_strdup(mem_of(v), str_text(s));
}

/* The page shows the first ones; a file has them all. */
static size_t
most_of(const struct import_view *v)
{
	return csv_asked(v->visit) ? SIZE_MAX : IMPORT_ROWS_SHOWN;
}

static const char *
joined(const struct import_view *v, const char *const *texts, size_t count, const char *between)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%s%s", i > 0 ? between : "", texts[i]);
	return kept(v, &s);
}

/* ---- Units ------------------------------------------------------------------------- */

static void
make_units(struct import_view *v, const struct plan *plan)
{
	size_t chosen_count = 0;
	const char **chosen = form_all(v->visit, "unidad", &chosen_count);

	v->units = mem_array(mem_of(v), plan->unit_count + 1, sizeof(*v->units));
	v->unit_count = plan->unit_count;
	for (size_t u = 0; u < plan->unit_count; u++) {
		v->units[u] = (struct import_unit){ .path = plan->units[u].path,
			.name = plan->units[u].name,
			.chosen = chosen_count == 0 };
		for (size_t i = 0; i < chosen_count; i++)
			if (strcmp(chosen[i], plan->units[u].path) == 0)
				v->units[u].chosen = true;
	}
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct import_unit *unit;

		if (node->unit == PLAN_NONE)
			continue;
		unit = &v->units[node->unit];
		if (plan_is_leaf_level(plan, node->level))
			unit->activities++;
		else
			unit->objectives++;
		unit->repaired += node->state == NODE_REPAIRED;
		unit->unresolved += node->state == NODE_UNRESOLVED;
	}
	for (size_t i = 0; i < v->item->findings.count; i++) {
		const struct finding *f = &v->item->findings.items[i];
		uint32_t unit = f->unit;

		if (unit == PLAN_NONE && f->node != PLAN_NONE)
			unit = plan->nodes[f->node].unit;
		if (unit != PLAN_NONE)
			v->units[unit].findings++;
	}
}

static const char *
worked_words(const struct import_view *v, const struct app_import_worked *w)
{
	const struct {
		size_t count;
		const char *one, *more;
	} PARTS[] = {
		{ w->changes, N_("cambio"), N_("cambios") },
		{ w->steps, N_("paso"), N_("pasos") },
		{ w->observations, N_("observación"), N_("observaciones") },
	};
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++)
		if (PARTS[i].count > 0)
			str_printf(&s, "%s%zu %s", s.length > 0 ? " · " : "", PARTS[i].count,
			    html_translated(&v->visit->html,
				PARTS[i].count == 1 ? PARTS[i].one : PARTS[i].more));
	return kept(v, &s);
}

/* What people did in the plan that gives way, unit by unit. */
static void
make_worked(struct import_view *v)
{
	for (size_t u = 0; u < v->unit_count; u++)
		v->units[u].worked = "";
	for (size_t i = 0; i < v->item->worked_count; i++) {
		const struct app_import_worked *w = &v->item->worked[i];

		v->edits += w->changes;
		v->steps += w->steps;
		v->observations += w->observations;
		for (size_t u = 0; u < v->unit_count; u++)
			if (strcmp(v->units[u].path, w->path) == 0)
				v->units[u].worked = worked_words(v, w);
	}
	if (v->edits + v->steps < v->item->replaced_changes)
		v->edits = v->item->replaced_changes - v->steps;
}

/* ---- Rows that were repaired, or could not be ------------------------------------------ */

static const char **
values_of(const struct import_view *v, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];
	const char **out = mem_array(mem_of(v), plan->period_count + 2, sizeof(*out));

	for (unsigned m = 0; m <= plan->period_count; m++) {
		CLEANUP(str_done) struct str s = { 0 };
		int64_t value = m < plan->period_count ? plan_schedule(plan, i)[m] : node->total_e4;

		if (value != NUM_ABSENT &&
		    (m < plan->period_count ? node->percent : node->total_percent))
			number_put_percent(&s, value);
		else if (value != NUM_ABSENT)
			number_put_quantity(&s, value);
		out[m] = kept(v, &s);
	}
	return out;
}

/* "insert Feb 1": which periods a repair put in, took out or changed. */
static bool *
changed_of(const struct import_view *v, const struct plan *plan, const struct repair_note *note)
{
	bool *changed = mem_array(mem_of(v), plan->period_count + 1u, sizeof(*changed));

	for (size_t i = 0; note != NULL && i < note->changed_count; i++)
		for (unsigned m = 0; m < plan->period_count; m++) {
			const char *abbr = plan->pack->periods[m].abbr;
			const char *at = strstr(note->changed[i], abbr);

			changed[m] |= at != NULL && at > note->changed[i] && at[-1] == ' ';
		}
	return changed;
}

/* A total that the file has after too few periods stands under Total, not under a period. */
static const char **
cells_of(const struct import_view *v, const struct plan *plan, const struct repair_note *note,
    size_t *count)
{
	const char **cells;

	*count = note->cells_count;
	if (note->cells_count < 2 || note->cells_count > plan->period_count)
		return note->cells_read;
	cells = mem_array(mem_of(v), plan->period_count + 1u, sizeof(*cells));
	for (unsigned m = 0; m <= plan->period_count; m++)
		cells[m] = m + 1 < note->cells_count ? note->cells_read[m] : "";
	cells[plan->period_count] = note->cells_read[note->cells_count - 1];
	*count = plan->period_count + 1u;
	return cells;
}

/* "línea 14", "hoja «Riego», fila 12"; "" of line 0. */
static const char *
place_of(const struct import_view *v, uint32_t line)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (line > 0)
		import_line_in(&s, &v->item->read.staged, line, v->visit->html.catalogue);
	return kept(v, &s);
}

static void
make_rows(struct import_view *v, const struct plan *plan)
{
	size_t most = most_of(v) < plan->node_count ? most_of(v) : plan->node_count;

	v->rows = mem_array(mem_of(v), most + 1, sizeof(*v->rows));
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		const struct repair_note *note = node->repair;
		bool repaired = node->state == NODE_REPAIRED;

		if (node->state == NODE_AS_READ)
			continue;
		*(repaired ? &v->repaired : &v->unresolved) += 1;
		if (v->row_count == most)
			continue;
		v->rows[v->row_count] = (struct import_row){
			.code = node->code,
			.title = node->title,
			.unit = node->unit != PLAN_NONE ? plan->units[node->unit].path : "",
			.line = node_source(node).line,
			.place = place_of(v, node_source(node).line),
			.repaired = repaired,
			.values = repaired ? values_of(v, plan, i) : NULL,
			.value_count = repaired ? plan->period_count + 1 : 0,
			.note = note == NULL ? ""
			    : repaired ? joined(v, note->equations, note->equations_count, "; ")
				       : joined(v, note->candidates, note->candidates_count, " · "),
		};
		v->rows[v->row_count].changed = changed_of(v, plan, note);
		if (note != NULL)
			v->rows[v->row_count].cells = cells_of(v, plan, note,
			    &v->rows[v->row_count].cell_count);
		v->row_count++;
	}
}

/* ---- Issues, changes, findings ----------------------------------------------------------- */

static void
make_issues(struct import_view *v)
{
	const struct import_result *read = &v->item->read;

	v->issues = mem_array(mem_of(v), read->issue_count + 1, sizeof(*v->issues));
	v->issue_lines = mem_array(mem_of(v), read->issue_count + 1, sizeof(*v->issue_lines));
	v->issue_places = mem_array(mem_of(v), read->issue_count + 1, sizeof(*v->issue_places));
	for (size_t i = 0; i < read->issue_count; i++) {
		CLEANUP(str_done) struct str s = { 0 };

		import_issue_sentence_in(&s, import_issue_key(read->issues[i].kind),
		    read->issues[i].text, v->visit->html.catalogue);
		v->issues[i] = kept(v, &s);
		v->issue_lines[i] = read->issues[i].line;
		v->issue_places[i] = read->issues[i].kind == ISSUE_SHEET
		    ? mem_printf(mem_of(v), "%s %u", html_translated(&v->visit->html, N_("línea")),
			  read->issues[i].line)
		    : place_of(v, read->issues[i].line);
	}
}

static void
put_value(const struct import_view *v, struct str *out, const struct diff_cell *cell,
    const struct value *value, const struct pack *pack)
{
	if (value->kind == VALUE_NONE)
		str_put(out, html_translated(&v->visit->html, N_("sin dato")));
	else if (strcmp(cell->field, "state") == 0)
		str_put(out, html_translated(&v->visit->html, import_state_word(value->text)));
	else
		finding_value_in(out, value, pack, v->visit->html.catalogue);
}

static void
make_changes(struct import_view *v, const struct pack *pack)
{
	static const struct {
		const char *word, *style;
	} KINDS[] = {
		[DIFF_ADDED] = { N_("nuevo"), "good" },
		[DIFF_REMOVED] = { N_("ya no está"), "error" },
		[DIFF_CHANGED] = { N_("cambia"), "advice" },
	};
	const struct plan_diff *diff = &v->item->diff;
	size_t shown = diff->count < most_of(v) ? diff->count : most_of(v);

	v->change_count = shown;
	v->changes = mem_array(mem_of(v), shown + 1, sizeof(*v->changes));
	for (size_t i = 0; i < shown; i++) {
		CLEANUP(str_done) struct str s = { 0 };
		const struct diff_row *row = &diff->rows[i];

		for (size_t c = 0; c < row->cell_count; c++) {
			str_put(&s, c > 0 ? "; " : "");
			import_field_label_in(&s, row->cells[c].field, row->cells[c].period, pack,
			    v->visit->html.catalogue);
			str_put(&s, ": ");
			put_value(v, &s, &row->cells[c], &row->cells[c].before, pack);
			str_put(&s, " → ");
			put_value(v, &s, &row->cells[c], &row->cells[c].after, pack);
		}
		v->changes[i] = (struct import_change){ KINDS[row->kind].word,
			KINDS[row->kind].style, row->unit, row->code, row->title, kept(v, &s) };
	}
}

static void
make_findings(struct import_view *v)
{
	static const char *const STYLES[] = { "advice", "warning", "error" };
	const struct finding_list *list = &v->item->findings;
	size_t shown = list->count < most_of(v) ? list->count : most_of(v);

	v->finding_count = shown;
	v->findings = mem_array(mem_of(v), shown + 1, sizeof(*v->findings));
	for (size_t i = 0; i < shown; i++) {
		CLEANUP(str_done) struct str sentence = { 0 };
		CLEANUP(str_done) struct str place = { 0 };
		const struct finding *f = &list->items[i];

		finding_sentence_in(&sentence, f, v->item->read.plan, v->item->read.follow_up,
		    v->visit->html.catalogue);
		finding_place_in(&place, f, v->item->read.plan, v->item->read.follow_up,
		    &v->item->read.staged, v->visit->html.catalogue);
		v->findings[i] = (struct import_finding){
			.rule = mem_printf(mem_of(v), "R%02u", f->rule),
			.style = STYLES[f->severity],
			.sentence = kept(v, &sentence),
			.place = kept(v, &place),
		};
	}
}

void
import_view_make(struct visit *visit, const struct pending *pending,
    const struct app_import_item *item, struct import_view *out)
{
	struct import_view v = { .visit = visit, .pending = *pending, .item = item, .as_of = "" };
	const struct plan *plan = item->read.plan;
	const struct follow_up *fu = item->read.follow_up;
	const struct pack *pack = plan != NULL ? plan->pack : fu->pack;
	const char **periods = mem_array(mem_of(&v), pack->period_count + 1, sizeof(*periods));

	for (unsigned m = 0; m < pack->period_count; m++)
		periods[m] = html_translated(&visit->html, pack->periods[m].abbr);
	v.periods = periods;
	v.period_count = pack->period_count;
	v.kind = plan != NULL ? N_("Plan (POA)") : N_("Seguimiento");
	v.said = plan != NULL ? plan->institution : fu->institution;
	v.year = plan != NULL ? plan->year : fu->year;
	v.version = plan != NULL ? plan->version : 0;
	v.as_of = plan != NULL ? "" : when_day(mem_of(&v), fu->as_of);
	v.encoding = item->read.encoding;
	v.some = form_chosen(visit, "cuales", "marcadas");
	v.expires = when_instant(mem_of(&v), pending->expires_at);
	if (plan != NULL) {
		make_units(&v, plan);
		make_worked(&v);
		make_rows(&v, plan);
	}
	make_issues(&v);
	make_changes(&v, pack);
	make_findings(&v);
	*out = v;
}

/* ---- As a file ------------------------------------------------------------------------- */

static void
put_line(struct csv_writer *w, const char *unit, const char *code, const char *title, unsigned line,
    const char *detail)
{
	csv_text(w, unit);
	csv_text(w, code);
	csv_text(w, title);
	if (line > 0)
		csv_count(w, line);
	else
		csv_text(w, "");
	csv_text(w, detail);
	csv_row_end(w);
}

int
import_view_csv(const struct import_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("Qué"), N_("Unidad"), N_("Código"),
		N_("Descripción"), N_("Línea"), N_("Detalle"), NULL };
	const struct csv_list list = { "importacion", MAY_IMPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(v->visit, &list, &w, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < v->row_count; i++) {
		const struct import_row *r = &v->rows[i];

		csv_word(&w, v->visit, r->repaired ? N_("reparada") : N_("sin resolver"));
		put_line(&w, r->unit, r->code, r->title, r->line, r->note);
	}
	for (size_t i = 0; i < v->item->read.issue_count; i++) {
		csv_word(&w, v->visit, N_("aviso de lectura"));
		put_line(&w, "", "", "", v->issue_lines[i], v->issues[i]);
	}
	for (size_t i = 0; i < v->change_count; i++) {
		const struct import_change *c = &v->changes[i];

		csv_word(&w, v->visit, c->kind);
		put_line(&w, c->unit, c->code, c->title, 0, c->cells);
	}
	for (size_t i = 0; i < v->finding_count; i++) {
		csv_text(&w, v->findings[i].rule);
		put_line(&w, "", "", v->findings[i].place, 0, v->findings[i].sentence);
	}
	return csv_end(v->visit, &w, rc, err);
}
