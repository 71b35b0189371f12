/*
 * read_document.h - a document read whole, for tests of what comes after.
 */
#ifndef YUP_TESTS_READ_DOCUMENT_H
#define YUP_TESTS_READ_DOCUMENT_H

#include <stddef.h>

#include "import/import.h"

#define CORPUS_FOLDER "../shared/corpus/"
#define CORPUS_PLAN CORPUS_FOLDER "poa-2017.txt"
#define CORPUS_FOLLOW_UP CORPUS_FOLDER "seguimiento-2016.txt"
#define SAMPLE_PLAN "samples/poa-2027.txt"
#define SAMPLE_FOLLOW_UP "samples/seguimiento-2027-1.txt"

/* The usual pack, in `mem`; any trouble ends the program. */
const struct pack *read_pack(struct mem *mem, const char *name);

/* A file through the importer; any trouble ends the program with its message. */
struct import_result read_document(struct mem *mem, const char *path);

/* The same for bytes at hand. */
struct import_result read_bytes(struct mem *mem, const char *bytes, size_t length);

#endif
