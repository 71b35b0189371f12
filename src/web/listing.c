#include "web/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "web/html.h"
#include "web/router.h"

struct listing
listing_read(const struct visit *visit, const char *const *columns)
{
	const char *order = http_find(&visit->req->query, "orden");
	const char *search = http_find(&visit->req->query, "q");
	const char *page = http_find(&visit->req->query, "pagina");
	struct listing l = {
		.visit = visit,
		.order = columns[0],
		.search = search != NULL ? search : "",
		.page = page != NULL ? (size_t)strtoul(page, NULL, 10) : 1,
	};

	if (order != NULL && order[0] == '-') {
		l.descending = true;
		order++;
	}
	for (size_t i = 0; order != NULL && columns[i] != NULL; i++)
		if (strcmp(columns[i], order) == 0)
			l.order = columns[i];
	return l;
}

void
listing_settle(struct listing *l, size_t total)
{
	l->total = total;
	l->pages = total == 0 ? 1 : (total + LISTING_PAGE - 1) / LISTING_PAGE;
	if (l->page < 1)
		l->page = 1;
	if (l->page > l->pages)
		l->page = l->pages;
	l->first = (l->page - 1) * LISTING_PAGE;
	l->count = total - l->first < LISTING_PAGE ? total - l->first : LISTING_PAGE;
}

static void
put_pair(struct html *h, const char *name, const char *value)
{
	str_put_char(h->out, h->out->length == 0 ? '?' : '&');
	html_put_part(h, name);
	str_put_char(h->out, '=');
	html_put_part(h, value);
}

/* The query as it is, but `name`; what makes no sense in another list is left out. */
static const char *
with(const struct listing *l, const char *name, const char *value, bool keep_page)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s };
	const struct http_values *query = &l->visit->req->query;

	for (size_t i = 0; i < query->count; i++) {
		const char *other = query->items[i].name;

		if (strcmp(other, name) == 0 || strcmp(other, "listo") == 0 ||
		    strcmp(other, "elegir") == 0 || (!keep_page && strcmp(other, "pagina") == 0))
			continue;
		put_pair(&h, other, query->items[i].value);
	}
	if (value[0] != '\0')
		put_pair(&h, name, value);
	return s.length > 0 ? mem_strdup(l->visit->req->mem, str_text(&s)) : "?";
}

const char *
listing_link(const struct listing *l, const char *name, const char *value)
{
	return with(l, name, value, false);
}

const char *
listing_order_link(const struct listing *l, const char *column)
{
	bool turn = strcmp(l->order, column) == 0 && !l->descending;

	return with(l, "orden", turn ? mem_printf(l->visit->req->mem, "-%s", column) : column,
	    false);
}

const char *
listing_sorted(const struct listing *l, const char *column)
{
	if (strcmp(l->order, column) != 0)
		return NULL;
	return l->descending ? "descending" : "ascending";
}

const char *
listing_page_link(const struct listing *l, size_t page)
{
	return with(l, "pagina", mem_printf(l->visit->req->mem, "%zu", page), true);
}

const char *
listing_choose_link(const struct listing *l, const char *which)
{
	return with(l, "elegir", which, true);
}

int
listing_compare_texts(const char *a, const char *b)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	return strcmp(utf8_fold(mem, a), utf8_fold(mem, b));
}

struct sort_key {
	const char *text;
	size_t place;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;
	int order = x->text != NULL && y->text != NULL ? strcmp(x->text, y->text) : 0;

	return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

void
listing_sort(const struct listing *l, void *rows, size_t count, size_t size, listing_key_fn key,
    const void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct sort_key *keys = mem_array(mem, count + 1, sizeof(*keys));
	char *copy = mem_alloc(mem, count * size + 1);

	if (count == 0)
		return;
	memcpy(copy, rows, count * size);
	for (size_t i = 0; i < count; i++)
		keys[i] = (struct sort_key){ key(copy + i * size, context), i };
	qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < count; i++)
		memcpy((char *)rows + (l->descending ? count - 1 - i : i) * size,
		    copy + keys[i].place * size, size);
}
