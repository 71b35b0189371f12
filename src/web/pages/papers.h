/*
 * papers.h - what the pages of printed documents show; for their templates.
 */
#ifndef YUP_WEB_PAGES_PAPERS_H
#define YUP_WEB_PAGES_PAPERS_H

#include "app/paper.h"
#include "web/router.h"

/* A document that can be asked for: a line of the page. */
struct papers_kind {
	const char *key, *name, *about;
	enum app_paper_what what;
	bool of_unit; /* may be of one unit */
};

struct papers_issued {
	const struct issued *it;
	const char *when, *size;
};

struct papers_view {
	const struct visit *visit;
	struct app_version *versions; /* plans that may be chosen, the newest first */
	size_t version_count;
	struct papers_issued *issued;
	size_t issued_count;
	bool whole, issues; /* who asks may take the whole out; may issue */
	const char *unit;   /* as typed */
};

extern const struct papers_kind papers_kinds[];
extern const size_t papers_kind_count;

/* "plan-2027-0": the value that chooses a version. */
const char *papers_version_value(const struct papers_view *v, size_t i);
bool papers_version_chosen(const struct papers_view *v, size_t i);

/* What was found of a document in somebody's hands; NULL: nothing (yet). */
struct papers_verified {
	const char *hash;     /* as typed, "" at first */
	const char *wrong;    /* why it is none */
	struct issued *found; /* NULL */
	const char *when, *day;
};

#endif
