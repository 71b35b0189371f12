/*
 * log_text.h - what is wrong with a log, in words.  Uses base/ only.
 */
#ifndef YUP_TEXT_LOG_TEXT_H
#define YUP_TEXT_LOG_TEXT_H

#include <stdint.h>

struct catalogue;
struct str;

/*
 * "falta al menos un registro antes del 12": the first thing wrong in a chain, by
 * the key of its fault (store/log_walk.h) and its place.  No period at the end.
 */
void log_text_put_fault(struct str *out, const char *fault, int64_t seq);

/* The same in the catalogue's language; NULL: Spanish. */
void log_text_put_fault_in(struct str *out, const char *fault, int64_t seq,
    const struct catalogue *catalogue);

/* "cambiar un plan" for "plan.change"; "" for what has no words (a permission refused). */
const char *log_action_word(const char *action);

/* Every action that has words, ended by NULL: to choose from. */
extern const char *const log_text_actions[];

/* Every key there is a sentence for, ended by NULL: for tests. */
extern const char *const log_text_faults[];

/* "falta el disparador log_no_update"; `fault`: 0 missing, 1 not ours, 2 otherwise. */
void log_text_put_schema(struct str *out, unsigned fault, const char *kind, const char *name);

#endif
