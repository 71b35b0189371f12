/*
 * setting_text.h - what the settings over a pack are called, and what each changes.
 *
 * Spanish, to be looked up in the catalogue.  Uses base/ and core/ only.
 */
#ifndef YUP_TEXT_SETTING_TEXT_H
#define YUP_TEXT_SETTING_TEXT_H

/* "Política de los planes nuevos"; NULL for a level's and for the bands. */
const char *setting_name(const char *key);

/* What changes with it, and what does not. */
const char *setting_about(const char *key);

/* A value that is one of a few words; the value itself where it is none. */
const char *setting_choice_name(const char *key, const char *value);

/* "círculo"; the key itself where it is none of ours. */
const char *band_shape_name(const char *shape);

#endif
