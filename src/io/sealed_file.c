#include "io/sealed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "io/new_file.h"

_Static_assert(SEALED_HASH_SIZE == crypto_hash_sha256_BYTES, "the size of a SHA-256");

enum { CHUNK = 64 * 1024, HEADING = 5, LEVEL = 3, MARK_MAX = 64 };

static void *
must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

/* ---- Out ------------------------------------------------------------------ */

struct sealed_writer {
	struct new_file file;
	z_stream z;
	crypto_hash_sha256_state hash;
	uint64_t size;
	unsigned char chunk[CHUNK];
};

static int
put_raw(struct sealed_writer *w, const void *bytes, size_t length, struct err *err)
{
	(void)crypto_hash_sha256_update(&w->hash, bytes, length);
	w->size += length;
	return new_file_put(&w->file, bytes, length, err);
}

/* Compress what was given; with Z_FINISH, to the end. */
static int
press(struct sealed_writer *w, const unsigned char *bytes, size_t length, int flush,
    struct err *err)
{
	int rc = YUP_OK, code = Z_OK;

	w->z.next_in = (z_const Bytef *)(uintptr_t)bytes; /* only read */
	w->z.avail_in = (uInt)length;
	do {
		w->z.next_out = w->chunk;
		w->z.avail_out = CHUNK;
		code = deflate(&w->z, flush);
		if (code == Z_STREAM_ERROR)
			return err_set(err, YUP_EBUG, "deflate: %d", code);
		rc = put_raw(w, w->chunk, CHUNK - w->z.avail_out, err);
	} while (
	    rc == YUP_OK && (w->z.avail_out == 0 || (flush == Z_FINISH && code != Z_STREAM_END)));
	return rc;
}

int
sealed_create(const char *path, const char *mark, struct sealed_writer **out, struct err *err)
{
	CLEANUP(sealed_writer_done) struct sealed_writer *w = must(calloc(1, sizeof(*w)));
	int rc;

	if (deflateInit(&w->z, LEVEL) != Z_OK)
		abort();
	(void)crypto_hash_sha256_init(&w->hash);
	/* Whatever the database holds is in it: for its owner only. */
	rc = new_file_create(&w->file, path, 0600, err);
	if (rc == YUP_OK)
		rc = put_raw(w, mark, strlen(mark), err);
	if (rc == YUP_OK)
		rc = put_raw(w, "\n", 1, err);
	if (rc < 0)
		return rc;
	*out = w;
	w = NULL;
	return YUP_OK;
}

int
sealed_put(struct sealed_writer *w, char kind, const void *bytes, size_t length, struct err *err)
{
	unsigned char heading[HEADING] = { (unsigned char)kind };
	int rc;

	if (length > SEALED_RECORD_MAX)
		return err_refuse(err, YUP_ELIMIT, "backup_row_too_large", "%zu bytes", length);
	for (int i = 0; i < 4; i++)
		heading[1 + i] = (unsigned char)(length >> 8 * i);
	rc = press(w, heading, sizeof(heading), Z_NO_FLUSH, err);
	return rc == YUP_OK && length > 0 ? press(w, bytes, length, Z_NO_FLUSH, err) : rc;
}

int
sealed_end(struct sealed_writer *w, uint8_t out[SEALED_HASH_SIZE], uint64_t *out_size,
    struct err *err)
{
	uint8_t seal[SEALED_HASH_SIZE];
	int rc = press(w, NULL, 0, Z_FINISH, err);

	if (rc < 0)
		return rc;
	(void)crypto_hash_sha256_final(&w->hash, seal);
	rc = put_raw(w, seal, sizeof(seal), err);
	if (rc < 0)
		return rc;
	rc = new_file_end(&w->file, err);
	if (rc < 0)
		return rc;
	memcpy(out, seal, sizeof(seal));
	*out_size = w->size;
	return YUP_OK;
}

void
sealed_writer_done(struct sealed_writer **w)
{
	if (*w == NULL)
		return;
	new_file_done(&(*w)->file);
	(void)deflateEnd(&(*w)->z);
	free(*w);
	*w = NULL;
}

/* ---- In ------------------------------------------------------------------- */

struct sealed_reader {
	sealed_read_fn read;
	void *context;
	int fd; /* of sealed_open(), else -1 */
	z_stream z;
	bool ended; /* the compressed part is over */
	crypto_hash_sha256_state hash;
	uint8_t seal[SEALED_HASH_SIZE];
	uint64_t size; /* bytes read */
	uint64_t records;
	struct str record;
	unsigned char chunk[CHUNK];
};

static int
tell_cut(const struct sealed_reader *r, struct err *err)
{
	return err_refuse(err, YUP_EINVALID, "backup_cut", "byte %" PRIu64 ", record %" PRIu64,
	    r->size, r->records);
}

static int
tell_altered(const struct sealed_reader *r, struct err *err)
{
	return err_refuse(err, YUP_EINVALID, "backup_altered", "byte %" PRIu64 ", record %" PRIu64,
	    r->size, r->records);
}

static long
read_file(void *context, void *bytes, size_t room)
{
	const int *fd = context;
	ssize_t n;

	do
		n = read(*fd, bytes, room);
	while (n < 0 && errno == EINTR);
	return n;
}

/* Up to `room` bytes as they are; `*out` is less only at the end. */
static int
take_raw(struct sealed_reader *r, unsigned char *bytes, size_t room, size_t *out, struct err *err)
{
	*out = 0;
	while (*out < room) {
		long n = r->read(r->context, bytes + *out, room - *out);

		if (n < 0)
			return err_refuse(err, YUP_EIO, "file_unreadable", "%s", strerror(errno));
		if (n == 0)
			break;
		*out += (size_t)n;
	}
	r->size += *out;
	return YUP_OK;
}

static int
check_mark(struct sealed_reader *r, const char *mark, struct err *err)
{
	unsigned char found[MARK_MAX];
	size_t length = strlen(mark), got = 0;
	int rc = take_raw(r, found, length + 1, &got, err);

	if (rc < 0)
		return rc;
	if (got != length + 1 || memcmp(found, mark, length) != 0 || found[length] != '\n')
		return err_refuse(err, YUP_EINVALID, "backup_foreign", "it does not begin with %s",
		    mark);
	(void)crypto_hash_sha256_update(&r->hash, found, got);
	return YUP_OK;
}

int
sealed_open_stream(sealed_read_fn read, void *context, const char *mark, struct sealed_reader **out,
    struct err *err)
{
	CLEANUP(sealed_reader_done) struct sealed_reader *r = must(calloc(1, sizeof(*r)));
	int rc;

	r->fd = -1;
	r->read = read;
	r->context = context;
	if (inflateInit(&r->z) != Z_OK)
		abort();
	(void)crypto_hash_sha256_init(&r->hash);
	rc = check_mark(r, mark, err);
	if (rc < 0)
		return rc;
	*out = r;
	r = NULL;
	return YUP_OK;
}

int
sealed_open(const char *path, const char *mark, struct sealed_reader **out, struct err *err)
{
	struct sealed_reader *r = NULL;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return errno == ENOENT
		    ? err_refuse(err, YUP_ENOTFOUND, "file_absent", "there is no file %s", path)
		    : err_refuse(err, YUP_EIO, "file_unreadable", "cannot open %s: %s", path,
			  strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		rc = err_refuse(err, YUP_EINVALID, "file_is_folder", "%s is a folder", path);
	else
		rc = sealed_open_stream(read_file, &fd, mark, &r, err);
	if (rc < 0) {
		(void)close(fd);
		return rc;
	}
	r->fd = fd;
	r->context = &r->fd;
	*out = r;
	return YUP_OK;
}

void
sealed_reader_done(struct sealed_reader **r)
{
	if (*r == NULL)
		return;
	if ((*r)->fd >= 0)
		(void)close((*r)->fd);
	(void)inflateEnd(&(*r)->z);
	str_done(&(*r)->record);
	free(*r);
	*r = NULL;
}

/* More compressed bytes, of which what follows the stream is not hashed yet. */
static int
refill(struct sealed_reader *r, struct err *err)
{
	size_t got = 0;
	int rc = take_raw(r, r->chunk, CHUNK, &got, err);

	if (rc == YUP_OK && got == 0)
		return tell_cut(r, err);
	r->z.next_in = r->chunk;
	r->z.avail_in = (uInt)got;
	return rc;
}

/* Fill `room` bytes of what was compressed; `*out` is less only where that ends. */
static int
unpress(struct sealed_reader *r, unsigned char *bytes, size_t room, size_t *out, struct err *err)
{
	int rc = YUP_OK;

	r->z.next_out = bytes;
	r->z.avail_out = (uInt)room;
	while (rc == YUP_OK && r->z.avail_out > 0 && !r->ended) {
		const unsigned char *from;
		int code;

		if (r->z.avail_in == 0)
			rc = refill(r, err);
		if (rc < 0)
			return rc;
		from = r->z.next_in;
		code = inflate(&r->z, Z_NO_FLUSH);
		(void)crypto_hash_sha256_update(&r->hash, from, (size_t)(r->z.next_in - from));
		r->ended = code == Z_STREAM_END;
		if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
			rc = tell_altered(r, err);
	}
	*out = room - r->z.avail_out;
	return rc;
}

/* After the stream: the seal, and nothing more. */
static int
check_seal(struct sealed_reader *r, struct err *err)
{
	unsigned char rest[SEALED_HASH_SIZE + 1];
	size_t have = r->z.avail_in, more = 0;
	int rc;

	if (have > sizeof(rest))
		return tell_altered(r, err);
	memcpy(rest, r->z.next_in, have);
	rc = take_raw(r, rest + have, sizeof(rest) - have, &more, err);
	if (rc < 0)
		return rc;
	(void)crypto_hash_sha256_final(&r->hash, r->seal);
	if (have + more < SEALED_HASH_SIZE)
		return tell_cut(r, err);
	if (have + more > SEALED_HASH_SIZE || memcmp(rest, r->seal, sizeof(r->seal)) != 0)
		return tell_altered(r, err);
	return YUP_OK;
}

/* The bytes arrive before the room for them grows: a false length costs nothing. */
static int
take_record(struct sealed_reader *r, size_t length, struct err *err)
{
	unsigned char piece[16 * 1024];
	int rc = YUP_OK;

	str_clear(&r->record);
	while (rc == YUP_OK && length > 0) {
		size_t want = length < sizeof(piece) ? length : sizeof(piece), got = 0;

		rc = unpress(r, piece, want, &got, err);
		if (rc == YUP_OK && got < want)
			rc = tell_altered(r, err);
		str_put_n(&r->record, (const char *)piece, got);
		length -= got;
	}
	return rc;
}

int
sealed_next(struct sealed_reader *r, char *out_kind, const char **out, size_t *out_length,
    struct err *err)
{
	unsigned char heading[HEADING];
	size_t got = 0, length = 0;
	int rc = unpress(r, heading, sizeof(heading), &got, err);

	if (rc < 0)
		return rc;
	if (got == 0)
		return check_seal(r, err);
	for (int i = 0; i < 4; i++)
		length |= (size_t)heading[1 + i] << 8 * i;
	if (got < HEADING || length > SEALED_RECORD_MAX)
		return tell_altered(r, err);
	rc = take_record(r, length, err);
	if (rc < 0)
		return rc;
	r->records++;
	*out_kind = (char)heading[0];
	*out = str_text(&r->record);
	*out_length = length;
	return 1;
}

const uint8_t *
sealed_hash(const struct sealed_reader *r)
{
	return r->seal;
}

uint64_t
sealed_size(const struct sealed_reader *r)
{
	return r->size;
}
