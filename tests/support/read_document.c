/* read_document.c - one document through the importer, or the end of the program. */
#include "support/read_document.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "io/file.h"
#include "io/pack_file.h"

static void
stop(const char *what, const struct err *err)
{
	(void)fprintf(stderr, "%s: %s:%u: %s\n", what, err->file, err->line, err->message);
	exit(2);
}

const struct pack *
read_pack(struct mem *mem, const char *name)
{
	const struct pack *pack = NULL;
	struct err err = { 0 };

	if (pack_load(mem, name, &pack, &err) < 0)
		stop(name, &err);
	return pack;
}

struct import_result
read_bytes(struct mem *mem, const char *bytes, size_t length)
{
	struct import_result result = { 0 };
	struct err err = { 0 };

	if (import_text(mem, read_pack(mem, "bo-rs225557"), "document", bytes, length, &result,
		&err) < 0)
		stop("document", &err);
	return result;
}

struct import_result
read_document(struct mem *mem, const char *path)
{
	struct import_result result = { 0 };
	struct err err = { 0 };
	char *bytes = NULL;
	size_t length = 0;

	if (file_read(mem, path, &bytes, &length, &err) < 0 ||
	    import_text(mem, read_pack(mem, "bo-rs225557"), path, bytes, length, &result, &err) < 0)
		stop(path, &err);
	return result;
}
