/*
 * register_text.h - words of registers: what an act did, what is wrong with an item.
 */
#ifndef YUP_TEXT_REGISTER_TEXT_H
#define YUP_TEXT_REGISTER_TEXT_H

#include "core/register.h"

struct catalogue;
struct str;

/* "comenta", "la cierra": after who did it.  Spanish as written, for translating. */
const char *register_act_word(enum register_act_kind kind);

/* A sentence, in the catalogue's language; NULL: Spanish. */
void register_put_finding(struct str *out, const struct register_finding *finding,
    const struct catalogue *catalogue);

/* What a field is called: of the pack, or title, unit and kind, as written. */
const char *register_field_name(const struct pack_register *reg, const char *field);

#endif
