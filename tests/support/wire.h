/*
 * wire.h - a running server over a test's database, and requests byte by byte as
 * they go over a socket.
 *
 * Nothing waits for a time: a read ends with the answer, or with the connection.
 * One that never comes fails the test after a minute.
 */
#ifndef YUP_TESTS_WIRE_H
#define YUP_TESTS_WIRE_H

#include <stddef.h>

#include "base/mem.h"
#include "web/server.h"

struct test_store;

struct wire {
	struct mem *mem;
	struct server *server;
};

struct wire_answer {
	unsigned status;  /* 0: the connection ended without one */
	const char *head; /* its lines, "\r\n" between them */
	const char *body;
	size_t size;
};

/* `options` may be NULL; its database and address are the test's. */
struct wire wire_open(struct test_store *s, const struct server_options *options);
void wire_close(struct wire *w);

int wire_connect(const struct wire *w);

/* Send some bytes; -1 where the other end is gone. */
int wire_send(int fd, const char *bytes, size_t size);

/* Read one answer.  A HEAD's has no body: say so. */
struct wire_answer wire_read(const struct wire *w, int fd, int with_body);

/* A connection of its own, a request as it stands, its answer, and the end. */
struct wire_answer wire_ask(const struct wire *w, const char *request);

/* The status of what has been answered by now; 0: nothing has. */
unsigned wire_status_so_far(int fd);

/* The value of a header, NULL without it; of several, the one that begins so. */
const char *wire_header(const struct wire *w, const struct wire_answer *a, const char *name);
const char *wire_cookie(const struct wire *w, const struct wire_answer *a, const char *name);

/* Whether the other end has closed: read until it has, or the minute is over. */
int wire_is_closed(int fd);

#endif
