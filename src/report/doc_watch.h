/*
 * doc_watch.h - somebody who hears each row of a document as it is said to a writer, and
 * may end it there: how long work shows how far it is, whoever writes it down.
 */
#ifndef YUP_REPORT_DOC_WATCH_H
#define YUP_REPORT_DOC_WATCH_H

#include "report/doc.h"

/* `row` rows were said of the time that is `pass`, from 1; negative ends the document. */
typedef int (*doc_watch_fn)(void *context, unsigned pass, size_t row, struct err *err);

struct doc_watch {
	doc_say_fn say;
	const void *document;
	doc_watch_fn heard;
	void *context;
	unsigned *pass; /* the caller's, 0 before the first */
};

/* For writers: `watch` is the struct doc_watch, said as the document it is of. */
MUST_CHECK int doc_watch_say(const void *watch, const struct doc_writer *w, struct err *err);

#endif
