/*
 * exchange.h - one request and its answer on their way through the server; for
 * server.c and exchange.c only.
 */
#ifndef YUP_WEB_EXCHANGE_H
#define YUP_WEB_EXCHANGE_H

#include <microhttpd.h>
#include <time.h>

#include "web/http.h"
#include "web/spool.h"
#include "web/workers.h"

struct server;

enum exchange_state {
	EXCHANGE_NEW,     /* its head is there */
	EXCHANGE_READING, /* its body is coming */
	EXCHANGE_WAITING, /* a worker has it, or will */
	EXCHANGE_ANSWERED,
};

struct exchange {
	struct job job; /* first: a worker is given this */
	struct server *server;
	struct MHD_Connection *connection;
	enum exchange_state state;
	const char *target; /* as sent */
	struct http_request req;
	struct http_response res;
	struct spool body;
	size_t body_size, body_max;     /* read so far, and the most */
	struct MHD_PostProcessor *form; /* of several parts */
	struct spool part;              /* the one that is coming */
	struct spool *kept;             /* those that came and are too many for memory */
	size_t kept_count, kept_room;
	const char *part_name, *part_file;
	struct err refused; /* code 0: nothing wrong so far */
	struct timespec began;
	long long user_id; /* who asked, for the access log */
};

struct exchange *exchange_new(struct server *server, const char *target);
void exchange_free(struct exchange *ex);

/* Its method, path and headers, once they are there. */
void exchange_read_head(struct exchange *ex, const char *method);

/*
 * More of its body; past its limits it is refused and the rest thrown away.  False: that is as
 * much again, and the connection should be cut.
 */
bool exchange_read_body(struct exchange *ex, const char *bytes, size_t size);

/* There is no more of it: the form is read. */
void exchange_read_end(struct exchange *ex);

#endif
