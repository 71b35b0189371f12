/*
 * document_view.h - a follow-up document, line by line, as it is printed.
 */
#ifndef YUP_WEB_PAGES_DOCUMENT_VIEW_H
#define YUP_WEB_PAGES_DOCUMENT_VIEW_H

#include "core/progress.h"
#include "web/pages/report_view.h"

enum document_kind { DOCUMENT_LEVEL, DOCUMENT_UNIT, DOCUMENT_OPERATION };

struct document_line {
	enum document_kind kind;
	uint32_t index; /* of the aggregate, unit or operation */
};

struct document_view {
	struct period_view p;
	struct follow_up *fu;
	const struct plan_unit *unit; /* whose it is, NULL: of all */
	const char *as_of, *year_end; /* "30/06/2027" */
	struct document_line *lines;
	size_t count, room;
};

/* It has its row in the second table: a cause or a measure. */
bool document_explains(const struct fu_operation *op);
bool document_unit_explains(const struct document_view *v, uint32_t unit);

#endif
