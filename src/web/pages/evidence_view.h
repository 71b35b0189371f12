/*
 * evidence_view.h - files attached as evidence, as pages show them.
 */
#ifndef YUP_WEB_PAGES_EVIDENCE_VIEW_H
#define YUP_WEB_PAGES_EVIDENCE_VIEW_H

#include "app/evidence.h"
#include "web/pages/report_view.h"

/* A body with one file of the largest size an institution may choose, and its fields. */
enum { EVIDENCE_BODY_MAX = 41 << 20 };

struct evidence_row {
	const struct app_evidence *it;
	const char *code, *title;                      /* of the plan's row; "" of an item */
	const char *size, *added_at, *dated_on, *word; /* "1,2 MB", "31/01/2031 08:30", "PDF" */
	const char *twins;                             /* where else its content is, "" nowhere */
};

struct evidence_list {
	const struct visit *visit;
	struct evidence_row *rows;
	size_t count;
	bool may_remove;
	bool corrects; /* the period closed: with a reason */
};

/* `plan` is NULL for those of an item. */
MUST_CHECK int evidence_list_make(struct visit *visit, const struct plan *plan,
    struct app_evidence *list, size_t count, struct evidence_list *out, struct err *err);

/* Those of an item of a register. */
MUST_CHECK int evidence_list_of_item(struct visit *visit, int64_t item_id, bool may_remove,
    struct evidence_list *out, struct err *err);

/* The file and the fields that a form brings, for a place.  "upload_absent". */
MUST_CHECK int evidence_form_read(struct visit *visit, const struct evidence_place *place,
    struct app_new_evidence *out, struct err *err);

/* A unit's in a period: "/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias". */
struct evidence_page {
	struct report_unit_view unit;
	struct evidence_list list;
	const char *row; /* chosen in the form */
	size_t without;  /* rows that say something and have no file */
	bool adds;
};

#endif
