/*
 * report_take.c - /seguimiento/{anio}/{periodo}/importar: a follow-up document taken as
 * what units report in the period.  What would be taken is shown first, with the document
 * in the form, so that nothing is kept here meanwhile.
 */
#include "web/pages/report_take.h"

#include <string.h>

#include "app/app.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

enum { DOCUMENT_MAX = 4 << 20 };

/* ---- What was found ------------------------------------------------------------------ */

static const char *
style_of(enum take_answer answer)
{
	if (answer == TAKE_IT)
		return "good";
	return answer == TAKE_SAME || answer == TAKE_NOTHING ? "" : "warning";
}

static const char *
remarks_of(const struct take_view *v, const struct take_row *row)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct html *h = &v->p.visit->html;

	if (row->node != PLAN_NONE)
		str_put(&s, html_translated(h, take_by_word(row->by)));
	for (unsigned bit = 1; bit <= TAKE_LEFT_LONG; bit <<= 1)
		if (row->left & bit)
			str_printf(&s, "; %s", html_translated(h, take_left_word(bit)));
	return mem_strdup(v->p.mem, str_text(&s));
}

static void
add_conflicts(const struct take_view *v, const struct take_row *row, struct take_line *line)
{
	line->conflicts = mem_array(v->p.mem, row->count + 1, sizeof(*line->conflicts));
	for (size_t k = 0; row->answer == TAKE_IT && k < row->count; k++) {
		const struct take_cell *cell = &row->cells[k];
		struct report now;

		if (!cell->conflicts)
			continue;
		report_init(&now, "", 1);
		now.number[cell->field] = cell->now.number;
		now.text[cell->field] = cell->now.text;
		line->conflicts[line->conflict_count++] = (struct take_conflict){
			html_translated(&v->p.visit->html, report_field_word(cell->field)),
			report_cell(&v->p, &now, cell->field), cell->text
		};
	}
}

/* What is taken by its code or title goes without saying. */
static bool
is_told(const struct take_row *row, const struct take_line *line)
{
	return row->answer != TAKE_SAME &&
	    (row->answer != TAKE_IT || row->by == TAKE_BY_WORDS || row->left != 0 ||
		line->conflict_count > 0);
}

static void
add_lines(struct take_view *v, const struct app_take *take)
{
	v->lines = mem_array(v->p.mem, take->found.count + 1, sizeof(*v->lines));
	for (size_t i = 0; i < take->found.count; i++) {
		const struct take_row *row = &take->found.rows[i];
		const struct fu_operation *op = &take->fu->operations[row->operation];
		const struct plan_node *node = row->node != PLAN_NONE &&
			row->answer != TAKE_NOT_ALLOWED
		    ? &take->plan->nodes[row->node]
		    : NULL;
		struct take_line line = { .line = op->source.line,
			.unit = take->fu->units[op->unit].name,
			.code = op->code,
			.expected = op->expected,
			.row = node != NULL ? mem_printf(v->p.mem, "%s %s", node->code, node->title)
					    : "",
			.style = style_of(row->answer),
			.answer = take_answer_word(row->answer),
			.remarks = remarks_of(v, row) };

		add_conflicts(v, row, &line);
		if (is_told(row, &line))
			v->lines[v->count++] = line;
	}
	v->looked = true;
	v->taken = take->taken;
	v->left = take->left;
	v->conflicts = take->conflicts;
	v->missing = take->found.missing_count;
	v->all = take->found.count;
}

/* What a page can carry and give back; "": its file must be chosen again. */
static const char *
text_of(const struct visit *visit, const struct app_take_request *asked)
{
	if (memchr(asked->bytes, '\0', asked->size) != NULL ||
	    utf8_valid_until(asked->bytes, asked->size) != asked->size)
		return "";
	return mem_strndup(visit->req->mem, asked->bytes, asked->size);
}

/* ---- The page ------------------------------------------------------------------------- */

static int
show(struct visit *visit, const struct app_take *take, const struct app_take_request *asked,
    const char *wrong, struct err *err)
{
	struct take_view v = { .name = asked->name,
		.text = text_of(visit, asked),
		.alike = asked->alike,
		.replaces = asked->choice == APP_TAKE_REPLACE,
		.why = asked->why != NULL ? asked->why : "" };
	struct frame f;
	int rc = period_view_open(visit, &v.p, err);

	if (rc < 0)
		return rc;
	v.closed = v.p.period->state == PERIOD_CLOSED;
	if (take != NULL && take->fu != NULL)
		add_lines(&v, take);
	f = frame_make(visit, html_translated(&visit->html, N_("Tomar un documento como informes")),
	    PLACE_REPORTS);
	f.wrong = wrong;
	tpl_report_take(&visit->html, &f, &v);
	return YUP_OK;
}

static int
take_show(struct visit *visit, struct err *err)
{
	const struct app_take_request none = { .name = "", .bytes = "" };

	return show(visit, NULL, &none, NULL, err);
}

static enum app_take_choice
choice_of(const struct visit *visit)
{
	const char *word = visit_field(visit, "accion");

	if (strcmp(word, "tomar") != 0)
		return APP_TAKE_LOOK;
	word = visit_field(visit, "informado");
	if (strcmp(word, "conservar") == 0)
		return APP_TAKE_KEEP;
	return strcmp(word, "reemplazar") == 0 ? APP_TAKE_REPLACE : APP_TAKE_ASK;
}

/* The file that was sent, or the text of the one that was looked at. */
static struct app_take_request
asked_in(const struct visit *visit)
{
	struct app_take_request asked = { .choice = choice_of(visit),
		.alike = strcmp(visit_field(visit, "parecidas"), "si") == 0,
		.why = visit_field(visit, "motivo"),
		.name = visit_field(visit, "nombre"),
		.bytes = visit_field(visit, "texto") };

	asked.size = strlen(asked.bytes);
	for (size_t i = 0; i < visit->req->file_count; i++) {
		const struct http_file *file = &visit->req->files[i];

		if (strcmp(file->field, "archivo") != 0 || file->size == 0)
			continue;
		asked.name = file->name;
		asked.bytes = file->bytes;
		asked.size = file->size;
	}
	return asked;
}

static int
take_act(struct visit *visit, struct err *err)
{
	struct app_take_request asked = asked_in(visit);
	struct app_take take = { 0 };
	struct period_view p;
	int rc = period_view_open(visit, &p, err);

	if (rc == YUP_OK && asked.size == 0)
		rc = err_refuse(err, YUP_EINVALID, "upload_absent", "archivo");
	if (rc == YUP_OK)
		rc = app_report_take(visit->app, visit->plans, p.mem, &p.which, &asked, &take, err);
	if (rc == YUP_OK && asked.choice != APP_TAKE_LOOK)
		return answer_see(visit, mem_printf(p.mem, "%s?listo=guardado", period_path(&p)));
	if (rc == YUP_OK)
		return show(visit, &take, &asked, NULL, err);
	if (form_refused(visit, rc, err))
		return show(visit, &take, &asked, form_sentence(visit, err), err);
	return rc;
}

const struct route pages_report_take[] = {
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/importar", take_show, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/seguimiento/{anio}/{periodo}/importar", take_act, ASKS_ROLE, MAY_READ_PLAN,
	    DOCUMENT_MAX },
	{ 0 },
};
