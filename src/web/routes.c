/* routes.c - every route there is; see router.h. */
#include "web/api/api.h"
#include "web/pages/pages.h"

const struct route *const web_routes[] = {
	pages_sign_in,
	pages_home,
	pages_ready,
	pages_plans,
	pages_plan,
	pages_framework,
	pages_log,
	pages_import,
	pages_admin_lists,
	pages_chart,
	pages_settings,
	pages_person,
	pages_people,
	pages_admin,
	pages_account,
	pages_unit,
	pages_node,
	pages_review,
	pages_observe,
	pages_findings,
	pages_diff,
	pages_search,
	api_cells,
	api_openapi,
	api_people,
	api_plans,
	api_observations,
	NULL,
};
