/*
 * sealed_file.h - records in a compressed file that tells when it was cut or altered.
 *
 *	MARK "\n"            what it is: "yupana.backup/1"
 *	a zlib stream of     KIND (1 byte), LENGTH (4 bytes, least first), LENGTH bytes
 *	SHA-256              of everything before it
 *
 * Written under another name, flushed, and renamed when it is whole.  Neither
 * writing nor reading holds more than one record in memory.
 */
#ifndef YUP_IO_SEALED_FILE_H
#define YUP_IO_SEALED_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { SEALED_RECORD_MAX = 64 * 1024 * 1024, SEALED_HASH_SIZE = 32 };

struct sealed_writer;
struct sealed_reader;

/* YUP_EIO: it cannot be written there.  The caller calls sealed_writer_done(). */
MUST_CHECK int sealed_create(const char *path, const char *mark, struct sealed_writer **out,
    struct err *err);

/* YUP_ELIMIT "backup_row_too_large": longer than SEALED_RECORD_MAX. */
MUST_CHECK int sealed_put(struct sealed_writer *w, char kind, const void *bytes, size_t length,
    struct err *err);

/* On the disk, under its name.  `out` is the seal: the SHA-256 it ends with. */
MUST_CHECK int sealed_end(struct sealed_writer *w, uint8_t out[SEALED_HASH_SIZE],
    uint64_t *out_size, struct err *err);

/* For CLEANUP: what was not ended is removed. */
void sealed_writer_done(struct sealed_writer **w);

/* Fills up to `room` bytes and returns how many, 0 at the end, negative (errno) on failure. */
typedef long (*sealed_read_fn)(void *context, void *bytes, size_t room);

/*
 * YUP_ENOTFOUND, YUP_EIO: no such file, or it cannot be read.  YUP_EINVALID
 * "backup_foreign": it is something else.  The caller calls sealed_reader_done().
 */
MUST_CHECK int sealed_open(const char *path, const char *mark, struct sealed_reader **out,
    struct err *err);
MUST_CHECK int sealed_open_stream(sealed_read_fn read, void *context, const char *mark,
    struct sealed_reader **out, struct err *err);
void sealed_reader_done(struct sealed_reader **r); /* for CLEANUP */

/*
 * The next record: 1 there is one, whose bytes stay until the next call; 0 there
 * are no more, and the seal was as it should be.
 * YUP_EINVALID "backup_cut" or "backup_altered", with the place.
 */
MUST_CHECK int sealed_next(struct sealed_reader *r, char *out_kind, const char **out,
    size_t *out_length, struct err *err);

/* After the last record: the seal, and how many bytes there were. */
const uint8_t *sealed_hash(const struct sealed_reader *r);
uint64_t sealed_size(const struct sealed_reader *r);

#endif
