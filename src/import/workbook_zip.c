#include "import/workbook_zip.h"

#include <ctype.h>
#include <string.h>
#include <zip.h>

#include "base/map.h"
#include "base/mem.h"
#include "import/workbook.h"

static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcasecmp(name + n - m, end) == 0;
}

/* What an archive holds that says it is not a workbook we read. */
static int
look_at_name(const char *name, struct err *err)
{
	if (ends_in(name, "vbaProject.bin"))
		return err_refuse(err, YUP_EINVALID, "workbook_macros", "%s", name);
	if (strcasecmp(name, "xl/workbook.bin") == 0)
		return err_refuse(err, YUP_EINVALID, "workbook_binary", "%s", name);
	if (strcmp(name, "mimetype") == 0)
		return err_refuse(err, YUP_EINVALID, "workbook_ods", "%s", name);
	return YUP_OK;
}

static int
look_at_sizes(const zip_stat_t *s, size_t size, uint64_t *stored, uint64_t *inflated,
    struct err *err)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;

	if ((s->valid & needed) != needed)
		return workbook_broken(err, s->name);
	if ((s->valid & ZIP_STAT_ENCRYPTION_METHOD) && s->encryption_method != ZIP_EM_NONE)
		return err_refuse(err, YUP_EINVALID, "workbook_locked", "%s", s->name);
	if (s->comp_method != ZIP_CM_STORE && s->comp_method != ZIP_CM_DEFLATE)
		return workbook_broken(err, s->name);
	if (s->size > WORKBOOK_INFLATED_MAX || s->comp_size > size)
		return workbook_over(err, s->name);
	if (s->size > WORKBOOK_RATIO_FROM && s->size / WORKBOOK_RATIO_MAX > s->comp_size)
		return workbook_over(err, s->name);
	*stored += s->comp_size;
	*inflated += s->size;
	/* parts that lie over one another are stored once and claimed many times */
	return *inflated > WORKBOOK_INFLATED_MAX || *stored > size ? workbook_over(err, s->name)
								   : YUP_OK;
}

/* A name as parts are compared: in small letters. */
static const char *
small(struct mem *mem, const char *name)
{
	char *copy = mem_strdup(mem, name);

	for (char *p = copy; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return copy;
}

static int
look_at_all(struct mem *mem, struct zip *zip, size_t size, struct err *err)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);
	uint64_t stored = 0, inflated = 0;
	struct map names;

	if (count < 0 || count > WORKBOOK_PARTS_MAX)
		return workbook_over(err, "ZIP");
	map_init(&names, mem);
	for (zip_int64_t i = 0; i < count; i++) {
		zip_stat_t s;
		const char *name;
		int rc;

		if (zip_stat_index(zip, (zip_uint64_t)i, 0, &s) < 0 || s.name == NULL)
			return workbook_broken(err, "ZIP");
		rc = look_at_name(s.name, err);
		if (rc == YUP_OK)
			rc = look_at_sizes(&s, size, &stored, &inflated, err);
		if (rc < 0)
			return rc;
		name = small(mem, s.name);
		if (map_get(&names, name) !=
		    MAP_NONE) /* one reader would see the one, another the other */
			return workbook_broken(err, s.name);
		map_set(&names, name, 1);
	}
	return YUP_OK;
}

int
workbook_zip_open(struct mem *mem, const void *bytes, size_t size, struct zip **out,
    struct err *err)
{
	zip_source_t *source;
	struct zip *zip;
	int rc;

	if (size > WORKBOOK_SIZE_MAX)
		return workbook_over(err, "ZIP");
	source = zip_source_buffer_create(bytes, size, 0, NULL);
	if (source == NULL)
		return workbook_over(err, "ZIP");
	zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (zip == NULL) {
		zip_source_free(source);
		return workbook_broken(err, "ZIP");
	}
	rc = look_at_all(mem, zip, size, err);
	if (rc < 0) {
		zip_discard(zip);
		return rc;
	}
	*out = zip;
	return YUP_OK;
}

void
workbook_zip_close(struct zip *zip)
{
	if (zip != NULL)
		zip_discard(zip);
}

bool
workbook_zip_has(struct zip *zip, const char *name)
{
	return zip_name_locate(zip, name, ZIP_FL_NOCASE) >= 0;
}

static int
read_part(void *context, void *to, size_t room, size_t *out, struct err *err)
{
	struct workbook_part *part = context;
	zip_int64_t n = zip_fread(part->file, to, room);

	if (n < 0)
		return workbook_broken(err, part->name);
	if ((uint64_t)n > part->left)
		return workbook_over(err, part->name);
	part->left -= (uint64_t)n;
	*out = (size_t)n;
	return YUP_OK;
}

int
workbook_zip_part(struct zip *zip, const char *name, struct workbook_part *out,
    struct workbook_bytes *bytes, struct err *err)
{
	zip_int64_t at = zip_name_locate(zip, name, ZIP_FL_NOCASE);
	zip_stat_t s;

	if (at < 0 || zip_stat_index(zip, (zip_uint64_t)at, 0, &s) < 0)
		return workbook_broken(err, name);
	out->file = zip_fopen_index(zip, (zip_uint64_t)at, 0);
	if (out->file == NULL)
		return workbook_broken(err, name);
	out->name = name;
	out->left = s.size;
	*bytes = (struct workbook_bytes){ read_part, out, name };
	return YUP_OK;
}

void
workbook_part_done(struct workbook_part *part)
{
	if (part->file != NULL)
		(void)zip_fclose(part->file);
	part->file = NULL;
}
