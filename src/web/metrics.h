/*
 * metrics.h - what the server counts of itself, told as Prometheus text at an
 * address of its own, so that the pages' proxy never shows it.
 */
#ifndef YUP_WEB_METRICS_H
#define YUP_WEB_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"

struct MHD_Daemon;
struct str;
struct workers;

enum { METRICS_BUCKETS = 9 };

struct metrics {
	atomic_ullong requests[6]; /* by hundreds of their status */
	atomic_ullong bucket[METRICS_BUCKETS];
	atomic_ullong micros;
	struct workers *workers;
	struct MHD_Daemon *daemon;
};

void metrics_count(struct metrics *metrics, unsigned status, long long micros);

void metrics_put(struct metrics *metrics, struct str *out);

/* Serve /metrics at `host`:`port`. */
MUST_CHECK int metrics_serve(struct metrics *metrics, struct workers *workers, const char *host,
    uint16_t port, struct err *err);
void metrics_stop(struct metrics *metrics);

#endif
