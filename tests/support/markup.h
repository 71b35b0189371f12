/*
 * markup.h - is a page ours alone?  Reads HTML as a browser would and finds what
 * text of people must never become: elements, attributes, script.
 */
#ifndef YUP_TESTS_MARKUP_H
#define YUP_TESTS_MARKUP_H

#include "base/mem.h"

/*
 * NULL where the page is well: every attribute has a name and is quoted, none
 * begins with "on" or is a style, addresses are of this site, scripts are files,
 * no element is one that our templates do not use, and what opens closes.
 * Otherwise what is wrong, with the place, in `mem`.
 */
const char *markup_wrong(struct mem *mem, const char *html);

/*
 * NULL where no cell of comma-separated values would be taken for a formula by a
 * spreadsheet, and every row has as many cells as the first.
 */
const char *csv_wrong(struct mem *mem, const char *csv);

#endif
