/*
 * observation_text.h - observations in words: their states, what was done to them,
 * where they point.
 */
#ifndef YUP_TEXT_OBSERVATION_TEXT_H
#define YUP_TEXT_OBSERVATION_TEXT_H

#include "core/observation.h"

struct str;

/* "por responder" ... never NULL. */
const char *observation_state_word(enum observation_state state);

/* "responde": after the name of who did it. */
const char *observation_act_word(enum observation_act_kind kind);

/* "1.1.1.2: cronograma, marzo"; "1.1.1.2: logrado en el período"; "1.1.1.2: toda la fila";
 * "la unidad entera". */
void observation_put_place(struct str *out, const struct plan *plan, const struct anchor *anchor);

#endif
