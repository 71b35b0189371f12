/*
 * state_text.h - states, changes and fields of a plan in words.
 */
#ifndef YUP_TEXT_STATE_TEXT_H
#define YUP_TEXT_STATE_TEXT_H

#include "core/plan_edit.h"
#include "core/plan_state.h"

struct pack;
struct str;

/* "borrador" ... never NULL. */
const char *plan_state_word(enum plan_state state);
const char *unit_state_word(enum unit_state state);

/* "cambia celdas", "mueve" ... */
const char *change_kind_word(enum change_kind kind);

/* "trimestral", "bajar es mejor"; "sin decir" where nobody has said. */
const char *sheet_frequency_word(enum sheet_frequency frequency);
const char *sheet_direction_word(enum sheet_direction direction);

/* "ponderación", "cronograma, marzo". */
void node_field_label(struct str *out, enum node_field field, unsigned period,
    const struct pack *pack);

#endif
