/*
 * throttle.h - how long a sign-in waits after others that failed.
 *
 * Three counts: of an account from one address, of an account from anywhere,
 * of an address.  Past its allowance each failure doubles the wait, from one
 * second to fifteen minutes; a quarter of an hour in peace forgets.  Where an
 * account was signed in before, only its own count from there holds it, so that
 * who guesses elsewhere does not keep the honest one out.
 *
 * Pure: times come as texts (base/date.h), counts are the caller's to keep.
 */
#ifndef YUP_CORE_THROTTLE_H
#define YUP_CORE_THROTTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

/* Stored in sign_in_failure.what. */
enum throttle_what { THROTTLE_PAIR, THROTTLE_ACCOUNT, THROTTLE_ADDRESS, THROTTLE__COUNT };

enum {
	THROTTLE_FORGET_S = 15 * 60,
	THROTTLE_WAIT_MOST_S = 15 * 60,
	KNOWN_ORIGIN_DAYS = 90, /* an address is known for so long after the last sign-in */
};

struct throttle {
	int64_t failures;
	char last_at[INSTANT_SIZE];
	char wait_until[INSTANT_SIZE]; /* last_at where there is no wait */
};

/* Seconds to wait after so many failures, 0 within the allowance. */
int64_t throttle_wait_s(enum throttle_what what, int64_t failures);

/* Seconds left at `now`; 0: go on. */
int64_t throttle_left_s(const struct throttle *t, const char *now);

/* One more failure; a zeroed `t` is none so far. */
void throttle_add(struct throttle *t, enum throttle_what what, const char *now);

/* The last one was none after all. */
void throttle_take_back(struct throttle *t, enum throttle_what what);

/*
 * An address as it is counted: an IPv6 one by its first 64 bits, which one
 * subscriber holds whole; else as it is.  Cut to `size`.
 */
void throttle_address(const char *origin, char *out, size_t size);

#endif
