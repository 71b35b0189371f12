/*
 * hash.h - what a file is, whatever its name: SHA-256.
 */
#ifndef YUP_IO_HASH_H
#define YUP_IO_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { HASH_SHA256_SIZE = 32 };

void hash_sha256(const void *bytes, size_t length, uint8_t out[HASH_SHA256_SIZE]);

#endif
