/*
 * clock.h - what time it is.  Whoever needs it takes a clock_fn, so that tests
 * bring their own.
 */
#ifndef YUP_IO_CLOCK_H
#define YUP_IO_CLOCK_H

#include <stdint.h>

enum { CLOCK_TEXT_SIZE = 32 };

/* Writes an instant in UTC, "2026-01-31T08:00:00Z". */
typedef void (*clock_fn)(char out[CLOCK_TEXT_SIZE]);

/* The system's. */
void clock_now(char out[CLOCK_TEXT_SIZE]);

/* From here on clock_now() is so many seconds away from it: once, before threads begin. */
void clock_shift(int64_t seconds);

#endif
