#include "web/runner.h"

#include <pthread.h>
#include <string.h>

#include "app/actor.h"
#include "app/centre.h"
#include "app/job.h"
#include "base/mem.h"

enum { RUNNER_ROOM = 64 };

struct place {
	int64_t institution_id, job_id;
	struct runner_view view;
};

struct runner {
	struct mem *mem;
	struct app app;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct place places[RUNNER_ROOM]; /* the first is the one being done */
	size_t count;
	bool started, ends;
};

static struct place *
find(struct runner *r, int64_t institution_id, int64_t job_id)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->places[i].institution_id == institution_id && r->places[i].job_id == job_id)
			return &r->places[i];
	return NULL;
}

static bool
on_stage(void *context, enum app_stage stage, size_t amount)
{
	struct runner *r = context;
	struct runner_view *view = &r->places[0].view;
	bool goes_on;

	(void)pthread_mutex_lock(&r->lock);
	if (stage != view->stage || amount > 0)
		view->amount = amount;
	view->stage = stage;
	if (stage > APP_STAGE_READING && stage < APP_STAGE_DRAWING && amount > 0)
		view->rows = amount;
	goes_on = !view->stopping;
	(void)pthread_mutex_unlock(&r->lock);
	return goes_on;
}

/* The next one, where there is one before the end. */
static bool
take(struct runner *r, struct place *out)
{
	bool taken;

	(void)pthread_mutex_lock(&r->lock);
	while (r->count == 0 && !r->ends)
		(void)pthread_cond_wait(&r->change, &r->lock);
	taken = !r->ends;
	if (taken) {
		r->places[0].view.running = true;
		*out = r->places[0];
	}
	(void)pthread_mutex_unlock(&r->lock);
	return taken;
}

static void
drop_first(struct runner *r)
{
	(void)pthread_mutex_lock(&r->lock);
	r->count--;
	memmove(&r->places[0], &r->places[1], r->count * sizeof(r->places[0]));
	(void)pthread_cond_broadcast(&r->change);
	(void)pthread_mutex_unlock(&r->lock);
}

static void *
run(void *context)
{
	struct runner *r = context;
	struct place place;

	while (take(r, &place)) {
		/* how it ended is in the database; where even that fails, the next start says so */
		(void)!app_job_run(&r->app, place.institution_id, place.job_id, NULL);
		drop_first(r);
	}
	return NULL;
}

int
runner_start(const struct app *like, struct runner **out, struct err *err)
{
	struct mem *mem = mem_new();
	struct runner *r = mem_alloc(mem, sizeof(*r));
	size_t left = 0;
	int rc;

	r->mem = mem;
	r->app.now = like->now;
	r->app.pack = like->pack;
	r->app.by = &actor_operator;
	r->app.stage = on_stage;
	r->app.stage_context = r;
	(void)pthread_mutex_init(&r->lock, NULL);
	(void)pthread_cond_init(&r->change, NULL);
	rc = app_open(&r->app, like->db_name, 0, err);
	if (rc == YUP_OK)
		rc = app_jobs_interrupt(&r->app, &left, err);
	if (rc == YUP_OK)
		rc = app_centre_expire(&r->app, err);
	if (rc == YUP_OK && pthread_create(&r->thread, NULL, run, r) != 0)
		rc = err_set(err, YUP_EIO, "the system gives no more threads");
	r->started = rc == YUP_OK;
	if (rc < 0) {
		runner_stop(r);
		return rc;
	}
	*out = r;
	return YUP_OK;
}

bool
runner_add(struct runner *r, int64_t institution_id, int64_t job_id)
{
	bool taken;

	if (r == NULL)
		return false;
	(void)pthread_mutex_lock(&r->lock);
	taken = !r->ends && r->count < RUNNER_ROOM;
	if (taken) {
		r->places[r->count++] = (struct place){ institution_id, job_id, { 0 } };
		(void)pthread_cond_broadcast(&r->change);
	}
	(void)pthread_mutex_unlock(&r->lock);
	return taken;
}

bool
runner_look(struct runner *r, int64_t institution_id, int64_t job_id, struct runner_view *out)
{
	const struct place *place;

	if (r == NULL)
		return false;
	(void)pthread_mutex_lock(&r->lock);
	place = find(r, institution_id, job_id);
	if (place != NULL)
		*out = place->view;
	(void)pthread_mutex_unlock(&r->lock);
	return place != NULL;
}

bool
runner_cancel(struct runner *r, int64_t institution_id, int64_t job_id)
{
	struct place *place;

	if (r == NULL)
		return false;
	(void)pthread_mutex_lock(&r->lock);
	place = find(r, institution_id, job_id);
	if (place != NULL)
		place->view.stopping = true;
	(void)pthread_mutex_unlock(&r->lock);
	return place != NULL;
}

void
runner_settle(struct runner *r)
{
	(void)pthread_mutex_lock(&r->lock);
	while (r->count > 0)
		(void)pthread_cond_wait(&r->change, &r->lock);
	(void)pthread_mutex_unlock(&r->lock);
}

void
runner_stop(struct runner *r)
{
	if (r == NULL)
		return;
	(void)pthread_mutex_lock(&r->lock);
	r->ends = true;
	(void)pthread_cond_broadcast(&r->change);
	(void)pthread_mutex_unlock(&r->lock);
	if (r->started)
		(void)pthread_join(r->thread, NULL);
	app_close(&r->app);
	(void)pthread_cond_destroy(&r->change);
	(void)pthread_mutex_destroy(&r->lock);
	mem_free(r->mem);
}
