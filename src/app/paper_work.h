/*
 * paper_work.h - what a printed document is made of, loaded; for paper.c and issue.c only.
 */
#ifndef YUP_APP_PAPER_WORK_H
#define YUP_APP_PAPER_WORK_H

#include "app/paper.h"
#include "report/doc_findings.h"
#include "report/doc_follow_up.h"
#include "report/doc_plan.h"
#include "report/doc_summary.h"

struct paper_work {
	enum app_paper_what what; /* asked for, or the usual one */
	struct institution institution;
	struct doc_head head; /* its number and address may still be set */
	struct doc_official official;
	const struct plan *plan;
	const struct rollup *rolled;
	const struct follow_up *fu;
	struct finding_list findings;
	uint32_t unit; /* of the plan, PLAN_NONE: all */
	const struct pack *pack;
	union {
		struct doc_plan plan;
		struct doc_follow_up follow_up;
		struct doc_summary summary;
		struct doc_findings findings;
	} document;
	doc_say_fn say;
};

/* May app->by have it, and everything it says, in `mem`. */
MUST_CHECK int paper_work_load(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, struct paper_work *out, struct err *err);

/* The document with its head as it is now: `say` and `document` hold it. */
void paper_work_compose(struct mem *mem, const struct app_paper *request, struct paper_work *w);

#endif
