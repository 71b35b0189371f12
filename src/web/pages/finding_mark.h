/*
 * finding_mark.h - the ways to put a finding right as pages offer them, and what tells
 * each from every other, as long as it says the same: a form names it so, and not by
 * its place in a list that somebody else's edit moves.
 */
#ifndef YUP_WEB_PAGES_FINDING_MARK_H
#define YUP_WEB_PAGES_FINDING_MARK_H

#include "core/fix_choice.h"
#include "web/pages/observe_view.h"

struct finding_choice {
	struct fix_choice fix;
	const char *label; /* "total: 15" */
	const char *mark;  /* sixteen letters, of the finding and of what the page says of it */
};

struct finding_choices {
	struct finding_choice items[FIX_CHOICES_MAX];
	size_t count;
};

/* Those of a finding that the page tells by `sentence`; in view->mem. */
struct finding_choices finding_choices_of(const struct plan_view *view,
    const struct finding *finding, const char *sentence);

/* The one that a form names; NULL: it is not among them any more. */
const struct finding_choice *finding_choice_called(const struct finding_choices *choices,
    const char *mark);

/* As far as observations go (NULL: there are none), may all its cells be changed? */
bool finding_choice_is_open(const struct finding_choice *choice,
    const struct observed_list *observed);

#endif
