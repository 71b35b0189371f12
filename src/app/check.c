#include "app/check.h"

#include <string.h>

#include "app/actor.h"
#include "app/registers.h"
#include "app/reports.h"
#include "base/date.h"
#include "base/mem.h"

static void
add_passed(struct app_check *check, const uint64_t passed[RULE_MAX + 1])
{
	for (size_t i = 0; i <= RULE_MAX; i++)
		check->passed[i] += passed[i];
}

int
app_check(const struct app *app, struct mem *mem, const char *institution, struct app_check *out,
    struct err *err)
{
	struct app_check check = { 0 };
	struct app_documents all;
	int rc;

	rc = app_load(app, mem, institution, MAY_READ_PLAN, APP_PLANS | APP_FOLLOW_UPS, &all, err);
	if (rc < 0)
		return rc;
	check.documents = mem_array(mem, all.plan_count + all.follow_up_count + 1,
	    sizeof(*check.documents));
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++) {
		struct app_checked *c = &check.documents[check.count++];
		uint64_t passed[RULE_MAX + 1] = { 0 };

		c->plan = all.plans[i].plan;
		rc = check_plan(mem, c->plan, &c->findings, passed, err);
		add_passed(&check, passed);
	}
	for (size_t i = 0; rc == YUP_OK && i < all.follow_up_count; i++) {
		struct app_checked *c = &check.documents[check.count++];
		uint64_t passed[RULE_MAX + 1] = { 0 };

		c->fu = all.follow_ups[i].fu;
		rc = check_follow_up(mem, c->fu, &c->findings, passed, err);
		add_passed(&check, passed);
	}
	if (rc < 0)
		return rc;
	*out = check;
	return YUP_OK;
}

/* ---- What was reported here -------------------------------------------------------- */

/* While units still have days to report, what is missing is not wrong. */
static bool
is_over(const struct app *app, const struct report_period *period)
{
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];

	app->now(now);
	date_of(now, today);
	return period->state == PERIOD_CLOSED ||
	    (period->state == PERIOD_OPEN && strcmp(today, period->due_on) > 0);
}

static int
check_period(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, struct app_check *check, struct err *err)
{
	struct app_checked *grown = mem_array(mem, check->count + 2, sizeof(*grown));
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct app_checked *c = &grown[check->count];
	struct follow_up *fu = NULL;
	int rc = app_report_follow_up(app, plans, mem, which, PLAN_NONE, &fu, err);

	if (rc == YUP_OK)
		rc = check_follow_up(mem, fu, &c->findings, passed, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < check->count; i++)
		grown[i] = check->documents[i];
	c->fu = fu;
	check->documents = grown;
	check->count++;
	add_passed(check, passed);
	return YUP_OK;
}

static int
check_years(const struct app *app, struct app_plans *plans, struct mem *mem, int64_t institution_id,
    struct app_check *check, struct err *err)
{
	struct report_period *periods = NULL;
	size_t count = 0, period_count = 0;
	int *years = NULL;
	int rc = app_period_years(app, mem, institution_id, &years, &count, err);

	for (size_t y = count; rc == YUP_OK && y-- > 0;) {
		if (app->choice.year != 0 && app->choice.year != years[y])
			continue;
		rc = app_period_list(app, mem, institution_id, years[y], &periods, &period_count,
		    err);
		for (size_t i = 0; rc == YUP_OK && i < period_count; i++)
			if (is_over(app, &periods[i]))
				rc = check_period(app, plans, mem,
				    &(struct app_period){ institution_id, years[y],
					periods[i].number },
				    check, err);
	}
	return rc;
}

int
app_check_reports(const struct app *app, struct app_plans *plans, struct mem *mem,
    const char *institution, struct app_check *check, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_allowed(app, mem, institution, MAY_READ_PLAN, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = check_years(app, plans, mem, list[i].id, check, err);
	return rc;
}

/* ---- Registers ------------------------------------------------------------------------- */

struct gathered {
	struct app_checked_item *list;
	size_t count, room;
};

static int
check_register(const struct app *app, struct mem *mem, const struct institution *of,
    const char *key, struct gathered *to, struct err *err)
{
	const struct register_filter faulty = { .faulty = true };
	struct app_register_list found;
	int rc = app_register_items(app, mem, of->id, key, &faulty, &found, err);

	for (size_t i = 0; rc == YUP_OK && i < found.count; i++) {
		struct app_checked_item *c;

		MEM_PUSH(mem, to->list, to->count, to->room);
		c = &to->list[to->count - 1];
		*c = (struct app_checked_item){ .institution = of,
			.reg = found.reg,
			.item = &found.items[i] };
		c->fault_count = register_check(found.reg, c->item, found.today, c->faults);
	}
	return rc;
}

int
app_check_registers(const struct app *app, struct mem *mem, const char *institution,
    struct app_checked_item **out, size_t *out_count, struct err *err)
{
	struct app_register_sum *sums = NULL;
	struct institution *list = NULL;
	struct gathered found = { 0 };
	size_t count = 0, sum_count = 0;
	int rc = app_allowed(app, mem, institution, MAY_READ_PLAN, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		rc = app_register_all(app, mem, list[i].id, &sums, &sum_count, err);
		for (size_t k = 0; rc == YUP_OK && k < sum_count; k++)
			if (sums[k].faulty > 0)
				rc = check_register(app, mem, &list[i], sums[k].reg->key, &found,
				    err);
	}
	if (rc < 0)
		return rc;
	*out = found.list;
	*out_count = found.count;
	return YUP_OK;
}

/* ---- Counting --------------------------------------------------------------------------- */

void
app_count_severities(const struct finding_list *list, size_t counts[SEVERITY__COUNT])
{
	for (size_t i = 0; i < list->count; i++)
		counts[list->items[i].severity]++;
}
