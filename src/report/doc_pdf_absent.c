/* doc_pdf_absent.c - in place of doc_pdf.c and pdf_*.c where the libraries are not. */
#include "report/doc_pdf.h"

int
doc_pdf_write(doc_say_fn say, const void *document, const struct doc_pdf_options *options,
    json_write_fn write, void *context, struct doc_pdf_made *out, struct err *err)
{
	(void)say;
	(void)document;
	(void)options;
	(void)write;
	(void)context;
	(void)out;
	return err_refuse(err, YUP_ECONFLICT, "pdf_absent", "built without pango and cairo");
}
