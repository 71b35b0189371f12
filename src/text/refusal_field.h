/*
 * refusal_field.h - what an input is called in the sentence of a refusal.
 */
#ifndef YUP_TEXT_REFUSAL_FIELD_H
#define YUP_TEXT_REFUSAL_FIELD_H

/* "la ponderación", as written, for translating; itself where nobody named it; "" for NULL. */
const char *refusal_field_label(const char *field);

#endif
