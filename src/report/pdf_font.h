/*
 * pdf_font.h - letters of a PDF: how wide a text is, where it wraps, which glyphs it is.
 *
 * Lengths are thousandths of a point ("mp"), integers.  Simple text - what one glyph a
 * letter says, from left to right - is measured and wrapped from widths kept by letter;
 * anything else (marks that combine, right to left, letters the font has not) is pango's.
 * For pdf_*.c only.
 */
#ifndef YUP_REPORT_PDF_FONT_H
#define YUP_REPORT_PDF_FONT_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mem;

enum pdf_face { FACE_PLAIN, FACE_STRONG, FACE_SLANTED, PDF_FACE__COUNT };

enum { PDF_EM = 2048 }; /* widths are kept in these parts of the size */

struct pdf_fonts;

struct pdf_fonts *pdf_fonts_new(void);
void pdf_fonts_done(struct pdf_fonts **fonts); /* for CLEANUP; NULL inside does nothing */

cairo_font_face_t *pdf_fonts_face(struct pdf_fonts *fonts, enum pdf_face face);

/* A letter: its glyph and advance in PDF_EM; false: it is not simple. */
bool pdf_letter(struct pdf_fonts *fonts, enum pdf_face face, uint32_t letter, uint32_t *out_glyph,
    int *out_advance);

/* The letter at `text`, which is UTF-8; `*out_size` its bytes. */
uint32_t pdf_next_letter(const char *text, size_t *out_size);

/* How wide on one line, in mp. */
int pdf_width(struct pdf_fonts *fonts, enum pdf_face face, int size, const char *text);

/* The same of its longest part that does not break, in PDF_EM. */
int pdf_longest_word(struct pdf_fonts *fonts, enum pdf_face face, const char *text);

/* How many bytes of it fit, cut between letters. */
size_t pdf_fitting(struct pdf_fonts *fonts, enum pdf_face face, int size, const char *text,
    int width);

struct pdf_line {
	const char *text; /* simple: of `length` bytes */
	size_t length;
	int width;
};

/* A text in lines of at most some width. */
struct pdf_lines {
	enum pdf_face face;
	int size;
	struct pdf_line *lines;
	size_t count;
	PangoLayout *layout; /* where it is not simple; its lines in order */
};

/* `text` stays as long as the lines do, which are in `mem`. */
void pdf_wrap(struct pdf_fonts *fonts, struct mem *mem, enum pdf_face face, int size,
    const char *text, int width, struct pdf_lines *out);
void pdf_lines_done(struct pdf_lines *lines);

#endif
