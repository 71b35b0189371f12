/*
 * scan.h - ask another program whether a file is harmless: a virus scanner.
 *
 * The command is what YUPANA_SCAN says ("clamdscan --no-summary"), words divided by
 * blanks, without a shell; the file's path is its last argument.  It ends with 0:
 * clean, 1: not; anything else, and not ending in time, is that it could not be asked.
 */
#ifndef YUP_IO_SCAN_H
#define YUP_IO_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define SCAN_VARIABLE "YUPANA_SCAN"

enum { SCAN_TIMEOUT_MS = 60000 };

/* The command that is set, NULL for none. */
const char *scan_command(void);

/*
 * Put the bytes in a file of their own, that only this user reads, ask, and take it
 * away.  YUP_EINVALID "scan_refused"; YUP_ECONFLICT "scan_failed": it could not be asked.
 */
MUST_CHECK int scan_bytes(const char *command, const void *bytes, size_t size, unsigned timeout_ms,
    struct err *err);

#endif
