/*
 * test_wire.c - the server as it is met on a socket: headers of every answer,
 * cookies, paths that lead out, requests too large, and clients that are slow.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "io/clock.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"
#include "support/wire.h"
#include "support/world.h"
#include "web/http.h"

#define HOST "Host: x\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

struct meeting {
	struct world world;
	struct wire wire;
	struct site_user user;
	const char *plan; /* "/plan/3" */
};

static struct meeting
meet(struct test_store *s, const struct server_options *options)
{
	char now[CLOCK_TEXT_SIZE];
	struct meeting m;

	clock_now(now); /* the server's clock is the system's */
	people_set_clock(now);
	m.world = world_open(s);
	m.user = site_user(&m.world.site, "pilar", "planificador");
	m.wire = wire_open(s, options);
	m.plan = world_path(&m.world, WORLD_OWN, "/plan/{plan}");
	return m;
}

static void
part(struct meeting *m)
{
	wire_close(&m->wire);
	world_close(&m->world);
	people_set_clock(TEST_NOW);
}

static struct wire_answer
get(struct meeting *m, const char *path)
{
	return wire_ask(&m->wire,
	    mem_printf(m->wire.mem, "GET %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n\r\n", path,
		m->user.secret));
}

/* As a browser sends a form, with the headers and cookie that are given. */
static struct wire_answer
post(struct meeting *m, const char *path, const char *cookie, const char *form)
{
	return wire_ask(&m->wire,
	    mem_printf(m->wire.mem,
		"POST %s HTTP/1.1\r\n" HOST FORM "Cookie: %s\r\nContent-Length: %zu\r\n\r\n%s",
		path, cookie, strlen(form), form));
}

static void
assert_status(const struct wire_answer *a, unsigned status, const char *what)
{
	if (a->status != status)
		fail_msg("%s: %u, not %u\n%s\n%.500s", what, a->status, status, a->head, a->body);
}

static void
assert_is_well(struct meeting *m)
{
	struct wire_answer a = get(m, "/healthz");

	assert_status(&a, 200, "/healthz");
	a = get(m, m->plan);
	assert_status(&a, 200, m->plan);
}

/* ---- Headers ---------------------------------------------------------------------------- */

static void
assert_guarded(struct meeting *m, const struct wire_answer *a, const char *what)
{
	static const char *const HEADERS[][2] = { { "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "same-origin" }, { "X-Frame-Options", "DENY" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" } };
	const char *policy = wire_header(&m->wire, a, "Content-Security-Policy");

	for (size_t i = 0; i < sizeof(HEADERS) / sizeof(HEADERS[0]); i++) {
		const char *value = wire_header(&m->wire, a, HEADERS[i][0]);

		if (value == NULL || strcmp(value, HEADERS[i][1]) != 0)
			fail_msg("%s: %s is %s", what, HEADERS[i][0], value != NULL ? value : "-");
	}
	if (policy == NULL || strstr(policy, "default-src 'none'") == NULL ||
	    strstr(policy, "unsafe") != NULL || strstr(policy, "frame-ancestors 'none'") == NULL)
		fail_msg("%s: %s", what, policy != NULL ? policy : "no policy");
	if (wire_header(&m->wire, a, "Access-Control-Allow-Origin") != NULL)
		fail_msg("%s: open to other sites", what);
}

static const char *
style_of(struct meeting *m)
{
	struct wire_answer a = get(m, "/ingresar");
	const char *at = strstr(a.body, "/estatico/");

	assert_non_null(at);
	return mem_strndup(m->wire.mem, at, strcspn(at, "\""));
}

static void
test_headers_of_every_answer(void **state)
{
	struct meeting m = meet(*state, NULL);
	const char *const paths[] = { "/", "/ingresar", m.plan,
		mem_printf(m.wire.mem, "%s/hallazgos.csv", m.plan), "/api/v1/plans",
		"/api/v1/openapi.json", "/healthz", "/readyz", "/nada", "/plan/999",
		"/administracion/personas", "/api/v1/nada", "/plan/1?pagina=%00", "/idioma?a=en",
		style_of(&m), "/estatico/nada" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct wire_answer a = get(&m, paths[i]);
		const char *cache = wire_header(&m.wire, &a, "Cache-Control");
		bool asset = strncmp(paths[i], "/estatico/0", 11) == 0 || strstr(paths[i], ".css");

		assert_guarded(&m, &a, paths[i]);
		assert_non_null(cache);
		if (!asset && strcmp(cache, "no-store") != 0)
			fail_msg("%s: kept: %s", paths[i], cache);
		if (a.status == 200 && wire_header(&m.wire, &a, "Content-Type") == NULL)
			fail_msg("%s: no type", paths[i]);
	}
	part(&m);
}

static void
test_errors_are_guarded_too(void **state)
{
	struct meeting m = meet(*state, NULL);
	static const struct {
		const char *request;
		unsigned status;
	} CASES[] = {
		{ "DELETE / HTTP/1.1\r\n" HOST "\r\n", 405 },
		{ "BREW / HTTP/1.1\r\n" HOST "\r\n", 405 },
		{ "POST /plan/1/objetivo HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 403 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999\r\n\r\n", 413 },
		/* 2 GB of evidence are refused before any of it is read */
		{ "POST /seguimiento/2031/1/unidad/a/evidencias HTTP/1.1\r\n" HOST
		  "Content-Length: 2147483648\r\n\r\n",
		    413 },
		{ "POST /api/v1/evidence?item=1&name=a.pdf HTTP/1.1\r\n" HOST
		  "Content-Length: 2147483648\r\n\r\n",
		    413 },
		{ "GET /%zz HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /api/v1/plans HTTP/1.1\r\n" HOST "Authorization: Bearer x\r\n\r\n", 401 },
		{ "GET /api/v1/plans HTTP/1.1\r\n" HOST "Authorization: Basic eA==\r\n\r\n", 401 },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct wire_answer a = wire_ask(&m.wire, CASES[i].request);

		assert_status(&a, CASES[i].status, CASES[i].request);
		assert_guarded(&m, &a, CASES[i].request);
	}
	part(&m);
}

/* ---- Sessions ----------------------------------------------------------------------------- */

static const char *
mark_in(struct meeting *m, const struct wire_answer *a)
{
	const char *at = strstr(a->body, "name=\"_marca\" value=\"");

	assert_non_null(at);
	at += strlen("name=\"_marca\" value=\"");
	return mem_strndup(m->wire.mem, at, strcspn(at, "\""));
}

static const char *
value_of(struct meeting *m, const char *cookie)
{
	assert_non_null(cookie);
	return mem_strndup(m->wire.mem, cookie, strcspn(cookie, ";"));
}

static void
assert_attributes(const char *cookie, bool secure)
{
	assert_non_null(cookie);
	assert_non_null(strstr(cookie, "; HttpOnly"));
	assert_non_null(strstr(cookie, "; SameSite=Lax"));
	assert_non_null(strstr(cookie, "; Path=/;"));
	assert_null(strstr(cookie, "Domain"));
	assert_int_equal(strstr(cookie, "; Secure") != NULL, secure);
}

/* The cookie of a visitor becomes another at sign-in, whatever was sent; sign-out ends it. */
static void
sign_in_and_out(struct test_store *s, const struct server_options *options, const char *prefix)
{
	struct meeting m = meet(s, options);
	struct mem *mem = m.wire.mem;
	bool secure = prefix[0] != '\0';
	const char *name = mem_printf(mem, "%syupana", prefix);
	const char *planted = mem_printf(mem, "%s=%s", name, m.user.mark);
	struct wire_answer a = wire_ask(&m.wire, "GET /ingresar HTTP/1.1\r\n" HOST "\r\n");
	const char *visitor = wire_cookie(&m.wire, &a, mem_printf(mem, "%syupana-visita", prefix));
	const char *session, *form, *before;

	assert_attributes(visitor, secure);
	visitor = value_of(&m, visitor);
	form = mem_printf(mem,
	    "_marca=%s&usuario=pilar&clave=caballo+grapa+pila+correcta&a=/planes", mark_in(&m, &a));
	a = post(&m, "/ingresar", mem_printf(mem, "%s; %s", visitor, planted), form);
	assert_status(&a, 303, "sign in");
	assert_string_equal(wire_header(&m.wire, &a, "Location"), "/planes");
	session = NULL;
	for (const char *at = a.head; (at = strcasestr(at, "set-cookie: ")) != NULL; at++)
		if (strncmp(at + 12, name, strlen(name)) == 0 && at[12 + strlen(name)] == '=')
			session = mem_strndup(mem, at + 12, strcspn(at + 12, "\r"));
	assert_attributes(session, secure);
	session = value_of(&m, session);
	assert_string_not_equal(session, planted);
	before = mem_printf(mem, "GET /planes HTTP/1.1\r\n" HOST "Cookie: %s\r\n\r\n", session);
	a = wire_ask(&m.wire, before);
	assert_status(&a, 200, "signed in");
	a = post(&m, "/salir", session, mem_printf(mem, "_marca=%s", mark_in(&m, &a)));
	assert_status(&a, 303, "sign out");
	assert_non_null(strstr(wire_cookie(&m.wire, &a, name), "Max-Age=0"));
	a = wire_ask(&m.wire, before);
	assert_status(&a, 303, "the cookie of a session that ended");
	assert_int_equal(strncmp(wire_header(&m.wire, &a, "Location"), "/ingresar", 9), 0);
	part(&m);
}

static void
test_sessions(void **state)
{
	sign_in_and_out(*state, NULL, "");
}

static void
test_sessions_behind_https(void **state)
{
	const struct server_options options = { .base_url = "https://poa.ejemplo.gob" };

	sign_in_and_out(*state, &options, "__Host-");
}

/* Where to go after signing in is a place of this site, or the first page. */
static void
test_no_redirect_leaves(void **state)
{
	static const char *const TO[] = { "//x.test", "https://x.test/", "/%5Cx.test",
		"%5C%5Cx.test", "/%0d%0aSet-Cookie:%20a=b", "javascript:alert(1)", "%09/x.test",
		"/%09/x.test", "x.test", "?x", "" };
	struct meeting m = meet(*state, NULL);
	struct mem *mem = m.wire.mem;

	for (size_t i = 0; i < sizeof(TO) / sizeof(TO[0]); i++) {
		struct wire_answer a = wire_ask(&m.wire, "GET /ingresar HTTP/1.1\r\n" HOST "\r\n");
		const char *visitor = value_of(&m, wire_cookie(&m.wire, &a, "yupana-visita"));
		const char *location;

		a = post(&m, "/ingresar", visitor,
		    mem_printf(mem,
			"_marca=%s&usuario=pilar&clave=caballo+grapa+pila+correcta&a=%s",
			mark_in(&m, &a), TO[i]));
		location = wire_header(&m.wire, &a, "Location");
		if (a.status == 400)
			continue; /* a control character: not even read */
		assert_status(&a, 303, TO[i]);
		if (strcmp(location, "/") != 0)
			fail_msg("%s leads to %s", TO[i], location);
	}
	part(&m);
}

/* ---- Paths ------------------------------------------------------------------------------------ */

static void
test_paths_do_not_lead_out(void **state)
{
	static const char *const PATHS[] = { "/../../etc/passwd", "/estatico/../../../etc/passwd",
		"/estatico/%2e%2e/%2e%2e/etc/passwd", "/estatico/..%2f..%2fetc%2fpasswd",
		"/estatico/%252e%252e%252fetc/passwd", "/estatico/..%5c..%5cetc",
		"/estatico/style.css%00.html", "/estatico//etc/passwd", "//etc/passwd",
		"/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/plan/../administracion/personas",
		"/plan/%2e%2e/bitacora", "/estatico/%c0%ae%c0%ae/etc", "/./ingresar",
		"/ingresar/..", "/plan/1/unidad/..%2f..%2f", "/estatico/00000000/style.css",
		"/estatico/", "/etc/passwd", "/api/v1/../../bitacora", "/plan/-1", "/plan/0x1",
		"/plan/1e0", "/plan/99999999999999999999", "/plan/%201", "/plan/+1",
		"/plan/1/fila/-1", "/plan/1/fila/4294967296" };
	struct meeting m = meet(*state, NULL);

	for (size_t i = 0; i < sizeof(PATHS) / sizeof(PATHS[0]); i++) {
		struct wire_answer a = get(&m, PATHS[i]);

		if (a.status != 400 && a.status != 404)
			fail_msg("%s: %u", PATHS[i], a.status);
		if (strstr(a.body, "root:") != NULL)
			fail_msg("%s led out", PATHS[i]);
	}
	part(&m);
}

/* ---- Too much ------------------------------------------------------------------------------------ */

static const char *
many(struct mem *mem, const char *piece, size_t count)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_put(&s, piece);
	return mem_strdup(mem, str_text(&s));
}

static void
test_too_much(void **state)
{
	struct meeting m = meet(*state, NULL);
	struct mem *mem = m.wire.mem;
	const char *cookie = mem_printf(mem, "yupana=%s", m.user.secret);
	const char *letters = many(mem, "abcdefghij", 300);
	struct wire_answer a;

	a = get(&m, mem_printf(mem, "/%s", letters));
	assert_status(&a, 413, "a long path");
	a = get(&m, mem_printf(mem, "/?%s", letters));
	assert_status(&a, 413, "a long query");
	a = get(&m, many(mem, "/a", 100));
	assert_status(&a, 413, "a deep path");
	a = get(&m, mem_printf(mem, "/?%s", many(mem, "abcdefghij", 6000)));
	assert_true(a.status == 413 || a.status == 414 || a.status == 431 || a.status == 0);
	a = wire_ask(&m.wire,
	    mem_printf(mem, "GET / HTTP/1.1\r\n" HOST "X: %s\r\n\r\n",
		many(mem, "abcdefghij", 6000)));
	assert_true(a.status == 413 || a.status == 431 || a.status == 0);
	a = wire_ask(&m.wire,
	    mem_printf(mem, "GET / HTTP/1.1\r\n" HOST "%s\r\n", many(mem, "X: y\r\n", 20000)));
	assert_true(a.status == 413 || a.status == 431 || a.status == 0);
	a = post(&m, "/plan/1/objetivo", cookie, many(mem, "a=1&", HTTP_VALUES_MAX + 1));
	assert_status(&a, 413, "many values");
	a = post(&m, "/plan/1/objetivo", cookie, many(mem, letters, 400));
	assert_status(&a, 413, "a large form");
	a = wire_ask(&m.wire,
	    mem_printf(mem,
		"POST /plan/1/objetivo HTTP/1.1\r\n" HOST FORM
		"Transfer-Encoding: chunked\r\nCookie: %s\r\n\r\n%s0\r\n\r\n",
		cookie, many(mem, mem_printf(mem, "bb8\r\n%s\r\n", letters), 400)));
	assert_status(&a, 413, "a large form in pieces");
	assert_is_well(&m);
	part(&m);
}

/* ---- Parts ----------------------------------------------------------------------------------------- */

/* Forms of several parts with something missing; nobody has to be signed in to send one. */
static void
test_odd_parts(void **state)
{
	static const char *const PARTS[] = { "Content-Disposition: form-data\r\n\r\nx",
		"Content-Disposition: form-data; name=\"\"\r\n\r\nx", "\r\nx",
		"Content-Disposition: form-data; filename=\"a\"\r\n\r\nx",
		"Content-Disposition: form-data; name=\"a\"; filename=\"\"\r\n\r\n",
		"Content-Disposition: form-data; name=\"a\"; filename=\"..\\..\\/etc/\xff\"\r\n\r\nx",
		"Content-Type: multipart/mixed; boundary=b2\r\n\r\n--b2\r\n\r\nx\r\n--b2--" };
	struct meeting m = meet(*state, NULL);

	for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++) {
		const char *body = mem_printf(m.wire.mem, "--b1\r\n%s\r\n--b1--\r\n", PARTS[i]);
		struct wire_answer a = wire_ask(&m.wire,
		    mem_printf(m.wire.mem,
			"POST /ingresar HTTP/1.1\r\n" HOST
			"Content-Type: multipart/form-data; boundary=b1\r\nContent-Length: %zu\r\n\r\n%s",
			strlen(body), body));

		if (a.status != 400 && a.status != 403)
			fail_msg("%s: %u", PARTS[i], a.status);
	}
	assert_is_well(&m);
	part(&m);
}

/* ---- Slow clients ----------------------------------------------------------------------------------- */

static const struct server_options HASTY = { .idle_s = 1, .request_s = 1 };

/* What stops halfway is cut; others are answered meanwhile. */
static void
test_who_stops_is_cut(void **state)
{
	static const char *const HALVES[] = { "", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nCook",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc",
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab" };
	enum { EACH = 20, COUNT = sizeof(HALVES) / sizeof(HALVES[0]) };
	struct meeting m = meet(*state, &HASTY);
	int fds[EACH * COUNT];

	for (int i = 0; i < EACH * COUNT; i++) {
		const char *half = HALVES[i % COUNT];

		fds[i] = wire_connect(&m.wire);
		assert_int_equal(wire_send(fds[i], half, strlen(half)), 0);
	}
	assert_is_well(&m);
	for (int i = 0; i < EACH * COUNT; i++) {
		assert_true(wire_is_closed(fds[i]));
		(void)close(fds[i]);
	}
	assert_is_well(&m);
	part(&m);
}

/* A byte to each again and again, as long as it is let; whether all were cut. */
static bool
trickle(const int *fds, size_t count)
{
	const struct timespec pause = { .tv_nsec = 20000000 };
	size_t cut = 0;

	for (int i = 0; cut < count && i < 3000; i++) { /* a minute */
		char byte;

		cut = 0;
		for (size_t k = 0; k < count; k++)
			cut += wire_send(fds[k], "a", 1) < 0 ||
			    recv(fds[k], &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
		(void)nanosleep(&pause, NULL);
	}
	return cut == count;
}

static void
test_who_trickles_is_cut(void **state)
{
	static const char *const BEGIN[] = { "G", "GET /", "GET / HTTP/1.1\r\nHost: x\r\nX: ",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" };
	enum { COUNT = sizeof(BEGIN) / sizeof(BEGIN[0]) };
	struct meeting m = meet(*state, &HASTY);
	int fds[COUNT];

	for (int i = 0; i < COUNT; i++) {
		fds[i] = wire_connect(&m.wire);
		assert_int_equal(wire_send(fds[i], BEGIN[i], strlen(BEGIN[i])), 0);
	}
	assert_true(trickle(fds, COUNT));
	for (int i = 0; i < COUNT; i++)
		(void)close(fds[i]);
	assert_is_well(&m);
	part(&m);
}

/* Who does not read its answer holds up nobody, and the server can stop. */
static void
test_who_does_not_read(void **state)
{
	enum { COUNT = 30, EACH = 60 };
	struct meeting m = meet(*state, NULL);
	const char *one = mem_printf(m.wire.mem,
	    "GET %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n\r\n", m.plan, m.user.secret);
	int fds[COUNT], small = 1024;

	for (int i = 0; i < COUNT; i++) {
		fds[i] = wire_connect(&m.wire);
		(void)setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
		for (int k = 0; k < EACH; k++)
			(void)send(fds[i], one, strlen(one), MSG_NOSIGNAL | MSG_DONTWAIT);
	}
	assert_is_well(&m);
	for (int i = 0; i < COUNT / 2; i++)
		(void)close(fds[i]);
	assert_is_well(&m);
	part(&m);
	for (int i = COUNT / 2; i < COUNT; i++)
		(void)close(fds[i]);
}

/* A client that says it has said all may go without an answer, and harms nobody. */
static void
test_half_closed(void **state)
{
	struct meeting m = meet(*state, NULL);
	int fd = wire_connect(&m.wire);
	const char *one = mem_printf(m.wire.mem,
	    "GET %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n\r\n", m.plan, m.user.secret);
	const char *two = "GET /healthz HTTP/1.1\r\n" HOST "\r\n"
			  "GET /nada HTTP/1.1\r\n" HOST "\r\n";
	struct wire_answer a;

	for (int i = 0; i < 20; i++) {
		int half = wire_connect(&m.wire);

		assert_int_equal(wire_send(half, one, strlen(one)), 0);
		(void)shutdown(half, SHUT_WR);
		a = wire_read(&m.wire, half, 1);
		assert_true(a.status == 200 || a.status == 0);
		(void)close(half);
	}
	assert_int_equal(wire_send(fd, two, strlen(two)), 0);
	a = wire_read(&m.wire, fd, 1);
	assert_status(&a, 200, "the first of two");
	(void)close(fd);               /* before the second is read */
	for (int i = 0; i < 50; i++) { /* gone before the answer is made */
		fd = wire_connect(&m.wire);
		(void)wire_send(fd, two, strlen(two));
		(void)close(fd);
		fd = wire_connect(&m.wire); /* in the middle of a line */
		(void)wire_send(fd, "GET /x?y&", strlen("GET /x?y&"));
		(void)close(fd);
	}
	assert_is_well(&m);
	part(&m);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_headers_of_every_answer),
		STORE_TEST(test_errors_are_guarded_too),
		STORE_TEST(test_sessions),
		STORE_TEST(test_sessions_behind_https),
		STORE_TEST(test_no_redirect_leaves),
		STORE_TEST(test_paths_do_not_lead_out),
		STORE_TEST(test_too_much),
		STORE_TEST(test_odd_parts),
		STORE_TEST(test_who_stops_is_cut),
		STORE_TEST(test_who_trickles_is_cut),
		STORE_TEST(test_who_does_not_read),
		STORE_TEST(test_half_closed),
	};

	return STORE_RUN(argc, argv, tests);
}
