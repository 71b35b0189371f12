#include "web/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int
no_room(struct err *err)
{
	return err_refuse(err, YUP_EIO, "upload_no_room", "a temporary file: errno %d", errno);
}

static int
put_all(int fd, const char *bytes, size_t size, struct err *err)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return no_room(err);
		bytes += n;
		size -= (size_t)n;
	}
	return YUP_OK;
}

/* What came so far goes to a file without a name. */
static int
open_file(struct spool *s, struct err *err)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int fd,
	    length = snprintf(path, sizeof(path), "%s/yupana-XXXXXX",
		folder != NULL && folder[0] != '\0' ? folder : "/var/tmp");

	if (length < 0 || (size_t)length >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return no_room(err);
	}
	fd = mkostemp(path, O_CLOEXEC);
	if (fd < 0)
		return no_room(err);
	(void)unlink(path);
	s->file = fd + 1;
	return put_all(fd, str_text(&s->few), s->few.length, err);
}

int
spool_put(struct spool *s, const char *bytes, size_t size, struct err *err)
{
	int rc = YUP_OK;

	if (s->file == 0 && s->size + size <= SPOOL_MEMORY) {
		str_put_n(&s->few, bytes, size);
		s->size += size;
		return YUP_OK;
	}
	if (s->file == 0) {
		rc = open_file(s, err);
		str_done(&s->few);
	}
	if (rc == YUP_OK)
		rc = put_all(s->file - 1, bytes, size, err);
	s->size += size;
	return rc;
}

int
spool_end(struct spool *s, const char **out, struct err *err)
{
	void *at;
	int rc;

	if (s->file == 0) {
		*out = str_text(&s->few);
		return YUP_OK;
	}
	rc = put_all(s->file - 1, "", 1, err);
	if (rc < 0)
		return rc;
	at = mmap(NULL, s->size + 1, PROT_READ, MAP_PRIVATE, s->file - 1, 0);
	if (at == MAP_FAILED)
		return no_room(err);
	(void)close(s->file - 1);
	s->file = 0;
	s->read = at;
	*out = s->read;
	return YUP_OK;
}

void
spool_done(struct spool *s)
{
	if (s->file > 0)
		(void)close(s->file - 1);
	if (s->read != NULL)
		(void)munmap(s->read, s->size + 1);
	str_done(&s->few);
	*s = (struct spool){ 0 };
}
