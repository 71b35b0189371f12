#include "report/doc_watch.h"

struct watching {
	const struct doc_watch *watch;
	const struct doc_writer *to;
	size_t rows;
};

/* A piece goes on as it came. */
#define PASS_ON(piece, parameters, ...)                                  \
	static int pass_##piece parameters                               \
	{                                                                \
		const struct watching *w = context;                      \
                                                                         \
		return w->to->piece(w->to->context, ##__VA_ARGS__, err); \
	}

PASS_ON(begin, (void *context, const struct doc_head *head, struct err *err), head)
PASS_ON(cover, (void *context, const struct doc_pair *pairs, size_t count, struct err *err), pairs,
    count)
PASS_ON(contents, (void *context, struct err *err))
PASS_ON(heading, (void *context, unsigned level, const char *text, struct err *err), level, text)
PASS_ON(text, (void *context, enum doc_text_style style, const char *text, struct err *err), style,
    text)
PASS_ON(pairs, (void *context, const struct doc_pair *pairs, size_t count, struct err *err), pairs,
    count)
PASS_ON(organisation, (void *context, const struct doc_box *boxes, size_t count, struct err *err),
    boxes, count)
PASS_ON(chart, (void *context, const struct chart *chart, struct err *err), chart)
PASS_ON(table, (void *context, const struct doc_table *table, struct err *err), table)
PASS_ON(table_end, (void *context, struct err *err))
PASS_ON(signatures,
    (void *context, const struct doc_signature *list, size_t count, struct err *err), list, count)
PASS_ON(page, (void *context, struct err *err))
PASS_ON(end, (void *context, struct err *err))

/* Also where the writer has nothing to do for one. */
static int
hear_row(void *context, const struct doc_row *row, struct err *err)
{
	struct watching *w = context;
	int rc = w->watch->heard(w->watch->context, *w->watch->pass, ++w->rows, err);

	return rc == YUP_OK && w->to->row != NULL ? w->to->row(w->to->context, row, err) : rc;
}

int
doc_watch_say(const void *watch, const struct doc_writer *to, struct err *err)
{
	const struct doc_watch *of = watch;
	struct watching w = { of, to, 0 };
	const struct doc_writer hears = {
		.context = &w,
		.begin = to->begin != NULL ? pass_begin : NULL,
		.cover = to->cover != NULL ? pass_cover : NULL,
		.contents = to->contents != NULL ? pass_contents : NULL,
		.heading = to->heading != NULL ? pass_heading : NULL,
		.text = to->text != NULL ? pass_text : NULL,
		.pairs = to->pairs != NULL ? pass_pairs : NULL,
		.organisation = to->organisation != NULL ? pass_organisation : NULL,
		.chart = to->chart != NULL ? pass_chart : NULL,
		.table = to->table != NULL ? pass_table : NULL,
		.row = hear_row,
		.table_end = to->table_end != NULL ? pass_table_end : NULL,
		.signatures = to->signatures != NULL ? pass_signatures : NULL,
		.page = to->page != NULL ? pass_page : NULL,
		.end = to->end != NULL ? pass_end : NULL,
	};

	(*of->pass)++;
	return of->say(of->document, &hears, err);
}
