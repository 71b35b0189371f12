/*
 * doc_pdf.h - a document as a PDF for paper: landscape, fonts inside, numbered pages.
 *
 * Written as it goes: what is kept of a page that is over is a few bytes.  The same
 * document gives the same bytes.  Without the libraries (YUPANA_PDF) it is refused.
 */
#ifndef YUP_REPORT_DOC_PDF_H
#define YUP_REPORT_DOC_PDF_H

#include "io/hash.h"
#include "report/doc.h"
#include "report/json_writer.h"

/* A size of paper, in thousandths of a point, lying. */
struct doc_paper {
	const char *key, *name; /* "a4", "A4" */
	int width, height;
};

extern const struct doc_paper doc_papers[];
extern const size_t doc_paper_count;

/* NULL: there is no such. */
const struct doc_paper *doc_paper_find(const char *key);

struct doc_pdf_options {
	const struct doc_paper *paper; /* NULL: the first one */
};

enum { DOC_PDF_PASSES = 4 }; /* how often it listens to the document: the last time it draws */

/* What came of it. */
struct doc_pdf_made {
	uint8_t hash[HASH_SHA256_SIZE]; /* of what it says, see doc_text.h */
	unsigned pages;
};

/*
 * Into `write`; `out` may be NULL.  YUP_EIO "output_failed"; YUP_ECONFLICT "pdf_absent":
 * this program was built without it; YUP_ELIMIT "pdf_titles": more headings than one
 * document may have.
 */
MUST_CHECK int doc_pdf_write(doc_say_fn say, const void *document,
    const struct doc_pdf_options *options, json_write_fn write, void *context,
    struct doc_pdf_made *out, struct err *err);

#endif
