/*
 * R07 - an institutional objective serves a strategic objective valid that year.
 *
 * Warning, only where the framework was loaded (check->facts).
 */
#include <string.h>

#include "core/rules/rules.h"

enum { NONE, NOT_THIS_YEAR };

static bool
is_valid(const struct framework_link *link, int year)
{
	return (link->first_year == 0 || link->first_year <= year) &&
	    (link->last_year == 0 || link->last_year >= year);
}

static void
report(struct check *check, uint32_t index, const struct framework_link *link)
{
	struct finding *f = check_report_node(check, SEVERITY_WARNING,
	    link == NULL ? NONE : NOT_THIS_YEAR, index);

	f->found = value_text(link != NULL ? link->strategic : NULL);
	if (link != NULL) {
		f->extra[0] = value_count(link->first_year);
		f->extra[1] = value_count(link->last_year);
	}
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	const struct framework_link *expired = NULL;

	if (node->level != 0 || check->facts->framework_count == 0)
		return;
	for (size_t i = 0; i < check->facts->framework_count; i++) {
		const struct framework_link *link = &check->facts->framework[i];

		if (strcmp(link->code, node->code) != 0 || link->strategic[0] == '\0')
			continue;
		if (is_valid(link, check->plan->year)) {
			check_pass(check);
			return;
		}
		expired = link;
	}
	report(check, index, expired);
}

const struct rule rule_r07 = {
	.id = 7,
	.title = "El objetivo institucional sirve a uno estratégico vigente",
	.node = check_node,
};
