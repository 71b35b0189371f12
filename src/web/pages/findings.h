/*
 * findings.h - what the rules say of a plan, to filter, group and put right.
 */
#ifndef YUP_WEB_PAGES_FINDINGS_H
#define YUP_WEB_PAGES_FINDINGS_H

#include "web/listing.h"
#include "web/pages/finding_mark.h"
#include "web/pages/plan_sums.h"

struct findings_row {
	const struct finding *finding;
	const char *rule, *title; /* "R11", and what it looks at */
	const char *severity;     /* "error" */
	uint32_t unit;            /* PLAN_NONE: nobody's */
	const char *path;         /* of the unit, "" */
	const char *code;         /* of the row, "" */
	const char *sentence;
	struct finding_choices choices; /* to put it right */
	const char *go;                 /* a link to the cell, NULL where there is none */
	bool fixes;                     /* who asks may apply one of them now */
};

struct findings_rule {
	unsigned rule;
	const char *title;
	size_t count;
};

struct findings {
	const struct plan_view *plan;
	struct plan_sums sums;
	struct observed_list observed; /* what they lock is not offered to be put right */
	struct listing listing;
	const char *severity, *group; /* filters as they are in the address, "" for none */
	unsigned rule;                /* 0: every one */
	uint32_t unit;                /* PLAN_NONE: every one */
	const char *unit_id;
	struct findings_row *rows;
	size_t row_count;
	struct findings_rule *rules; /* those that found something */
	size_t rule_count;
	size_t counts[SEVERITY__COUNT]; /* of the list as filtered */
	size_t total;                   /* before the filters */
	bool exports;
	bool exports_all; /* the whole plan, as a document */
	const char *wrong;
};

/* Who asks may put it right so, now. */
bool findings_may_fix(const struct findings *v, const struct finding_choice *choice);

/* Row `i` begins a group: what to put above it; NULL where it does not. */
const char *findings_group_at(const struct findings *v, size_t i);

/* The address of the same list as a file. */
const char *findings_csv_link(const struct findings *v, bool book);

#endif
