/*
 * framework_view.h - the strategic framework as the pages show it, with the plan
 * that serves it: who serves what, and what nobody does.
 */
#ifndef YUP_WEB_PAGES_FRAMEWORK_VIEW_H
#define YUP_WEB_PAGES_FRAMEWORK_VIEW_H

#include "app/framework.h"
#include "web/listing.h"
#include "web/pages/plan_view.h"

/* One institutional objective of the plan against the units. */
struct articulation_row {
	const char *code, *title;
	const struct strategic_node *objective; /* that it is; NULL: the framework has none */
	const struct strategic_node *serves;    /* NULL: nothing, or not that year */
	unsigned *counts;                       /* rows of each unit shown */
	unsigned units;                         /* that serve it */
};

struct framework_view {
	struct visit *visit;
	struct listing listing;              /* of `shown`, or of the rows of the matrix */
	const struct strategic_node **shown; /* filtered and in order */
	const char *kind;                    /* the filter, "" for none */
	struct strategic_node *list;
	size_t count, kind_counts[STRATEGIC_KIND__COUNT];
	bool open; /* who asks may change it */
	bool has_plan;
	struct plan_view plan; /* the newest in force */
	const char **unit_names, **unit_ids;
	size_t unit_count;
	struct articulation_row *rows;
	size_t row_count, unlinked, absent;
	const struct strategic_node *
	    *unserved; /* that nothing serves, of every kind but the last */
	size_t unserved_count;
};

MUST_CHECK int framework_view_load(struct visit *visit, struct framework_view *out,
    struct err *err);

/* What the address asks of the elements, or of the rows of the matrix. */
void framework_view_choose(struct framework_view *v);
void framework_view_choose_rows(struct framework_view *v);

/* "PDES", as written. */
const char *strategic_kind_word(enum strategic_kind kind);
const char *strategic_kind_about(enum strategic_kind kind);

/* "PEI 3.1 · Título", "" for none. */
const char *framework_label(const struct framework_view *v, int64_t id);

#endif
