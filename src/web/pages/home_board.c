#include "web/pages/home_board.h"

#include "app/app.h"
#include "app/standings.h"
#include "base/mem.h"

/* The last period with a figure that who asks may see; 0: none. */
static unsigned
last_reported(const struct app_standings *year)
{
	for (size_t p = year->period_count; p-- > 0;)
		for (size_t i = 0; i < year->of[p].count; i++)
			if (year->of[p].list[i].reported > 0)
				return (unsigned)p + 1;
	return 0;
}

int
home_board_read(struct visit *visit, const struct report_board **out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct report_board *v = mem_alloc(mem, sizeof(*v));
	struct app_standings year;
	unsigned period;
	size_t count = 0;
	int *years = NULL;
	int rc = app_period_years(visit->app, mem, visit->institution_id, &years, &count, err);

	*out = NULL;
	if (rc < 0 || count == 0)
		return rc;
	rc = app_standings(visit->app, visit->plans, mem, visit->institution_id, years[0], &year,
	    err);
	if (rc < 0)
		return rc;
	period = last_reported(&year);
	if (period == 0)
		return YUP_OK;
	*v = (struct report_board){ .scope_id = "", .scope_name = "" };
	rc = period_view_make(visit, years[0], period, &v->p, err);
	if (rc == YUP_OK)
		rc = report_board_make(v, err);
	if (rc == YUP_OK)
		*out = v;
	return rc;
}
