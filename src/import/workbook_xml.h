/*
 * workbook_xml.h - one part of a workbook as elements, within limits; for workbook*.c.
 *
 * Names are told without the prefix of the part's own namespace; what is in another
 * namespace is left out with all it holds.  A part that declares a document type, and
 * so could declare entities, is refused.
 */
#ifndef YUP_IMPORT_WORKBOOK_XML_H
#define YUP_IMPORT_WORKBOOK_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Where its bytes come from: `*out` 0 at the end. */
struct workbook_bytes {
	int (*read)(void *context, void *to, size_t room, size_t *out, struct err *err);
	void *context;
	const char *name; /* of the part */
};

/* Any may be NULL.  Below 0 ends the reading. */
struct workbook_xml {
	int (*begin)(void *context, const char *name, const char **attributes, struct err *err);
	int (*end)(void *context, const char *name, struct err *err);
	int (*text)(void *context, const char *text, size_t length, struct err *err);
	void *context;
};

MUST_CHECK int workbook_xml_read(const struct workbook_bytes *bytes,
    const struct workbook_xml *handler, struct err *err);

/* The attribute's value, NULL where there is none; `linked` ones have a prefix, "r:id". */
const char *workbook_xml_attribute(const char **attributes, const char *name);
const char *workbook_xml_linked(const char **attributes, const char *name);

/* "1", "true": it is on. */
bool workbook_xml_is_on(const char *value);

/* The refusals all parts share. */
int workbook_broken(struct err *err, const char *part);
int workbook_over(struct err *err, const char *what);

#endif
