/* wire.c - see wire.h. */
#include "support/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/store.h"

enum { PATIENCE_S = 60, PIECE = 16 * 1024 };

struct wire
wire_open(struct test_store *s, const struct server_options *options)
{
	struct server_options o = { 0 };
	struct wire w = { .mem = s->mem };
	struct err err = { 0 };

	if (options != NULL)
		o = *options;
	o.db_name = s->path;
	o.host = "127.0.0.1";
	o.port = 0;
	if (o.access_log <= 0)
		o.access_log = -1;
	assert_rc(server_start(&o, &w.server, &err), YUP_OK, &err);
	return w;
}

void
wire_close(struct wire *w)
{
	server_stop(w->server);
}

int
wire_connect(const struct wire *w)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(server_port(w->server)) };
	struct timeval patience = { .tv_sec = PATIENCE_S };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	return fd;
}

int
wire_send(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		bytes += n;
		size -= (size_t)n;
	}
	return 0;
}

/* ---- Answers ------------------------------------------------------------------------- */

/* More of it; 0 at the end. */
static size_t
take_more(int fd, struct str *s)
{
	char piece[PIECE];
	ssize_t n;

	do
		n = recv(fd, piece, sizeof(piece), 0);
	while (n < 0 && errno == EINTR);
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		fail_msg("no answer within %d s", PATIENCE_S);
	if (n <= 0)
		return 0;
	str_put_n(s, piece, (size_t)n);
	return (size_t)n;
}

const char *
wire_header(const struct wire *w, const struct wire_answer *a, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = a->head; *at != '\0';) {
		size_t end = strcspn(at, "\r");

		if (end > length && at[length] == ':' && strncasecmp(at, name, length) == 0) {
			const char *value = at + length + 1 + strspn(at + length + 1, " ");

			return mem_strndup(w->mem, value, (size_t)(at + end - value));
		}
		at += end;
		at += strspn(at, "\r\n");
	}
	return NULL;
}

const char *
wire_cookie(const struct wire *w, const struct wire_answer *a, const char *name)
{
	const char *start = mem_printf(w->mem, "set-cookie: %s=", name);

	for (const char *at = a->head; *at != '\0';) {
		size_t end = strcspn(at, "\r");

		if (strncasecmp(at, start, strlen(start)) == 0)
			return mem_strndup(w->mem, at + strlen("set-cookie: "),
			    end - strlen("set-cookie: "));
		at += end;
		at += strspn(at, "\r\n");
	}
	return NULL;
}

struct wire_answer
wire_read(const struct wire *w, int fd, int with_body)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct wire_answer a = { .head = "", .body = "" };
	const char *length;
	size_t head, expected;

	while (strstr(str_text(&s), "\r\n\r\n") == NULL)
		if (take_more(fd, &s) == 0)
			return a;
	head = (size_t)(strstr(s.text, "\r\n\r\n") - s.text);
	a.head = mem_strndup(w->mem, s.text, head);
	if (strncmp(a.head, "HTTP/1.", 7) == 0)
		a.status = (unsigned)strtoul(a.head + 9, NULL, 10);
	length = wire_header(w, &a, "content-length");
	expected = !with_body ? 0 : length != NULL ? strtoul(length, NULL, 10) : SIZE_MAX;
	while (s.length - head - 4 < expected && take_more(fd, &s) > 0)
		;
	a.size = s.length - head - 4 < expected ? s.length - head - 4 : expected;
	a.body = mem_strndup(w->mem, s.text + head + 4, a.size);
	return a;
}

struct wire_answer
wire_ask(const struct wire *w, const char *request)
{
	int fd = wire_connect(w);
	struct wire_answer a;

	(void)wire_send(fd, request, strlen(request)); /* it may have answered before all is sent */
	a = wire_read(w, fd, strncmp(request, "HEAD ", 5) != 0);
	(void)close(fd);
	return a;
}

unsigned
wire_status_so_far(int fd)
{
	char line[16];
	ssize_t n = recv(fd, line, sizeof(line) - 1, MSG_DONTWAIT | MSG_PEEK);

	if (n < 12 || strncmp(line, "HTTP/1.", 7) != 0)
		return 0;
	line[n] = '\0';
	return (unsigned)strtoul(line + 9, NULL, 10);
}

int
wire_is_closed(int fd)
{
	CLEANUP(str_done) struct str rest = { 0 };

	while (take_more(fd, &rest) > 0)
		;
	return 1;
}
