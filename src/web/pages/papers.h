/*
 * papers.h - what the pages of informes y documentos show; for their templates.
 */
#ifndef YUP_WEB_PAGES_PAPERS_H
#define YUP_WEB_PAGES_PAPERS_H

#include "app/centre.h"
#include "web/pages/job_view.h"
#include "web/router.h"

/* A document that can be asked for, in words. */
struct papers_kind {
	const char *name, *about;
};

extern const struct papers_kind papers_kinds[CENTRE_WHAT__COUNT];

/* A format in words. */
extern const char *const papers_formats[CENTRE_FORMAT__COUNT];

struct papers_issued {
	const struct issued *it;
	const char *when, *size;
};

struct papers_view {
	const struct visit *visit;
	enum centre_what what;        /* the one the form is for */
	unsigned takes;               /* what it may be told in some format: enum centre_takes */
	struct app_version *versions; /* plans that may be chosen, the newest first */
	size_t version_count;
	struct papers_issued *issued;
	size_t issued_count;
	struct job_view *jobs; /* documents made beside, the newest first */
	size_t job_count;
	bool whole, issues; /* who asks may take the whole out; may issue */
	bool is_long;       /* what was asked at once is to be made beside */
	const char *unit;   /* as typed */
};

/* May who asks have some of it; in that format? */
bool papers_offers(const struct papers_view *v, enum centre_what what);
bool papers_offers_in(const struct papers_view *v, enum centre_format format);

/* The page of another document, with the plan that is chosen. */
const char *papers_path(const struct papers_view *v, enum centre_what what);

/* "2027-0": the value that chooses a version. */
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
