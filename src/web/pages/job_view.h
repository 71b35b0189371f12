/*
 * job_view.h - long work as pages show it: how far it is, how it ended, where it leads.
 */
#ifndef YUP_WEB_PAGES_JOB_VIEW_H
#define YUP_WEB_PAGES_JOB_VIEW_H

#include "app/job.h"
#include "web/runner.h"

struct mem;
struct visit;

struct job_view {
	struct job_row job; /* its instants as people read them */
	bool over, mine;
	bool here; /* this server does it: `at` says how far it is */
	struct runner_view at;
	unsigned step_number, step_count;
	const char *title;          /* "Leer poa-2027.txt" */
	const char *state, *style;  /* in a word */
	const char *step;           /* "Paso 2 de 5: comparar con lo guardado" */
	const char *amount;         /* "16,3 MB", "66.007 filas", "" */
	const char *told;           /* how it ended, in a sentence; "" before */
	const char *path, *link;    /* what to see then; NULL: nothing */
	const char *watch, *cancel; /* its own page, and where it is stopped */
	const char *place, *place_name,
	    *found;               /* of its kind: the page, and where it is found again */
	const char *size, *until; /* of what it made, while it is kept; "" */
};

/* One as the visit's reader sees it; in the request's arena. */
struct job_view job_view_make(struct visit *visit, const struct job_row *job);

/* The same of a document, with what it made. */
struct job_view job_view_document(struct visit *visit, const struct job_document *document);

/* All of the institution that app_job_list() tells. */
MUST_CHECK int job_view_list(struct visit *visit, struct job_view **out, size_t *out_count,
    struct err *err);

/* Have it done, here where the server does no long work, and go to its page: PLACE/17. */
MUST_CHECK int job_view_begin(struct visit *visit, int64_t job_id, const char *place,
    struct err *err);

/* The page of one, that comes again until it is over. */
void job_view_show(struct visit *visit, const struct job_view *v);

/* Somebody who may wants it no more; then to its page.  YUP_ECONFLICT "job_elsewhere". */
MUST_CHECK int job_view_stop(struct visit *visit, int64_t job_id, const char *place,
    struct err *err);

/* "380 KB"; in `mem`. */
const char *job_view_size(struct mem *mem, int64_t bytes);

#define JOBS_PLACE "/trabajos"
#define DOCUMENTS_PLACE "/documentos/trabajos"

#endif
