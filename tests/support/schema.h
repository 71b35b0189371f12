/*
 * schema.h - holds a JSON document against a schema of docs/schemas/.
 *
 * The subset those schemas use: type, properties, required,
 * additionalProperties, items, minItems, maxItems, enum, const, pattern,
 * minimum, maximum, $ref to #/$defs.  A word it does not know fails, so that no
 * schema says more than is checked.
 */
#ifndef YUP_TESTS_SCHEMA_H
#define YUP_TESTS_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True when the JSON text fits the schema in the file; else `why` says where it
 * does not.  An unreadable file or text does not fit.
 */
bool schema_fits(const char *schema_path, const char *json, char *why, size_t why_size);

/* Fail the test where it does not fit. */
void assert_schema(const char *schema_path, const char *json);

#endif
