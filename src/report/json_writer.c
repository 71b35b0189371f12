#include "report/json_writer.h"

#include <string.h>

#include "base/decimal.h"

enum { PIECE = 64 * 1024 };

static void
flush(struct json_writer *w)
{
	if (!w->failed && w->buffer.length > 0)
		w->failed = w->write(w->context, w->buffer.text, w->buffer.length) < 0;
	str_clear(&w->buffer);
}

void
json_begin(struct json_writer *w, json_write_fn write, void *context)
{
	*w = (struct json_writer){ .write = write, .context = context, .empty = true };
}

int
json_end(struct json_writer *w, struct err *err)
{
	bool failed;

	str_put_char(&w->buffer, '\n');
	flush(w);
	failed = w->failed;
	str_done(&w->buffer);
	return failed ? err_refuse(err, YUP_EIO, "output_failed", "the output could not be written")
		      : YUP_OK;
}

static void
put_escaped(struct str *s, const char *text)
{
	str_put_char(s, '"');
	while (*text != '\0') {
		size_t plain = 0;

		while (
		    (unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\')
			plain++;
		str_put_n(s, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		if (*text == '"' || *text == '\\') {
			str_put_char(s, '\\');
			str_put_char(s, *text);
		} else if (*text == '\n') {
			str_put(s, "\\n");
		} else if (*text == '\t') {
			str_put(s, "\\t");
		} else {
			str_printf(s, "\\u%04x", (unsigned)(unsigned char)*text);
		}
		text++;
	}
	str_put_char(s, '"');
}

static void
new_line(struct json_writer *w)
{
	if (w->line > 0) {
		if (!w->empty)
			str_put_char(&w->buffer, ' ');
		return;
	}
	str_put_char(&w->buffer, '\n');
	for (unsigned i = 0; i < w->depth; i++)
		str_put(&w->buffer, "  ");
}

/* What goes before a value: comma, line, key. */
static void
before(struct json_writer *w, const char *key)
{
	if (w->buffer.length > PIECE)
		flush(w);
	if (!w->empty)
		str_put_char(&w->buffer, ',');
	if (w->depth > 0)
		new_line(w);
	w->empty = false;
	if (key == NULL)
		return;
	put_escaped(&w->buffer, key);
	str_put(&w->buffer, ": ");
}

static void
open_it(struct json_writer *w, const char *key, char bracket, bool on_a_line)
{
	before(w, key);
	str_put_char(&w->buffer, bracket);
	w->depth++;
	w->empty = true;
	if (on_a_line && w->line == 0)
		w->line = w->depth;
}

static void
close_it(struct json_writer *w, char bracket)
{
	w->depth--;
	if (w->line == 0 && !w->empty)
		new_line(w);
	if (w->line > w->depth)
		w->line = 0;
	str_put_char(&w->buffer, bracket);
	w->empty = false;
}

void
json_object(struct json_writer *w, const char *key)
{
	open_it(w, key, '{', false);
}

void
json_object_end(struct json_writer *w)
{
	close_it(w, '}');
}

void
json_array(struct json_writer *w, const char *key)
{
	open_it(w, key, '[', false);
}

void
json_array_end(struct json_writer *w)
{
	close_it(w, ']');
}

void
json_line_object(struct json_writer *w, const char *key)
{
	open_it(w, key, '{', true);
}

void
json_line_array(struct json_writer *w, const char *key)
{
	open_it(w, key, '[', true);
}

void
json_null(struct json_writer *w, const char *key)
{
	before(w, key);
	str_put(&w->buffer, "null");
}

void
json_bool(struct json_writer *w, const char *key, bool value)
{
	before(w, key);
	str_put(&w->buffer, value ? "true" : "false");
}

void
json_int(struct json_writer *w, const char *key, int64_t value)
{
	before(w, key);
	str_printf(&w->buffer, "%lld", (long long)value);
}

void
json_text(struct json_writer *w, const char *key, const char *text)
{
	before(w, key);
	put_escaped(&w->buffer, text);
}

void
json_text_or_null(struct json_writer *w, const char *key, const char *text)
{
	if (text == NULL || text[0] == '\0')
		json_null(w, key);
	else
		json_text(w, key, text);
}

static void
put_decimal(struct json_writer *w, const char *key, int64_t value, unsigned scale, unsigned keep)
{
	before(w, key);
	if (value == NUM_ABSENT)
		str_put(&w->buffer, "null");
	else
		num_put(&w->buffer, value, scale, keep);
}

void
json_quantity(struct json_writer *w, const char *key, int64_t quantity_e4)
{
	put_decimal(w, key, quantity_e4, 4, 0);
}

void
json_ratio(struct json_writer *w, const char *key, int64_t ratio_e9)
{
	put_decimal(w, key, ratio_e9 == NUM_ABSENT ? NUM_ABSENT : ratio_round(ratio_e9, 4), 4, 0);
}

void
json_money(struct json_writer *w, const char *key, int64_t cents)
{
	put_decimal(w, key, cents, 2, 2);
}

void
json_quantities(struct json_writer *w, const char *key, const int64_t *e4, size_t count)
{
	json_line_array(w, key);
	for (size_t i = 0; i < count; i++)
		json_quantity(w, NULL, e4[i]);
	json_array_end(w);
}

void
json_ratios(struct json_writer *w, const char *key, const int64_t *e9, size_t count)
{
	json_line_array(w, key);
	for (size_t i = 0; i < count; i++)
		json_ratio(w, NULL, e9[i]);
	json_array_end(w);
}

int
json_to_str(void *context, const char *bytes, size_t length)
{
	str_put_n(context, bytes, length);
	return 0;
}
