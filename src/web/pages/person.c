#include "web/pages/person.h"

#include <string.h>

#include "app/app.h"
#include "app/institutions.h"
#include "app/letters.h"
#include "app/roles.h"
#include "app/sign_in.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/letters.h"
#include "web/pages/admin.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/people_view.h"
#include "web/pages/person_view.h"
#include "web/when.h"

/* What the page tells besides the person. */
struct told {
	const char *wrong;
	const struct app_invited *invited; /* NULL: nothing */
	bool first;
};

static const char *
institution_name(struct visit *visit)
{
	struct institution *list = NULL;
	size_t count = 0;

	if (app_institution_list(visit->app, visit->req->mem, &list, &count, NULL) == YUP_OK)
		for (size_t i = 0; i < count; i++)
			if (list[i].id == visit->institution_id)
				return list[i].name;
	return "";
}

static int
show(struct visit *visit, int64_t id, const struct told *told, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_PEOPLE);
	struct person_invited invited = { 0 };
	struct person_view view;
	struct app_person *all = NULL;
	size_t count = 0;
	struct frame f;
	int rc = person_view_load(visit, id, &view, err);

	if (rc == YUP_OK)
		rc = people_all(visit, &all, &count, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, view.account.person.name, PLACE_ADMIN);
	f.wrong = told->wrong;
	if (told->invited != NULL) {
		invited.link = mem_printf(visit->req->mem, "%s" LETTER_PATH "%s", form_site(visit),
		    told->invited->secret);
		invited.until = when_instant(visit->req->mem, told->invited->expires_at);
		invited.sent = letters_invitation(visit, &view.account.person,
		    institution_name(visit), told->invited, told->first);
	}
	tpl_person(&visit->html, &f, &tabs, &view, all, count,
	    told->invited != NULL ? &invited : NULL);
	return YUP_OK;
}

int
person_show_invited(struct visit *visit, const struct app_invited *made, bool first,
    struct err *err)
{
	struct told told = { .invited = made, .first = first };

	return show(visit, made->user_id, &told, err);
}

static int
person_show(struct visit *visit, struct err *err)
{
	struct told told = { 0 };
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	return rc == YUP_OK ? show(visit, id, &told, err) : rc;
}

/* ---- Forms ------------------------------------------------------------------------ */

static int
finish(struct visit *visit, int64_t id, int rc, const char *done, struct err *err)
{
	struct told told = { 0 };

	if (id != 0 && form_refused(visit, rc, err)) {
		told.wrong = form_sentence(visit, err);
		return show(visit, id, &told, err);
	}
	if (rc < 0)
		return rc;
	return answer_see(visit,
	    mem_printf(visit->req->mem, "/administracion/personas/%lld?listo=%s", (long long)id,
		done));
}

/* A form that takes nothing but whom it is about. */
typedef int (
    *person_fn)(const struct app *app, int64_t institution_id, int64_t user_id, struct err *err);

static int
do_simple(struct visit *visit, person_fn fn, const char *done, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = fn(visit->app, visit->institution_id, id, err);
	return finish(visit, id, rc, done, err);
}

static int
disable_do(struct visit *visit, struct err *err)
{
	return do_simple(visit, app_account_disable, "deshabilitada", err);
}

static int
enable_do(struct visit *visit, struct err *err)
{
	return do_simple(visit, app_account_enable, "habilitada", err);
}

static int
correct_do(struct visit *visit, struct err *err)
{
	struct app_new_account asked = {
		.name = visit_field(visit, "nombre"),
		.email = visit_field(visit, "correo"),
	};
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_account_correct(visit->app, visit->institution_id, id, &asked, err);
	return finish(visit, id, rc, "guardado", err);
}

/* An invitation or a reset: the page shows what it gave. */
typedef int (*invite_fn)(const struct app *app, int64_t institution_id, int64_t user_id,
    struct app_invited *out, struct err *err);

static int
do_invite(struct visit *visit, invite_fn fn, bool first, struct err *err)
{
	struct app_invited made;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = fn(visit->app, visit->institution_id, id, &made, err);
	if (rc < 0)
		return finish(visit, id, rc, "", err);
	return person_show_invited(visit, &made, first, err);
}

static int
invite_do(struct visit *visit, struct err *err)
{
	return do_invite(visit, app_account_invite, true, err);
}

static int
reset_do(struct visit *visit, struct err *err)
{
	return do_invite(visit, app_account_reset, false, err);
}

static int
grant_do(struct visit *visit, struct err *err)
{
	struct app_grant asked = {
		.role = visit_field(visit, "rol"),
		.first = form_optional(visit, "desde"),
		.last = form_optional(visit, "hasta"),
	};
	int64_t id = 0, made = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK && visit_field(visit, "unidad")[0] == '\0')
		rc = err_refuse(err, YUP_EINVALID, "scope_unsaid", "unidad");
	if (rc == YUP_OK)
		rc = form_id(visit, "unidad", &asked.org_unit, err);
	asked.user_id = id;
	if (rc == YUP_OK)
		rc = app_role_grant(visit->app, visit->institution_id, &asked, &made, err);
	return finish(visit, id, rc, "otorgado", err);
}

/* A form about one thing of the person, whose id is the path's second. */
static int
do_second(struct visit *visit, person_fn fn, const char *done, struct err *err)
{
	int64_t id = 0, other = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &other, err);
	if (rc == YUP_OK)
		rc = fn(visit->app, visit->institution_id, other, err);
	return finish(visit, id, rc, done, err);
}

static int
revoke_do(struct visit *visit, struct err *err)
{
	return do_second(visit, app_role_revoke, "retirado", err);
}

static int
substitution_end(struct visit *visit, struct err *err)
{
	return do_second(visit, app_substitution_end, "terminada", err);
}

static int
token_end(struct visit *visit, struct err *err)
{
	return do_second(visit, app_token_revoke, "revocada", err);
}

static int
session_end(struct visit *visit, struct err *err)
{
	int64_t id = 0, session = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &session, err);
	if (rc == YUP_OK)
		rc = app_session_revoke(visit->app, visit->institution_id, id, session, err);
	return finish(visit, id, rc, "cerrada", err);
}

static int
end_all(const struct app *app, int64_t institution_id, int64_t user_id, struct err *err)
{
	return app_session_revoke(app, institution_id, user_id, 0, err);
}

static int
sessions_end(struct visit *visit, struct err *err)
{
	return do_simple(visit, end_all, "cerradas", err);
}

static int
post_do(struct visit *visit, struct err *err)
{
	struct app_post asked = {
		.title = visit_field(visit, "puesto"),
		.on = form_optional(visit, "desde"),
	};
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	asked.user_id = id;
	asked.roles = form_all(visit, "rol", &asked.role_count);
	if (rc == YUP_OK && asked.role_count > APP_POST_ROLES_MAX)
		rc = err_refuse(err, YUP_EINVALID, "request_malformed", "rol");
	if (rc == YUP_OK)
		rc = form_id(visit, "unidad", &asked.org_unit, err);
	if (rc == YUP_OK)
		rc = app_post_change(visit->app, visit->institution_id, &asked, err);
	return finish(visit, id, rc, "puesto", err);
}

static int
substitution_add(struct visit *visit, struct err *err)
{
	struct app_substitution asked = {
		.first = form_optional(visit, "desde"),
		.last = form_optional(visit, "hasta"),
	};
	int64_t id = 0, made = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	asked.user_id = id;
	if (rc == YUP_OK)
		rc = form_id(visit, "ausente", &asked.absent_id, err);
	if (rc == YUP_OK)
		rc = app_substitution_add(visit->app, visit->institution_id, &asked, &made, err);
	return finish(visit, id, rc, "suplencia", err);
}

#define PERSON "/administracion/personas/{persona}"

const struct route pages_person[] = {
	{ METHOD_GET, PERSON, person_show, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON, correct_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/deshabilitar", disable_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/habilitar", enable_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/invitar", invite_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/restablecer", reset_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/roles", grant_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/roles/{rol}/retirar", revoke_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS,
	    0 },
	{ METHOD_POST, PERSON "/puesto", post_do, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/suplencias", substitution_add, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/suplencias/{suplencia}/terminar", substitution_end, ASKS_ROLE,
	    MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/sesiones/cerrar", sessions_end, ASKS_ROLE, MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/sesiones/{sesion}/cerrar", session_end, ASKS_ROLE,
	    MAY_MANAGE_ACCOUNTS, 0 },
	{ METHOD_POST, PERSON "/credenciales/{credencial}/revocar", token_end, ASKS_ROLE,
	    MAY_MANAGE_ACCOUNTS, 0 },
	{ 0 },
};
