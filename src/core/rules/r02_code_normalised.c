/*
 * R02 - a code was understood only after it was normalised.
 *
 * Warning, with the code that was taken as the fix.
 */
#include <string.h>

#include "core/rules/rules.h"

enum { TRAILING_DOT, LOST_PART, PADDING };

/* Dots and hyphens: the joints of a code. */
static unsigned
count_joints(const char *code)
{
	unsigned n = 0;

	for (; *code != '\0'; code++)
		n += *code == '.' || *code == '-';
	return n;
}

static unsigned
variant_of(const char *read, const char *code)
{
	size_t length = strlen(code);

	if (strncmp(read, code, length) == 0 && read[length] == '.')
		return TRAILING_DOT;
	return count_joints(read) < count_joints(code) ? LOST_PART : PADDING;
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	struct finding *f;

	if (node->code_read[0] == '\0')
		return;
	if (node->code_read == node->code || strcmp(node->code_read, node->code) == 0) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_WARNING, variant_of(node->code_read, node->code),
	    index);
	f->expected = value_text(node->code);
	f->found = value_text(node->code_read);
	*check_fix(check, f, 1) = (struct fix_change){ FIX_CODE, index, 0, value_text(node->code) };
}

const struct rule rule_r02 = {
	.id = 2,
	.title = "El código está escrito completo y sin sobras",
	.node = check_node,
};
