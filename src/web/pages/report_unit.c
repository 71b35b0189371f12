/* report_unit.c - what a unit reports in a period: to read, to type in, to correct. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/edit.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/assets.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/report_view.h"
#include "web/web.h"

static int
show(struct visit *visit, struct report_unit_view *view)
{
	struct frame f = frame_make(visit, view->owner->name, PLACE_REPORTS);

	/* a correction says why, which a grid that saves by itself does not */
	if ((view->types && !view->corrects) || view->marks)
		f.script = assets_path(visit->web->assets, "grid.js");
	f.wrong = view->wrong;
	tpl_report_unit(&visit->html, &f, view);
	return YUP_OK;
}

static int
report_show(struct visit *visit, struct err *err)
{
	struct report_unit_view view;
	int rc = report_unit_open(visit, &view, err);

	if (rc == YUP_OK)
		rc = report_unit_check(&view, err);
	return rc < 0 ? rc : show(visit, &view);
}

int
report_unit_refused(struct visit *visit, const char *wrong, struct err *err)
{
	struct report_unit_view view;
	int rc = report_unit_open(visit, &view, err);

	if (rc == YUP_OK)
		rc = report_unit_check(&view, err);
	if (rc < 0)
		return rc;
	view.wrong = wrong;
	view.why = visit_field(visit, "motivo");
	return show(visit, &view);
}

/* ---- Without script: the form as a whole ------------------------------------------------ */

/* The cells of a line that are not as they are. */
static struct app_report_row
read_line(const struct report_unit_view *v, const struct report_line *line)
{
	struct visit *visit = v->p.visit;
	struct typed_report *typed = mem_array(v->p.mem, REPORT_FIELD__COUNT, sizeof(*typed));
	struct app_report_row row = { line->plan->row, APP_SEEN_ANY, typed, 0 };
	const char *seen = visit_field(visit, mem_printf(v->p.mem, "%u.seen", line->plan->row));

	if (seen[0] != '\0')
		row.seen = (uint32_t)strtoul(seen, NULL, 10);
	for (unsigned field = 0; field < REPORT_FIELD__COUNT; field++) {
		const char *name = mem_printf(v->p.mem, "%u.%s", line->plan->row,
		    report_field_key((enum report_field)field));
		const char *text = NULL;

		for (size_t i = 0; i < visit->req->form.count; i++)
			if (strcmp(visit->req->form.items[i].name, name) == 0)
				text = visit->req->form.items[i].value;
		if (text != NULL &&
		    strcmp(text, report_cell(&v->p, line->said, (enum report_field)field)) != 0)
			typed[row.count++] = (struct typed_report){ (enum report_field)field,
				text };
	}
	return row;
}

static int
report_save(struct visit *visit, struct err *err)
{
	struct report_unit_view view;
	struct app_report_row *rows;
	struct app_reported out = { .refused = PLAN_NONE };
	size_t count = 0;
	int rc = report_unit_open(visit, &view, err);

	if (rc < 0)
		return rc;
	rows = mem_array(view.p.mem, view.count + 1, sizeof(*rows));
	for (size_t i = 0; i < view.count; i++) {
		rows[count] = read_line(&view, &view.lines[i]);
		count += rows[count].count > 0;
	}
	if (count > 0)
		rc = app_report_edit(visit->app, visit->plans, view.p.mem, &view.p.which, rows,
		    count, visit_field(visit, "motivo"), &out, err);
	if (form_refused(visit, rc, err)) {
		view.wrong = form_sentence(visit, err);
		view.why = visit_field(visit, "motivo");
		return show(visit, &view);
	}
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(view.p.mem, "%s/unidad/%s?listo=guardado",
				period_path(&view.p), visit->args[2]));
}

const struct route pages_report_unit[] = {
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/unidad/{unidad}", report_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/seguimiento/{anio}/{periodo}/unidad/{unidad}", report_save, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
