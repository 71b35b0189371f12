/*
 * date.h - days and instants as the database keeps them, and counting with them.
 *
 * A day is "2026-01-31", an instant "2026-01-31T08:00:00Z"; both compare as
 * texts.  Years go from 1900 to 2200.  What the time is, io/clock.h says.
 */
#ifndef YUP_BASE_DATE_H
#define YUP_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { DATE_SIZE = 16, INSTANT_SIZE = 32 };

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

/* A day that there is, written in full and with nothing after it. */
bool date_is_valid(const char *text);

/* The day `days` after (before where negative); `date` must be valid. */
void date_add(const char *date, int64_t days, char out[DATE_SIZE]);

/* The day of an instant. */
void date_of(const char *instant, char out[DATE_SIZE]);

/* Seconds since 1970; INT64_MIN where it is no instant. */
int64_t instant_seconds(const char *instant);

/* The instant `seconds` after (before where negative); `instant` must be one. */
void instant_add(const char *instant, int64_t seconds, char out[INSTANT_SIZE]);

#endif
