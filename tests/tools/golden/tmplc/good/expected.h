/* Made by tools/tmplc; do not edit. */
#ifndef YUP_TEMPLATES_H
#define YUP_TEMPLATES_H

#include "web/html.h"
#include <stddef.h>

void tpl_page(struct html *h, const char *title, int n);

#endif
