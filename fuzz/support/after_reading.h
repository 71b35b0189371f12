/*
 * after_reading.h - what a program does with a document once it is read, for
 * the fuzz targets: crashes behind the reader are found too.
 */
#ifndef YUP_FUZZ_AFTER_READING_H
#define YUP_FUZZ_AFTER_READING_H

#include <stddef.h>
#include <stdint.h>

#include "import/import.h"

enum fuzz_pack_name { FUZZ_MONTHS, FUZZ_QUARTERS, FUZZ_PACK__COUNT };

/* A pack, read once; lives as long as the program. */
const struct pack *fuzz_pack(enum fuzz_pack_name name);

/* Infer, roll up under both policies, average, check every rule; assert what must hold. */
void fuzz_after_reading(struct mem *mem, const struct import_result *result);

/* Read the bytes as a document and go on; a refusal must say why. */
void fuzz_document(const uint8_t *data, size_t size, enum fuzz_pack_name name);

#endif
