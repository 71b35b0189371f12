#include "report/pdf_flow.h"

#include <string.h>

#include "base/mem.h"
#include "report/doc_cell.h"

/* Of the page, in thousandths of a point. */
enum {
	MARGIN = 28000,
	MARGIN_TOP = 22000,
	HEAD_HEIGHT = 27000,
	FOOT_HEIGHT = 20000,
	QR_SIZE = 38000,
	GAP = 6000,
	HEAD_SIZE = 8000,
	FOOT_SIZE = 6400,
};

/* ---- Head and foot ------------------------------------------------------------------ */

static const char *
version_of(struct mem *mem, const struct doc_head *head)
{
	const char *number = head->number[0] != '\0' ? mem_printf(mem, "N.º %s", head->number) : "";

	if (head->is_draft)
		return mem_printf(mem, "%s%sBORRADOR · %s", number, number[0] != '\0' ? " · " : "",
		    head->version);
	return mem_printf(mem, "%s%s%s", number,
	    number[0] != '\0' && head->version[0] != '\0' ? " · " : "", head->version);
}

static void
draw_head(struct pdf *pdf)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_head *head = &pdf->head;
	struct pdf_canvas *c = &pdf->canvas;
	int third = (pdf->right - pdf->left) / 3, y = MARGIN_TOP + HEAD_SIZE;

	pdf_draw_label(c, FACE_STRONG, HEAD_SIZE, INK, pdf->left, y, third - GAP, AT_LEFT,
	    head->institution);
	pdf_draw_label(c, FACE_STRONG, HEAD_SIZE + 1000, INK, (pdf->left + pdf->right) / 2, y,
	    third + third / 2, AT_CENTRE, head->title);
	pdf_draw_label(c, FACE_STRONG, HEAD_SIZE, head->is_draft ? ALERT : INK, pdf->right, y,
	    third / 2 + third / 4, AT_RIGHT, version_of(mem, head));
	y += HEAD_SIZE + 2000;
	pdf_draw_label(c, FACE_PLAIN, HEAD_SIZE - 1200, INK_SOFT, pdf->left, y, third, AT_LEFT,
	    head->acronym);
	pdf_draw_label(c, FACE_PLAIN, HEAD_SIZE - 1200, INK_SOFT, pdf->right, y, 2 * third,
	    AT_RIGHT, head->resolution);
	pdf_draw_rule(c, pdf->left, y + 3000, pdf->right, y + 3000);
}

static void
draw_qr(struct pdf *pdf, int x, int y, int size)
{
	cairo_t *cr = pdf->canvas.cr;
	int modules = cairo_image_surface_get_width(pdf->qr);

	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, 1.0 * size / modules, 1.0 * size / modules);
	cairo_set_source_surface(cr, pdf->qr, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
	cairo_paint(cr);
	cairo_restore(cr);
}

/* "1a2b 3c4d 5e6f 7081": the first letters, which people compare. */
static const char *
short_hash(struct mem *mem, const char *hash)
{
	return mem_printf(mem, "%.4s %.4s %.4s %.4s", hash, hash + 4, hash + 8, hash + 12);
}

static void
draw_foot(struct pdf *pdf)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str day = { 0 };
	struct pdf_canvas *c = &pdf->canvas;
	int line = pdf->bottom + GAP, y = line + FOOT_SIZE + 3000, left = pdf->left;

	pdf_draw_rule(c, pdf->left, line, pdf->right, line);
	if (pdf->qr != NULL) {
		draw_qr(pdf, left, line + 2000, QR_SIZE);
		left += QR_SIZE + GAP;
	}
	doc_date_put(&day, pdf->head.as_of);
	pdf_draw_label(c, FACE_PLAIN, FOOT_SIZE, INK, left, y, 0, AT_LEFT,
	    mem_printf(mem, "Datos al %s", str_text(&day)));
	pdf_draw_label(c, FACE_PLAIN, FOOT_SIZE, INK, (pdf->left + pdf->right) / 2, y, 0, AT_CENTRE,
	    mem_printf(mem, "Huella del contenido: %s", short_hash(mem, pdf->hash_text)));
	pdf_draw_label(c, FACE_STRONG, FOOT_SIZE, INK, pdf->right, y, 0, AT_RIGHT,
	    mem_printf(mem, "Página %u de %u", pdf->page, pdf->pages));
	y += FOOT_SIZE + 1500;
	if (pdf->qr != NULL)
		pdf_draw_label(c, FACE_PLAIN, FOOT_SIZE - 1000, INK_SOFT, left, y, 0, AT_LEFT,
		    mem_printf(mem, "Se verifica en %s%s", pdf->head.verify, pdf->hash_text));
	else
		pdf_draw_label(c, FACE_PLAIN, FOOT_SIZE - 1000, INK_SOFT,
		    (pdf->left + pdf->right) / 2, y, 0, AT_CENTRE,
		    mem_printf(mem, "SHA-256 %s", pdf->hash_text));
}

/* ---- Pages -------------------------------------------------------------------------- */

static void
begin_page(struct pdf *pdf)
{
	pdf->page++;
	pdf->top = MARGIN_TOP + (pdf->bare ? 0 : HEAD_HEIGHT);
	pdf->bottom = pdf->height - MARGIN_TOP - GAP - (pdf->qr != NULL ? QR_SIZE : FOOT_HEIGHT);
	pdf->y = pdf->top;
	pdf->sheet_rows = 0;
}

static void
end_page(struct pdf *pdf)
{
	if (pdf->canvas.cr != NULL) {
		if (!pdf->bare)
			draw_head(pdf);
		draw_foot(pdf);
		pdf_flush(&pdf->canvas);
		cairo_show_page(pdf->canvas.cr);
	}
	pdf->bare = false;
}

void
pdf_flow_begin(struct pdf *pdf, cairo_surface_t *surface)
{
	const struct doc_paper *paper = pdf->options->paper;

	if (paper == NULL)
		paper = &doc_papers[0];
	pdf->width = paper->width;
	pdf->height = paper->height;
	pdf->left = MARGIN;
	pdf->right = pdf->width - MARGIN;
	pdf->page = 0;
	pdf->title_at = 0;
	pdf->own_at = 0;
	pdf->bare = false;
	if (surface != NULL) {
		pdf->canvas.cr = cairo_create(surface);
		cairo_scale(pdf->canvas.cr, 0.001, 0.001);
	}
	begin_page(pdf);
}

int
pdf_flow_end(struct pdf *pdf, struct err *err)
{
	cairo_status_t status;

	end_page(pdf);
	pdf->pages = pdf->page;
	if (pdf->canvas.cr == NULL)
		return YUP_OK;
	status = cairo_status(pdf->canvas.cr);
	cairo_destroy(pdf->canvas.cr);
	pdf->canvas.cr = NULL;
	if (status != CAIRO_STATUS_SUCCESS)
		return err_set(err, YUP_EBUG, "drawing a PDF: %s", cairo_status_to_string(status));
	return YUP_OK;
}

void
pdf_new_page(struct pdf *pdf)
{
	if (pdf->sheet_rows == 0)
		return;
	pdf_table_leave(pdf);
	end_page(pdf);
	begin_page(pdf);
}

void
pdf_need(struct pdf *pdf, int height)
{
	if (height > pdf_room(pdf))
		pdf_new_page(pdf);
}

void
pdf_take(struct pdf *pdf, int height)
{
	pdf->y += height;
	pdf->sheet_rows++;
}

/* Where links to it lead. */
static void
mark_place(struct pdf *pdf, size_t title)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	pdf_flush_text(&pdf->canvas);
	cairo_tag_begin(pdf->canvas.cr, CAIRO_TAG_DEST,
	    mem_printf(mem, "name='t%zu' x=0 y=%d.0", title, pdf->y / 1000));
	cairo_tag_end(pdf->canvas.cr, CAIRO_TAG_DEST);
}

void
pdf_note_title(struct pdf *pdf)
{
	if (pdf->title_at == pdf->title_count)
		return;
	pdf->titles[pdf->title_at].page = pdf->page;
	if (pdf->canvas.cr != NULL)
		mark_place(pdf, pdf->title_at);
	pdf->title_at++;
}
