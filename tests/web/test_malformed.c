/*
 * test_malformed.c - requests with something wrong, made from good ones by a
 * generator: whatever comes, no answer is 500, nothing crashes and who asks well
 * is answered.
 *
 * $YUPANA_REQUESTS says how many, $YUPANA_SEED and $YUPANA_FIRST which: one that
 * failed is found again by its seed and number.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "io/clock.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"
#include "support/wire.h"
#include "support/world.h"

#define HEAD "Host: x\r\nCookie: yupana=%s\r\n"

enum { REQUESTS = 300, CHECK_EVERY = 100, GOOD_MAX = 24, WRONGS_MAX = 4, WINDOW = 32 };

struct generator {
	uint64_t state;
	struct world *world;
	const char *good[GOOD_MAX];
	size_t good_count;
};

/* splitmix64 */
static uint64_t
draw(struct generator *g)
{
	uint64_t z = (g->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static size_t
below(struct generator *g, size_t most)
{
	return most == 0 ? 0 : (size_t)(draw(g) % most);
}

/* ---- Good requests ------------------------------------------------------------------------ */

static void
add(struct generator *g, const char *method, const char *path, const char *type, const char *body,
    const struct site_user *user)
{
	struct mem *mem = g->world->mem;
	const char *at = world_path(g->world, WORLD_OWN, path);
	const char *said = world_path(g->world, WORLD_OWN, body);

	assert_true(g->good_count < GOOD_MAX);
	g->good[g->good_count++] = type == NULL
	    ? mem_printf(mem, "%s %s HTTP/1.1\r\n" HEAD "Accept-Encoding: gzip\r\n\r\n", method, at,
		  user->secret)
	    : mem_printf(mem,
		  "%s %s HTTP/1.1\r\n" HEAD "X-Yupana-Marca: %s\r\nIf-Match: \"1\"\r\n"
		  "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
		  method, at, user->secret, user->mark, type, strlen(said), said);
}

static void
add_good(struct generator *g, const struct site_user *user)
{
	static const char FORM[] = "application/x-www-form-urlencoded", JSON[] = "application/json";
	static const char PARTS[] = "multipart/form-data; boundary=b1";
	static const char *const PATHS[] = { "/", "/plan/{plan}", "/plan/{plan}/unidad/{unidad}",
		"/plan/{plan}/hallazgos?q=viento&orden=-regla&pagina=2", "/buscar?q=veletas",
		"/plan/{plan}/fila/{fila}?mes=3", "/importar/{documento}",
		"/api/v1/plans/{plan}/nodes?limit=2&after=1", "/plan/{plan}/diferencias?de=1&a=2" };

	for (size_t i = 0; i < sizeof(PATHS) / sizeof(PATHS[0]); i++)
		add(g, "GET", PATHS[i], NULL, "", user);
	add(g, "HEAD", "/plan/{plan}", NULL, "", user);
	add(g, "POST", "/plan/{plan}/fila/{fila}", FORM, "weight=50&title=Uno&schedule.1=2%2C5",
	    user);
	add(g, "POST", "/plan/{plan}/unidad/{unidad}", FORM, "{fila}.weight=40&{fila}.seen=0",
	    user);
	add(g, "POST", "/marco", FORM, "clase=0&codigo=7&titulo=Siete&primero=2031&ultimo=2035",
	    user);
	add(g, "POST", "/api/v1/plans/{plan}/cells", JSON,
	    "{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"weight\",\"period\":0,\"text\":"
	    "\"5\"},{\"node\":{node},\"revision\":1,\"field\":\"schedule\",\"period\":3,\"text\":\"1"
	    "\"}]}",
	    user);
	add(g, "PATCH", "/api/v1/plans/{plan}/nodes/{node}", JSON,
	    "{\"cells\":[{\"field\":\"title\",\"period\":0,\"text\":\"\\u00f1and\\u00fa\"}]}",
	    user);
	add(g, "POST", "/api/v1/plans/{plan}/nodes", JSON,
	    "{\"parent\":{node},\"after\":-1,\"cells\":[]}", user);
	add(g, "POST", "/importar", PARTS,
	    "--b1\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"poa.txt\"\r\n"
	    "Content-Type: text/plain\r\n\r\nPROGRAMA OPERATIVO ANUAL 2031\n1.1.1\tx\r\n"
	    "--b1\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b1--\r\n",
	    user);
}

/* ---- What goes wrong ------------------------------------------------------------------------ */

static const char *const PIECES[] = { "\r\n", "\n", "\r", " ", "\t", ":", ";", "=", "&", "%", "%0",
	"%00", "%ff", "%2e%2e%2f", "/", "//", "../", "\"", "'", "{", "}", "[", "]", "\\", "\\u0000",
	"\\ud800", "\xff\xfe", "\xc3", "\xe2\x80\xae", "\x7f", "\x01", "-1", "0", "4294967295",
	"4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e999",
	"0x10", "Content-Length: -1\r\n", "Content-Length: 18446744073709551616\r\n",
	"Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: x\r\n",
	"Connection: close\r\n", "Expect: 100-continue\r\n", "Host: y\r\n", "Cookie: yupana=\r\n",
	"Cookie: =;=;;\r\n", "Authorization: Bearer \r\n", "If-Match: W/\"x\"\r\n",
	"If-Match: *\r\n", "Accept-Language: en\r\n", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "GET ",
	"OPTIONS * ", "CONNECT x:1 ", "--b1", "--b1--", "filename=\"\"", "filename=\"../../x\"",
	"name=\"\"", "multipart/form-data", "multipart/form-data; boundary=", "boundary=\"", "null",
	"true", "[[[[", "{\"cells\":", "ffffffffffffffff\r\n", "0\r\n\r\n" };

static void
put_piece(struct generator *g, struct str *s, const struct str *from, size_t at)
{
	const char *piece = PIECES[below(g, sizeof(PIECES) / sizeof(PIECES[0]))];

	str_put_n(s, from->text, at);
	for (size_t n = below(g, 20) == 0 ? below(g, 3000) + 1 : 1; n > 0; n--)
		str_put(s, piece);
	str_put_n(s, from->text + at, from->length - at);
}

/* One thing wrong with `from`, in `s`. */
static void
do_wrong(struct generator *g, struct str *s, const struct str *from)
{
	size_t at = below(g, from->length), end = at + below(g, from->length - at);

	switch (below(g, 7)) {
	case 0: /* a bit */
		str_put_n(s, from->text, from->length);
		if (s->length > 0)
			s->text[at] ^= (char)(1u << below(g, 8));
		break;
	case 1: /* gone */
		str_put_n(s, from->text, at);
		str_put_n(s, from->text + end, from->length - end);
		break;
	case 2: /* twice */
		str_put_n(s, from->text, end);
		str_put_n(s, from->text + at, from->length - at);
		break;
	case 3: /* cut */
		str_put_n(s, from->text, at);
		break;
	case 4: /* mixed with another */
		str_put_n(s, from->text, at);
		str_put(s, g->good[below(g, g->good_count)] + below(g, 40));
		break;
	default:
		put_piece(g, s, from, at);
	}
}

static void
make_request(struct generator *g, struct str *out)
{
	str_clear(out);
	str_put(out, g->good[below(g, g->good_count)]);
	for (size_t wrongs = 1 + below(g, WRONGS_MAX); wrongs > 0; wrongs--) {
		struct str next = { 0 };

		do_wrong(g, &next, out);
		str_done(out);
		*out = next;
	}
}

/* ---- The walk --------------------------------------------------------------------------------- */

static unsigned long
number_from(const char *name, unsigned long usual)
{
	const char *said = getenv(name);

	return said != NULL && said[0] != '\0' ? strtoul(said, NULL, 10) : usual;
}

static void
assert_is_well(const struct wire *w, const struct generator *g, unsigned long number)
{
	for (size_t i = 0; i < 2; i++) {
		struct wire_answer a = wire_ask(w, g->good[i]);

		if (a.status != 200)
			fail_msg("after request %lu a good one: %u\n%s", number, a.status,
			    g->good[i]);
	}
}

/* Connections that are given time to be answered while others are made. */
struct window {
	int fds[WINDOW];
	unsigned long answered;
};

static void
let_go(struct window *win, size_t slot)
{
	if (win->fds[slot] < 0)
		return;
	win->answered += wire_status_so_far(win->fds[slot]) != 0;
	(void)close(win->fds[slot]);
	win->fds[slot] = -1;
}

static void
send_all(const struct wire *wire, struct generator *g, unsigned long seed, unsigned long count,
    struct window *win)
{
	CLEANUP(str_done) struct str request = { 0 };

	unsigned long first = number_from("YUPANA_FIRST", 1);

	for (size_t i = 0; i < WINDOW; i++)
		win->fds[i] = -1;
	for (unsigned long i = first; i < first + count; i++) {
		size_t slot = i % WINDOW;

		let_go(win, slot);
		g->state = seed * 1000000 + i;
		make_request(g, &request);
		win->fds[slot] = wire_connect(wire);
		(void)wire_send(win->fds[slot], str_text(&request), request.length);
		if (i % CHECK_EVERY == 0)
			assert_is_well(wire, g, i);
	}
	assert_is_well(wire, g, count);
	for (size_t i = 0; i < WINDOW; i++)
		let_go(win, i);
}

/* "... 404 12 0.345ms user=7": no line of the log has an answer that is our fault. */
static void
assert_no_fault(const char *path, unsigned long seed)
{
	char *log = test_file_read(path, NULL);

	for (char *line = strtok(log, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		char *word = strrchr(line, ' ');

		for (int i = 0; i < 3 && word != NULL; i++) {
			*word = '\0';
			word = strrchr(line, ' ');
		}
		assert_non_null(word);
		if (strcmp(word, " 500") == 0 || strcmp(word, " 503") == 0)
			fail_msg("YUPANA_SEED=%lu: %s", seed, line);
	}
	free(log);
}

static void
test_malformed_requests(void **state)
{
	struct test_store *s = *state;
	unsigned long count = number_from("YUPANA_REQUESTS", REQUESTS);
	unsigned long seed = number_from("YUPANA_SEED", 1);
	const char *log = mem_printf(s->mem, "%s/access", test_temp_folder());
	struct server_options options = { .access_log = open(log, O_CREAT | O_WRONLY, 0600) };
	struct generator g = { .state = seed };
	struct window win = { 0 };
	char now[CLOCK_TEXT_SIZE];
	struct site_user user;
	struct world world;
	struct wire wire;

	assert_true(options.access_log > 0);
	clock_now(now); /* the server's clock is the system's */
	people_set_clock(now);
	world = world_open(s);
	user = site_user(&world.site, "pilar", "planificador");
	g.world = &world;
	add_good(&g, &user);
	wire = wire_open(s, &options);
	send_all(&wire, &g, seed, count, &win);
	wire_close(&wire);
	world_close(&world);
	(void)close(options.access_log);
	assert_no_fault(log, seed);
	/* A slow machine answers few before they are let go; none is a walk past the server. */
	if (count >= REQUESTS && win.answered < count / 20)
		fail_msg("only %lu of %lu were answered at all", win.answered, count);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_malformed_requests) };

	return STORE_RUN(argc, argv, tests);
}
