/*
 * embed.h - files carried inside the program.
 *
 * tools/embed turns a folder (packs/, ui/static/ ...) into one assembler file
 * and a table of these, sorted by name.  The bytes live as long as the program;
 * nobody frees them.
 *
 * Uses the C library only.
 */
#ifndef YUP_BASE_EMBED_H
#define YUP_BASE_EMBED_H

#include <stddef.h>

struct embed_file {
	const char *name;           /* path inside the folder, "bo-rs225557/pack.ini" */
	const unsigned char *start; /* followed by a NUL that size does not count */
	size_t size;
};

struct embed_table {
	const struct embed_file *files; /* sorted by name, as strcmp() orders */
	size_t count;
};

/* The file called exactly `name`, or NULL. */
const struct embed_file *embed_find(const struct embed_table *table, const char *name);

#endif
