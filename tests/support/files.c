/* files.c - see files.h. */
#include "support/files.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void
die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(2);
}

char *
test_file_read(const char *path, size_t *out_size)
{
	FILE *f = fopen(path, "rb");
	char *data = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&data, &size);
	char chunk[8192];
	size_t n;

	if (f == NULL || memory == NULL)
		die(path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		fwrite(chunk, 1, n, memory);
	if (ferror(f) || fclose(memory) != 0)
		die(path);
	fclose(f);
	if (out_size != NULL)
		*out_size = size;
	return data;
}

static void
make_folders(const char *path)
{
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s", path);
	for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0777) < 0 && errno != EEXIST)
			die(folder);
		*slash = '/';
	}
}

void
test_file_write(const char *path, const char *data, size_t size)
{
	FILE *f;

	make_folders(path);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0)
		die(path);
}

bool
test_file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* ---- Temporary folders --------------------------------------------------- */

enum { TEMP_MAX = 64 };
static char temp_folders[TEMP_MAX][256];
static size_t temp_count;
static pid_t temp_owner; /* a forked child must not remove its parent's */

static int
remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void
remove_temp_folders(void)
{
	if (getpid() != temp_owner)
		return;
	for (size_t i = 0; i < temp_count; i++)
		nftw(temp_folders[i], remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
test_temp_folder(void)
{
	const char *parent = getenv("TMPDIR");
	char *folder = temp_folders[temp_count];

	if (temp_count == 0) {
		temp_owner = getpid();
		atexit(remove_temp_folders);
	}
	if (temp_count == TEMP_MAX - 1)
		abort();
	snprintf(folder, sizeof(temp_folders[0]), "%s/yupana-test-XXXXXX",
	    parent != NULL ? parent : "/tmp");
	if (mkdtemp(folder) == NULL)
		die(folder);
	temp_count++;
	return folder;
}
