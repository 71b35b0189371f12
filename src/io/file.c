#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

static void
close_fd(int *fd)
{
	if (*fd > STDERR_FILENO)
		(void)close(*fd);
}

static int
read_all(struct mem *mem, int fd, size_t hint, const char *path, char **out, size_t *out_length,
    struct err *err)
{
	size_t room = hint + 1, used = 0;
	char *bytes = mem_alloc(mem, room + 1);

	for (;;) {
		ssize_t n;

		if (used == room) {
			bytes = mem_grow(mem, bytes, used, room * 2 + 1, 1);
			room *= 2;
		}
		n = read(fd, bytes + used, room - used);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_refuse(err, YUP_EIO, "file_unreadable", "cannot read %s: %s",
			    path, strerror(errno));
		if (n == 0)
			break;
		used += (size_t)n;
		if (used > FILE_SIZE_MAX)
			return err_refuse(err, YUP_ELIMIT, "file_too_large",
			    "%s is larger than %d MiB", path, FILE_SIZE_MAX / (1024 * 1024));
	}
	bytes[used] = '\0';
	*out = bytes;
	*out_length = used;
	return YUP_OK;
}

int
file_read(struct mem *mem, const char *path, char **out, size_t *out_length, struct err *err)
{
	CLEANUP(close_fd) int fd = STDIN_FILENO;
	struct stat st;

	if (strcmp(path, "-") == 0)
		return read_all(mem, fd, 65536, "standard input", out, out_length, err);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT
		    ? err_refuse(err, YUP_ENOTFOUND, "file_absent", "there is no file %s", path)
		    : err_refuse(err, YUP_EIO, "file_unreadable", "cannot open %s: %s", path,
			  strerror(errno));
	if (fstat(fd, &st) < 0)
		return err_set(err, YUP_EIO, "cannot look at %s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_refuse(err, YUP_EINVALID, "file_is_folder", "%s is a folder, not a file",
		    path);
	if (st.st_size > FILE_SIZE_MAX)
		return err_refuse(err, YUP_ELIMIT, "file_too_large", "%s is larger than %d MiB",
		    path, FILE_SIZE_MAX / (1024 * 1024));
	return read_all(mem, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 65536, path, out,
	    out_length, err);
}

static int
write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		length -= (size_t)n;
	}
	return fsync(fd);
}

int
file_write(const char *path, const char *bytes, size_t length, struct err *err)
{
	CLEANUP(str_done) struct str beside = { 0 };
	int fd, failed;

	str_printf(&beside, "%s.%ld.part", path, (long)getpid());
	fd = open(beside.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return err_refuse(err, YUP_EIO, "file_unwritable", "cannot write %s: %s", path,
		    strerror(errno));
	failed = write_all(fd, bytes, length) < 0 ? errno : 0;
	if (close(fd) < 0 && failed == 0)
		failed = errno;
	if (failed == 0 && rename(beside.text, path) < 0)
		failed = errno;
	if (failed == 0)
		return YUP_OK;
	(void)unlink(beside.text);
	return err_refuse(err, YUP_EIO, "file_unwritable", "cannot write %s: %s", path,
	    strerror(failed));
}

bool
file_is_there(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0;
}

bool
file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int
file_make_folder(const char *path, struct err *err)
{
	if (file_is_folder(path) || mkdir(path, 0755) == 0)
		return YUP_OK;
	return err_refuse(err, YUP_EIO, "folder_unmade", "cannot make the folder %s: %s", path,
	    strerror(errno));
}
