#include "io/folder.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { FOLDER_FILES_MAX = 32 }; /* open at once while walking */

static int
refuse(struct err *err, const char *key, const char *path)
{
	(void)err_refuse(err, YUP_EIO, key, "%s: %s", path, strerror(errno));
	return err != NULL ? err_at(err, path, 0) : YUP_EIO;
}

int
folder_make_for(struct mem *mem, const char *path, struct err *err)
{
	char *part = mem_strdup(mem, path);

	for (char *p = strchr(part + 1, '/'); p != NULL; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(part, 0755) < 0 && errno != EEXIST)
			return refuse(err, "folder_unmade", part);
		*p = '/';
	}
	return YUP_OK;
}

bool
folder_is_empty(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool empty = true;

	if (folder == NULL)
		return errno == ENOENT;
	while (empty && (entry = readdir(folder)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	(void)closedir(folder);
	return empty;
}

static int
remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

int
folder_remove(const char *path, struct err *err)
{
	if (nftw(path, remove_one, FOLDER_FILES_MAX, FTW_DEPTH | FTW_PHYS) < 0 && errno != ENOENT)
		return refuse(err, "output_failed", path);
	return YUP_OK;
}

int
folder_replace(struct mem *mem, const char *made, const char *path, struct err *err)
{
	const char *before = mem_printf(mem, "%s.anterior", path);
	int rc = folder_remove(before, err);

	if (rc < 0)
		return rc;
	if (rename(path, before) < 0 && errno != ENOENT)
		return refuse(err, "output_failed", path);
	if (rename(made, path) < 0)
		return refuse(err, "output_failed", path);
	return folder_remove(before, err);
}
