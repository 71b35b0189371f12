/*
 * import_view.h - a document that waits, as the page shows it: what was read, what
 * was repaired beside its cells, what it would change.
 */
#ifndef YUP_WEB_PAGES_IMPORT_VIEW_H
#define YUP_WEB_PAGES_IMPORT_VIEW_H

#include <stdint.h>

#include "app/pending.h"
#include "web/router.h"

enum { IMPORT_ROWS_SHOWN = 200 };

struct import_unit {
	const char *path, *name;
	size_t objectives, activities, repaired, unresolved, findings;
	bool chosen;        /* on the form that comes back */
	const char *worked; /* since the last import: "3 cambios · 1 paso"; "" for nothing */
};

/* A row that could not be read as it is. */
struct import_row {
	const char *code, *title, *unit;
	unsigned line;
	const char *place; /* "línea 14" */
	bool repaired;
	const char *const *cells; /* of the file */
	size_t cell_count;
	const char **values; /* as taken; NULL where unresolved */
	bool *changed;       /* of each: the repair put it there */
	size_t value_count;
	const char *note; /* what was done, or what it could be */
};

struct import_change {
	const char *kind, *style; /* in words */
	const char *unit, *code, *title;
	const char *cells; /* "ponderación: 20 % → 25 %; ..." */
};

struct import_finding {
	const char *rule, *style, *sentence, *place;
};

struct import_view {
	struct visit *visit;
	struct pending pending;
	const struct app_import_item *item;
	const char *kind, *said, *encoding, *decimals, *expires;
	int year;
	unsigned version;
	const char *as_of;
	struct import_unit *units;
	size_t unit_count;
	size_t edits, steps, observations; /* since, in all units */
	bool some;                         /* only some units were asked for */
	struct import_row *rows;
	size_t row_count, repaired, unresolved;
	const char **issues;
	unsigned *issue_lines;
	const char **issue_places;          /* "línea 14"; "" where it has none */
	size_t change_count, finding_count; /* of the next two */
	struct import_change *changes;
	struct import_finding *findings;
	const char *const *periods;
	size_t period_count;
};

/* Everything in the request's arena. */
void import_view_make(struct visit *visit, const struct pending *pending,
    const struct app_import_item *item, struct import_view *out);

/* All of it as a file for a spreadsheet. */
MUST_CHECK int import_view_csv(const struct import_view *v, struct err *err);

#endif
