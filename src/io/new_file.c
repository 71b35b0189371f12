#include "io/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
tell(const struct new_file *f, struct err *err)
{
	bool full = errno == ENOSPC || errno == EFBIG || errno == EDQUOT;

	return err_refuse(err, YUP_EIO, full ? "output_full" : "file_unwritable",
	    "cannot write %s: %s", f->path, strerror(errno));
}

int
new_file_create(struct new_file *f, const char *path, unsigned mode, struct err *err)
{
	f->path = strdup(path);
	if (f->path == NULL || asprintf(&f->beside, "%s.%ld.part", path, (long)getpid()) < 0)
		abort();
	(void)unlink(f->beside); /* left by one that was killed; never through somebody's link */
	f->fd = open(f->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	return f->fd < 0 ? tell(f, err) : YUP_OK;
}

int
new_file_put(struct new_file *f, const void *bytes, size_t length, struct err *err)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t n = write(f->fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tell(f, err);
		at += n;
		length -= (size_t)n;
	}
	return YUP_OK;
}

/* The name itself must be on the disk too. */
static int
flush_folder(const char *path)
{
	char *copy = strdup(path);
	int fd, failed;

	if (copy == NULL)
		abort();
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	failed = fd < 0 || fsync(fd) < 0 ? -1 : 0;
	if (fd >= 0)
		(void)close(fd);
	free(copy);
	return failed;
}

int
new_file_end(struct new_file *f, struct err *err)
{
	if (fsync(f->fd) < 0 || rename(f->beside, f->path) < 0)
		return tell(f, err);
	free(f->beside);
	f->beside = NULL;
	return flush_folder(f->path) < 0 ? tell(f, err) : YUP_OK;
}

void
new_file_done(struct new_file *f)
{
	if (f->path != NULL && f->fd >= 0)
		(void)close(f->fd);
	if (f->beside != NULL && f->fd >= 0)
		(void)unlink(f->beside);
	free(f->path);
	free(f->beside);
	*f = (struct new_file){ .fd = -1 };
}
