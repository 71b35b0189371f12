#include "report/doc_text.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"
#include "report/doc_cell.h"

enum { PIECE_SIZE = 32768 }; /* what goes out at once, about */

struct texter {
	struct str out;
	json_write_fn write;
	void *write_context;
	bool dot;
};

/* ---- Bytes ------------------------------------------------------------------------ */

static void
put(struct str *out, const char *text)
{
	if (text == NULL)
		return;
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '\t')
			str_put(out, "\\t");
		else if (*p == '\n' || *p == '\r')
			str_put(out, "\\n");
		else if (*p == '\\')
			str_put(out, "\\\\");
		else
			str_put_char(out, *p);
}

static void
put_field(struct str *out, const char *text)
{
	str_put_char(out, '\t');
	put(out, text);
}

static int
hand_over(struct texter *t, struct err *err)
{
	int rc = t->out.length == 0 ? 0 : t->write(t->write_context, t->out.text, t->out.length);

	str_clear(&t->out);
	if (rc < 0)
		return err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	return YUP_OK;
}

static int
end_line(struct texter *t, struct err *err)
{
	str_put_char(&t->out, '\n');
	return t->out.length < PIECE_SIZE ? YUP_OK : hand_over(t, err);
}

/* ---- Pieces ----------------------------------------------------------------------- */

static int
text_begin(void *context, const struct doc_head *head, struct err *err)
{
	struct texter *t = context;

	t->dot = head->dot_decimals;
	str_put(&t->out, "document");
	put_field(&t->out, head->kind);
	put_field(&t->out, head->title);
	put_field(&t->out, head->institution);
	put_field(&t->out, head->acronym);
	str_printf(&t->out, "\t%d", head->year);
	put_field(&t->out, head->number);
	put_field(&t->out, head->version);
	put_field(&t->out, head->resolution);
	put_field(&t->out, head->as_of);
	put_field(&t->out, head->is_draft ? "draft" : "");
	return end_line(t, err);
}

static int
put_pairs(struct texter *t, const char *name, const struct doc_pair *pairs, size_t count,
    struct err *err)
{
	str_put(&t->out, name);
	for (size_t i = 0; i < count; i++) {
		put_field(&t->out, pairs[i].name);
		str_put(&t->out, ": ");
		put(&t->out, pairs[i].value);
	}
	return end_line(t, err);
}

static int
text_cover(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	return put_pairs(context, "cover", pairs, count, err);
}

static int
text_pairs(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	return put_pairs(context, "pairs", pairs, count, err);
}

static int
text_contents(void *context, struct err *err)
{
	struct texter *t = context;

	str_put(&t->out, "contents");
	return end_line(t, err);
}

static int
text_heading(void *context, unsigned level, const char *text, struct err *err)
{
	struct texter *t = context;

	str_printf(&t->out, "heading %u", level);
	put_field(&t->out, text);
	return end_line(t, err);
}

static int
text_text(void *context, enum doc_text_style style, const char *text, struct err *err)
{
	static const char *const STYLES[] = { "text", "note", "quote" };
	struct texter *t = context;

	str_put(&t->out, STYLES[style]);
	put_field(&t->out, text);
	return end_line(t, err);
}

static int
text_organisation(void *context, const struct doc_box *boxes, size_t count, struct err *err)
{
	struct texter *t = context;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		str_put(&t->out, "box");
		if (boxes[i].parent != UINT32_MAX)
			str_printf(&t->out, " %u", boxes[i].parent);
		put_field(&t->out, boxes[i].name);
		put_field(&t->out, boxes[i].acronym);
		rc = end_line(t, err);
	}
	return rc;
}

/* What it tells in words; its numbers stand in a table beside it. */
static int
text_chart(void *context, const struct chart *chart, struct err *err)
{
	struct texter *t = context;

	str_put(&t->out, "chart");
	put_field(&t->out, chart->title);
	put_field(&t->out, chart->description);
	return end_line(t, err);
}

static int
text_table(void *context, const struct doc_table *table, struct err *err)
{
	struct texter *t = context;
	int rc;

	str_put(&t->out, table->new_page ? "table, new page" : "table");
	put_field(&t->out, table->title);
	if (table->owner != NULL && table->owner[0] != '\0')
		put_field(&t->out, table->owner);
	rc = end_line(t, err);
	str_put(&t->out, "columns");
	for (size_t i = 0; i < table->column_count; i++) {
		put_field(&t->out, table->columns[i].group);
		if (table->columns[i].group != NULL)
			str_put(&t->out, "/ ");
		put(&t->out, table->columns[i].head);
	}
	return rc == YUP_OK ? end_line(t, err) : rc;
}

static int
text_row(void *context, const struct doc_row *row, struct err *err)
{
	static const char *const KINDS[] = { "row", "group", "over", "total" };
	CLEANUP(str_done) struct str value = { 0 };
	struct texter *t = context;

	str_put(&t->out, KINDS[row->kind]);
	for (size_t i = 0; i < row->count; i++) {
		str_clear(&value);
		doc_cell_put(&value, &row->cells[i], t->dot);
		put_field(&t->out, str_text(&value));
		for (size_t k = 1; k < doc_cell_span(&row->cells[i]); k++)
			str_put_char(&t->out, '\t');
	}
	return end_line(t, err);
}

static int
text_table_end(void *context, struct err *err)
{
	struct texter *t = context;

	str_put(&t->out, "end of table");
	return end_line(t, err);
}

static int
text_signatures(void *context, const struct doc_signature *list, size_t count, struct err *err)
{
	struct texter *t = context;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		str_put(&t->out, "signature");
		put_field(&t->out, list[i].act);
		put_field(&t->out, list[i].name);
		put_field(&t->out, list[i].post);
		rc = end_line(t, err);
	}
	return rc;
}

static int
text_page(void *context, struct err *err)
{
	struct texter *t = context;

	str_put(&t->out, "page");
	return end_line(t, err);
}

static int
text_end(void *context, struct err *err)
{
	return hand_over(context, err);
}

int
doc_text_write(doc_say_fn say, const void *document, json_write_fn write, void *context,
    struct err *err)
{
	struct texter t = { .write = write, .write_context = context };
	const struct doc_writer w = {
		.context = &t,
		.begin = text_begin,
		.cover = text_cover,
		.contents = text_contents,
		.heading = text_heading,
		.text = text_text,
		.pairs = text_pairs,
		.organisation = text_organisation,
		.chart = text_chart,
		.table = text_table,
		.row = text_row,
		.table_end = text_table_end,
		.signatures = text_signatures,
		.page = text_page,
		.end = text_end,
	};
	int rc = say(document, &w, err);

	str_done(&t.out);
	return rc;
}

/* ---- The hash --------------------------------------------------------------------- */

static int
hash_write(void *context, const char *bytes, size_t length)
{
	return crypto_hash_sha256_update(context, (const unsigned char *)bytes, length);
}

int
doc_text_hash(doc_say_fn say, const void *document, uint8_t out[HASH_SHA256_SIZE], struct err *err)
{
	crypto_hash_sha256_state state;
	int rc;

	(void)crypto_hash_sha256_init(&state);
	rc = doc_text_write(say, document, hash_write, &state, err);
	if (rc == YUP_OK)
		(void)crypto_hash_sha256_final(&state, out);
	return rc;
}

void
doc_hash_put(char out[DOC_HASH_TEXT_SIZE], const uint8_t hash[HASH_SHA256_SIZE])
{
	(void)sodium_bin2hex(out, DOC_HASH_TEXT_SIZE, hash, HASH_SHA256_SIZE);
}

bool
doc_hash_read(const char *text, uint8_t out[HASH_SHA256_SIZE])
{
	size_t length = 0;
	const char *end = NULL;

	return sodium_hex2bin(out, HASH_SHA256_SIZE, text, strlen(text), " -:\r\n", &length,
		   &end) == 0 &&
	    length == HASH_SHA256_SIZE && *end == '\0';
}
