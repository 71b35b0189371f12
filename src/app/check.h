/*
 * check.h - `yupana check`: the rules over everything in force.
 */
#ifndef YUP_APP_CHECK_H
#define YUP_APP_CHECK_H

#include "app/documents.h"
#include "app/live.h"
#include "core/check.h"
#include "core/register.h"

/* The findings about one plan or one follow-up. */
struct app_checked {
	const struct plan *plan; /* one of the two */
	const struct follow_up *fu;
	struct finding_list findings;
};

struct app_check {
	struct app_checked *documents;
	size_t count;
	uint64_t passed[RULE_MAX + 1];
};

/* Check what `institution` (NULL: every one) has in force. */
MUST_CHECK int app_check(const struct app *app, struct mem *mem, const char *institution,
    struct app_check *out, struct err *err);

/*
 * Add what was reported in periods that are closed, or whose day has passed: R35 to R45
 * of each as of any follow-up.  What is told lives as long as `plans`.
 */
MUST_CHECK int app_check_reports(const struct app *app, struct app_plans *plans, struct mem *mem,
    const char *institution, struct app_check *check, struct err *err);

/* An item of a register with which something is wrong (R40, R48). */
struct app_checked_item {
	const struct institution *institution;
	const struct pack_register *reg;
	const struct register_item *item;
	struct register_finding faults[REGISTER_FINDINGS_MAX];
	size_t fault_count;
};

/* Those of `institution` (NULL: of every one), by register; in `mem`. */
MUST_CHECK int app_check_registers(const struct app *app, struct mem *mem, const char *institution,
    struct app_checked_item **out, size_t *out_count, struct err *err);

/* How many findings of each severity. */
void app_count_severities(const struct finding_list *list, size_t counts[SEVERITY__COUNT]);

#endif
