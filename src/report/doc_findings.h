/*
 * doc_findings.h - what the rules found in a plan or a follow-up, as a report on paper.
 */
#ifndef YUP_REPORT_DOC_FINDINGS_H
#define YUP_REPORT_DOC_FINDINGS_H

#include "core/finding.h"
#include "report/doc.h"

struct doc_findings {
	struct doc_head head;
	const struct plan *plan; /* what they are about: one of the two */
	const struct follow_up *fu;
	const struct finding_list *list; /* in order of rule */
};

/* A doc_say_fn of a struct doc_findings. */
MUST_CHECK int doc_findings_say(const void *document, const struct doc_writer *w, struct err *err);

#endif
