#include "web/watch.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/mem.h"

struct watched {
	struct watch *watch;
	struct watched *next, **link;
	int fd;
	time_t until; /* of the clock that never goes back */
	void *kept;
};

struct watch {
	struct mem *mem;
	pthread_mutex_t lock;
	pthread_cond_t change;
	pthread_t thread;
	struct watched *all, *spare;
	bool stops;
};

static time_t
seconds_now(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* Their owner is told as if they had hung up, and closes them. */
static void
cut_late(struct watch *watch)
{
	time_t now = seconds_now();

	for (struct watched *w = watch->all; w != NULL; w = w->next)
		if (w->until < now)
			(void)shutdown(w->fd, SHUT_RDWR);
}

static void *
run(void *context)
{
	struct watch *watch = context;

	(void)pthread_mutex_lock(&watch->lock);
	while (!watch->stops) {
		struct timespec next = { .tv_sec = seconds_now() + 1 };

		(void)pthread_cond_timedwait(&watch->change, &watch->lock, &next);
		cut_late(watch);
	}
	(void)pthread_mutex_unlock(&watch->lock);
	return NULL;
}

int
watch_start(struct watch **out, struct err *err)
{
	struct mem *mem = mem_new();
	struct watch *watch = mem_alloc(mem, sizeof(*watch));
	pthread_condattr_t attr;

	watch->mem = mem;
	(void)pthread_mutex_init(&watch->lock, NULL);
	(void)pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&watch->change, &attr);
	(void)pthread_condattr_destroy(&attr);
	if (pthread_create(&watch->thread, NULL, run, watch) != 0) {
		(void)pthread_cond_destroy(&watch->change);
		(void)pthread_mutex_destroy(&watch->lock);
		mem_free(mem);
		return err_set(err, YUP_EIO, "the system gives no more threads");
	}
	*out = watch;
	return YUP_OK;
}

void
watch_stop(struct watch *watch)
{
	if (watch == NULL)
		return;
	(void)pthread_mutex_lock(&watch->lock);
	watch->stops = true;
	(void)pthread_cond_signal(&watch->change);
	(void)pthread_mutex_unlock(&watch->lock);
	(void)pthread_join(watch->thread, NULL);
	(void)pthread_cond_destroy(&watch->change);
	(void)pthread_mutex_destroy(&watch->lock);
	mem_free(watch->mem);
}

/* Used again: as many are made as there ever were at once. */
static struct watched *
take_spare(struct watch *watch)
{
	struct watched *w = watch->spare;

	if (w == NULL)
		return mem_alloc(watch->mem, sizeof(*w));
	watch->spare = w->next;
	return w;
}

struct watched *
watch_add(struct watch *watch, int fd, unsigned seconds)
{
	struct watched *w;

	(void)pthread_mutex_lock(&watch->lock);
	w = take_spare(watch);
	*w = (struct watched){ .watch = watch,
		.next = watch->all,
		.link = &watch->all,
		.fd = fd,
		.until = seconds_now() + (time_t)seconds };
	if (w->next != NULL)
		w->next->link = &w->next;
	watch->all = w;
	(void)pthread_mutex_unlock(&watch->lock);
	return w;
}

void
watch_give(struct watched *w, unsigned seconds)
{
	(void)pthread_mutex_lock(&w->watch->lock);
	w->until = seconds_now() + (time_t)seconds;
	(void)pthread_mutex_unlock(&w->watch->lock);
}

void
watch_keep(struct watched *w, void *kept)
{
	w->kept = kept;
}

void *
watch_kept(const struct watched *w)
{
	return w->kept;
}

void
watch_forget(struct watched *w)
{
	struct watch *watch = w->watch;

	(void)pthread_mutex_lock(&watch->lock);
	*w->link = w->next;
	if (w->next != NULL)
		w->next->link = w->link;
	w->next = watch->spare;
	watch->spare = w;
	(void)pthread_mutex_unlock(&watch->lock);
}
