/*
 * people_view.h - the people of an institution as a list: who they are, what they
 * may, whether they can sign in.
 */
#ifndef YUP_WEB_PAGES_PEOPLE_VIEW_H
#define YUP_WEB_PAGES_PEOPLE_VIEW_H

#include "app/accounts.h"
#include "web/listing.h"
#include "web/pages/units.h"

enum person_state { PERSON_ACTIVE, PERSON_INVITED, PERSON_DISABLED, PERSON_STATE__COUNT };

struct people_row {
	struct app_person person;
	const char *roles; /* held today, in words; "" for none */
	enum person_state state;
};

struct people_view {
	struct visit *visit;
	struct listing list;
	struct people_row *rows; /* that the filters leave, in order */
	size_t count, all;
};

/* Filtered and ordered as the address says. */
MUST_CHECK int people_view_load(struct visit *visit, struct people_view *out, struct err *err);

/* Everybody; in the request's arena. */
MUST_CHECK int people_all(struct visit *visit, struct app_person **out, size_t *count,
    struct err *err);

/* "Activa", "Invitada", "Deshabilitada", as written; and the style of its mark. */
const char *person_state_word(enum person_state state);
const char *person_state_style(enum person_state state);
enum person_state person_state_of(const struct app_person *person);

#endif
