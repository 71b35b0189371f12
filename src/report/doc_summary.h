/*
 * doc_summary.h - the executive summary: of a follow-up, how far the institution and its
 * units are; of a plan, what it plans by unit and through the year.
 */
#ifndef YUP_REPORT_DOC_SUMMARY_H
#define YUP_REPORT_DOC_SUMMARY_H

#include "core/finding.h"
#include "core/rollup.h"
#include "report/doc_plan.h"

struct doc_summary {
	struct doc_head head;
	const struct plan *plan; /* one of the two */
	const struct rollup *rolled;
	const struct follow_up *fu;
	const struct finding_list *findings; /* NULL: not told */
	const struct doc_official *official;
};

/* A doc_say_fn of a struct doc_summary. */
MUST_CHECK int doc_summary_say(const void *document, const struct doc_writer *w, struct err *err);

#endif
