#include "web/workers.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"

/* A connection to the database and the plans loaded over it: one job's at a time. */
struct desk {
	struct desk *next; /* of those that are free */
	struct app app;
	struct app_plans plans;
};

struct worker {
	struct workers *all;
	struct desk desk;
	pthread_t thread;
	bool running;
};

struct workers {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct job *first, **last;
	struct desk *free; /* the one used last first: what it holds is near */
	size_t waiting, busy, room;
	bool closed;
	unsigned count;
	struct worker *list;
	struct mem *mem;
};

static struct desk *
take_desk(struct workers *all)
{
	struct desk *desk = all->free;

	all->free = desk->next;
	all->busy++;
	return desk;
}

static struct job *
take(struct workers *all, struct desk **desk)
{
	struct job *job;

	(void)pthread_mutex_lock(&all->lock);
	while (all->first == NULL ? !all->closed : all->free == NULL)
		(void)pthread_cond_wait(&all->more, &all->lock);
	job = all->first;
	if (job != NULL) {
		all->first = job->next;
		if (all->first == NULL)
			all->last = &all->first;
		all->waiting--;
		*desk = take_desk(all);
	}
	(void)pthread_mutex_unlock(&all->lock);
	return job;
}

static void
give_back(struct workers *all, struct desk *desk)
{
	(void)pthread_mutex_lock(&all->lock);
	desk->next = all->free;
	all->free = desk;
	all->busy--;
	if (all->first != NULL)
		(void)pthread_cond_signal(&all->more);
	(void)pthread_mutex_unlock(&all->lock);
}

static void *
work(void *context)
{
	struct worker *worker = context;
	struct desk *desk = NULL;
	struct job *job;

	while ((job = take(worker->all, &desk)) != NULL) {
		bool remains = job->run(job, &desk->app, &desk->plans);

		give_back(worker->all, desk);
		if (remains)
			job->over(job);
	}
	return NULL;
}

bool
workers_do(struct workers *all, struct job *job)
{
	struct desk *desk = NULL;

	(void)pthread_mutex_lock(&all->lock);
	if (!all->closed && all->first == NULL && all->free != NULL)
		desk = take_desk(all);
	(void)pthread_mutex_unlock(&all->lock);
	if (desk == NULL)
		return false;
	(void)job->run(job, &desk->app, &desk->plans);
	give_back(all, desk);
	return true;
}

static int
start_one(struct workers *all, struct worker *worker, const char *db_name, struct err *err)
{
	int rc;

	worker->all = all;
	worker->desk.app.now = clock_now;
	rc = app_open(&worker->desk.app, db_name, 0, err);
	if (rc < 0)
		return rc;
	(void)pthread_mutex_lock(&all->lock);
	worker->desk.next = all->free;
	all->free = &worker->desk;
	(void)pthread_mutex_unlock(&all->lock);
	if (pthread_create(&worker->thread, NULL, work, worker) != 0)
		return err_set(err, YUP_EIO, "the system gives no more threads");
	worker->running = true;
	return YUP_OK;
}

int
workers_start(const char *db_name, unsigned count, size_t room, struct workers **out,
    struct err *err)
{
	struct mem *mem = mem_new();
	struct workers *all = mem_alloc(mem, sizeof(*all));
	int rc = YUP_OK;

	all->mem = mem;
	all->last = &all->first;
	all->room = room;
	all->list = mem_array(mem, count, sizeof(*all->list));
	(void)pthread_mutex_init(&all->lock, NULL);
	(void)pthread_cond_init(&all->more, NULL);
	for (unsigned i = 0; rc == YUP_OK && i < count; i++) {
		all->count++;
		rc = start_one(all, &all->list[i], db_name, err);
	}
	if (rc < 0) {
		workers_stop(all);
		return rc;
	}
	*out = all;
	return YUP_OK;
}

bool
workers_push(struct workers *all, struct job *job)
{
	bool taken;

	(void)pthread_mutex_lock(&all->lock);
	taken = !all->closed && all->waiting < all->room;
	if (taken) {
		job->next = NULL;
		*all->last = job;
		all->last = &job->next;
		all->waiting++;
		(void)pthread_cond_signal(&all->more);
	}
	(void)pthread_mutex_unlock(&all->lock);
	return taken;
}

size_t
workers_busy(struct workers *all)
{
	size_t count;

	(void)pthread_mutex_lock(&all->lock);
	count = all->waiting + all->busy;
	(void)pthread_mutex_unlock(&all->lock);
	return count;
}

void
workers_finish(struct workers *all)
{
	if (all == NULL)
		return;
	(void)pthread_mutex_lock(&all->lock);
	all->closed = true;
	(void)pthread_cond_broadcast(&all->more);
	(void)pthread_mutex_unlock(&all->lock);
	for (unsigned i = 0; i < all->count; i++) {
		if (all->list[i].running)
			(void)pthread_join(all->list[i].thread, NULL);
		all->list[i].running = false;
	}
}

void
workers_stop(struct workers *all)
{
	if (all == NULL)
		return;
	workers_finish(all);
	for (unsigned i = 0; i < all->count; i++) {
		app_plans_done(&all->list[i].desk.plans);
		app_close(&all->list[i].desk.app);
	}
	(void)pthread_cond_destroy(&all->more);
	(void)pthread_mutex_destroy(&all->lock);
	mem_free(all->mem);
}
