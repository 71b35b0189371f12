#include "io/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define MARK "yupana-key-1 "

_Static_assert(SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES, "the size of a secret key");
_Static_assert(SIGN_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES, "the size of a public key");
_Static_assert(SIGN_SIGNATURE_SIZE == crypto_sign_BYTES, "the size of a signature");

enum { LINE_SIZE = sizeof(MARK) - 1 + 2 * crypto_sign_SEEDBYTES + 1 };

const char *
sign_key_path(struct mem *mem)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data != NULL && data[0] == '/')
		return mem_printf(mem, "%s/yupana/log.key", data);
	if (home != NULL && home[0] != '\0')
		return mem_printf(mem, "%s/.local/share/yupana/log.key", home);
	return NULL;
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

static void
wipe_line(char (*line)[LINE_SIZE + 1])
{
	sodium_memzero(line, sizeof(*line));
}

static void
from_seed(const unsigned char *seed, struct sign_key *out)
{
	(void)crypto_sign_seed_keypair(out->public_key, out->secret, seed);
}

/* The folders of `path` that are not there yet, for their owner only. */
static void
make_folders(char *path)
{
	for (char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
		*at = '\0';
		(void)mkdir(path, 0700);
		*at = '/';
	}
}

static int
not_written(const char *path, struct err *err)
{
	return err_refuse(err, YUP_EIO, "key_unwritable", "cannot write %s: %s", path,
	    strerror(errno));
}

/* Whole and on the disk before it is used: a signature without its key proves nothing. */
static int
write_new(int fd, const char *path, struct sign_key *out, struct err *err)
{
	CLEANUP(wipe_line) char line[LINE_SIZE + 1] = MARK;
	unsigned char seed[crypto_sign_SEEDBYTES];
	size_t at = sizeof(MARK) - 1;

	randombytes_buf(seed, sizeof(seed));
	(void)sodium_bin2hex(line + at, sizeof(line) - at, seed, sizeof(seed));
	line[LINE_SIZE - 1] = '\n';
	if (write(fd, line, LINE_SIZE) != LINE_SIZE || fsync(fd) < 0) {
		int rc = not_written(path, err);

		(void)unlink(path);
		return rc;
	}
	from_seed(seed, out);
	sodium_memzero(seed, sizeof(seed));
	return YUP_OK;
}

static int
read_there(int fd, const char *path, struct sign_key *out, struct err *err)
{
	CLEANUP(wipe_line) char line[LINE_SIZE + 1] = "";
	unsigned char seed[crypto_sign_SEEDBYTES];
	const size_t mark = sizeof(MARK) - 1;
	struct stat st;
	size_t got = 0;

	if (fstat(fd, &st) == 0 && (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return err_refuse(err, YUP_EDENIED, "key_open", "others may read %s", path);
	if (read(fd, line, sizeof(line)) != LINE_SIZE || strncmp(line, MARK, mark) != 0 ||
	    line[LINE_SIZE - 1] != '\n' ||
	    sodium_hex2bin(seed, sizeof(seed), line + mark, 2 * sizeof(seed), NULL, &got, NULL) !=
		0 ||
	    got != sizeof(seed))
		return err_refuse(err, YUP_EINVALID, "key_invalid", "%s is not a key", path);
	from_seed(seed, out);
	sodium_memzero(seed, sizeof(seed));
	return YUP_OK;
}

int
sign_key_load(const char *path, struct sign_key *out, bool *out_made, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool made = false;
	int rc;

	if (fd < 0 && errno == ENOENT) {
		make_folders(mem_strdup(mem, path));
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		made = fd >= 0;
		if (fd < 0)
			return not_written(path, err);
	}
	if (fd < 0)
		return err_refuse(err, YUP_EIO, "key_unreadable", "cannot read %s: %s", path,
		    strerror(errno));
	rc = made ? write_new(fd, path, out, err) : read_there(fd, path, out, err);
	if (rc == YUP_OK)
		*out_made = made;
	return rc;
}

void
sign_key_done(struct sign_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

void
sign_bytes(const struct sign_key *key, const void *bytes, size_t length,
    uint8_t out[SIGN_SIGNATURE_SIZE])
{
	(void)crypto_sign_detached(out, NULL, bytes, length, key->secret);
}

bool
sign_verify(const uint8_t public_key[SIGN_PUBLIC_SIZE], const void *bytes, size_t length,
    const uint8_t signature[SIGN_SIGNATURE_SIZE])
{
	return crypto_sign_verify_detached(signature, bytes, length, public_key) == 0;
}

void
sign_fingerprint(const uint8_t public_key[SIGN_PUBLIC_SIZE], char out[SIGN_FINGERPRINT_SIZE])
{
	unsigned char h[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(h, public_key, SIGN_PUBLIC_SIZE);
	(void)snprintf(out, SIGN_FINGERPRINT_SIZE, "%02X%02X %02X%02X %02X%02X %02X%02X", h[0],
	    h[1], h[2], h[3], h[4], h[5], h[6], h[7]);
}
