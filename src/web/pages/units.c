#include "web/pages/units.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/org.h"
#include "app/self.h"
#include "base/date.h"
#include "text/catalogue.h"

int
units_load(struct visit *visit, const char *on, struct units *out, struct err *err)
{
	struct units units = { .mem = visit->req->mem, .on = on };
	char today[DATE_SIZE];
	int rc = YUP_OK;

	app_today(visit->app, today);
	if (on == NULL)
		units.on = mem_strdup(units.mem, today);
	if (actor_may_somewhere(visit->app->by, MAY_READ_UNITS, visit->institution_id))
		rc = app_org_list(visit->app, units.mem, visit->institution_id, units.on,
		    &units.tree, err);
	if (rc == YUP_OK)
		*out = units;
	return rc;
}

static const char *
full_name(struct mem *mem, const struct org_period *p)
{
	return p->acronym[0] != '\0' ? mem_printf(mem, "%s (%s)", p->name, p->acronym) : p->name;
}

const char *
units_name(const struct visit *visit, const struct units *units, int64_t id)
{
	size_t i = org_index_of(&units->tree, id);

	if (i != ORG_NONE)
		return full_name(units->mem, units->tree.nodes[i].period);
	return html_translated(&visit->html, N_("una unidad que ya no está"));
}

const char *
units_reach(const struct visit *visit, const struct units *units, int64_t id)
{
	return id == 0 ? html_translated(&visit->html, N_("Toda la institución"))
		       : units_name(visit, units, id);
}

const char *
units_label(const struct units *units, size_t index)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (unsigned d = 0; d < units->tree.nodes[index].depth; d++)
		str_put(&s, "\u2003"); /* blanks that a list keeps */
	str_put(&s, full_name(units->mem, units->tree.nodes[index].period));
	return mem_strdup(units->mem, str_text(&s));
}
