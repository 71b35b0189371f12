/*
 * backup_values.h - the values of a row as bytes, for backup_store.c and its
 * like; the form is in backup_store.h.
 */
#ifndef YUP_STORE_BACKUP_VALUES_H
#define YUP_STORE_BACKUP_VALUES_H

#include <stdbool.h>
#include <stddef.h>

struct db_value;
struct str;

void values_put(struct str *out, const struct db_value *values, size_t count);

/*
 * Read them back; texts and bytes stay where they are.  False: it is something
 * else, has more than `room`, or a text is not UTF-8.
 */
bool values_read(const char *bytes, size_t length, struct db_value *out, size_t room,
    size_t *out_count);

#endif
