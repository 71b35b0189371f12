#include "web/pages/admin.h"

#include "app/actor.h"
#include "app/app.h"
#include "text/catalogue.h"
#include "web/pages/pages.h"

static const struct {
	const char *path, *text;
	enum permission permission;
	bool whole; /* takes it over the whole institution */
} TABS[ADMIN__COUNT] = {
	[ADMIN_PEOPLE] = { "/administracion/personas", N_("Personas"), MAY_MANAGE_ACCOUNTS, true },
	[ADMIN_UNITS] = { "/administracion/unidades", N_("Unidades"), MAY_MANAGE_UNITS, false },
	[ADMIN_INSTITUTIONS] = { "/administracion/instituciones", N_("Instituciones"),
	    MAY_MANAGE_UNITS, false },
	[ADMIN_TOKENS] = { "/administracion/credenciales", N_("Credenciales"), MAY_MANAGE_ACCOUNTS,
	    true },
	[ADMIN_SETTINGS] = { "/administracion/ajustes", N_("Ajustes"), MAY_READ_UNITS, false },
};

static bool
may_open(const struct visit *visit, enum admin_tab tab)
{
	const struct actor *by = visit->app->by;

	if (!TABS[tab].whole)
		return actor_may_somewhere(by, TABS[tab].permission, visit->institution_id);
	return actor_may(by, TABS[tab].permission, visit->institution_id, ORG_UNIT_ALL);
}

struct admin_tabs
admin_tabs_make(const struct visit *visit, enum admin_tab current)
{
	struct admin_tabs tabs = { 0 };

	for (enum admin_tab t = 0; t < ADMIN__COUNT; t++)
		if (may_open(visit, t)) {
			tabs.items[tabs.count].path = TABS[t].path;
			tabs.items[tabs.count].text = html_translated(&visit->html, TABS[t].text);
			tabs.items[tabs.count++].current = t == current;
		}
	return tabs;
}

/* /administracion: the first of its tabs. */
static int
admin_show(struct visit *visit, struct err *err)
{
	(void)err;
	return answer_see(visit,
	    may_open(visit, ADMIN_PEOPLE) ? TABS[ADMIN_PEOPLE].path : TABS[ADMIN_UNITS].path);
}

const struct route pages_admin[] = {
	{ METHOD_GET, "/administracion", admin_show, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ 0 },
};
