/* embed.c - see embed.h. */
#include "base/embed.h"

#include <stdlib.h>
#include <string.h>

static int
compare_name(const void *key, const void *item)
{
	const struct embed_file *file = item;

	return strcmp(key, file->name);
}

const struct embed_file *
embed_find(const struct embed_table *table, const char *name)
{
	return bsearch(name, table->files, table->count, sizeof(*table->files), compare_name);
}
