/*
 * test_kill_alone.c - writers are killed at random moments, and on PostgreSQL
 * also their connections and the server: what was accepted is there, nothing is
 * half there, the chain holds, and everything starts again by itself.
 *
 * YUPANA_ROUNDS (10) rounds, one after the other on one database; YUPANA_SEED
 * repeats what a failure printed, as far as the machine's own timing does.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"
#include "support/writers.h"

enum { WRITERS = 4, NUMBERS_A_ROUND = 4000, FAILURES_MOST = 2000, PATIENCE_MS = 60000 };

struct rounds {
	struct writing writing;
	uint64_t random;       /* the state of the draw */
	struct marks accepted; /* of all rounds */
	size_t acknowledged;
};

/* xorshift: the same on every machine. */
static uint64_t
draw(struct rounds *k, uint64_t below)
{
	k->random ^= k->random << 13;
	k->random ^= k->random >> 7;
	k->random ^= k->random << 17;
	return k->random % below;
}

/* ---- A writer ----------------------------------------------------------------- */

struct writer {
	const struct writing *writing;
	uint64_t first, step, count;
	int out; /* where it tells what was accepted */
};

static void
pause_for(long us)
{
	struct timespec moment = { .tv_nsec = us * 1000 };

	(void)nanosleep(&moment, NULL);
}

/* The next change: made, or found made when its answer was lost. */
static int
make_next(struct writer_tools *tools, const struct writer *w, uint64_t number, bool doubt,
    bool *out_told, struct err *err)
{
	bool made = false;
	int rc = writers_look(tools, w->writing, err);

	*out_told = false;
	if (rc == YUP_OK && doubt)
		rc = writers_was_made(tools, w->writing, number, &made, err);
	if (rc < 0 || made)
		return rc;
	rc = writers_make(tools, w->writing, number, err);
	*out_told = rc == YUP_OK;
	return rc;
}

/* Makes its changes one after the other; what fails is tried again. */
static int
write_until_killed(void *context)
{
	const struct writer *w = context;
	struct writer_tools tools = { 0 };
	struct err err = { 0 };
	unsigned failures = 0;
	bool doubt = false, told;

	for (uint64_t i = 0; i < w->count && failures < FAILURES_MOST;) {
		uint64_t number = w->first + i * w->step;
		int rc = make_next(&tools, w, number, doubt, &told, &err);

		if (rc == YUP_OK && told &&
		    write(w->out, &number, sizeof(number)) != sizeof(number))
			return 1;
		doubt = rc != YUP_OK;
		i += rc == YUP_OK;
		if (rc == YUP_OK)
			continue;
		if (rc != YUP_EIO && rc != YUP_ECONFLICT)
			return 3; /* not what a fault may look like */
		failures++;
		pause_for(2000);
	}
	return 0;
}

/* ---- A round ------------------------------------------------------------------ */

struct children {
	struct writer writers[WRITERS];
	pid_t ids[WRITERS]; /* 0: gone */
	int in;
};

static void
begin(const struct rounds *k, unsigned round, struct children *c)
{
	int ends[2];

	if (pipe(ends) != 0)
		exit(2);
	c->in = ends[0];
	for (unsigned i = 0; i < WRITERS; i++) {
		c->writers[i] = (struct writer){ &k->writing, (uint64_t)round * NUMBERS_A_ROUND + i,
			WRITERS, NUMBERS_A_ROUND / WRITERS, ends[1] };
		c->ids[i] = writers_fork(write_until_killed, &c->writers[i]);
	}
	(void)close(ends[1]);
}

/* Take what is told until `count` more were, or nobody is left to tell. */
static void
listen_for(struct rounds *k, const struct children *c, size_t count)
{
	struct pollfd fd = { .fd = c->in, .events = POLLIN };
	uint64_t number;

	for (size_t i = 0; i < count; i++) {
		ssize_t n;

		if (poll(&fd, 1, PATIENCE_MS) <= 0)
			fail_msg("nobody writes any more");
		n = read(c->in, &number, sizeof(number));
		if (n == 0)
			return;
		assert_int_equal(n, sizeof(number));
		if (marks_add(&k->accepted, number) > 0)
			fail_msg("change %llu was accepted twice", (unsigned long long)number);
		k->acknowledged++;
	}
}

static void
kill_one(struct children *c, size_t i)
{
	int status = 0;

	if (c->ids[i] == 0)
		return;
	(void)kill(c->ids[i], SIGKILL);
	assert_int_equal(waitpid(c->ids[i], &status, 0), c->ids[i]);
	if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		fail_msg("a writer ended with %d", WEXITSTATUS(status));
	c->ids[i] = 0;
}

static void
restart_server(void)
{
	static const char *const ORDERS[] = { "stop -m immediate", "start" };

	for (int i = 0; i < 2; i++) {
		char command[512];

		(void)snprintf(command, sizeof(command), "%s %s",
		    getenv("YUPANA_TEST_POSTGRES_CTL"), ORDERS[i]);
		if (system(command) != 0) /* NOLINT(cert-env33-c): the test's own script */
			exit(2);
	}
}

/* What goes wrong in this round, besides the writers. */
static void
break_something(struct rounds *k, struct children *c)
{
	bool server = store_on_postgres();

	switch (draw(k, server ? 4 : 2)) {
	case 0:
		break; /* all of them at once, below */
	case 1:
		kill_one(c, draw(k, WRITERS));
		listen_for(k, c, 1 + draw(k, 20)); /* the others go on */
		break;
	case 2:
		store_cut(k->writing.path);
		listen_for(k, c, 1 + draw(k, 20));
		break;
	default:
		if (getenv("YUPANA_TEST_POSTGRES_CTL") == NULL)
			break;
		restart_server();
		listen_for(k, c, 1 + draw(k, 20));
	}
}

static void
run_round(struct rounds *k, unsigned round)
{
	struct children c;

	begin(k, round, &c);
	listen_for(k, &c, 1 + draw(k, 40));
	pause_for((long)draw(k, 3000)); /* to hit every place of a change */
	break_something(k, &c);
	for (size_t i = 0; i < WRITERS; i++)
		kill_one(&c, i);
	listen_for(k, &c, SIZE_MAX); /* what was told before the end */
	(void)close(c.in);
	(void)writers_check(&k->writing, &k->accepted);
}

static void
test_killed(void **state)
{
	struct test_store *s = *state;
	unsigned rounds = (unsigned)writers_setting("YUPANA_ROUNDS", 10);
	unsigned long seed = writers_setting("YUPANA_SEED", (unsigned long)time(NULL));
	struct rounds k = { .acknowledged = 0 };

	writers_begin(s, 30, &k.writing);
	k.random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	marks_init(&k.accepted, (size_t)(rounds + 1) * NUMBERS_A_ROUND);
	print_message("seed %lu\n", seed);
	for (unsigned round = 0; round < rounds; round++)
		run_round(&k, round);
	print_message("%u rounds, %zu changes acknowledged, none lost\n", rounds, k.acknowledged);
	assert_true(k.acknowledged >= rounds);
	marks_done(&k.accepted);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_killed) };

	(void)signal(SIGPIPE, SIG_IGN);
	return STORE_RUN(argc, argv, tests);
}
