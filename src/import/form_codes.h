/*
 * form_codes.h - codes as forms write them: "2.1.1." and "02.1.1" are 2.1.1.
 *
 * Everything lives in `mem`.
 */
#ifndef YUP_IMPORT_FORM_CODES_H
#define YUP_IMPORT_FORM_CODES_H

#include <stdbool.h>

struct mem;

/* Without trailing dots, empty parts and zero padding. */
const char *form_code_clean(struct mem *mem, const char *code);

/* 11 of 5.1.1.11. */
unsigned form_code_last(const char *code);

/* 5.1.1 of 5.1.1.11; "" of a code of one part. */
const char *form_code_parent(struct mem *mem, const char *code);

/* True when taking one part out of `whole` leaves `code`. */
bool form_code_lacks_one(struct mem *mem, const char *whole, const char *code);

#endif
