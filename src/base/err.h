/*
 * err.h - how functions say that they failed, and why.
 *
 * A function that can fail returns YUP_OK or one of the negative codes below;
 * the detail goes to the caller's struct err, never to a global.  The message
 * is for developers and logs; what a person reads is made in text/ from the
 * code, the place and the message key.
 */
#ifndef YUP_BASE_ERR_H
#define YUP_BASE_ERR_H

#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

enum yup_code {
	YUP_OK = 0,
	YUP_EINVALID = -1,  /* input that is wrong: the caller can correct it */
	YUP_ENOTFOUND = -2, /* what was asked for is not there */
	YUP_EDENIED = -3,   /* this person may not do this */
	YUP_ECONFLICT = -4, /* somebody else changed it, or it is ambiguous */
	YUP_ELIMIT = -5,    /* past a limit written in the documentation */
	YUP_EIO = -6,       /* disk, network, database */
	YUP_EBUG = -7,      /* our own mistake */
};

enum { ERR_MESSAGE_MAX = 512, ERR_FILE_MAX = 256 };

struct err {
	int code;                      /* one of enum yup_code */
	unsigned line;                 /* line of the input, 0 where none applies */
	const char *key;               /* which refusal, for text/refusal_text.h; NULL where none */
	const char *field;             /* which input, "weight"; a literal, NULL where none */
	char file[ERR_FILE_MAX];       /* input file, empty where none applies */
	char message[ERR_MESSAGE_MAX]; /* one sentence: what, and what to do */
};

/* Fill `err` (may be NULL) and return `code`, so that reporting is one line. */
int err_set(struct err *err, int code, const char *format, ...) PRINTF_LIKE(3, 4);

/*
 * The same for a refusal that a person can meet: `key` is its stable name,
 * "empty_file", a literal.  text/refusal_text.h has the sentence of each.
 */
int err_refuse(struct err *err, int code, const char *key, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Add the place of the input to an error already set; returns its code. */
int err_at(struct err *err, const char *file, unsigned line);

/* Add which input it was, a literal; returns the code. */
int err_in(struct err *err, const char *field);

/* The code's name, "EINVALID", for logs and JSON.  Never NULL. */
const char *err_name(int code);

#endif
