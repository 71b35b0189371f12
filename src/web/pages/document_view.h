/*
 * document_view.h - a follow-up document, line by line, as it is printed: of a period
 * that was reported here, or read in a document.
 */
#ifndef YUP_WEB_PAGES_DOCUMENT_VIEW_H
#define YUP_WEB_PAGES_DOCUMENT_VIEW_H

#include "core/finding.h"
#include "core/follow_up_edit.h"
#include "core/follow_up_lines.h"
#include "web/pages/report_view.h"

struct document_line {
	enum fu_line_kind kind;
	uint32_t index;
	const char *name, *code, *link; /* link: "" without one */
	const char *physical, *financial;
	const char *printed; /* physical as printed, "—" where nothing was */
	bool differs;        /* what was printed is not what was computed */
	bool stated;         /* a person's per cent, not a division */
	const struct report_finding *findings;
	size_t finding_count;
};

/* One that was corrected: its cell, by whom, when and why. */
struct document_change {
	const char *what, *before, *after; /* what: "08-01 · avance físico" */
	const char *actor, *at, *why;
	const char *line; /* its id */
};

struct document_choice {
	const char *id, *name;
	bool chosen;
};

struct document_view {
	struct visit *visit;
	struct mem *mem;
	const struct follow_up *fu;
	const char *path;               /* its own address */
	const char *crumb_path, *crumb; /* where it is listed */
	const char *title;              /* "Primer semestre gestión 2027" */
	const char *scope;              /* the unit's or level's name, NULL: of all */
	const char *as_of, *year_end;   /* "30/06/2027" */
	const char *threshold;          /* "35" */
	bool compares; /* read in a document: printed and computed beside each other */
	bool read;     /* in a document */
	struct document_line *lines;
	size_t count;
	const struct report_finding *findings; /* of no line */
	size_t finding_count, error_count, all_count;

	/* Of one that was reported here. */
	bool open, all;                 /* its period is; who asks may read the whole institution */
	struct document_choice *scopes; /* the units and levels that who asks may read */
	size_t scope_count;

	/* Of one that was read in a document. */
	int64_t id;
	bool corrects;
	size_t wrong_averages;
	const char *why;
	const struct document_change *changes;
	size_t change_count;
};

/* As above; `of` NULL: all of it.  `list` may be NULL. */
void document_lines(struct document_view *v, const struct fu_member *of,
    const struct finding_list *list);

/* "12,50", "—" where nobody has said. */
const char *document_percent(struct mem *mem, int64_t value_e9);
const char *document_printed(struct mem *mem, int64_t value_e4);

/* ---- One line of a document that was read --------------------------------------------- */

struct document_term {
	const char *name, *link, *value, *printed;
};

struct document_field {
	const char *key, *label, *value;
	bool is_long;
};

struct line_view {
	struct document_view doc;
	const char *id, *name, *code;
	bool is_average;
	const char *method, *formula, *agreement;
	bool agrees;
	const char *from_printed; /* of a level: from its members as printed; NULL */
	const struct document_term *terms;
	size_t term_count;
	const char *source, *cells; /* "poa.txt, línea 12", and the line as read */
	const struct report_finding *findings;
	size_t finding_count;
	struct document_field fields[FU_FIELD__COUNT];
	size_t field_count;
	const struct document_choice *choices; /* what a level may average */
	size_t choice_count;
	const char *why;
};

#endif
