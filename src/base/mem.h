/*
 * mem.h - memory that lives as long as one request or one job.
 *
 * An arena: everything loaded, parsed or computed for one piece of work comes
 * from it and is dropped at once.  No call here returns NULL: out of memory
 * ends the process through the handler (a program that embeds the library may
 * install its own), and limits on every input keep users from getting there.
 * Memory is zeroed.
 */
#ifndef YUP_BASE_MEM_H
#define YUP_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

#define CLEANUP(f) __attribute__((cleanup(f)))

struct mem;

__attribute__((returns_nonnull)) struct mem *mem_new(void);
void mem_free(struct mem *mem);         /* NULL does nothing */
void mem_done(struct mem **mem);        /* for CLEANUP */
void mem_reset(struct mem *mem);        /* everything is dropped, the memory kept for what comes */
size_t mem_used(const struct mem *mem); /* bytes taken from the system */

#define NEVER_NULL __attribute__((returns_nonnull))

NEVER_NULL void *mem_alloc(struct mem *mem, size_t size);
NEVER_NULL void *mem_array(struct mem *mem, size_t count, size_t size);

/*
 * A longer copy of an array that lives in `mem`.  The old one stays until the
 * arena goes: callers grow by doubling, so at most half is waste.
 */
NEVER_NULL void *mem_grow(struct mem *mem, const void *old, size_t old_count, size_t new_count,
    size_t size);

NEVER_NULL char *mem_strdup(struct mem *mem, const char *text);
NEVER_NULL char *mem_strndup(struct mem *mem, const char *text, size_t length);
NEVER_NULL char *mem_printf(struct mem *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

NEVER_NULL char *mem_number(struct mem *mem, uint64_t number); /* its digits */

/* A letter and a number, "n12": what ids are made of. */
NEVER_NULL char *mem_numbered(struct mem *mem, char letter, uint64_t number);

/* Called with the size asked for when the system has no more; must not return. */
typedef void (*mem_handler)(size_t size);
void mem_set_handler(mem_handler handler);

/*
 * Make room for one more element in an arena array: `array` is a lvalue of
 * type T *, `count` and `capacity` lvalues of type size_t.
 */
#define MEM_PUSH(mem, array, count, capacity)                                                   \
	do {                                                                                    \
		if ((count) == (capacity)) {                                                    \
			size_t wanted_ = (capacity) ? (capacity)*2 : 16;                        \
			(array) = mem_grow((mem), (array), (count), wanted_, sizeof(*(array))); \
			(capacity) = wanted_;                                                   \
		}                                                                               \
		(count)++;                                                                      \
	} while (0)

#endif
