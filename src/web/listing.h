/*
 * listing.h - lists that sort, filter and page: what their address says, and the
 * addresses of their other orders and pages.
 *
 * ?orden=titulo, ?orden=-titulo (from the end), ?pagina=2, ?q=texto; any other
 * value of the query is a filter of the list's own and stays in every link.
 */
#ifndef YUP_WEB_LISTING_H
#define YUP_WEB_LISTING_H

#include <stdbool.h>
#include <stddef.h>

struct visit;

enum { LISTING_PAGE = 50 };

struct listing {
	const struct visit *visit;
	const char *order; /* one of the columns */
	bool descending;
	const char *search;  /* "" for none */
	size_t page, pages;  /* from 1 */
	size_t first, count; /* rows of this page: first .. first + count - 1 */
	size_t total;
};

/* `columns`, ended by NULL, are those it can be ordered by; the first is how it usually is. */
struct listing listing_read(const struct visit *visit, const char *const *columns);

/* Once the list is filtered: how many rows there are; a page past the end is the last. */
void listing_settle(struct listing *listing, size_t total);

/* The address of this list ordered by `column`: from the end where it is so already. */
const char *listing_order_link(const struct listing *listing, const char *column);

/* "ascending", "descending" for aria-sort; NULL where it is ordered by another. */
const char *listing_sorted(const struct listing *listing, const char *column);

const char *listing_page_link(const struct listing *listing, size_t page);

/* The same list with one value of its query changed; "" takes it away.  The page becomes the first. */
const char *listing_link(const struct listing *listing, const char *name, const char *value);

/* This page of the list with its boxes ticked, "todas", or not, "ninguna". */
const char *listing_choose_link(const struct listing *listing, const char *which);

/*
 * Put rows in the order asked: by the text that `key` gives of each, NULL of all: as
 * they come.  Rows with the same stay as they came.
 */
typedef const char *(*listing_key_fn)(const void *row, const void *context);
void listing_sort(const struct listing *listing, void *rows, size_t count, size_t size,
    listing_key_fn key, const void *context);

/* -1, 0, 1 of two texts as people order them: without case or accents. */
int listing_compare_texts(const char *a, const char *b);

#endif
