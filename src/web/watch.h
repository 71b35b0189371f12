/*
 * watch.h - connections that take too long, cut: a client that sends or reads a
 * byte now and then is never idle, and would hold its connection for ever.
 */
#ifndef YUP_WEB_WATCH_H
#define YUP_WEB_WATCH_H

#include "base/err.h"

struct watch;
struct watched; /* one connection */

MUST_CHECK int watch_start(struct watch **out, struct err *err);

/* After the last connection was forgotten; NULL does nothing. */
void watch_stop(struct watch *watch);

/* A connection that is to end what it does within `seconds`. */
struct watched *watch_add(struct watch *watch, int fd, unsigned seconds);

/* What it does now has `seconds` from now on. */
void watch_give(struct watched *watched, unsigned seconds);

/* What its owner keeps with it; NULL at first. */
void watch_keep(struct watched *watched, void *kept);
void *watch_kept(const struct watched *watched);

/* Before its descriptor is closed. */
void watch_forget(struct watched *watched);

#endif
