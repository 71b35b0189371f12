/* people.c - the people of an institution: the list, and adding one. */
#include "app/accounts.h"
#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/admin.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/people_view.h"
#include "web/pages/person.h"

static int
people_csv(struct visit *visit, const struct people_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("Nombre"), N_("Usuario"), N_("Correo"),
		N_("Roles de hoy"), N_("Cuenta"), NULL };
	const struct csv_list list = { "personas", MAY_MANAGE_ACCOUNTS, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->count; i++) {
		const struct people_row *r = &v->rows[i];

		csv_text(&w, r->person.name);
		csv_text(&w, r->person.login);
		csv_text(&w, r->person.email);
		csv_text(&w, r->roles);
		csv_word(&w, visit, person_state_word(r->state));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
show(struct visit *visit, const char *wrong, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_PEOPLE);
	struct people_view view;
	struct frame f;
	int rc = people_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	if (csv_asked(visit))
		return people_csv(visit, &view, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Personas")), PLACE_ADMIN);
	f.wrong = wrong;
	tpl_people(&visit->html, &f, &tabs, &view);
	return YUP_OK;
}

static int
people_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, err);
}

static int
people_add(struct visit *visit, struct err *err)
{
	struct app_new_account asked = {
		.login = visit_field(visit, "usuario"),
		.name = visit_field(visit, "nombre"),
		.email = visit_field(visit, "correo"),
	};
	struct app_invited made;
	int rc = app_account_add(visit->app, visit->institution_id, &asked, &made, err);

	if (form_refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc : person_show_invited(visit, &made, true, err);
}

const struct route pages_people[] = {
	{ METHOD_GET, "/administracion/personas", people_show, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, "/administracion/personas", people_add, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ 0 },
};
