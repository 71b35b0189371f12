#include "web/pages/chart_view.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/self.h"
#include "base/date.h"
#include "base/utf8.h"
#include "web/pages/form.h"
#include "web/when.h"

static bool
matches(const struct chart_view *v, const struct org_period *p)
{
	struct mem *mem = v->units.mem;

	return v->search[0] == '\0' ||
	    strstr(utf8_fold(mem, mem_printf(mem, "%s %s", p->name, p->acronym)),
		utf8_fold(mem, v->search)) != NULL;
}

/* Nobody with the same parent comes before, or after. */
static void
find_ends(struct chart_view *v)
{
	for (size_t i = 0; i < v->count; i++) {
		size_t parent = v->rows[i].node->parent;
		size_t first = parent == ORG_NONE ? 0 : parent + 1;
		size_t end = parent == ORG_NONE ? v->count : v->rows[parent].node->end;

		v->rows[i].first = i == first;
		v->rows[i].last = v->rows[i].node->end == end;
	}
}

int
chart_view_load(struct visit *visit, struct chart_view *out, struct err *err)
{
	static const char *const COLUMNS[] = { "organigrama", NULL };
	struct chart_view v = { .visit = visit, .search = visit_field(visit, "q") };
	const struct actor *by = visit->app->by;
	char today[DATE_SIZE];
	int rc = units_load(visit, form_optional(visit, "en"), &v.units, err);

	if (rc < 0)
		return rc;
	app_today(visit->app, today);
	v.today = mem_strdup(visit->req->mem, today);
	v.may_add = actor_may(by, MAY_MANAGE_UNITS, visit->institution_id, ORG_UNIT_ALL);
	v.count = v.units.tree.count;
	v.rows = mem_array(visit->req->mem, v.count + 1, sizeof(*v.rows));
	for (size_t i = 0; i < v.count; i++) {
		const struct org_node *node = &v.units.tree.nodes[i];

		v.rows[i] = (struct chart_row){
			.node = node,
			.name = node->period->name,
			.since = when_day(visit->req->mem, node->period->from),
			.matches = matches(&v, node->period),
			.open = actor_may(by, MAY_MANAGE_UNITS, visit->institution_id,
			    node->period->unit),
		};
		v.matching += v.rows[i].matches;
	}
	find_ends(&v);
	v.list = listing_read(visit, COLUMNS);
	listing_settle(&v.list, v.matching);
	*out = v;
	return YUP_OK;
}
