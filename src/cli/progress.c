#include "cli/progress.h"

#include <stdio.h>

#include "cli/cli.h"

static void
show(void *context, const char *what, size_t done, size_t total)
{
	struct progress *p = context;
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - p->start.tv_sec < 1)
		return;
	(void)fprintf(stderr, "\r\033[K%s %zu de %zu%s%s", p->doing, done + 1, total,
	    what[0] != '\0' ? ": " : "", what);
	(void)fflush(stderr);
	p->shown = true;
}

void
progress_begin(struct progress *p, struct cli *cli, const char *doing)
{
	*p = (struct progress){ .doing = doing };
	(void)clock_gettime(CLOCK_MONOTONIC, &p->start);
	if (!cli->term.err_is_tty)
		return;
	cli->app.progress = show;
	cli->app.progress_context = p;
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		(void)fprintf(stderr, "\r\033[K");
}
