#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/app.h"
#include "web/assets.h"
#include "web/exchange.h"
#include "web/gzip.h"
#include "web/metrics.h"
#include "web/router.h"
#include "web/runner.h"
#include "web/watch.h"
#include "web/web.h"

enum {
	CONNECTIONS_MAX = 4000,
	CONNECTION_MEMORY = 32 * 1024, /* the head of a request */
	IDLE_S = 30,                   /* a connection that says nothing */
	REQUEST_S = 120,               /* a request that does not end */
	ANSWER_TIMES = 5,              /* as long for what is made of it, and read */
	QUEUE_MAX = 2000,
	LISTENERS = 4, /* more than processors: a connection stays on its thread */
	GZIP_LEAST = 1400,
	STOP_STEPS = 1000,      /* of 10 ms */
	PAGE_ROOM = 160 * 1024, /* that few pages outgrow, each time copying what there is */
	KEPT_BLOCK = 1 << 20,
	KEPT_MEMORY = 16 << 20, /* by each thread's part of the heap */
};

struct server {
	struct mem *mem;
	struct web web;
	struct catalogue english;
	struct MHD_Daemon *daemon;
	struct workers *workers;
	struct watch *watch;
	struct metrics metrics;
	uint16_t port;
	int access_log;
	unsigned request_s;
};

/* ---- Answers ---------------------------------------------------------------- */

static void
add_safety(const struct web *web, struct MHD_Response *r)
{
	static const char *const HEADERS[][2] = {
		{ "Content-Security-Policy",
		    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
		    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
		    "frame-ancestors 'none'; manifest-src 'self'" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()" },
		{ "X-Frame-Options", "DENY" },
	};

	for (size_t i = 0; i < sizeof(HEADERS) / sizeof(HEADERS[0]); i++)
		(void)MHD_add_response_header(r, HEADERS[i][0], HEADERS[i][1]);
	if (web->secure)
		(void)MHD_add_response_header(r, "Strict-Transport-Security", "max-age=31536000");
}

static bool
takes_gzip(const struct http_request *req)
{
	const char *said = http_find(&req->headers, "accept-encoding");

	return said != NULL && strstr(said, "gzip") != NULL;
}

/* The path for the log: what is secret in it stays out. */
static const char *
shown_path(const struct http_request *req)
{
	if (req->path == NULL)
		return "-";
	if (req->piece_count > 1 && strcmp(req->pieces[0], "invitacion") == 0)
		return "/invitacion/...";
	return req->path;
}

static void
put_access(const struct exchange *ex, size_t size, long long micros)
{
	static const char *const METHODS[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	char now[CLOCK_TEXT_SIZE], line[HTTP_PATH_MAX + 200];
	int length;

	clock_now(now);
	length = snprintf(line, sizeof(line), "%s %s %s %.*s %u %zu %lld.%03lldms user=%lld\n", now,
	    ex->req.origin != NULL ? ex->req.origin : "-", METHODS[ex->req.method], HTTP_PATH_MAX,
	    shown_path(&ex->req), ex->res.status, size, micros / 1000, micros % 1000, ex->user_id);
	if (length > 0)
		(void)!write(ex->server->access_log, line, (size_t)length);
}

static long long
micros_since(const struct timespec *began)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - began->tv_sec) * 1000000LL + (now.tv_nsec - began->tv_nsec) / 1000;
}

/* The body's own memory, without what it left unused. */
static char *
take_body(struct str *body)
{
	char *text = body->length > 0 ? realloc(body->text, body->length) : NULL;

	if (text == NULL)
		return body->length > 0 ? body->text : NULL;
	body->text = text;
	return text;
}

/* Hand the answer over; its body is the response's from here on. */
static enum MHD_Result
send_answer(struct exchange *ex)
{
	struct http_response *res = &ex->res;
	size_t size = res->body.length;
	char *body = take_body(&res->body);
	struct MHD_Response *r = MHD_create_response_from_buffer(size, body,
	    body != NULL ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
	long long micros = micros_since(&ex->began);
	enum MHD_Result sent;

	if (r == NULL)
		return MHD_NO;
	if (body != NULL)
		res->body = (struct str){ 0 };
	add_safety(&ex->server->web, r);
	if (res->type != NULL)
		(void)MHD_add_response_header(r, "Content-Type", res->type);
	for (size_t i = 0; i < res->headers.count; i++)
		(void)MHD_add_response_header(r, res->headers.items[i].name,
		    res->headers.items[i].value);
	sent = MHD_queue_response(ex->connection, res->status, r);
	MHD_destroy_response(r);
	metrics_count(&ex->server->metrics, res->status, micros);
	if (ex->server->access_log >= 0)
		put_access(ex, size, micros);
	return sent;
}

/* ---- Assets: sent from where they lie --------------------------------------- */

static struct MHD_Response *
asset_response(const struct web *web, const char *bytes, size_t size, const char *type, bool packed)
{
	union {
		const char *from;
		void *to;
	} lent = { .from = bytes }; /* MHD does not write to it */
	struct MHD_Response *r = MHD_create_response_from_buffer(size, lent.to,
	    MHD_RESPMEM_PERSISTENT);

	if (r == NULL)
		return NULL;
	add_safety(web, r);
	(void)MHD_add_response_header(r, "Content-Type", type);
	(void)MHD_add_response_header(r, "Cache-Control", "public, max-age=31536000, immutable");
	(void)MHD_add_response_header(r, "Vary", "Accept-Encoding");
	if (packed)
		(void)MHD_add_response_header(r, "Content-Encoding", "gzip");
	return r;
}

static enum MHD_Result
send_asset(struct exchange *ex, const struct asset *asset)
{
	bool packed = asset->packed != NULL && takes_gzip(&ex->req);
	struct MHD_Response *r = packed
	    ? asset_response(&ex->server->web, asset->packed, asset->packed_size, asset->type, true)
	    : asset_response(&ex->server->web, asset->bytes, asset->size, asset->type, false);
	enum MHD_Result sent;

	if (r == NULL)
		return MHD_NO;
	sent = MHD_queue_response(ex->connection, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	return sent;
}

/* ---- Workers ---------------------------------------------------------------- */

static void
pack_answer(struct exchange *ex)
{
	struct http_response *res = &ex->res;
	struct str packed = { 0 };

	if (res->type == NULL ||
	    (strncmp(res->type, "text/", 5) != 0 &&
		strncmp(res->type, "application/json", 16) != 0 &&
		strncmp(res->type, "application/problem", 19) != 0))
		return;
	http_add(ex->req.mem, &res->headers, "Vary", "Accept-Encoding, Accept-Language, Cookie");
	if (res->body.length < GZIP_LEAST || !takes_gzip(&ex->req) ||
	    !gzip_put(&packed, res->body.text, res->body.length, GZIP_QUICK)) {
		str_done(&packed);
		return;
	}
	str_done(&res->body);
	res->body = packed;
	http_add(ex->req.mem, &res->headers, "Content-Encoding", "gzip");
}

static struct visit
visit_of(struct exchange *ex, struct app *app, struct app_plans *plans)
{
	return (struct visit){
		.web = &ex->server->web,
		.app = app,
		.plans = plans,
		.req = &ex->req,
		.res = &ex->res,
		.html = { .out = &ex->res.body },
	};
}

static void
answer(struct exchange *ex, struct visit *visit)
{
	str_reserve(&ex->res.body, PAGE_ROOM);
	router_answer(visit, &ex->refused);
	ex->user_id = visit->user_id;
	pack_answer(ex);
	visit->app->by = NULL; /* it lives in the request */
	visit->app->origin = NULL;
	ex->state = EXCHANGE_ANSWERED;
}

/* By a worker, with what nobody waits for after the answer. */
static bool
do_exchange(struct job *job, struct app *app, struct app_plans *plans)
{
	struct exchange *ex = (struct exchange *)job;
	struct visit visit = visit_of(ex, app, plans);

	answer(ex, &visit);
	if (visit.after == NULL)
		return true;
	MHD_resume_connection(ex->connection); /* from here on it may be gone */
	visit.after(app, visit.after_context);
	return false;
}

static void
send_over(struct job *job)
{
	MHD_resume_connection(((struct exchange *)job)->connection);
}

/* By the thread of its connection, unless it is to wait for something. */
static bool
do_here(struct job *job, struct app *app, struct app_plans *plans)
{
	struct exchange *ex = (struct exchange *)job;
	struct visit visit = visit_of(ex, app, plans);
	bool later = false;

	app->later = &later;
	answer(ex, &visit);
	app->later = NULL;
	if (later) {
		str_clear(&ex->res.body);
		ex->res.headers.count = 0;
		ex->state = EXCHANGE_READING;
	}
	return true;
}

static void
put_busy(struct exchange *ex)
{
	ex->res.status = MHD_HTTP_SERVICE_UNAVAILABLE;
	ex->res.type = "text/plain; charset=utf-8";
	str_put(&ex->res.body, "El servidor está ocupado. Vuelva a intentar en unos segundos.\n");
	http_add(ex->req.mem, &ex->res.headers, "Retry-After", "5");
}

/* The process answers, whatever the database does. */
static bool
is_health(const struct exchange *ex)
{
	return ex->req.path != NULL && strcmp(ex->req.path, "/healthz") == 0;
}

static enum MHD_Result
send_health(struct exchange *ex)
{
	ex->res.type = "text/plain; charset=utf-8";
	http_add(ex->req.mem, &ex->res.headers, "Cache-Control", "no-store");
	str_put(&ex->res.body, "ok\n");
	return send_answer(ex);
}

static struct watched *
watched_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
	    ->socket_context;
}

static enum MHD_Result
begin_answer(struct exchange *ex)
{
	const struct asset *asset = ex->req.path != NULL
	    ? assets_at(ex->server->web.assets, ex->req.path)
	    : NULL;

	exchange_read_end(ex);
	watch_give(watched_of(ex->connection), ex->server->request_s * ANSWER_TIMES);
	if (asset != NULL && ex->req.method == METHOD_GET)
		return send_asset(ex, asset);
	if (is_health(ex))
		return send_health(ex);
	ex->job.run = do_here;
	if (ex->refused.code == 0 && router_is_quick(&ex->req) &&
	    workers_do(ex->server->workers, &ex->job) && ex->state == EXCHANGE_ANSWERED)
		return send_answer(ex);
	ex->state = EXCHANGE_WAITING;
	ex->job.run = do_exchange;
	ex->job.over = send_over;
	MHD_suspend_connection(ex->connection);
	if (!workers_push(ex->server->workers, &ex->job)) {
		put_busy(ex);
		ex->state = EXCHANGE_ANSWERED;
		MHD_resume_connection(ex->connection);
	}
	return MHD_YES;
}

/* ---- What libmicrohttpd calls ------------------------------------------------- */

/*
 * It may be called for a request that is then cut, of which on_done() never hears:
 * the connection keeps the exchange, so that none is lost.
 */
static void *
on_target(void *context, const char *target, struct MHD_Connection *connection)
{
	struct watched *watched = watched_of(connection);
	struct exchange *ex = exchange_new(context, target);

	ex->connection = connection;
	exchange_free(watch_kept(watched));
	watch_keep(watched, ex);
	return ex;
}

static const char *
address_of(struct mem *mem, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection,
	    MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";

	if (info != NULL &&
	    getnameinfo(info->client_addr,
		info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
							 : sizeof(struct sockaddr_in),
		text, sizeof(text), NULL, 0, NI_NUMERICHOST) != 0)
		return "";
	return mem_strdup(mem, text);
}

static bool
is_loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0 ||
	    strncmp(address, "::ffff:127.", 11) == 0;
}

/* Behind a proxy on this machine, the address it says it was asked from. */
static const char *
origin_of(struct exchange *ex)
{
	const char *address = address_of(ex->req.mem, ex->connection);
	const char *said = http_find(&ex->req.headers, "x-forwarded-for");
	const char *last = said != NULL ? strrchr(said, ',') : NULL;
	struct in6_addr parsed;

	if (ex->server->web.base_url == NULL || said == NULL || !is_loopback(address))
		return address;
	last = last != NULL ? last + 1 + strspn(last + 1, " ") : said;
	if (inet_pton(AF_INET, last, &parsed) != 1 && inet_pton(AF_INET6, last, &parsed) != 1)
		return address;
	return last;
}

static bool
announces_too_much(const struct exchange *ex)
{
	const char *length = http_find(&ex->req.headers, "content-length");

	return length != NULL && strtoull(length, NULL, 10) > ex->body_max;
}

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, const char *data, size_t *data_size, void **request)
{
	struct exchange *ex = *request;

	(void)context;
	(void)target;
	(void)version;
	switch (ex->state) {
	case EXCHANGE_NEW:
		ex->state = EXCHANGE_READING;
		watch_give(watched_of(connection), ex->server->request_s);
		exchange_read_head(ex, method);
		ex->req.origin = origin_of(ex);
		if (ex->refused.code == 0 && announces_too_much(ex)) {
			(void)err_refuse(&ex->refused, YUP_ELIMIT, "request_too_large",
			    "more than %zu bytes", ex->body_max);
			http_add(ex->req.mem, &ex->res.headers, "Connection", "close");
			return begin_answer(ex);
		}
		return MHD_YES;
	case EXCHANGE_READING:
		if (*data_size == 0)
			return begin_answer(ex);
		if (!exchange_read_body(ex, data, *data_size))
			return MHD_NO;
		*data_size = 0;
		return MHD_YES;
	case EXCHANGE_ANSWERED:
		return send_answer(ex);
	default:
		return MHD_YES;
	}
}

static void
on_done(void *context, struct MHD_Connection *connection, void **request,
    enum MHD_RequestTerminationCode why)
{
	const struct server *s = context;
	struct watched *watched = watched_of(connection);

	(void)why;
	watch_give(watched, s->request_s); /* for the next head */
	exchange_free(watch_kept(watched));
	watch_keep(watched, NULL);
	*request = NULL;
}

static void
on_connection(void *context, struct MHD_Connection *connection, void **watched,
    enum MHD_ConnectionNotificationCode what)
{
	struct server *s = context;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		exchange_free(watch_kept(*watched));
		watch_forget(*watched);
		*watched = NULL;
		return;
	}
	info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	*watched = watch_add(s->watch, info->connect_fd, s->request_s);
}

/* ---- Start and stop ----------------------------------------------------------- */

static int
listen_at(const char *host, uint16_t port, int *out, struct err *err)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	char service[8];
	int on = 1, fd = -1, rc;

	(void)snprintf(service, sizeof(service), "%u", port);
	rc = getaddrinfo(host, service, &hints, &list);
	if (rc != 0)
		return err_refuse(err, YUP_EINVALID, "address_unknown", "%s: %s", host,
		    gai_strerror(rc));
	for (struct addrinfo *a = list; a != NULL && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd < 0)
			continue;
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
		if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, SOMAXCONN) == 0)
			break;
		rc = errno;
		(void)close(fd);
		fd = -1;
	}
	freeaddrinfo(list);
	if (fd < 0)
		return err_refuse(err, YUP_EIO, "address_taken", "%s:%u: %s", host, port,
		    strerror(rc));
	*out = fd;
	return YUP_OK;
}

static uint16_t
port_of(int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);

	if (getsockname(fd, (struct sockaddr *)&address, &length) < 0)
		return 0;
	return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
						   : ((struct sockaddr_in *)&address)->sin_port);
}

static int
start_listening(struct server *s, const struct server_options *o, struct err *err)
{
	int fd = -1;
	int rc = listen_at(o->host, o->port, &fd, err);

	if (rc < 0)
		return rc;
	s->port = port_of(fd);
	s->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0,
	    NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE,
	    (unsigned)LISTENERS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_CONNECTION_TIMEOUT, o->idle_s > 0 ? o->idle_s : (unsigned)IDLE_S,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, s, MHD_OPTION_NOTIFY_COMPLETED, on_done, s,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_END);
	if (s->daemon == NULL) {
		(void)close(fd);
		return err_set(err, YUP_EIO, "the server does not start");
	}
	return YUP_OK;
}

/*
 * A page is some tens of kilobytes, taken and given back at every request: what
 * was given back is kept for the next one, not returned to the system.
 */
static void
keep_memory(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK);
	(void)mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
#endif
}

int
server_start(const struct server_options *o, struct server **out, struct err *err)
{
	struct mem *mem = mem_new();
	struct server *s = mem_alloc(mem, sizeof(*s));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned workers = o->workers > 0 ? o->workers
					  : (unsigned)(processors > 0 ? processors : 1) + 2;
	int rc;

	keep_memory();
	s->mem = mem;
	s->access_log = o->access_log;
	s->request_s = o->request_s > 0 ? o->request_s : (unsigned)REQUEST_S;
	s->web.base_url = o->base_url;
	s->web.secure = o->base_url != NULL && strncmp(o->base_url, "https://", 8) == 0;
	s->web.assets = assets_new();
	s->web.english = catalogue_of("en", &s->english);
	rc = router_check(err);
	if (rc == YUP_OK)
		rc = workers_start(o->db_name, workers, QUEUE_MAX, &s->workers, err);
	if (rc == YUP_OK)
		rc = runner_start(&(struct app){ .db_name = o->db_name, .now = clock_now },
		    &s->web.runner, err);
	if (rc == YUP_OK)
		rc = watch_start(&s->watch, err);
	if (rc == YUP_OK)
		rc = start_listening(s, o, err);
	if (rc == YUP_OK && o->metrics_host != NULL)
		rc = metrics_serve(&s->metrics, s->workers, o->metrics_host, o->metrics_port, err);
	if (rc < 0) {
		server_stop(s);
		return rc;
	}
	*out = s;
	return YUP_OK;
}

uint16_t
server_port(const struct server *s)
{
	return s->port;
}

void
server_stop(struct server *s)
{
	const struct timespec step = { .tv_nsec = 10000000 };

	if (s == NULL)
		return;
	if (s->daemon != NULL) {
		int fd = MHD_quiesce_daemon(s->daemon);

		if (fd >= 0)
			(void)close(fd);
		for (int i = 0; i < STOP_STEPS && workers_busy(s->workers) > 0; i++)
			(void)nanosleep(&step, NULL);
	}
	workers_finish(s->workers);
	if (s->daemon != NULL)
		MHD_stop_daemon(s->daemon); /* its threads answer some pages themselves */
	workers_stop(s->workers);
	runner_stop(s->web.runner);
	watch_stop(s->watch);
	metrics_stop(&s->metrics);
	assets_free(s->web.assets);
	mem_free(s->mem);
}
