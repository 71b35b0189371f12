#include "web/metrics.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "web/workers.h"

/* Upper ends, in microseconds; the last has none. */
static const long long ENDS[METRICS_BUCKETS] = { 1000, 5000, 10000, 25000, 50000, 100000, 250000,
	1000000, 0 };
static const char *const END_TEXTS[METRICS_BUCKETS] = { "0.001", "0.005", "0.01", "0.025", "0.05",
	"0.1", "0.25", "1", "+Inf" };

void
metrics_count(struct metrics *m, unsigned status, long long micros)
{
	size_t i = 0;

	while (i + 1 < METRICS_BUCKETS && micros > ENDS[i])
		i++;
	atomic_fetch_add(&m->bucket[i], 1);
	atomic_fetch_add(&m->micros, (unsigned long long)micros);
	atomic_fetch_add(&m->requests[status / 100 < 6 ? status / 100 : 0], 1);
}

void
metrics_put(struct metrics *m, struct str *out)
{
	unsigned long long count = 0, micros = atomic_load(&m->micros);

	str_put(out,
	    "# HELP yupana_requests_total Requests answered, by class of status.\n"
	    "# TYPE yupana_requests_total counter\n");
	for (unsigned i = 1; i < 6; i++)
		str_printf(out, "yupana_requests_total{status=\"%uxx\"} %llu\n", i,
		    (unsigned long long)atomic_load(&m->requests[i]));
	str_put(out,
	    "# HELP yupana_request_seconds Time to answer.\n"
	    "# TYPE yupana_request_seconds histogram\n");
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		count += atomic_load(&m->bucket[i]);
		str_printf(out, "yupana_request_seconds_bucket{le=\"%s\"} %llu\n", END_TEXTS[i],
		    count);
	}
	str_printf(out,
	    "yupana_request_seconds_sum %llu.%06llu\nyupana_request_seconds_count %llu\n",
	    micros / 1000000, micros % 1000000, count);
	if (m->workers != NULL)
		str_printf(out,
		    "# HELP yupana_requests_waiting Requests that wait or are being answered.\n"
		    "# TYPE yupana_requests_waiting gauge\nyupana_requests_waiting %zu\n",
		    workers_busy(m->workers));
}

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *path, const char *method,
    const char *version, const char *data, size_t *data_size, void **request)
{
	bool known = strcmp(path, "/metrics") == 0 && strcmp(method, "GET") == 0;
	struct str out = { 0 };
	struct MHD_Response *r;
	enum MHD_Result sent;
	static const int SEEN;

	(void)version;
	(void)data;
	if (*request == NULL) {
		*request = (void *)(uintptr_t)&SEEN;
		return MHD_YES;
	}
	*data_size = 0;
	if (known)
		metrics_put(context, &out);
	else
		str_put(&out, "/metrics\n");
	r = MHD_create_response_from_buffer(out.length, out.text, MHD_RESPMEM_MUST_FREE);
	if (r == NULL)
		return MHD_NO;
	(void)MHD_add_response_header(r, "Content-Type", "text/plain; version=0.0.4");
	sent = MHD_queue_response(connection, known ? MHD_HTTP_OK : MHD_HTTP_NOT_FOUND, r);
	MHD_destroy_response(r);
	return sent;
}

int
metrics_serve(struct metrics *m, struct workers *workers, const char *host, uint16_t port,
    struct err *err)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };

	m->workers = workers;
	if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
		return err_refuse(err, YUP_EINVALID, "address_unknown", "%s", host);
	m->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, m,
	    MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_CONNECTION_LIMIT, 20u,
	    MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
	if (m->daemon == NULL)
		return err_refuse(err, YUP_EIO, "address_taken", "%s:%u", host, port);
	return YUP_OK;
}

void
metrics_stop(struct metrics *m)
{
	if (m->daemon != NULL)
		MHD_stop_daemon(m->daemon);
	m->daemon = NULL;
}
