#include "io/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

enum { WORDS_MAX = 32, CLEAN = 0, NOT_CLEAN = 1 };

const char *
scan_command(void)
{
	const char *command = getenv(SCAN_VARIABLE);

	return command != NULL && command[strspn(command, " ")] != '\0' ? command : NULL;
}

static int
failed(struct err *err, const char *why)
{
	return err_refuse(err, YUP_ECONFLICT, "scan_failed", "%s", why);
}

/* ---- The file ------------------------------------------------------------------ */

static bool
write_all(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

static int
make_file(const void *bytes, size_t size, char *path, struct err *err)
{
	int fd = mkostemp(path, O_CLOEXEC); /* 0600 */
	bool written;

	if (fd < 0)
		return failed(err, strerror(errno));
	written = write_all(fd, bytes, size);
	if (close(fd) != 0 || !written) {
		(void)unlink(path);
		return failed(err, "no room for the file");
	}
	return YUP_OK;
}

/* ---- The program ---------------------------------------------------------------- */

static void
split(struct mem *mem, const char *command, const char *path, char *argv[WORDS_MAX + 2])
{
	char *left = mem_strdup(mem, command), *word;
	size_t n = 0;

	while (n < WORDS_MAX && (word = strtok_r(left, " ", &left)) != NULL)
		argv[n++] = word;
	argv[n++] = mem_strdup(mem, path);
	argv[n] = NULL;
}

/* In a group of its own, deaf and dumb. */
static int
start(char *const argv[], pid_t *out)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int rc;

	(void)posix_spawn_file_actions_init(&actions);
	for (int fd = 0; fd < 3; fd++)
		(void)posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
	(void)posix_spawnattr_init(&attributes);
	(void)sigemptyset(&none);
	(void)posix_spawnattr_setsigmask(&attributes, &none);
	(void)posix_spawnattr_setpgroup(&attributes, 0);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	rc = posix_spawnp(out, argv[0], &actions, &attributes, argv, environ);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

/* Whether it ended in time; else it and what it started are ended. */
static bool
wait_for(pid_t pid, unsigned timeout_ms, int *status)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	struct pollfd one = { .fd = fd, .events = POLLIN };
	bool ended = false;

	if (fd >= 0) {
		int n;

		do
			n = poll(&one, 1, (int)timeout_ms);
		while (n < 0 && errno == EINTR);
		ended = n > 0;
		(void)close(fd);
	}
	if (!ended)
		(void)kill(-pid, SIGKILL);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	return ended;
}

static int
ask(char *const argv[], unsigned timeout_ms, struct err *err)
{
	int status = 0, rc;
	pid_t pid;

	rc = start(argv, &pid);
	if (rc != 0)
		return failed(err, strerror(rc));
	if (!wait_for(pid, timeout_ms, &status))
		return failed(err, "it did not end in time");
	if (WIFEXITED(status) && WEXITSTATUS(status) == CLEAN)
		return YUP_OK;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_CLEAN)
		return err_refuse(err, YUP_EINVALID, "scan_refused", "status 1");
	return failed(err, "it ended otherwise than with 0 or 1");
}

int
scan_bytes(const char *command, const void *bytes, size_t size, unsigned timeout_ms,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *folder = getenv("TMPDIR");
	char *path = mem_printf(mem, "%s/yupana-scan-XXXXXX",
	    folder != NULL && folder[0] == '/' ? folder : P_tmpdir);
	char *argv[WORDS_MAX + 2];
	int rc = make_file(bytes, size, path, err);

	if (rc < 0)
		return rc;
	split(mem, command, path, argv);
	rc = ask(argv, timeout_ms, err);
	(void)unlink(path);
	return rc;
}
