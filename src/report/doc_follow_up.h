/*
 * doc_follow_up.h - a follow-up as the document that is printed of it: its two tables.
 */
#ifndef YUP_REPORT_DOC_FOLLOW_UP_H
#define YUP_REPORT_DOC_FOLLOW_UP_H

#include "core/followup.h"
#include "report/doc_plan.h"

struct doc_follow_up {
	struct doc_head head;
	const struct follow_up *fu; /* computed */
	const struct doc_official *official;
};

/* A doc_say_fn of a struct doc_follow_up. */
MUST_CHECK int doc_follow_up_say(const void *document, const struct doc_writer *w, struct err *err);

#endif
