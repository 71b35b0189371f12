/*
 * server.h - the process that listens: connections, workers, answers.
 *
 * libmicrohttpd's threads read requests and send answers, and make the pages that
 * ask little of the database themselves (router_is_quick); all else is done by
 * workers, so that a slow commit or a password never holds up a connection.
 * Connections to the database are lent to both.  A request waits in a queue with a
 * limit: past it the answer is 503 and when to come again.
 */
#ifndef YUP_WEB_SERVER_H
#define YUP_WEB_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct server;

struct server_options {
	const char *db_name;
	const char *host;         /* "127.0.0.1" */
	uint16_t port;            /* 0: any that is free */
	const char *metrics_host; /* NULL: no metrics */
	uint16_t metrics_port;
	const char *base_url; /* "https://poa.ejemplo.gob.bo"; NULL: plain HTTP at host:port */
	unsigned workers;     /* 0: as many as the processors, and two more */
	int access_log;       /* a file descriptor, -1: none */
	unsigned idle_s;      /* until a connection that says nothing is cut; 0: 30 */
	unsigned request_s;   /* until one whose request or answer does not end is; 0: 120 */
};

/* Listen.  The caller stops it.  YUP_EIO: the address is taken, or is not one. */
MUST_CHECK int server_start(const struct server_options *options, struct server **out,
    struct err *err);

/* The port it listens at. */
uint16_t server_port(const struct server *server);

/* Take no more connections, finish what was begun (10 s at most) and leave. */
void server_stop(struct server *server); /* NULL does nothing */

#endif
