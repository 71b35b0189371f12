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

/* The table of results, then the table of causes and measures. */
void form_text_follow_up(struct str *out, const struct follow_up *fu);

#endif
