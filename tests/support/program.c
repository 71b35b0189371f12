/* program.c - see program.h. */
#include "support/program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/files.h"

enum { ARGUMENTS_MAX = 32 };

static void
give_up(const char *what)
{
	perror(what);
	exit(2);
}

bool
program_is_there(void)
{
	return getenv("YUPANA") != NULL;
}

/* Texts live until the end: a list keeps them within a leak checker's sight. */
struct kept {
	struct kept *next;
	char *text;
};

static char *
keep(char *text)
{
	static struct kept *list;
	struct kept *k = malloc(sizeof(*k));

	if (k == NULL)
		give_up("malloc");
	*k = (struct kept){ list, text };
	list = k;
	return text;
}

/* stdout and stderr into files, so that neither can fill a pipe. */
static void
become(char **argv, const char *out, const char *err)
{
	if (freopen("/dev/null", "r", stdin) == NULL || freopen(out, "w", stdout) == NULL ||
	    freopen(err, "w", stderr) == NULL)
		_exit(126);
	(void)execv(argv[0], argv);
	_exit(127);
}

const char *
program_folder(void)
{
	static const char *folder;

	if (folder == NULL)
		folder = test_temp_folder();
	return folder;
}

struct run
program_run(const char *first, ...)
{
	char *argv[ARGUMENTS_MAX + 2] = { getenv("YUPANA") };
	char out[512], err[512];
	struct run run;
	va_list args;
	int n = 1, status;
	pid_t child;

	va_start(args, first);
	for (const char *a = first; a != NULL && n <= ARGUMENTS_MAX; a = va_arg(args, const char *))
		argv[n++] = strdup(a);
	va_end(args);
	(void)snprintf(out, sizeof(out), "%s/stdout", program_folder());
	(void)snprintf(err, sizeof(err), "%s/stderr", program_folder());
	(void)fflush(NULL);
	child = fork();
	if (child < 0)
		give_up("fork");
	if (child == 0)
		become(argv, out, err);
	if (waitpid(child, &status, 0) < 0)
		give_up("waitpid");
	while (n-- > 1)
		free(argv[n]);
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	run.out = keep(test_file_read(out, NULL));
	run.err = keep(test_file_read(err, NULL));
	return run;
}

void
assert_status(const struct run *run, int status)
{
	if (run->status != status)
		fail_msg("ended with %d, not %d\n%s%s", run->status, status, run->out, run->err);
}

void
assert_says(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("does not say \"%s\":\n%s", part, text);
}
