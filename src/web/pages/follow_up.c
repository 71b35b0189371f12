/*
 * follow_up.c - /documento/{id}: a follow-up that was imported, shown as it is printed,
 * its averages explained, corrected by people, and produced again.
 */
#include <string.h>

#include "app/app.h"
#include "app/follow_ups.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/consolidate.h"
#include "core/explain.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/explain_text.h"
#include "text/import_text.h"
#include "web/frame.h"
#include "web/pages/document_view.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* The document of the path, as it was asked for. */
struct opened {
	struct app_follow_up_shown shown;
	struct document_view v;
};

/* ---- What was corrected ---------------------------------------------------------------- */

static const char *
name_of_line(const struct follow_up *fu, const char *id)
{
	struct fu_member of;

	if (follow_up_find_line(fu, id, &of))
		return of.is_unit ? fu->units[of.index].name : fu->aggregates[of.index].name;
	for (size_t i = 0; i < fu->operation_count; i++)
		if (strcmp(fu->operations[i].id, id) == 0)
			return fu->operations[i].code;
	return id;
}

static const char *
label_of(const struct document_view *v, enum fu_field field)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (field == FU_OF || field == FU_ORDINAL)
		return html_translated(&v->visit->html,
		    field == FU_OF ? N_("lo que promedia") : N_("número de orden"));
	import_field_label_in(&s, fu_field_key(field), 0, v->fu->pack, v->visit->html.catalogue);
	return mem_strdup(v->mem, str_text(&s));
}

/* As the box of a form is labelled. */
static const char *
box_of(const struct document_view *v, bool is_average, enum fu_field field)
{
	static const char *const LABELS[FU_FIELD__COUNT] = { N_("Nombre"), N_("Número de orden"),
		N_("Resultado esperado"), N_("Resultado obtenido"), N_("Causa de desviación"),
		N_("Medida correctiva"), N_("Avance físico, %"), N_("Avance presupuestario, %"),
		N_("Promedia") };
	const char *label = LABELS[field];

	if (is_average && field == FU_PHYSICAL)
		label = N_("Promedio físico impreso, %");
	if (is_average && field == FU_FINANCIAL)
		label = N_("Promedio presupuestario impreso, %");
	return html_translated(&v->visit->html, label);
}

/* Percents with a comma; members by their names. */
static const char *
shown_value(const struct document_view *v, enum fu_field field, const char *value)
{
	CLEANUP(str_done) struct str s = { 0 };
	char *text = mem_strdup(v->mem, value), *point, *id;

	if (field == FU_PHYSICAL || field == FU_FINANCIAL) {
		point = strchr(text, '.');
		if (point != NULL)
			*point = ',';
		return text;
	}
	if (field != FU_OF)
		return text;
	for (char *rest = text; (id = strtok_r(rest, " ", &rest)) != NULL;)
		str_printf(&s, "%s%s", s.length > 0 ? "; " : "", name_of_line(v->fu, id));
	return mem_strdup(v->mem, str_text(&s));
}

/* Of one line, or (NULL) of all of them; the newest first. */
static int
tell_changes(struct document_view *v, const char *line, struct err *err)
{
	struct app_follow_up_version *versions = NULL;
	struct document_change *list = NULL;
	size_t count = 0, room = 0;
	int rc = app_follow_up_past(v->visit->app, v->mem, v->visit->institution_id, v->id,
	    &versions, &count, err);

	for (size_t i = count; rc == YUP_OK && i-- > 0;)
		for (size_t k = 0; k < versions[i].change_count; k++) {
			const struct fu_change *c = &versions[i].changes[k];

			if (line != NULL && strcmp(line, c->line) != 0)
				continue;
			MEM_PUSH(v->mem, list, v->change_count, room);
			list[v->change_count - 1] = (struct document_change){
				.what = mem_printf(v->mem, "%s · %s", name_of_line(v->fu, c->line),
				    label_of(v, c->field)),
				.before = shown_value(v, c->field, c->before),
				.after = shown_value(v, c->field, c->after),
				.actor = versions[i].actor,
				.at = when_instant(v->mem, versions[i].head.saved_at),
				.why = versions[i].why,
				.line = c->line,
			};
		}
	v->changes = list;
	return rc;
}

/* ---- The document ------------------------------------------------------------------------ */

static const char *
path_of(struct mem *mem, int64_t id)
{
	return mem_printf(mem, "/documento/%lld", (long long)id);
}

/* One that is no longer in force says which is. */
static void
tell_standing(struct visit *visit, const struct app_follow_up_shown *shown)
{
	if (shown->head.superseded_at[0] == '\0')
		return;
	visit->standing = html_translated(&visit->html,
	    N_("Este documento ya no es el vigente: se corrigió o se importó otro."));
	visit->standing_path = shown->in_force.id != 0
	    ? path_of(visit->req->mem, shown->in_force.id)
	    : "/seguimiento";
	visit->standing_link = html_translated(&visit->html,
	    shown->in_force.id != 0 ? N_("Ver el vigente") : N_("Ver los que hay"));
}

static int
open_document(struct visit *visit, struct opened *out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct opened o = { .v = { .visit = visit, .mem = mem, .read = true } };
	struct document_view *v = &o.v;
	int rc = visit_arg_id(visit, 0, &v->id, err);

	if (rc == YUP_OK)
		rc = app_follow_up_get(visit->app, mem, visit->institution_id, v->id, &o.shown,
		    err);
	if (rc < 0)
		return rc;
	tell_standing(visit, &o.shown);
	v->fu = o.shown.fu;
	v->path = path_of(mem, v->id);
	v->corrects = o.shown.corrects;
	v->compares = strcmp(visit_field(visit, "cifras"), "calculadas") != 0;
	v->as_of = when_day(mem, v->fu->as_of);
	v->title = mem_printf(mem, "%s %s", html_translated(&visit->html, N_("al")), v->as_of);
	v->year_end = when_day(mem,
	    pack_period_end(mem, v->fu->pack, v->fu->year, v->fu->pack->period_count));
	v->why = visit_field(visit, "motivo");
	*out = o;
	return YUP_OK;
}

/* The unit or level that was asked for; NULL: all. */
static int
find_scope(struct opened *o, struct fu_member *of, const struct fu_member **out, struct err *err)
{
	const char *id = visit_field(o->v.visit, "de");

	*out = NULL;
	if (id[0] == '\0')
		return YUP_OK;
	if (!follow_up_find_line(o->v.fu, id, of))
		return err_refuse(err, YUP_ENOTFOUND, "follow_up_absent", "%s", id);
	o->v.scope = of->is_unit ? o->v.fu->units[of->index].name
				 : o->v.fu->aggregates[of->index].name;
	*out = of;
	return YUP_OK;
}

static int
show_document(struct visit *visit, const char *wrong, struct err *err)
{
	struct opened o;
	struct fu_member member;
	const struct fu_member *of = NULL;
	struct frame f;
	int rc = open_document(visit, &o, err);

	if (rc == YUP_OK)
		rc = find_scope(&o, &member, &of, err);
	if (rc == YUP_OK && o.v.compares)
		rc = tell_changes(&o.v, NULL, err);
	if (rc < 0)
		return rc;
	document_lines(&o.v, of, &o.shown.findings);
	f = frame_make(visit, html_translated(&visit->html, N_("Documento de seguimiento")),
	    PLACE_REPORTS);
	f.wrong = wrong;
	tpl_report_document(&visit->html, &f, &o.v);
	return YUP_OK;
}

static int
document_show(struct visit *visit, struct err *err)
{
	return show_document(visit, NULL, err);
}

/* Every average as it was computed. */
static int
document_settle(struct visit *visit, struct err *err)
{
	int64_t id = 0, made = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_follow_up_settle(visit->app, visit->institution_id, id,
		    visit_field(visit, "motivo"), &made, err);
	if (form_refused(visit, rc, err))
		return show_document(visit, form_sentence(visit, err), err);
	return rc < 0
	    ? rc
	    : answer_see(visit,
		  mem_printf(visit->req->mem, "%s?listo=guardado", path_of(visit->req->mem, made)));
}

/* ---- One line ------------------------------------------------------------------------------ */

/* What a line is, wherever it stands. */
struct line {
	struct fu_member of; /* of a unit or level */
	uint32_t operation;  /* else PLAN_NONE */
};

static bool
find_line(const struct follow_up *fu, const char *id, struct line *out)
{
	*out = (struct line){ .operation = PLAN_NONE };
	if (follow_up_find_line(fu, id, &out->of))
		return true;
	for (uint32_t i = 0; i < fu->operation_count; i++)
		if (strcmp(fu->operations[i].id, id) == 0)
			out->operation = i;
	return out->operation != PLAN_NONE;
}

static const struct source *
source_of(const struct follow_up *fu, const struct line *line)
{
	if (line->operation != PLAN_NONE)
		return &fu->operations[line->operation].source;
	return line->of.is_unit ? &fu->units[line->of.index].source
				: &fu->aggregates[line->of.index].source;
}

static void
tell_source(struct line_view *v, const struct app_explained *read, const struct source *source)
{
	const char *cells = app_cells_at(read, source);

	if (source->line == 0 || source->file >= v->doc.fu->file_count)
		return;
	v->source = mem_printf(v->doc.mem, "%s, %s %u", v->doc.fu->files[source->file],
	    html_translated(&v->doc.visit->html, N_("línea")), source->line);
	v->cells = cells;
}

static void
add_term(struct line_view *v, struct document_term *to, const struct explain_term *term)
{
	const struct follow_up *fu = v->doc.fu;
	struct mem *mem = v->doc.mem;
	const struct explanation *e = term->of;
	const char *id = fu->aggregates != NULL && e->kind == EXPLAIN_AGGREGATE
	    ? fu->aggregates[e->index].id
	    : e->kind == EXPLAIN_FU_UNIT ? fu->units[e->index].id
					 : fu->operations[e->index].id;

	to->name = e->kind == EXPLAIN_OPERATION
	    ? mem_printf(mem, "%s %s", fu->operations[e->index].code,
		  fu->operations[e->index].expected)
	    : name_of_line(fu, id);
	to->link = mem_printf(mem, "%s/linea/%s", v->doc.path, id);
	to->value = document_percent(mem, term->value_e9);
	to->printed = document_printed(mem, e->printed_e4);
}

static void
explain(struct line_view *v, const struct line *line)
{
	CLEANUP(str_done) struct str formula = { 0 }, agreement = { 0 };
	const struct catalogue *catalogue = v->doc.visit->html.catalogue;
	struct mem *mem = v->doc.mem;
	struct document_term *terms;
	const struct explanation *e = line->of.is_unit
	    ? explain_fu_unit(mem, v->doc.fu, line->of.index)
	    : explain_aggregate(mem, v->doc.fu, line->of.index);

	explain_formula_in(&formula, e, catalogue);
	explain_agreement_text_in(&agreement, e, catalogue);
	v->is_average = true;
	v->method = explain_method(e, ROLLUP_AS_PUBLISHED);
	v->formula = mem_strdup(mem, str_text(&formula));
	v->agreement = mem_strdup(mem, str_text(&agreement));
	v->agrees = e->agreement == PRINTED_AGREES;
	if (e->kind == EXPLAIN_AGGREGATE && e->from_printed_e9 != NUM_ABSENT)
		v->from_printed = document_percent(mem, e->from_printed_e9);
	terms = mem_array(mem, e->term_count + 1, sizeof(*terms));
	for (size_t i = 0; i < e->term_count; i++)
		add_term(v, &terms[i], &e->terms[i]);
	v->terms = terms;
	v->term_count = e->term_count;
}

/* ---- Its form ------------------------------------------------------------------------------ */

static bool
was_typed(const struct visit *visit)
{
	return visit->req->method == METHOD_POST;
}

static void
add_fields(struct line_view *v)
{
	for (unsigned f = 0; f < FU_OF; f++) {
		enum fu_field field = (enum fu_field)f;
		const char *value = follow_up_cell(v->doc.mem, v->doc.fu, v->id, field);

		if (value == NULL)
			continue;
		v->fields[v->field_count++] = (struct document_field){ .key = fu_field_key(field),
			.label = box_of(&v->doc, v->is_average, field),
			.value = was_typed(v->doc.visit)
			    ? visit_field(v->doc.visit, fu_field_key(field))
			    : shown_value(&v->doc, field, value),
			.is_long = field >= FU_EXPECTED && field <= FU_MEASURE };
	}
}

static bool
averages(const struct fu_aggregate *a, bool is_unit, uint32_t index)
{
	for (size_t i = 0; i < a->of_count; i++)
		if (a->of[i].is_unit == is_unit && a->of[i].index == index)
			return true;
	return false;
}

/* Levels below its own, then units, as the document has them. */
static void
add_choices(struct line_view *v, const struct fu_aggregate *a)
{
	const struct follow_up *fu = v->doc.fu;
	struct document_choice *list = mem_array(v->doc.mem,
	    fu->aggregate_count + fu->unit_count + 1, sizeof(*list));

	for (uint32_t i = 0; i < fu->aggregate_count; i++)
		if (fu->aggregates[i].level < a->level)
			list[v->choice_count++] = (struct document_choice){ fu->aggregates[i].id,
				fu->aggregates[i].name, averages(a, false, i) };
	for (uint32_t u = 0; u < fu->unit_count; u++)
		list[v->choice_count++] = (struct document_choice){ fu->units[u].id,
			mem_printf(v->doc.mem, "%s %s", fu->units[u].ordinal, fu->units[u].name),
			averages(a, true, u) };
	v->choices = list;
}

static const struct document_line *
line_called(const struct document_view *doc, const struct line *line)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct document_line *l = &doc->lines[i];

		if (line->operation != PLAN_NONE
			? l->kind == FU_LINE_OPERATION && l->index == line->operation
			: l->kind == (line->of.is_unit ? FU_LINE_UNIT : FU_LINE_LEVEL) &&
			    l->index == line->of.index)
			return l;
	}
	return NULL;
}

static int
show_line(struct visit *visit, const char *wrong, struct err *err)
{
	struct line_view v = { .id = visit->args[1], .why = visit_field(visit, "motivo") };
	const struct document_line *told;
	struct opened o;
	struct line line;
	struct frame f;
	int rc = open_document(visit, &o, err);

	if (rc == YUP_OK && !find_line(o.v.fu, v.id, &line))
		rc = err_refuse(err, YUP_ENOTFOUND, "follow_up_absent", "%s", v.id);
	if (rc == YUP_OK)
		rc = tell_changes(&o.v, v.id, err);
	if (rc < 0)
		return rc;
	document_lines(&o.v, NULL, &o.shown.findings);
	v.doc = o.v;
	told = line_called(&v.doc, &line);
	v.name = told != NULL ? told->name : "";
	v.code = told != NULL ? told->code : "";
	v.findings = told != NULL ? told->findings : NULL;
	v.finding_count = told != NULL ? told->finding_count : 0;
	if (line.operation == PLAN_NONE)
		explain(&v, &line);
	tell_source(&v, &o.shown.read, source_of(o.v.fu, &line));
	add_fields(&v);
	if (line.operation == PLAN_NONE && !line.of.is_unit)
		add_choices(&v, &o.v.fu->aggregates[line.of.index]);
	f = frame_make(visit, v.name, PLACE_REPORTS);
	f.wrong = wrong;
	tpl_follow_up_line(&visit->html, &f, &v);
	return YUP_OK;
}

static int
line_show(struct visit *visit, struct err *err)
{
	return show_line(visit, NULL, err);
}

/* "a1 u2 u3": the members that were checked. */
static const char *
members_typed(struct visit *visit)
{
	CLEANUP(str_done) struct str s = { 0 };
	size_t count = 0;
	const char **list = form_all(visit, "de", &count);

	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%s%s", i > 0 ? " " : "", list[i]);
	return mem_strdup(visit->req->mem, str_text(&s));
}

static size_t
edits_typed(struct visit *visit, struct fu_edit out[FU_FIELD__COUNT])
{
	size_t count = 0;

	for (unsigned f = 0; f < FU_OF; f++) {
		const char *key = fu_field_key((enum fu_field)f);

		if (http_find(&visit->req->form, key) != NULL)
			out[count++] = (struct fu_edit){ visit->args[1], (enum fu_field)f,
				visit_field(visit, key) };
	}
	if (form_chosen(visit, "promedia", "si"))
		out[count++] = (struct fu_edit){ visit->args[1], FU_OF, members_typed(visit) };
	return count;
}

static int
line_correct(struct visit *visit, struct err *err)
{
	struct fu_edit edits[FU_FIELD__COUNT];
	size_t count = edits_typed(visit, edits);
	int64_t id = 0, made = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_follow_up_correct(visit->app, visit->institution_id, id, edits, count,
		    visit_field(visit, "motivo"), &made, err);
	if (form_refused(visit, rc, err))
		return show_line(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(visit->req->mem, "%s/linea/%s?listo=guardado",
				path_of(visit->req->mem, made), visit->args[1]));
}

const struct route pages_follow_up[] = {
	{ METHOD_GET, "/documento/{seguido}", document_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/documento/{seguido}", document_settle, ASKS_ROLE, MAY_CORRECT_REPORT, 0 },
	{ METHOD_GET, "/documento/{seguido}/linea/{linea}", line_show, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/documento/{seguido}/linea/{linea}", line_correct, ASKS_ROLE,
	    MAY_CORRECT_REPORT, 0 },
	{ 0 },
};
