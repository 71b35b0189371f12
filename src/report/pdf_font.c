#include "report/pdf_font.h"

#include <string.h>

#include "base/mem.h"

/* Letters that may be simple: Latin, Greek, Cyrillic; marks, money, arrows of the general blocks. */
enum { LETTERS = 0x2300, PANGO_PART = 1024 };

#define FAMILY "Liberation Sans"

enum { UNKNOWN, SIMPLE, NOT_SIMPLE };

struct letter {
	uint32_t glyph;
	uint16_t advance;
	uint16_t kind;
};

struct pdf_fonts {
	cairo_font_face_t *faces[PDF_FACE__COUNT];
	cairo_scaled_font_t *scaled[PDF_FACE__COUNT]; /* at PDF_EM */
	struct letter letters[PDF_FACE__COUNT][LETTERS];
	PangoFontMap *map;
	PangoContext *pango;
	struct mem *mem;
};

/* ---- Fonts ------------------------------------------------------------------------ */

static const cairo_font_weight_t WEIGHTS[PDF_FACE__COUNT] = {
	[FACE_STRONG] = CAIRO_FONT_WEIGHT_BOLD,
};
static const cairo_font_slant_t SLANTS[PDF_FACE__COUNT] = {
	[FACE_SLANTED] = CAIRO_FONT_SLANT_ITALIC,
};

struct pdf_fonts *
pdf_fonts_new(void)
{
	struct mem *mem = mem_new();
	struct pdf_fonts *fonts = mem_alloc(mem, sizeof(*fonts));
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_matrix_t size, same;

	fonts->mem = mem;
	cairo_matrix_init_scale(&size, PDF_EM, PDF_EM);
	cairo_matrix_init_identity(&same);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	for (int f = 0; f < PDF_FACE__COUNT; f++) {
		fonts->faces[f] = cairo_toy_font_face_create(FAMILY, SLANTS[f], WEIGHTS[f]);
		fonts->scaled[f] = cairo_scaled_font_create(fonts->faces[f], &size, &same, options);
	}
	cairo_font_options_destroy(options);
	return fonts;
}

void
pdf_fonts_done(struct pdf_fonts **fonts)
{
	struct pdf_fonts *f = *fonts;

	if (f == NULL)
		return;
	for (int i = 0; i < PDF_FACE__COUNT; i++) {
		cairo_scaled_font_destroy(f->scaled[i]);
		cairo_font_face_destroy(f->faces[i]);
	}
	if (f->pango != NULL) {
		g_object_unref(f->pango);
		g_object_unref(f->map);
	}
	mem_free(f->mem);
	*fonts = NULL;
}

cairo_font_face_t *
pdf_fonts_face(struct pdf_fonts *fonts, enum pdf_face face)
{
	return fonts->faces[face];
}

/* Made when the first text asks for it; most documents never do. */
static PangoContext *
pango_of(struct pdf_fonts *fonts)
{
	if (fonts->pango == NULL) {
		fonts->map = pango_cairo_font_map_new();
		pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
		fonts->pango = pango_font_map_create_context(fonts->map);
	}
	return fonts->pango;
}

/* ---- Letters ---------------------------------------------------------------------- */

uint32_t
pdf_next_letter(const char *text, size_t *out_size)
{
	const unsigned char *p = (const unsigned char *)text;

	if (p[0] < 0x80) {
		*out_size = 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*out_size = 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] < 0xf0) {
		*out_size = 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	}
	*out_size = 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}

/* Whether a letter of it says all by itself, wherever it stands. */
static bool
may_be_simple(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0x300 && c != 0xad) ||
	    (c >= 0x370 && c < 0x483) || (c >= 0x48a && c < 0x530) || (c >= 0x1e00 && c < 0x2000) ||
	    (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205f) ||
	    (c >= 0x20a0 && c < 0x20d0) || (c >= 0x2100 && c < LETTERS);
}

static size_t
put_letter(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0u | c >> 6);
		out[1] = (char)(0x80u | (c & 0x3fu));
		return 2;
	}
	out[0] = (char)(0xe0u | c >> 12);
	out[1] = (char)(0x80u | (c >> 6 & 0x3fu));
	out[2] = (char)(0x80u | (c & 0x3fu));
	return 3;
}

static void
look_up(cairo_scaled_font_t *font, uint32_t c, struct letter *l)
{
	cairo_text_extents_t extents;
	cairo_glyph_t *glyphs = NULL;
	char text[4];
	int count = 0;

	l->kind = NOT_SIMPLE;
	if (!may_be_simple(c) ||
	    cairo_scaled_font_text_to_glyphs(font, 0, 0, text, (int)put_letter(text, c), &glyphs,
		&count, NULL, NULL, NULL) != CAIRO_STATUS_SUCCESS)
		return;
	if (count == 1 && glyphs[0].index != 0) {
		cairo_scaled_font_glyph_extents(font, glyphs, 1, &extents);
		l->glyph = (uint32_t)glyphs[0].index;
		l->advance = (uint16_t)(extents.x_advance + 0.5);
		l->kind = SIMPLE;
	}
	cairo_glyph_free(glyphs);
}

bool
pdf_letter(struct pdf_fonts *fonts, enum pdf_face face, uint32_t letter, uint32_t *out_glyph,
    int *out_advance)
{
	struct letter *l;

	if (letter >= LETTERS)
		return false;
	l = &fonts->letters[face][letter];
	if (l->kind == UNKNOWN)
		look_up(fonts->scaled[face], letter, l);
	*out_glyph = l->glyph;
	*out_advance = l->advance;
	return l->kind == SIMPLE;
}

/* Its width in PDF_EM, -1 where a letter of it is not simple; line ends are. */
static int64_t
width_em(struct pdf_fonts *fonts, enum pdf_face face, const char *text)
{
	int64_t width = 0;

	while (*text != '\0') {
		size_t size;
		uint32_t letter = pdf_next_letter(text, &size), glyph;
		int advance = 0;

		if (letter != '\n' && !pdf_letter(fonts, face, letter, &glyph, &advance))
			return -1;
		width += advance;
		text += size;
	}
	return width;
}

/* ---- Pango ------------------------------------------------------------------------ */

static PangoLayout *
layout_of(struct pdf_fonts *fonts, enum pdf_face face, int size, const char *text, int width)
{
	PangoLayout *layout = pango_layout_new(pango_of(fonts));
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, FAMILY);
	if (face == FACE_STRONG)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	if (face == FACE_SLANTED)
		pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
	pango_font_description_set_size(font, size * PANGO_PART / 1000);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (width >= 0)
		pango_layout_set_width(layout, (int)((int64_t)width * PANGO_PART / 1000));
	pango_layout_set_text(layout, text, -1);
	return layout;
}

static int
line_width(PangoLayoutLine *line)
{
	PangoRectangle logical;

	pango_layout_line_get_extents(line, NULL, &logical);
	return (int)((int64_t)logical.width * 1000 / PANGO_PART);
}

static void
wrap_any(struct pdf_fonts *fonts, struct mem *mem, const char *text, int width,
    struct pdf_lines *out)
{
	out->layout = layout_of(fonts, out->face, out->size, text, width);
	out->count = (size_t)pango_layout_get_line_count(out->layout);
	out->lines = mem_array(mem, out->count, sizeof(*out->lines));
	for (size_t i = 0; i < out->count; i++)
		out->lines[i].width = line_width(
		    pango_layout_get_line_readonly(out->layout, (int)i));
}

int
pdf_width(struct pdf_fonts *fonts, enum pdf_face face, int size, const char *text)
{
	int64_t em = width_em(fonts, face, text);
	PangoLayout *layout;
	int width;

	if (em >= 0)
		return (int)(em * size / PDF_EM);
	layout = layout_of(fonts, face, size, text, -1);
	width = line_width(pango_layout_get_line_readonly(layout, 0));
	g_object_unref(layout);
	return width;
}

/* ---- Wrapping --------------------------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A line may end after this one: a dash or slash that does not hold a number or a code together. */
static bool
ends_part(const char *from, const char *at, size_t size, uint32_t letter)
{
	if (letter == 0x2013 || letter == 0x2014)
		return true;
	if (letter != '-' && letter != '/')
		return false;
	return at > from && !is_digit(at[-1]) && at[-1] != ' ' && !is_digit(at[size]);
}

int
pdf_longest_word(struct pdf_fonts *fonts, enum pdf_face face, const char *text)
{
	int longest = 0, width = 0;

	for (const char *at = text; *at != '\0';) {
		size_t size;
		uint32_t letter = pdf_next_letter(at, &size), glyph;
		int advance = PDF_EM; /* of what is not simple: about */

		if (letter == ' ' || letter == '\n') {
			width = 0;
		} else {
			(void)pdf_letter(fonts, face, letter, &glyph, &advance);
			width += advance;
			longest = width > longest ? width : longest;
			if (ends_part(text, at, size, letter))
				width = 0;
		}
		at += size;
	}
	return longest;
}

size_t
pdf_fitting(struct pdf_fonts *fonts, enum pdf_face face, int size, const char *text, int width)
{
	int64_t most = (int64_t)width * PDF_EM / size, used = 0;
	const char *at = text;

	while (*at != '\0') {
		size_t bytes;
		uint32_t letter = pdf_next_letter(at, &bytes), glyph;
		int advance = PDF_EM;

		(void)pdf_letter(fonts, face, letter, &glyph, &advance);
		used += advance;
		if (used > most)
			break;
		at += bytes;
	}
	return (size_t)(at - text);
}

struct wrapping {
	struct pdf_fonts *fonts;
	struct mem *mem;
	struct pdf_lines *out;
	size_t room;
	const char *start;  /* of the line */
	const char *cut;    /* where it would end, NULL: nowhere yet */
	const char *resume; /* and the next one begin */
	int64_t width, cut_width,
	    resume_width; /* up to here, to the cut, to where the next begins */
};

static void
add_line(struct wrapping *w, const char *end, int64_t width)
{
	struct pdf_lines *out = w->out;

	MEM_PUSH(w->mem, out->lines, out->count, w->room);
	out->lines[out->count - 1] = (struct pdf_line){ w->start, (size_t)(end - w->start),
		(int)(width * out->size / PDF_EM) };
}

static void
begin_line(struct wrapping *w, const char *at, int64_t width)
{
	w->start = at;
	w->cut = NULL;
	w->width = width;
}

/* The letter at `at` does not fit any more. */
static void
break_line(struct wrapping *w, const char *at)
{
	if (w->cut != NULL) {
		add_line(w, w->cut, w->cut_width);
		begin_line(w, w->resume, w->width - w->resume_width);
	} else if (at > w->start) {
		add_line(w, at, w->width);
		begin_line(w, at, 0);
	}
}

static void
note_cut(struct wrapping *w, const char *end, int64_t width, const char *resume)
{
	w->cut = end;
	w->cut_width = width;
	w->resume = resume;
	w->resume_width = w->width;
}

static void
wrap_simple(struct wrapping *w, const char *text, int64_t most)
{
	const char *at = text;

	begin_line(w, text, 0);
	while (*at != '\0') {
		size_t size;
		uint32_t letter = pdf_next_letter(at, &size), glyph;
		int advance = 0;

		if (letter == '\n') {
			add_line(w, at, w->width);
			begin_line(w, at + 1, 0);
		} else {
			(void)pdf_letter(w->fonts, w->out->face, letter, &glyph, &advance);
			if (letter != ' ' && w->width + advance > most)
				break_line(w, at);
			w->width += advance;
			if (letter == ' ')
				note_cut(w, at, w->width - advance, at + size);
			else if (ends_part(w->start, at, size, letter))
				note_cut(w, at + size, w->width, at + size);
		}
		at += size;
	}
	if (at > w->start || w->out->count == 0)
		add_line(w, at, w->width);
}

void
pdf_wrap(struct pdf_fonts *fonts, struct mem *mem, enum pdf_face face, int size, const char *text,
    int width, struct pdf_lines *out)
{
	struct wrapping w = { .fonts = fonts, .mem = mem, .out = out };
	int64_t em = width_em(fonts, face, text), most = (int64_t)width * PDF_EM / size;

	*out = (struct pdf_lines){ .face = face, .size = size };
	if (text[0] == '\0')
		return;
	if (em < 0) {
		wrap_any(fonts, mem, text, width, out);
	} else if (em <= most && strchr(text, '\n') == NULL) {
		w.start = text;
		add_line(&w, text + strlen(text), em);
	} else {
		wrap_simple(&w, text, most);
	}
}

void
pdf_lines_done(struct pdf_lines *lines)
{
	if (lines->layout != NULL)
		g_object_unref(lines->layout);
	lines->layout = NULL;
}
