/* settings.c - /administracion/ajustes: what the institution has otherwise than its pack. */
#include "app/settings.h"

#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/admin.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/settings_view.h"

static int
show(struct visit *visit, const struct settings_view *view, const char *wrong)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_SETTINGS);
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Ajustes")),
	    PLACE_ADMIN);

	f.wrong = wrong;
	tpl_settings(&visit->html, &f, &tabs, view);
	return YUP_OK;
}

static int
settings_show(struct visit *visit, struct err *err)
{
	struct settings_view view;
	int rc = settings_view_load(visit, &view, err);

	return rc < 0 ? rc : show(visit, &view, NULL);
}

/* One of them back to what the pack says; the others as they are. */
static int
give_back(struct visit *visit, const char *key, struct err *err)
{
	struct pack_setting back = { key, NULL };
	size_t changed = 0;
	int rc = app_setting_change(visit->app, visit->institution_id, &back, 1, &changed, err);

	return rc < 0 ? rc : answer_see(visit, "/administracion/ajustes?listo=guardado");
}

static int
settings_save(struct visit *visit, struct err *err)
{
	const char *back = form_optional(visit, "volver");
	struct settings_view view;
	struct pack_setting *typed;
	size_t changed = 0;
	int rc;

	if (back != NULL)
		return give_back(visit, back, err);
	rc = settings_view_load(visit, &view, err);
	if (rc < 0)
		return rc;
	typed = settings_view_read(&view);
	if (form_optional(visit, "probar") != NULL)
		rc = settings_view_try(&view, typed, err);
	else
		rc = app_setting_change(visit->app, visit->institution_id, typed, view.now.count,
		    &changed, err);
	if (form_refused(visit, rc, err))
		return show(visit, &view, form_sentence(visit, err));
	if (rc < 0)
		return rc;
	return view.sample_only ? show(visit, &view, NULL)
				: answer_see(visit, "/administracion/ajustes?listo=guardado");
}

const struct route pages_settings[] = {
	{ METHOD_GET, "/administracion/ajustes", settings_show, ASKS_ROLE, MAY_READ_UNITS, 0 },
	{ METHOD_POST, "/administracion/ajustes", settings_save, ASKS_ROLE, MAY_EDIT_SETTINGS, 0 },
	{ 0 },
};
