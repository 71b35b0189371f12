/*
 * checkpoint_text.h - a checkpoint of the log on paper: what is printed is what
 * is read again.
 *
 *	Punto de control de la bitácora (yupana.checkpoint/1)
 *	institución  Ministerio de Aguas (MA)
 *	cadena       0123 4567 89ab cdef 0123 4567 89ab cdef
 *	lugar        1234
 *	instante     2031-01-31T08:00:00Z
 *	huella       16 groups of 4 hexadecimal digits
 *	firmante     the key's name, 4 groups
 *	clave        16 groups
 *	firma        32 groups, over two lines
 *
 * Lines that are not of a checkpoint are passed over, so that it may stand in a
 * letter; case and blanks inside the groups do not count.
 */
#ifndef YUP_REPORT_CHECKPOINT_TEXT_H
#define YUP_REPORT_CHECKPOINT_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;
struct str;

enum { CHECKPOINT_TEXTS_MAX = 10000 };

/* As store/checkpoint_store.h has it, which this room may not see. */
struct checkpoint_page {
	const char *institution; /* for people */
	uint8_t chain[16];
	int64_t seq;
	const char *at;
	uint8_t hash[32];
	uint8_t public_key[32];
	uint8_t signature[64];
};

void checkpoint_text_put(struct str *out, const struct checkpoint_page *page);

/*
 * All checkpoints of a text, in order; an array in `mem`.  YUP_EINVALID
 * "checkpoint_unread": there is none, or one is not whole; the line says which.
 */
MUST_CHECK int checkpoint_text_read(struct mem *mem, const char *text, struct checkpoint_page **out,
    size_t *out_count, struct err *err);

#endif
