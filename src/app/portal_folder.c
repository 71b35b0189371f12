#include "app/portal_folder.h"

#include <string.h>

#include "base/mem.h"
#include "io/file.h"
#include "io/folder.h"

static const char ABOUT[] = "Portal de transparencia, escrito por `yupana publish`.\n"
			    "Esta carpeta se reemplaza entera cada vez: no guarde nada en ella.\n";

/* Without the slashes at its end. */
static const char *
folder_name(struct mem *mem, const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return mem_strndup(mem, path, length);
}

int
app_portal_folder_begin(struct app_portal_folder *folder, struct mem *mem, const char *path,
    struct err *err)
{
	int rc;

	folder->mem = mem;
	folder->path = folder_name(mem, path);
	folder->made = mem_printf(mem, "%s.nuevo", folder->path);
	if (!folder_is_empty(folder->path) &&
	    !file_is_there(mem_printf(mem, "%s/" PORTAL_FOLDER_MARK, folder->path))) {
		rc = err_refuse(err, YUP_ECONFLICT, "publish_foreign", "%s", folder->path);
		return err != NULL ? err_at(err, folder->path, 0) : rc;
	}
	rc = folder_remove(folder->made, err);
	return rc < 0
	    ? rc
	    : app_portal_folder_put(folder, PORTAL_FOLDER_MARK, ABOUT, sizeof(ABOUT) - 1, err);
}

int
app_portal_folder_put(struct app_portal_folder *folder, const char *file, const char *bytes,
    size_t length, struct err *err)
{
	const char *path = mem_printf(folder->mem, "%s/%s", folder->made, file);
	int rc = folder_make_for(folder->mem, path, err);

	return rc < 0 ? rc : file_write(path, bytes, length, err);
}

int
app_portal_folder_end(struct app_portal_folder *folder, int rc, struct err *err)
{
	if (rc == YUP_OK)
		return folder_replace(folder->mem, folder->made, folder->path, err);
	if (folder_remove(folder->made, NULL) < 0)
		return rc; /* what went wrong first is what is told */
	return rc;
}
