#include "report/doc_pdf.h"

#include <cairo-pdf.h>
#include <qrencode.h>
#include <string.h>

#include "base/mem.h"
#include "report/pdf_flow.h"

/* ---- Hearing: the hash, the headings, the widths of columns ------------------------- */

/* What is heard goes to the text that is hashed too. */
struct ear {
	struct pdf *pdf;
	const struct doc_writer *text;
};

static const char *
kept(struct pdf *pdf, const char *text)
{
	return mem_strdup(pdf->mem, text != NULL ? text : "");
}

static void
copy_head(struct pdf *pdf, const struct doc_head *head)
{
	pdf->head = (struct doc_head){
		.title = kept(pdf, head->title),
		.institution = kept(pdf, head->institution),
		.acronym = kept(pdf, head->acronym),
		.kind = kept(pdf, head->kind),
		.year = head->year,
		.number = kept(pdf, head->number),
		.version = kept(pdf, head->version),
		.resolution = kept(pdf, head->resolution),
		.as_of = kept(pdf, head->as_of),
		.verify = kept(pdf, head->verify),
		.dot_decimals = head->dot_decimals,
		.is_draft = head->is_draft,
		.bands = head->bands,
		.band_count = head->band_count,
	};
}

static int
hear_title(struct pdf *pdf, unsigned level, const char *text, struct err *err)
{
	if (pdf->title_count == PDF_TITLES_MAX)
		return err_refuse(err, YUP_ELIMIT, "pdf_titles", "%d", PDF_TITLES_MAX);
	MEM_PUSH(pdf->mem, pdf->titles, pdf->title_count, pdf->title_room);
	pdf->titles[pdf->title_count - 1] = (struct pdf_title){ kept(pdf, text), level, 0 };
	return YUP_OK;
}

static int
hear_begin(void *context, const struct doc_head *head, struct err *err)
{
	(void)err;
	copy_head(context, head);
	return YUP_OK;
}

static int
hear_heading(void *context, unsigned level, const char *text, struct err *err)
{
	return hear_title(context, level, text, err);
}

static int
hear_table(void *context, const struct doc_table *table, struct err *err)
{
	struct pdf *pdf = context;

	pdf_hear_table(pdf, table);
	if (table->listed == 0 || table->owner == NULL || table->owner[0] == '\0')
		return YUP_OK;
	return hear_title(pdf, table->listed, table->owner, err);
}

static int
hear_row(void *context, const struct doc_row *row, struct err *err)
{
	(void)err;
	pdf_hear_row(context, row);
	return YUP_OK;
}

/* ---- Laying out and drawing ---------------------------------------------------------- */

static int
lay_cover(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	(void)err;
	pdf_put_cover(context, pairs, count);
	return YUP_OK;
}

static int
lay_contents(void *context, struct err *err)
{
	(void)err;
	pdf_put_contents(context);
	return YUP_OK;
}

static int
lay_heading(void *context, unsigned level, const char *text, struct err *err)
{
	(void)err;
	pdf_put_heading(context, level, text);
	return YUP_OK;
}

static int
lay_text(void *context, enum doc_text_style style, const char *text, struct err *err)
{
	(void)err;
	pdf_put_text(context, style, text);
	return YUP_OK;
}

static int
lay_pairs(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	(void)err;
	pdf_put_pairs(context, pairs, count);
	return YUP_OK;
}

static int
lay_organisation(void *context, const struct doc_box *boxes, size_t count, struct err *err)
{
	(void)err;
	pdf_put_organisation(context, boxes, count);
	return YUP_OK;
}

static int
lay_chart(void *context, const struct chart *chart, struct err *err)
{
	(void)err;
	pdf_put_chart(context, chart);
	return YUP_OK;
}

static int
lay_table(void *context, const struct doc_table *table, struct err *err)
{
	(void)err;
	pdf_table_begin(context, table);
	return YUP_OK;
}

static int
lay_row(void *context, const struct doc_row *row, struct err *err)
{
	struct pdf *pdf = context;

	if (*pdf->failed)
		return err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	pdf_table_row(pdf, row);
	return YUP_OK;
}

static int
lay_table_end(void *context, struct err *err)
{
	(void)err;
	pdf_table_end(context);
	return YUP_OK;
}

static int
lay_signatures(void *context, const struct doc_signature *list, size_t count, struct err *err)
{
	(void)err;
	pdf_put_signatures(context, list, count);
	return YUP_OK;
}

static int
lay_page(void *context, struct err *err)
{
	(void)err;
	pdf_new_page(context);
	return YUP_OK;
}

/* ---- Passes -------------------------------------------------------------------------- */

static int
hear(struct pdf *pdf, doc_say_fn say, const void *document, struct err *err)
{
	const struct doc_writer w = {
		.context = pdf,
		.begin = hear_begin,
		.heading = hear_heading,
		.table = hear_table,
		.row = hear_row,
	};
	int rc = doc_text_hash(say, document, pdf->hash, err);

	doc_hash_put(pdf->hash_text, pdf->hash);
	return rc == YUP_OK ? say(document, &w, err) : rc;
}

static int
lay_out(struct pdf *pdf, doc_say_fn say, const void *document, cairo_surface_t *surface,
    struct err *err)
{
	const struct doc_writer w = {
		.context = pdf,
		.cover = lay_cover,
		.contents = lay_contents,
		.heading = lay_heading,
		.text = lay_text,
		.pairs = lay_pairs,
		.organisation = lay_organisation,
		.chart = lay_chart,
		.table = lay_table,
		.row = lay_row,
		.table_end = lay_table_end,
		.signatures = lay_signatures,
		.page = lay_page,
	};
	int rc, ended;

	pdf_flow_begin(pdf, surface);
	rc = say(document, &w, err);
	if (rc < 0 && pdf->table != NULL) /* it broke off within one */
		pdf_table_end(pdf);
	ended = pdf_flow_end(pdf, rc < 0 ? NULL : err);
	return rc < 0 ? rc : ended;
}

/* ---- The file ------------------------------------------------------------------------ */

struct outlet {
	json_write_fn write;
	void *context;
	bool failed;
};

/* Where it fails cairo is not told, which would leave things behind: it is given up at the next row. */
static cairo_status_t
put_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
	struct outlet *out = closure;

	out->failed = out->failed || out->write(out->context, (const char *)bytes, length) < 0;
	return CAIRO_STATUS_SUCCESS;
}

/* The address and the hash behind it, a pixel a module. */
static cairo_surface_t *
qr_of(const struct pdf *pdf)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	cairo_surface_t *image;
	unsigned char *bytes;
	QRcode *qr;
	int stride;

	if (pdf->head.verify[0] == '\0')
		return NULL;
	qr = QRcode_encodeString(mem_printf(mem, "%s%s", pdf->head.verify, pdf->hash_text), 0,
	    QR_ECLEVEL_L, QR_MODE_8, 1);
	if (qr == NULL)
		return NULL; /* longer than one can say: the text beside it says it */
	image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, qr->width, qr->width);
	bytes = cairo_image_surface_get_data(image);
	stride = cairo_image_surface_get_stride(image);
	for (int y = 0; y < qr->width; y++)
		for (int x = 0; x < qr->width; x++)
			memset(bytes + y * stride + 4 * x,
			    qr->data[y * qr->width + x] & 1 ? 0 : 0xff, 4);
	cairo_surface_mark_dirty(image);
	QRcode_free(qr);
	return image;
}

static void
describe(const struct pdf *pdf, cairo_surface_t *surface)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_head *head = &pdf->head;

	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
	    mem_printf(mem, "%s%s%s", head->title, head->number[0] != '\0' ? " · " : "",
		head->number));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, head->institution);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
	    mem_printf(mem, "SHA-256 %s", pdf->hash_text));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "yupana");
	if (strlen(head->as_of) == 10) /* never the clock: the same document, the same bytes */
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
		    mem_printf(mem, "%sT00:00:00Z", head->as_of));
}

static void
add_outline(struct pdf *pdf, cairo_surface_t *surface)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int above[4] = { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT,
		CAIRO_PDF_OUTLINE_ROOT };

	for (size_t i = 0; i < pdf->title_count; i++) {
		const struct pdf_title *title = &pdf->titles[i];
		unsigned level = title->level >= 1 && title->level <= 3 ? title->level : 3;

		above[level] = cairo_pdf_surface_add_outline(surface, above[level - 1], title->text,
		    mem_printf(mem, "dest='t%zu'", i), 0);
		for (unsigned below = level + 1; below < 4; below++)
			above[below] = above[level];
	}
}

static int
draw(struct pdf *pdf, doc_say_fn say, const void *document, struct outlet *outlet, struct err *err)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(put_bytes, outlet,
	    pdf->width / 1000.0, pdf->height / 1000.0);
	int rc;

	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
	describe(pdf, surface);
	add_outline(pdf, surface);
	rc = lay_out(pdf, say, document, surface, err);
	cairo_surface_finish(surface);
	if (rc == YUP_OK && (outlet->failed || cairo_surface_status(surface) != 0))
		rc = err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	cairo_surface_destroy(surface);
	return rc;
}

static int
make(struct pdf *pdf, doc_say_fn say, const void *document, struct outlet *outlet, struct err *err)
{
	int rc = hear(pdf, say, document, err);

	if (rc < 0)
		return rc;
	pdf->qr = qr_of(pdf);
	rc = lay_out(pdf, say, document, NULL, err);
	if (rc == YUP_OK)
		rc = draw(pdf, say, document, outlet, err);
	if (pdf->qr != NULL)
		cairo_surface_destroy(pdf->qr);
	return rc;
}

int
doc_pdf_write(doc_say_fn say, const void *document, const struct doc_pdf_options *options,
    json_write_fn write, void *context, struct doc_pdf_made *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(pdf_fonts_done) struct pdf_fonts *fonts = pdf_fonts_new();
	struct pdf *pdf = mem_alloc(mem, sizeof(*pdf));
	struct outlet outlet = { write, context, false };
	int rc;

	pdf->mem = mem;
	pdf->options = options;
	pdf->fonts = fonts;
	pdf->failed = &outlet.failed;
	pdf->canvas = (struct pdf_canvas){ .fonts = fonts, .mem = mem_new() };
	map_init(&pdf->shared_of, mem);
	rc = make(pdf, say, document, &outlet, err);
	if (rc == YUP_OK && out != NULL) {
		memcpy(out->hash, pdf->hash, sizeof(out->hash));
		out->pages = pdf->pages;
	}
	pdf_canvas_done(&pdf->canvas);
	return rc;
}
