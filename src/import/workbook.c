#include "import/workbook.h"

#include <string.h>

#include "base/mem.h"
#include "import/workbook_parts.h"
#include "import/workbook_zip.h"

struct workbook {
	struct mem *mem;
	struct zip *zip;
	const char *main; /* the part that lists the sheets */
	struct workbook_sheet *sheets;
	const char **parts; /* of each sheet */
	size_t count, room;
	bool since_1904;
	struct workbook_texts texts;
	struct workbook_styles styles;
	struct workbook_merges merges;
};

/* ---- What the bytes are -------------------------------------------------------- */

static const unsigned char OLD_OFFICE[8] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };

static bool
is_old_office(const void *bytes, size_t size)
{
	return size >= sizeof(OLD_OFFICE) && memcmp(bytes, OLD_OFFICE, sizeof(OLD_OFFICE)) == 0;
}

bool
workbook_maybe(const void *bytes, size_t size)
{
	return is_old_office(bytes, size) || (size >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0);
}

/* A workbook with a password is wrapped in the old format, which names what it holds. */
static int
refuse_old_office(const void *bytes, size_t size, struct err *err)
{
	static const char PACKAGE[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (memmem(bytes, size, PACKAGE, sizeof(PACKAGE) - 1) != NULL)
		return err_refuse(err, YUP_EINVALID, "workbook_locked", "OLE");
	return err_refuse(err, YUP_EINVALID, "workbook_old", "OLE");
}

/* ---- Relations: the names that parts have for one another ------------------------ */

enum { RELATIONS_MAX = 4096 };

struct relation {
	const char *id, *type, *target;
};

struct relations {
	struct mem *mem;
	struct relation *items;
	size_t count, room;
};

/* "xl/workbook.xml" and "../hojas/1.xml" are "hojas/1.xml"; with a slash before, from the root. */
static const char *
part_name(struct mem *mem, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	int folder = slash != NULL && target[0] != '/' ? (int)(slash - from) + 1 : 0;
	char *name = mem_printf(mem, "%.*s%s", folder, from, target), *to = name;

	for (const char *p = name; *p != '\0';) {
		size_t n = strcspn(p, "/");

		if (n == 2 && p[0] == '.' && p[1] == '.') {
			while (to > name && *--to != '/')
				;
		} else if (n > 0 && !(n == 1 && p[0] == '.')) {
			if (to > name)
				*to++ = '/';
			memmove(to, p, n);
			to += n;
		}
		p += n;
		p += *p == '/';
	}
	*to = '\0';
	return name;
}

static int
on_relation(void *context, const char *name, const char **attributes, struct err *err)
{
	struct relations *r = context;
	const char *id = workbook_xml_attribute(attributes, "Id");
	const char *type = workbook_xml_attribute(attributes, "Type");
	const char *target = workbook_xml_attribute(attributes, "Target");
	const char *mode = workbook_xml_attribute(attributes, "TargetMode");

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return YUP_OK;
	if (r->count == RELATIONS_MAX)
		return workbook_over(err, "rels");
	MEM_PUSH(r->mem, r->items, r->count, r->room);
	r->items[r->count - 1] = (struct relation){ mem_strdup(r->mem, id),
		mem_strdup(r->mem, type), mem_strdup(r->mem, target) };
	return YUP_OK;
}

static int
read_part(const struct workbook *book, const char *name, const struct workbook_xml *handler,
    struct err *err)
{
	CLEANUP(workbook_part_done) struct workbook_part part = { 0 };
	struct workbook_bytes bytes;
	int rc = workbook_zip_part(book->zip, name, &part, &bytes, err);

	return rc < 0 ? rc : workbook_xml_read(&bytes, handler, err);
}

/* Those of the part `of`, "" the archive's. */
static int
read_relations(const struct workbook *book, const char *of, struct relations *out, struct err *err)
{
	const struct workbook_xml handler = { .begin = on_relation, .context = out };
	const char *slash = strrchr(of, '/');
	int folder = slash != NULL ? (int)(slash - of) + 1 : 0;

	*out = (struct relations){ .mem = book->mem };
	return read_part(book, mem_printf(book->mem, "%.*s_rels/%s.rels", folder, of, of + folder),
	    &handler, err);
}

/* Types end alike in both editions of the standard: ".../relationships/worksheet". */
static bool
is_of_type(const struct relation *relation, const char *type)
{
	const char *slash = strrchr(relation->type, '/');

	return slash != NULL && strcmp(slash + 1, type) == 0;
}

static const struct relation *
relation_of_type(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->count; i++)
		if (is_of_type(&r->items[i], type))
			return &r->items[i];
	return NULL;
}

/* ---- The kind of workbook -------------------------------------------------------- */

struct content {
	const char *part; /* with its slash */
	const char *type; /* what is said of it */
	struct mem *mem;
};

static int
on_content(void *context, const char *name, const char **attributes, struct err *err)
{
	struct content *c = context;
	const char *part = workbook_xml_attribute(attributes, "PartName");
	const char *extension = workbook_xml_attribute(attributes, "Extension");
	const char *type = workbook_xml_attribute(attributes, "ContentType");

	(void)err;
	if (type == NULL)
		return YUP_OK;
	if (strcmp(name, "Override") == 0 && part != NULL && strcasecmp(part, c->part) == 0)
		c->type = mem_strdup(c->mem, type);
	else if (strcmp(name, "Default") == 0 && extension != NULL && c->type == NULL &&
	    strcasecmp(extension, "xml") == 0)
		c->type = mem_strdup(c->mem, type);
	return YUP_OK;
}

static int
check_type(const struct workbook *book, struct err *err)
{
	struct content c = { .part = mem_printf(book->mem, "/%s", book->main), .mem = book->mem };
	const struct workbook_xml handler = { .begin = on_content, .context = &c };
	int rc = read_part(book, "[Content_Types].xml", &handler, err);

	if (rc < 0)
		return rc;
	if (c.type == NULL)
		return workbook_broken(err, "[Content_Types].xml");
	if (strstr(c.type, "binary") != NULL)
		return err_refuse(err, YUP_EINVALID, "workbook_binary", "%s", book->main);
	if (strstr(c.type, "macroEnabled") != NULL)
		return err_refuse(err, YUP_EINVALID, "workbook_macros", "%s", book->main);
	if (strstr(c.type, "spreadsheetml") == NULL)
		return err_refuse(err, YUP_EINVALID, "workbook_not", "%s", book->main);
	return YUP_OK;
}

static int
find_main(struct workbook *book, struct err *err)
{
	struct relations r;
	const struct relation *found;
	int rc;

	if (!workbook_zip_has(book->zip, "[Content_Types].xml") ||
	    !workbook_zip_has(book->zip, "_rels/.rels"))
		return err_refuse(err, YUP_EINVALID, "workbook_not", "ZIP");
	rc = read_relations(book, "", &r, err);
	if (rc < 0)
		return rc;
	found = relation_of_type(&r, "officeDocument");
	if (found == NULL)
		return err_refuse(err, YUP_EINVALID, "workbook_not", "ZIP");
	book->main = part_name(book->mem, "", found->target);
	return check_type(book, err);
}

/* ---- Its sheets ------------------------------------------------------------------- */

struct listing {
	struct workbook *book;
	const struct relations *relations;
};

static int
add_sheet(const struct listing *l, const char **attributes, struct err *err)
{
	struct workbook *book = l->book;
	const char *name = workbook_xml_attribute(attributes, "name");
	const char *state = workbook_xml_attribute(attributes, "state");
	const char *id = workbook_xml_linked(attributes, "id");
	size_t room = book->room;

	if (name == NULL || id == NULL)
		return workbook_broken(err, book->main);
	for (size_t i = 0; i < l->relations->count; i++) {
		const struct relation *r = &l->relations->items[i];

		if (strcmp(r->id, id) != 0 || !is_of_type(r, "worksheet"))
			continue; /* a chart on a sheet of its own has no cells */
		if (book->count == WORKBOOK_SHEETS_MAX)
			return workbook_over(err, "sheets");
		MEM_PUSH(book->mem, book->sheets, book->count, book->room);
		if (book->room != room)
			book->parts = mem_grow(book->mem, book->parts, book->count - 1, book->room,
			    sizeof(*book->parts));
		book->sheets[book->count - 1] = (struct workbook_sheet){
			mem_strdup(book->mem, name), state != NULL && strcmp(state, "visible") != 0
		};
		book->parts[book->count - 1] = part_name(book->mem, book->main, r->target);
		return YUP_OK;
	}
	return YUP_OK;
}

static int
on_listed(void *context, const char *name, const char **attributes, struct err *err)
{
	const struct listing *l = context;

	if (strcmp(name, "workbookPr") == 0)
		l->book->since_1904 = workbook_xml_is_on(
		    workbook_xml_attribute(attributes, "date1904"));
	else if (strcmp(name, "sheet") == 0)
		return add_sheet(l, attributes, err);
	return YUP_OK;
}

static int
read_texts(struct workbook *book, const struct relation *relation, struct err *err)
{
	CLEANUP(workbook_part_done) struct workbook_part part = { 0 };
	struct workbook_bytes bytes;
	int rc;

	if (relation == NULL)
		return YUP_OK;
	rc = workbook_zip_part(book->zip, part_name(book->mem, book->main, relation->target), &part,
	    &bytes, err);
	return rc < 0 ? rc : workbook_texts_read(book->mem, &bytes, &book->texts, err);
}

static int
read_styles(struct workbook *book, const struct relation *relation, struct err *err)
{
	CLEANUP(workbook_part_done) struct workbook_part part = { 0 };
	struct workbook_bytes bytes;
	int rc;

	if (relation == NULL)
		return YUP_OK;
	rc = workbook_zip_part(book->zip, part_name(book->mem, book->main, relation->target), &part,
	    &bytes, err);
	return rc < 0 ? rc : workbook_styles_read(book->mem, &bytes, &book->styles, err);
}

static int
read_main(struct workbook *book, struct err *err)
{
	struct relations r;
	struct listing l = { book, &r };
	const struct workbook_xml handler = { .begin = on_listed, .context = &l };
	int rc = find_main(book, err);

	if (rc == YUP_OK)
		rc = read_relations(book, book->main, &r, err);
	if (rc == YUP_OK)
		rc = read_part(book, book->main, &handler, err);
	if (rc == YUP_OK && book->count == 0)
		rc = workbook_broken(err, book->main);
	if (rc == YUP_OK)
		rc = read_texts(book, relation_of_type(&r, "sharedStrings"), err);
	if (rc == YUP_OK)
		rc = read_styles(book, relation_of_type(&r, "styles"), err);
	return rc;
}

int
workbook_open(struct mem *mem, const void *bytes, size_t size, struct workbook **out,
    struct err *err)
{
	CLEANUP(workbook_done) struct workbook *book = mem_alloc(mem, sizeof(*book));
	int rc;

	if (is_old_office(bytes, size))
		return refuse_old_office(bytes, size, err);
	if (!workbook_maybe(bytes, size))
		return err_refuse(err, YUP_EINVALID, "workbook_not", "ZIP");
	book->mem = mem;
	rc = workbook_zip_open(mem, bytes, size, &book->zip, err);
	if (rc == YUP_OK)
		rc = read_main(book, err);
	if (rc < 0)
		return rc;
	*out = book;
	book = NULL;
	return YUP_OK;
}

void
workbook_done(struct workbook **book)
{
	if (*book == NULL)
		return;
	workbook_zip_close((*book)->zip);
	(*book)->zip = NULL;
}

const struct workbook_sheet *
workbook_sheets(const struct workbook *book, size_t *out_count)
{
	*out_count = book->count;
	return book->sheets;
}

int
workbook_read_sheet(struct workbook *book, size_t index, workbook_row_fn on_row, void *context,
    struct err *err)
{
	CLEANUP(workbook_part_done) struct workbook_part part = { 0 };
	const struct workbook_sheet_ask ask = { &book->texts, &book->styles, book->since_1904,
		on_row, context };
	struct workbook_bytes bytes;
	int rc = workbook_zip_part(book->zip, book->parts[index], &part, &bytes, err);

	return rc < 0 ? rc : workbook_sheet_read(book->mem, &bytes, &ask, &book->merges, err);
}

const struct workbook_range *
workbook_merged(const struct workbook *book, size_t *out_count)
{
	*out_count = book->merges.count;
	return book->merges.items;
}
