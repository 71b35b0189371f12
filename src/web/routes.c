/* routes.c - every route there is; see router.h. */
#include "web/api/api.h"
#include "web/pages/pages.h"

const struct route *const web_routes[] = {
	pages_sign_in,
	pages_home,
	pages_plans,
	pages_plan,
	pages_unit,
	pages_node,
	pages_review,
	pages_findings,
	pages_diff,
	pages_search,
	api_cells,
	NULL,
};
