#include "io/lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct lines {
	FILE *file;
	size_t room;
	unsigned number;
	char text[];
};

int
lines_open(const char *path, size_t longest, struct lines **out, struct err *err)
{
	FILE *file = fopen(path, "re");
	struct lines *l;
	struct stat st;

	if (file == NULL)
		return errno == ENOENT
		    ? err_refuse(err, YUP_ENOTFOUND, "file_absent", "there is no file %s", path)
		    : err_refuse(err, YUP_EIO, "file_unreadable", "cannot open %s: %s", path,
			  strerror(errno));
	if (fstat(fileno(file), &st) == 0 && S_ISDIR(st.st_mode)) {
		(void)fclose(file);
		return err_refuse(err, YUP_EINVALID, "file_is_folder", "%s is a folder", path);
	}
	l = calloc(1, sizeof(*l) + longest + 2);
	if (l == NULL)
		abort();
	l->file = file;
	l->room = longest + 2; /* its line feed and a NUL */
	*out = l;
	return YUP_OK;
}

void
lines_done(struct lines **l)
{
	if (*l == NULL)
		return;
	(void)fclose((*l)->file);
	free(*l);
	*l = NULL;
}

int
lines_next(struct lines *l, const char **out, bool *out_whole, struct err *err)
{
	size_t length = 0;
	int c = EOF;

	while (length < l->room - 1 && (c = getc(l->file)) != EOF && c != '\n')
		l->text[length++] = (char)c;
	if (ferror(l->file))
		return err_refuse(err, YUP_EIO, "file_unreadable", "%s", strerror(errno));
	if (length == 0 && c == EOF)
		return 0;
	l->text[length] = '\0';
	l->number++;
	*out_whole = c == '\n' && strlen(l->text) == length;
	while (c != '\n' && c != EOF)
		c = getc(l->file); /* what does not fit */
	*out = l->text;
	return 1;
}

unsigned
lines_number(const struct lines *l)
{
	return l->number;
}
