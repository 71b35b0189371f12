#include "report/doc_html.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/pack.h"
#include "report/chart.h"
#include "report/doc_cell.h"
#include "report/doc_text.h"

enum { PIECE_SIZE = 32768 };

struct page {
	struct str out;
	json_write_fn write;
	void *write_context;
	struct mem *mem; /* of the table under way */
	struct doc_head head;
	struct doc_column *columns;
	size_t column_count;
	unsigned charts, titles;
	char hash[DOC_HASH_TEXT_SIZE];
};

static const char STYLE[] =
    "body{font:14px/1.4 'Liberation Sans',Arial,sans-serif;color:#1a1a1a;max-width:1400px;"
    "margin:1.5rem auto;padding:0 1rem}"
    "header,footer{display:flex;gap:1rem;justify-content:space-between;color:#444;"
    "border-bottom:1px solid #8a8a8a;padding-bottom:.3rem;flex-wrap:wrap}"
    "footer{border:0;border-top:1px solid #8a8a8a;padding-top:.3rem;margin-top:2rem;"
    "font-size:.8rem;overflow-wrap:anywhere}"
    "h1{text-align:center;color:#0b5c74}h2{color:#0b5c74;margin-top:2rem}"
    ".draft{color:#a32014;font-weight:700}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.78rem}"
    "caption{font-weight:700;padding:.3rem;caption-side:top}"
    "th,td{border:1px solid #8a8a8a;padding:.15rem .3rem;vertical-align:top;text-align:left}"
    "thead th{background:#e3e8ec;text-align:center;vertical-align:middle}"
    ".n{text-align:right;white-space:nowrap}.c{text-align:center;white-space:nowrap}"
    ".k{white-space:nowrap}.group,.over{background:#f1f3f5}.total{background:#e3e8ec}"
    ".strong{font-weight:700}.note{font-size:.85rem;color:#555}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:700}"
    "dd{margin:0}.boxes li{margin:.15rem 0}"
    ".signs{display:flex;gap:2rem;margin-top:3rem;break-inside:avoid}"
    ".signs div{flex:1;text-align:center}.signs hr{margin:3.5rem 10% .4rem}"
    ".chart{max-width:46rem;width:100%;height:auto}.chart text{font:11px sans-serif}"
    ".chart .axis{stroke:#8fa0a8;fill:none}.chart .grid-line{stroke:#dde4e7}"
    ".chart .planned{stroke:#0b5c74;fill:none;stroke-width:2}"
    ".chart .achieved{stroke:#2e6b2f;fill:none;stroke-width:2}"
    ".chart .even{stroke:#555;fill:none;stroke-dasharray:2 4}"
    ".chart .bar-fill,.chart .dot{fill:#0b5c74}"
    "@media print{@page{size:landscape;margin:12mm}body{margin:0;max-width:none;font-size:9px}"
    "thead{display:table-header-group}tr{break-inside:avoid}.new{break-before:page}}";

/* ---- Bytes -------------------------------------------------------------------------- */

static void
put_text(struct str *out, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		switch (*text) {
		case '&':
			str_put(out, "&amp;");
			break;
		case '<':
			str_put(out, "&lt;");
			break;
		case '>':
			str_put(out, "&gt;");
			break;
		case '"':
			str_put(out, "&#34;");
			break;
		case '\n':
			str_put(out, "<br>");
			break;
		default:
			str_put_char(out, *text);
		}
}

static void
put_element(struct str *out, const char *open, const char *text, const char *close)
{
	str_put(out, open);
	put_text(out, text);
	str_put(out, close);
}

static int
hand_over(struct page *p, size_t least, struct err *err)
{
	int rc = 0;

	if (p->out.length <= least)
		return YUP_OK;
	rc = p->write(p->write_context, p->out.text, p->out.length);
	str_clear(&p->out);
	return rc < 0 ? err_refuse(err, YUP_EIO, "output_failed", "the output could not be written")
		      : YUP_OK;
}

/* ---- Pieces ------------------------------------------------------------------------- */

static int
html_begin(void *context, const struct doc_head *head, struct err *err)
{
	struct page *p = context;
	struct str *out = &p->out;

	p->head = (struct doc_head){ .dot_decimals = head->dot_decimals,
		.bands = head->bands,
		.band_count = head->band_count };
	str_put(out,
	    "<!DOCTYPE html>\n<html lang=\"es\"><head><meta charset=\"utf-8\">"
	    "<meta name=\"viewport\" content=\"width=device-width\">");
	put_element(out, "<title>", head->title, "</title><style>");
	str_put(out, STYLE);
	put_element(out, "</style></head>\n<body><header><span>", head->institution,
	    "</span><span>");
	put_text(out, head->number);
	put_element(out, head->number[0] != '\0' ? " · " : "", head->version, "");
	if (head->is_draft)
		str_put(out, " <strong class=\"draft\">BORRADOR</strong>");
	put_element(out, "</span><span>", head->resolution, "</span><span>Datos al ");
	doc_date_put(out, head->as_of);
	put_element(out, "</span></header>\n<main><h1>", head->title, "</h1>\n");
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_pairs(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	struct page *p = context;

	str_put(&p->out, "<dl>");
	for (size_t i = 0; i < count; i++) {
		put_element(&p->out, "<dt>", pairs[i].name, "</dt>");
		put_element(&p->out, "<dd>", pairs[i].value, "</dd>");
	}
	str_put(&p->out, "</dl>\n");
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_heading(void *context, unsigned level, const char *text, struct err *err)
{
	struct page *p = context;
	unsigned h = level < 1 ? 2 : level > 3 ? 4 : level + 1;

	str_printf(&p->out, "<h%u id=\"t%u\">", h, ++p->titles);
	put_text(&p->out, text);
	str_printf(&p->out, "</h%u>\n", h);
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_text(void *context, enum doc_text_style style, const char *text, struct err *err)
{
	static const char *const OPEN[] = { "<p>", "<p class=\"note\">", "<blockquote><p>" };
	static const char *const CLOSE[] = { "</p>\n", "</p>\n", "</p></blockquote>\n" };
	struct page *p = context;

	put_element(&p->out, OPEN[style], text, CLOSE[style]);
	return hand_over(p, PIECE_SIZE, err);
}

/* Boxes come depth first, so that a list within a list says where each hangs. */
static int
html_organisation(void *context, const struct doc_box *boxes, size_t count, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	unsigned *depth = mem_array(mem, count + 1, sizeof(*depth)), open = 0;
	struct page *p = context;

	for (size_t i = 0; i < count; i++) {
		depth[i] = boxes[i].parent == UINT32_MAX ? 1 : depth[boxes[i].parent] + 1;
		if (depth[i] <= open)
			str_put(&p->out, "</li>");
		for (; open > depth[i]; open--)
			str_put(&p->out, "</ul></li>");
		if (open < depth[i]) {
			str_put(&p->out, "<ul class=\"boxes\">");
			open++;
		}
		put_element(&p->out, "<li>", boxes[i].name, "");
		if (boxes[i].acronym != NULL && boxes[i].acronym[0] != '\0')
			put_element(&p->out, " (", boxes[i].acronym, ")");
	}
	for (; open > 0; open--)
		str_put(&p->out, "</li></ul>");
	str_put_char(&p->out, '\n');
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_chart(void *context, const struct chart *chart, struct err *err)
{
	struct page *p = context;
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *id = mem_numbered(mem, 'c', ++p->charts);

	put_element(&p->out, "<figure><figcaption class=\"strong\">", chart->title,
	    "</figcaption>");
	chart_put_svg(&p->out, chart, id);
	str_put(&p->out, "</figure>\n");
	return hand_over(p, PIECE_SIZE, err);
}

/* ---- Tables ------------------------------------------------------------------------- */

static size_t
group_end(const struct doc_column *columns, size_t count, size_t at)
{
	size_t end = at + 1;

	while (end < count && columns[end].group != NULL &&
	    strcmp(columns[end].group, columns[at].group) == 0)
		end++;
	return end;
}

static void
put_heads(struct page *p, const struct doc_table *t)
{
	bool groups = false;

	for (size_t i = 0; i < t->column_count; i++)
		groups = groups || t->columns[i].group != NULL;
	str_put(&p->out, "<thead><tr>");
	for (size_t i = 0; i < t->column_count;)
		if (t->columns[i].group == NULL) {
			put_element(&p->out,
			    groups ? "<th scope=\"col\" rowspan=\"2\">" : "<th scope=\"col\">",
			    t->columns[i].head, "</th>");
			i++;
		} else {
			size_t end = group_end(t->columns, t->column_count, i);

			str_printf(&p->out, "<th scope=\"colgroup\" colspan=\"%zu\">", end - i);
			put_element(&p->out, "", t->columns[i].group, "</th>");
			i = end;
		}
	str_put(&p->out, "</tr>");
	if (groups)
		str_put(&p->out, "<tr>");
	for (size_t i = 0; groups && i < t->column_count; i++)
		if (t->columns[i].group != NULL)
			put_element(&p->out, "<th scope=\"col\">", t->columns[i].head, "</th>");
	str_put(&p->out, groups ? "</tr></thead>\n<tbody>" : "</thead>\n<tbody>");
}

static int
html_table(void *context, const struct doc_table *table, struct err *err)
{
	struct page *p = context;

	mem_reset(p->mem);
	p->column_count = table->column_count;
	p->columns = mem_array(p->mem, table->column_count + 1, sizeof(*p->columns));
	memcpy(p->columns, table->columns, table->column_count * sizeof(*p->columns));
	str_put(&p->out, table->new_page ? "<table class=\"new\"><caption>" : "<table><caption>");
	put_text(&p->out, table->title);
	if (table->owner != NULL && table->owner[0] != '\0')
		put_element(&p->out, table->title[0] != '\0' ? "<br>" : "", table->owner, "");
	str_put(&p->out, "</caption>");
	put_heads(p, table);
	return hand_over(p, PIECE_SIZE, err);
}

static const char *
class_of(const struct doc_column *column, const struct doc_cell *cell)
{
	if (cell->span > 1 && cell->kind == DOC_TEXT)
		return "";
	if (column->align == DOC_RIGHT)
		return "n";
	return column->align == DOC_CENTRE ? "c" : column->wraps ? "" : "k";
}

/* A shape says it as the colour does. */
static const char *
mark_of(const char *shape)
{
	static const char *const MARKS[][2] = { { "octagon", "⯃" }, { "triangle", "▲" },
		{ "square", "■" }, { "circle", "●" }, { "star", "★" }, { "diamond", "◆" },
		{ "pentagon", "⬟" }, { "hexagon", "⬢" } };

	for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++)
		if (strcmp(MARKS[i][0], shape) == 0)
			return MARKS[i][1];
	return "";
}

static void
put_cell(struct page *p, const struct doc_row *row, size_t i, size_t column)
{
	CLEANUP(str_done) struct str value = { 0 };
	const struct doc_cell *cell = &row->cells[i];
	const struct pack_band *band = doc_cell_band(&p->head, cell);
	bool head = i == 0 && row->kind != DOC_ROW;

	doc_cell_put(&value, cell, p->head.dot_decimals);
	str_put(&p->out, head ? "<th" : "<td");
	if (head)
		str_put(&p->out,
		    row->kind == DOC_ROW_GROUP ? " scope=\"rowgroup\"" : " scope=\"row\"");
	if (cell->span > 1)
		str_printf(&p->out, " colspan=\"%u\"", cell->span);
	str_printf(&p->out, " class=\"%s%s\">", class_of(&p->columns[column], cell),
	    cell->strong ? " strong" : "");
	if (band != NULL)
		str_printf(&p->out, "<span style=\"color:%s\" aria-hidden=\"true\">%s</span> ",
		    band->colour, mark_of(band->shape));
	put_element(&p->out, "", str_text(&value), head ? "</th>" : "</td>");
}

static int
html_row(void *context, const struct doc_row *row, struct err *err)
{
	static const char *const OPEN[] = { "<tr>", "<tr class=\"group\">", "<tr class=\"over\">",
		"<tr class=\"total\">" };
	struct page *p = context;
	size_t column = 0;

	str_put(&p->out, OPEN[row->kind]);
	for (size_t i = 0; i < row->count && column < p->column_count; i++) {
		put_cell(p, row, i, column);
		column += doc_cell_span(&row->cells[i]);
	}
	str_put(&p->out, "</tr>\n");
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_table_end(void *context, struct err *err)
{
	struct page *p = context;

	str_put(&p->out, "</tbody></table>\n");
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_signatures(void *context, const struct doc_signature *list, size_t count, struct err *err)
{
	struct page *p = context;

	str_put(&p->out, "<div class=\"signs\">");
	for (size_t i = 0; i < count; i++) {
		put_element(&p->out, "<div><strong>", list[i].act, "</strong><hr>");
		put_element(&p->out, "", list[i].name, "<br>");
		put_element(&p->out, "", list[i].post, "</div>");
	}
	str_put(&p->out, "</div>\n");
	return hand_over(p, PIECE_SIZE, err);
}

static int
html_end(void *context, struct err *err)
{
	struct page *p = context;

	str_put(&p->out, "</main><footer>Huella del contenido: SHA-256 ");
	str_put(&p->out, p->hash);
	str_put(&p->out, "</footer></body></html>\n");
	return hand_over(p, 0, err);
}

int
doc_html_write(doc_say_fn say, const void *document, json_write_fn write, void *context,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct page p = { .write = write, .write_context = context, .mem = mem };
	const struct doc_writer w = {
		.context = &p,
		.begin = html_begin,
		.cover = html_pairs,
		.heading = html_heading,
		.text = html_text,
		.pairs = html_pairs,
		.organisation = html_organisation,
		.chart = html_chart,
		.table = html_table,
		.row = html_row,
		.table_end = html_table_end,
		.signatures = html_signatures,
		.end = html_end,
	};
	uint8_t hash[HASH_SHA256_SIZE];
	int rc = doc_text_hash(say, document, hash, err);

	if (rc < 0)
		return rc;
	doc_hash_put(p.hash, hash);
	rc = say(document, &w, err);
	str_done(&p.out);
	return rc;
}
