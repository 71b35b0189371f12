/*
 * json_writer.h - JSON as it goes out: streamed, indented, exact.
 *
 * Numbers are plain decimals of at most four places and never pass through
 * floating point; an absent one is null.  Inside an object every call takes a
 * key, inside an array NULL.  What is written reaches `write` in large pieces;
 * once it fails the rest is dropped and json_end() tells.
 *
 *	json_begin(&w, write, context);
 *	json_object(&w, NULL);
 *	json_text(&w, "schema", "yupana.export/1");
 *	json_object_end(&w);
 *	return json_end(&w, err);
 */
#ifndef YUP_REPORT_JSON_WRITER_H
#define YUP_REPORT_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Takes `length` bytes; negative where it could not. */
typedef int (*json_write_fn)(void *context, const char *bytes, size_t length);

struct json_writer {
	struct str buffer;
	json_write_fn write;
	void *context;
	unsigned depth;
	unsigned line; /* depth from which all goes on one line, 0 for none */
	bool empty;    /* nothing in this object or array yet */
	bool failed;
};

void json_begin(struct json_writer *w, json_write_fn write, void *context);

/* The last piece and a line end; gives the memory back.  YUP_EIO. */
MUST_CHECK int json_end(struct json_writer *w, struct err *err);

void json_object(struct json_writer *w, const char *key);
void json_object_end(struct json_writer *w);
void json_array(struct json_writer *w, const char *key);
void json_array_end(struct json_writer *w);

/* As above, whole on one line: a schedule, a place. */
void json_line_object(struct json_writer *w, const char *key);
void json_line_array(struct json_writer *w, const char *key);

void json_null(struct json_writer *w, const char *key);
void json_bool(struct json_writer *w, const char *key, bool value);
void json_int(struct json_writer *w, const char *key, int64_t value);
void json_text(struct json_writer *w, const char *key, const char *text);
void json_text_or_null(struct json_writer *w, const char *key, const char *text); /* "" is null */

/* NUM_ABSENT is null. */
void json_quantity(struct json_writer *w, const char *key, int64_t quantity_e4);
void json_ratio(struct json_writer *w, const char *key, int64_t ratio_e9); /* four places */
void json_money(struct json_writer *w, const char *key, int64_t cents);    /* two places */

/* Arrays of them on one line. */
void json_quantities(struct json_writer *w, const char *key, const int64_t *e4, size_t count);
void json_ratios(struct json_writer *w, const char *key, const int64_t *e9, size_t count);

/* A json_write_fn that appends to a struct str. */
int json_to_str(void *context, const char *bytes, size_t length);

#endif
