/*
 * mark.h - what shows that a form comes from a page of the same session: derived
 * from the session's secret, from which it does not lead back.
 */
#ifndef YUP_APP_MARK_H
#define YUP_APP_MARK_H

#include <stdbool.h>

enum { MARK_SIZE = 44 }; /* with its NUL */

/* The mark of a session, or of a visitor's random text. */
void mark_of(const char *secret, char out[MARK_SIZE]);

/* Whether `said` is `mark`, in a time that does not tell where they part. */
bool mark_is(const char *mark, const char *said);

/* A visitor's random text. */
void mark_new(char out[MARK_SIZE]);

#endif
