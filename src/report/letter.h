/*
 * letter.h - what is written to a person who is to choose a password.
 *
 * Uses text only as the rest of report/ does; sends nothing (io/mail.h).
 */
#ifndef YUP_REPORT_LETTER_H
#define YUP_REPORT_LETTER_H

#include <stdbool.h>

struct str;

struct letter {
	const char *name, *login, *institution;
	const char *link;  /* where the password is chosen; "" where the program has no address */
	const char *code;  /* the secret, for who types it */
	const char *until; /* "2026-01-31T08:00:00Z" */
	bool first;        /* an invitation; else somebody asked for another password */
};

/* One line. */
void letter_subject(struct str *out, const struct letter *letter);

/* Plain text, lines of at most 76 letters where no name is longer. */
void letter_body(struct str *out, const struct letter *letter);

#endif
