/*
 * doc_plan.h - a plan as the forms that people file: A, B, or the whole programme.
 *
 * Columns, their order and their words are those of the pack; an objective's row in form
 * B and a unit's total are as they were printed where a document said them and nobody
 * has changed what they follow from, else as they are computed, under the plan's policy.
 */
#ifndef YUP_REPORT_DOC_PLAN_H
#define YUP_REPORT_DOC_PLAN_H

#include "core/rollup.h"
#include "report/doc.h"

enum doc_plan_part {
	DOC_PLAN_WHOLE, /* cover, texts, organisation chart, contents, all forms, budget, signatures */
	DOC_PLAN_FORMS, /* A and B */
	DOC_PLAN_FORM_A,
	DOC_PLAN_FORM_B,
};

/* What an institution says of itself, and who signs for it; texts are never NULL. */
struct doc_official {
	const char *legal_basis, *mission, *vision;
	struct doc_signature signatures[3];
};

struct doc_plan {
	struct doc_head head;
	const struct plan *plan;     /* settled */
	const struct rollup *rolled; /* of it */
	enum doc_plan_part part;
	uint32_t unit; /* PLAN_NONE: every one */
	const struct doc_official *official;
	const struct doc_box *boxes; /* of the organisation chart */
	size_t box_count;
	const uint32_t *first, *nodes; /* of each unit, see doc_plan_index() */
	const uint32_t *form_unit;     /* whose rows each form A has; PLAN_NONE: of several */
};

/* Which rows each unit has, in order: sets the last three, in `mem`. */
void doc_plan_index(struct mem *mem, struct doc_plan *document);

/* Who signs: "Elaborado por", "Revisado por", "Aprobado por", to be written by hand. */
void doc_official_init(struct doc_official *official);

/* A doc_say_fn of a struct doc_plan. */
MUST_CHECK int doc_plan_say(const void *document, const struct doc_writer *w, struct err *err);

#endif
