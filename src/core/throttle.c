#include "core/throttle.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const int64_t ALLOWED[THROTTLE__COUNT] = {
	[THROTTLE_PAIR] = 5,
	[THROTTLE_ACCOUNT] = 50,
	[THROTTLE_ADDRESS] = 30,
};

enum { DOUBLINGS_MOST = 10 }; /* 2^10 s is past THROTTLE_WAIT_MOST_S */

int64_t
throttle_wait_s(enum throttle_what what, int64_t failures)
{
	int64_t over = failures - ALLOWED[what], wait;

	if (over < 0)
		return 0;
	wait = INT64_C(1) << (over < DOUBLINGS_MOST ? over : DOUBLINGS_MOST);
	return wait < THROTTLE_WAIT_MOST_S ? wait : THROTTLE_WAIT_MOST_S;
}

int64_t
throttle_left_s(const struct throttle *t, const char *now)
{
	int64_t until = instant_seconds(t->wait_until), at = instant_seconds(now);

	return until > at ? until - at : 0; /* what is no instant holds nobody */
}

/* Long enough in peace: since the last failure and the wait it brought. */
static bool
forgotten(const struct throttle *t, const char *now)
{
	int64_t last = instant_seconds(t->last_at), until = instant_seconds(t->wait_until);
	int64_t since = until > last ? until : last;

	return since == INT64_MIN || instant_seconds(now) - since > THROTTLE_FORGET_S;
}

static void
set_wait(struct throttle *t, enum throttle_what what)
{
	instant_add(t->last_at, throttle_wait_s(what, t->failures), t->wait_until);
}

void
throttle_add(struct throttle *t, enum throttle_what what, const char *now)
{
	if (forgotten(t, now))
		t->failures = 0;
	t->failures++;
	(void)snprintf(t->last_at, sizeof(t->last_at), "%s", now);
	set_wait(t, what);
}

void
throttle_take_back(struct throttle *t, enum throttle_what what)
{
	if (t->failures > 0)
		t->failures--;
	if (throttle_wait_s(what, t->failures) == 0)
		set_wait(t, what);
}

void
throttle_address(const char *origin, char *out, size_t size)
{
	struct in6_addr address;
	char text[INET6_ADDRSTRLEN];

	if (strncmp(origin, "::ffff:", 7) == 0 && strchr(origin, '.') != NULL)
		origin += 7; /* an IPv4 one in IPv6's clothes */
	if (inet_pton(AF_INET6, origin, &address) != 1) {
		(void)snprintf(out, size, "%s", origin);
		return;
	}
	memset(&address.s6_addr[8], 0, 8);
	(void)inet_ntop(AF_INET6, &address, text, sizeof(text));
	(void)snprintf(out, size, "%s/64", text);
}
