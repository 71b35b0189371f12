/*
 * search.h - units, rows and people by what they are called.
 */
#ifndef YUP_WEB_PAGES_SEARCH_H
#define YUP_WEB_PAGES_SEARCH_H

#include "app/plan_list.h"
#include "web/listing.h"
#include "web/pages/plan_view.h"

struct search_row {
	uint32_t row;
	const struct plan_node *node;
	const char *path;  /* of its unit, "" above units */
	const char *where; /* the other field it was found in: "responsable: ...", "" */
	int rank;          /* 0: its code, 1: its title, 2: elsewhere */
};

struct search_person {
	int64_t id;
	const char *name, *login;
};

struct search {
	const struct plan_view *plan; /* NULL: there is none */
	struct listing listing;
	struct app_version *plans;
	size_t plan_count;
	struct search_row *rows;
	size_t row_count;
	uint32_t *units;
	size_t unit_count;
	struct search_person *people;
	size_t people_count;
	bool manages; /* people: their pages */
	bool too_short;
	bool by_code; /* only digits and dots: the beginning of a code */
};

enum { SEARCH_LEAST = 2, SEARCH_PEOPLE_MAX = 20 };

#endif
