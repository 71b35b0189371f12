/* sign_in.c - coming in, going out, the first password. */
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/pages.h"

static int
sign_in_show(struct visit *visit, struct err *err)
{
	struct frame f =
	    frame_make(visit, html_translated(&visit->html, N_("Ingresar")), PLACE_NONE);

	(void)err;
	tpl_sign_in(&visit->html, &f, visit_field(visit, "a"), NULL);
	return YUP_OK;
}

const struct route pages_sign_in[] = {
	{ METHOD_GET, "/ingresar", sign_in_show, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
