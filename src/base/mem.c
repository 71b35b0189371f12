#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { SHORT_TEXT = 128 }; /* that mem_printf() writes once */

enum {
	BLOCK_SIZE = 64 * 1024,
	HUGE_SIZE = 2 * 1024 * 1024, /* of a huge page: big arenas take whole ones */
	HUGE_FROM = 1024 * 1024,     /* bytes an arena holds before it does */
	ALIGNMENT = 16,
};

struct block {
	struct block *next;
	size_t size;
	size_t used;
	size_t mapped; /* bytes of the mapping; 0: from the heap */
	bool dirty;    /* not known to be zero: zeroed as it is given out */
	_Alignas(ALIGNMENT) char bytes[];
};

struct mem {
	struct block *blocks; /* newest first; only the newest has room */
	struct block *spare;  /* empty since a reset */
	size_t total;
};

static void
die(size_t size)
{
	(void)fprintf(stderr, "yupana: out of memory asking for %zu bytes\n", size);
	abort();
}

static mem_handler out_of_memory = die;

void
mem_set_handler(mem_handler handler)
{
	out_of_memory = handler != NULL ? handler : die;
}

static void *
take(size_t size)
{
	void *p = malloc(size);

	if (p == NULL) {
		out_of_memory(size);
		abort();
	}
	return p;
}

struct mem *
mem_new(void)
{
	struct mem *mem = take(sizeof(*mem));

	*mem = (struct mem){ 0 };
	return mem;
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;

		if (b->mapped > 0)
			(void)munmap(b, b->mapped);
		else
			free(b);
		b = next;
	}
}

void
mem_free(struct mem *mem)
{
	if (mem == NULL)
		return;
	free_blocks(mem->blocks);
	free_blocks(mem->spare);
	free(mem);
}

void
mem_reset(struct mem *mem)
{
	struct block *b = mem->blocks;

	while (b != NULL) {
		struct block *next = b->next;

		b->used = 0;
		b->dirty = true;
		b->next = mem->spare;
		mem->spare = b;
		b = next;
	}
	mem->blocks = NULL;
}

/* A spare block with room, taken from the list; NULL where none has. */
static struct block *
take_spare(struct mem *mem, size_t size)
{
	for (struct block **at = &mem->spare; *at != NULL; at = &(*at)->next) {
		struct block *b = *at;

		if (b->size < size)
			continue;
		*at = b->next;
		return b;
	}
	return NULL;
}

void
mem_done(struct mem **mem)
{
	mem_free(*mem);
	*mem = NULL;
}

size_t
mem_used(const struct mem *mem)
{
	return mem->total;
}

/*
 * A mapping of whole huge pages: fresh memory is zero, and a document of tens
 * of megabytes takes a few faults instead of thousands.  NULL where refused.
 */
static struct block *
map_block(size_t size)
{
	size_t whole = (size + sizeof(struct block) + HUGE_SIZE - 1) & ~(size_t)(HUGE_SIZE - 1);
	char *at = mmap(NULL, whole + HUGE_SIZE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t ahead;
	struct block *b;

	if (at == MAP_FAILED)
		return NULL;
	ahead = (HUGE_SIZE - (uintptr_t)at % HUGE_SIZE) % HUGE_SIZE;
	if (ahead > 0)
		(void)munmap(at, ahead);
	if (ahead < HUGE_SIZE)
		(void)munmap(at + ahead + whole, HUGE_SIZE - ahead);
	b = (struct block *)(void *)(at + ahead);
	(void)madvise(b, whole, MADV_HUGEPAGE);
	b->mapped = whole;
	b->size = whole - sizeof(*b);
	return b;
}

static struct block *
heap_block(size_t size)
{
	struct block *b = take(sizeof(*b) + size);

	*b = (struct block){ .size = size, .dirty = true };
	return b;
}

/* A block of its own goes behind the newest, which may still have room. */
static struct block *
add_block(struct mem *mem, size_t size)
{
	bool alone = size > BLOCK_SIZE / 4 && mem->blocks != NULL && mem->total < HUGE_FROM;
	struct block *b = take_spare(mem, size);
	bool fresh = b == NULL;

	if (b == NULL && (mem->total >= HUGE_FROM || size >= HUGE_FROM))
		b = map_block(size);
	if (b == NULL)
		b = heap_block(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
	if (fresh)
		mem->total += sizeof(*b) + b->size;
	if (alone && b->mapped == 0) {
		b->next = mem->blocks->next;
		mem->blocks->next = b;
	} else {
		b->next = mem->blocks;
		mem->blocks = b;
	}
	return b;
}

/* Room for so much, as it was left by who had it before; `*out_dirty`: not all zero. */
static void *
give(struct mem *mem, size_t size, bool *out_dirty)
{
	struct block *b = mem->blocks;
	size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	void *p;

	if (rounded < size) {
		out_of_memory(size);
		abort();
	}
	if (b == NULL || b->size - b->used < rounded)
		b = add_block(mem, rounded);
	p = b->bytes + b->used;
	b->used += rounded;
	*out_dirty = b->dirty;
	return p;
}

void *
mem_alloc(struct mem *mem, size_t size)
{
	bool dirty;
	void *p = give(mem, size, &dirty);

	return dirty ? memset(p, 0, size) : p;
}

void *
mem_array(struct mem *mem, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size) {
		out_of_memory(SIZE_MAX);
		abort();
	}
	return mem_alloc(mem, count * size);
}

void *
mem_grow(struct mem *mem, const void *old, size_t old_count, size_t new_count, size_t size)
{
	void *p = mem_array(mem, new_count, size);

	if (old_count > 0)
		memcpy(p, old, old_count * size);
	return p;
}

char *
mem_strndup(struct mem *mem, const char *text, size_t length)
{
	bool dirty;
	char *p = give(mem, length + 1, &dirty);

	if (length > 0)
		memcpy(p, text, length);
	p[length] = '\0';
	return p;
}

char *
mem_strdup(struct mem *mem, const char *text)
{
	return mem_strndup(mem, text, strlen(text));
}

char *
mem_printf(struct mem *mem, const char *format, ...)
{
	va_list args, again;
	char text[SHORT_TEXT], *p;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	p = mem_alloc(mem, n < 0 ? 1 : (size_t)n + 1);
	if (n > 0 && (size_t)n < sizeof(text))
		memcpy(p, text, (size_t)n + 1);
	else if (n > 0)
		(void)vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}

/* The digits of `number` before `end`; where they begin. */
static char *
digits_before(char *end, uint64_t number)
{
	do
		*--end = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	return end;
}

char *
mem_number(struct mem *mem, uint64_t number)
{
	char digits[24], *end = digits + sizeof(digits), *p = digits_before(end, number);

	return mem_strndup(mem, p, (size_t)(end - p));
}

char *
mem_numbered(struct mem *mem, char letter, uint64_t number)
{
	char digits[24], *end = digits + sizeof(digits), *p = digits_before(end, number);

	*--p = letter;
	return mem_strndup(mem, p, (size_t)(end - p));
}
