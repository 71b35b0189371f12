/*
 * test_load.c - readers and writers at once against the server: each is answered,
 * nothing is said twice or lost, and the plan's revision is the number of what was
 * taken.
 *
 * $YUPANA_SECONDS says how long; without it each does a few.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/clock.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"
#include "support/wire.h"
#include "support/world.h"

enum { READERS = 4, WRITERS = 3, EACH = 25 };

/* One of them; what it needs is made before its thread begins. */
struct client {
	pthread_t thread;
	struct wire wire; /* with an arena of its own */
	const char *paths[4];
	const char *form_start; /* the head and body of a save, up to the value */
	const char *save_path, *cookie, *mark;
	time_t until; /* 0: EACH times */
	unsigned done, taken, refused, failed;
	unsigned status; /* of what failed */
};

static bool
goes_on(const struct client *c)
{
	return c->until != 0 ? time(NULL) < c->until : c->done < EACH;
}

static void
note(struct client *c, const struct wire_answer *a)
{
	c->done++;
	if (a->status == 200 || a->status == 303)
		c->taken++;
	else if (a->status == 409)
		c->refused++;
	else {
		c->failed++;
		c->status = a->status;
	}
}

static void *
read_pages(void *context)
{
	struct client *c = context;

	while (goes_on(c)) {
		struct wire once = { .mem = mem_new(), .server = c->wire.server };
		struct wire_answer a = wire_ask(&once,
		    mem_printf(once.mem, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n",
			c->paths[c->done % 4], c->cookie));

		note(c, &a);
		mem_free(once.mem);
	}
	return NULL;
}

/* Another value each time, so that each that is taken is a change. */
static void *
write_cells(void *context)
{
	struct client *c = context;

	while (goes_on(c)) {
		struct wire once = { .mem = mem_new(), .server = c->wire.server };
		const char *body = mem_printf(once.mem, "_marca=%s&indicator=%s+%u", c->mark,
		    c->form_start, c->done);
		struct wire_answer a = wire_ask(&once,
		    mem_printf(once.mem,
			"POST %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
			c->save_path, c->cookie, strlen(body), body));

		note(c, &a);
		mem_free(once.mem);
	}
	return NULL;
}

static void
make_client(struct world *w, const struct wire *wire, struct client *c, unsigned number)
{
	const char *seconds = getenv("YUPANA_SECONDS");
	struct site_user user = site_user(&w->site, mem_printf(w->mem, "cliente.%u", number),
	    "planificador");

	*c = (struct client){ .wire = *wire,
		.paths = { "/", world_path(w, WORLD_OWN, "/plan/{plan}"),
		    world_path(w, WORLD_OWN, "/plan/{plan}/unidad/{unidad}"),
		    world_path(w, WORLD_OWN, "/plan/{plan}/hallazgos") },
		.form_start = mem_printf(w->mem, "cliente+%u", number),
		.save_path = world_path(w, number % 2 == 0 ? WORLD_OWN : WORLD_OTHER,
		    "/plan/{plan}/fila/{fila}"),
		.cookie = mem_printf(w->mem, "yupana=%s", user.secret),
		.mark = user.mark };
	if (seconds != NULL && seconds[0] != '\0')
		c->until = time(NULL) + (time_t)strtol(seconds, NULL, 10);
}

static void
test_readers_and_writers(void **state)
{
	struct test_store *s = *state;
	struct client clients[READERS + WRITERS];
	unsigned changes = 0;
	char now[CLOCK_TEXT_SIZE];
	struct world w;
	struct wire wire;

	clock_now(now); /* the server's clock is the system's */
	people_set_clock(now);
	w = world_open(s);
	wire = wire_open(s, NULL);
	for (unsigned i = 0; i < READERS + WRITERS; i++)
		make_client(&w, &wire, &clients[i], i);
	for (unsigned i = 0; i < READERS + WRITERS; i++)
		assert_int_equal(pthread_create(&clients[i].thread, NULL,
				     i < READERS ? read_pages : write_cells, &clients[i]),
		    0);
	for (unsigned i = 0; i < READERS + WRITERS; i++)
		(void)pthread_join(clients[i].thread, NULL);
	for (unsigned i = 0; i < READERS + WRITERS; i++) {
		if (clients[i].failed > 0)
			fail_msg("client %u: %u of %u failed, the last with %u", i,
			    clients[i].failed, clients[i].done, clients[i].status);
		assert_true(clients[i].taken > 0);
		changes += i < READERS ? 0 : clients[i].taken;
	}
	wire_close(&wire);
	assert_int_equal(world_plan(&w)->revision, w.at[WORLD_OTHER].change + changes);
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_readers_and_writers) };

	return STORE_RUN(argc, argv, tests);
}
