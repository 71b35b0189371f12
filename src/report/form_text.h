/*
 * form_text.h - a plan as the text of its forms, and a follow-up as that of its
 * two tables: tabs between cells, as import/ reads them.
 *
 * What goes out comes in again as it was; a test holds the two together.
 */
#ifndef YUP_REPORT_FORM_TEXT_H
#define YUP_REPORT_FORM_TEXT_H

#include "core/followup.h"
#include "core/plan.h"

struct str;

/* Forms A and B of every unit, in the pack's words. */
void form_text_plan(struct str *out, const struct plan *plan);

/* Which averages a follow-up is written with. */
enum follow_up_figures {
	FIGURES_PRINTED, /* as they were printed */
	FIGURES_COMPUTED, /* from its operations, in whole per cents; where nothing was, as printed */
};

/* The table of results, then the table of causes and measures. */
void form_text_follow_up(struct str *out, const struct follow_up *fu,
    enum follow_up_figures figures);

#endif
