/*
 * check.h - `yupana check`: the rules over everything in force.
 */
#ifndef YUP_APP_CHECK_H
#define YUP_APP_CHECK_H

#include "app/documents.h"
#include "core/check.h"

/* The findings about one plan or one follow-up. */
struct app_checked {
	const struct plan *plan;    /* one of the two */
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

/* How many findings of each severity. */
void app_count_severities(const struct finding_list *list, size_t counts[SEVERITY__COUNT]);

#endif
