#include "import/workbook_xml.h"

#include <expat.h>
#include <string.h>

#include "import/workbook.h"

enum {
	CHUNK = 64 * 1024,
	TOKEN_MAX = 1 << 20, /* bytes of one tag: the parser keeps it whole */
	PREFIX_MAX = 32,
};

struct reading {
	const struct workbook_xml *to;
	const char *part;
	XML_Parser parser;
	struct err *err;
	int rc;
	unsigned depth;
	unsigned foreign; /* depth at which another namespace began; 0: in our own */
	char prefix[PREFIX_MAX];
	size_t prefix_length;
};

int
workbook_broken(struct err *err, const char *part)
{
	return err_refuse(err, YUP_EINVALID, "workbook_broken", "%s", part);
}

int
workbook_over(struct err *err, const char *what)
{
	return err_refuse(err, YUP_ELIMIT, "workbook_large", "%s", what);
}

static void
stop(struct reading *r, int rc)
{
	if (rc == YUP_OK)
		return;
	if (r->rc == YUP_OK)
		r->rc = rc;
	(void)XML_StopParser(r->parser, XML_FALSE);
}

/* The name behind the part's own prefix; NULL where it has another. */
static const char *
own_name(const struct reading *r, const char *name)
{
	if (r->prefix_length == 0)
		return strchr(name, ':') == NULL ? name : NULL;
	return strncmp(name, r->prefix, r->prefix_length) == 0 ? name + r->prefix_length : NULL;
}

/* The root's prefix, with its colon, is the part's. */
static int
take_prefix(struct reading *r, const char *name)
{
	const char *colon = strchr(name, ':');

	if (colon == NULL)
		return YUP_OK;
	r->prefix_length = (size_t)(colon - name) + 1;
	if (r->prefix_length >= PREFIX_MAX)
		return workbook_broken(r->err, r->part);
	memcpy(r->prefix, name, r->prefix_length);
	return YUP_OK;
}

static void XMLCALL
on_begin(void *context, const char *name, const char **attributes)
{
	struct reading *r = context;
	const char *own;

	if (r->rc < 0)
		return;
	if (++r->depth > WORKBOOK_DEPTH_MAX) {
		stop(r, workbook_over(r->err, "XML"));
		return;
	}
	if (XML_GetSpecifiedAttributeCount(r->parser) > 2 * WORKBOOK_ATTRIBUTES_MAX) {
		stop(r, workbook_over(r->err, "XML"));
		return;
	}
	if (r->depth == 1)
		stop(r, take_prefix(r, name));
	if (r->foreign != 0 || r->rc < 0)
		return;
	own = own_name(r, name);
	if (own == NULL)
		r->foreign = r->depth;
	else if (r->to->begin != NULL)
		stop(r, r->to->begin(r->to->context, own, attributes, r->err));
}

static void XMLCALL
on_end(void *context, const char *name)
{
	struct reading *r = context;

	if (r->rc < 0)
		return;
	if (r->foreign == 0 && r->to->end != NULL)
		stop(r, r->to->end(r->to->context, own_name(r, name), r->err));
	if (r->foreign == r->depth)
		r->foreign = 0;
	r->depth--;
}

static void XMLCALL
on_text(void *context, const char *text, int length)
{
	struct reading *r = context;

	if (r->rc == YUP_OK && r->foreign == 0)
		stop(r, r->to->text(r->to->context, text, (size_t)length, r->err));
}

static void XMLCALL
on_doctype(void *context, const char *name, const char *system, const char *public, int internal)
{
	struct reading *r = context;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	if (r->rc == YUP_OK)
		stop(r, err_refuse(r->err, YUP_EINVALID, "workbook_doctype", "%s", r->part));
}

/* A piece at a time; one tag that takes many pieces is not a workbook's. */
static int
feed(struct reading *r, const struct workbook_bytes *bytes)
{
	size_t fed = 0, n = 0;

	do {
		void *room = XML_GetBuffer(r->parser, CHUNK);
		enum XML_Status status;
		int rc;

		if (room == NULL)
			return workbook_over(r->err, "XML");
		rc = bytes->read(bytes->context, room, CHUNK, &n, r->err);
		if (rc < 0)
			return rc;
		fed += n;
		status = XML_ParseBuffer(r->parser, (int)n, n == 0);
		if (r->rc < 0)
			return r->rc;
		if (status != XML_STATUS_OK)
			return workbook_broken(r->err, r->part);
		if (n > 0 && fed - (size_t)XML_GetCurrentByteIndex(r->parser) > TOKEN_MAX)
			return workbook_over(r->err, "XML");
	} while (n > 0);
	return YUP_OK;
}

int
workbook_xml_read(const struct workbook_bytes *bytes, const struct workbook_xml *handler,
    struct err *err)
{
	struct reading r = { .to = handler, .part = bytes->name, .err = err };
	int rc;

	r.parser = XML_ParserCreate(NULL);
	if (r.parser == NULL)
		return workbook_over(err, "XML");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_begin, on_end);
	if (handler->text != NULL)
		XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	rc = feed(&r, bytes);
	XML_ParserFree(r.parser);
	return rc;
}

const char *
workbook_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

const char *
workbook_xml_linked(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2) {
		const char *colon = strchr(attributes[0], ':');

		if (colon != NULL && strcmp(colon + 1, name) == 0)
			return attributes[1];
	}
	return NULL;
}

bool
workbook_xml_is_on(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
