#include "web/pages/home_observing.h"

#include "app/observe.h"
#include "text/catalogue.h"
#include "web/pages/observe_view.h"

static const struct {
	enum observation_state state;
	unsigned may;
	const char *title, *hint;
} OBSERVING[HOME_OBSERVING_MAX] = {
	{ OBSERVATION_OPEN, OBSERVE_REPLIES, N_("Observaciones por responder"),
	    N_("Corrija lo que señalan, o responda por qué está bien así.") },
	{ OBSERVATION_ANSWERED, OBSERVE_SETTLES, N_("Observaciones respondidas"),
	    N_("Vea la respuesta y delas por atendidas, o insista.") },
};

/* The list of them in a state; of one unit, or (NULL) of all. */
static const char *
list_link(struct mem *mem, const struct home_subject *of, const char *unit_id,
    enum observation_state state)
{
	const char *period = of->report > 0 ? mem_printf(mem, "periodo=%u&", of->report) : "";
	const char *unit = unit_id != NULL ? mem_printf(mem, "unidad=%s&", unit_id) : "";

	return mem_printf(mem, "/plan/%lld/observaciones?%s%sestado=%s", (long long)of->plan_id,
	    period, unit, observed_state_name(state));
}

static const char *
page_link(struct mem *mem, const struct home_subject *of, const char *unit_id)
{
	return of->report > 0 ? mem_printf(mem, "/seguimiento/%d/%u/unidad/%s#observaciones",
				    of->plan->year, of->report, unit_id)
			      : mem_printf(mem, "/plan/%lld/unidad/%s#observaciones",
				    (long long)of->plan_id, unit_id);
}

/* How many of each unit are in the state and wait for who asks. */
static size_t *
count_units(const struct visit *visit, const struct app_review *review,
    const struct observation *list, size_t count, size_t which)
{
	size_t *counts = mem_array(visit->req->mem, review->plan->unit_count + 1, sizeof(*counts));

	for (size_t i = 0; i < count; i++)
		if (list[i].anchor.unit < review->plan->unit_count &&
		    list[i].state == OBSERVING[which].state &&
		    (app_observation_may(visit->app, review, &list[i]) & OBSERVING[which].may) != 0)
			counts[list[i].anchor.unit]++;
	return counts;
}

static struct home_observing
observing_of(struct mem *mem, const struct home_subject *of, const size_t *counts, size_t which)
{
	enum observation_state state = OBSERVING[which].state;
	struct home_observing task = { .title = OBSERVING[which].title,
		.hint = OBSERVING[which].hint,
		.list = list_link(mem, of, NULL, state) };

	task.units = mem_array(mem, of->plan->unit_count + 1, sizeof(*task.units));
	for (uint32_t u = 0; u < of->plan->unit_count; u++) {
		const struct plan_unit *unit = &of->plan->units[u];

		if (counts[u] == 0)
			continue;
		task.units[task.count++] = (struct home_observed){ unit, counts[u],
			page_link(mem, of, unit->id), list_link(mem, of, unit->id, state) };
		task.total += counts[u];
	}
	return task;
}

int
home_observing_read(struct visit *visit, const struct home_subject *of, struct home_observing *out,
    size_t *out_count, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct observation *list = NULL;
	struct app_review review;
	size_t count = 0, found = 0;
	int rc = app_review_of(visit->app, mem, visit->institution_id, of->plan_id, of->plan,
	    of->report, &review, err);

	if (rc == YUP_OK)
		rc = app_observation_list(visit->app, mem, &review, PLAN_NONE, &list, &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; count > 0 && i < HOME_OBSERVING_MAX; i++) {
		struct home_observing task = observing_of(mem, of,
		    count_units(visit, &review, list, count, i), i);

		if (task.total > 0)
			out[found++] = task;
	}
	*out_count = found;
	return YUP_OK;
}
