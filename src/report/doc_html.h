/*
 * doc_html.h - a document as one HTML page that needs nothing else: semantic tables, a
 * style for paper, no script.
 */
#ifndef YUP_REPORT_DOC_HTML_H
#define YUP_REPORT_DOC_HTML_H

#include "report/doc.h"
#include "report/json_writer.h"

/* Into `write`.  YUP_EIO "output_failed", and what the document fails with. */
MUST_CHECK int doc_html_write(doc_say_fn say, const void *document, json_write_fn write,
    void *context, struct err *err);

#endif
