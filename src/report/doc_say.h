/*
 * doc_say.h - saying a document, for those who say them: a call that the writer has
 * not does nothing, and after the first one that fails nothing more is said.
 */
#ifndef YUP_REPORT_DOC_SAY_H
#define YUP_REPORT_DOC_SAY_H

#include "report/doc.h"

struct doc_speech {
	const struct doc_writer *w;
	struct err *err;
	int rc; /* what doc_say_fn returns */
};

#define DOC_SAY(s, piece, ...)                                                           \
	do {                                                                             \
		if ((s)->rc == YUP_OK && (s)->w->piece != NULL)                          \
			(s)->rc = (s)->w->piece((s)->w->context, __VA_ARGS__, (s)->err); \
	} while (0)

#define DOC_SAY_PLAIN(s, piece)                                             \
	do {                                                                \
		if ((s)->rc == YUP_OK && (s)->w->piece != NULL)             \
			(s)->rc = (s)->w->piece((s)->w->context, (s)->err); \
	} while (0)

#endif
