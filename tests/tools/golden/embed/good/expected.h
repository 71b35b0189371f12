/* Made by tools/embed; do not edit. */
#ifndef EMBED_sample_H
#define EMBED_sample_H

#include "base/embed.h"

extern const struct embed_table embed_sample;

#endif
