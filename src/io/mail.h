/*
 * mail.h - one plain message by SMTP, where the machine was told of a server.
 *
 * The environment says which (docs/OPERATIONS.md):
 *
 *	YUPANA_SMTP_URL       smtp://host:25, smtps://host:465; STARTTLS is required
 *	                      with smtp:// unless the host is this machine
 *	YUPANA_SMTP_FROM      the sender, "yupana@example.gob"
 *	YUPANA_SMTP_USER      and
 *	YUPANA_SMTP_PASSWORD  where the server asks for them
 */
#ifndef YUP_IO_MAIL_H
#define YUP_IO_MAIL_H

#include <stdbool.h>

#include "base/err.h"

struct mail_server {
	const char *url, *from;
	const char *user, *password; /* NULL where the server does not ask */
};

/* False where the environment names none, or this program was built without mail. */
bool mail_server_find(struct mail_server *out);

struct mail {
	const char *to;      /* one address */
	const char *subject; /* one line of UTF-8 */
	const char *body;    /* plain text in UTF-8, lines ended by \n */
	const char *date;    /* "2026-01-31T08:00:00Z" */
};

/*
 * Hand the message to the server; waits half a minute at most.  YUP_EINVALID
 * "mail_invalid": an address or subject that could be taken for more than one line;
 * YUP_EIO "mail_failed".
 */
MUST_CHECK int mail_send(const struct mail_server *server, const struct mail *mail,
    struct err *err);

#endif
