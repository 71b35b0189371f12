/* routes.c - every route there is; see router.h. */
#include "web/api/api.h"
#include "web/pages/pages.h"

const struct route *const web_routes[] = {
	pages_sign_in,
	pages_account,
	pages_unit,
	api_cells,
	NULL,
};
