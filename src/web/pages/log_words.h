/*
 * log_words.h - what the log keeps as keys and ids, in words: whom and what a record
 * is about, and what it tells of it.  The file that verifies keeps it as it is.
 */
#ifndef YUP_WEB_PAGES_LOG_WORDS_H
#define YUP_WEB_PAGES_LOG_WORDS_H

#include "app/log.h"
#include "web/pages/units.h"

struct app_version;

/* Names that a page of the log needs. */
struct log_words {
	struct visit *visit;
	struct units units;
	struct app_version *plans;
	size_t plan_count;
};

MUST_CHECK int log_words_load(struct visit *visit, struct log_words *out, struct err *err);

/* "cambiar un plan"; of a refusal by permission, which one. */
const char *log_words_action(const struct log_words *words, const char *action);

/* "Plan 2027, fila 12", "Pilar Rocha"; as it is where there is no word for it. */
const char *log_words_subject(const struct log_words *words, const struct app_log_line *line);

/* "Consulta sobre «Toda la institución» desde 21/11/2026"; of a refusal, why. */
const char *log_words_detail(const struct log_words *words, const struct app_log_line *line);

#endif
