/*
 * progress.h - one line on stderr while something takes more than a second;
 * nothing where stderr is no terminal.
 */
#ifndef YUP_CLI_PROGRESS_H
#define YUP_CLI_PROGRESS_H

#include <stdbool.h>
#include <time.h>

struct cli;

struct progress {
	const char *doing; /* "Leyendo" */
	struct timespec start;
	bool shown;
};

/* Have the application tell `p`, which must live until progress_end(). */
void progress_begin(struct progress *p, struct cli *cli, const char *doing);

/* Take the line away. */
void progress_end(struct progress *p);

#endif
